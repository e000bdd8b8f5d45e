"""Rejected: what could not be read, at which stage, and why."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, TypedDict

from stemmata.ledger import RejectedItem
from stemmata.web.asking import Asked
from stemmata.web.objects import plain

__all__ = ["RejectedItems", "rejected"]

MOST_ITEMS = 500
"""Items on one page."""


class RejectedAnswer(TypedDict):
    """What could not be read; `total` counts what is not listed too."""

    items: list[RejectedItem]
    total: int


@dataclass(frozen=True, slots=True)
class RejectedItems:
    """The items, in the order in which they were met."""

    TEMPLATE: ClassVar[str] = "rejected.html"

    items: tuple[RejectedItem, ...]
    total: int

    def to_object(self) -> RejectedAnswer:
        """The items."""
        return {"items": plain(self.items), "total": self.total}


def rejected(asked: Asked) -> RejectedItems:
    """What could not be read."""
    items = tuple(islice(asked.ledger.rejected(), MOST_ITEMS))
    return RejectedItems(items, total=sum(asked.ledger.status().rejected.values()))
