"""The numbers of a whole case, which take long to count in a large one: remembered for a few seconds."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from stemmata.ledger import Ledger, Status
from stemmata.web.chart import Calendar, calendar

__all__ = ["UNSURE", "Counted", "Counts"]

FRESH_S = 10.0
"""How old the numbers may be while another process adds: at a commit a second, each view would count anew."""

UNSURE = (0.1, 0.9)
"""Probabilities between which a person's look is worth its time."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A case in numbers, its articles by outlet and month, and the pairs of passages linked in doubt."""

    status: Status
    calendar: Calendar
    in_doubt: int


class Counted:
    """What was counted last, and whether it still holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._counting = threading.Lock()
        self._kept: Counts | None = None
        self._head = ""
        self._at = 0.0

    def of(self, ledger: Ledger) -> Counts:
        """The numbers: exact where the case is as it was, or after `forget`, else not older than FRESH_S."""
        with self._counting:
            head, now = ledger.head(), self._clock()
            if self._kept is None or (head != self._head and now - self._at >= FRESH_S):
                self._kept = Counts(
                    ledger.status(), calendar(ledger.months()), ledger.in_doubt(*UNSURE)
                )
                self._head, self._at = head, now
            return self._kept

    def forget(self) -> None:
        """This server changed the case: the next view counts anew."""
        with self._counting:
            self._kept = None
