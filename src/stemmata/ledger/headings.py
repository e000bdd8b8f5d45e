"""The articles of a case as a list: what each is called, without its text; and how many there are when."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from stemmata.days import HEAD_CHARS, day_of
from stemmata.ledger.database import LANGUAGE, Database

__all__ = ["Heading", "MonthCount", "headings", "headings_of", "months"]

_HEAD = f"substr(a.text, 1, {HEAD_CHARS})"


@dataclass(frozen=True, slots=True)
class Heading:
    """What an article is called, and how many attributions its current reading found.

    `published` is the date that it came with, `day` the one that it prints, or else came with.
    """

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    language: str
    attributions: int
    day: str | None


class MonthCount(NamedTuple):
    """How many articles an outlet has in a month; None where it, or the date, is not known."""

    outlet: str | None
    month: str | None
    articles: int


def headings(
    database: Database, *, outlet: str | None, month: str | None, limit: int, offset: int
) -> list[Heading]:
    """Articles in order of date; "" for an outlet or month means those that name none."""
    # The inner question is answered by an index alone; only the articles shown are looked at.
    sql = f"""
        SELECT a.id, a.outlet, a.published, a.title, {LANGUAGE}, r.attributions, {_HEAD}
        FROM (
          SELECT rowid AS listed FROM article
          WHERE (?1 IS NULL OR ifnull(outlet, '') = ?1)
            AND (?2 IS NULL OR ifnull(substr(published, 1, 7), '') = ?2)
          ORDER BY published, rowid LIMIT ?3 OFFSET ?4
        )
        JOIN article a ON a.rowid = listed JOIN current_reading r ON r.article = a.id
        ORDER BY a.published, a.rowid"""
    return [_heading(row) for row in database.all(sql, (outlet, month, limit, offset))]


def headings_of(database: Database, articles: Collection[str]) -> dict[str, Heading]:
    """What these articles are called, by id."""
    sql = f"""
        SELECT a.id, a.outlet, a.published, a.title, {LANGUAGE}, r.attributions, {_HEAD}
        FROM article a JOIN current_reading r ON r.article = a.id
        WHERE a.id IN (SELECT value FROM json_each(?))"""
    found = database.all(sql, (json.dumps(list(articles)),))
    return {row[0]: _heading(row) for row in found}


def _heading(row: tuple[Any, ...]) -> Heading:
    article, outlet, published, title, language, attributions, head = row
    day = day_of(head, published)
    return Heading(article, outlet, published, title, language, attributions, day)


def months(database: Database) -> list[MonthCount]:
    """Articles by outlet and month, months in order."""
    sql = """
        SELECT outlet, substr(published, 1, 7), count(*) FROM article
        GROUP BY 1, 2 ORDER BY 2, 1"""
    return [MonthCount(*row) for row in database.all(sql)]
