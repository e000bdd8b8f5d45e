"""Who a source phrase names."""

import pytest

from stemmata.link.networks import Name, Names
from stemmata.link.parties import named_party, parts_of, trade_of

NAMES = Names(
    (
        Name("Harbour Watch", "monitor", aliases=("HWO",)),
        Name("Coast Wire", "agency"),
        Name("Dockers Voice", "site", organ_of="Dockers Union"),
        Name("Dockers Union", "body"),
    )
)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Brussels-based Harbour Watch monitor", "Harbour Watch"),
        ("Orla Fenn, head of HWO", "Harbour Watch"),
        ("the Coast Wire-linked Harbour Watch", "Harbour Watch"),
        ("a Coast Wire photographer", "Coast Wire"),
        ("Dockers Voice", "Dockers Union"),
        ("Harbour Watch Coast Wire", "Harbour Watch"),
        ("Harbour Watch told Coast Wire", "Coast Wire"),
        ("A source at Vessin Police Command", "Vessin Police Command"),
        ("the manager of Al-Vessin hospital in Marlow", "Al-Vessin hospital in Marlow"),
        ("a spokesman at the hospital in Marlow", "hospital in Marlow"),
        ("the defense ministry in Moscow", "Russian Defence Ministry"),
        ("Norways foreign minister", "Norwegian Foreign Ministry"),
        ("the Ministry of Health of Kenya", "Kenyan Health Ministry"),
        ("British Foreign Secretary Orla Fenn", "British Foreign Ministry"),
        ("Kenyan President Orla Fenn", "Kenyan government"),
        ("Oslo", "Norwegian government"),
        ("a Kenyan military source", "Kenyan army"),
    ],
)
def test_the_body_behind_a_phrase(phrase, name):
    party = named_party(phrase, NAMES)
    assert party is not None
    assert party.name == name
    assert party.is_named


@pytest.mark.parametrize(
    "phrase",
    [
        "a monitor",
        "Vessin monitor",
        "two witnesses",
        "a medical source in Marlow",
        "Orla Fenn",
        "International leaders",
    ],
)
def test_no_body_is_made_up(phrase):
    assert named_party(phrase, NAMES, ("International", "Vessin monitor")) is None


def test_several_sources_are_parted():
    assert parts_of("the army and two witnesses", NAMES) == ["the army", "two witnesses"]
    assert parts_of("Harbour Watch and the HWO", NAMES) == ["Harbour Watch", "the HWO"]
    assert len(parts_of("the Trade and Industry Ministry", NAMES)) == 1


def test_the_name_of_one_organization_is_not_parted():
    name = "Ardesh Coalition of Dockers and Opposition Forces"
    assert parts_of(f"the {name}", NAMES, (name,)) == [f"the {name}"]
    assert parts_of(f"the {name} and the army", NAMES, (name,)) == [f"the {name}", "the army"]
    both = "Coast Wire and Harbour Watch"
    assert parts_of(both, NAMES, (both,)) == ["Coast Wire", "Harbour Watch"]
    both = "Dock and Quay Agency and the Port Agency"
    assert parts_of(both, NAMES, (both,)) == ["Dock and Quay Agency", "the Port Agency"]


def test_a_trade_is_told_by_words():
    assert trade_of("a war monitor") == "monitor"
    assert trade_of("a civil defence group") == "rescue"
    assert trade_of("a military hospital") == "health"
    assert trade_of("an Interior Ministry monitoring unit") == "state"
    assert trade_of("residents") == ""
