"""The file of what earlier linkings worked out: never needed, never trusted when damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stemmata.ledger import Ledger
from stemmata.ledger.remembered import Remembered
from stemmata.pipeline.judge import judge
from stemmata.pipeline.link import link
from tests.linking import NOON, READINGS, SHELLED, WordEmbedder, kept, linked, report

ELSEWHERE = report("Moor Times", "the Lyre Club", "a violin of 1712 was found in an attic")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = kept(tmp_path / "case")
    linked(folder)
    return folder


def memory_of(case: Path) -> Path:
    return case / "index" / "linking.db"


def keys(path: Path) -> list[tuple[bytes]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT key FROM remembered").fetchall()


def afresh(case: Path) -> str:
    return link(case, WordEmbedder, now=lambda: NOON, afresh=True).digest


def test_linking_after_adding_makes_what_linking_all_anew_makes(case: Path) -> None:
    kept(case, [ELSEWHERE])
    assert linked(case).digest == afresh(case)


def test_linking_after_a_judgement_makes_what_linking_all_anew_makes(case: Path) -> None:
    with Ledger.open(case) as ledger:
        first = next(claim for claim in ledger.claims() if len(claim.occurrences) > 1)
    one, other = (o.id for o in first.occurrences[:2])
    judge(case, "different", [one], [other], who="Ida Voss", why="read both", now=lambda: NOON)
    assert linked(case).digest == afresh(case)


def test_a_case_without_it_links_the_same(case: Path) -> None:
    before = afresh(case)
    memory_of(case).unlink()
    assert linked(case).digest == before
    assert memory_of(case).exists()


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(300)])
def test_a_file_that_is_no_memory_is_made_anew(case: Path, damage: bytes) -> None:
    before = afresh(case)
    memory_of(case).write_bytes(damage)
    assert linked(case).digest == before


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_damaged_page_changes_nothing(case: Path, page: int) -> None:
    before = afresh(case)
    content = bytearray(memory_of(case).read_bytes())
    at = min(4096 * page, len(content) - 600)
    content[at : at + 600] = bytes(range(200)) * 3
    memory_of(case).write_bytes(content)
    assert linked(case).digest == before
    assert linked(case).digest == before


def test_a_changed_value_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "linking.db"
    with Remembered(path) as memory:
        memory.put(b"one", b"first")
        memory.put(b"two", b"second")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE remembered SET value = value || 'x' WHERE key = ?", (b"one",))
    with Remembered(path) as memory:
        assert (memory.get(b"one"), memory.get(b"two")) == (None, b"second")


def test_a_value_under_another_key_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "linking.db"
    with Remembered(path) as memory:
        memory.put(b"one", b"first")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE remembered SET key = ?", (b"two",))
    with Remembered(path) as memory:
        assert memory.get(b"two") is None


def test_what_is_not_asked_for_goes(tmp_path: Path) -> None:
    path = tmp_path / "linking.db"
    with Remembered(path) as memory:
        memory.put(b"one", b"first")
        memory.put(b"two", b"second")
    with Remembered(path) as memory:
        memory.get(b"one")
        memory.forget_unused()
    assert keys(path) == [(b"one",)]


def test_an_interrupted_linking_keeps_what_was_recalled_before(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = keys(memory_of(case))
    monkeypatch.setattr("stemmata.pipeline.link.find_copies", interrupted)
    with pytest.raises(KeyboardInterrupt):
        linked(case)
    assert keys(memory_of(case)) == before


def test_a_value_that_is_null_is_none(tmp_path: Path) -> None:
    path = tmp_path / "linking.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE remembered (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        db.execute("INSERT INTO remembered VALUES (?, NULL)", (b"one",))
    with Remembered(path) as memory:
        assert memory.get(b"one") is None
        memory.put(b"one", b"first")
        assert memory.get(b"one") == b"first"


def test_a_new_file_holds_no_null(tmp_path: Path) -> None:
    path = tmp_path / "linking.db"
    Remembered(path).close()
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO remembered VALUES (?, NULL)", (b"one",))


@pytest.mark.parametrize(
    "odd",
    ["9" * 24, "9" * 400, "nine " + "hundred " * 200, "\ud800", "Quay \udfff"],
    ids=["24 digits", "400 digits", "words without end", "a surrogate", "a name with one"],
)
def test_a_case_with_odd_text_links_the_same_again(tmp_path: Path, odd: str) -> None:
    words = SHELLED.replace("27", odd)
    odd_ones = [report(outlet, "the Port Ministry", words) for outlet in ("Moor Times", "Isle Sun")]
    case = kept(tmp_path / "case", [*READINGS, *odd_ones])
    assert linked(case).digest == linked(case).digest == afresh(case)


def test_it_does_not_grow_when_linking_again(case: Path) -> None:
    linked(case)
    before = keys(memory_of(case))
    linked(case)
    assert keys(memory_of(case)) == before
    assert len(READINGS) < len(before)
