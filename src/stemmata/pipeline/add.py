"""Add: paths in, captured, cleaned, mapped, read and kept in a case. Resumable at any moment.

gather -> what is known is skipped -> clean -> read -> embed -> locate -> archive -> ledger

The archive is written and synced before the ledger commits, so the ledger never names bytes that are
not there; what the archive holds beyond the ledger's last word is cut when the next writer opens.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, Literal

from stemmata.capture import gather
from stemmata.capture.archive import Archive
from stemmata.ledger import Ledger, create, is_case
from stemmata.model import Captured, Offsets, Place, Reading, Rejected
from stemmata.pipeline.embedding import Embedded, TextEmbedder, embedded
from stemmata.pipeline.read import (
    EXTRACTOR,
    NOT_READ,
    READ_LANGUAGE,
    Reader,
    attempt,
    in_order,
)
from stemmata.text.offsets import locate

if TYPE_CHECKING:
    from stemmata.capture.fetch import Fetcher

__all__ = ["ARCHIVE", "Clock", "Kept", "add", "add_items"]

ARCHIVE = "archive"
"""The folder of a case that holds its WARC files."""

COMMIT_S, COMMIT_ITEMS = 1.0, 64
"""Longest time and most items between commits: what a power cut may cost."""

Clock = Callable[[], str]
"""Says the time as an ISO 8601 string in UTC."""


State = Literal["added", "seen again", "read again", "known"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one item.

    `state`: "added" (a new article), "seen again" (an article that the case has, at another place or
    time), "read again" (with other weights than before, or as another language) or "known" (nothing to
    do). `embedding_s` is how long the vectors of its `texts` took.
    """

    path: str
    state: State
    size_bytes: int
    attributions: int = 0
    texts: int = 0
    embedding_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item on its way to the ledger, with everything that can be worked out beside others."""

    item: Captured
    reading: Reading
    offsets: Offsets
    embedded: Embedded


def add(
    folder: Path,
    paths: Iterable[str],
    reader: Reader,
    *,
    now: Clock,
    stdin: BinaryIO | None = None,
    fetch: "Fetcher | None" = None,
    embedder: Callable[[], TextEmbedder] | None = None,
) -> Iterator[Kept | Rejected]:
    """Add whatever the paths hold to a case, which is made where there is none.

    Stopping the iteration early, by closing it or by an exception, keeps all that was yielded.

    Args:
        folder: The case.
        paths: As `capture.gather` takes them.
        reader: What reads the articles.
        now: The clock; tests set it.
        stdin: Where "-" is read from.
        fetch: What gets addresses; without it they are rejected.
        embedder: Loads what makes the vectors that linking needs; without it, linking makes them.

    Raises:
        UsageError: The folder is no case, or another process is writing to it.
        WeightsError: The weights are missing or damaged.
    """
    limit_bytes = reader.settings.limit_mb * 1_000_000
    items = gather(paths, stdin=stdin, limit_bytes=limit_bytes, fetch=fetch)
    yield from add_items(folder, items, reader, now=now, embedder=embedder)


def add_items(
    folder: Path,
    items: Iterable[Captured | Rejected],
    reader: Reader,
    *,
    now: Clock,
    embedder: Callable[[], TextEmbedder] | None = None,
) -> Iterator[Kept | Rejected]:
    """Add what was captured already; as `add`, which captures it, in everything else."""
    weights = _weights_of(reader)  # before a case is made that nothing could be added to
    if not is_case(folder):
        create(folder, at_utc=now())
    with (
        Ledger.open(folder, write=True) as ledger,
        Archive(folder / ARCHIVE, end=ledger.archive_end(), now=now) as archive,
    ):
        adding = _Adding(ledger, archive, reader, weights, now, embedder)
        yield from adding.run(items)


def _weights_of(reader: Reader) -> frozenset[str]:
    """The weights that a reading of this reader may name: none of another language than it reads."""
    weights = {reader.weights.digest, NOT_READ}
    if (language := reader.settings.language) is not None:
        weights.remove(NOT_READ if language == READ_LANGUAGE else reader.weights.digest)
    return frozenset(weights)


Work = Captured | Rejected | Kept
"""An item as captured, or what is already known of it."""

Done = Prepared | tuple[Captured, Rejected] | Rejected | Kept
"""What the threads make of it: an article with its reading, or why there is none."""


class _Adding:
    """One run of `add`: ledger and archive are only touched by the thread that iterates."""

    def __init__(
        self,
        ledger: Ledger,
        archive: Archive,
        reader: Reader,
        weights: frozenset[str],
        now: Clock,
        embedder: Callable[[], TextEmbedder] | None,
    ) -> None:
        self.ledger, self.archive, self.reader, self.now = ledger, archive, reader, now
        self.weights = weights
        self.load_embedder = embedder
        self.loading = Lock()

    @cached_property
    def embedder(self) -> TextEmbedder | None:
        return self.load_embedder() if self.load_embedder else None

    def run(self, items: Iterable[Captured | Rejected]) -> Iterator[Kept | Rejected]:
        """What became of each item, once it is safely kept."""
        work = in_order(self._prepare, map(self._unknown, items), threads=self.reader.threads)
        batch: list[Done] = []
        began = time.monotonic()
        interrupted: KeyboardInterrupt | None = None
        try:
            for done in work:
                batch.append(done)
                if time.monotonic() - began >= COMMIT_S or len(batch) >= COMMIT_ITEMS:
                    full, batch = batch, []
                    yield from self._keep_all(full)
                    began = time.monotonic()
        except KeyboardInterrupt as stop:  # raised again when all that is kept was told
            interrupted = stop
        finally:  # interrupted or not: what is prepared is kept
            work.close()
            rest = self._keep_all(batch)
        yield from rest
        if interrupted:
            raise interrupted

    def _unknown(self, item: Captured | Rejected) -> Work:
        if isinstance(item, Captured):
            article = self.ledger.article_of(item)
            if article and self._is_read(article):
                return Kept(item.path, "known", len(item.payload))
        return item

    def _is_read(self, article: str) -> bool:
        language = self.reader.settings.language
        return any(
            self.ledger.is_read(article, digest, EXTRACTOR, language=language)
            for digest in self.weights
        )

    def _prepare(self, item: Work) -> Done:
        if not isinstance(item, Captured):
            return item
        reading = self.reader.one(item)
        if isinstance(reading, Rejected):
            return item, reading
        offsets = attempt(item.path, "text", lambda: locate(item, reading.article))
        if isinstance(offsets, Rejected):
            return item, offsets
        vectors = attempt(item.path, "encoder", lambda: self._embed(reading))
        if isinstance(vectors, Rejected):
            return item, vectors
        return Prepared(item, reading, offsets, vectors)

    def _embed(self, reading: Reading) -> Embedded:
        with self.loading:  # the threads that come first wait for the one that loads it
            embedder = self.embedder
        return embedded(reading, embedder) if embedder else Embedded()

    def _keep_all(self, batch: list[Done]) -> list[Kept | Rejected]:
        with self.ledger.transaction():
            outcomes = [self._keep(done) for done in batch]
            self.archive.sync()
        return outcomes

    def _keep(self, done: Done) -> Kept | Rejected:
        if isinstance(done, Kept):
            return done
        at = self.now()
        if isinstance(done, Rejected):
            self.ledger.keep_rejected(done, captured=None, at_utc=at)
            return done
        if isinstance(done, tuple):
            item, rejected = done
            self._keep_bytes(item, at)
            self.ledger.keep_rejected(rejected, captured=item, at_utc=at)
            return rejected
        return self._keep_reading(done, at)

    def _keep_bytes(self, item: Captured, at: str) -> Place:
        place = self.ledger.place_of(item.capture.id)
        if place is None:
            place = self.archive.append(item)
            end = self.archive.end[1] if self.archive.end else None
            self.ledger.keep_capture(item, place, at_utc=at, end=end)
        for asset in item.assets:
            self.ledger.keep_asset(asset, item.capture.id, self._keep_bytes(asset, at), at_utc=at)
        return place

    def _keep_reading(self, done: Prepared, at: str) -> Kept:
        item, reading = done.item, done.reading
        article = reading.article
        known = self.ledger.has_article(article.id)
        self._keep_bytes(item, at)
        if not known:
            self.ledger.keep_article(article, done.offsets, at_utc=at)
        state: State = "read again" if known else "added"
        attributions = len(reading.attributions)
        if known and self._is_read(article.id):
            state, attributions = "seen again", 0  # the case has them
        else:
            self.ledger.keep_reading(reading, at_utc=at)
            self.ledger.keep_embeddings(done.embedded.vectors, at_utc=at)
        self.ledger.keep_sighting(item, article=article.id, at_utc=at)
        made = done.embedded
        return Kept(
            item.path,
            state,
            len(item.payload),
            attributions,
            len(made.vectors),
            made.took_s,
        )
