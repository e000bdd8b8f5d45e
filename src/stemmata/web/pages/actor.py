"""Actor: one entity, what it is called, what it says, what is said of it and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from stemmata.errors import UsageError
from stemmata.ledger import ActorCount, ActorName, Heading, Linking, MonthCount
from stemmata.link.speaking import spoken
from stemmata.web.asking import Asked, NotHere
from stemmata.web.chart import Calendar, calendar
from stemmata.web.objects import plain
from stemmata.web.pages.actors import ActorLine, line_of
from stemmata.web.pages.articles import number_in
from stemmata.web.pages.judgements import last_judge
from stemmata.web.pages.told import Told, ToldAnswer, readings_of, told, told_object

__all__ = ["ActorPage", "actor"]

PAGE = 10
"""Articles a page: their readings are rebuilt for it."""

MOST_NAMES = 12
"""Names listed; a spelling in one article only is seldom looked for."""

Role = Literal["said", "named"]
ROLES: tuple[Role, ...] = ("said", "named")

SAID, NAMED, ACCUSED = "says something", "is spoken of", "is accused"
"""The lines of the drawing."""


class ActorAnswer(ActorLine):
    """An actor and a page of its rows, or of those that speak of it."""

    merges: list[tuple[str, str, float, str]]
    names: list[ActorName]
    names_left_out: int
    role: Role
    rows: list[ToldAnswer]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor. `told` are its rows, or those that speak of it; `calendar` is None for a person.

    `who` judged last.

    A person is shown with single rows only: no drawing and no sum is made of what is said of them.
    """

    TEMPLATE: ClassVar[str] = "actor.html"

    actor: ActorCount
    names: tuple[ActorName, ...]
    names_left_out: int
    headings: Mapping[str, Heading]
    calendar: Calendar | None
    role: Role
    told: tuple[Told, ...]
    page: int
    has_more: bool
    linking: Linking | None
    who: str

    @property
    def is_person(self) -> bool:
        """Whether this is a human being."""
        return self.actor.type == "person"

    def to_object(self) -> ActorAnswer:
        """The actor and this page of its rows."""
        return {
            **line_of(self.actor),
            "merges": plain(self.actor.merges),
            "names": plain(self.names),
            "names_left_out": self.names_left_out,
            "role": self.role,
            "rows": [told_object(one) for one in self.told],
            "page": self.page,
            "has_more": self.has_more,
        }


def actor(asked: Asked) -> ActorPage:
    """The actor that the path names.

    Raises:
        NotHere: The case does not have it.
        UsageError: The query names no such list.
    """
    ledger = asked.ledger
    found = ledger.actor(asked.path["actor"])
    if found is None:
        raise NotHere(f"The case has no actor {asked.path['actor']}; linking may have renamed it.")
    role = _role(asked.query.get("show", ""), found)
    page = number_in(asked.query, "page", default=1)
    where = ledger.articles_naming(found.id, role=role, limit=PAGE + 1, offset=PAGE * (page - 1))
    names = ledger.names_of(found.id)
    shown = tuple(names[:MOST_NAMES])
    return ActorPage(
        actor=found,
        names=shown,
        names_left_out=len(names) - len(shown),
        headings=ledger.headings_of({article for name in shown for article in name.examples}),
        calendar=None if found.type == "person" else _calendar(asked, found.id),
        role=role,
        told=_told(asked, found.id, role, dict(list(where.items())[:PAGE])),
        page=page,
        has_more=len(where) > PAGE,
        linking=asked.counted.linking(ledger),
        who=last_judge(asked),
    )


def _role(given: str, found: ActorCount) -> Role:
    if not given:
        return "said" if found.said else "named"
    for role in ROLES:
        if role == given:
            return role
    raise UsageError(f"{given!r} is no list of an actor; choose one of {', '.join(ROLES)}")


def _calendar(asked: Asked, actor: str) -> Calendar:
    months = asked.ledger.months_of(actor)
    return calendar(
        [
            MonthCount(name, month.month, number)
            for month in months
            for name, number in ((SAID, month.said), (NAMED, month.named), (ACCUSED, month.accused))
            if number
        ]
    )


def _told(asked: Asked, actor: str, role: Role, where: Mapping[str, set[str]]) -> tuple[Told, ...]:
    readings = readings_of(asked, where)
    places = [
        (article, row.id)
        for article, entities in where.items()
        if article in readings
        for row in getattr(spoken(readings[article], entities), role)
    ]
    accused = asked.ledger.accused_in(actor, where)
    notes = dict.fromkeys(accused, "read as accusing it") if role == "named" else {}
    return told(asked, places, readings, notes)
