"""Which articles may report the same events: near in time, alike as wholes.

Exact and deterministic: blocks of one matrix product over articles in order of date, no approximate index.
"""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEAREST", "WINDOW_DAYS", "day_of", "printed_days", "stories"]

WINDOW_DAYS = 5
"""Reports of one event in the same words come within days; figures are updated within a week."""

NEAREST = 40
"""Articles compared with each; a story told by more is joined through its own nearest ones."""

ALIKE = 0.55
"""Cosine of two articles' mean vectors below which they share no event; pairs of one event reach 0.67."""

_BLOCK = 512
_MONTHS = {
    m: i
    for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_PRINTED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}|{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?),? ?((?:19|20)\d\d)\b", re.IGNORECASE
)
_TOP_CHARS = 400
_PLAUSIBLE_DAYS = 31


def day_of(published: str | None) -> int | None:
    """A date as a count of days."""
    return date.fromisoformat(published[:10]).toordinal() if published else None


def printed_days(text: str, published: int | None) -> tuple[int, ...]:
    """The days an article may be of: as given, and as printed in its first lines."""
    days = [] if published is None else [published]
    for found in _PRINTED.finditer(text, 0, _TOP_CHARS):
        day, month, month_first, day_after, year = found.groups()
        try:
            printed = date(
                int(year), _MONTHS[(month or month_first).lower()], int(day or day_after)
            ).toordinal()
        except ValueError:
            continue
        if published is None or abs(printed - published) <= _PLAUSIBLE_DAYS:
            days.append(printed)
    return tuple(sorted(set(days)))


def stories(
    vectors: NDArray[np.float32], days: Sequence[tuple[int, ...]]
) -> dict[tuple[int, int], float]:
    """Pairs of articles that may report the same events, and how alike they are.

    Args:
        vectors: One of length 1 an article, shape (articles, dimensions); zeros where it states nothing.
        days: The days each may be of; an undated article is near every other.

    Returns:
        The cosine of each pair, its smaller index first.
    """
    order = sorted(range(len(days)), key=lambda i: (days[i][:1] or (0,), i))
    first = np.array([days[i][0] if days[i] else -1 for i in range(len(days))])
    last = np.array([days[i][-1] if days[i] else 10**7 for i in range(len(days))])
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(order), _BLOCK):
        rows = np.array(order[start : start + _BLOCK])
        low, high = first[rows].min() - WINDOW_DAYS, last[rows].max() + WINDOW_DAYS
        columns = np.flatnonzero((first <= high) & (last >= low))
        alike = vectors[rows] @ vectors[columns].T
        near = (first[rows, None] - WINDOW_DAYS <= last[columns]) & (
            last[rows, None] + WINDOW_DAYS >= first[columns]
        )
        alike[~near | (rows[:, None] == columns)] = -1
        count = min(NEAREST, len(columns))
        nearest = np.argpartition(-alike, count - 1, axis=1)[:, :count]
        for row, places in zip(rows.tolist(), nearest, strict=True):
            at = int(np.flatnonzero(rows == row)[0])
            for place in places.tolist():
                value = float(alike[at, place])
                if value >= ALIKE:
                    other = int(columns[place])
                    pairs[min(row, other), max(row, other)] = value
    return pairs
