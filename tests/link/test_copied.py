"""Copies of one passage among the propositions of several articles."""

from stemmata.link.copied import copied
from stemmata.link.crossing import Crossings
from stemmata.link.propositions import propositions
from stemmata.model import Copy, Passage, Span
from tests.link.newsroom import Draft

WORDS = "a fire in the engine room sank the ferry off Vessin"


def pairs(one: str, two: str, days: tuple[int | None, int | None]) -> list[tuple[int, int]]:
    readings = [Draft(outlet).own(words).reading() for outlet, words in (("A", one), ("B", two))]
    a, b = (Passage(r.article.id, Span(0, len(r.article.text.strip()))) for r in readings)
    copy = Copy(a, b, (), 1.0)
    return list(copied([propositions(r) for r in readings], days, Crossings([copy])))


def test_a_passage_of_the_same_days_is_a_copy():
    assert pairs(WORDS, WORDS, (5, 7)) == [(0, 1)]


def test_like_words_of_other_days_tell_of_another_event():
    assert pairs(WORDS, WORDS, (5, 50)) == []
    assert pairs(WORDS, WORDS, (5, None)) == []


def test_a_copy_with_another_number_is_another_claim():
    assert pairs("12 people were killed in Vessin", "14 people were killed in Vessin", (5, 5)) == []


def test_a_copy_that_negates_is_another_claim():
    assert pairs("the army shelled the port", "the army never shelled the port", (5, 5)) == []


def test_a_copy_that_leaves_the_number_out_joins_no_two_that_give_others():
    assert pairs("12 people were killed in Vessin", "people were killed in Vessin", (5, 5)) == []
