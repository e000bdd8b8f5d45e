"""Who accuses whom: in many wordings, by whom, and where nobody is accused."""

import pytest

from stemmata.link.accusations import accusations
from stemmata.link.entities import actors
from stemmata.link.speaking import actor_of
from stemmata.model import Reading
from tests.link.charges import told


def charged(reading: Reading) -> set[tuple[str, str]]:
    """Who accuses whom in an article, by name; the outlet and somebody unnamed by their kind."""
    found = actors([reading])
    names = {actor.id: actor.name for actor in found}
    return {
        (names[one.accuser] if one.accuser else one.holder, names[one.accused])
        for one in accusations([reading], actor_of(found))
    }


@pytest.mark.parametrize(
    "words",
    [
        "the Vellan army bombed the quay at night",
        "the Vellan army has repeatedly shelled the quay",
        "the Vellan army was behind the attack on the quay",
        "the Vellan army is believed to be behind the fire",
        "the Vellan army bears full responsibility for the deaths",
        "the Vellan army was responsible for the fatal explosion",
        "the Vellan army carried out a night raid on the quay",
        "the Vellan army used chemical weapons",
        "the Vellan army jets killed nine dockers",
        "the quay was bombed by the Vellan army",
        "the raid was carried out by the Vellan army",
        "nine dockers died in shelling by the Vellan army",
        "the Vellan army trains and arms wanted terrorists",
    ],
)
def test_a_source_accuses_in_many_wordings(words):
    reading = told(
        f"Harbour Watch said {words}.", source="Harbour Watch", cue="said", content=words
    )
    assert charged(reading) == {("Harbour Watch", "Vellan army")}
    assert charged(told(f"It is known that {words}.")) == {("outlet", "Vellan army")}


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Harbour Watch accused the Vellan army of theft.", "accused", "the Vellan army of theft"),
        ("Harbour Watch blamed the Vellan army.", "blamed", "the Vellan army"),
        (
            "Harbour Watch blamed the flood on the Vellan army.",
            "blamed",
            "the flood on the Vellan army",
        ),
        (
            "Harbour Watch holds the Vellan army responsible for it.",
            "holds",
            "the Vellan army responsible for it",
        ),
        (
            "Harbour Watch condemned the Vellan army for the raid.",
            "condemned",
            "the Vellan army for the raid",
        ),
    ],
)
def test_who_accuses_is_the_source_or_stands_before_the_verb(sentence, cue, content):
    assert charged(told(sentence, source="Harbour Watch", cue=cue, content=content)) == {
        ("Harbour Watch", "Vellan army")
    }
    assert charged(told(sentence)) == {("Harbour Watch", "Vellan army")}


def test_we_is_whoever_speaks():
    words = "we hold the Vellan army responsible"
    reading = told(
        f"Harbour Watch said {words}.", source="Harbour Watch", cue="said", content=words
    )
    assert charged(reading) == {("Harbour Watch", "Vellan army")}


def test_what_nobody_named_holds_has_no_accuser():
    assert charged(told("Dockers accused the Vellan army of theft.")) == {
        ("unnamed", "Vellan army")
    }
    assert charged(told("The Vellan army is accused of theft.")) == {("unnamed", "Vellan army")}


@pytest.mark.parametrize(
    "words",
    [
        "the Vellan army did not bomb the quay",
        "no soldier of the Vellan army bombed the quay",
        "the quay was never bombed by the Vellan army",
        "the quay could be bombed by the Vellan army",
        "the Vellan army would carry out a raid",
        "nobody knows whether the Vellan army carried out the raid",
        "the Vellan army was bombed at night",
        "the Vellan army held Osk for two days",
        "the Vellan army helped after the attack",
        "shells in Tamrick killed nine dockers",
        "dockers were robbed by the Vellan army's enemies",
        "the Vellan army killed nine terrorists",
        "the hill was taken by the Vellan army",
        "it did not blame the Vellan army",
        "there is no pretext for accusing the Vellan army",
        "the Vellan army destroyed nine tanks",
        "the Vellan army conducted no strikes on homes",
        "shells on the town Tamrick killed nine dockers",
        "nine militants were killed by the Vellan army",
        "the Vellan army bombed hidden militants in a cave",
        "nine Vellan army soldiers killed when a shell hit a market",
    ],
)
def test_what_is_denied_asked_planned_suffered_or_no_harm_is_no_accusation(words):
    reading = told(
        f"Harbour Watch said {words}.", source="Harbour Watch", cue="said", content=words
    )
    assert charged(reading) == set()


def test_what_a_source_denies_is_no_accusation():
    words = "the Vellan army bombed the quay"
    sentence = f"Harbour Watch denied {words}."
    denied = told(sentence, source="Harbour Watch", cue="denied", content=words, polarity="denied")
    assert charged(denied) == set()


def test_nobody_accuses_itself():
    words = "the Vellan army bombed the quay"
    sentence = f"Vellan army officers said {words.replace('Vellan army', 'Vellan army itself')}."
    reading = told(
        sentence.replace("Vellan army officers", "Ada Fenn"),
        source="Ada Fenn",
        cue="said",
        content=words.replace("Vellan army", "Vellan army itself"),
    )
    assert charged(reading) == {("Ada Fenn", "Vellan army")}
    own = told("Ada Fenn said Ada Fenn bombed it.", source="Ada Fenn", cue="said")
    assert charged(own) == set()


def test_a_town_does_nothing_but_its_police_may():
    assert charged(told("Tamrick killed nine dockers.")) == set()
    assert charged(told("Tamrick police killed nine dockers.")) == {("outlet", "Tamrick")}


def test_what_is_in_no_row_accuses_nobody():
    reading = told("The Vellan army bombed it. Osk slept.", content="Osk slept")
    assert charged(reading) == set()


def test_the_span_holds_the_accused_and_the_deed():
    reading = told("At noon the Vellan army bombed the quay.")
    (one,) = accusations([reading], actor_of(actors([reading])))
    assert reading.article.quote((one.span,)) == ("Vellan army bombed",)
