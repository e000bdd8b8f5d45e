"""Dates as people and machines write them, to ISO dates. Nothing is guessed: 03/04/2017 is no date."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

__all__ = ["day_in_address", "iso_date", "leading_date"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_BEFORE = r"(?:(?:published|posted|updated|date)(?:\s+on)?:?\s+)?"
_TIME = r"(?:,?\s*(?:-|–|at)?\s*\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_FORMS = (
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
)
LEADING = tuple(
    re.compile(rf"{_BEFORE}{_WEEKDAY}{form}(?!\d){_TIME}", re.IGNORECASE) for form in _FORMS
)
ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)


ONE_DAY = timedelta(days=1)
IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?!\d)")


def leading_date(text: str) -> tuple[str, int] | None:
    """The date that a text begins with, as an ISO date, and where it ends."""
    for form in (*LEADING, ISO):
        match = form.match(text)
        if match is not None and (found := _checked(match["y"], match["m"], match["d"])):
            return found, match.end()
    return None


def iso_date(value: str) -> str | None:
    """The ISO date of a machine-readable value ("2017-04-05T10:00:00Z") or of a written-out date."""
    found = leading_date(value.strip())
    return None if found is None else found[0]


def day_in_address(published: str, addresses: Iterable[str]) -> str | None:
    """The day in a page's address ("/2019/01/01/"), where it is the one before or after its date.

    For dates in UTC, which near midnight is another day than the outlet's own.
    """
    for address in addresses:
        for match in IN_ADDRESS.finditer(address):
            own = _checked(match["y"], match["m"], match["d"])
            if own and abs(date.fromisoformat(own) - date.fromisoformat(published)) == ONE_DAY:
                return own
    return None


def _checked(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
