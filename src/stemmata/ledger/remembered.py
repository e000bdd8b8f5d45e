"""What earlier linkings worked out, in a file of the case's index that can be deleted at any time.

It is no evidence: the log does not vouch for it, and no bundle holds it. Each value is sealed, so that a
damaged one is worked out anew.
"""

import sqlite3
import zlib
from hashlib import blake2b
from pathlib import Path

from stemmata.closing import Closing
from stemmata.errors import LedgerError

__all__ = ["Remembered"]

SEAL_BYTES = 8
TABLE = "CREATE TABLE IF NOT EXISTS remembered (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class Remembered(Closing):
    """Values by their keys. All of them stay, until `forget_unused` is called."""

    def __init__(self, path: Path, *, afresh: bool = False) -> None:
        """Open the file, or make it.

        Args:
            path: Where it lies.
            afresh: Forget all that is in it.

        Raises:
            LedgerError: It can neither be opened nor made.
        """
        self._path, self._used, self._fails = path, set[bytes](), False
        try:
            path.parent.mkdir(exist_ok=True)
            if afresh:
                path.unlink(missing_ok=True)
            try:
                self._database = _opened(path)
            except sqlite3.DatabaseError:
                path.unlink(missing_ok=True)
                self._database = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(
                f"{path}: cannot be opened ({error}); delete it, it only saves time, and run this again"
            ) from error

    def get(self, key: bytes, /) -> bytes | None:
        """The value, None where there is none that is whole."""
        self._used.add(key)
        sql = "SELECT CAST(value AS BLOB) FROM remembered WHERE key = ? AND value IS NOT NULL"
        for (kept,) in self._run(sql, (key,)):
            seal, value = kept[:SEAL_BYTES], kept[SEAL_BYTES:]
            return zlib.decompress(value) if seal == _seal(key, value) else None
        return None

    def put(self, key: bytes, value: bytes, /) -> None:
        """Keep a value."""
        self._used.add(key)
        packed = zlib.compress(value, level=1)
        sealed = _seal(key, packed) + packed
        self._run("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (key, sealed))

    def forget_unused(self) -> None:
        """Drop what was not asked for since the file was opened: nothing rests on it any more."""
        self._run("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
        for key in self._used:
            self._run("INSERT INTO used VALUES (?)", (key,))
        self._run("DELETE FROM remembered WHERE key NOT IN (SELECT key FROM used)")
        self._run("DROP TABLE used")

    def close(self) -> None:
        """Let go of the file; what was put in stays."""
        self._run("COMMIT")
        self._database.close()
        if self._fails:
            self._path.unlink(missing_ok=True)

    def _run(self, sql: str, values: tuple[bytes, ...] = ()) -> list[tuple[bytes]]:
        """The rows of one statement. A file that is damaged, or finds no room, is not asked again."""
        try:
            return [] if self._fails else self._database.execute(sql, values).fetchall()
        except sqlite3.Error:
            self._fails = True
            return []


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
        database.execute(TABLE)
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _seal(key: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=SEAL_BYTES, key=key).digest()
