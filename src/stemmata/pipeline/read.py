"""Read: paths in, readings and rejects out, in input order.

gather -> clean -> encode -> extract -> Reading
"""

import os
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from threading import Lock
from typing import BinaryIO, TypeVar

from stemmata.capture import gather
from stemmata.encoder.heads import MENTION_LABELS, ROLE_LABELS
from stemmata.encoder.reader import Encoder, Scores
from stemmata.encoder.weights import Weights, find_weights
from stemmata.errors import InputError, UsageError, WeightsError
from stemmata.extract.decode import TokenScores
from stemmata.extract.ledger import EXTRACTOR, extract
from stemmata.model import Article, Captured, Reading, Rejected, Span, Stage, Unread
from stemmata.settings import Settings
from stemmata.text import clean

__all__ = [
    "EXTRACTOR",
    "NOT_READ",
    "READ_LANGUAGE",
    "Reader",
    "attempt",
    "in_order",
    "read_article",
    "token_scores",
]

READ_LANGUAGE = "en"
NOT_READ = ""
"""The weights of a reading that says only that its language is not read."""
AHEAD = 4
"""Items in work for each thread: enough to keep all threads busy, few enough to bound memory."""

S = TypeVar("S")
T = TypeVar("T")


class Reader:
    """Reads articles with one set of weights, which are loaded at the first article in English."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        if self.settings.threads < 0:
            raise UsageError(f"threads is {self.settings.threads}; expected 0 (all) or more")
        self.threads = self.settings.threads or os.cpu_count() or 1
        self._loaded: Encoder | None = None
        self._loading = Lock()

    @cached_property
    def weights(self) -> Weights:
        """The weights that articles are read with."""
        return find_weights(self.settings.weights)

    @property
    def _encoder(self) -> Encoder:
        with self._loading:
            if self._loaded is None:
                # Articles go to the threads, so each runs the encoder on one: no waiting on joins.
                self._loaded = Encoder(self.weights, threads=1)
            return self._loaded

    def read(
        self, paths: Iterable[str], *, stdin: BinaryIO | None = None
    ) -> Iterator[Reading | Rejected]:
        """Read whatever the paths hold, one article or reject at a time, in input order.

        Args:
            paths: Files and folders as `capture.gather` takes them; "-" is `stdin`.
            stdin: Where "-" is read from.

        Raises:
            WeightsError: The weights are missing or damaged; nothing can be read without.
        """
        items = gather(paths, stdin=stdin, limit_bytes=self.settings.limit_mb * 1_000_000)
        if self.threads == 1:
            yield from map(self.one, items)
        else:
            yield from in_order(self.one, items, threads=self.threads)

    def one(self, item: Captured | Rejected) -> Reading | Rejected:
        """The reading of one item. May be called from several threads at once."""
        if isinstance(item, Rejected):
            return item
        article = attempt(item.path, "text", lambda: clean(item, language=self.settings.language))
        if isinstance(article, Rejected):
            return article
        if article.language != READ_LANGUAGE:
            return _unread(item.path, article)
        return attempt(
            item.path, "extract", lambda: read_article(item.path, article, self._encoder)
        )


def attempt(path: str, stage: Stage, work: Callable[[], T]) -> T | Rejected:
    """Do one stage's work on one item; what goes wrong rejects the item and spares the others.

    Raises:
        WeightsError: The weights are missing or damaged, so every item would fail.
    """
    try:
        return work()
    except InputError as error:
        return Rejected(path, stage, str(error))
    except WeightsError:
        raise
    except Exception:  # the one blind except: a crash on one item must not lose the others
        return Rejected(
            path,
            stage,
            "Stemmata crashed on this item; the others are read. "
            f"Please report this:\n{traceback.format_exc()}",
        )


def read_article(path: str, article: Article, encoder: Encoder) -> Reading:
    """The reading of one English article."""
    parts = extract(article, token_scores(encoder.read(article.text)))
    return Reading(path, article, encoder.digest, EXTRACTOR, *parts)


def _unread(path: str, article: Article) -> Reading:
    """A reading of an article in a language that is not read: all of it unread, and said so."""
    text = article.text
    start = len(text) - len(text.lstrip())
    whole = Span(start, len(text.rstrip()))
    return Reading(path, article, NOT_READ, EXTRACTOR, unread=(Unread(whole, "language"),))


def token_scores(scores: Scores) -> TokenScores:
    """The encoder's scores with the labels that extraction reads them by."""
    return TokenScores(
        starts=scores.pieces.starts,
        ends=scores.pieces.ends,
        roles=scores.roles,
        role_labels=ROLE_LABELS,
        mentions=scores.mentions,
        mention_labels=MENTION_LABELS,
        kinds=scores.kinds,
        anchors=scores.anchors,
        anchor_scores=scores.anchor_scores,
    )


def in_order(
    work: Callable[[S], T], items: Iterable[S], *, threads: int
) -> Generator[T, None, None]:
    """Map over items on several threads, holding few at a time and keeping their order."""
    pool = ThreadPoolExecutor(threads)
    waiting: deque[Future[T]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= threads * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # also where nobody wants the rest: do not begin what has not begun
        pool.shutdown(cancel_futures=True)
