"""After a judgement the claims are what linking the whole case would make of them."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from stemmata.ids import id_of
from stemmata.ledger import Ledger
from stemmata.model import Claim, Reading
from stemmata.pipeline.judge import (
    By,
    judge,
    judge_actors,
    judge_rows,
    judge_source,
    judge_span,
    judged,
    withdraw,
)
from tests.link.newsroom import Draft
from tests.linking import NOON, kept, linked

BY = By(who="Ida Voss", why="read both", now=lambda: NOON)

EVENTS = (
    "at least {n} dockers were killed when shells hit the port of Vessin on Monday",
    "a bridge over the river Orm collapsed and {n} people were hurt near Tamrick",
    "the army of Sennoth denied that its jets struck the market of Vellan",
)
OUTLETS = ("Bay Herald", "Coast Wire", "Quay Radio", "Hill Post", "Moor Times", "Pier News")
PLACES = ("Vessin", "Tamrick", "Sennoth")
SOURCES = ("Harbour Watch Network", "the Vessin Hospital", "the Port Ministry", "Fenn Council")


def readings() -> list[Reading]:
    made = []
    for k, outlet in enumerate(OUTLETS):
        draft = Draft(outlet, f"2031-03-0{4 + k % 3}")
        for at, event in enumerate(EVENTS):
            source = SOURCES[(k + at) % len(SOURCES)]
            words = event.format(n=(12, 14, 12, 31, 12, 14)[k])
            draft = draft.said(source, words, entity=id_of("ent", source))
            draft = draft.named(source, "organization").named(PLACES[at], "place")
        made.append(draft.reading())
    return made


@pytest.fixture(scope="module")
def linked_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = kept(tmp_path_factory.mktemp("recount") / "case", readings())
    linked(folder)
    return folder


@pytest.fixture
def case(linked_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(linked_case, tmp_path / "case"))


def claims(case: Path) -> list[Claim]:
    with Ledger.open(case) as ledger:
        return list(ledger.claims())


def derived(case: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows that linking makes, but for the redirects, which remember what was."""
    tables = ("claim", "occurrence", "circle", "origin", "contradiction", "link", "member", "clash")
    acting = ("actor", "actor_name", "actor_entity", "actor_article", "accusation", "actor_count")
    with closing(sqlite3.connect(case / "ledger.db")) as db:
        return {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in (*tables, *acting, "claim_outlet", "claim_actor")
        }


def stale(case: Path) -> bool:
    with Ledger.open(case) as ledger:
        linking = ledger.linking()
    assert linking is not None
    return linking.stale


def wrong(case: Path) -> list[str]:
    with Ledger.open(case) as ledger:
        return [mismatch.what for mismatch in ledger.check()]


def anything(case: Path, seed: int) -> str:
    """Some judgement or other."""
    chance = random.Random(seed)
    occurrences = [o for claim in claims(case) for o in claim.occurrences]
    a, b = chance.sample(occurrences, 2)
    with Ledger.open(case) as ledger:
        (reading,) = ledger.readings(articles=[a.passage.article])
        names = sorted({e.name for _, e in ledger.all_entities(("organization", "place"))})
    match chance.randrange(8):
        case 0 | 1:
            same: Literal["same", "different"] = chance.choice(("same", "different"))
            return judge(case, same, [a.id], [b.id], **BY).id
        case 2:
            both: Literal["contrary", "compatible"] = chance.choice(("contrary", "compatible"))
            return judge(case, both, [a.id], [b.id], **BY).id
        case 3:
            return judge_rows(case, "rejected", [chance.choice([a.id, a.attribution])], **BY).id
        case 4:
            words = reading.article.text[a.passage.span.start : a.passage.span.end].split()
            return judge_span(case, a.id, " ".join(words[1:-1]), **BY).id
        case 5 | 6:
            whether: Literal["same", "different"] = chance.choice(("same", "same", "different"))
            return judge_actors(case, whether, *chance.sample(names, 2), **BY).id
        case _:
            named = next(m for m in reading.attributions if m.source).source[0]
            who = chance.choice([reading.article.quote((named,))[0], None])
            return judge_source(case, a.id, who, **BY).id


