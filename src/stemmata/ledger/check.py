"""Whether a ledger is what it was when each act was entered into its log."""

import json
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from stemmata.errors import LedgerError
from stemmata.ledger import records, rows, vectors
from stemmata.ledger.asking import Asking
from stemmata.ledger.custody import ACTS, BEGINNING, LogEntry, entry_digest
from stemmata.ledger.database import VERIFY, Database, newest_schema, rebuilding
from stemmata.ledger.linking import RowSum, derived_sum, vouched

__all__ = ["INDEXES", "Mismatch", "check"]

RESTORE = "restore the case from a copy; the captures in archive/ are not touched by this"
REBUILD = (
    "harmless: an index only serves to find things; make it anew from what it indexes with "
    '"stemmata verify --rebuild"'
)
RELINK = (
    'harmless: claims are made of the readings and judgements; make them anew with "stemmata link"'
)
EMBED = (
    "harmless: vectors are made of what articles state and only save time; "
    '"stemmata link" drops these and makes them anew'
)
MADE = {act: table for table, act in ACTS.items()}
INDEXES = {"article_fts": "articles", "claim_fts": "claims"}
"""The full-text indexes, and what each is made of."""

HEADER = {
    18: bytes((2, 2, 0, 64, 32, 32)),
    44: bytes((0, 0, 0, 4, *[0] * 11, 1)),
    64: bytes(4),
    72: bytes(20),
}
"""What SQLite writes into the header of each ledger, whatever is in it, by offset.

Of the rest it is told at opening; or they are counters, by which it only notices that something was written.
"""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What does not agree: in which record, what was found and expected, and what to do."""

    record: str
    what: str
    remedy: str = RESTORE


Looking = Generator[Mismatch, None, str]
"""What does not agree in one part of a ledger, and at the end what was looked at."""


def check(database: Database, *, say: Callable[[str], object] | None = None) -> Iterator[Mismatch]:
    """Look at everything inside the database, one record at a time in memory.

    A cut end of the log shows as long as SQLite's own count of it is there. Rolling back the whole file to
    an earlier state cannot show inside: compare the head of the log with one noted elsewhere.

    Args:
        database: What to look at.
        say: Is told what was looked at, part by part.
    """
    with database.tolerant(), database.snapshot():
        for part in (_structure, _schema, _log, _strays, _derived, _vectors):
            yield from _of(part(database), say)
    for index, content in INDEXES.items():
        yield from _of(_index(database, index, content), say)


def _of(part: Looking, say: Callable[[str], object] | None) -> Iterator[Mismatch]:
    """The mismatches of one part; damage that stops it is one more."""
    try:
        with rebuilding("ledger.db"):
            looked_at = yield from part
    except LedgerError as error:
        yield _wrong("ledger.db", str(error))
    else:
        if say:
            say(looked_at)


def _wrong(record: str, what: str, remedy: str = RESTORE) -> Mismatch:
    """A mismatch that can be printed, whatever stands in a damaged record."""
    return Mismatch(records.shown(record), records.shown(what.removesuffix(f"; {VERIFY}")), remedy)


def _structure(database: Database) -> Looking:
    header = database.header()
    for at, wanted in HEADER.items():
        found = header[at : at + len(wanted)]
        if found != wanted:
            what = f"its bytes from {at} on are {found.hex()}; expected {wanted.hex()}"
            yield _wrong("header of ledger.db", what)
    # Free pages are only looked at with the first table, and not at all where SQLite begins with a view.
    for pragma in ("integrity_check", "integrity_check(sqlite_schema)"):
        for (said,) in database.each(f"PRAGMA {pragma}"):
            if said != "ok":
                yield _wrong("ledger.db", f"SQLite's own check says: {said}")
    yield from _lookups(database)
    for table, row, parent, _ in database.each("PRAGMA foreign_key_check"):
        what = f"names a row of {parent} that is not there; expected one"
        yield _wrong(f"{table} row {row}", what)
    return "the database's structure"


def _lookups(database: Database) -> Iterator[Mismatch]:
    """Indexes that cannot be read: SQLite's own check only asks them whether each row is there."""
    named = "SELECT name, tbl_name, ifnull(sql, '') FROM sqlite_schema WHERE type = 'index'"
    for index, table, sql in database.all(named):
        columns = "SELECT name FROM pragma_index_info(?) ORDER BY seqno DESC"
        (last,) = database.one(columns, (index,))  # reading it decodes all before it
        where = sql.partition(" WHERE ")[2] or "true"
        try:
            database.one(
                f'SELECT count("{last}") FROM "{table}" INDEXED BY "{index}" WHERE {where}'
            )
        except LedgerError as error:
            yield _wrong(f"index {index}", str(error), REBUILD)


