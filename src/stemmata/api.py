"""The Python API. Imports the stages only when something is read or a case is opened."""

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemmata.closing import Closing
from stemmata.model import Claim, Copy, Exhibit, Reading, Rejected
from stemmata.settings import Settings

if TYPE_CHECKING:
    from stemmata.ledger import Hit, Status

__all__ = ["Case", "read"]


def read(*paths: str | PathLike[str], **settings: Any) -> list[Reading | Rejected]:
    """Read articles from files and folders.

    Args:
        paths: `.txt`, `.html`, `.jsonl`, `.warc`, `.warc.gz` files and folders of these.
        settings: Any field of `settings.Settings`, such as ``language="en"``.

    Returns:
        One `Reading` per article and one `Rejected` per item that could not be read, in input order.

    Raises:
        WeightsError: The weights are missing or damaged.
        TypeError: An unknown setting.
    """
    from stemmata.pipeline import Reader

    return list(Reader(Settings(**settings)).read(fspath(p) for p in paths))


class Case(Closing):
    """A case's folder, open to be asked. Another process may add to it meanwhile.

    Use it in a `with` statement, or call `close`. "stemmata add" and "stemmata link" fill it.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Open a case.

        Raises:
            UsageError: There is no case in the folder.
            LedgerError: It is damaged.
        """
        from stemmata.ledger import Ledger

        self._ledger = Ledger.open(Path(folder))

    def status(self) -> "Status":
        """What is in the case, in numbers."""
        return self._ledger.status()

    def exhibits(self) -> Iterator[Exhibit]:
        """The articles in the order of adding: current reading, captures, where they were seen."""
        return self._ledger.exhibits()

    def exhibit(self, article: str) -> Exhibit | None:
        """One article by its id."""
        return self._ledger.exhibit(article)

    def search(self, query: str, *, limit: int = 20) -> "list[Hit]":
        """The articles that hold every word and every "quoted phrase" of the query, best first."""
        return self._ledger.search(query, limit=limit)

    def claims(self, **asked: Any) -> Iterator[Claim]:
        """The claims, most carried first.

        Args:
            asked: Any of text, outlet, entity, since, until, min_origins, circular, see `ledger.Asked`;
                and limit and offset.
        """
        return self._ledger.claims(**asked)

    def claim(self, name: str) -> Claim | None:
        """One claim by its id, or the one that took the place of a claim that had it."""
        return self._ledger.claim(name)

    def claims_of(self, article: str) -> list[Claim]:
        """The claims that an article states, most carried first."""
        return self._ledger.claims_of(article)

    def copies_of(self, article: str) -> list[Copy]:
        """The passages that an article shares with others."""
        return self._ledger.copies_of(article)

    def close(self) -> None:
        """Let go of the files."""
        self._ledger.close()
