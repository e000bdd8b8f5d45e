"""`add` with a fixed clock and a reader that needs no model, also slow enough that tests can kill it."""

import time
from pathlib import Path
from types import SimpleNamespace

from stemmata.model import Attribution, Captured, Reading, Rejected, Span, Unread
from stemmata.pipeline import add as adding
from stemmata.pipeline.add import Kept, add
from stemmata.pipeline.read import EXTRACTOR, Reader, attempt
from stemmata.settings import Settings
from stemmata.text import clean

WEIGHTS = "0" * 64
CLOCK = "2031-05-04T12:00:00Z"


class PlainReader(Reader):
    """Makes one outlet-voice row of the first line and leaves the rest unread."""

    def __init__(self, settings: Settings | None = None, *, pause_s: float = 0.0) -> None:
        super().__init__(settings or Settings(threads=2))
        self.__dict__["weights"] = SimpleNamespace(digest=WEIGHTS)
        self.pause_s = pause_s

    def one(self, item: Captured | Rejected) -> Reading | Rejected:
        if isinstance(item, Rejected):
            return item
        time.sleep(self.pause_s)
        article = attempt(item.path, "text", lambda: clean(item, language="en"))
        if isinstance(article, Rejected):
            return article
        text = article.text
        first = len(text) - len(text.lstrip())
        last = len(text.rstrip())
        line = first + len(text[first:].split("\n", 1)[0].rstrip())
        content = (Span(first, line),)
        id_ = Attribution.id_for(article.id, "outlet", (), (), content)
        row = Attribution(id_, "outlet", (), (), content, "outlet")
        rest = text[line:last].lstrip()
        unread = (Unread(Span(last - len(rest), last), "other"),) if rest else ()
        return Reading(item.path, article, WEIGHTS, EXTRACTOR, (row,), unread=unread)


def added(case: Path, *paths: Path | str, reader: Reader | None = None) -> list[Kept | Rejected]:
    """What became of each item."""
    return list(add(case, map(str, paths), reader or PlainReader(), now=lambda: CLOCK))


def add_slowly(case: Path, *paths: Path | str) -> None:
    """As `added`, with many commits, so that a kill often falls between or into one."""
    adding.COMMIT_ITEMS = 5
    added(case, *paths, reader=PlainReader(pause_s=0.004))
