"""The numbers of a whole case, which take long to count in a large one: kept while they hold.

What linking made is the same until somebody links or judges. The articles are counted anew behind the
readers' backs while another process adds.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stemmata.errors import StemmataError
from stemmata.ledger import Ledger, LinkedAs, Linking, Status
from stemmata.web.chart import Calendar, calendar

__all__ = ["UNSURE", "Counted", "Counts"]

FRESH_S, LATEST_S = 10.0, 60.0
"""Age from which numbers are counted anew, and from which pages wait for that: `add` commits each second."""

UNSURE = (0.1, 0.9)
"""Probabilities between which a person's look is worth its time."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """A case in numbers, and its articles by outlet and month."""

    status: Status
    calendar: Calendar

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that have a name, in order."""
        return tuple(sorted(filter(None, self.status.outlets)))


class Counted:
    """What was counted last, and whether it still holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._lock = threading.RLock()
        self._kept: Counts | None = None
        self._head = ""
        self._at = 0.0
        self._forgot = 0
        self._thread: threading.Thread | None = None
        self._linked: LinkedAs | None = None
        self._derived: dict[str, object] = {}

    def of(self, ledger: Ledger) -> Counts:
        """The numbers: exact where the case is as it was, or after `forget`, else not older than LATEST_S."""
        with self._lock:
            head, age = ledger.head(), self._clock() - self._at
            if self._kept is None or (head != self._head and age >= LATEST_S):
                return self._count(ledger, self._forgot)
            if (
                head != self._head
                and age >= FRESH_S
                and not (self._thread and self._thread.is_alive())
            ):
                self._thread = threading.Thread(
                    target=self._behind, args=(ledger.folder, self._forgot), daemon=True
                )
                self._thread.start()
            return self._kept

    def linking(self, ledger: Ledger) -> Linking | None:
        """The last linking, in numbers."""
        return self.linked(ledger, "linking", ledger.linking)

    def in_doubt(self, ledger: Ledger) -> int:
        """How many pairs of passages are linked in doubt."""
        return self.linked(ledger, "in doubt", lambda: ledger.in_doubt(*UNSURE))

    def linked(self, ledger: Ledger, name: str, make: Callable[[], T]) -> T:
        """Something made of what linking made, and of nothing else: made once for each linking."""
        with self._lock:
            linked = ledger.linked_as()
            if linked != self._linked:
                self._linked, self._derived = linked, {}
            if name not in self._derived:
                self._derived[name] = make()
            return self._derived[name]  # type: ignore[return-value] # under its name

    def forget(self) -> None:
        """This server changed the case: the next view counts anew."""
        with self._lock:
            self._kept, self._linked = None, None
            self._forgot += 1

    def wait(self) -> None:
        """Until nothing is being counted."""
        if self._thread is not None:
            self._thread.join()

    def _count(self, ledger: Ledger, forgot: int) -> Counts:
        """Count, and keep it unless something was forgotten since: then it is of an older case."""
        head, at = ledger.head(), self._clock()
        counts = Counts(ledger.status(), calendar(ledger.months()))
        with self._lock:
            if forgot == self._forgot:
                self._kept, self._head, self._at = counts, head, at
        return counts

    def _behind(self, folder: Path, forgot: int) -> None:
        try:
            with Ledger.open(folder) as ledger, ledger.moment():
                self._count(ledger, forgot)
        except StemmataError:  # the next page that has to wait for the numbers says why
            return