def _schema(database: Database) -> Looking:
    wanted, found = newest_schema(), database.schema()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            what = f"its definition is {found.get(name)!r}; expected {wanted.get(name)!r}"
            yield _wrong(f"schema of {name}", what)
    return f"{len(found)} definitions"


def _log(database: Database) -> Looking:
    asking = Asking(database)
    seq, previous, count = 0, BEGINNING, 0
    for count, entry in enumerate(asking.log(), start=1):  # noqa: B007 (told at the end)
        name = f"log entry {entry.seq}"
        if entry.seq != seq + 1:
            what = f"follows entry {seq}; expected {seq + 1}: entries were removed or renumbered"
            yield _wrong(name, what)
        if entry.previous != previous:
            what = (
                f"names {entry.previous} as the previous digest; expected {previous}, that of {seq}"
            )
            yield _wrong(name, what)
        digest = entry_digest(*entry[:-1])
        if entry.digest != digest:
            what = f"its digest is {entry.digest}; expected {digest}, that of what it says"
            yield _wrong(name, what)
        if entry.act in MADE:
            yield from _record(asking, entry)
        seq, previous = entry.seq, entry.digest
    row = database.one("SELECT seq FROM sqlite_sequence WHERE name = 'log'")
    if row is None or row[0] != seq:
        what = f"ends with entry {seq}; expected {row and row[0]}, the last that SQLite counted"
        yield _wrong("log", what)
    return f"{count:,} log entries with their records"


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
        yield _wrong(name, str(error))
        return
    digest = records.record_digest(table, row, parts)
    if digest != wanted:
        yield _wrong(name, f"was changed: its digest is {digest}; expected {wanted}")
    try:
        if table == "article":
            with rebuilding(name):
                rows.offsets_of(row)
        if table == "reading":  # every span is sliced again
            article = asking.record("article", row[0], key="id")
            with rebuilding(name):
                rows.reading_of(row, parts, article)
    except LedgerError as error:
        yield _wrong(name, str(error))


def _strays(database: Database) -> Looking:
    """Records that no act in the log made."""
    for act, table in MADE.items():
        sql = f"SELECT entry FROM {table} WHERE entry NOT IN (SELECT seq FROM log WHERE act = ?)"
        for (entry,) in database.each(sql, (act,)):
            what = f"no log entry {entry} says {act!r}; expected one: the record was put in beside the log"
            yield _wrong(f"{table} of log entry {entry}", what)
    return "no records beside the log"


def _derived(database: Database) -> Looking:
    """Whether claims are as linking made them and judgements changed them, and the log says of it."""
    (claims,) = database.one("SELECT count(*) FROM claim")
    said = vouched(database)
    if said and "sum" not in said[-1][1]:
        return (
            f'{claims:,} claims of an older Stemmata, not compared: "stemmata link" makes them anew'
        )
    counted = [entry for _, detail in said for entry in detail.get("judgements", ())]
    wanted = {
        "what they come to": said[-1][1]["sum"] if said else str(RowSum()),
        "made by": [(seq, x["sum"], x["vectors"]) for seq, x in said[:1]],
        "judgements counted since": sorted(counted),
    }
    found = {
        "what they come to": derived_sum(database),
        "made by": database.all("SELECT entry, digest, vectors FROM linking"),
        "judgements counted since": [
            entry for (entry,) in database.all("SELECT entry FROM counted ORDER BY entry")
        ],
    }
    for name, value in found.items():
        if value != wanted[name]:
            yield _wrong("claims", f"{name}: {value}; the log expects {wanted[name]}", RELINK)
    return f"{claims:,} claims with all that was linked"


def _vectors(database: Database) -> Looking:
    for entry, digest, wanted in vectors.changed(database):
        what = f"their digest is {digest}; the log expects {wanted}"
        yield _wrong(f"vectors of log entry {entry}", what, EMBED)
    (count,) = database.one("SELECT count(*) FROM embedding")
    return f"{count:,} vectors"


def _index(database: Database, index: str, content: str) -> Looking:
    """A full-text index beside what it is made of, which SQLite compares only where it may write."""
    name = f"full-text index of {content}"
    try:
        with database.writable():
            database.run(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except LedgerError as error:
        if not error.damage:
            return f"not the {name}: {error}"
        yield _wrong(name, str(error), REBUILD)
    return f"the {name}"
