"""The columns of every table of attributions, in one place: a new one is one row here."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from stemmata.export.rows import Row

__all__ = ["COLUMNS", "Column", "Value", "as_cell"]

Kind = Literal["text", "number", "score", "words", "ranges"]
Value = str | int | float | None | Iterable[str] | Iterable[tuple[int, int]]


class Column(NamedTuple):
    """One column: `words` are the pieces of a role, `ranges` are half-open (start, end) pairs."""

    name: str
    kind: Kind
    get: Callable[[Row], Value]
    about: str


def _attribution(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.attribution, field) if row.attribution else None


def _first_seen(row: Row) -> str | None:
    return next((s.seen_utc for s in row.exhibit.sightings if s.seen_utc), None)


COLUMNS = (
    Column("attribution", "text", _attribution("id"), "id of the row; empty: the article has none"),
    Column("article", "text", lambda row: row.exhibit.reading.article.id, "id of the article"),
    Column("outlet", "text", lambda row: row.exhibit.reading.article.outlet, "who published it"),
    Column("published", "text", lambda row: row.exhibit.reading.article.published, "ISO date"),
    Column("title", "text", lambda row: row.exhibit.reading.article.title, "title of the page"),
    Column("url", "text", lambda row: row.url, "address at which the page was first seen"),
    Column("language", "text", lambda row: row.exhibit.reading.article.language, "ISO 639-1"),
    Column("voice", "text", _attribution("voice"), "source: attributed; outlet: its own voice"),
    Column("source", "words", lambda row: row.source.words, "the words that name who"),
    Column("source_name", "text", lambda row: row.source_name, "fullest name in the article"),
    Column("source_kind", "text", _attribution("source_kind"), "what kind of source"),
    Column("cue", "words", lambda row: row.cue.words, "the words that signal the attribution"),
    Column("content", "words", lambda row: row.content.words, "the words that say what"),
    Column("attitude", "text", _attribution("attitude"), "assertion, belief, intention, fact"),
    Column("polarity", "text", _attribution("polarity"), "denied: the source denies the content"),
    Column("manner", "text", _attribution("manner"), "direct, indirect, mixed or outlet"),
    Column("within", "text", _attribution("within"), "the attribution that this one lies in"),
    Column("score", "score", _attribution("score"), "model's confidence in the row, 0 to 1"),
    Column(
        "start",
        "number",
        lambda row: row.content.spans[0].start if row.content.spans else None,
        "where the content begins, in code points of the article's text",
    ),
    Column(
        "end",
        "number",
        lambda row: row.content.spans[-1].end if row.content.spans else None,
        "where the content ends, end excluded",
    ),
    Column("source_spans", "ranges", lambda row: row.source.spans, "pieces in code points"),
    Column("cue_spans", "ranges", lambda row: row.cue.spans, "pieces in code points"),
    Column("content_spans", "ranges", lambda row: row.content.spans, "pieces in code points"),
    Column(
        "content_bytes",
        "ranges",
        lambda row: row.content.payload,
        "bytes of the captured payload that the content was made of",
    ),
    Column(
        "payload_sha256",
        "text",
        lambda row: row.exhibit.capture.payload_digest,
        "SHA-256 of the captured payload",
    ),
    Column("media_type", "text", lambda row: row.exhibit.capture.media_type, "of the payload"),
    Column("warc", "text", lambda row: row.exhibit.place.warc, "archive file with the capture"),
    Column(
        "warc_offset", "number", lambda row: row.exhibit.place.offset, "first byte of its record"
    ),
    Column("warc_length", "number", lambda row: row.exhibit.place.length, "bytes of its record"),
    Column("seen", "text", _first_seen, "when the page was first seen, UTC"),
    Column("added", "text", lambda row: row.exhibit.added_utc, "when the case took it in, UTC"),
    Column("extractor", "text", lambda row: row.exhibit.reading.extractor, "what read the article"),
    Column("weights", "text", lambda row: row.exhibit.reading.weights, "SHA-256 of its weights"),
)


def as_cell(column: Column, row: Row) -> str | int | float | None:
    """A column's value where one cell must hold all of it.

    Words of several pieces are joined by " … ", ranges are written like "12-40 55-61".
    """
    value = column.get(row)
    if column.kind == "score" and isinstance(value, float):
        return round(value, 4)
    if value is None or isinstance(value, str | int | float):
        return value
    if column.kind == "words":
        return " … ".join(str(piece) for piece in value) or None
    return " ".join("-".join(map(str, piece)) for piece in value) or None
