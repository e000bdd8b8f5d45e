"""One actor under many names."""

from stemmata.link.entities import actors
from stemmata.link.networks import Name, Names
from tests.link.newsroom import Draft

NAMES = Names([Name("Harbour Watch", "monitor", aliases=("HWO", "Watch of the Harbour"))])


def named(outlet: str, *names: str) -> Draft:
    draft = Draft(outlet)
    for name in names:
        draft.own(f"Much was heard of {name} today.").named(name, "organization")
    return draft


def groups(*drafts: Draft) -> list[tuple[str, ...]]:
    return sorted(a.names for a in actors([d.reading() for d in drafts], names=NAMES))


def test_names_of_the_table_are_one_actor():
    assert groups(named("A", "Harbour Watch"), named("B", "Watch of the Harbour")) == [
        ("Harbour Watch", "Watch of the Harbour")
    ]


def test_spellings_that_differ_in_vowels_are_one():
    assert groups(named("A", "Vessin Brigade"), named("B", "Vesin Brigade")) == [
        ("Vesin Brigade", "Vessin Brigade")
    ]


def test_initials_are_proposed_with_less_score_and_only_where_one_body_has_them():
    (actor,) = actors([named("A", "Ardesh Port Authority", "APA").reading()], names=NAMES)
    (merge,) = actor.merges
    assert (merge.why, merge.score < 0.9) == ("initials", True)
    ambiguous = named("A", "Ardesh Port Authority", "Alpine Pass Association", "APA")
    assert len(groups(ambiguous)) == 3


def test_other_names_stay_apart():
    assert len(groups(named("A", "Vessin Brigade"), named("B", "Ardesh Brigade"))) == 2


def test_the_order_of_readings_makes_no_difference():
    one, two = named("A", "Harbour Watch").reading(), named("B", "Watch of the Harbour").reading()
    assert actors([one, two], names=NAMES) == actors([two, one], names=NAMES)
