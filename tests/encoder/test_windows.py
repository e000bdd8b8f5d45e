"""Windows cover everything once."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.encoder.windows import merge, windows


@given(st.integers(1, 3000), st.integers(2, 400), st.data())
def test_merged_windows_cover_every_piece_once_and_in_order(
    n: int, width: int, data: st.DataObject
) -> None:
    stride = data.draw(st.integers(1, width))
    cuts = windows(n, width=width, stride=stride)
    seen: list[int] = []
    for k, inside in merge(cuts):
        assert 0 <= inside.start <= inside.stop <= cuts[k].last - cuts[k].first
        seen += range(cuts[k].first + inside.start, cuts[k].first + inside.stop)
    assert seen == list(range(n))


def test_a_short_text_is_one_window() -> None:
    assert windows(10, width=254, stride=192) == [(0, 10)]
