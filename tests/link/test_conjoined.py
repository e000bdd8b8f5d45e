"""Where "and" joins two whole clauses."""

from itertools import pairwise

import pytest

from stemmata.link.conjoined import conjoined


def parts(text: str) -> list[str]:
    cuts = [0, *conjoined(text, 0, len(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a crane fell on the quay", "a rusted bolt had caused it"),
        ("nine dockers were killed", "harbour master Orla Fenn resigned that evening"),
        ("the pier was shut", "letters of apology went to 40 families"),
        ("the strike lasted 12 days", "one hundred and six ships waited outside the port"),
    ],
)
def test_a_clause_with_its_own_subject_and_verb_is_another(first: str, second: str):
    assert parts(f"{first} and {second}") == [f"{first} and ", second]


@pytest.mark.parametrize(
    "text",
    [
        "a crane killed nine dockers and wounded four",
        "fighting between the dockers and the guards left nine dead",
        "the mayor accused the union and the guards of theft",
        "he met the mayor and the clerk who was there",
        "one hundred and six ships waited outside the port",
        "the union and the guards said they were attacked",
        "eleven men were killed by the crane and seven were killed by the fire",
        "the guards and the dockers wounded in the storm were treated",
    ],
)
def test_what_goes_on_with_the_same_subject_or_count_is_one(text: str):
    assert parts(text) == [text]


def test_a_sentence_of_thousands_of_clauses_is_cut_at_each():
    assert len(parts("and the crane fell ".join([""] * 5_000).removeprefix("and "))) == 4_999


def test_a_place_between_spaces_is_no_clause():
    assert parts(" , and the crane fell") == [" , and the crane fell"]
