"""The case's ledger, open for those who ask: opening it anew for each page costs more than most questions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemmata.errors import LedgerError
from stemmata.ledger import Ledger

__all__ = ["Readers"]


class Readers:
    """Open ledgers of one case; each is used by one at a time, as many as ask at once."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._lock = threading.Lock()
        self._idle: list[Ledger] = []

    @contextmanager
    def moment(self) -> Iterator[Ledger]:
        """The ledger as it is now, until the end of the `with`.

        Raises:
            StemmataError: As `Ledger.open`.
        """
        ledger = self._taken()
        try:
            with ledger.moment():
                yield ledger
        except LedgerError:
            ledger.close()
            raise
        except BaseException:
            self._put_back(ledger)
            raise
        self._put_back(ledger)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            idle, self._idle = self._idle, []
        for ledger in idle:
            ledger.close()

    def _put_back(self, ledger: Ledger) -> None:
        with self._lock:
            self._idle.append(ledger)

    def _taken(self) -> Ledger:
        with self._lock:
            ledger = self._idle.pop() if self._idle else None
        if ledger is not None and not ledger.is_lasting:
            ledger.close()
            ledger = None
        return ledger or Ledger.open(self._folder)
