"""Where each code point of a decoded payload lies among its bytes."""

import codecs
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["CodePoints", "Indices", "Numbers", "byte_ranges", "numbers_of", "text_of"]

Numbers = NDArray[np.uint32]
"""The numbers of code points."""
Indices = NDArray[np.integer[Any]]
"""Which of them, or of bytes."""

ONE_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""Bytes of a code unit, where not 1."""
LONGER_FROM = {"utf-8": (0x80, 0x800, 0x10000), "utf-16-le": (0x10000,), "utf-16-be": (0x10000,)}
"""From which numbers on a code point takes one code unit more."""


class CodePoints(NamedTuple):
    """Where code points come from; each array has shape (code points,).

    `first:last` is the range of each one, and `whole` says that it belongs to its range only as a
    whole: as one of several code points, or in another form. -1 where a code point has no range.
    """

    first: Indices
    last: Indices
    whole: NDArray[np.bool_]


def numbers_of(text: str) -> Numbers:
    """The numbers of a text's code points, shape (code points,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(numbers: Numbers) -> str:
    """The text of these code points."""
    return numbers.tobytes().decode("utf-32-le", "surrogatepass")


def byte_ranges(
    payload: bytes, charset: str, numbers: Numbers, chosen: Indices | None = None
) -> CodePoints:
    """The byte ranges of the chosen code points, of all where None.

    Args:
        payload: The bytes.
        charset: The one that they were decoded by, as `decode` names it.
        numbers: The numbers of all their code points.
        chosen: Which of them.
    """
    chosen = np.arange(numbers.size) if chosen is None else chosen
    unit = ONE_UNIT.get(charset, 1)
    steps = LONGER_FROM.get(charset, ())
    longer = np.flatnonzero(numbers >= steps[0]) if steps else chosen[:0]
    extra = sum((unit * (numbers[longer] >= step) for step in steps), np.zeros(longer.size, int))
    shift = np.concatenate(([0], np.cumsum(extra)))
    mark = len(payload) - unit * numbers.size - int(shift[-1])
    if mark in (0, unit if charset in ONE_UNIT else 0):
        first = mark + unit * chosen + shift[np.searchsorted(longer, chosen)]
        last = mark + unit * (chosen + 1) + shift[np.searchsorted(longer, chosen, "right")]
        return CodePoints(first, last, np.zeros(chosen.size, np.bool_))
    ranges = np.array(list(_stepwise(payload, charset)), int).reshape(-1, 3)[chosen]
    return CodePoints(ranges[:, 0], ranges[:, 1], ranges[:, 2] > 0)


def _stepwise(payload: bytes, charset: str) -> Iterator[tuple[int, int, bool]]:
    """The ranges in any charset and with broken bytes, found byte for byte.

    Code points that cannot be told apart, since the decoder yields them at once or its state is
    another one between them, share the bytes of them all.
    """
    decoder = codecs.getincrementaldecoder(charset)("replace")
    fresh = decoder.getstate()
    first = pending = 0
    for last in range(1, len(payload) + 1):
        pending += len(decoder.decode(payload[last - 1 : last], final=last == len(payload)))
        if pending and (last == len(payload) or decoder.getstate() == fresh):
            for _ in range(pending):
                yield first, last, pending > 1
            first, pending = last, 0
