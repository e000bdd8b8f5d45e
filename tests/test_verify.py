"""What `stemmata verify` says, and what it can put right."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from stemmata.cli import main
from tests.adding import added


def run(*args: str | Path, status: int = 0) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text("The dam at Orvel held, the water board said on Monday.")
    added(tmp_path / "case", tmp_path / "page.txt")
    return tmp_path / "case"


def test_what_was_looked_at_is_said(case: Path) -> None:
    said = run("verify", case)
    for part in ("log entries with their records", "vectors", "claims", "index of articles"):
        assert part in said


def test_a_damaged_header_is_a_mismatch_that_names_the_file_and_the_remedy(case: Path) -> None:
    database = bytearray((case / "ledger.db").read_bytes())
    database[3] ^= 1
    (case / "ledger.db").write_bytes(database)
    said = run("verify", case, status=1)
    assert "ledger.db: cannot be opened" in said and "restore the case from a copy" in said


def test_a_folder_without_a_ledger_is_wrong_use(tmp_path: Path) -> None:
    assert "is no case" in run("verify", tmp_path, status=2)


def test_a_damaged_index_is_made_anew_when_asked(case: Path) -> None:
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        database.execute(
            "INSERT INTO article_fts (article_fts, rowid, text) VALUES ('delete', 3, 'dam')"
        )
        database.commit()
    assert 'make it anew from what it indexes with "stemmata verify --rebuild"' in run(
        "verify", case, status=1
    )
    run("verify", case, "--rebuild")
    run("verify", case)
