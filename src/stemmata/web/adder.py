"""Adding from the page: what was handed over waits in a folder of its own and is added in its turn."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from stemmata.capture.uploads import Pasted, Upload, from_uploads
from stemmata.errors import StemmataError, UsageError
from stemmata.model import Rejected
from stemmata.pipeline.add import Kept, add_items

if TYPE_CHECKING:
    from stemmata.encoder.embedder import Embedder
    from stemmata.pipeline.read import Reader

__all__ = ["AddCase", "Adder", "Batch", "Handed", "add_with_weights"]

Handed = Upload | Pasted | str
"""A file, a pasted text, or an address."""

AddCase = Callable[[Path, Sequence[Handed]], Iterator[Kept | Rejected]]
"""Adds to a case and says what became of each item."""

MOST_WAITING = 5
"""Batches that are not done yet: each keeps its files on the disk."""
MOST_SHOWN = 10
"""Batches that are remembered; the case itself lists all articles and all rejects."""
MOST_REJECTS = 200
"""Rejects of a batch that are remembered."""

STOPPED = "it stopped; the terminal that serves this page shows why"

State = Literal["waiting", "running", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one form handed over, and how far it is.

    `counts` are items by what became of them: the states of `pipeline.add.Kept`, and "rejected".
    """

    number: int
    handed: tuple[Handed, ...]
    folder: TemporaryDirectory[str]
    size_bytes: int
    state: State = "waiting"
    counts: Mapping[str, int] = field(default_factory=dict)
    done_bytes: int = 0
    rejected: tuple[Rejected, ...] = ()
    trouble: str = ""

    def and_then(self, outcome: Kept | Rejected) -> "Batch":
        """The same, one item later."""
        became = outcome.state if isinstance(outcome, Kept) else "rejected"
        counts = {**self.counts, became: self.counts.get(became, 0) + 1}
        if isinstance(outcome, Kept):
            return replace(self, counts=counts, done_bytes=self.done_bytes + outcome.size_bytes)
        return replace(self, counts=counts, rejected=(*self.rejected, outcome)[:MOST_REJECTS])


class Adder:
    """What adds to one case: one batch after the other, in a thread of its own."""

    def __init__(
        self,
        folder: Path,
        add: AddCase,
        *,
        may_fetch: bool = False,
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        """Add nothing yet.

        Args:
            folder: The case.
            add: What adds to it.
            may_fetch: Whether addresses are fetched; where not, they should not be handed over.
            changed: Is told when something was added.
        """
        self._folder, self._add, self.may_fetch = folder, add, may_fetch
        self._changed = changed
        self._changing = threading.Lock()
        self._batches: dict[int, Batch] = {}
        self._thread: threading.Thread | None = None

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The newest batches, the newest first."""
        with self._changing:
            return tuple(reversed(self._batches.values()))

    @property
    def is_running(self) -> bool:
        """Whether something is being added."""
        with self._changing:
            return self._is_alive()

    def take(self, handed: Sequence[Handed], folder: TemporaryDirectory[str]) -> None:
        """Add this as soon as what came before is added; the folder is removed then.

        Raises:
            UsageError: Too much waits already.
        """
        with self._changing:
            held = sum(batch.state != "done" for batch in self._batches.values())
            if held >= MOST_WAITING:
                raise UsageError(
                    f"{held} uploads are not done yet; wait until one is, or put one aside"
                )
            number = max(self._batches, default=0) + 1
            size_bytes = sum(map(_size_bytes, handed))
            self._batches[number] = Batch(number, tuple(handed), folder, size_bytes)
            done = [n for n, batch in self._batches.items() if batch.state == "done"]
            for old in done[: max(0, len(self._batches) - MOST_SHOWN)]:
                del self._batches[old]
            self._start()

    def again(self, number: int) -> None:
        """Try a batch again that stopped."""
        with self._changing:
            batch = self._stopped(number)
            fresh = Batch(number, batch.handed, batch.folder, batch.size_bytes)
            self._batches[number] = fresh
            self._start()

    def drop(self, number: int) -> None:
        """Put a batch aside that stopped; its files are removed, what was added stays."""
        with self._changing:
            batch = self._stopped(number)
            del self._batches[number]
        batch.folder.cleanup()

    def _stopped(self, number: int) -> Batch:
        batch = self._batches.get(number)
        if batch is None or batch.state != "stopped":
            raise UsageError("this upload is not one that stopped; load the page again")
        return batch

    def _is_alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _start(self) -> None:
        if not self._is_alive():
            # A daemon: Ctrl-C ends the server, and the ledger keeps what it said it kept.
            self._thread = threading.Thread(target=self._run, daemon=True, name="adding")
            self._thread.start()

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            self._add_all(batch)

    def _next(self) -> Batch | None:
        with self._changing:
            for batch in self._batches.values():
                if batch.state == "waiting":
                    return self._set(replace(batch, state="running"))
            self._thread = None  # whoever hands something over now starts another
            return None

    def _add_all(self, batch: Batch) -> None:
        trouble = STOPPED
        try:
            for outcome in self._add(self._folder, batch.handed):
                batch = batch.and_then(outcome)
                with self._changing:
                    self._set(batch)
            trouble = ""
        except StemmataError as error:
            trouble = str(error)
        finally:
            if not trouble:
                batch.folder.cleanup()
            self._changed()
            with self._changing:
                self._set(replace(batch, state="stopped" if trouble else "done", trouble=trouble))

    def _set(self, batch: Batch) -> Batch:
        self._batches[batch.number] = batch
        return batch


def _size_bytes(handed: Handed) -> int:
    """How much there is to read; of an address, that is not known."""
    if isinstance(handed, Upload):
        return handed.file.stat().st_size
    return len(handed.text) if isinstance(handed, Pasted) else 0


def add_with_weights(
    *, now: Callable[[], str], fetching: bool, contact: str | None = None
) -> AddCase:
    """What adds with the weights that ship, which are loaded when they are first needed.

    Args:
        now: The clock.
        fetching: Whether addresses are fetched, as `stemmata add --fetch` does.
        contact: An address that the user agent names.
    """

    @cache
    def reader() -> "Reader":
        from stemmata.pipeline.read import Reader
        from stemmata.settings import Settings

        return Reader(Settings(threads=max(1, (os.cpu_count() or 1) - 1)))  # pages need one too

    @cache
    def embedder() -> "Embedder":
        from stemmata.encoder.embedder import Embedder

        return Embedder(reader().weights)

    def add(folder: Path, handed: Sequence[Handed]) -> Iterator[Kept | Rejected]:
        from stemmata.capture.fetch import Fetcher

        limit_bytes = reader().settings.limit_mb * 1_000_000
        fetch = Fetcher(now=now, contact=contact, limit_bytes=limit_bytes) if fetching else None
        items = from_uploads(handed, limit_bytes=limit_bytes, fetch=fetch)
        return add_items(folder, items, reader(), now=now, embedder=embedder)

    return add
