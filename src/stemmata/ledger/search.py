"""Full-text search over the articles of a case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stemmata.ledger.database import Database
from stemmata.ledger.records import MARKS, shown
from stemmata.model import Span, Spans

__all__ = ["ANYWHERE", "Hit", "Within", "matching", "search"]

TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds all that was searched for; `spans` are the words found in its text.

    They are empty where everything was found in the title.
    """

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Within:
    """What a search is narrowed to; None for any.

    Attributes:
        outlet: Who published.
        since: The first ISO date.
        until: The last ISO date.
        entity: Someone or something that the article names: a name, or its actor's id. Actors come
            of linking; before it there are none.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    entity: str | None = None


ANYWHERE = Within()


def matching(query: str) -> str:
    """What FTS5 is asked for to find every word and every "quoted phrase"; empty where there is none.

    Nothing in a query is an operator: every character is either a part of a word or divides words.
    """
    terms = [phrase or word for phrase, word in TERM.findall(shown(query))]
    return " ".join(f'"{term}"' for term in terms)


ACTORS = (
    "SELECT actor FROM actor_name WHERE name = :entity UNION SELECT n FROM actor WHERE id = :entity"
)
NAMED = f"SELECT e.article FROM actor_entity e WHERE e.actor IN ({ACTORS})"
FITS = {
    "outlet": "a.outlet = :outlet",
    "since": "a.published >= :since",
    "until": "a.published <= :until",
    "entity": f"a.id IN ({NAMED})",
}


def search(database: Database, query: str, *, limit: int, within: Within = ANYWHERE) -> list[Hit]:
    """The articles that hold every word and every "quoted phrase" of the query, best first.

    Where only an entity is asked for, those that name it in order of date; `spans` are its mentions.
    """
    sought = matching(query)
    if not sought and not within.entity:
        return []
    asked = {
        "outlet": within.outlet,
        "since": within.since,
        "until": within.until,
        "entity": within.entity and shown(within.entity).casefold(),
    }
    values = {name: value for name, value in asked.items() if value is not None}
    fits = " AND ".join(FITS[name] for name in values)
    if not sought:
        return _naming(database, fits, {**values, "limit": limit})
    # Without a join where nothing narrows: the index then sorts by itself, and nothing else is read.
    joined = f"JOIN article a ON a.entry = f.rowid AND {fits}" if fits else ""
    sql = f"""
        SELECT f.rowid FROM article_fts f {joined}
        WHERE article_fts MATCH :sought ORDER BY f.rank LIMIT :limit"""
    best = database.all(sql, {**values, "sought": sought, "limit": limit})
    return [_hit(database, sought, entry) for (entry,) in best]


def _naming(database: Database, fits: str, values: dict[str, str | int]) -> list[Hit]:
    """The articles that name someone, with the places where they do."""
    sql = f"""
        SELECT a.id, a.outlet, a.published, a.title FROM article a
        WHERE {fits} ORDER BY a.published, a.entry LIMIT :limit"""
    places = f"""
        SELECT m."start", m."end" FROM current_reading r JOIN mention m ON m.reading = r.entry
        WHERE r.article = :article AND (r.article, m.entity) IN (
          SELECT e.article, e.entity FROM actor_entity e WHERE e.article = :article AND e.actor IN ({ACTORS}))
        ORDER BY m."start", m."end" DESC"""
    return [
        Hit(id_, outlet, day, title, _apart(database.all(places, {**values, "article": id_})))
        for id_, outlet, day, title in database.all(sql, values)
    ]


def _apart(places: Iterable[tuple[int, int]]) -> Spans:
    """Places in order without those inside others."""
    spans: list[Span] = []
    for start, end in places:
        if not spans or start >= spans[-1].end:
            spans.append(Span(start, end))
    return tuple(spans)


def _hit(database: Database, sought: str, entry: int) -> Hit:
    sql = """
        SELECT a.id, a.outlet, a.published, a.title, highlight(article_fts, 1, ?, ?)
        FROM article_fts JOIN article a ON a.entry = article_fts.rowid
        WHERE article_fts MATCH ? AND article_fts.rowid = ?"""
    article, outlet, published, title, text = database.one(sql, (*MARKS, sought, entry))
    return Hit(article, outlet, published, title, _between_marks(text))


def _between_marks(text: str) -> Spans:
    spans, at = [], 0
    for piece in text.split(MARKS[0]):
        words, mark, rest = piece.partition(MARKS[1])
        if mark:
            spans.append(Span(at, at + len(words)))
        at += len(words) + len(rest)
    return tuple(spans)
