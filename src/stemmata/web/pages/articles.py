"""Articles: the case as a list, by outlet and month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.ledger import Heading
from stemmata.web.asking import Asked
from stemmata.web.objects import plain

__all__ = ["Articles", "articles", "narrowing", "number_in"]

PAGE = 100
"""Articles a page."""


class ArticlesAnswer(TypedDict):
    """A page of articles."""

    articles: list[Heading]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Articles:
    """A page of the list. `outlet` and `month` are what it is narrowed to; "" is "names none"."""

    TEMPLATE: ClassVar[str] = "articles.html"

    headings: tuple[Heading, ...]
    outlets: Mapping[str | None, int]
    months: Mapping[str | None, int]
    outlet: str | None
    month: str | None
    page: int
    has_more: bool

    def to_object(self) -> ArticlesAnswer:
        """The list."""
        return {"articles": plain(self.headings), "page": self.page, "has_more": self.has_more}


def articles(asked: Asked) -> Articles:
    """The articles that the query names, a page at a time."""
    outlet, month = narrowing(asked.query)
    page = number_in(asked.query, "page", default=1)
    found = asked.ledger.headings(
        outlet=outlet,
        month=month,
        limit=PAGE + 1,
        offset=PAGE * (page - 1),
    )
    counts = asked.counted.of(asked.ledger).status
    return Articles(
        headings=tuple(found[:PAGE]),
        outlets=counts.outlets,
        months=counts.months,
        outlet=outlet,
        month="none" if month == "" else month,
        page=page,
        has_more=len(found) > PAGE,
    )


def narrowing(query: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The outlet and the month that a query names; "" is "names none", None is any."""
    outlet, month = query.get("outlet"), query.get("month") or None
    # "*" and "none" are what the form sends.
    return None if outlet == "*" else outlet, "" if month == "none" else month


def number_in(query: Mapping[str, str], name: str, *, default: int) -> int:
    """A number of the query, at least 1; the default where there is none."""
    given = query.get(name, "")
    return (
        max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < 9 else default
    )
