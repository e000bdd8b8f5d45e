"""Edges of spans: where a person would begin and end them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import Draft
from stemmata.extract.quotations import quotations
from stemmata.extract.tidy import tidy
from stemmata.model import Article, Span


def draft(text, *, source=(), cue=(), content=()):
    def spans(pieces):
        return tuple(Span(text.index(p), text.index(p) + len(p)) for p in pieces)

    return Draft(spans(source), spans(cue), spans(content), 1.0)


def tidied(text, **roles):
    """The words of each role after tidying."""
    done = tidy(text, draft(text, **roles))
    assert done is not None
    return {
        role: [text[s.start : s.end] for s in getattr(done, role)]
        for role in ("source", "cue", "content")
    }


def test_white_space_and_final_stop_are_left_outside():
    text = "The mayor said the mill is closed. \nNobody else spoke."
    assert tidied(text, cue=["said"], content=["the mill is closed. \n"])["content"] == [
        "the mill is closed"
    ]


def test_an_adverb_that_opens_the_sentence_is_no_part_of_the_source():
    text = "Earlier state radio said the mill is closed."
    roles = tidied(
        text, source=["Earlier state radio"], cue=["said"], content=["the mill is closed"]
    )
    assert roles["source"] == ["state radio"]
    text = "Today Weekly said the mill is closed."
    roles = tidied(text, source=["Today Weekly"], cue=["said"], content=["the mill is closed"])
    assert roles["source"] == ["Today Weekly"]


def test_for_his_part_is_no_part_of_the_source():
    text = "Varga for his part said the mill is closed."
    roles = tidied(
        text, source=["Varga for his part"], cue=["said"], content=["the mill is closed"]
    )
    assert roles["source"] == ["Varga"]


def test_half_words_are_made_whole():
    text = "The mayor said the mill is closed."
    roles = tidied(text, source=["he may"], cue=["sai"], content=["e mill is clo"])
    assert roles == {"source": ["The mayor"], "cue": ["said"], "content": ["the mill is closed"]}


def test_paired_quotation_marks_join_the_content():
    text = "“We are tired,” she said."
    assert tidied(text, content=["We are tired"])["content"] == ["“We are tired,”"]


def test_a_missing_closing_mark_is_fetched_with_its_comma():
    text = '"We are tired," she said.'
    assert tidied(text, content=['"We are tired'])["content"] == ['"We are tired,"']


def test_an_unpaired_mark_is_left_outside():
    text = "She said they were tired”. He left."
    assert tidied(text, cue=["said"], content=["they were tired”"])["content"] == [
        "they were tired"
    ]


def test_a_mark_that_closes_what_was_opened_before_is_left_outside():
    text = '"The army has decided to close the mill for good," she said.'
    roles = tidied(
        text, source=["The army"], cue=["has decided"], content=['to close the mill for good,"']
    )
    assert roles["content"] == ["to close the mill for good"]


def test_the_opening_mark_of_a_continued_quotation_stays():
    text = "“We are tired.\n\n“We want to go home,” she said."
    roles = tidied(text, content=["“We are tired.", "“We want to go home,”"])
    assert roles["content"] == ["“We are tired.", "“We want to go home,”"]


def test_single_marks_are_paired_and_apostrophes_are_not():
    text = "‘We can’t stop,’ the workers’ leader said."
    assert tidied(text, content=["We can’t stop"])["content"] == ["‘We can’t stop,’"]
    assert tidied("He saw the workers’ flags.", cue=["saw"], content=["the workers’"])[
        "content"
    ] == ["the workers’"]


def test_doubled_single_marks_count_as_double_ones():
    text = "''We are tired,'' she said."
    assert tidied(text, content=["We are tired"])["content"] == ["''We are tired,''"]


def test_a_stop_inside_quotation_marks_stays():
    text = "She said: “We are tired. We go home.” He left."
    assert tidied(text, content=["“We are tired."])["content"] == ["“We are tired."]


def test_an_abbreviation_keeps_its_stop():
    text = "He said they flew to the U.S. on Monday."
    assert tidied(text, cue=["said"], content=["they flew to the U.S."])["content"] == [
        "they flew to the U.S."
    ]


def test_an_apposition_keeps_its_closing_comma_and_a_lone_comma_goes():
    text = "Ana Low, a nurse, said she knew."
    assert tidied(text, source=["Ana Low, a nurse,"], content=["she knew"])["source"] == [
        "Ana Low, a nurse,"
    ]
    text = "Yesterday Ana Low, said she knew."
    assert tidied(text, source=["Ana Low,"], content=["she knew"])["source"] == ["Ana Low"]


def test_a_bracket_is_closed():
    text = "Ana Low (Greens) said she knew."
    assert tidied(text, source=["Ana Low (Greens"], content=["she knew"])["source"] == [
        "Ana Low (Greens)"
    ]


def test_a_colon_can_be_the_cue():
    text = "Mayor: no water today"
    roles = tidied(text, source=["Mayor"], cue=[":"], content=["no water today"])
    assert roles["cue"] == [":"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\v", "\f", "\x1e", "\x85", "\u2028"])
def test_the_colon_of_a_caption_is_no_part_of_a_cue_in_the_next_paragraph(line_break: str):
    text = f"Photo: Coast Wire{line_break}The mill burned on Monday, the mayor said."
    roles = tidied(
        text, source=["the mayor"], cue=[":", "said"], content=["The mill burned on Monday"]
    )
    assert roles["cue"] == ["said"]


def test_the_colon_after_a_cue_joins_it():
    text = "She wrote: we are tired"
    roles = tidied(text, source=["She"], cue=["wrote"], content=["we are tired"])
    assert roles["cue"] == ["wrote:"]


def test_the_preposition_of_a_cue_is_taken_from_the_content():
    text = "They called for a new mill on Monday"
    roles = tidied(text, source=["They"], cue=["called"], content=["for a new mill"])
    assert roles["cue"] == ["called for"]
    assert roles["content"] == ["a new mill"]


def test_pieces_are_put_in_order_and_joined_over_a_blank():
    text = "He said the mill is closed now."
    roles = tidied(text, cue=["said"], content=["is closed", "the mill"])
    assert roles["content"] == ["the mill is closed"]


def test_pieces_on_two_lines_stay_two():
    text = "He said the mill is closed\nand the road too."
    assert tidied(text, cue=["said"], content=["the mill is closed\nand the road too"])[
        "content"
    ] == [
        "the mill is closed",
        "and the road too",
    ]


def test_the_cue_wins_over_the_content():
    text = "“We are tired,” she said, “and old.”"
    roles = tidied(text, source=["she"], cue=["said"], content=[text])
    assert roles["content"] == ["“We are tired,”", "“and old.”"]


def test_no_content_is_no_draft():
    text = "She said ..."
    assert tidy(text, draft(text, cue=["said"], content=["..."])) is None


def test_text_without_quotation_marks_keeps_its_words():
    text = "we will not leave the colonel said on Monday"
    roles = tidied(text, cue=["said"], content=["we will not leave "])
    assert roles["content"] == ["we will not leave"]


def test_words_that_nothing_gives_to_anyone_are_no_draft():
    text = "The mill is closed. “Forever.”"
    assert tidy(text, draft(text, content=["The mill is closed"])) is None
    assert tidy(text, draft(text, content=["“Forever.”"])) is not None


ALPHABET = st.characters() | st.sampled_from([*list(" \n.,“”\"'’‘()-:"), "said", "mill", "U.S."])


@given(st.data())
def test_tidying_twice_changes_nothing_more_and_spans_hold(data):
    text = "".join(data.draw(st.lists(ALPHABET, max_size=60)))
    place = st.integers(0, len(text) + 3)

    def spans():
        pairs = data.draw(st.lists(st.tuples(place, place), max_size=3))
        return tuple(Span(min(p), max(p)) for p in pairs)

    done = tidy(text, Draft(spans(), spans(), spans(), 0.5))
    if done is None:
        return
    assert tidy(text, done) == done
    article = Article("art:a", "cap:a", text)
    taken = []
    for role in ("source", "cue", "content"):
        article.check(getattr(done, role), role)
        taken += getattr(done, role)
    assert not any(a.overlaps(b) for i, a in enumerate(taken) for b in taken[:i])


@given(st.text(max_size=80) | st.lists(ALPHABET, max_size=80).map("".join))
def test_quotations_lie_in_the_text_and_hold_their_insides(text):
    for q in quotations(text).all:
        assert 0 <= q.span.start < q.inside.start < q.inside.end <= q.span.end <= len(text)


@pytest.mark.parametrize("word", ["mill ", "“mill ", "'s ", "mill", "( ", '"a" '])
def test_a_hundred_thousand_words_take_no_time(word):
    text = word * 100_000
    began = time.process_time()
    tidy(text, Draft((), (Span(50_000, 50_004),), (Span(60_000, 200_000),), 1.0))
    assert time.process_time() - began < 5


def test_who_is_accused_is_no_source_but_who_accuses_is():
    text = "Two men were accused by Ardesh of theft. The mayor has accused them of fraud."
    passive = tidied(text, source=["Two men"], cue=["were accused"], content=["of theft"])
    assert passive["source"] == []
    by = tidied(text, source=["Ardesh"], cue=["were accused by"], content=["of theft"])
    assert by["source"] == ["Ardesh"]
    active = tidied(text, source=["The mayor"], cue=["has accused"], content=["them of fraud"])
    assert active["source"] == ["The mayor"]
