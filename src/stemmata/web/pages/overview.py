"""Overview: what is in the case, what travels most, and what was not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.ledger import Linking, Status
from stemmata.web.asking import Asked
from stemmata.web.chart import Calendar
from stemmata.web.objects import plain
from stemmata.web.pages.claims import ClaimLine, claim_lines

__all__ = ["Overview", "overview"]

MOST_CLAIMS = 8
"""Claims on the first page: what fits beside the chart; the others have a page of their own."""


class OutletCount(TypedDict):
    """How many articles an outlet has; None names those without one."""

    outlet: str | None
    articles: int


class MonthCount(TypedDict):
    """How many articles were published in a month; None counts those without a date."""

    month: str | None
    articles: int


class RejectedCount(TypedDict):
    """How many items could not be read for a reason."""

    stage: str
    reason: str
    items: int


class OverviewAnswer(TypedDict):
    """The case in numbers, and its most carried claims."""

    case: str
    articles: int
    captures: int
    sightings: int
    attributions: int
    outlets: list[OutletCount]
    months: list[MonthCount]
    languages: dict[str, int]
    unread_code_points: dict[str, int]
    rejected: list[RejectedCount]
    changed_addresses: int
    linking: Linking | None
    claims: list[ClaimLine]
    log_head: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The case at a glance. `unread` counts code points by reason, the largest first."""

    TEMPLATE: ClassVar[str] = "overview.html"

    name: str
    status: Status
    calendar: Calendar
    linking: Linking | None
    claims: tuple[ClaimLine, ...]
    unread: Mapping[str, int]
    head: str

    @property
    def rejected(self) -> int:
        """How many items could not be read."""
        return sum(self.status.rejected.values())

    def to_object(self) -> OverviewAnswer:
        """The numbers, and the claims."""
        status = self.status
        return {
            "case": self.name,
            "articles": status.articles,
            "captures": status.captures,
            "sightings": status.sightings,
            "attributions": status.attributions,
            "outlets": [{"outlet": o, "articles": n} for o, n in status.outlets.items()],
            "months": [{"month": m, "articles": n} for m, n in status.months.items()],
            "languages": plain(status.languages),
            "unread_code_points": plain(self.unread),
            "rejected": [
                {"stage": stage, "reason": reason, "items": n}
                for (stage, reason), n in status.rejected.items()
            ],
            "changed_addresses": status.changed_addresses,
            "linking": plain(self.linking),
            "claims": plain(self.claims),
            "log_head": self.head,
        }


def overview(asked: Asked) -> Overview:
    """The case at a glance."""
    ledger = asked.ledger
    counts = asked.counted.of(ledger)
    status = counts.status
    return Overview(
        name=asked.folder.absolute().name,
        status=status,
        calendar=counts.calendar,
        linking=ledger.linking(),
        claims=claim_lines(asked, ledger.claims(limit=MOST_CLAIMS)),
        unread={reason: n for reason, n in status.unread.items() if reason != "frame"},
        head=ledger.head(),
    )
