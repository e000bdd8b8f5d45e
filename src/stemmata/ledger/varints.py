"""Offset maps as compact bytes: the distances between runs, seven bits a byte (LEB128)."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stemmata.model import OffsetRun

__all__ = ["pack_runs", "unpack_runs"]

MOST_BYTES = 8
"""Of one number: 56 bits, so that what is added up from them fits into 64."""


def pack_runs(runs: Iterable[OffsetRun]) -> bytes:
    """The runs as bytes, about five a run where text and payload go forward together."""
    packed = bytearray()
    end = last = 0
    for run in runs:
        # Moved text may lie earlier in the payload: the sign goes into the lowest bit.
        jump = run.first - last
        for number in (
            run.start - end,
            run.end - run.start,
            jump << 1 if jump >= 0 else (-jump << 1) - 1,
            run.last - run.first,
            run.width,
        ):
            while number > 0x7F:
                packed.append(number & 0x7F | 0x80)
                number >>= 7
            packed.append(number)
        end, last = run.end, run.last
    return bytes(packed)


def unpack_runs(packed: bytes) -> tuple[OffsetRun, ...]:
    """The runs that `pack_runs` was given.

    Raises:
        ValueError: The bytes are cut off, or hold a number that no map does.
    """
    numbers = _numbers(np.frombuffer(packed, np.uint8))
    if len(numbers) % len(OffsetRun._fields):
        raise ValueError("the offset map is cut off")
    gap, length, jump, size, width = numbers.reshape(-1, len(OffsetRun._fields)).T
    end = np.cumsum(gap + length)
    last = np.cumsum(np.where(jump & 1, -((jump + 1) >> 1), jump >> 1) + size)
    columns = (end - length, end, last - size, last, width)
    return tuple(map(OffsetRun._make, zip(*(column.tolist() for column in columns), strict=True)))


def _numbers(data: NDArray[np.uint8]) -> NDArray[np.int64]:
    ends = np.flatnonzero(data < 0x80)
    if not data.size:
        return np.empty(0, np.int64)
    if not ends.size or ends[-1] + 1 != data.size:
        raise ValueError("the offset map is cut off")
    starts = np.append(0, ends[:-1] + 1)
    places = np.arange(data.size) - np.repeat(starts, ends - starts + 1)
    if places.max() >= MOST_BYTES:
        raise ValueError("the offset map holds a number that is too large")
    return np.add.reduceat((data & 0x7F).astype(np.int64) << 7 * places, starts)
