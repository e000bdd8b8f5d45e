"""Actors, asked for: their names, where they speak and are spoken of, and who accuses whom."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict, Unpack

from stemmata.ledger import records
from stemmata.ledger.asking import Asking
from stemmata.model import EntityType, Span

__all__ = [
    "AccusationRow",
    "ActorAsked",
    "ActorAsking",
    "ActorCount",
    "ActorMonth",
    "ActorName",
    "Blamed",
    "Pair",
]

# Persons are not ranked by what is said against them, or by whom they accuse.
ORDERS = {
    "said": "k.said DESC",
    "named": "k.named DESC",
    "accused": "k.type = 'person', k.accused DESC",
    "accuses": "k.type = 'person', k.accuses DESC",
}

EXAMPLES = 3
"""Articles shown for a name."""


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor in numbers: articles that name it, its rows, rows that speak of it, accusations."""

    id: str
    name: str
    type: EntityType
    articles: int
    said: int
    named: int
    accused: int
    accuses: int
    merges: tuple[tuple[str, str, float, str], ...] = ()


class ActorName(NamedTuple):
    """What an actor is called: in how many articles, and in which first."""

    name: str
    articles: int
    examples: tuple[str, ...]


class ActorMonth(NamedTuple):
    """In how many articles of a month an actor speaks, is spoken of, is accused; None: without a date."""

    month: str | None
    said: int
    named: int
    accused: int


class ActorAsked(TypedDict, total=False):
    """Which actors are asked for; None and "" stand for any.

    Attributes:
        text: A part of one of its names, without regard to case.
        type: Its type.
    """

    text: str | None
    type: str | None


class Blamed(TypedDict, total=False):
    """Which accusations are asked for; None and "" stand for any.

    Attributes:
        accused: The id of the accused.
        accuser: The id of an actor that accuses.
        holder: "actor", "outlet" in its own voice, or "unnamed".
        outlet: Who published it.
    """

    accused: str | None
    accuser: str | None
    holder: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class AccusationRow:
    """A row that says an actor did harm or bears the blame; `holder` as in `Blamed`."""

    article: str
    attribution: str
    span: Span
    holder: str
    accuser: str | None
    accuser_name: str | None
    accused: str
    accused_name: str
    accused_type: EntityType
    outlet: str | None
    published: str | None


class Pair(NamedTuple):
    """Who accuses whom, in how many rows of how many articles; `outlet` where it is in its own voice."""

    holder: str
    accuser: str | None
    outlet: str | None
    accused: str
    accused_type: EntityType
    rows: int
    articles: int


COUNTED = "a.id, a.name, a.type, k.articles, k.said, k.named, k.accused, k.accuses, a.merges"
FITS = {
    "text": "k.actor IN (SELECT actor FROM actor_name WHERE instr(name, :text))",
    "type": "k.type = :type",
}
BLAMED = {
    "accused": "x.accused = (SELECT n FROM actor WHERE id = :accused)",
    "accuser": "x.accuser = (SELECT n FROM actor WHERE id = :accuser)",
    "holder": "x.holder = :holder",
    "outlet": "x.outlet = :outlet",
}


def _where(conditions: dict[str, str], asked: dict[str, str]) -> str:
    return " AND ".join(["true", *(conditions[key] for key in asked)])


