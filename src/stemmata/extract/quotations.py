"""Where the quotations of a text lie: which marks are paired, and which are not.

Knows curly, straight, doubled-single and angle marks, a quotation continued over several
paragraphs, and tells a single quotation mark from an apostrophe. Must not judge who speaks.
Takes time linear in the text's length.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stemmata.model import Span

__all__ = ["Quotation", "Quotations", "is_mark", "quotations"]

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|[‘’]{2}")
_SINGLE = re.compile(r"(?<!['‘’`])['‘’`](?!['‘’`])")
_PARAGRAPH = re.compile(r"[^\n]+")
_ANY = re.compile(r"[\"“”„‟«»'‘’`]")

_MAX_SINGLE = 600
"""Longest quotation in single marks, in code points: beyond it the opening mark was an apostrophe."""

_ELISIONS = re.compile(r"['‘’](?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_OPENS_AFTER = frozenset("([{—–-/:,")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `span` includes its marks, `inside` does not.

    A quotation continued in the next paragraph has no closing mark of its own in this one.
    """

    span: Span
    inside: Span


class Quotations:
    """The quotations of one text, found by place. Inner ones are listed beside the outer ones."""

    def __init__(self, found: list[Quotation]) -> None:
        self.all = tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))
        self.opening_at = {at: q for q in self.all for at in range(q.span.start, q.inside.start)}
        self.closing_at = {at: q for q in self.all for at in range(q.inside.end, q.span.end)}
        self.outer: list[Quotation] = []
        for q in self.all:
            if not self.outer or q.span.start >= self.outer[-1].span.end:
                self.outer.append(q)
        self._starts = [q.span.start for q in self.outer]

    def around(self, at: int) -> Quotation | None:
        """The outermost quotation in which this code point lies, marks included."""
        i = bisect_right(self._starts, at) - 1
        return self.outer[i] if i >= 0 and at < self.outer[i].span.end else None

    def within(self, span: Span) -> list[Quotation]:
        """The outermost quotations that share a code point with a span."""
        i = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        while i < len(self.outer) and self.outer[i].span.start < span.end:
            if self.outer[i].span.overlaps(span):
                found.append(self.outer[i])
            i += 1
        return found


def is_mark(text: str, at: int) -> bool:
    """Whether this code point can be a quotation mark."""
    return bool(_ANY.match(text, at))


@lru_cache(maxsize=4)
def quotations(text: str) -> Quotations:
    """The quotations of a text; the last few texts are remembered, since every draft asks."""
    paragraphs = [Span(*found.span()) for found in _PARAGRAPH.finditer(text)]
    found: list[Quotation] = []
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        doubles = list(_doubles(text, paragraph, following))
        found += doubles
        found += _singles(text, paragraph, Quotations(doubles))
    return Quotations(found)


def _doubles(text: str, paragraph: Span, following: Span | None) -> Iterator[Quotation]:
    """Quotations in double marks, nested ones too; a mark that is never closed makes none."""
    opened: list[Span] = []
    for found in _DOUBLE.finditer(text, *paragraph):
        mark = Span(*found.span())
        if _opens(text, mark, bool(opened)):
            opened.append(mark)
        elif opened:
            start = opened.pop()
            if start.end < mark.start:
                yield Quotation(Span(start.start, mark.end), Span(start.end, mark.start))
    if opened and following is not None and _continues(text, following):
        start, end = opened[0], len(text[slice(*paragraph)].rstrip()) + paragraph.start
        if start.end < end:
            yield Quotation(Span(start.start, end), Span(start.end, end))


def _opens(text: str, mark: Span, inside: bool) -> bool:
    """Whether a double mark begins a quotation, by its form and by what stands beside it."""
    before = text[mark.start - 1] if mark.start else " "
    if unicodedata.category(before) == "Cf":
        before = " "  # marks of writing direction, pasted with tweets
    after = text[mark.end] if mark.end < len(text) else " "
    faces_word = (before.isspace() or before in _OPENS_AFTER) and not after.isspace()
    if text[mark.start] in "“„«`":
        return not inside or faces_word  # some sites close with the opening mark
    if text[mark.start] in "”»" and not inside:
        return before.isspace()  # and some open with the closing one
    if text[mark.start] in "”»’":
        return False
    return faces_word if inside else not after.isspace() and not before.isalnum()


def _continues(text: str, following: Span) -> bool:
    """Whether a paragraph begins with an opening mark, as a continued quotation does."""
    at = following.start
    while at < following.end and text[at].isspace():
        at += 1
    mark = _DOUBLE.match(text, at)
    return mark is not None and _opens(text, Span(*mark.span()), False)


def _singles(text: str, paragraph: Span, doubles: Quotations) -> Iterator[Quotation]:
    """Quotations in single marks that do not cross a double one; apostrophes are passed over."""
    start: int | None = None
    for found in _SINGLE.finditer(text, *paragraph):
        at = found.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            continue
        if text[at] != "’" and _single_opens(text, at, before, after):
            start = at
        elif start is not None and not before.isspace() and not after.isalnum():
            near = at - start <= _MAX_SINGLE and doubles.around(start) is doubles.around(at)
            if near and not _is_possessive(text, at, before, after):
                yield Quotation(Span(start, at + 1), Span(start + 1, at))
                start = None


def _single_opens(text: str, at: int, before: str, after: str) -> bool:
    if _ELISIONS.match(text, at):
        return False
    return not (before.isalnum() or after.isspace()) and (after.isalnum() or after in "$#@[(…")


def _is_possessive(text: str, at: int, before: str, after: str) -> bool:
    """Whether a mark after "s" is more likely a plural's: a word follows and another mark closes."""
    if before != "s" or after != " " or not text[at + 2 : at + 3].islower():
        return False
    later = _SINGLE.search(text, at + 1, at + 1 + _MAX_SINGLE)
    while (
        later is not None
        and text[later.start() - 1].isalnum()
        and text[later.end() :][:1].isalnum()
    ):
        later = _SINGLE.search(text, later.end(), at + 1 + _MAX_SINGLE)
    return later is not None
