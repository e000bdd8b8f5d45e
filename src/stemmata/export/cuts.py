"""A text with stretches of it replaced, and where its spans lie afterwards."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from stemmata.model import Span, Spans

__all__ = ["Cut", "Cuts"]


class Cut(NamedTuple):
    """A stretch of text and what stands in its place."""

    start: int
    end: int
    label: str


class Cuts:
    """Replacements in one text. They neither overlap nor are empty, and stand in order."""

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._cuts = tuple(cuts)
        self._starts = [cut.start for cut in self._cuts]
        grown = (len(cut.label) - (cut.end - cut.start) for cut in self._cuts)
        self._shifts = list(accumulate(grown, initial=0))

    def rewritten(self, text: str) -> str:
        """The text with every stretch replaced."""
        pieces, at = [], 0
        for start, end, label in self._cuts:
            pieces += [text[at:start], label]
            at = end
        return "".join([*pieces, text[at:]])

    def moved(self, spans: Spans) -> Spans:
        """The spans of one role in the rewritten text.

        A span with a part of a stretch has all of what stands in its place; two of them that share
        a stretch become one.
        """
        found: list[Span] = []
        for span in spans:
            start, end = self._moved(span.start, is_end=False), self._moved(span.end, is_end=True)
            if found and start < found[-1].end:
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(start, end))
        return tuple(found)

    def _moved(self, at: int, *, is_end: bool) -> int:
        before = bisect_right(self._starts, at - is_end)
        if before:
            start, end, label = self._cuts[before - 1]
            if at < end or (is_end and at == end):
                return start + self._shifts[before - 1] + (len(label) if is_end else 0)
        return at + self._shifts[before]
