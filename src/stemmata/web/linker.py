"""Linking from the page: in a thread of its own, one at a time."""

import threading
from collections.abc import Callable
from pathlib import Path

from stemmata.errors import StemmataError

__all__ = ["MOST_ARTICLES", "LinkCase", "Linker"]

LinkCase = Callable[[Path, Callable[[str], None]], None]
"""Links a case and says meanwhile what it does."""

MOST_ARTICLES = 2_000
"""Larger cases are linked from a terminal: 724 articles take 20 s on two cores, thousands take minutes."""

STOPPED = "it stopped; the terminal that serves this page shows why"
"""What is said unless something better is known."""


class Linker:
    """What links one case, and how far it is."""

    def __init__(self, folder: Path, link: LinkCase) -> None:
        """Link nothing yet."""
        self._folder, self._link = folder, link
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self.doing = ""
        self.trouble = ""

    @property
    def is_running(self) -> bool:
        """Whether the case is being linked."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin, unless it is being done already."""
        with self._starting:
            if self.is_running:
                return
            self.doing = ""
            # A daemon: Ctrl-C ends the server, and the ledger keeps all of a linking or nothing.
            self._thread = threading.Thread(target=self._run, daemon=True, name="linking")
            self._thread.start()

    def _run(self) -> None:
        self.trouble = STOPPED
        try:
            self._link(self._folder, self._say)
            self.trouble = ""
        except StemmataError as error:
            self.trouble = str(error)

    def _say(self, what: str) -> None:
        self.doing = what
