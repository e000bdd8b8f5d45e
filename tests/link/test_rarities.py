"""Articles that meet by the names and numbers that few have."""

from stemmata.link.rarities import COMMON, sharing


def pairs(keys: list[set[str | int]], days: list[int | None]) -> list[tuple[int, int, int]]:
    return list(sharing([frozenset(k) for k in keys], days, window_days=5))


def test_two_rare_names_or_numbers_bring_articles_together():
    assert pairs([{"vsn", 119}, {"vsn", 119, "fn"}, {"vsn"}], [1, 2, 3]) == [(0, 1, 2)]


def test_what_many_give_tells_nothing():
    everywhere: set[str | int] = {"vsn", "rdsh"}
    assert pairs([everywhere] * (COMMON + 1), [1] * (COMMON + 1)) == []
    assert len(pairs([everywhere] * COMMON, [1] * COMMON)) == COMMON * (COMMON - 1) // 2


def test_articles_far_apart_in_time_do_not_meet_and_undated_ones_meet_all():
    keys: list[set[str | int]] = [{"vsn", 119}] * 3
    assert pairs(keys, [1, 30, None]) == [(0, 2, 2), (1, 2, 2)]
