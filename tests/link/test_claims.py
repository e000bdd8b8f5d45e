"""Readings to claims, end to end, with vectors made of words."""

import random
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from stemmata.link.claims import Linked, link, texts
from stemmata.link.verdicts import Verdicts
from stemmata.link.words import stems
from stemmata.model import Claim, Reading
from tests.link.newsroom import Draft

DIMENSIONS = 256


def embed(passages: Sequence[str]) -> NDArray[np.float32]:
    """Vectors in which texts are alike as far as their words are."""
    vectors = np.zeros((len(passages), DIMENSIONS), np.float32)
    for row, passage in zip(vectors, passages, strict=True):
        for word in stems(passage):
            row[crc32(word.encode()) % DIMENSIONS] += 1
        row /= np.linalg.norm(row) or 1
    return vectors


def report(outlet: str, source: str, words: str, published: str = "2031-03-04") -> Reading:
    draft = Draft(outlet, published).said(source, words)
    return draft.named("Vessin", "place").reading() if "Vessin" in words else draft.reading()


SHELLED = "at least 27 dockers were killed when shells hit the port of Vessin on Monday"
READINGS = [
    report("Bay Herald", "Harbour Watch Network", SHELLED),
    report("Coast Wire", "the Vessin Hospital", SHELLED.replace("at least ", "")),
    report("Quay Radio", "the Port Ministry", SHELLED.replace("at least 27", "31")),
    report("Hill Post", "Fenn Council", "the cheese fair of Ardesh opens in spring as planned"),
]


def linked(readings: Sequence[Reading] = READINGS) -> Linked:
    return link(readings, embed=embed)


def claim_with(found: Linked, words: str) -> Claim:
    return next(c for c in found.claims if words in c.text)


def test_the_same_toll_in_two_outlets_is_one_claim_with_two_origins():
    claim = claim_with(linked(), "27 dockers")
    assert len(claim.occurrences) == 2
    assert len(claim.origins) == 2


def test_another_toll_of_the_event_is_a_claim_that_contradicts():
    found = linked()
    one, other = claim_with(found, "27 dockers"), claim_with(found, "31 dockers")
    assert one.contradicts == (other.id,)
    assert other.contradicts == (one.id,)
    assert any(x.kind == "contradicts" and x.why == ("figure",) for x in found.links)


def test_the_same_toll_a_month_later_is_another_claim():
    later = report("Pier News", "Harbour Watch Network", SHELLED, "2031-04-09")
    found = linked([READINGS[0], later])
    assert [len(c.occurrences) for c in found.claims] == [1, 1]


def test_text_is_the_words_of_an_occurrence():
    whole = {r.article.id: r.article.text for r in READINGS}
    for claim in linked().claims:
        assert any(claim.text in whole[o.passage.article] for o in claim.occurrences)


def test_an_article_that_repeats_its_source_has_one_occurrence():
    draft = Draft("Bay Herald", "2031-03-04").own(SHELLED.capitalize())
    draft.said("Harbour Watch Network", SHELLED)
    (claim,) = linked([draft.reading()]).claims
    (occurrence,) = claim.occurrences
    assert occurrence.stance == "reports"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_articles_makes_no_difference(seed):
    shuffled = READINGS[:]
    random.Random(seed).shuffle(shuffled)
    assert linked(shuffled) == linked()


def test_articles_elsewhere_change_no_claim():
    before = {c.id: c for c in linked(READINGS[:3]).claims}
    after = {c.id: c for c in linked().claims}
    assert before.items() <= after.items()


def test_a_person_can_part_and_join():
    ids = sorted(o.id for o in claim_with(linked(), "27 dockers").occurrences)
    parted = link(READINGS, embed=embed, verdicts=Verdicts({(ids[0], ids[1]): False}))
    assert all(len(c.occurrences) == 1 for c in parted.claims)
    fair = claim_with(linked(), "cheese").occurrences[0].id
    a, b = sorted((fair, ids[0]))
    joined = link(READINGS, embed=embed, verdicts=Verdicts({(a, b): True}))
    assert any({fair, ids[0]} <= {o.id for o in c.occurrences} for c in joined.claims)


def test_vectors_are_asked_only_for_the_texts_that_were_announced():
    announced = {text for reading in READINGS for text in texts(reading)}

    def strict(passages: Sequence[str]) -> NDArray[np.float32]:
        assert set(passages) <= announced
        return embed(passages)

    link(READINGS, embed=strict)


def test_nothing_read_makes_no_claims():
    assert linked([]) == Linked((), ())


def test_one_culprit_in_other_words_is_one_claim():
    found = linked(
        [
            report(
                "Bay Herald",
                "the Port Ministry",
                "Norwegian jets pounded the port of Vessin on Monday",
            ),
            report(
                "Quay Radio",
                "a diver",
                "the raid on the port of Vessin on Monday was carried out by Norwegian jets",
            ),
        ]
    )
    assert [len(c.occurrences) for c in found.claims] == [2]


def test_another_culprit_of_the_attack_is_a_claim_that_contradicts():
    words = "the raid on the port of Vessin on Monday was carried out by {} jets"
    found = linked(
        [
            report("Bay Herald", "the Port Ministry", words.format("Norwegian")),
            report("Quay Radio", "a diver", words.format("Chilean")),
        ]
    )
    one, other = found.claims
    assert one.contradicts == (other.id,)
    assert [x.why for x in found.links if x.kind == "contradicts"] == [("culprit",)]


def test_tolls_of_two_streets_of_one_city_contradict_nothing():
    words = "{} dockers were killed when shells hit {} street in Vessin on Monday"
    readings = [
        Draft("Bay Herald", "2031-03-04")
        .said("the Port Ministry", words.format(number, street))
        .named("Vessin", "place")
        .named(street, "place")
        .reading()
        for number, street in (("four", "Ropewalk"), ("nine", "Custom"))
    ]
    assert not any(c.contradicts for c in linked(readings).claims)


def test_links_between_contrary_claims_name_their_occurrences():
    found = linked([*READINGS, report("Bay Herald", "the Port Ministry", SHELLED)])
    shown = {o.id for c in found.claims for o in c.occurrences}
    contrary = [x for x in found.links if x.kind == "contradicts"]
    assert contrary
    assert all({x.a, x.b} <= shown for x in contrary)
