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
        self._by_article: dict[str, list[tuple[Copy, Side]]] = defaultdict(list)
        for copy in copies:
            if TELLS_NOTHING & set(copy.why):
                continue
            self._by_article[copy.a.article].append((copy, "a"))
            self._by_article[copy.b.article].append((copy, "b"))
        self._sizes = lru_cache(maxsize=_KEPT)(self._summed)

    def shared(self, article: str) -> Mapping[str, int]:
        """How many code points of an article each other one shares with it."""
        return self._sizes(article)

    def _summed(self, article: str) -> Mapping[str, int]:
        sizes: dict[str, int] = defaultdict(int)
        for copy, side in self._by_article.get(article, ()):
            here, there = (copy.a, copy.b) if side == "a" else (copy.b, copy.a)
            sizes[there.article] += here.span.end - here.span.start
        return dict(sizes)

    def twins(self, passage: Passage) -> Iterator[Twin]:
        """The passages that share most of this one's words, in order of the copies given."""
        for copy, side in self._by_article.get(passage.article, ()):
            here, there = (copy.a, copy.b) if side == "a" else (copy.b, copy.a)
            shared = Span(
                max(passage.span.start, here.span.start), min(passage.span.end, here.span.end)
            )
            if shared.end - shared.start < _COVERED * (passage.span.end - passage.span.start):
                continue
            start = _across(copy, side, shared.start)
            end = max(start + 1, _across(copy, side, shared.end))
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
