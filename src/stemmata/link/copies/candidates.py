"""Which articles are worth comparing word by word: those that share runs of words."""

from collections.abc import Iterator, Sequence

import numpy as np

from stemmata.link.copies.postings import Flags, Indices, Postings, postings
from stemmata.link.copies.shingles import Hashes

__all__ = ["candidates"]

LONG, SHORT = 8, 5  # words: one long run is enough; of short ones it takes SHARED_SHORT
SHARED_SHORT = 3
RARE = 40  # texts: a short run that more of them have is a turn of phrase
# All texts that have a long run are compared with its earliest owner, then with the second, and so on
# until there are this many pairs. No pair is lost in a case on one subject of some 5,000 articles;
# beyond that, time stays linear, and what went everywhere is still traced to where it was first.
MOST_PAIRS, MOST_PAIRS_EACH = 250_000, 50


def candidates(
    texts: Sequence[Hashes], standing: Sequence[Flags], outlets: Sequence[str | None]
) -> list[tuple[int, int]]:
    """The pairs of texts that share one long run of words or several rare short ones.

    Args:
        texts: The words of each text, the earliest first.
        standing: For each, which of its words are boilerplate; between two texts of one outlet, runs
            of nothing else do not count.
        outlets: The outlet of each; unknown ones are different.

    Returns:
        Pairs of indices, the smaller first, in order.
    """
    codes: dict[object, int] = {}
    houses = np.array(
        [codes.setdefault(outlet or i, len(codes)) for i, outlet in enumerate(outlets)], np.int64
    )
    most = max(MOST_PAIRS, MOST_PAIRS_EACH * len(texts))
    long, short = np.empty(0, np.int64), np.empty(0, np.int64)
    for found in postings(texts, LONG, marks=standing):
        for pairs in _by_rank(found, houses):
            long = np.union1d(long, pairs)
            if len(long) > most:
                break
    counts = np.empty(0, np.int64)
    for found in postings(texts, SHORT, marks=standing):
        for pairs in _by_rank(found, houses, most=RARE):
            more, times = np.unique(pairs, return_counts=True)
            short, place = np.unique(np.concatenate((short, more)), return_inverse=True)
            counts = np.bincount(place, np.concatenate((counts, times))).astype(np.int64)
    both = np.union1d(long, short[counts >= SHARED_SHORT])
    first, second = np.divmod(both, max(1, len(texts)))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _by_rank(found: Postings, houses: Indices, *, most: int | None = None) -> Iterator[Indices]:
    """Pairs of texts that share a run no more than `most` have, as first * number of texts + second.

    First all with the earliest owner of each run, then with the second, and so on.
    """
    sizes, first = np.diff(found.starts), found.starts[:-1]
    if most is not None:
        first, sizes = first[sizes <= most], sizes[sizes <= most]
    for rank in range(int(sizes.max(initial=1)) - 1):
        first, sizes = first[sizes > rank + 1], sizes[sizes > rank + 1]
        later = sizes - rank - 1
        nth = np.arange(later.sum()) - np.repeat(np.cumsum(later) - later, later)
        one = np.repeat(first + rank, later)
        two = one + nth + 1
        a, b = found.owners[one], found.owners[two]
        counts = (houses[a] != houses[b]) | ~(found.marked[one] | found.marked[two])
        yield a[counts] * len(houses) + b[counts]
