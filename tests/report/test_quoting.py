"""Quoted words made safe and short, and otherwise left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.report.quoting import around, joined, shorten, visible


def test_pieces_are_joined_by_an_ellipsis():
    assert (
        joined(["“They came,”", "“Nobody stopped them.”"])
        == "“They came,” … “Nobody stopped them.”"
    )


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("back\x08space \x07", r"back\x08space \x07"),
        ("one\r\n two\nthree", "one ↵ two ↵ three"),
        ("tab\there", "tab here"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202egnp", r"\u202egnp"),
        ("\ud800", r"\ud800"),
        ("naïve “quoted” 🜂 שלום", "naïve “quoted” 🜂 שלום"),
    ],
)
def test_what_could_move_the_cursor_is_shown_as_its_escape(text, safe):
    assert visible(text) == safe


@given(st.text(st.characters()))
def test_visible_text_is_one_line_that_any_terminal_can_take(text):
    safe = visible(text)
    safe.encode("utf-8")
    assert not [c for c in safe if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


def test_long_words_are_cut_at_a_word_boundary():
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"
    assert shorten("one two three", 8) == "one two…"
    assert shorten("one two three", 7) == "one…"


def test_one_endless_word_is_cut_inside():
    assert shorten("x" * 50, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 40))
def test_shortened_text_keeps_its_beginning_and_its_limit(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


def test_what_stands_around_a_passage_is_the_rest_of_its_sentence():
    text = "It rained. The mayor blamed the fire on the ferry, again. Nobody spoke."
    start = text.index("the fire")
    end = start + len("the fire on the ferry")
    assert around(text, start, end, 100) == ("The mayor blamed ", ", again.")
    assert around(text, 0, len("It rained."), 100) == ("", "")
    assert around(text, text.index("Nobody"), len(text), 100) == ("", "")
    assert around("“It rained.” Nobody spoke.", 0, len("“It rained.”"), 100) == ("", "")
    assert around("The bell rang \n twice.", 4, len("The bell rang"), 100) == ("The ", "")
    assert around(text, start, end, 9) == ("… blamed ", ", again.")
    assert around(text, start, end, 4) == ("… ", ",…")
