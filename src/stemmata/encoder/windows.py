"""Overlapping windows over the pieces of one text."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Window", "merge", "windows"]


class Window(NamedTuple):
    """A half-open range of pieces that the encoder reads at once."""

    first: int
    last: int


def windows(n_pieces: int, *, width: int, stride: int) -> list[Window]:
    """Cover `n_pieces` pieces with windows of at most `width`, each `stride` after the one before."""
    found = [Window(0, min(width, n_pieces))]
    while found[-1].last < n_pieces:
        first = found[-1].first + stride
        found.append(Window(first, min(first + width, n_pieces)))
    return found


def merge(cuts: list[Window]) -> Iterator[tuple[int, slice]]:
    """For each window the pieces for which it has the most context on both sides.

    Yields:
        (window number, the pieces' slice within the window); the slices of all windows together
        cover every piece once, in order.
    """
    borders = [0]
    borders += [(a.last + b.first) // 2 for a, b in pairwise(cuts)]
    borders.append(cuts[-1].last)
    for k, (window, first, last) in enumerate(zip(cuts, borders, borders[1:], strict=False)):
        yield k, slice(first - window.first, last - window.first)
