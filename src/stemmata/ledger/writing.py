"""Appending to a ledger: every record with the entry of the log that vouches for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from stemmata.errors import UsageError
from stemmata.ledger import records, rows
from stemmata.ledger.custody import ACTS, Detail, Tail, append_entry, tail_of
from stemmata.ledger.database import Database
from stemmata.model import Article, Captured, Offsets, Place, Reading, Rejected

__all__ = ["Writing"]


def _insert(table: str, *columns: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'


INSERT = {table: _insert(table, "entry", *records.COLUMNS[table], "exact") for table in ACTS} | {
    table: _insert(
        table, "reading", *records.COLUMNS[table], *(["exact"] if table == "entity" else [])
    )
    for table in records.PARTS
}
INDEX = "INSERT INTO article_fts (rowid, title, text) VALUES (?, ?, ?)"


class Writing:
    """The writing side of a ledger. Everything but `transaction` works only inside one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tail: Tail | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is kept inside is kept together, or, where something is raised, not at all."""
        try:
            with self._database.transaction():
                self._tail = tail_of(self._database)
                yield
        finally:
            self._tail = None

    def note(self, act: str, subject: str, detail: Detail, *, at_utc: str) -> int:
        """Enter an act into the log; the number of its entry."""
        if self._tail is None:
            raise UsageError(f"{act} {subject}: nothing can be kept outside transaction()")
        self._tail = append_entry(self._database, self._tail, act, subject, detail, at_utc=at_utc)
        return self._tail.seq

    def keep_capture(
        self, captured: Captured, place: Place, *, at_utc: str, end: int | None = None
    ) -> None:
        """Keep where a capture lies; nothing to do where the case has it.

        `end` is where its WARC file ended behind all that was written with it: the record's own end if
        not said.
        """
        if self._has("capture", captured.capture.id):
            return
        row = rows.capture_row(captured, place, end or place.offset + place.length)
        self._keep("capture", captured.capture.id, row, at_utc=at_utc)

    def keep_asset(
        self, asset: Captured, of: str, place: Place, *, at_utc: str, end: int | None = None
    ) -> None:
        """Keep a capture as something saved beside the page `of`; nothing to do where that is known."""
        self.keep_capture(asset, place, at_utc=at_utc, end=end)
        if not self._has("asset", rows.asset_id(asset, of)):
            row = rows.asset_row(asset, of)
            self._keep("asset", asset.capture.id, row, at_utc=at_utc)

    def keep_article(self, article: Article, offsets: Offsets, *, at_utc: str) -> None:
        """Keep an article and make it searchable; nothing to do where the case has it."""
        if self._has("article", article.id):
            return
        row = rows.article_row(article, offsets)
        entry = self._keep("article", article.id, row, at_utc=at_utc)
        title = None if article.title is None else records.shown(article.title)
        self._database.run(INDEX, (entry, title, records.shown(article.text)))

    def keep_reading(self, reading: Reading, *, at_utc: str) -> None:
        """Keep a reading of an article that the case has: from now on its current one.

        The log says in which language it was read, where that is not the one that was noted with the article.
        """
        row, parts = rows.reading_row(reading), rows.reading_parts(reading)
        article = reading.article
        noted = self._database.one("SELECT language FROM article WHERE id = ?", (article.id,))
        more = {} if noted == (article.language,) else {"language": article.language}
        entry = self._keep("reading", article.id, row, parts, at_utc=at_utc, more=more)
        for table, part in zip(records.PARTS, parts, strict=True):
            held = (records.stored(table, r) for r in part) if table == "entity" else part
            self._database.run_many(INSERT[table], ((entry, *values) for values in held))

    def keep_sighting(self, captured: Captured, *, article: str | None, at_utc: str) -> None:
        """Keep where and when a capture was seen, and which article was made of it."""
        row = rows.sighting_row(captured, article)
        self._keep("sighting", captured.capture.id, row, at_utc=at_utc)

    def keep_rejected(self, rejected: Rejected, *, captured: Captured | None, at_utc: str) -> None:
        """Keep what could not be read; nothing to do where the same was rejected for the same reason."""
        subject = rows.rejected_id(rejected, captured)
        if not self._has("rejected", subject):
            row = rows.rejected_row(rejected, captured)
            self._keep("rejected", subject, row, at_utc=at_utc)

    def _has(self, table: str, name: str) -> bool:
        return self._database.one(f'SELECT 1 FROM "{table}" WHERE id = ?', (name,)) is not None

    def _keep(
        self,
        table: str,
        subject: str,
        row: records.Row,
        parts: tuple[list[records.Row], ...] = (),
        *,
        at_utc: str,
        more: Mapping[str, str] | None = None,
    ) -> int:
        detail = {"record": records.record_digest(table, row, parts), **(more or {})}
        entry = self.note(ACTS[table], subject, detail, at_utc=at_utc)
        self._database.run(INSERT[table], (entry, *records.stored(table, row)))
        return entry
