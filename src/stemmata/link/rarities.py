"""Which articles share names and numbers that few others have, and so may report one event.

Articles that are unlike as wholes, a paragraph in a round-up and a report of its own, meet here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

__all__ = ["sharing"]

COMMON = 24
"""Articles that give a name or a number, from which on it tells nothing; a story is seldom told by more."""

LEAST = 2
"""Names and numbers that two articles must share; a lone one is often chance."""


def sharing(
    keys: Sequence[frozenset[str | int]], days: Sequence[int | None], *, window_days: int
) -> Iterator[tuple[int, int, int]]:
    """Pairs of articles that share rare keys, the smaller index first, in order, and how many they share.

    Args:
        keys: The names and numbers that each article gives.
        days: The day of each; an undated article is near every other.
        window_days: How far apart the days of two may lie.
    """

    def near(a: int, b: int) -> bool:
        one, two = days[a], days[b]
        return one is None or two is None or abs(one - two) <= window_days

    holders: dict[str | int, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in own:
            holders[key].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for articles in holders.values():
        if 1 < len(articles) <= COMMON:
            shared.update(pair for pair in combinations(articles, 2) if near(*pair))
    yield from ((a, b, count) for (a, b), count in sorted(shared.items()) if count >= LEAST)
