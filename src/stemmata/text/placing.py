"""Where the text of an article stands in the markup of its page.

Words first, in lines and their pieces; then the marks that are not searched for; then white space.
Must not know of bytes: it counts code points of the markup.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stemmata.text.align import in_pieces, whole_lines
from stemmata.text.codepoints import CodePoints, numbers_of, text_of
from stemmata.text.layers import Layer, Markup, hidden_layer, is_key, shown_layer, shown_mask

__all__ = ["place"]

HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])", re.IGNORECASE)
HEADING_WITHIN = 500  # characters of markup between a heading's tag and its words
NOT_IN_HEADING = 6.0  # against a place of the headline outside of headings, as `align` counts
INSIDE_WORD = 4.0  # "Share" in "Shareholders": as bad as skipping 16 characters; each end
SHORTEST_HIDDEN = 8  # characters of a line that is looked for in attributes and scripts


class _Found(NamedTuple):
    """`size` of the text's words from `start` on stand at `place` of a layer."""

    layer: Layer
    start: int
    place: int
    size: int


def place(markup: Markup, text: str, *, has_headline: bool) -> CodePoints:
    """The ranges of the markup's code points that each code point of the text was made of.

    What the page shows is preferred to what it says in attributes and scripts, the headline in a
    heading to the same words elsewhere, and places that follow one another to others.
    """
    numbers = numbers_of(text)
    searched = np.flatnonzero(is_key(numbers))
    words = text_of(numbers[searched])
    breaks = np.flatnonzero(numbers == ord("\n"))
    edges = [0, *np.searchsorted(searched, breaks).tolist(), searched.size]
    lines = [words[start:end] for start, end in pairwise(edges)]
    nowhere = np.full(numbers.size, -1)
    points = CodePoints(nowhere, nowhere.copy(), np.zeros(numbers.size, np.bool_))
    for found in _found(lines, edges, markup, has_headline=has_headline):
        to = searched[found.start : found.start + found.size]
        for target, source in zip(points, found.layer.points, strict=True):
            target[to] = source[found.place : found.place + found.size]
    _place_unsearched(points, markup.text, text)
    _place_same_spaces(points, markup.text, text)
    _place_spaces(points, text)
    return points


def _found(
    lines: list[str], edges: list[int], markup: Markup, *, has_headline: bool
) -> Iterator[_Found]:
    """Where the lines stand; a later place of the same words is the better one."""
    shown_at = shown_mask(markup.text)
    shown, hidden = shown_layer(markup, shown_at), None

    def against(line: int, first: int, last: int) -> float:
        cost = INSIDE_WORD * (_is_joined(shown, first) + _is_joined(shown, last))
        if line == 0 and has_headline:
            cost += NOT_IN_HEADING * (not _in_heading(markup.text, int(shown.points.first[first])))
        return cost

    whole = whole_lines(lines, shown.text, against)
    at = 0
    for number, (line, start) in enumerate(zip(lines, edges[:-1], strict=True)):
        if number in whole:
            yield _Found(shown, start, whole[number], len(line))
            at = whole[number] + len(line)
            continue
        pieces = [
            _Found(shown, start + m.start, m.place, m.size) for m in in_pieces(line, shown.text, at)
        ]
        if sum(piece.size for piece in pieces) < len(line):
            hidden = hidden or hidden_layer(markup, shown_at)
            others = list(_hidden(line, start, hidden))
            yield from others
            if sum(other.size for other in others) == len(line):
                continue
        yield from pieces
        at = pieces[-1].place + pieces[-1].size if pieces else at


def _hidden(line: str, start: int, hidden: Layer) -> Iterator[_Found]:
    at = hidden.text.find(line)
    if at >= 0 and len(line) >= SHORTEST_HIDDEN:
        yield _Found(hidden, start, at, len(line))
    else:
        for m in in_pieces(line, hidden.text, len(hidden.text)):
            yield _Found(hidden, start + m.start, m.place, m.size)


def _is_joined(layer: Layer, at: int) -> bool:
    """Whether the key characters before and at a place stand side by side in the markup."""
    if not 0 < at < len(layer.text):
        return False
    return bool(layer.points.last[at - 1] == layer.points.first[at])


def _in_heading(markup: str, at: int) -> bool:
    tags = HEADING.findall(markup, max(0, at - HEADING_WITHIN), at)
    return bool(tags) and not tags[-1]


def _place_unsearched(points: CodePoints, markup: str, text: str) -> None:
    """Place marks that are not searched for, such as joiners, where they stand between neighbours."""
    marks = np.flatnonzero((points.first < 0) & ~is_key(numbers_of(text)))
    for mark in (at for at in marks.tolist() if not text[at].isspace()):
        before, after = points.last[:mark], points.first[mark:]
        start = int(next((p for p in before[::-1] if p >= 0), 0))
        end = int(next((p for p in after if p >= 0), len(markup)))
        found = markup.find(text[mark], start, end)
        if found >= 0:
            points.first[mark], points.last[mark] = found, found + 1


def _place_same_spaces(points: CodePoints, markup: str, text: str) -> None:
    """Place single spaces that stand between their neighbours in the markup too."""
    first, last, _ = points
    gaps = 1 + np.flatnonzero((first[1:-1] < 0) & (last[:-2] >= 0) & (first[2:] == last[:-2] + 1))
    pairs = zip(gaps.tolist(), last[gaps - 1].tolist(), strict=True)
    same = gaps[np.array([text[here] == markup[there] for here, there in pairs], np.bool_)]
    first[same], last[same] = last[same - 1], first[same + 1]


def _place_spaces(points: CodePoints, text: str) -> None:
    """Place other white space at all that stands between its neighbours.

    Where the neighbours are not in the markup's order, at nothing, after the one before it.
    """
    first, last, whole = points
    gaps = np.flatnonzero((first < 0) != np.concatenate(([False], first[:-1] < 0)))
    for start, end in zip(gaps[::2].tolist(), [*gaps[1::2].tolist(), len(text)], strict=False):
        before = int(last[start - 1]) if start else -1
        after = int(first[end]) if end < len(text) else -1
        if not text[start:end].isspace() or (before < 0 and after < 0):
            continue
        if before < 0:
            before = after
        first[start:end], last[start:end] = before, max(before, after)
        whole[start:end] = True
