"""Whether a ledger is what it was when each act was entered into its log."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stemmata.errors import LedgerError
from stemmata.ledger import records, rows
from stemmata.ledger.asking import Asking
from stemmata.ledger.custody import ACTS, BEGINNING, LogEntry, entry_digest
from stemmata.ledger.database import Database, newest_schema, rebuilding
from stemmata.ledger.linking import derived_digest

__all__ = ["Mismatch", "check"]

LOG = logging.getLogger(__name__)

RESTORE = "restore the case from a copy; the captures in archive/ are not touched by this"
REBUILD = (
    "harmless: the index only serves search and is made of the articles; "
    "rebuild it with Ledger.rebuild_index()"
)
RELINK = (
    'harmless: claims are made of the readings and judgements; make them anew with "stemmata link"'
)
MADE = {act: table for table, act in ACTS.items()}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What does not agree: in which record, what was found and expected, and what to do."""

    record: str
    what: str
    remedy: str = RESTORE


def check(database: Database) -> Iterator[Mismatch]:
    """Look at everything inside the database, one record at a time in memory.

    A cut end of the log shows as long as SQLite's own count of it is there. Rolling back the whole file to
    an earlier state cannot show inside: compare the head of the log with one noted elsewhere.
    """
    with database.tolerant(), database.snapshot():
        for part in (_structure, _schema, _log, _strays, _derived):
            yield from _of(part, database)
    yield from _of(_index, database)


def _of(part: Callable[[Database], Iterator[Mismatch]], database: Database) -> Iterator[Mismatch]:
    """The mismatches of one part, fit to be printed; damage that stops it is one more."""
    try:
        with rebuilding("ledger.db"):
            for found in part(database):
                yield Mismatch(records.shown(found.record), records.shown(found.what), found.remedy)
    except LedgerError as error:
        yield Mismatch("ledger.db", records.shown(str(error)))


def _structure(database: Database) -> Iterator[Mismatch]:
    for (said,) in database.each("PRAGMA integrity_check"):
        if said != "ok":
            yield Mismatch("ledger.db", f"SQLite's own check says: {said}")
    for table, row, parent, _ in database.each("PRAGMA foreign_key_check"):
        what = f"names a row of {parent} that is not there; expected one"
        yield Mismatch(f"{table} row {row}", what)


def _schema(database: Database) -> Iterator[Mismatch]:
    wanted, found = newest_schema(), database.schema()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            what = f"its definition is {found.get(name)!r}; expected {wanted.get(name)!r}"
            yield Mismatch(f"schema of {name}", what)


def _log(database: Database) -> Iterator[Mismatch]:
    asking = Asking(database)
    seq, previous = 0, BEGINNING
    for entry in asking.log():
        name = f"log entry {entry.seq}"
        if entry.seq != seq + 1:
            what = f"follows entry {seq}; expected {seq + 1}: entries were removed or renumbered"
            yield Mismatch(name, what)
        if entry.previous != previous:
            what = (
                f"names {entry.previous} as the previous digest; expected {previous}, that of {seq}"
            )
            yield Mismatch(name, what)
        digest = entry_digest(*entry[:-1])
        if entry.digest != digest:
            what = f"its digest is {entry.digest}; expected {digest}, that of what it says"
            yield Mismatch(name, what)
        if entry.act in MADE:
            yield from _record(asking, entry)
        seq, previous = entry.seq, entry.digest
    row = database.one("SELECT seq FROM sqlite_sequence WHERE name = 'log'")
    if row is None or row[0] != seq:
        what = f"ends with entry {seq}; expected {row and row[0]}, the last that SQLite counted"
        yield Mismatch("log", what)


def _record(asking: Asking, entry: LogEntry) -> Iterator[Mismatch]:
    """Whether the record that an entry vouches for is there and is the one it vouches for."""
    table = MADE[entry.act]
    name = f"{table} of log entry {entry.seq} ({entry.subject})"
    try:
        with rebuilding(name):
            wanted = json.loads(entry.detail)["record"]
        row = asking.record(table, entry.seq)
        parts = asking.parts(entry.seq) if table == "reading" else ()
    except LedgerError as error:
        yield Mismatch(name, str(error))
        return
    digest = records.record_digest(table, row, parts)
    if digest != wanted:
        yield Mismatch(name, f"was changed: its digest is {digest}; expected {wanted}")
    try:
        if table == "article":
            with rebuilding(name):
                rows.offsets_of(row)
        if table == "reading":  # every span is sliced again
            article = asking.record("article", row[0], key="id")
            with rebuilding(name):
                rows.reading_of(row, parts, article)
    except LedgerError as error:
        yield Mismatch(name, str(error))


def _strays(database: Database) -> Iterator[Mismatch]:
    """Records that no act in the log made."""
    for act, table in MADE.items():
        sql = f"SELECT entry FROM {table} WHERE entry NOT IN (SELECT seq FROM log WHERE act = ?)"
        for (entry,) in database.each(sql, (act,)):
            what = f"no log entry {entry} says {act!r}; expected one: the record was put in beside the log"
            yield Mismatch(f"{table} of log entry {entry}", what)


def _derived(database: Database) -> Iterator[Mismatch]:
    """Whether claims are as linking made them and the log says of it."""
    kept = database.one(
        "SELECT k.digest, l.detail FROM linking k LEFT JOIN log l ON l.seq = k.entry AND l.act = 'linked'"
    )
    if kept is None and database.one("SELECT 1 FROM claim") is None:
        return
    digest, detail = kept or (None, None)
    wanted = json.loads(detail)["digest"] if detail else None
    found = derived_digest(database)
    if not digest == wanted == found:
        what = f"their digest is {found}, noted as {digest}; the log expects {wanted}"
        yield Mismatch("claims", what, RELINK)


def _index(database: Database) -> Iterator[Mismatch]:
    """The full-text index, which SQLite compares only where it may write."""
    try:
        with database.writable():
            database.run(
                "INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)"
            )
    except LedgerError as error:
        if error.damage:
            yield Mismatch("full-text index", str(error), REBUILD)
        else:
            LOG.info("the full-text index was not compared: %s", error)
