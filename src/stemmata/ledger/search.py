"""Full-text search over the articles of a case."""

import re
from dataclasses import dataclass

from stemmata.ledger.database import Database
from stemmata.ledger.records import MARKS, shown
from stemmata.model import Span, Spans

__all__ = ["Hit", "search"]

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


def search(database: Database, query: str, *, limit: int) -> list[Hit]:
    """The articles that hold every word and every "quoted phrase" of the query, best first.

    Nothing in a query is an operator: every character is either a part of a word or divides words.
    """
    terms = [phrase or word for phrase, word in TERM.findall(shown(query))]
    if not terms:
        return []
    matching = " ".join(f'"{term}"' for term in terms)
    best = database.all(
        "SELECT rowid FROM article_fts WHERE article_fts MATCH ? ORDER BY rank LIMIT ?",
        (matching, limit),
    )
    return [_hit(database, matching, entry) for (entry,) in best]


def _hit(database: Database, matching: str, entry: int) -> Hit:
    sql = """
        SELECT a.id, a.outlet, a.published, a.title, highlight(article_fts, 1, ?, ?)
        FROM article_fts JOIN article a ON a.entry = article_fts.rowid
        WHERE article_fts MATCH ? AND article_fts.rowid = ?"""
    article, outlet, published, title, text = database.one(sql, (*MARKS, matching, entry))
    return Hit(article, outlet, published, title, _between_marks(text))


def _between_marks(text: str) -> Spans:
    spans, at = [], 0
    for piece in text.split(MARKS[0]):
        words, mark, rest = piece.partition(MARKS[1])
        if mark:
            spans.append(Span(at, at + len(words)))
        at += len(words) + len(rest)
    return tuple(spans)
