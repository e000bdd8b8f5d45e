"""What one article states, passage by passage."""

from dataclasses import replace

import pytest

from stemmata.link.propositions import propositions
from stemmata.model import Reading, Span
from tests.link.newsroom import Draft


def words(draft: Draft) -> list[str]:
    return [p.words for p in propositions(draft.reading())]


def test_an_appended_toll_is_a_passage_of_its_own():
    draft = Draft("Bay Herald").said(
        "residents", "a shell hit the fish market in Vessin killing 14 people"
    )
    assert words(draft) == ["a shell hit the fish market in Vessin", "killing 14 people"]


def test_sentences_and_contrasted_clauses_are_parted():
    draft = Draft("Bay Herald").own(
        "The harbour burned all night. The mayor blamed the dockers while the union blamed the mayor."
    )
    assert words(draft) == [
        "The harbour burned all night",
        "The mayor blamed the dockers",
        "the union blamed the mayor",
    ]


def test_a_fragment_stays_with_its_clause():
    assert words(Draft("Bay Herald").own("The ferry was late but not very.")) == [
        "The ferry was late but not very"
    ]


def test_every_passage_is_the_words_at_its_span():
    reading = (
        Draft("Bay Herald").own("Mr. Orla Fenn resigned; the port council met at once.").reading()
    )
    for p in propositions(reading):
        span = p.passage.span
        assert reading.article.text[span.start : span.end] == p.words
    assert len(propositions(reading)) == 2


def test_stance_follows_voice():
    draft = (
        Draft("Bay Herald").own("The ferry sank off Vessin.").said("Fenn", "nobody had warned us")
    )
    assert [p.stance for p in propositions(draft.reading())] == ["asserts", "reports"]


def test_a_number_keeps_the_fate_that_its_sentence_gives():
    draft = Draft("Bay Herald").own(
        "At least 17 people were killed in the blast at the pier, among them 13 police officers."
    )
    *_, last = propositions(draft.reading())
    assert [(f.number, f.unit) for f in last.figures] == [(13, "police")]


def within(outer: str, inner: str, words: str) -> Reading:
    """An outer statement whose content holds nameless reports with a content of their own."""
    reading = Draft("Bay Herald").said("the mayor", f"{outer} {inner} that {words}").reading()
    (whole,) = reading.attributions
    text = reading.article.text
    cue, content = (Span(text.index(w), text.index(w) + len(w)) for w in (inner, words))
    nested = replace(
        whole, id="att:inner", source=(), cue=(cue,), content=(content,), within=whole.id
    )
    return replace(reading, attributions=(whole, nested))


@pytest.mark.parametrize(
    ("outer", "stance"),
    [("there was no truth in", "denies"), ("dismissed", "denies"), ("had seen", "reports")],
)
def test_reports_that_are_called_untrue_are_denied(outer, stance):
    reading = within(outer, "reports", "nine dockers were killed")
    found = {p.words: p.stance for p in propositions(reading)}
    assert found["nine dockers were killed"] == stance


def test_who_is_cited_is_not_what_is_said():
    reading = Draft("Bay Herald").said("the mayor", "the harbour is shut").reading()
    (said,) = reading.attributions
    cited = replace(said, id="att:cited", content=said.source, source=())
    reading = replace(reading, attributions=(said, cited))
    assert [p.words for p in propositions(reading)] == ["the harbour is shut"]


def test_a_word_that_states_nothing_is_no_proposition():
    assert words(Draft("Bay Herald").said("the mayor", "this")) == []
    assert words(Draft("Bay Herald").said("the mayor", "27 dead")) == ["27 dead"]


@pytest.mark.parametrize(
    "cue",
    [
        "did not say",
        "made no mention of",
        "could not immediately confirm",
        "declined to comment on",
    ],
)
def test_who_says_nothing_of_a_thing_does_not_state_it(cue: str):
    assert words(Draft("Bay Herald").said("the port", "the fire on the pier", cue=cue)) == []


@pytest.mark.parametrize("cue", ["did not rule out", "said again", "added without details"])
def test_who_says_it_in_other_words_states_it(cue: str):
    assert words(Draft("Bay Herald").said("the port", "the fire on the pier", cue=cue))


@pytest.mark.parametrize(
    "called", ["it is false that", "that it was not true that", "It is untrue that"]
)
def test_what_is_called_false_is_denied(called: str):
    reading = Draft("Bay Herald").said("the mayor", f"{called} nine dockers were killed").reading()
    assert [(p.words, p.stance) for p in propositions(reading)] == [
        ("nine dockers were killed", "denies")
    ]


@pytest.mark.parametrize(
    ("said", "negated"),
    [("the army has not fired on the port", True), ("the army fired without warning", False)],
)
def test_what_was_lacking_does_not_negate_a_statement(said: str, negated: bool):
    [stated] = propositions(Draft("Coast Wire").said("a colonel", said).reading())
    assert stated.negated is negated
