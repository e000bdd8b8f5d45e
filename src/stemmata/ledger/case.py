"""The ledger of a case, open: the front of this folder."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from stemmata.errors import UsageError
from stemmata.ledger.check import Mismatch, check
from stemmata.ledger.claims import ClaimAsking
from stemmata.ledger.database import Database
from stemmata.ledger.folder import DATABASE, is_case, locked
from stemmata.ledger.headings import Heading, MonthCount, headings, headings_of, months
from stemmata.ledger.linking import LinkWriting
from stemmata.ledger.search import ANYWHERE, Hit, Within, search
from stemmata.ledger.status import Status, status_of

__all__ = ["Ledger"]


class Ledger(LinkWriting, ClaimAsking):
    """One case's ledger: asked by anyone, written by one at a time."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        """Use `Ledger.open`."""
        self.folder = folder
        with ExitStack() as stack:
            if write:
                stack.enter_context(locked(folder))
            self._database = Database(folder / DATABASE, write=write)
            stack.callback(self._database.close)
            self._closing = stack.pop_all()
        LinkWriting.__init__(self, self._database)

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """Open a case's ledger; readers work while another process writes.

        Raises:
            UsageError: There is no case, another process writes to it, or a newer Stemmata made it.
            LedgerError: It is damaged, or cannot be written to.
        """
        if not is_case(folder):
            raise UsageError(f'{folder} is no case; "stemmata add {folder} …" makes one')
        return cls(folder, write=write)

    def status(self) -> Status:
        """What is in the case, in numbers."""
        return status_of(self._database)

    def headings(
        self, *, outlet: str | None = None, month: str | None = None, limit: int, offset: int = 0
    ) -> list[Heading]:
        """Articles in order of date; "" for an outlet or month means those that name none."""
        return headings(self._database, outlet=outlet, month=month, limit=limit, offset=offset)

    def headings_of(self, articles: Collection[str]) -> dict[str, Heading]:
        """What these articles are called, by id."""
        return headings_of(self._database, articles)

    def months(self) -> list[MonthCount]:
        """Articles by outlet and month."""
        return months(self._database)

    def search(self, query: str, *, limit: int, within: Within = ANYWHERE) -> list[Hit]:
        """The articles that hold every word and every "quoted phrase" of the query, best first."""
        return search(self._database, query, limit=limit, within=within)

    def check(self) -> Iterator[Mismatch]:
        """Everything inside the database that does not agree with the log of custody or with itself."""
        return check(self._database)

    def rebuild_index(self) -> None:
        """Make the full-text index anew from the articles."""
        self._database.run("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")

    def close(self) -> None:
        """Let go of the files and of the lock."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
