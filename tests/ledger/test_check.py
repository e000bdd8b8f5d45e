"""Whatever is changed in a ledger is found, or harmless."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stemmata.errors import StemmataError
from stemmata.ledger import Ledger, Mismatch
from stemmata.ledger.check import REBUILD, RELINK
from stemmata.ledger.linking import DERIVED
from tests.ledger.invented import NOON, rich

FLIPS_OF_VALUES, FLIPS_OF_BYTES = 150, 150
TABLES = [
    *("log", "capture", "asset", "article", "reading", "attribution", "mention"),
    *("entity", "unread", "sighting", "rejected", "judgement", "linking", *DERIVED),
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return rich(tmp_path / "case")


def found(case: Path) -> list[Mismatch]:
    with Ledger.open(case) as ledger:
        return list(ledger.check())


def tampered(case: Path, sql: str, *values: object) -> list[Mismatch]:
    """What check finds after somebody did this with SQLite's own tool and put the triggers back."""
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        database.execute("PRAGMA synchronous = OFF")
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(sql, values)
        for _, definition in triggers:
            database.execute(definition)
        database.commit()
    return [mismatch for mismatch in found(case) if mismatch.remedy != REBUILD]


def test_a_sound_case_has_no_mismatch(case: Path) -> None:
    assert found(case) == []


def flipped(value: object, chance: random.Random) -> object:
    """The value with one bit changed."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, float):
        return value / 2 or 0.5
    data = bytearray(value if isinstance(value, bytes) else str(value or " ").encode())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def test_any_flipped_bit_in_a_value_is_found(case: Path) -> None:
    chance = random.Random(3)
    pristine = (case / "ledger.db").read_bytes()
    tried = 0
    while tried < FLIPS_OF_VALUES:
        table = chance.choice(TABLES)
        with closing(sqlite3.connect(case / "ledger.db")) as database:
            columns = database.execute(f"SELECT * FROM pragma_table_info('{table}')").fetchall()
            row = chance.choice(database.execute(f"SELECT * FROM {table}").fetchall())
        number, column, kind, *_ = chance.choice(columns)
        keys = [(name, row[n]) for n, name, *_, key in columns if key]
        change = f'UPDATE {table} SET "{column}" = CAST(? AS {kind}) WHERE ' + " AND ".join(
            f"{name} = ?" for name, _ in keys
        )
        new = flipped(row[number], chance)
        try:
            assert tampered(case, change, new, *(value for _, value in keys)), (table, column, new)
        except sqlite3.IntegrityError:  # a number that is taken, which SQLite refuses
            continue
        tried += 1
        (case / "ledger.db").write_bytes(pristine)


def everything(case: Path) -> list[object]:
    """All that a ledger can be asked for, but for search."""
    with Ledger.open(case) as ledger:
        captures = list(ledger.captures())
        return [
            *(captures, list(ledger.exhibits()), list(ledger.log()), list(ledger.rejected())),
            *([ledger.assets_of(capture.id) for capture, _, _ in captures], ledger.status()),
            *(list(ledger.claims()), ledger.judgements(), ledger.linking()),
        ]


def test_any_flipped_bit_in_the_file_is_found_or_changes_nothing(case: Path) -> None:
    chance = random.Random(5)
    path = case / "ledger.db"
    pristine, before = path.read_bytes(), everything(case)
    seen = 0
    for _ in range(FLIPS_OF_BYTES):
        data = bytearray(pristine)
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            said = bool(found(case))
        except StemmataError:  # it does not even open
            said = True
        seen += said
        assert said or everything(case) == before, f"byte {at}"
        for left in case.glob("ledger.db-*"):
            left.unlink()
    assert (
        seen > FLIPS_OF_BYTES // 10
    )  # the others fell on empty space and on what only speeds things up


def test_a_removed_record_is_named(case: Path) -> None:
    said = tampered(case, "DELETE FROM sighting WHERE entry = 5")
    assert [m.record for m in said if "sighting of log entry 5" in m.record]
    assert any("is not there" in m.what for m in said)


def test_a_removed_part_of_a_reading_is_named(case: Path) -> None:
    said = tampered(case, "DELETE FROM attribution WHERE reading = 4 AND n = 0")
    assert "reading of log entry 4" in said[0].record
    assert "was changed" in said[0].what


def test_a_record_put_in_beside_the_log_is_named(case: Path) -> None:
    insert = "INSERT INTO rejected VALUES (2, 'rej:x', 'x', 'text', 'x', NULL, NULL, NULL)"
    said = tampered(case, insert)
    assert [m.record for m in said] == ["rejected of log entry 2"]
    assert "beside the log" in said[0].what


def test_a_removed_log_entry_breaks_the_chain(case: Path) -> None:
    exported = "(SELECT seq FROM log WHERE act = 'exported')"
    said = tampered(case, f"DELETE FROM log WHERE seq = {exported}")
    assert any("entries were removed" in m.what for m in said)
    assert any("as the previous digest" in m.what for m in said)


def test_a_cut_end_of_the_log_shows(case: Path) -> None:
    with Ledger.open(case, write=True) as ledger, ledger.transaction():
        ledger.note("exported", "case", {"format": "csv"}, at_utc=NOON)
    said = tampered(case, "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)")
    assert [m.record for m in said] == ["log"]
    assert "the last that SQLite counted" in said[0].what


def test_two_entries_that_follow_the_same_one_are_found(case: Path) -> None:
    sql = (
        "INSERT INTO log SELECT (SELECT max(seq) + 1 FROM log), at_utc, act, subject, detail, "
        "previous || '', digest || 'x' FROM log WHERE act = 'exported'"
    )
    with pytest.raises(sqlite3.IntegrityError, match=r"log\.previous"):
        tampered(case, sql)


@pytest.mark.parametrize("table", ["linking", "redirect", "claim_actor"])
def test_derived_rows_that_are_gone_are_made_anew_by_linking(case: Path, table: str) -> None:
    said = tampered(case, f"DELETE FROM {table}")
    assert [(m.record, m.remedy) for m in said] == [("claims", RELINK)]


def test_a_changed_definition_is_found(case: Path) -> None:
    said = tampered(case, "DROP VIEW articles")
    assert [m.record for m in said] == ["schema of articles"]


def test_a_damaged_index_is_harmless_and_can_be_rebuilt(case: Path) -> None:
    sql = "INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', 3, 'x', 'y')"
    assert tampered(case, sql) == []
    assert [m.remedy for m in found(case)] == [REBUILD]
    with Ledger.open(case, write=True) as ledger:
        ledger.rebuild_index()
        assert ledger.search("bridge", limit=9)
    assert found(case) == []
