"""Offset maps as compact bytes: the distances between runs, seven bits a byte (LEB128)."""

from collections.abc import Iterable

from stemmata.model import OffsetRun

__all__ = ["pack_runs", "unpack_runs"]


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
        ValueError: The bytes are cut off.
    """
    numbers = _numbers(packed)
    if len(numbers) % len(OffsetRun._fields):
        raise ValueError("the offset map is cut off")
    runs = []
    end = last = 0
    one = iter(numbers)
    for gap, length, jump, size, width in zip(one, one, one, one, one, strict=True):
        start = end + gap
        first = last + (-((jump + 1) >> 1) if jump & 1 else jump >> 1)
        end, last = start + length, first + size
        runs.append(OffsetRun(start, end, first, last, width))
    return tuple(runs)


def _numbers(packed: bytes) -> list[int]:
    numbers = []
    number = shift = 0
    for byte in packed:
        if byte > 0x7F:
            number |= (byte & 0x7F) << shift
            shift += 7
        elif shift:
            numbers.append(number | byte << shift)
            number = shift = 0
        else:
            numbers.append(byte)
    if shift:
        raise ValueError("the offset map is cut off")
    return numbers
