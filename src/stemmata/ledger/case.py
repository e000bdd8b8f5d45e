"""The ledger of a case, open: the front of this folder."""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from stemmata.closing import Closing
from stemmata.errors import UsageError
from stemmata.ledger.actors import ActorAsking
from stemmata.ledger.check import INDEXES, Mismatch, check
from stemmata.ledger.database import Database
from stemmata.ledger.folder import DATABASE, INDEX, is_case, locked
from stemmata.ledger.headings import Heading, MonthCount, headings, headings_of, months
from stemmata.ledger.linking import LinkWriting
from stemmata.ledger.relinking import Relinking
from stemmata.ledger.remembered import Remembered
from stemmata.ledger.search import ANYWHERE, Hit, Within, search
from stemmata.ledger.status import Status, by_month, by_outlet, count, status_of

__all__ = ["Ledger"]

REMEMBERED = "linking.db"


class Ledger(Closing, Relinking, ActorAsking):
    """One case's ledger: asked by anyone, written by one at a time."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        """Use `Ledger.open`."""
        self.folder = folder
        with ExitStack() as stack:
            if write:
                stack.enter_context(locked(folder))
            self._database = Database(folder / DATABASE, write=write)
            stack.callback(self._database.close)
            at = (folder / DATABASE).stat()
            self._file, self._changes = (at.st_dev, at.st_ino), self._database.changes()
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

    @property
    def is_lasting(self) -> bool:
        """Whether this may stay open while others write: the file is shared with them, and still there."""
        try:
            now = (self.folder / DATABASE).stat()
        except OSError:
            return False
        return self._database.is_shared and (now.st_dev, now.st_ino) == self._file

    @contextmanager
    def moment(self) -> Iterator[Self]:
        """Everything asked inside sees one moment of the case: the newest when it begins."""
        with self._database.snapshot():
            changes = self._database.changes()
            if changes != self._changes:
                self._changes = changes
                self.forget()
            yield self

    def status(self) -> Status:
        """What is in the case, in numbers."""
        return status_of(self._database)

    def count_articles(self) -> int:
        """How many articles the case has."""
        return count(self._database, "article")

    def outlets(self) -> dict[str | None, int]:
        """How many articles each outlet has, the largest first; None counts those that name none."""
        return by_outlet(self._database)

    def by_month(self) -> dict[str | None, int]:
        """How many articles were published in each month, the earliest first; None has no date."""
        return by_month(self._database)

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

    def check(self, *, say: Callable[[str], object] | None = None) -> Iterator[Mismatch]:
        """Everything inside the database that does not agree with the log of custody or with itself.

        `say` is told what was looked at.
        """
        return check(self._database, say=say)

    def remembered(self, *, afresh: bool = False) -> Remembered:
        """What earlier linkings worked out; with `afresh`, nothing."""
        return Remembered(self.folder / INDEX / REMEMBERED, afresh=afresh)

    def rebuild_indexes(self) -> None:
        """Make all indexes anew from what they index."""
        with self._database.transaction():
            self._database.run("REINDEX")
            for index in INDEXES:
                self._database.run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")

    def close(self) -> None:
        """Let go of the files and of the lock."""
        self._closing.close()
