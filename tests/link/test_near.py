"""Pairs that grouping can need, kept in little memory."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.link.near import Pairs
from stemmata.link.same import groups

COUNT = 9

odds_of_pairs = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda p: p[0] < p[1]),
    st.floats(-6, 6, width=16),
)


def _pairs(odds: dict[tuple[int, int], float]) -> Pairs:
    pairs = Pairs(COUNT)
    pairs.add([i for i, _ in odds], [j for _, j in odds], list(odds.values()))
    return pairs


@given(odds_of_pairs)
def test_pairs_left_out_change_no_group(odds: dict[tuple[int, int], float]) -> None:
    assert groups(COUNT, _pairs(odds).within()) == groups(COUNT, odds)


@given(odds_of_pairs)
def test_every_pair_that_may_join_is_kept_with_its_odds(odds: dict[tuple[int, int], float]) -> None:
    kept = _pairs(odds).within()
    assert kept.items() <= odds.items()
    assert {pair for pair, value in odds.items() if value > 0} <= kept.keys()


def test_a_pair_that_speaks_against_is_kept_where_others_connect_its_items() -> None:
    assert (0, 2) in _pairs({(0, 1): 1.0, (1, 2): 1.0, (0, 2): -3.0}).within()
    assert (0, 2) not in _pairs({(0, 1): 1.0, (0, 2): -3.0}).within()


def test_items_said_to_be_connected_keep_their_odds() -> None:
    pairs = _pairs({(0, 2): -3.0})
    pairs.connect(2, 0)
    assert pairs.within() == {(0, 2): -3.0}
