"""Times, quantities and weapons are found by form."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import Named
from stemmata.extract.patterns import with_patterns
from stemmata.model import Span


def found(text: str) -> list[tuple[str, str]]:
    return [(text[n.span.start : n.span.end], n.type) for n in with_patterns(text, [])]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("It burnt on Tuesday evening.", "Tuesday evening", "time"),
        ("On 14 March 2023 it burnt.", "14 March 2023", "time"),
        ("In 2015 it burnt.", "2015", "time"),
        ("It burnt two years ago.", "two years ago", "time"),
        ("Wed 05 Apr 2017 it burnt.", "Wed 05 Apr 2017", "time"),
        ("It took at least 41 people.", "at least 41 people", "quantity"),
        ("It cost $3.4 million.", "$3.4 million", "quantity"),
        ("Dozens of families left.", "Dozens of families", "quantity"),
        ("They fired a guided missile.", "guided missile", "weapon"),
        ("A car bomb went off.", "car bomb", "weapon"),
    ],
)
def test_a_form_is_found_whole(text: str, words: str, kind: str) -> None:
    assert (words, kind) in found(text)


@pytest.mark.parametrize(
    "text", ["May said so.", "They may march.", "Room 12 was empty.", "She sat."]
)
def test_what_only_looks_like_a_form_is_left_alone(text: str) -> None:
    assert [kind for words, kind in found(text) if words != "12"] == []


def test_a_mention_of_the_model_is_kept_where_they_meet() -> None:
    named = Named(Span(0, 12), "event", 0.9)
    assert with_patterns("Tuesday Pact fell.", [named]) == [named]


@given(st.text())
def test_mentions_never_overlap(text: str) -> None:
    spans = [n.span for n in with_patterns(text, [])]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_day_is_no_name_whatever_the_model_thinks() -> None:
    named = [Named(Span(8, 14), "person", 0.8)]
    assert [(n.span, n.type) for n in with_patterns("Come on Friday.", named)] == [
        (Span(8, 14), "time")
    ]
