"""Rows that do not repeat what they answer."""

from dataclasses import replace

import pytest

from stemmata.ids import id_of
from stemmata.link.answers import gainsaid
from stemmata.link.propositions import Proposition, propositions
from stemmata.model import Reading
from tests.link.newsroom import Draft


def read(draft: Draft, *, denied: str) -> tuple[Proposition, ...]:
    """What is stated where the attribution whose source is `denied` denies its content."""
    reading: Reading = draft.reading()
    rows = tuple(
        replace(a, polarity="denied")
        if any(reading.article.text[s.start : s.end] == denied for s in a.source)
        else a
        for a in reading.attributions
    )
    return propositions(replace(reading, attributions=rows))


def denials(found: tuple[Proposition, ...]) -> list[str]:
    return [p.words for p in found if p.stance == "denies"]


@pytest.mark.parametrize(
    "words", ["it", "the allegations", "these claims", "any involvement", "responsibility"]
)
def test_a_denial_states_what_the_denier_was_accused_of(words: str) -> None:
    draft = Draft("Bay Herald").said("the mayor", "the attack was carried out by rebels")
    draft.said("the port", "the quay stays closed until spring").said("the rebels", words)
    assert denials(read(draft, denied="the rebels")) == ["the attack was carried out by rebels"]


def test_it_is_what_was_said_right_before() -> None:
    draft = Draft("Bay Herald").said("the union", "the ferry company hid oil under the pier")
    draft.said("the ferry company", "it")
    found = read(draft, denied="the ferry company")
    assert denials(found) == ["the ferry company hid oil under the pier"]
    spoken, denial = found
    assert (spoken.stance, denial.stance) == ("reports", "denies")
    assert denial.passage.span != spoken.passage.span
    assert denial.id != spoken.id


def test_it_far_from_any_statement_is_nothing() -> None:
    draft = Draft("Bay Herald").said("the union", "the ferry company hid oil under the pier")
    draft.text += "… " * 200
    draft.said("the ferry company", "it")
    assert "the ferry company hid oil under the pier" not in denials(
        read(draft, denied="the ferry company")
    )


def test_any_involvement_of_somebody_whom_nobody_accused_denies_nothing_else() -> None:
    draft = Draft("Bay Herald").said("the union", "the ferry company hid oil under the pier")
    draft.said("the army", "any involvement in the fire")
    assert denials(read(draft, denied="the army")) == ["any involvement in the fire"]


def test_a_government_that_nobody_named_does_not_answer_for_another() -> None:
    draft = Draft("Bay Herald").said("the mayor", "the attack was carried out by the regime")
    draft.said("the coalition", "any involvement in the attack")
    assert denials(read(draft, denied="the coalition")) == ["any involvement in the attack"]


def test_nobody_denies_their_own_words() -> None:
    port = id_of("ent", "port")
    draft = Draft("Bay Herald").said("the port", "two cranes fell into the sea", entity=port)
    draft.named("port", "organization").said("the port authority", "it", entity=port)
    assert denials(read(draft, denied="the port authority")) == []


def test_who_says_that_it_is_not_so_denies_what_others_deny() -> None:
    fired = Draft("Bay Herald").own("the army has fired on the port once again")
    denied = Draft("Quay Radio").said("the army", "its men had fired on the port")
    negated = Draft("Coast Wire").said("a colonel", "the army has not fired on the port")
    claim = [
        *propositions(fired.reading()),
        *read(denied, denied="the army"),
        *propositions(negated.reading()),
    ]
    assert [p.stance for p in gainsaid(claim)] == ["asserts", "denies", "denies"]
    assert [p.stance for p in gainsaid(claim[::2])] == ["asserts", "reports"]


@pytest.mark.parametrize("words", ["the death toll", "the same toll", "these figures"])
def test_who_confirms_a_toll_states_it(words: str) -> None:
    draft = Draft("Bay Herald").said("the harbour office", "27 dockers were killed")
    draft.said("a doctor", words, cue="confirmed")
    first, second = propositions(draft.reading())
    assert (second.stance, second.figures) == ("reports", first.figures)
    assert second.passage != first.passage


def test_nobody_confirms_a_toll_that_was_not_given() -> None:
    draft = Draft("Bay Herald").said("the harbour office", "the quay is shut")
    draft.said("a doctor", "the death toll", cue="confirmed")
    assert [p.words for p in propositions(draft.reading())] == [
        "the quay is shut",
        "the death toll",
    ]
