"""Articles by outlet and month as a drawing: one line an outlet, one column a month."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from stemmata.ledger import MonthCount

__all__ = ["Calendar", "Cell", "Line", "calendar", "month_name"]

MOST_OUTLETS = 16
"""Lines of the chart; smaller outlets are in the list of articles."""
MOST_COLUMNS = 48
"""Columns of the chart: four years by month, more by year."""
COLUMN, LINE, LABELS, HEAD = 16, 22, 200, 22
"""Sizes in the drawing's own units; a screen of 360 pixels scrolls the drawing, not the page."""
LEAST_RADIUS, MOST_RADIUS = 1.6, 7.0
MONTHS = (
    "January February March April May June July August September October November December".split()
)


class Cell(NamedTuple):
    """One outlet in one month or year; `radius` grows so that the area is the number."""

    x: float
    radius: float
    period: str
    articles: int


@dataclass(frozen=True, slots=True)
class Line:
    """One outlet, None where articles name none."""

    outlet: str | None
    y: float
    articles: int
    cells: tuple[Cell, ...]


class Tick(NamedTuple):
    """A year's name where it begins."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The chart, laid out. `left_out` and `undated` count what it does not show."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float
    by_year: bool
    left_out: int
    undated: int


def month_name(month: str) -> str:
    """2031-05 as May 2031; a year, and what is no month, as it is."""
    year, _, number = month.partition("-")
    if number.isdecimal() and 1 <= int(number) <= 12:
        return f"{MONTHS[int(number) - 1]} {year}"
    return month


def calendar(counts: Sequence[MonthCount]) -> Calendar:
    """Lay out the chart: the outlets with most articles first, time from left to right."""
    by_outlet: Counter[str | None] = Counter()
    for outlet, _, articles in counts:
        by_outlet[outlet] += articles
    shown = [outlet for outlet, _ in by_outlet.most_common(MOST_OUTLETS)]
    dated = [(outlet, month, n) for outlet, month, n in counts if month]
    periods = _months([month for _, month, _ in dated])
    by_year = len(periods) > MOST_COLUMNS
    if by_year:
        periods = _years({month[:4] for _, month, _ in dated})
    cells: Counter[tuple[str | None, str]] = Counter()
    for outlet, month, articles in dated:
        cells[outlet, month[:4] if by_year else month] += articles
    most = max((n for (outlet, _), n in cells.items() if outlet in shown), default=1)
    column = COLUMN * 3 if by_year else COLUMN
    x = {period: LABELS + column * (i + 0.5) for i, period in enumerate(periods)}
    lines = tuple(
        Line(
            outlet,
            HEAD + LINE * (i + 0.5),
            by_outlet[outlet],
            tuple(
                Cell(x[p], _radius(cells[outlet, p], most), p, cells[outlet, p])
                for p in periods
                if cells[outlet, p]
            ),
        )
        for i, outlet in enumerate(shown)
    )
    return Calendar(
        lines=lines,
        ticks=tuple(_ticks(periods, x)),
        width=LABELS + column * len(periods) + COLUMN,
        height=HEAD + LINE * len(shown) + 6,
        by_year=by_year,
        left_out=len(by_outlet) - len(shown),
        undated=sum(n for _, month, n in counts if not month),
    )


def _radius(articles: int, most: int) -> float:
    return round(max(LEAST_RADIUS, MOST_RADIUS * sqrt(articles / most)), 1)


def _months(known: Sequence[str]) -> list[str]:
    """Every month from the first to the last, those without articles too."""
    if not known:
        return []
    (year, month), last = map(int, min(known).split("-")), max(known)
    found = []
    while (name := f"{year:04}-{month:02}") <= last:
        found.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _years(known: Collection[str]) -> list[str]:
    """Every year from the first to the last; where they are too many, those with articles alone."""
    first, last = int(min(known)), int(max(known))
    if last - first >= MOST_COLUMNS:
        return sorted(known)
    return [f"{year:04}" for year in range(first, last + 1)]


def _ticks(periods: Sequence[str], x: dict[str, float]) -> list[Tick]:
    """Years where they begin; the first column always has its name."""
    named = [p for i, p in enumerate(periods) if i == 0 or len(p) == 4 or p.endswith("-01")]
    if len(named) > 1 and x[named[1]] - x[named[0]] < 2.5 * COLUMN and len(named[0]) == 7:
        named = named[1:]
    return [Tick(x[p], p[:4]) for p in named]
