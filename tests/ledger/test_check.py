"""Whatever is changed in a ledger is found, or harmless, and why."""

import os
import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from stemmata.errors import StemmataError
from stemmata.ledger import Ledger, Mismatch
from stemmata.ledger.check import EMBED, REBUILD, RELINK
from tests.ledger.invented import NOON, VECTORS, rich

FLIPS = int(os.environ.get("STEMMATA_FLIPS", "150"))
"""Of values and of bytes of the file: 150 each in CI; STEMMATA_FLIPS=1000 for the whole of it."""

SEED = int(os.environ.get("STEMMATA_SEED", "5"))

PAGE_BYTES = 4096
TABLE_LEAF = 13  # the first byte of a page that holds rows, in SQLite's file format
COUNTERS = {*range(24, 28), *range(40, 44), *range(92, 100)}
"""Bytes of the header by which SQLite notices that another program wrote, and says which version did."""


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


OWN_TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*'
    AND name NOT LIKE 'sqlite_%' AND name <> 'counted'"""
"""All tables with rows but those that SQLite makes for itself."""


def test_any_flipped_bit_in_a_value_is_found(case: Path) -> None:
    chance = random.Random(SEED)
    pristine = (case / "ledger.db").read_bytes()
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        tables = [name for (name,) in database.execute(OWN_TABLES)]
    tried = 0
    while tried < FLIPS:
        table = tables[tried % len(tables)]
        with closing(sqlite3.connect(case / "ledger.db")) as database:
            columns = database.execute(f"SELECT * FROM pragma_table_info('{table}')").fetchall()
            row = chance.choice(database.execute(f"SELECT * FROM {table}").fetchall())
        number, column, kind, *_ = chance.choice(columns)
        keys = [(name, row[n]) for n, name, *_, key in columns if key] or [("rowid", 1)]
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


SEARCHES = 2  # the answers that come from full-text indexes, at the end of `everything`


def everything(case: Path) -> list[object]:
    """All that a ledger can be asked for."""
    with Ledger.open(case) as ledger:
        captures = list(ledger.captures())
        return [
            *(captures, list(ledger.exhibits()), list(ledger.log()), list(ledger.rejected())),
            *([ledger.assets_of(capture.id) for capture, _, _ in captures], ledger.status()),
            *(list(ledger.claims()), ledger.judgements(), ledger.linking()),
            *(ledger.search("bridge Brenn", limit=9), ledger.find_claims("bridge")),
        ]


def stored(case: Path) -> list[str]:
    """Every value of every table, those of the full-text indexes included.

    The definitions of their tables are SQLite's own words, for which upper and lower case are the same.
    """
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        lines = list(database.iterdump())
    return [line.lower() if line.startswith("CREATE") else line for line in lines]


def why_harmless(case: Path, at: int, before: tuple[list[str], list[object]]) -> str | None:
    """Why nobody needs to hear of a changed byte of the file; None where somebody does."""
    if at in COUNTERS:
        return "a counter that only says whether something was written"
    values, answers = stored(case), everything(case)
    if (values, answers) == before:
        return "no value is stored there"
    changed = {*values} ^ {*before[0]}
    if all("_fts_" in line for line in changed) and answers[:-SEARCHES] == before[1][:-SEARCHES]:
        # SQLite compares an index with its content by a sum of hashes, in which the same change at an even
        # number of places can cancel itself out.
        return "no evidence: full-text indexes only serve search, and can be made anew"
    return None


def test_any_flipped_bit_in_the_file_is_found_or_harmless_and_we_can_say_why(case: Path) -> None:
    chance = random.Random(SEED)
    path = case / "ledger.db"
    pristine, before = path.read_bytes(), (stored(case), everything(case))
    pages = range(0, len(pristine), PAGE_BYTES)
    seen: list[bool] = []
    for number in range(
        max(FLIPS, 2 * len(pages))
    ):  # every page, its empty space and what is in it
        page = range(len(pristine))[pages[number // 2 % len(pages)] :][:PAGE_BYTES]
        at = chance.choice([at for at in page if pristine[at]] if number % 2 else page)
        path.unlink()  # another file, of which SQLite has nothing in memory
        path.write_bytes(
            pristine[:at] + bytes([pristine[at] ^ 1 << chance.randrange(8)]) + pristine[at + 1 :]
        )
        try:
            seen.append(bool(found(case)))
        except StemmataError:  # it does not even open, and verify says so
            seen.append(True)
        assert seen[-1] or why_harmless(case, at, before), (
            f"byte {at % PAGE_BYTES} of page {at // PAGE_BYTES + 1}"
        )
        for left in case.glob("ledger.db-*"):
            left.unlink()
    assert sum(seen[1::2]) > 0.9 * len(seen[1::2])  # where something is stored, it is found


def test_a_judgement_that_counts_though_the_log_does_not_say_so_is_found(case: Path) -> None:
    (said,) = tampered(case, "INSERT INTO counted SELECT min(seq) FROM log")
    assert said.what.startswith("judgements counted since: [1]")


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


def test_a_damaged_log_whose_numbers_go_back_is_named_once(case: Path) -> None:
    """The last entry's number, its row's key, becomes an earlier one: its page would come for ever."""
    (last, digest), path = log_end(case), case / "ledger.db"
    page = next(p for p in pages_of(path.read_bytes()) if p[0] == TABLE_LEAF and digest in p)
    (cell,) = struct.unpack_from(">H", page, 8 + 2 * (struct.unpack_from(">H", page, 3)[0] - 1))
    number = cell + 2  # behind the two bytes that hold the size of what it says
    assert page[number] == last < 0x80
    path.write_bytes(path.read_bytes().replace(page, page[:number] + b"\2" + page[number + 1 :]))
    said = found(case)
    assert sum("row 2 comes after row" in m.what for m in said) == 1


def log_end(case: Path) -> tuple[int, bytes]:
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        last, digest = database.execute("SELECT max(seq), digest FROM log").fetchone()
    return last, digest.encode()


def pages_of(data: bytes) -> list[bytes]:
    return [data[at : at + PAGE_BYTES] for at in range(0, len(data), PAGE_BYTES)]


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
        ledger.rebuild_indexes()
        assert ledger.search("bridge", limit=9)
    assert found(case) == []


def test_claims_that_are_searched_by_other_words_than_theirs_are_found(case: Path) -> None:
    sql = "INSERT INTO claim_fts (claim_fts, rowid, words) VALUES ('delete', 1, 'x')"
    tampered(case, sql)
    assert [m.remedy for m in found(case)] == [REBUILD]


def test_a_changed_vector_is_named_and_dropped_by_linking(case: Path) -> None:
    sql = "UPDATE embedding SET vector = zeroblob(388) WHERE text = ?"
    said = tampered(case, sql, min(VECTORS))
    assert [m.remedy for m in said] == [EMBED]
    with Ledger.open(case, write=True) as ledger, ledger.transaction():
        assert len(ledger.embeddings(list(VECTORS))) == len(VECTORS)
        assert ledger.drop_changed_embeddings() == 1
        left = ledger.embeddings(list(VECTORS))
        assert 0 < len(left) < len(VECTORS) and min(VECTORS) not in left
        ledger.keep_embeddings(VECTORS, at_utc=NOON)
    assert found(case) == []


def test_a_vector_put_in_beside_the_log_is_named(case: Path) -> None:
    said = tampered(case, "INSERT INTO embedding VALUES (x'00', 1, x'00')")
    assert [m.record for m in said] == ["vectors of log entry 1"]


def test_what_was_looked_at_is_said(case: Path) -> None:
    said: list[str] = []
    with Ledger.open(case) as ledger:
        assert list(ledger.check(say=said.append)) == []
    assert f"{len(VECTORS)} vectors" in said and "the full-text index of claims" in said
