"""Overview: what is in the case, what travels most, and what was not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, TypedDict

from stemmata.ledger import ClaimLine, Ledger, Linking, Status
from stemmata.web.asking import Asked
from stemmata.web.chart import Calendar
from stemmata.web.objects import plain

__all__ = ["Overview", "overview"]

MOST_CLAIMS, MOST_MARKED = 8, 3
"""Claims on the first page, and those with each of two marks: the others have a page of their own."""


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
    """The case in numbers, its most carried claims, and other circular or contradicted ones."""

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
    in_doubt: int
    claims: list[ClaimLine]
    marked: list[ClaimLine]
    log_head: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The case at a glance. `unread` counts code points by reason, the largest first.

    `in_doubt` counts pairs of passages whose link a person should look at. `marked` are claims beside
    the most carried ones that are circular or contradicted.
    """

    TEMPLATE: ClassVar[str] = "overview.html"

    name: str
    status: Status
    calendar: Calendar
    linking: Linking | None
    in_doubt: int
    claims: tuple[ClaimLine, ...]
    marked: tuple[ClaimLine, ...]
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
            "in_doubt": self.in_doubt,
            "claims": plain(self.claims),
            "marked": plain(self.marked),
            "log_head": self.head,
        }


def overview(asked: Asked) -> Overview:
    """The case at a glance."""
    ledger = asked.ledger
    counts = asked.counted.of(ledger)
    status = counts.status
    kept = partial(asked.counted.linked, ledger)
    carried = kept("carried", lambda: tuple(ledger.claim_lines(limit=MOST_CLAIMS)))
    marked = kept("marked", lambda: _marked(ledger, carried))
    return Overview(
        name=asked.folder.absolute().name,
        status=status,
        calendar=counts.calendar,
        linking=asked.counted.linking(ledger),
        in_doubt=asked.counted.in_doubt(ledger),
        claims=carried,
        marked=marked,
        unread={reason: n for reason, n in status.unread.items() if reason != "frame"},
        head=ledger.head(),
    )


def _marked(ledger: Ledger, shown: tuple[ClaimLine, ...]) -> tuple[ClaimLine, ...]:
    """The most carried circular and contradicted claims that are not shown already."""
    most = MOST_MARKED + len(shown)
    circular = [c for c in ledger.claim_lines(limit=most, circular=True) if c not in shown]
    against = [c for c in ledger.claim_lines(limit=most, contradicted=True) if c not in shown]
    found = dict.fromkeys(circular[:MOST_MARKED] + against[:MOST_MARKED])
    return tuple(sorted(found, key=lambda c: (-c.articles, c.first_seen or "", c.id)))
