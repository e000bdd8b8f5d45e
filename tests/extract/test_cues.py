"""Manner, attitude and polarity of drafts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cues import accuracies, judged, marked
from stemmata.extract.cues import attitude, cue_kind, manner, polarity
from stemmata.extract.draft import Draft
from stemmata.extract.words.cues import DENIALS, FORMS, LIGHT, PHRASES, WORDS
from stemmata.model import Span

FLOOR = 0.97  # of the gold sentences; one of 150 may go wrong for another's sake, not more


def of(sentence):
    text, draft = marked(sentence)
    return attitude(text, draft), polarity(text, draft), manner(text, draft)


@pytest.mark.parametrize("label", ["attitude", "polarity", "manner"])
def test_gold_sentences_reach_the_floor(label):
    assert accuracies()[label] >= FLOOR


def test_the_gold_has_every_label():
    seen = {label for row in judged() for label in row.right}
    assert seen >= {"assertion", "belief", "fact", "intention", "denied", "direct", "mixed"}


def test_what_an_inquiry_establishes_is_asserted_and_what_a_council_establishes_is_not():
    found = (
        "((The inquiry)) [[establishes]] {{that the ferry was overloaded and that nobody checked}}."
    )
    assert of(found)[0] == "assertion"
    assert of("((The council)) [[established]] {{a port office}}.")[0] == "intention"


def test_a_promise_is_an_intention_until_it_is_quoted():
    assert of("((He)) [[vowed]] {{to stay}}.")[0] == "intention"
    assert of("((He)) [[vowed]] {{to stay “to the end”}}.")[0] == "assertion"


def test_what_was_not_said_is_not_asserted():
    assert of("((He)) [[did not say]] {{who paid}}.")[0] == "intention"
    assert of("((He)) [[not only said]] {{who paid}}.")[0] == "assertion"


def test_what_nobody_or_hardly_anybody_said_is_not_asserted():
    assert of("((No one)) [[questioned]] {{her}}.")[0] == "intention"
    assert of("((He)) [[hardly ever talks about]] {{the war}}.")[0] == "intention"
    assert of("((They)) [[have not been specific about]] {{the cost}}.")[0] == "intention"


def test_turning_down_a_claim_denies_it_and_turning_down_a_plan_does_not():
    assert of("((He)) [[rejected]] {{claims that he lied}}.")[:2] == ("assertion", "denied")
    assert of("((He)) [[rejected]] {{the plan for a port}}.")[:2] == ("intention", "affirmed")


def test_no_doubt_is_no_denial():
    assert of("((He)) [[has no doubt]] {{that she lied}}.")[1] == "affirmed"


def test_a_title_in_quotation_marks_is_no_quotation():
    assert of("((He)) [[read]] {{the novel “Salt and Iron” twice}}.")[2] == "indirect"


def test_a_draft_inside_a_quotation_is_not_direct_for_that():
    text = "“The army told us that the road was clear,” she said."
    inner = Draft((Span(1, 9),), (Span(10, 14),), (Span(18, 42),), 1.0)
    assert text[18:42] == "that the road was clear,"
    assert manner(text, inner) == "indirect"


def test_an_unknown_cue_asserts_unless_an_infinitive_follows():
    assert of("((He)) [[grobbed]] {{that she lied}}.")[0] == "assertion"
    assert of("((He)) [[grobbed]] {{to lie}}.")[0] == "intention"


def test_phrases_come_before_their_words():
    assert cue_kind("called") == "assertion"
    assert cue_kind("has repeatedly called for") == "directive"


def test_forms_lead_to_the_longer_base():
    assert FORMS["hoped"] == "hope"
    assert FORMS["noted"] == "note"
    assert FORMS["planned"] == "plan"
    assert FORMS["found"] == "find"


def test_every_denial_is_a_listed_cue():
    known = set(WORDS) | set(LIGHT)
    assert not {word for word in DENIALS if word not in known}


def test_no_phrase_is_out_of_reach():
    for phrase in PHRASES:
        assert 2 <= len(phrase) <= 5
        assert all(FORMS.get(word, word) == word for word in phrase), phrase


@given(st.text(max_size=60), st.data())
def test_any_text_has_its_labels(text, data):
    place = st.integers(0, len(text))

    def spans():
        ends = sorted(data.draw(st.sets(place, max_size=4)))
        return tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))

    draft = Draft(spans(), spans(), spans(), 0.5)
    assert attitude(text, draft) in ("assertion", "belief", "fact", "intention")
    assert polarity(text, draft) in ("affirmed", "denied")
    assert manner(text, draft) in ("direct", "indirect", "mixed")


def test_a_content_of_a_hundred_thousand_words_takes_no_time():
    text = "said " + "mill to " * 100_000
    draft = Draft((), (Span(0, 4),), (Span(5, len(text) - 1),), 1.0)
    began = time.process_time()
    attitude(text, draft), polarity(text, draft), manner(text, draft)
    assert time.process_time() - began < 3


def test_a_court_that_dismisses_charges_denies_nothing():
    assert of("((The judge)) [[dismissed]] {{the charges against the mayor}}.")[:2] == (
        "intention",
        "affirmed",
    )
    assert of("((The mayor)) [[dismissed]] {{claims that he fled}}.")[1] == "denied"


def test_who_makes_a_document_says_nothing_of_what_it_says():
    assert of("((The governor)) [[issued]] {{a new order}}.")[0] == "intention"
    assert of("((The governor)) [[issued]] {{an order that nobody leave}}.")[0] == "assertion"


def test_a_place_that_admits_people_owns_up_to_nothing():
    assert of("((The hospital)) [[has admitted]] {{forty patients since May}}.")[0] == "intention"
    assert of("((The minister)) [[admitted]] {{mistakes}}.")[0] == "assertion"
    assert of("((He)) [[admitted]] {{“people died”}}.")[0] == "assertion"


def test_who_wrote_a_bill_does_not_make_its_aim_an_assertion():
    bill = "((The bill)) [[penned]] by Senator Varga [[aims]] {{to end the shortage of nurses}}."
    assert of(bill)[0] == "intention"
    assert (
        of("((The bill)) [[penned]] by Senator Varga [[says]] {{that nurses are few}}.")[0]
        == "assertion"
    )


def test_thanks_and_congratulations_take_a_stand():
    assert of("((She)) [[congratulated]] {{her rival on the vote}}.")[0] == "belief"
