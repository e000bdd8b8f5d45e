"""Which articles are worth comparing word by word: those that share rare runs of words."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.link.copies.postings import Flags, postings
from stemmata.link.copies.shingles import Hashes

__all__ = ["candidates"]

Indices = NDArray[np.int64]

LONG, SHORT = 8, 5  # words: one long run is enough; of short ones it takes SHARED_SHORT
SHARED_SHORT = 3
RARE = 40  # texts: a short run that more of them have is a turn of phrase
# A run that many texts have is looked for only between each of them and this many of the earliest:
# those that the others can have been made from. It keeps time linear where one text went everywhere.
EARLIEST = 64


def candidates(texts: Sequence[Hashes], standing: Sequence[Flags]) -> list[tuple[int, int]]:
    """The pairs of texts that share one long run of words or several rare short ones.

    Args:
        texts: The words of each text, the earliest first.
        standing: For each, which of its words are boilerplate; runs of nothing else do not count.

    Returns:
        Pairs of indices, the smaller first, in order.
    """
    long = _pairs(texts, standing, LONG, most=len(texts), shared=1)
    short = _pairs(texts, standing, SHORT, most=RARE, shared=SHARED_SHORT)
    first, second = np.divmod(np.union1d(long, short), max(1, len(texts)))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _pairs(
    texts: Sequence[Hashes], standing: Sequence[Flags], size: int, *, most: int, shared: int
) -> Indices:
    """The pairs, as first * len(texts) + second, that share `shared` runs no more than `most` have."""
    pairs, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    for _, starts, owners in postings(texts, size, skip=standing):
        for found in _neighbours(starts, owners, len(texts), most):
            more, times = np.unique(found, return_counts=True)
            pairs, place = np.unique(np.concatenate((pairs, more)), return_inverse=True)
            counts = np.bincount(place, weights=np.concatenate((counts, times))).astype(np.int64)
    return pairs[counts >= shared]


def _neighbours(starts: Indices, owners: Indices, count: int, most: int) -> Iterator[Indices]:
    """Pairs of texts that share a run: each text with the EARLIEST that have it."""
    sizes = np.diff(starts)
    sizes, first = sizes[sizes <= most], starts[:-1][sizes <= most]
    for rank in range(min(EARLIEST, int(sizes.max(initial=0)) - 1)):
        sizes, first = sizes[sizes > rank + 1], first[sizes > rank + 1]
        later = sizes - rank - 1
        nth = np.arange(later.sum()) - np.repeat(np.cumsum(later) - later, later)
        second = np.repeat(first + rank + 1, later) + nth
        yield owners[np.repeat(first + rank, later)] * count + owners[second]
