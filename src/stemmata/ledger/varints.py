"""Offset maps as compact bytes: the distances between runs, seven bits a byte (LEB128)."""

from collections.abc import Iterable, Iterator

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
    runs = []
    numbers = _numbers(packed)
    end = last = 0
    for gap in numbers:
        try:
            length, jump, size, width = (next(numbers) for _ in range(4))
        except RuntimeError as error:  # what a generator makes of a StopIteration inside it
            raise ValueError("the offset map is cut off") from error
        start = end + gap
        first = last + (-((jump + 1) >> 1) if jump & 1 else jump >> 1)
        end, last = start + length, first + size
        runs.append(OffsetRun(start, end, first, last, width))
    return tuple(runs)


def _numbers(packed: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        if byte > 0x7F:
            shift += 7
        else:
            yield number
            number = shift = 0
    if shift:
        raise ValueError("the offset map is cut off")
