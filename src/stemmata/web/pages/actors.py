"""Actors: who is named in the case, those first that say most, or are accused most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.errors import UsageError
from stemmata.ledger import ActorCount, Linking
from stemmata.model import EntityType
from stemmata.web.asking import Asked, Download
from stemmata.web.pages.articles import number_in
from stemmata.web.pages.away import CSV, table

__all__ = ["ActorLine", "Actors", "actors", "actors_table", "line_of"]

PAGE = 100
"""Actors a page."""

ORDERS = {
    "said": "that say most",
    "named": "most spoken of",
    "accused": "most accused",
    "accuses": "that accuse most",
}
TYPES = ("person", "organization", "place", "group")
"""Types that have names of their own."""

COLUMNS = (
    *("actor", "name", "type", "articles", "rows_as_source", "rows_about"),
    *("accused", "accuses"),
)


class ActorLine(TypedDict):
    """An actor in numbers: articles that name it, its rows, rows about it, accusations; null for a person."""

    id: str
    name: str
    type: EntityType
    articles: int
    said: int
    named: int
    accused: int | None
    accuses: int | None


class ActorsAnswer(TypedDict):
    """A page of actors."""

    actors: list[ActorLine]
    total: int
    page: int


@dataclass(frozen=True, slots=True)
class Actors:
    """A page of the list, and what it is narrowed to."""

    TEMPLATE: ClassVar[str] = "actors.html"

    actors: tuple[ActorCount, ...]
    total: int
    linking: Linking | None
    text: str
    type: str
    by: str
    page: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.total > PAGE * self.page

    def to_object(self) -> ActorsAnswer:
        """The list."""
        return {"actors": [line_of(a) for a in self.actors], "total": self.total, "page": self.page}


def actors(asked: Asked) -> Actors:
    """The actors that fit the query, a page at a time.

    Raises:
        UsageError: There is no such type or order.
    """
    page = number_in(asked.query, "page", default=1)
    text, type_, by = _narrowing(asked.query)
    ledger = asked.ledger
    return Actors(
        actors=tuple(
            ledger.actors(by=by, limit=PAGE, offset=PAGE * (page - 1), text=text, type=type_)
        ),
        total=ledger.count_actors(text=text, type=type_),
        linking=asked.counted.linking(ledger),
        text=text,
        type=type_,
        by=by,
        page=page,
    )


def actors_table(asked: Asked) -> Download:
    """All actors that fit the query."""
    text, type_, by = _narrowing(asked.query)
    total = asked.ledger.count_actors(text=text, type=type_)
    found = asked.ledger.actors(by=by, limit=total, text=text, type=type_)
    rows = (line_of(actor).values() for actor in found)
    return Download(table(COLUMNS, rows), CSV, "actors.csv")


def _narrowing(query: Mapping[str, str]) -> tuple[str, str, str]:
    """A part of a name, a type, and what is counted."""
    text, type_, by = (
        query.get("text", "").strip(),
        query.get("type", ""),
        query.get("by") or "said",
    )
    for given, known in ((type_ or TYPES[0], TYPES), (by, tuple(ORDERS))):
        if given not in known:
            raise UsageError(f"{given!r} is not known here; choose one of {', '.join(known)}")
    return text, type_, by


def line_of(actor: ActorCount) -> ActorLine:
    """An actor in numbers; nothing is summed that is said against a person."""
    is_person = actor.type == "person"
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "articles": actor.articles,
        "said": actor.said,
        "named": actor.named,
        "accused": None if is_person else actor.accused,
        "accuses": None if is_person else actor.accuses,
    }
