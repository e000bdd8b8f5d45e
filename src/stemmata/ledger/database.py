"""The SQLite file of a case: opened, brought to the newest format, and asked.

The one place where SQLite's errors become ours.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from stemmata.errors import LedgerError, UsageError

__all__ = [
    "ADDRESS",
    "APPLICATION_ID",
    "LANGUAGE",
    "VERIFY",
    "Database",
    "migrations",
    "newest_schema",
    "rebuilding",
]

APPLICATION_ID = 0x5374656D  # "Stem"; file(1) and SQLite's tools show whose file it is
WAIT_S = 300.0  # a writer waits while a check compares the full-text index: minutes in a large case
CACHE_KIB = 64 * 1024
"""Pages that a connection keeps: the inner pages of the indexes of a case of 100,000 articles."""

PAGE_ROWS = 200
"""Rows fetched at a time where there may be many."""

ADDRESS = "coalesce(url, nullif(path, '-') || coalesce('#' || item, ''))"
"""The SQL for a sighting's address: where it was seen, or the file and item that it was read from."""

LANGUAGE = "ifnull((SELECT detail ->> 'language' FROM log WHERE seq = r.entry), a.language)"
"""The SQL for the language that a reading `r` took its article `a` to be in: see `Writing.keep_reading`."""

VERIFY = 'run "stemmata verify" on the case, and restore it from a copy'
DAMAGED = f"it is damaged; {VERIFY}"
REMEDIES = {
    "SQLITE_FULL": "the disk is full; what was committed is safe: make room and run it again",
    "SQLITE_READONLY": "it cannot be written to; copy the case to where you may write",
    "SQLITE_CANTOPEN": "it cannot be opened; copy the case to a folder that you may read and write",
    "SQLITE_BUSY": "another program has locked it; close that one and run it again",
    "SQLITE_LOCKED": "another program has locked it; close that one and run it again",
    "SQLITE_IOERR": "the disk failed to read or write; check it, then run it again",
    "SQLITE_CONSTRAINT": "it refuses a record that does not fit the others; please report this",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": f"it is no SQLite database, or a damaged one; {VERIFY}",
}

Row = tuple[str | bytes | int | float | None, ...]
"""The values of a row."""

WATCHED = {
    "INSERT": ((1, "NEW"),),
    "DELETE": ((-1, "OLD"),),
    "UPDATE": ((-1, "OLD"), (1, "NEW")),
}
"""What goes out of a table and into it with each act."""

Values = Sequence[object] | Mapping[str, object]
"""What the places in a statement stand for, by position or by name."""

# What SQLite makes for itself is named only: it may word that otherwise in another version.
SCHEMA = """
    SELECT name, type || ' of ' || tbl_name || CASE
      WHEN name GLOB 'article_fts_*' OR name GLOB 'claim_fts_*' THEN '' ELSE ifnull(': ' || sql, '')
      END
    FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"""


@cache
def migrations() -> tuple[str, ...]:
    """The SQL that leads from an empty file to the newest format, one step for each version."""
    folder = files("stemmata.ledger") / "migrations"
    steps = sorted((p for p in folder.iterdir() if p.name.endswith(".sql")), key=lambda p: p.name)
    return tuple(step.read_text(encoding="utf-8") for step in steps)


