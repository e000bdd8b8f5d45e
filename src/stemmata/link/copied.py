"""Which propositions of several articles are copies of one passage."""

from collections.abc import Iterator, Sequence

from stemmata.link.crossing import Crossings
from stemmata.link.propositions import Proposition
from stemmata.link.stories import WINDOW_DAYS
from stemmata.model import Span

__all__ = ["copied"]

COVERED = 0.6
"""Share of the longer of two passages, as copied, that both must have: a clause copies no sentence."""


def copied(
    stated: Sequence[Sequence[Proposition]], days: Sequence[int | None], crossings: Crossings
) -> Iterator[tuple[int, int]]:
    """Pairs of propositions, counted through all articles, that are copies: the smaller number first.

    A copy that gives another number, or negates what the other states, is none. Nor are like words of
    other days, which tell of another event, or of a day that is not known.

    Args:
        stated: The propositions of each article.
        days: The day of each.
        crossings: The copies that the articles are of one another.
    """
    numbered = enumerate(p for ps in stated for p in ps)
    there = {
        ps[0].passage.article: (day, [next(numbered) for _ in ps])
        for ps, day in zip(stated, days, strict=True)
        if ps
    }
    for day, own in there.values():
        for i, p in own:
            for twin in crossings.twins(p.passage):
                other, theirs = there.get(twin.passage.article, (None, ()))
                if day is None or other is None or abs(day - other) > WINDOW_DAYS:
                    continue
                for j, q in theirs:
                    if i < j and _covers(twin.passage.span, q.passage.span) and _agrees(p, q):
                        yield i, j


def _covers(one: Span, two: Span) -> bool:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= COVERED * (max(one.end, two.end) - min(one.start, two.start))


def _agrees(p: Proposition, q: Proposition) -> bool:
    """Whether both give the same numbers, or neither any: else two that differ would meet in a third."""
    return p.negated == q.negated and p.numbers == q.numbers
