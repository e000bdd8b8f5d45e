"""Linking: whether what was added and judged counts yet, and a button that makes it count."""

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.ledger import Linking
from stemmata.web.asking import Asked
from stemmata.web.linker import MOST_ARTICLES
from stemmata.web.objects import plain

__all__ = ["LinkingPage", "linking"]


class LinkingAnswer(TypedDict):
    """What linking does now, and what it made last."""

    running: bool
    doing: str
    trouble: str | None
    linking: Linking | None


@dataclass(frozen=True, slots=True)
class LinkingPage:
    """What the last linking made, and the one that runs now. `trouble` ended the one before."""

    TEMPLATE: ClassVar[str] = "linking.html"

    linking: Linking | None
    running: bool
    doing: str
    trouble: str
    articles: int
    is_small: bool

    def to_object(self) -> LinkingAnswer:
        """The state."""
        return {
            "running": self.running,
            "doing": self.doing,
            "trouble": self.trouble or None,
            "linking": plain(self.linking),
        }


def linking(asked: Asked) -> LinkingPage:
    """The state of linking."""
    articles, linker = asked.ledger.count_articles(), asked.linker
    return LinkingPage(
        linking=asked.counted.linking(asked.ledger),
        running=linker.is_running,
        doing=linker.doing,
        trouble=linker.trouble,
        articles=articles,
        is_small=articles <= MOST_ARTICLES,
    )
