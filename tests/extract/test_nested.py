"""Attributions inside attributions, and nominal ones."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.nested import GOLD, UNSEEN, Case, cases, counts, found_in, is_same
from stemmata.extract.draft import Draft
from stemmata.extract.nested import nested
from stemmata.model import Article, Span

TUNED = [case for case in cases(GOLD) if case.added]
NOTHING = [case for case in cases(GOLD) if not case.added]
KNOWN_WRONG = (
    "The rumour that the king had died spread",
)  # "spread" does not look like a past tense

SCORE_BY_RULE = 0.6


def article(text):
    return Article("art:a", "cap:a", text)


@pytest.mark.parametrize("case", TUNED, ids=lambda case: case.text[:50])
def test_a_nested_sentence_gives_its_rows(case: Case):
    if case.text.startswith(KNOWN_WRONG):
        pytest.xfail("no word list holds this verb")
    found = found_in(case)
    assert len(found) == len(case.added)
    assert all(any(is_same(row, gold) for row in found) for gold in case.added)


@pytest.mark.parametrize("case", NOTHING, ids=lambda case: case.text[:50])
def test_a_plain_sentence_gives_none(case: Case):
    assert found_in(case) == []


def test_sentences_written_before_the_rules_reach_the_floors():
    result = counts(UNSEEN)
    assert result.precision >= 0.95
    assert result.recall >= 0.85


def test_given_drafts_stay_first_and_unmoved():
    text = "The station said that, according to the fire brigade, the mill burned."
    given_draft = Draft((Span(0, 11),), (Span(12, 16),), (Span(17, 69),), 0.9)
    rows = nested(article(text), [given_draft])
    assert rows[0] == given_draft
    assert rows[1].within == 0


@pytest.mark.parametrize(
    ("cited", "kept"),
    [("a source in the guard", 1), ("the lack of evidence", 2), ("that a guard fled", 2)],
)
def test_a_draft_that_only_says_who_is_cited_makes_way(cited: str, kept: int):
    text = f"Three barges burned, Radio Lim reported, citing {cited}."
    radio, cue, citing = (
        Span(text.index(w), text.index(w) + len(w)) for w in ("Radio Lim", "reported", "citing")
    )
    told = Draft((radio,), (cue,), (Span(0, 19),), 0.9)
    draft = Draft((radio,), (citing,), (Span(citing.end + 1, len(text) - 1),), 0.7)
    rows = nested(article(text), [told, draft])
    assert len([row for row in rows if row.score != SCORE_BY_RULE]) == kept


def test_a_draft_that_lies_in_another_is_placed_there():
    text = "He said she thinks that it rains."
    outer = Draft((Span(0, 2),), (Span(3, 7),), (Span(8, 32),), 0.9)
    inner = Draft((Span(8, 11),), (Span(12, 18),), (Span(19, 32),), 0.8)
    rows = nested(article(text), [outer, inner])
    assert [row.within for row in rows] == [None, 0]


def test_no_row_comes_twice():
    text = "Merin Wire said claims that the dam leaked and claims that the dam leaked are false."
    rows = nested(article(text), [Draft((Span(0, 10),), (Span(11, 15),), (Span(16, 83),), 0.9)])
    keys = [(row.source, row.cue, row.content) for row in rows]
    assert len(set(keys)) == len(keys)


def test_furniture_says_nothing():
    text = "According to Merin Wire, the dam leaked."
    assert nested(article(text), [])
    assert nested(article(text), [], barred=[Span(0, len(text))]) == []


WORDS = st.sampled_from(
    "the mayor said that according to reports claim claims reportedly is are accused of by who , . “ ” "
    "he believes as saying cited citing stated purpose it feared : to have fled and but 's not".split()
)


@given(st.lists(WORDS, max_size=40), st.data())
def test_rows_of_any_words_are_exact_and_point_back(words, data):
    text = " ".join(words)
    drafts = []
    if len(text) > 4:
        cut = data.draw(st.integers(1, len(text) - 3))
        drafts = [Draft((), (), (Span(cut, len(text)),), 0.5)]
    rows = nested(article(text), drafts)
    assert rows[: len(drafts)] == drafts
    for i, row in enumerate(rows[len(drafts) :], len(drafts)):
        assert row.within is None or row.within < i
        for spans in (row.source, row.cue, row.content):
            article(text).check(spans, "piece")
        assert row.cue and row.content
    keys = [(row.source, row.cue, row.content) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("words", ["mill ", "said that ", "who claims ", "according to ", "“ "])
def test_a_hundred_thousand_words_without_a_stop_take_no_time(words):
    text = (words * 100_000)[:600_000].strip()
    began = time.process_time()
    nested(article(text), [Draft((), (), (Span(0, len(text)),), 0.5)])
    assert time.process_time() - began < 20
