"""Actors and accusations as the ledger keeps them, and asks for them."""

import pytest

from stemmata.ledger import Ledger
from tests.link.charges import told
from tests.linking import kept, linked
from tests.quarrel import quarrel


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return quarrel(tmp_path_factory.mktemp("ledger") / "quarrel")


@pytest.fixture
def ledger(case):
    with Ledger.open(case) as ledger:
        yield ledger


@pytest.fixture
def army(ledger):
    (found,) = ledger.actors(text="vellan", limit=5)
    return found.id


def test_pages_of_a_list_are_the_list(ledger):
    every = ledger.actors(limit=50)
    paged = [a for start in range(0, 8, 2) for a in ledger.actors(limit=2, offset=start)]
    assert paged == every
    assert len(every) == ledger.count_actors()


def test_rows_without_a_date_come_last(ledger):
    dates = [one.published for one in ledger.accusations(limit=20)]
    assert None in dates
    assert dates == sorted(dates, key=lambda day: (day is None, day))


def test_accusations_are_narrowed_by_all_that_is_asked(ledger, army):
    assert ledger.count_accusations(accused=army) == 3
    (own,) = ledger.accusations(accused=army, holder="outlet", limit=5)
    assert (own.outlet, own.accuser, own.accused_name) == ("Quay Radio", None, "Vellan army")
    assert ledger.count_accusations(accused=army, outlet="Hill Post") == 0
    (made,) = ledger.accusations(accuser=army, limit=5)
    assert made.accused_name == "Sennoth Council"


def test_months_say_when_an_actor_speaks_is_spoken_of_and_is_accused(ledger, army):
    assert [tuple(month) for month in ledger.months_of(army)] == [
        ("2031-03", 0, 2, 2),
        ("2031-04", 1, 1, 1),
        ("2031-06", 1, 0, 0),
    ]


def test_articles_of_a_role_come_with_the_entities_that_are_the_actor(ledger, army):
    found = ledger.articles_naming(army, role="said", limit=5)
    assert len(found) == 2
    assert {len(entities) for entities in found.values()} == {1}
    (second,) = ledger.articles_naming(army, role="said", limit=1, offset=1)
    assert second == list(found)[1]


def test_linking_again_keeps_the_same(case, tmp_path):
    def asked(folder):
        with Ledger.open(folder) as ledger:
            linking = ledger.linking()
            digest = linking.digest if linking else None
            return digest, ledger.accusations(limit=50), ledger.actors(limit=50)

    other = quarrel(tmp_path / "other")
    linked(other)
    assert asked(other) == asked(case)
    with Ledger.open(other) as ledger:
        assert [found for found in ledger.check() if "linking" in found.record] == []


def test_a_row_that_people_rejected_accuses_nobody(tmp_path):
    from stemmata.pipeline import judge

    folder = quarrel(tmp_path / "judged")
    with Ledger.open(folder) as ledger:
        (row,) = [one.attribution for one in ledger.accusations(holder="outlet", limit=5)]
    judge.judge_rows(
        folder, "rejected", [row], who="Ida", why="a caption", now=lambda: "2031-07-01"
    )
    linked(folder)
    with Ledger.open(folder) as ledger:
        assert ledger.count_accusations(holder="outlet") == 0


def test_names_that_the_database_cannot_hold_are_counted_all_the_same(tmp_path):
    name = "Harbour\0 Watch"
    reading = told(f"{name} bombed the quay.", names={name: "organization"})
    folder = kept(tmp_path / "case", [reading])
    linked(folder)
    with Ledger.open(folder) as ledger:
        (found,) = ledger.actors(limit=5)
        assert (found.accused, found.named) == (1, 1)
        assert [one.name for one in ledger.names_of(found.id)] == [found.name]
