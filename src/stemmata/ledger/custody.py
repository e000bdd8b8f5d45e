"""The log of custody: one entry an act, each holding the digest of the one before."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from stemmata.ids import digest_of
from stemmata.ledger.database import Database
from stemmata.ledger.records import shown

__all__ = [
    "ACTS",
    "BEGINNING",
    "Detail",
    "LogEntry",
    "Tail",
    "append_entry",
    "entry_bytes",
    "entry_digest",
    "tail_of",
]

Detail = Mapping[str, object] | str
"""What an entry says of its act, as JSON."""

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "capture": "captured",
        "asset": "attached",
        "article": "added",
        "reading": "read",
        "sighting": "sighted",
        "rejected": "rejected",
        "judgement": "judged",
    }
)
"""The tables of records, and the act that makes one. Other acts only stand in the log."""

BEGINNING = "0" * 64
"""What the first entry names as its previous one."""


class Tail(NamedTuple):
    """The number and digest of the last entry."""

    seq: int
    digest: str


class LogEntry(NamedTuple):
    """One act: what was done to what and when.

    `detail` is JSON; for an act that made a record, `record` in it is that record's digest.
    """

    seq: int
    at_utc: str
    act: str
    subject: str
    detail: str
    previous: str
    digest: str

    @property
    def digested(self) -> bytes:
        """The bytes whose SHA-256 is the digest of an entry that was not changed."""
        return entry_bytes(*self[:-1])


def entry_bytes(seq: int, at_utc: str, act: str, subject: str, detail: str, previous: str) -> bytes:
    """The JSON array of an entry's fields but its digest, which is the SHA-256 of these bytes."""
    array = [seq, at_utc, act, subject, detail, previous]
    return json.dumps(array, separators=(",", ":")).encode()


def entry_digest(seq: int, at_utc: str, act: str, subject: str, detail: str, previous: str) -> str:
    """The SHA-256 of the JSON array of an entry's other fields."""
    return digest_of(entry_bytes(seq, at_utc, act, subject, detail, previous))


def tail_of(database: Database) -> Tail | None:
    """The end of the log, None where it is empty."""
    row = database.one("SELECT seq, digest FROM log ORDER BY seq DESC LIMIT 1")
    return Tail(*row) if row else None


def append_entry(
    database: Database, tail: Tail | None, act: str, subject: str, detail: Detail, *, at_utc: str
) -> Tail:
    """Write the entry that follows `tail`; the new end of the log."""
    tail = tail or Tail(0, BEGINNING)
    said = json.dumps(detail, separators=(",", ":"))
    fields = (tail.seq + 1, at_utc, shown(act), shown(subject), said, tail.digest)
    digest = entry_digest(*fields)
    database.run("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", (*fields, digest))
    return Tail(fields[0], digest)
