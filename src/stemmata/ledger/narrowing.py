"""Which claims are asked for, and the SQL that says so."""

from typing import TypedDict

from stemmata.ledger import records
from stemmata.ledger.search import matching

__all__ = ["Asked", "condition_of"]


class Asked(TypedDict, total=False):
    """Which claims are asked for: a claim has to fit everything that is there and not None.

    Attributes:
        text: Every word and "quoted phrase" stands in its passages.
        outlet: This one carries it.
        entity: This one, by a name of it or its actor's id, is named in a passage or is a source.
        since: An occurrence was published on this day or later (ISO date).
        until: It was seen first on this day or earlier.
        min_origins: It has as many origins or more.
        circular: Only claims with a circle.
        contradicted: Only claims that another one contradicts.
    """

    text: str | None
    outlet: str | None
    entity: str | None
    since: str | None
    until: str | None
    min_origins: int | None
    circular: bool
    contradicted: bool


CONDITIONS = {
    "text": "c.n IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH :text)",
    "outlet": "c.n IN (SELECT claim FROM claim_outlet WHERE outlet = :outlet)",
    "entity": """c.n IN (
        SELECT k.claim FROM claim_actor k WHERE k.actor IN (
          SELECT actor FROM actor_name WHERE name = :entity
          UNION SELECT n FROM actor WHERE id = :entity))""",
    "since": "c.last_seen >= :since",
    "until": "c.first_seen <= :until",
    "min_origins": "c.origins >= :min_origins",
    "circular": "c.circular = :circular",
    "contradicted": "c.n IN (SELECT claim FROM contradiction)",
}


def condition_of(asked: Asked) -> tuple[str, dict[str, object]]:
    """The SQL that a row of `claim` has to fit, and its values."""
    values: dict[str, object] = {key: value for key, value in asked.items() if value}
    if "text" in values:
        values["text"] = matching(str(values["text"])) or '""'
    if "outlet" in values:
        values["outlet"] = records.shown(str(values["outlet"]))
    if "entity" in values:
        values["entity"] = records.shown(str(values["entity"])).casefold()
    return " AND ".join(["true", *(CONDITIONS[key] for key in values)]), values
