"""Windows cover everything once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stemmata.encoder.windows import merge, windows


@given(st.integers(1, 3000), st.integers(2, 400), st.data())
def test_merged_windows_cover_every_piece_once_and_in_order(
    n: int, width: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, width - 1))
    cuts = windows(n, width=width, overlap=overlap)
    seen: list[int] = []
    for k, inside in merge(cuts):
        assert 0 <= inside.start <= inside.stop <= cuts[k].last - cuts[k].first
        seen += range(cuts[k].first + inside.start, cuts[k].first + inside.stop)
    assert seen == list(range(n))


@given(st.integers(1, 3000), st.integers(2, 400), st.data())
def test_windows_have_one_size_within_the_width_and_share_the_overlap(
    n: int, width: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, width - 1))
    cuts = windows(n, width=width, overlap=overlap)
    assert len({c.last - c.first for c in cuts}) == 1
    assert 0 < cuts[0].last - cuts[0].first <= width
    assert all(a.last - b.first >= overlap for a, b in pairwise(cuts))


def test_a_short_text_is_one_window() -> None:
    assert windows(10, width=254, overlap=62) == [(0, 10)]


def test_a_long_text_has_the_fewest_windows() -> None:
    assert len(windows(800, width=254, overlap=62)) == 4
