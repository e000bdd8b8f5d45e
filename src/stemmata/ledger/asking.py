"""What a ledger holds: one thing at a time, or all of it in the order of adding."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from stemmata.errors import LedgerError
from stemmata.ledger import records, rows
from stemmata.ledger.custody import BEGINNING, LogEntry
from stemmata.ledger.database import ADDRESS, LANGUAGE, Database, rebuilding
from stemmata.model import (
    Article,
    Capture,
    Captured,
    Exhibit,
    Offsets,
    Place,
    Reading,
    Rejected,
    Sighting,
)

__all__ = ["Asking", "Asset", "RejectedItem"]


@dataclass(frozen=True, slots=True)
class Asset:
    """Something saved beside a page: what it is, where it was seen, where it lies."""

    capture: Capture
    sighting: Sighting
    place: Place


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """A reject, when it was made, and the digest of its payload where that could be read.

    `read_since` where an article was made later of something under the same name.
    """

    rejected: Rejected
    added_utc: str
    payload_digest: str | None
    read_since: bool


def _columns(table: str) -> str:
    """The columns of a record, for a SELECT; `exact` comes last."""
    return ", ".join(f'"{name}"' for name in (*records.COLUMNS[table], "exact"))


class Asking:
    """The reading side of a ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place_of(self, capture: str) -> Place | None:
        """Where a capture lies in the archive; None where the case does not have it."""
        sql = "SELECT warc, warc_offset, warc_length, record_digest FROM capture WHERE id = ?"
        row = self._database.one(sql, (capture,))
        return Place(*row) if row else None

    def has_article(self, article: str) -> bool:
        """Whether the case has this article."""
        return self._database.one("SELECT 1 FROM article WHERE id = ?", (article,)) is not None

    def article_of(self, captured: Captured) -> str | None:
        """The article that was made of this very sighting."""
        sql = (
            "SELECT article FROM sighting WHERE id = ? AND article IS NOT NULL ORDER BY entry DESC"
        )
        row = self._database.one(sql, (rows.sighting_id(captured),))
        return row[0] if row else None

    def outcome(self, captured: Captured) -> Literal["article", "rejected"] | None:
        """What became of this very sighting; None where it is new."""
        if self.article_of(captured) is not None:
            return "article"
        sql = "SELECT 1 FROM rejected WHERE sighting = ?"
        return "rejected" if self._database.one(sql, (rows.sighting_id(captured),)) else None

    def is_read(
        self, article: str, weights: str, extractor: str, *, language: str | None = None
    ) -> bool:
        """Whether the current reading of an article was made with these, and as this language if said."""
        sql = f"""
            SELECT 1 FROM article a JOIN current_reading r ON r.article = a.id
            WHERE a.id = ?1 AND r.weights = ?2 AND r.extractor = ?3
              AND {LANGUAGE} = ifnull(?4, {LANGUAGE})"""
        return self._database.one(sql, (article, weights, extractor, language)) is not None

    def attributions_among(self, ids: Collection[str]) -> set[str]:
        """Those of these ids that are an attribution of a current reading."""
        sql = """
            SELECT t.id FROM current_reading r JOIN attribution t ON t.reading = r.entry
            WHERE t.id IN (SELECT value FROM json_each(?))"""
        wanted = json.dumps([records.shown(i) for i in ids])
        return {i for (i,) in self._database.all(sql, (wanted,))} if ids else set()

    def archive_end(self) -> tuple[str, int] | None:
        """The WARC file written last, and its length when that was committed; None for an empty case."""
        row = self._database.one("SELECT warc, warc_end FROM capture ORDER BY entry DESC LIMIT 1")
        return tuple(row) if row else None

    def captures(self) -> Iterator[tuple[Capture, Place, int]]:
        """Every capture, assets included: what it is, where it lies, the bytes of its payload."""
        for entry in self._entries("capture"):
            row = self.record("capture", entry)
            yield _capture(row), _place(row), row[3]

    def assets_of(self, capture: str) -> tuple[Asset, ...]:
        """What was saved beside a page."""
        sql = "SELECT entry, capture FROM asset WHERE page = ? ORDER BY entry"
        return tuple(self._asset(*found) for found in self._database.all(sql, (capture,)))

    def _asset(self, entry: int, capture: str) -> Asset:
        _, _, _, path, url, seen_utc, offset, item = self.record("asset", entry)
        row = self.record("capture", capture, key="id")
        return Asset(_capture(row), Sighting(path, url, seen_utc, offset, item), _place(row))

    def exhibit(self, article: str) -> Exhibit | None:
        """One article with its current reading and the evidence under it; None where it is not here."""
        return next(self.exhibits(articles=[article]), None)

    def mapped(self, capture: str) -> Iterator[tuple[Article, Offsets]]:
        """The articles that were made of a capture, with their maps to its bytes, without their readings."""
        sql = "SELECT entry FROM article WHERE capture = ? ORDER BY entry"
        for (entry,) in self._database.all(sql, (capture,)):
            row = self.record("article", entry)
            with rebuilding(row[0]):
                article, offsets = rows.article_of(row), rows.offsets_of(row)
            yield article, offsets

    def exhibits(self, *, articles: Collection[str] | None = None) -> Iterator[Exhibit]:
        """The articles of the case, or those named, in the order of adding; one at a time in memory."""
        for entry in self._entries("article") if articles is None else self._named(articles):
            row = self.record("article", entry)
            sql = "SELECT max(entry) FROM reading WHERE article = ?"
            (current,) = self._database.one(sql, (row[0],))
            if current is not None:
                yield self._exhibit(row, current, self._at(entry))

    def _exhibit(self, row: Any, current: int, added_utc: str) -> Exhibit:
        capture = self.record("capture", row[1], key="id")
        sql = f"SELECT {_columns('sighting')} FROM sighting WHERE article = ? ORDER BY entry"
        seen = self._database.all(sql, (row[0],))
        reading = self._reading(current, row)
        with rebuilding(row[0]):
            sightings = tuple(rows.sighting_of(records.restored("sighting", v)) for v in seen)
            offsets = rows.offsets_of(row)
        return Exhibit(reading, _capture(capture), _place(capture), sightings, offsets, added_utc)

    def _reading(self, entry: int, article: records.Row) -> Reading:
        """The reading of this entry, of the article in this row."""
        read, parts = self.record("reading", entry), self.parts(entry)
        sql = "SELECT detail ->> 'language' FROM log WHERE seq = ?"
        with rebuilding(f"reading {entry}"):
            (language,) = self._database.one(sql, (entry,))
            return rows.reading_of(read, parts, article, language=language)

    def parts(self, entry: int) -> tuple[list[records.Row], ...]:
        """The rows that belong to a reading, as they were before they were stored."""
        return tuple(self._part(table, entry) for table in records.PARTS)

    def _part(self, table: str, entry: int) -> list[records.Row]:
        names = ", ".join(f'"{name}"' for name in records.COLUMNS[table])
        exact = ", exact" if table == "entity" else ""
        sql = f'SELECT {names}{exact} FROM "{table}" WHERE reading = ? ORDER BY n'
        found = self._database.all(sql, (entry,))
        with rebuilding(f"reading {entry}"):
            return [records.restored(table, values) for values in found] if exact else found

    def rejected(self) -> Iterator[RejectedItem]:
        """What could not be read, in order."""
        since = f"SELECT 1 FROM sighting WHERE {ADDRESS} = ? AND article IS NOT NULL AND entry > ? LIMIT 1"
        for entry in self._entries("rejected"):
            _, item, stage, reason, payload_digest, _ = self.record("rejected", entry)
            yield RejectedItem(
                Rejected(item, stage, reason),
                self._at(entry),
                payload_digest,
                self._database.one(since, (records.shown(item), entry)) is not None,
            )

    def versions(self, address: str) -> list[str]:
        """The articles that were seen at an address, one for each time its bytes changed, oldest first."""
        # The time of adding stands in where the input did not say when it was seen.
        sql = f"""
            SELECT article FROM (
              SELECT s.article, min(coalesce(s.seen_utc, l.at_utc)) AS first_utc, min(s.entry) AS first
              FROM sighting s JOIN log l ON l.seq = s.entry
              WHERE {ADDRESS} = ? AND s.article IS NOT NULL GROUP BY s.capture
            ) ORDER BY first_utc, first"""
        return [row[0] for row in self._database.all(sql, (records.shown(address),))]

    def changed_addresses(self) -> list[str]:
        """The addresses whose bytes changed between sightings, in order of first sighting."""
        sql = f"""
            SELECT {ADDRESS} FROM sighting WHERE article IS NOT NULL AND {ADDRESS} IS NOT NULL
            GROUP BY 1 HAVING count(DISTINCT capture) > 1 ORDER BY min(entry)"""
        return [row[0] for row in self._database.all(sql)]

    def entries(self, act: str) -> list[LogEntry]:
        """The log's entries of one act, for acts that are few."""
        sql = "SELECT * FROM log WHERE act = ? ORDER BY seq"
        return [LogEntry(*row) for row in self._database.all(sql, (act,))]

    def entry(self, seq: int | None = None) -> LogEntry | None:
        """The log's entry of this number, or the last one; None where there is none."""
        sql = "SELECT * FROM log WHERE seq = ifnull(?, (SELECT max(seq) FROM log))"
        row = self._database.one(sql, (seq,))
        return LogEntry(*row) if row else None

    def log(self) -> Iterator[LogEntry]:
        """The log of custody from its beginning."""
        sql = "SELECT * FROM log WHERE seq > :last ORDER BY seq LIMIT :size"
        for page in self._database.pages(sql):
            yield from (LogEntry(*row) for row in page)

    def head(self) -> str:
        """The digest of the log's last entry: it stands for the whole ledger."""
        row = self._database.one("SELECT digest FROM log ORDER BY seq DESC LIMIT 1")
        return row[0] if row else BEGINNING

    def record(self, table: str, value: int | str, *, key: str = "entry") -> Any:
        """A record as it was before it was stored.

        Raises:
            LedgerError: There is none, or it is not as it was stored.
        """
        sql = f'SELECT {_columns(table)} FROM "{table}" WHERE "{key}" = ?'
        found = self._database.one(sql, (value,))
        if found is None:
            raise LedgerError(f"{table} {value} is not there", damage=True)
        with rebuilding(f"{table} {value}"):
            return records.restored(table, found)

    def _at(self, entry: int) -> str:
        with rebuilding(f"log entry {entry}"):
            at: str = self._database.one("SELECT at_utc FROM log WHERE seq = ?", (entry,))[0]
        return at

    def _entries(self, table: str) -> Iterator[int]:
        """The entries of a table's records in order."""
        sql = f'SELECT entry FROM "{table}" WHERE entry > :last ORDER BY entry LIMIT :size'
        for page in self._database.pages(sql):
            yield from (entry for (entry,) in page)

    def _named(self, articles: Collection[str]) -> Iterator[int]:
        """The entries of these articles in order."""
        sql = "SELECT entry FROM article WHERE id IN (SELECT value FROM json_each(?))"
        found = self._database.all(sql, (json.dumps(list(articles)),))
        return (entry for (entry,) in sorted(found))


def _capture(row: Any) -> Capture:
    return Capture(row[0], row[1], row[2])


def _place(row: Any) -> Place:
    _, _, _, _, warc, offset, length, _, digest = row
    return Place(warc, offset, length, digest)
