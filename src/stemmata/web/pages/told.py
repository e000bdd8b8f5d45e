"""Rows of several articles in one list: who is reported to say what, where, and which claim it states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from stemmata.ledger import Heading
from stemmata.model import Attitude, Polarity, Reading, Voice
from stemmata.report.rows import Row, rows_of
from stemmata.web.asking import Asked

__all__ = ["Told", "ToldAnswer", "readings_of", "told", "told_object"]

Place = tuple[str, str]
"""An article and one of its attributions."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row with its article, and the most carried claim that it states. `note` says what it shows."""

    heading: Heading
    row: Row
    claim: str | None
    note: str = ""


class ToldAnswer(TypedDict):
    """A row with its article; `claim` is the most carried one that it states."""

    article: str
    outlet: str | None
    published: str | None
    attribution: str
    voice: Voice
    who: str
    how: str
    what: str
    attitude: Attitude
    polarity: Polarity
    claim: str | None
    note: str


def readings_of(asked: Asked, articles: Iterable[str]) -> dict[str, Reading]:
    """The current readings of these articles, as people put them right."""
    found = asked.ledger.readings(articles=set(articles))
    return {reading.article.id: asked.ledger.corrected(reading) for reading in found}


def told(
    asked: Asked,
    places: Iterable[Place],
    readings: Mapping[str, Reading],
    notes: Mapping[Place, str],
) -> tuple[Told, ...]:
    """The rows at these places in their order; a place that is in no current reading is left out."""
    headings = asked.ledger.headings_of(readings)
    claims = asked.ledger.claims_of_rows(readings)
    rows = {
        (article, row.attribution.id): row
        for article, reading in readings.items()
        for row in rows_of(reading)
    }
    return tuple(
        Told(headings[place[0]], rows[place], claims.get(place), notes.get(place, ""))
        for place in places
        if place in rows and place[0] in headings
    )


def told_object(one: Told) -> ToldAnswer:
    """The row as JSON's own types."""
    said = one.row.attribution
    return {
        "article": one.heading.article,
        "outlet": one.heading.outlet,
        "published": one.heading.published,
        "attribution": said.id,
        "voice": said.voice,
        "who": one.row.who,
        "how": one.row.how,
        "what": one.row.what,
        "attitude": said.attitude,
        "polarity": said.polarity,
        "claim": one.claim,
        "note": one.note,
    }
