"""Claims in one line each: their numbers, counted by SQLite without fetching their passages."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from stemmata.ledger import records
from stemmata.ledger.database import Database, rebuilding

__all__ = ["ClaimLine", "claim_lines"]

COLUMNS = records.COLUMNS["claim"]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list, with its numbers. `outlets` counts those that have a name."""

    id: str
    text: str
    articles: int
    outlets: int
    origins: int
    origins_range: tuple[int, int]
    denials: int
    contradicts: int
    circular: bool
    first_seen: str | None


def claim_lines(database: Database, numbers: Collection[int]) -> list[ClaimLine]:
    """The claims of these numbers, most carried first."""
    sql = f"""
        SELECT {", ".join(f"c.{name}" for name in COLUMNS)}, c.exact,
          (SELECT count(DISTINCT o.article) FROM occurrence o WHERE o.claim = c.n),
          (SELECT count(*) FROM occurrence o WHERE o.claim = c.n AND o.stance = 'denies'),
          (SELECT count(*) FROM contradiction x WHERE x.claim = c.n)
        FROM claim c WHERE c.n IN (SELECT value FROM json_each(?)) ORDER BY c.n"""
    return [_line(row) for row in database.all(sql, (json.dumps(list(numbers)),))]


def _line(row: Any) -> ClaimLine:
    *stored, articles, denials, contradicts = row
    with rebuilding(f"claim {stored[0]}; link the case again"):
        claim: dict[str, Any] = dict(zip(COLUMNS, records.restored("claim", stored), strict=True))
    return ClaimLine(
        id=claim["id"],
        text=claim["text"],
        articles=articles,
        outlets=claim["outlets"],
        origins=claim["origins"],
        origins_range=(claim["origins_low"], claim["origins_high"]),
        denials=denials,
        contradicts=contradicts,
        circular=bool(claim["circular"]),
        first_seen=claim["first_seen"],
    )
