"""The day on which an article appeared: the one printed at its head, else the one it came with.

Feeds and archives often give the day of crawling or of the last change; the line above the text is
what readers were shown.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import permutations

__all__ = ["HEAD_CHARS", "day_of", "printed_date"]

HEAD_CHARS = 220
"""A date line, behind a headline and a byline at most; no more of a text is looked at."""

_KEPT = 10_000  # articles whose day stays known
_FAR_DAYS = 45  # farther from the given day than this, a date belongs to the story
_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|"
        "sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WORDED = (
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}(?!\d)", re.IGNORECASE),
    # A lost comma may have joined day and year: "Oct 072017".
    re.compile(
        rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+|(?<=\d\d)){_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_ISO = re.compile(rf"(?<!\d){_YEAR}([/-])(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)")
_TELLS_OF_EVENT = re.compile(
    r"\b(?:on|in|since|of|until|till|by|from|after|before|for|dated|between|and|to)\s+(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_OF_PUBLICATION = re.compile(
    r"\b(?:date of|day of|published|posted|updated?|issued)[\w\s:]*$", re.IGNORECASE
)


def day_of(text: str, published: str | None) -> str | None:
    """The day on which an article appeared, as an ISO date; None where nothing tells.

    Args:
        text: The article's text, or the first HEAD_CHARS of it.
        published: The ISO date that came with it, with or without a time.
    """
    return _day_of(text[:HEAD_CHARS], published)


@lru_cache(maxsize=_KEPT)
def _day_of(head: str, published: str | None) -> str | None:
    return printed_date(head, published) or _day(published)


def printed_date(text: str, given: str | None = None) -> str | None:
    """The date in the line above an article's text, as an ISO date.

    Args:
        text: The article's text.
        given: The date that came with it. Decides whether 03-04 is in March or April, and rules
            out dates that are too far away to be the article's own.
    """
    near = date.fromisoformat(day) if (day := _day(given)) else None
    for start, readings in sorted(_dates(text[:HEAD_CHARS]), key=lambda found: found[0]):
        before = text[:start]
        if _TELLS_OF_EVENT.search(before) and not _OF_PUBLICATION.search(before):
            continue
        best = min(readings, key=lambda d: abs((d - near).days)) if near else readings[0]
        if near is None or abs((best - near).days) <= _FAR_DAYS:
            return best.isoformat()
    return None


def _day(published: str | None) -> str | None:
    """The day of an ISO date that may have a time."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10]).isoformat()
    except ValueError:
        return None


def _dates(text: str) -> Iterator[tuple[int, list[date]]]:
    """Where a full date stands, and the days that it can mean, the likeliest first."""
    for pattern in (*_WORDED, _ISO):
        for match in pattern.finditer(text):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS[month]
            if found := _valid(int(match["year"]), number, int(match["day"])):
                yield match.start(), [found]
    for match in _NUMERIC.finditer(text):
        readings = [
            _valid(int(match[4]), month, day)
            for day, month in permutations((int(match[1]), int(match[3])))
        ]
        if found_days := [day for day in readings if day]:
            yield match.start(), found_days


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
