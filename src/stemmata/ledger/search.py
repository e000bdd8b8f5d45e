"""Full-text search over the articles of a case."""

import re
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
    """What a search is narrowed to: an outlet, and the first and last ISO date; None for any."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None


ANYWHERE = Within()


def matching(query: str) -> str:
    """What FTS5 is asked for to find every word and every "quoted phrase"; empty where there is none.

    Nothing in a query is an operator: every character is either a part of a word or divides words.
    """
    terms = [phrase or word for phrase, word in TERM.findall(shown(query))]
    return " ".join(f'"{term}"' for term in terms)


def search(database: Database, query: str, *, limit: int, within: Within = ANYWHERE) -> list[Hit]:
    """The articles that hold every word and every "quoted phrase" of the query, best first."""
    sought = matching(query)
    if not sought:
        return []
    sql = """
        SELECT f.rowid FROM article_fts f JOIN article a ON a.entry = f.rowid
        WHERE article_fts MATCH ?1 AND (?2 IS NULL OR a.outlet = ?2)
          AND (?3 IS NULL OR a.published >= ?3) AND (?4 IS NULL OR a.published <= ?4)
        ORDER BY f.rank LIMIT ?5"""
    best = database.all(sql, (sought, within.outlet, within.since, within.until, limit))
    return [_hit(database, sought, entry) for (entry,) in best]


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
