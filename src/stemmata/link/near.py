"""The odds of very many pairs, in little memory, and those of them that grouping can need.

Two items can come into one group only over pairs with odds above -SEVERAL. So the pairs between items that no
chain of such pairs connects tell nothing, and most pairs are of these.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.link.joined import Joined
from stemmata.link.same import SEVERAL

__all__ = ["Pairs"]


class Pairs:
    """Log-odds of pairs of `count` numbered items: 16 bytes a pair, each added once."""

    def __init__(self, count: int) -> None:
        self._first, self._second, self._odds = array("i"), array("i"), array("d")
        self._joined = Joined(count)

    def add(self, first: Sequence[int], second: Sequence[int], odds: Sequence[float]) -> None:
        """Take in pairs, the smaller number of each first."""
        self._first.extend(first)
        self._second.extend(second)
        self._odds.extend(odds)
        for i, j, value in zip(first, second, odds, strict=True):
            if value > -SEVERAL:
                self._joined.join(i, j)

    def connect(self, i: int, j: int) -> None:
        """Say that two items may come into one group, whatever their odds."""
        self._joined.join(i, j)

    def within(self) -> dict[tuple[int, int], float]:
        """The odds of the pairs whose items are connected."""
        one: NDArray[np.int32] = np.array(self._joined.firsts(), np.int32)
        first = np.frombuffer(self._first, np.int32)
        second = np.frombuffer(self._second, np.int32)
        kept = np.flatnonzero(one[first] == one[second])
        odds = np.frombuffer(self._odds, np.float64)[kept]
        pairs = zip(first[kept].tolist(), second[kept].tolist(), strict=True)
        return dict(zip(pairs, odds.tolist(), strict=True))
