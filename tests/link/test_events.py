"""Which event a sentence speaks of."""

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
