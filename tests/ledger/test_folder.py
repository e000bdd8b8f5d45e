"""A case is made whole or not at all; one writes, many read."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from stemmata.errors import LedgerError, UsageError
from stemmata.ledger import Ledger, Mismatch, create, is_case
from stemmata.pipeline.verify import verify
from tests.ledger.invented import NOON, item, keep, made

ROOT = Path(__file__).resolve().parents[2]
KILLS = 4
NOBODY = 65534


def test_a_new_case_is_a_folder_with_its_three_parts(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "case?#%"
    create(folder, at_utc=NOON)
    assert is_case(folder)
    assert sorted(p.name for p in folder.iterdir()) == ["archive", "index", "ledger.db"]
    assert [p.name for p in folder.parent.iterdir()] == ["case?#%"]
    with Ledger.open(folder) as ledger:
        (entry,) = ledger.log()
        assert (entry.act, entry.at_utc, entry.digest) == ("created", NOON, ledger.head())


def test_a_case_is_not_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    create(tmp_path / "case", at_utc=NOON)
    for name, why in (("full", "no case"), ("file", "no case"), ("case", "a case already")):
        with pytest.raises(UsageError, match=why):
            create(tmp_path / name, at_utc=NOON)
    with pytest.raises(UsageError, match="cannot be made"):
        create(tmp_path / "file" / "case", at_utc=NOON)
    (tmp_path / "empty").mkdir()
    create(tmp_path / "empty", at_utc=NOON)
    assert is_case(tmp_path / "empty")


def test_what_is_no_case_says_so(tmp_path: Path) -> None:
    for name in ("nothing", "case"):
        (tmp_path / name).mkdir()
    with pytest.raises(UsageError, match="is no case"):
        Ledger.open(tmp_path / "nothing")
    database = tmp_path / "case" / "ledger.db"
    database.write_bytes(b"This is a letter, and no database. " * 100)
    with pytest.raises(LedgerError, match=r"no SQLite database, or a damaged one; .*restore it"):
        Ledger.open(tmp_path / "case")
    database.unlink()
    with closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE recipes (name)")
    with pytest.raises(UsageError, match="not of a case"):
        Ledger.open(tmp_path / "case", write=True)


def test_a_newer_format_is_not_touched(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [])
    with closing(sqlite3.connect(folder / "ledger.db")) as database:
        database.execute("CREATE TABLE seal (id TEXT)")
        database.execute("PRAGMA user_version = 999")
    for write in (False, True):
        with pytest.raises(UsageError, match=r"format 999.*use a newer one"):
            Ledger.open(folder, write=write)


@pytest.mark.parametrize("at", [0, 16, 18, 19, 21, 31, 47, 59, 60, 63, 68, 71])
def test_a_damaged_header_is_a_mismatch_and_no_wrong_use(tmp_path: Path, at: int) -> None:
    folder = made(tmp_path / "case", [item(1)])
    database = bytearray((folder / "ledger.db").read_bytes())
    database[at] ^= 8
    (folder / "ledger.db").write_bytes(database)
    found = list(verify(folder, threads=1))
    assert isinstance(found[0], Mismatch)
    assert "ledger.db" in found[0].record and "restore" in found[0].remedy


def test_a_writer_brings_an_older_format_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemmata.ledger import database

    folder = made(tmp_path / "case", [item(1)])
    steps = (*database.migrations(), "CREATE TABLE seal (id TEXT PRIMARY KEY) STRICT;")
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with pytest.raises(UsageError, match="brings it up to date"):
        Ledger.open(folder)
    with Ledger.open(folder, write=True) as ledger:
        assert list(ledger.check()) == []
    with Ledger.open(folder) as ledger:
        assert "seal" in ledger._database.schema()


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [item(1)])
    with (
        Ledger.open(folder, write=True),
        pytest.raises(UsageError, match=rf"pid {os.getpid()}.*wait until it has ended"),
    ):
        Ledger.open(folder, write=True)
    Ledger.open(folder, write=True).close()


def test_readers_see_what_was_committed_while_another_writes(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [item(1)])
    with Ledger.open(folder, write=True) as writer:
        with writer.transaction():
            keep(writer, item(2))
            with Ledger.open(folder) as reader:
                assert reader.status().articles == 1
        with Ledger.open(folder) as reader:
            assert reader.status().articles == 2
            assert list(reader.check()) == []


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with (
        Ledger.open(made(tmp_path / "case", [])) as ledger,
        pytest.raises(LedgerError, match="cannot be written"),
        ledger.transaction(),
    ):
        keep(ledger, item(1))


@contextmanager
def no_rights(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be written; root, to whom nothing is read-only, is nobody there."""
    root = os.geteuid() == 0
    folder.chmod(0o555)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_to_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        Path(name).chmod(0o755)
        folder = made(Path(name) / "case", [item(1)])
        (folder / "ledger.db").chmod(0o444)
        with no_rights(folder):
            with Ledger.open(folder) as ledger:
                assert ledger.status().articles == 1
                assert len(ledger.search("bridge", limit=9)) == 1
                assert list(ledger.check()) == []
            with pytest.raises(LedgerError, match="cannot be written to"):
                Ledger.open(folder, write=True)


ADD = """
import sys
from pathlib import Path
from stemmata.ledger import Ledger
from tests.ledger.invented import item, keep
with Ledger.open(Path(sys.argv[1]), write=True) as ledger:
    for n in range(40):
        if ledger.outcome(item(n).captured) is None:
            with ledger.transaction():
                keep(ledger, item(n))
            print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_sound_case_and_a_rerun_ends_as_if_undisturbed(
    tmp_path: Path,
) -> None:
    chance = random.Random(1)
    undisturbed = made(tmp_path / "whole", map(item, range(40)))
    folder = made(tmp_path / "case", [])
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", ADD, str(folder)]
    for _ in range(KILLS):
        writer = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() / 20)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=30)
        writer.stdout.close()
        with Ledger.open(folder) as ledger:
            assert list(ledger.check()) == []
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=30)
    with Ledger.open(undisturbed) as whole, Ledger.open(folder) as ledger:
        assert ledger.status() == whole.status()
        assert ledger.head() == whole.head()
