"""Which event a sentence speaks of."""

from datetime import date

import pytest

from stemmata.link.events import Event, Scene
from stemmata.link.words import name_key
from stemmata.model import Span
from tests.link.newsroom import Draft


def event(draft: Draft, words: str) -> Event:
    reading = draft.reading()
    start = reading.article.text.index(words)
    return Scene(reading).event(Span(start, start + len(words)))


def drafted(last: str) -> Draft:
    draft = Draft("Bay Herald", "2031-05-08").own("A raid shook Marlow today.")
    draft.named("Marlow", "place").own("It was the worst since the raid on Vessin in May 2029.")
    return draft.named("Vessin", "place").own(last)


def test_that_raid_is_the_one_of_the_sentence_before():
    found = event(drafted("The union blamed that raid on the army."), "The union blamed that raid")
    assert (found.places, found.past) == (frozenset({name_key("Vessin")}), True)


def test_this_raid_is_the_one_that_the_article_leads_with():
    found = event(drafted("The union blamed this raid on the army."), "The union blamed this raid")
    assert found.lead
    assert name_key("Marlow") in found.places


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("A shell hit the mill on Monday, the mayor said.", "2031-05-05"),
        ("A shell hit the mill, the mayor said on Monday.", None),
        ("A shell hit the mill, the mayor told reporters late on Monday.", None),
        ("The mayor on Monday said that a shell hit the mill.", None),
        ("The mill stays shut from next Monday, the mayor said.", "2031-05-12"),
        ("By Monday twelve men were dead, the mayor said.", None),
        ("The mill stays shut until Friday, the mayor said.", None),
    ],
)
def test_the_day_on_which_it_was_said_is_not_that_of_the_event(words: str, day: str | None):
    late = " ".join(["Far below the head of the article."] * 20)
    found = event(Draft("Bay Herald", "2031-05-08").own(late).own(words), words)
    named = (
        None if found.day is None or not found.dated else date.fromordinal(found.day).isoformat()
    )
    assert named == day


def test_where_a_report_was_written_is_no_place_of_its_event():
    draft = Draft("Bay Herald", "2031-05-08").own("ARDESH (Bay Herald) - A raid shook Marlow.")
    draft.named("ARDESH", "place").named("Marlow", "place")
    assert event(draft, "A raid shook Marlow").places == {name_key("Marlow")}


def test_that_raid_at_the_head_of_a_quotation_is_the_one_before_too():
    found = event(drafted("“The army led that raid.”"), "“The army led that raid.”")
    assert found.places == frozenset({name_key("Vessin")})


def test_thousands_of_sentences_on_that_raid_have_an_end():
    blamed = "The union blamed that raid on the army."
    draft = Draft("Bay Herald", "2031-05-08").own(" ".join([blamed] * 5_000))
    at = len(draft.text) - len(blamed) - 1
    assert Scene(draft.reading()).event(Span(at, at + len(blamed))).places == frozenset()