class ActorAsking(Asking):
    """The side of a ledger that is asked for actors. Where nothing is linked yet, there are none."""

    def actors(
        self, *, by: str = "said", limit: int, offset: int = 0, **asked: Unpack[ActorAsked]
    ) -> list[ActorCount]:
        """The actors that fit, those first that said, or are `by`, most."""
        values = _given(asked)
        sql = (
            f"SELECT {COUNTED} FROM actor_count k JOIN actor a ON a.n = k.actor "
            f"WHERE {_where(FITS, values)} ORDER BY {ORDERS[by]}, k.actor LIMIT :limit OFFSET :offset"
        )
        found = self._database.all(sql, {**values, "limit": limit, "offset": offset})
        return [_counted(row) for row in found]

    def count_actors(self, **asked: Unpack[ActorAsked]) -> int:
        """How many actors fit."""
        values = _given(asked)
        sql = f"SELECT count(*) FROM actor_count k WHERE {_where(FITS, values)}"
        number: int = self._database.one(sql, values)[0]
        return number

    def actor(self, name: str) -> ActorCount | None:
        """The actor of this id."""
        sql = f"SELECT {COUNTED} FROM actor a JOIN actor_count k ON k.actor = a.n WHERE a.id = ?"
        row = self._database.one(sql, (records.shown(name),))
        return _counted(row) if row else None

    def actors_named(self, name: str) -> list[ActorCount]:
        """The actors that go by this name, without regard to case, most mentioned first."""
        sql = (
            f"SELECT {COUNTED} FROM actor_name m JOIN actor a ON a.n = m.actor "
            "JOIN actor_count k ON k.actor = a.n WHERE m.name = ? ORDER BY a.n"
        )
        return [_counted(row) for row in self._database.all(sql, (_folded(name),))]

    def names_of(self, actor: str) -> list[ActorName]:
        """What an actor is called, the name of most articles first."""
        sql = """
            SELECT name, articles, json_group_array(article) FROM (
              SELECT j.value AS name, x.article,
                row_number() OVER (PARTITION BY j.value ORDER BY x.published = '', x.published, x.article)
                  AS place,
                count(*) OVER (PARTITION BY j.value) AS articles
              FROM actor a JOIN actor_article x ON x.actor = a.n, json_each(x.names) j
              WHERE a.id = ?)
            WHERE place <= ? GROUP BY name ORDER BY articles DESC, name"""
        found = self._database.all(sql, (records.shown(actor), EXAMPLES))
        return [ActorName(name, n, tuple(json.loads(ids))) for name, n, ids in found]

    def months_of(self, actor: str) -> list[ActorMonth]:
        """When an actor speaks, is spoken of and is accused, months in order."""
        sql = """
            WITH blamed AS (SELECT DISTINCT article FROM accusation
              WHERE accused = (SELECT n FROM actor WHERE id = ?1))
            SELECT nullif(substr(x.published, 1, 7), ''), sum(x.said > 0), sum(x.named > 0),
              count(b.article)
            FROM actor_article x LEFT JOIN blamed b ON b.article = x.article
            WHERE x.actor = (SELECT n FROM actor WHERE id = ?1) GROUP BY 1 ORDER BY 1"""
        return [ActorMonth(*row) for row in self._database.all(sql, (records.shown(actor),))]

    def articles_naming(
        self, actor: str, *, role: str, limit: int, offset: int = 0
    ) -> dict[str, set[str]]:
        """Articles in which an actor has said something, or is "named", in order of date.

        With each the ids of the entities there that are this actor.
        """
        column = {"said": "said", "named": "named"}[role]
        sql = f"""
            SELECT s.article, (SELECT json_group_array(e.entity) FROM actor_entity e
              WHERE e.article = s.article AND e.actor = s.actor)
            FROM (
              SELECT actor, article, published FROM actor_article
              WHERE actor = (SELECT n FROM actor WHERE id = ?) AND {column} > 0
              ORDER BY published = '', published, article LIMIT ? OFFSET ?) s
            ORDER BY s.published = '', s.published, s.article"""
        found = self._database.all(sql, (records.shown(actor), limit, offset))
        return {article: set(json.loads(entities)) for article, entities in found}

    def accusations(
        self, *, limit: int, offset: int = 0, **asked: Unpack[Blamed]
    ) -> list[AccusationRow]:
        """The accusations that fit, in order of date."""
        values = _given(asked)
        sql = f"""
            SELECT x.article, x.attribution, x."start", x."end", x.holder, y.id, y.name, z.id, z.name,
              z.type, x.outlet, nullif(x.published, '')
            FROM accusation x JOIN actor z ON z.n = x.accused LEFT JOIN actor y ON y.n = x.accuser
            WHERE {_where(BLAMED, values)}
            ORDER BY x.published = '', x.published, x.article, x."start", x.accused
            LIMIT :limit OFFSET :offset"""
        found = self._database.all(sql, {**values, "limit": limit, "offset": offset})
        return [AccusationRow(a, r, Span(s, e), *rest) for a, r, s, e, *rest in found]

    def accused_in(self, actor: str, articles: Collection[str]) -> set[tuple[str, str]]:
        """The rows, as article and attribution, of these articles in which an actor is accused."""
        sql = (
            "SELECT article, attribution FROM accusation "
            "WHERE accused = (SELECT n FROM actor WHERE id = ?) "
            "AND article IN (SELECT value FROM json_each(?))"
        )
        return set(self._database.all(sql, (records.shown(actor), json.dumps(sorted(articles)))))

    def claims_of_rows(self, articles: Collection[str]) -> dict[tuple[str, str], str]:
        """By article and attribution, the most carried claim that the row states."""
        sql = (
            "SELECT o.article, o.attribution, c.id FROM occurrence o JOIN claim c ON c.n = o.claim "
            "WHERE o.article IN (SELECT value FROM json_each(?)) ORDER BY c.n DESC"
        )
        found = self._database.all(sql, (json.dumps(sorted(articles)),))
        return {(article, row): claim for article, row, claim in found}

    def count_accusations(self, **asked: Unpack[Blamed]) -> int:
        """How many accusations fit."""
        values = _given(asked)
        sql = f"SELECT count(*) FROM accusation x WHERE {_where(BLAMED, values)}"
        number: int = self._database.one(sql, values)[0]
        return number

    def pairs(self, **asked: Unpack[Blamed]) -> list[Pair]:
        """Who accuses whom, most articles first."""
        values = _given(asked)
        sql = f"""
            SELECT p.holder, y.id, p.outlet, z.id, z.type, p.held, p.articles
            FROM (
              SELECT x.accused, x.holder, x.accuser, iif(x.holder = 'outlet', x.outlet, NULL) AS outlet,
                count(*) AS held, count(DISTINCT x.article) AS articles
              FROM accusation x WHERE {_where(BLAMED, values)} GROUP BY 1, 2, 3, 4) p
            JOIN actor z ON z.n = p.accused LEFT JOIN actor y ON y.n = p.accuser
            ORDER BY p.articles DESC, p.held DESC, p.accused, p.holder, p.accuser, p.outlet"""
        return [Pair(*row) for row in self._database.all(sql, values)]

    def actor_names(self, ids: Collection[str]) -> dict[str, str]:
        """The names of these actors."""
        sql = "SELECT id, name FROM actor WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._database.all(sql, (json.dumps(sorted(ids)),)))


def _given(asked: ActorAsked | Blamed) -> dict[str, str]:
    """What is asked, as it is stored."""
    values = {key: records.shown(str(value)) for key, value in asked.items() if value}
    if "text" in values:
        values["text"] = values["text"].casefold()
    return values


def _folded(name: str) -> str:
    return records.shown(name).casefold()


def _counted(row: Any) -> ActorCount:
    id_, name, type_, articles, said, named, accused, accuses, merges = row
    held = tuple((a, b, score, why) for a, b, score, why in json.loads(merges))
    return ActorCount(id_, name, type_, articles, said, named, accused, accuses, held)
