"""Add: what is handed over in the page, how far it is, and what could not be read of it."""

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.model import Rejected
from stemmata.report.words import counted
from stemmata.web.adder import Batch
from stemmata.web.asking import Asked
from stemmata.web.linker import MOST_ARTICLES
from stemmata.web.objects import plain
from stemmata.web.upload import MOST_BYTES, MOST_FILES

__all__ = ["AddingPage", "adding"]

KEPT = {
    "added": "added",
    "seen again": "seen again",
    "read again": "read again with other weights",
    "known": "known already",
}


class BatchAnswer(TypedDict):
    """One upload. `counts` are items by what became of them."""

    number: int
    state: str
    counts: dict[str, int]
    rejected: list[Rejected]
    trouble: str | None


class AddingAnswer(TypedDict):
    """The state of adding; `done` is the share of bytes in percent."""

    running: bool
    doing: str
    done: int
    may_fetch: bool
    uploads: list[BatchAnswer]


@dataclass(frozen=True, slots=True)
class AddingPage:
    """The uploads, the newest first. `every` is how often the page loads itself, in seconds; 0 is never."""

    TEMPLATE: ClassVar[str] = "adding.html"

    batches: tuple[Batch, ...]
    may_fetch: bool
    linking: bool
    articles: int
    every: int

    @property
    def running(self) -> Batch | None:
        """The upload that is being added."""
        return next((batch for batch in self.batches if batch.state == "running"), None)

    @property
    def is_busy(self) -> bool:
        """Whether something is being added, or is about to be."""
        return any(batch.state in ("waiting", "running") for batch in self.batches)

    @property
    def is_small(self) -> bool:
        """Whether the case may be linked from the page."""
        return self.articles <= MOST_ARTICLES

    @property
    def most(self) -> str:
        """What one upload may hold."""
        return f"{MOST_FILES:,} files and {MOST_BYTES // 1_000_000} MB"

    @property
    def doing(self) -> str:
        """What is being done, in words."""
        if self.running is not None:
            return self.said(self.running)
        return "about to begin" if self.is_busy else ""

    @property
    def done(self) -> int:
        """How much of it is done, in percent of its bytes."""
        return 0 if self.running is None else share(self.running)

    @staticmethod
    def said(batch: Batch) -> str:
        """What became of an upload's items."""
        found = [f"{batch.counts[s]:,} {words}" for s, words in KEPT.items() if batch.counts.get(s)]
        if rejected := batch.counts.get("rejected"):
            found.append(f"{rejected:,} rejected")
        nothing = "nothing yet" if batch.state in ("waiting", "running") else "nothing"
        return f"{', '.join(found) or nothing}, of {named(batch)}"

    def to_object(self) -> AddingAnswer:
        """The state, upload by upload."""
        return {
            "running": self.is_busy,
            "doing": self.doing,
            "done": self.done,
            "may_fetch": self.may_fetch,
            "uploads": [
                {
                    "number": batch.number,
                    "state": batch.state,
                    "counts": dict(batch.counts),
                    "rejected": plain(batch.rejected),
                    "trouble": batch.trouble or None,
                }
                for batch in self.batches
            ],
        }


def adding(asked: Asked) -> AddingPage:
    """How far adding is."""
    return AddingPage(
        batches=asked.adder.batches,
        may_fetch=asked.adder.may_fetch,
        linking=asked.linker.is_running,
        articles=asked.ledger.count_articles(),
        every=5 if asked.query.get("every") else 0,
    )


def named(batch: Batch) -> str:
    """What an upload holds, in words."""
    if len(batch.handed) == 1 and not isinstance(batch.handed[0], str):
        return getattr(batch.handed[0], "name", "a pasted text")
    return counted(len(batch.handed), "item")


def share(batch: Batch) -> int:
    """How much of an upload is done, in percent: about, since archives are packed."""
    if batch.size_bytes:
        return min(100, 100 * batch.done_bytes // batch.size_bytes)
    return min(100, 100 * sum(batch.counts.values()) // len(batch.handed))  # addresses
