"""Counts in words and digits, and which of them agree or clash."""

import pytest

from stemmata.link.figures import (
    Figure,
    agree,
    clash,
    counts_others,
    differ,
    figures,
    is_distinctive,
    numbers,
    sums_up,
    telling,
)


def only(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "number", "bound", "fate", "unit"),
    [
        ("at least 27 people were killed", 27, "at least", "dead", "people"),
        ("killing nine dockers", 9, "exact", "dead", "people"),
        ("the death toll has risen to 85", 85, "exact", "dead", "people"),
        ("Thirty-five people died", 35, "exact", "dead", "people"),
        ("more than a dozen raids on the port", 12, "at least", "", "strike"),
        ("three of its fighters took part", 3, "exact", "", "fighter"),
        ("the deaths of 1,250 civilians", 1250, "exact", "dead", "civilian"),
        ("up to 40 soldiers were wounded", 40, "at most", "hurt", "soldier"),
        ("dozens of residents were killed", 24, "vague", "dead", "people"),
        ("there were no deaths in the blaze", 0, "exact", "dead", "people"),
        ("two hundred and twenty-six people died", 226, "exact", "dead", "people"),
        ("one thousand two hundred and six people fled", 1206, "exact", "fled", "people"),
        ("636 thousand people fled", 636_000, "exact", "fled", "people"),
        ("half a dozen dockers were killed", 6, "exact", "dead", "people"),
    ],
)
def test_a_count_has_number_bound_fate_and_unit(text, number, bound, fate, unit):
    found = only(text)
    assert (found.number, found.bound, found.fate, found.unit) == (number, bound, fate, unit)


def test_killed_and_wounded_are_told_apart():
    assert [(f.number, f.fate) for f in figures("killed 19 and wounded 22")] == [
        (19, "dead"),
        (22, "hurt"),
    ]


def test_some_of_a_larger_number_are_a_part():
    whole, part = figures("killing 18 people including five children")
    assert not whole.part
    assert part.part


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("six others were killed in a village near the port", True),
        ("nine other dockers were killed", True),
        ("but three more died in the night", True),
        ("the shelling also killed 13 people", True),
        ("two were killed and five others wounded", False),
        ("the mayor also said 13 people were killed", False),
        ("more than 13 people were killed", False),
    ],
)
def test_those_who_come_on_top_of_others_are_a_part(text, further):
    assert figures(text)[-1].part is further


@pytest.mark.parametrize(
    "text",
    ["on 12 March 2031", "since 1998", "one of them", "40 kilometres away", "the two-week siege"],
)
def test_dates_measures_and_pronouns_count_nothing(text):
    assert figures(text) == ()


def test_spans_hold_the_number():
    text = "officials say twenty one dockers were killed"
    found = only(text)
    assert text[found.start : found.end] == "twenty one"


def test_at_least_thirty_one_agrees_with_thirty_one():
    assert agree(only("at least 31 people were killed"), only("31 militants were killed"))


def test_two_exact_numbers_for_one_quantity_clash():
    assert clash(only("27 people were killed"), only("31 people were killed"))


def test_a_higher_number_does_not_clash_with_at_least():
    assert not clash(only("at least 56 people were killed"), only("at least 85 people were killed"))
    assert clash(only("at least 17 people were killed"), only("15 people were killed"))


def test_killed_never_compares_with_wounded():
    dead, hurt = only("27 people were killed"), only("31 people were wounded")
    assert not clash(dead, hurt)
    assert not agree(dead, hurt)


def test_two_counts_joined_by_and_stay_two():
    assert [f.number for f in figures("killing two and wounding three people")] == [2, 3]


def test_distinctive_numbers_are_neither_small_nor_round_nor_dates():
    text = "On 14 March 2031 some 119 convicts and 40 guards fled in 8 lorries with 12,400 crowns at 11 pm"
    assert set(filter(is_distinctive, numbers(text))) == {119, 12_400}


def test_numbers_are_all_but_dates_and_the_word_one():
    assert numbers("On 14 March 2031 one of four guards fled with 12,400 crowns") == {4, 12_400}


def test_a_number_tells_more_the_fewer_closing_zeros_it_has():
    assert telling(100) == 0 < telling(4) < telling(27) < telling(527)


def test_dozens_clash_with_no_number():
    assert not clash(only("dozens of dockers were killed"), only("nine dockers were killed"))


@pytest.mark.parametrize("number", ["9" * 16, "9" * 24, "9" * 400, "nine" + " hundred" * 200])
def test_a_number_too_large_for_news_is_no_count(number):
    text = f"{number} people fled, and 27 were killed"
    assert numbers(text) == {27}
    assert [f.number for f in figures(text)] == [27]


def test_hundreds_of_thousands_are_not_hundreds():
    many = only("hundreds of thousands of people were killed")
    assert (many.number, many.bound) == (200_000, "vague")
    assert only("tens of thousands of people were killed").number == 20_000
    assert differ(many, only("hundreds of people were killed"))
    assert figures("tens of people were killed") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 people were killed", "six others were killed"),
        ("22 people were killed", "22 children were killed"),
    ],
)
def test_some_are_not_all(one: str, other: str):
    assert counts_others(only(one), only(other))
    assert counts_others(only(other), only(one))


def test_those_who_may_be_the_same_are_not_others():
    assert not counts_others(only("15 people were killed"), only("15 civilians were killed"))
    assert not counts_others(only("15 people were killed"), only("22 people were hurt"))
    assert not counts_others(only("22 people were killed"), only("four children were killed"))


@pytest.mark.parametrize(
    ("rough", "fine"),
    [
        ("more than 30 people were killed", "at least 31 people were killed"),
        ("dozens of people were killed", "56 civilians were killed"),
    ],
)
def test_a_rounder_figure_sums_up_a_finer_one(rough: str, fine: str):
    assert sums_up(only(rough), only(fine))
    assert not sums_up(only(fine), only(rough))


def test_another_figure_is_not_summed_up():
    assert not sums_up(only("more than 30 people were killed"), only("58 people were killed"))
    assert not sums_up(only("30 people were killed"), only("31 people were killed"))
    assert not sums_up(only("dozens of people were killed"), only("56 people were wounded"))
    assert not sums_up(only("at least 27 people were killed"), only("31 people were killed"))
