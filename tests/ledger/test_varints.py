"""Offset maps come back as they were, from few bytes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.ledger.varints import pack_runs, unpack_runs
from stemmata.model import OffsetRun, Offsets

BIG = st.integers(0, 2**40)


@st.composite
def maps(draw: st.DrawFn) -> Offsets:
    runs, at = [], 0
    for _ in range(draw(st.integers(0, 8))):
        start = at + draw(st.integers(0, 300))
        at = end = start + draw(st.integers(1, 300))
        width, first = draw(st.integers(0, 4)), draw(BIG)
        size = width * (end - start) if width else draw(BIG)
        runs.append(OffsetRun(start, end, first, first + size, width))
    return Offsets("utf-8", tuple(runs))


@given(maps())
def test_any_map_comes_back(offsets: Offsets) -> None:
    assert unpack_runs(pack_runs(offsets.runs)) == offsets.runs


def test_runs_that_follow_each_other_take_five_bytes() -> None:
    runs = [OffsetRun(n * 50, n * 50 + 49, n * 60, n * 60 + 49, 1) for n in range(100)]
    assert len(pack_runs(runs)) == 500


@pytest.mark.parametrize("left", [1, 2, 4, 6])
def test_a_map_that_is_cut_off_says_so(left: int) -> None:
    packed = pack_runs([OffsetRun(0, 1, 0, 1, 1), OffsetRun(300, 301, 600, 601, 1)])
    with pytest.raises(ValueError, match="cut off"):
        unpack_runs(packed[:left])


def test_a_number_that_no_map_holds_says_so() -> None:
    with pytest.raises(ValueError, match="too large"):
        unpack_runs(b"\xff" * 12 + b"\x01" * 5)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_map_or_refused_as_none(packed: bytes) -> None:
    with suppress(ValueError):
        runs = Offsets("utf-8", unpack_runs(packed)).runs
        assert unpack_runs(pack_runs(runs)) == runs
