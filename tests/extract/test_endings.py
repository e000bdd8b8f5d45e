"""Who said it at a sentence's end, where commas are lost or the decoder is silent."""

import pytest

from stemmata.extract.endings import said_after_quotation, said_as_aside, said_at_end, said_between
from stemmata.extract.inner.found import Found
from stemmata.model import Span


def words(text: str, found: Found | None) -> tuple[str, str, str] | None:
    if found is None:
        return None
    source, cue, content = (text[slice(*spans[0])] for spans in found)
    return source, cue, content


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The old mill on the Lim was burnt down on Sunday night", "the mayor"),
        ("Nobody was hurt when the old mill burnt down", "a fire officer"),
        ("The old mill on the Lim was burnt down by boys", "LNA"),
        ("The old mill on the Lim was burnt down by boys", "Marla Dovic"),
    ],
)
def test_a_sentence_without_commas_ends_with_its_speaker(said: str, source: str) -> None:
    text = f"{said} {source} said on Monday."
    assert words(text, said_at_end(text, Span(0, len(text)))) == (source, "said on Monday", said)


@pytest.mark.parametrize(
    ("ending", "source"),
    [
        ("the Crown Office said on June 9.", "the Crown Office"),
        ("the mayor said in a statement.", "the mayor"),
        (
            "security sources said on condition of anonymity as the law forbids it.",
            "security sources",
        ),
        ("witnesses said on 9 June.", "witnesses"),
    ],
)
def test_when_and_how_it_was_said_may_come_last(ending: str, source: str) -> None:
    text = f"The old mill on the Lim was burnt down by boys {ending}"
    found = said_at_end(text, Span(0, len(text)))
    assert words(text, found) == (source, "said", "The old mill on the Lim was burnt down by boys")


@pytest.mark.parametrize(
    "text",
    [
        "The old mill burnt down, the mayor said.",  # the decoder reads it
        "The old mill burnt down an aide of the mayor said.",  # whose aide would be lost
        "The long and much repeated words of the mayor said.",
        "He knew what the mayor said.",
        "The old mill on the Lim killed 40 witnesses said.",
    ],
)
def test_what_form_does_not_tell_is_left(text: str) -> None:
    assert said_at_end(text, Span(0, len(text))) is None


def test_a_quotation_and_who_states_it_after() -> None:
    text = "“The mill is shut for ever,” states a notice on the door that nobody read."
    found = said_after_quotation(text, Span(0, len(text)))
    assert words(text, found) == ("a notice", "states", "“The mill is shut for ever,”")


@pytest.mark.parametrize(
    "text",
    [
        "“The Mill” says little.",
        "The “mill is shut for ever” says a notice.",
        "“The mill is shut for ever.”",
    ],
)
def test_a_title_or_a_quotation_without_speaker_makes_nothing(text: str) -> None:
    assert said_after_quotation(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("source", "cue"),
    [
        ("the mayor", "rightly noted"),
        ("his friend Dovic", "pointed out"),
        ("the council of Lim", "has reported"),
        ("she", "puts it"),
    ],
)
def test_an_aside_at_the_end_says_whose_words_they_are(source: str, cue: str) -> None:
    said = "The old mill on the Lim, long shut, is a danger to children"
    text = f"{said}, as {source} {cue}."
    assert words(text, said_as_aside(text, Span(0, len(text)))) == (source, cue, said)


@pytest.mark.parametrize(
    "text",
    [
        "The old mill on the Lim is a danger to children, as reported.",
        "The old mill on the Lim burnt down on Sunday, as the mayor of the town arrived.",
        "A warning to all the town, as the mayor noted.",
    ],
)
def test_what_only_looks_like_an_aside_says_nothing(text: str) -> None:
    assert said_as_aside(text, Span(0, len(text))) is None


@pytest.mark.parametrize("source", ["he", "the mayor", "Marla Dovic", "Mr Dovic"])
def test_a_speaker_may_break_into_the_sentence(source: str) -> None:
    text = f"The old mill on the Lim was shut in May, {source} said, and will not open again."
    found = said_between(text, Span(0, len(text)))
    assert words(text, found) == (source, "said", "The old mill on the Lim was shut in May")
    assert found is not None
    assert text[slice(*found.content[1])] == "and will not open again."


@pytest.mark.parametrize(
    "text",
    [
        "The old mill, the bridge said, is shut.",
        "In May, he said so, and left.",
        "No mill, he said, no bread.",
    ],
)
def test_what_only_looks_like_an_interruption_says_nothing(text: str) -> None:
    assert said_between(text, Span(0, len(text))) is None
