"""What a claim is called: words of the article that can be understood alone."""

from dataclasses import replace

import pytest

from stemmata.link.propositions import Proposition, propositions
from stemmata.link.wording import called, clearest, stands_alone
from stemmata.model import Reading, Span, Unread
from tests.link.newsroom import Draft


def reported(text: str, source: str, cue: str, content: str) -> Reading:
    """An article that is one sentence, with one attribution."""
    reading = Draft("Bay Herald").own(text).reading()

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    row = replace(
        reading.attributions[0],
        voice="source",
        manner="indirect",
        source=(span(source),),
        cue=(span(cue),),
        content=(span(content),),
    )
    covered = {i for s in (*row.source, *row.cue, *row.content) for i in range(*s)}
    rest = (i for i, c in enumerate(text) if i not in covered and not c.isspace())
    unread = tuple(Unread(Span(i, i + 1), "frame") for i in rest)
    return replace(reading, attributions=(row,), unread=unread)


def name_of(reading: Reading, words: str) -> str:
    stated = next(p for p in propositions(reading) if words in p.words)
    return called(stated, reading.article.text)


ACCUSED = reported(
    "The port of Vessin accused the ferry company of hiding oil under the pier.",
    "The port of Vessin",
    "accused",
    "the ferry company of hiding oil under the pier",
)


def test_a_fragment_comes_with_who_says_it_of_whom() -> None:
    assert name_of(ACCUSED, "hiding oil") == ACCUSED.article.text.strip(". ")


def test_a_clause_stands_alone_without_its_speaker() -> None:
    text = "The union said that two cranes fell into the harbour."
    reading = reported(text, "The union", "said", "that two cranes fell into the harbour")
    assert name_of(reading, "cranes") == "two cranes fell into the harbour"


def test_an_appended_toll_comes_with_the_act() -> None:
    reading = Draft("Bay Herald").own("A shell hit the fish market killing 14 people.").reading()
    assert name_of(reading, "killing") == "A shell hit the fish market killing 14 people"


def test_of_a_long_sentence_only_the_first_words_come_along() -> None:
    long = "The mayor, who " + "spoke for an hour about pipes and drains and " * 4 + "rain, "
    reading = Draft("Bay Herald").own(f"{long}killing 14 people in the lower town.").reading()
    found = name_of(reading, "killing")
    assert found.startswith("The mayor, who spoke for an hour about")
    assert " … " in found
    assert found.endswith("killing 14 people in the lower town")


def test_words_that_break_off_go_on_to_the_end_of_their_sentence() -> None:
    text = "The truce has held, although boats were seen. Nobody knows why."
    reading = Draft("Bay Herald").own(text).reading()
    broken = next(iter(propositions(reading)))
    end = text.index(" boats")
    cut = replace(broken, passage=broken.passage._replace(span=Span(0, end)), words=text[:end])
    assert called(cut, text) == "The truce has held, although boats were seen"


def test_quotation_marks_around_all_of_it_are_left_out_and_others_kept() -> None:
    whole = Draft("Bay Herald").own("“We counted nine boats,”").reading()
    assert name_of(whole, "boats") == "We counted nine boats"
    part = Draft("Bay Herald").own("It was “a shame” said twice.").reading()
    assert name_of(part, "shame") == "It was “a shame” said twice"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two cranes fell into the harbour", True),
        ("Shell kills 14 at fish market", True),
        ("of hiding oil under the pier", False),
        ("which the ferry company had hidden", False),
        ("six lorries as missing", False),
        ("A truce has held, although", False),
    ],
)
def test_a_clause_has_a_verb_and_hangs_on_nothing(words: str, expected: bool) -> None:
    assert stands_alone(words) is expected


def test_the_member_that_stands_alone_is_taken_before_one_that_is_more_alike() -> None:
    clause = (
        Draft("Quay Radio").own("The ferry company hid oil under the pier of Vessin.").reading()
    )
    members: list[Proposition] = [*propositions(ACCUSED), *propositions(clause)]
    texts = {r.article.id: r.article.text for r in (ACCUSED, clause)}
    named = clearest(dict(enumerate(members)), {(0, 1): 3.0}, texts)
    assert named == "The ferry company hid oil under the pier of Vessin"