class Database:
    """A connection. Statements commit by themselves outside `transaction`."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open the file.

        Raises:
            LedgerError: It cannot be opened, or is damaged.
            UsageError: It is no case, or one of a format that this version does not know.
        """
        self.path = path
        self.is_shared = True
        self._connection = self._open(write=write)
        try:
            self._check_format(write=write)
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path) -> None:
        """Make an empty ledger of the newest format."""
        with _told(path):
            connection = sqlite3.connect(path, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, migrations())
            finally:
                connection.close()

    def _open(self, *, write: bool) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        try:
            return self._connected(uri, write=write)
        except LedgerError:
            # On a medium that cannot be written, SQLite cannot make the files that it shares with
            # writers. Where there are none, there is nothing to share.
            log = self.path.with_name(self.path.name + "-wal")
            if write or (log.exists() and log.stat().st_size):
                raise
            self.is_shared = False
            return self._connected(f"{uri.replace('mode=rw', 'mode=ro')}&immutable=1", write=False)

    def _connected(self, uri: str, *, write: bool) -> sqlite3.Connection:
        with _told(self.path):
            # Whoever has a ledger uses it alone, in whichever thread.
            connection = sqlite3.connect(
                uri, uri=True, isolation_level=None, timeout=WAIT_S, check_same_thread=False
            )
            try:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
                connection.execute("PRAGMA synchronous = FULL")  # a commit outlives a power cut
                connection.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except BaseException:
                connection.close()
                raise
        return connection

    def _check_format(self, *, write: bool) -> None:
        (owner,), (version,) = self.one("PRAGMA application_id"), self.one("PRAGMA user_version")
        newest = len(migrations())
        if (owner, version) != (APPLICATION_ID, newest) and self.schema() == newest_schema():
            raise LedgerError(
                f"{self.path}: its header says that it is of program {owner:#x} and has format {version}; "
                f"expected {APPLICATION_ID:#x} and {newest}, whose tables it has: {DAMAGED}",
                damage=True,
            )
        if owner != APPLICATION_ID:
            raise UsageError(f"{self.path} is a database, but not of a case; name a case's folder")
        if version > newest:
            raise UsageError(
                f"{self.path} has format {version}; this version of Stemmata knows formats up to "
                f"{newest}: use a newer one"
            )
        if version < newest and not write:
            raise UsageError(
                f"{self.path} has format {version}, and this version of Stemmata reads {newest}; "
                'a "stemmata add" or "stemmata link" on the case brings it up to date'
            )
        if version < newest:
            with _told(self.path):
                _migrate(self._connection, migrations())

    def run(self, sql: str, values: Values = ()) -> None:
        """Execute one statement."""
        with _told(self.path):
            self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute one statement for each row."""
        with _told(self.path):
            self._connection.executemany(sql, rows)

    def one(self, sql: str, values: Values = ()) -> Any:
        """The first row, or None."""
        with _told(self.path):
            return self._connection.execute(sql, values).fetchone()

    def all(self, sql: str, values: Values = ()) -> list[Any]:
        """All rows: for few or bounded ones."""
        with _told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[Any]:
        """The rows one after another."""
        with _told(self.path):
            yield from self._connection.execute(sql, values)

    def pages(
        self,
        sql: str,
        values: Mapping[str, object] | None = None,
        *,
        last: int = 0,
        limit: int | None = None,
    ) -> Iterator[list[Any]]:
        """Rows in the order of their first column, PAGE_ROWS at a time.

        No cursor stays open while the caller works, and memory is bounded. The statement asks for rows
        above :last, in order, as many as :size.

        Raises:
            LedgerError: The numbers do not go up, as in a damaged file: they might go round for ever.
        """
        while limit is None or limit > 0:
            size = PAGE_ROWS if limit is None else min(PAGE_ROWS, limit)
            found = self.all(sql, {**(values or {}), "last": last, "size": size})
            for number, *_ in found:
                if number <= last:
                    raise LedgerError(
                        f"{self.path}: row {number} comes after row {last}: {DAMAGED}", damage=True
                    )
                last = number
            yield found
            if len(found) < size:
                return
            limit = None if limit is None else limit - size

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside, or none of them."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # SQLite ends it itself where the disk is full
                self.run("ROLLBACK")
            raise

    @contextmanager
    def watched(
        self, tables: Iterable[str], tell: Callable[[int, str, Row], object]
    ) -> Iterator[None]:
        """While inside, tell of each row that goes into a table, with 1, or out of it, with -1.

        It must lie inside a transaction that rolls back on an exception: this is what then takes the
        triggers away.
        """
        name = "watched"

        def called(sign: int, table: str, *row: Any) -> None:
            tell(sign, table, row)

        with _told(self.path):
            self._connection.create_function(name, -1, called)
        triggers = []
        for table in tables:
            columns = [
                f'"{c}"' for (c,) in self.all("SELECT name FROM pragma_table_info(?)", (table,))
            ]
            for act, signs in WATCHED.items():
                calls = (
                    f"SELECT {name}({sign}, '{table}', {', '.join(f'{row}.{c}' for c in columns)});"
                    for sign, row in signs
                )
                triggers.append(f"{name}_{table}_{act}")
                self.run(
                    f"CREATE TEMP TRIGGER {triggers[-1]} AFTER {act} ON main.{table} "
                    f"BEGIN {' '.join(calls)} END"
                )
        yield
        for trigger in triggers:
            self.run(f"DROP TRIGGER temp.{trigger}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything asked inside sees the same moment, whatever another process writes."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("ROLLBACK")

    def changes(self) -> int:
        """A number that is another one once any other connection has written."""
        number: int = self.one("PRAGMA data_version")[0]
        return number

    def header(self) -> bytes:
        """The first 100 bytes of the file, which describe it."""
        with _told(self.path), open(self.path, "rb") as file:
            return file.read(100)

    def schema(self) -> dict[str, str | None]:
        """The definition of each table, index, trigger and view by its name."""
        return dict(self.all(SCHEMA))

    @contextmanager
    def tolerant(self) -> Iterator[None]:
        """Text that is no UTF-8 comes back all the same, so that a check can say where it is."""
        self._connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        try:
            yield
        finally:
            self._connection.text_factory = str

    @contextmanager
    def writable(self) -> Iterator[None]:
        """Lift a reader's own ban on writing."""
        (banned,) = self.one("PRAGMA query_only")
        self.run("PRAGMA query_only = OFF")
        try:
            yield
        finally:
            self.run(f"PRAGMA query_only = {banned}")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def newest_schema() -> Mapping[str, str | None]:
    """What `Database.schema` says of an undamaged ledger."""
    return _schema_after(migrations())


@cache
def _schema_after(steps: tuple[str, ...]) -> Mapping[str, str | None]:
    connection = sqlite3.connect(":memory:")
    try:
        _migrate(connection, steps)
        return dict(connection.execute(SCHEMA))
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may make a table anew that others name
    for number, step in enumerate(steps[version:], start=version + 1):
        connection.executescript(f"BEGIN;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
    connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def rebuilding(record: str) -> Iterator[None]:
    """Say which record does not hold what was stored, where making a noun of it fails."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{record}: cannot be rebuilt from what is stored ({error}); {VERIFY}"
        raise LedgerError(what, damage=True) from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what to do about an error of SQLite."""
    try:
        yield
    except UnicodeError as error:  # a name of something damaged, on its way in or out
        raise LedgerError(f"{path}: {error}: {REMEDIES['SQLITE_CORRUPT']}", damage=True) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        kind = next((kind for kind in REMEDIES if name.startswith(kind)), "SQLITE_CORRUPT")
        message = f"{path}: {error}: {REMEDIES[kind]}"
        damage = kind in ("SQLITE_CORRUPT", "SQLITE_NOTADB")
        raise LedgerError(message, damage=damage) from error
