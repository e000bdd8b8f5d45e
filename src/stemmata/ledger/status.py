"""What is in a case, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stemmata.ledger.database import ADDRESS, LANGUAGE, Database
from stemmata.model import UnreadReason

__all__ = ["Status", "by_month", "by_outlet", "count", "status_of"]


@dataclass(frozen=True, slots=True)
class Status:
    """Counts; the mappings begin with the largest, months with the earliest.

    `attributions` and `unread` (code points by reason) are those of the current readings. None among the
    outlets and months counts the articles that name none.
    """

    captures: int
    sightings: int
    articles: int
    readings: int
    attributions: int
    rejected: Mapping[tuple[str, str], int]
    unread: Mapping[UnreadReason, int]
    outlets: Mapping[str | None, int]
    languages: Mapping[str, int]
    months: Mapping[str | None, int]
    changed_addresses: int


def status_of(database: Database) -> Status:
    """Count everything. Every question is answered by an index or by small rows."""
    (attributions,) = database.one("SELECT ifnull(sum(attributions), 0) FROM current_reading")
    unread = database.each(
        "SELECT u.key, sum(u.value) FROM current_reading r, json_each(r.unread) u "
        "GROUP BY 1 ORDER BY 2 DESC"
    )
    rejected = database.each(
        "SELECT stage, reason, count(*) FROM rejected GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    )
    (changed,) = database.one(
        "SELECT count(*) FROM (SELECT 1 FROM sighting WHERE article IS NOT NULL "
        f"AND {ADDRESS} IS NOT NULL GROUP BY {ADDRESS} HAVING count(DISTINCT capture) > 1)"
    )
    return Status(
        captures=count(database, "capture"),
        sightings=count(database, "sighting"),
        articles=count(database, "article"),
        readings=count(database, "reading"),
        attributions=attributions,
        rejected={(stage, reason): number for stage, reason, number in rejected},
        unread=dict(unread),
        outlets=by_outlet(database),
        languages=_by_language(database),
        months=by_month(database),
        changed_addresses=changed,
    )


def count(database: Database, table: str) -> int:
    """How many rows a table has."""
    found: int = database.one(f"SELECT count(*) FROM {table}")[0]
    return found


def by_outlet(database: Database) -> dict[str | None, int]:
    """Articles by outlet, the largest first."""
    return _by(database, "outlet")


def by_month(database: Database) -> dict[str | None, int]:
    """Articles by month, the earliest first."""
    found = _by(database, "substr(published, 1, 7)")
    return dict(sorted(found.items(), key=lambda pair: pair[0] or ""))


def _by_language(database: Database) -> dict[str, int]:
    """Articles by the language of their current reading, the largest first."""
    # Only what was read more than once can have another than the article itself, which an index counts.
    sql = f"""
        WITH reread AS (
          SELECT a.language AS noted, {LANGUAGE} AS read
          FROM (SELECT article, max(entry) AS entry FROM reading GROUP BY 1 HAVING count(*) > 1) r
          JOIN article a ON a.id = r.article)
        SELECT language, sum(articles) FROM (
          SELECT language, count(*) AS articles FROM article GROUP BY 1
          UNION ALL SELECT noted, -1 FROM reread UNION ALL SELECT read, 1 FROM reread)
        GROUP BY 1 HAVING sum(articles) > 0 ORDER BY 2 DESC, 1"""
    return dict(database.each(sql))


def _by(database: Database, what: str) -> dict[Any, int]:
    return dict(
        database.each(f"SELECT {what}, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1")
    )
