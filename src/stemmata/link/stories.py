"""Which articles may report the same events: near in time, alike as wholes.

Exact and deterministic: blocks of one matrix product over articles in order of date, no approximate index.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["WINDOW_DAYS", "stories"]

WINDOW_DAYS = 5
"""Reports of one event come within days; in 18 event groups the last came three days after the first."""

NEAREST = 40
"""Articles compared with each; a story told by more is joined through its own nearest ones."""

ALIKE = 0.25
"""Cosine of two articles' mean vectors below which they are not compared. Of pairs on one event, half of the
artificial traditions' lie below 0.5; those of 18 event groups of one war nearly all above 0.59."""

_BLOCK = 512
_FIRST_DAY, _LAST_DAY = 0, 10**7


def stories(
    vectors: NDArray[np.float32], days: Sequence[int | None]
) -> dict[tuple[int, int], float]:
    """Pairs of articles that may report the same events, and how alike they are.

    Args:
        vectors: One of length 1 an article, shape (articles, dimensions); zeros where it states nothing.
        days: The day of each; an undated article is near every other.

    Returns:
        The cosine of each pair, its smaller index first.
    """
    low = np.array([_FIRST_DAY if day is None else day - WINDOW_DAYS for day in days])
    high = np.array([_LAST_DAY if day is None else day + WINDOW_DAYS for day in days])
    day = np.array([-1 if d is None else d for d in days])
    order = np.lexsort((np.arange(len(days)), day))
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(order), _BLOCK):
        rows = order[start : start + _BLOCK]
        columns = np.flatnonzero((day <= high[rows].max()) & (day >= low[rows].min()) | (day < 0))
        alike = vectors[rows] @ vectors[columns].T
        near = (day[columns] >= low[rows, None]) & (day[columns] <= high[rows, None])
        alike[~(near | (day[columns] < 0) | (day[rows, None] < 0))] = -1
        alike[rows[:, None] == columns] = -1
        count = min(NEAREST, len(columns))
        nearest = np.argpartition(-alike, count - 1, axis=1)[:, :count]
        at, place = np.nonzero(np.take_along_axis(alike, nearest, axis=1) >= ALIKE)
        ones, others = rows[at], columns[nearest[at, place]]
        # Each pair by itself: a product of matrices rounds by what else is in them.
        cosines = (vectors[ones] * vectors[others]).sum(axis=1)
        for one, other, cosine in zip(ones, others, cosines, strict=True):
            pairs[int(min(one, other)), int(max(one, other))] = float(cosine)
    return pairs
