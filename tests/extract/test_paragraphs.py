"""Quotations that go on in the next paragraph are the last speaker's."""

import pytest

from stemmata.extract.draft import Draft
from stemmata.extract.paragraphs import continued
from stemmata.model import Span


def read(text: str, *contents: str) -> list[list[str]]:
    """The words of each draft's content; each draft has one piece and no source."""
    pieces = [Span(text.index(words), text.index(words) + len(words)) for words in contents]
    found = continued(text, [Draft((), (), (piece,), 0.9) for piece in pieces])
    return [[text[slice(*piece)] for piece in draft.content] for draft in found]


FIRST = "“The well has been dry,”"
NEXT = "“It has been dry since the first of May.”"
LAST = "“We drink rain and whatever the priest sends.”"


def test_a_paragraph_of_quotation_goes_on_with_the_speaker_before() -> None:
    text = f"{FIRST} she said on Monday.\n\n{NEXT}\n{LAST}\nThe mayor left."
    assert read(text, FIRST) == [[FIRST, NEXT, LAST]]


def test_a_quotation_left_open_goes_on() -> None:
    opened = "“The well has been dry since the first of May."
    text = f"She said: {opened}\n{LAST}"
    assert read(text, opened) == [[opened, LAST]]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} she said.\nThe mayor left.\n{NEXT}",  # another paragraph between
        f"{FIRST} she said.\n“Dry Wells of May”",  # a title
        f"{FIRST} she said.\n“HART: It has been dry since May.”",  # a transcript
        f"{FIRST} she said. And then {'the mayor spoke of his many long years ' * 3}.\n{NEXT}",
        f"{NEXT}\n{FIRST} she said.\n{NEXT}",  # a pull quote
    ],
)
def test_what_may_be_anothers_is_left_alone(text: str) -> None:
    assert read(text, FIRST) == [[FIRST]]


def test_a_paragraph_that_has_a_speaker_keeps_it() -> None:
    text = f"{FIRST} she said.\n{NEXT}"
    assert read(text, FIRST, NEXT) == [[FIRST], [NEXT]]


def test_text_without_quotations_is_left_alone() -> None:
    assert read("The well is dry, she said.\nIt rained.", "The well is dry") == [
        ["The well is dry"]
    ]
