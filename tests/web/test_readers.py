"""The ledger that stays open between requests shows the case as it is now."""

import shutil

import pytest

from stemmata.errors import UsageError
from stemmata.ledger import Ledger
from stemmata.pipeline import judge
from stemmata.web.readers import Readers


@pytest.fixture
def readers(own_case):
    made = Readers(own_case)
    yield made
    made.close()


def test_a_ledger_is_opened_once_for_those_who_ask_one_after_another(readers):
    with readers.moment() as first:
        pass
    with readers.moment() as second:
        assert second is first
        with readers.moment() as beside:
            assert beside is not second


def test_a_page_that_is_not_there_leaves_the_ledger_open(readers):
    with pytest.raises(UsageError), readers.moment() as first:
        raise UsageError("no such page")
    with readers.moment() as second:
        assert second is first
        assert second.count_articles()


def test_what_is_judged_meanwhile_shows_in_the_next_moment(readers, own_case):
    with readers.moment() as ledger:
        reading = next(ledger.readings())
        row = reading.attributions[0].id
        assert ledger.corrected(reading) is reading
        judge.judge_rows(
            own_case,
            "rejected",
            [row],
            who="Imre",
            why="a caption",
            now=lambda: "2031-05-04T10:00:00Z",
        )
        assert ledger.corrected(reading) is reading  # one moment, from its beginning to its end
    with readers.moment() as ledger:
        assert row not in {a.id for a in ledger.corrected(reading).attributions}


def test_a_case_that_was_put_in_its_place_is_the_one_that_is_shown(readers, own_case, tmp_path):
    with readers.moment() as ledger:
        before = ledger.count_articles()
    assert before
    shutil.copytree(own_case, tmp_path / "other")
    shutil.rmtree(own_case)
    with pytest.raises(UsageError), readers.moment():
        pass
    shutil.move(tmp_path / "other", own_case)
    with readers.moment() as ledger:
        assert ledger.count_articles() == before
        assert ledger.is_lasting


def test_a_ledger_that_shares_nothing_with_writers_is_opened_anew_each_time(own_case, monkeypatch):
    monkeypatch.setattr(Ledger, "is_lasting", property(lambda _: False))
    readers = Readers(own_case)
    with readers.moment() as first:
        pass
    with readers.moment() as second:
        assert second is not first
    readers.close()
