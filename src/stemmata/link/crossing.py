"""From a passage to the passages of other articles that are copies of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from stemmata.link.copies import PHRASE, QUOTATION
from stemmata.model import Change, Copy, Passage, Span

__all__ = ["Crossings", "Twin"]

TELLS_NOTHING = {PHRASE, QUOTATION}
_COVERED = 0.55  # of a passage: people who marked origins called this much in order a copy
_KEPT = 5000  # articles whose sums are kept in mind: they are asked for once a copied passage
Side = Literal["a", "b"]


class Twin(NamedTuple):
    """The passage of another article that is a copy of one, and whether it is known as the original."""

    passage: Passage
    is_original: bool | None


class Crossings:
    """Copies, looked up by either article. A stock phrase or a quotation alone shows no copying."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._by_article: dict[str, list[tuple[Span, Copy, Side]]] = defaultdict(list)
        for copy in copies:
            if TELLS_NOTHING.isdisjoint(copy.why):
                self._by_article[copy.a.article].append((copy.a.span, copy, "a"))
                self._by_article[copy.b.article].append((copy.b.span, copy, "b"))
        self._sizes = lru_cache(maxsize=_KEPT)(self._summed)

    def touching(self, article: str) -> list[Copy]:
        """The copies of an article, in order of the copies given."""
        return [copy for _, copy, _ in self._by_article.get(article, ())]

    def is_original(self, article: str, other: str) -> bool | None:
        """Whether the other of two articles that share copies is the original; None where that is open."""
        return next(
            (
                copy.original != side
                for _, copy, side in self._by_article.get(article, ())
                if copy.original and other in (copy.a.article, copy.b.article)
            ),
            None,
        )

    def shared(self, article: str) -> Mapping[str, int]:
        """How many code points of an article each other one shares with it."""
        return self._sizes(article)

    def _summed(self, article: str) -> Mapping[str, int]:
        sizes: dict[str, int] = defaultdict(int)
        for here, copy, side in self._by_article.get(article, ()):
            there = copy.b if side == "a" else copy.a
            sizes[there.article] += here.end - here.start
        return dict(sizes)

    def twins(self, passage: Passage) -> Iterator[Twin]:
        """The passages that share most of this one's words, in order of the copies given."""
        first, last = passage.span
        least = _COVERED * (last - first)
        for here, copy, side in self._by_article.get(passage.article, ()):
            begin, stop = here
            begin = max(begin, first)  # min and max take most of the time here
            stop = min(stop, last)
            if stop - begin < least:
                continue
            there = copy.b if side == "a" else copy.a
            start = _across(copy, side, begin)
            end = max(start + 1, _across(copy, side, stop))
            original = None if copy.original is None else copy.original != side
            yield Twin(Passage(there.article, Span(start, end)), original)


def _across(copy: Copy, side: Side, at: int) -> int:
    """Where a place on one side of a copy lies on the other."""
    here, there = (copy.a, copy.b) if side == "a" else (copy.b, copy.a)
    mine, other = here.span.start, there.span.start
    for change in copy.changes:
        one, two = _sides(change, side)
        if one.start > at:
            break
        if at < one.end:
            return min(two.start + (at - one.start), two.end)
        mine, other = one.end, two.end
    return min(other + (at - mine), there.span.end)


def _sides(change: Change, side: Side) -> tuple[Span, Span]:
    return (change.a, change.b) if side == "a" else (change.b, change.a)