@pytest.mark.parametrize("seed", range(24))
def test_after_judgements_the_claims_are_those_of_a_whole_linking(case: Path, seed: int) -> None:
    for at in range(3):
        anything(case, 100 * seed + at)
        assert not stale(case)
        assert wrong(case) == []
    at_once = derived(case)
    linked(case)
    assert derived(case) == at_once


@pytest.mark.parametrize("seed", range(24))
def test_what_was_judged_and_taken_back_leaves_the_claims_as_they_were(
    case: Path, seed: int
) -> None:
    before = derived(case)
    made = [anything(case, 100 * seed + at) for at in range(3)]
    random.Random(seed).shuffle(made)
    for judgement in made:
        withdraw(case, judgement, **BY)
    assert derived(case) == before
    assert {one.state for one in judged(case)[:3]} == {"withdrawn"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claim SET origins = origins + 1 WHERE n = (SELECT min(n) FROM claim)",
        "DELETE FROM link WHERE a = (SELECT min(a) FROM link)",
        "DELETE FROM counted",
        "UPDATE linking SET vectors = 'others'",
    ],
)
def test_a_change_of_claims_after_a_judgement_is_found(case: Path, change: str) -> None:
    anything(case, 2)
    with closing(sqlite3.connect(case / "ledger.db")) as database, database:
        database.execute(change)
    (said,) = wrong(case)
    assert "the log expects" in said


def test_claims_of_an_older_version_are_not_said_to_be_changed(case: Path) -> None:
    """It linked without the sum of the rows, and a judgement waits for the next linking."""
    with Ledger.open(case, write=True) as ledger, ledger.transaction():
        ledger.note("linked", "case", {"digest": "0" * 64, "vectors": None}, at_utc=NOON)
        ledger._database.run("UPDATE linking SET entry = (SELECT max(seq) FROM log)")
    anything(case, 2)
    assert stale(case)
    said: list[str] = []
    with Ledger.open(case) as ledger:
        assert list(ledger.check(say=said.append)) == []
    assert any("of an older Stemmata, not compared" in line for line in said)
    linked(case)
    assert not stale(case) and wrong(case) == []


def both(case: Path) -> list[Claim]:
    """The claims that two bodies are origins of."""
    two = {"Fenn Council", "Harbour Watch Network"}
    return [claim for claim in claims(case) if two <= {origin.name for origin in claim.origins}]


def test_an_actor_that_people_merge_is_one_origin_at_once_and_two_once_they_part_it(
    case: Path,
) -> None:
    one, two = "Fenn Council", "Harbour Watch Network"
    before = derived(case)
    assert both(case)
    merged = judge_actors(case, "same", one, two, **BY).id
    assert not stale(case)
    assert both(case) == []
    with Ledger.open(case) as ledger:
        (actor,) = ledger.actors_named(one)
        assert ledger.actors_named(two) == [actor]
    withdraw(case, merged, **BY)
    assert derived(case) == before


def test_a_name_that_too_many_passages_lead_to_waits_for_the_next_linking(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemmata.pipeline.recount.MOST_PASSAGES", 1)
    before = derived(case)
    judge_actors(case, "same", "Fenn Council", "Harbour Watch Network", **BY)
    assert stale(case)
    assert derived(case) == before
    linked(case)
    assert not stale(case)
    assert both(case) == []


@pytest.mark.parametrize("small", ["names of no origin", "passages"])
def test_a_judgement_that_waits_does_not_count_with_one_that_does_not(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: str
) -> None:
    monkeypatch.setattr("stemmata.pipeline.recount.MOST_PASSAGES", 1)
    other = Path(shutil.copytree(case, tmp_path / "other"))
    one, two, *_ = both(case)[0].occurrences

    def judge_small(folder: Path) -> None:
        if small == "passages":
            judge(folder, "different", [one.id], [two.id], **BY)
        else:
            judge_actors(folder, "same", "Vessin", "Tamrick", **BY)

    before = derived(case)
    judge_actors(case, "same", "Fenn Council", "Harbour Watch Network", **BY)
    judge_small(case)
    judge_small(other)
    assert derived(case) == derived(other) != before
    assert stale(case) and not stale(other)
    assert wrong(case) == []
