"""Nouns as rows of the database and back. The digest of its row is what the log vouches for.

Each function's tuple is in the order of the COLUMNS beside it. Never change either: the digests in
existing cases are made of them. A new column belongs into a new table.

SQLite's text cannot hold a NUL or a lone surrogate, and search marks hits with MARKS. Where a row has one
of them, a stand-in of the same length is stored in its place, so that spans and search go on working,
and the row's `exact` column holds the true values as JSON.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from stemmata.ids import digest_of, id_of
from stemmata.ledger.varints import pack_runs, unpack_runs
from stemmata.model import (
    Article,
    Attribution,
    Captured,
    Entity,
    Finding,
    Mention,
    Offsets,
    Place,
    Reading,
    Rejected,
    Sighting,
    Span,
    Spans,
    Unread,
)

__all__ = [
    "COLUMNS",
    "MARKS",
    "PARTS",
    "Row",
    "article_of",
    "article_row",
    "asset_id",
    "asset_row",
    "capture_row",
    "offsets_of",
    "parts_of",
    "reading_parts",
    "reading_row",
    "record_digest",
    "rejected_id",
    "rejected_row",
    "restored",
    "shown",
    "sighting_id",
    "sighting_row",
    "stored",
]

Value = str | bytes | int | float | None
Row = tuple[Value, ...]

MARKS = ("\U0010fffe", "\U0010ffff")
"""Noncharacters that enclose a hit; no stored text holds them."""

UNHELD = re.compile("[\0\ud800-\udfff" + "".join(MARKS) + "]")

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "capture": (
            *("id", "payload_digest", "media_type", "size_bytes"),
            *("warc", "warc_offset", "warc_length", "warc_end", "record_digest"),
        ),
        "asset": ("id", "page", "capture", "path", "url", "seen_utc", "offset", "item"),
        "article": (
            *("id", "capture", "outlet", "title", "headline", "byline", "published"),
            *("language", "found", "charset", "offsets", "text"),
        ),
        "reading": (
            *("article", "path", "weights", "extractor"),
            *("attributions", "mentions", "entities", "unread"),
        ),
        "attribution": (
            *("reading", "n", "id", "voice", "source", "cue", "content", "manner", "attitude"),
            *("polarity", "within", "source_entity", "source_kind", "score"),
        ),
        "mention": ("reading", "n", "id", "start", "end", "type", "entity"),
        "entity": ("reading", "n", "id", "name", "type", "aliases", "description"),
        "unread": ("reading", "n", "start", "end", "reason"),
        "sighting": (
            *("id", "capture", "article", "path", "item", "url", "seen_utc", "offset"),
            *("outlet", "title", "published", "charset"),
        ),
        "rejected": ("id", "item", "stage", "reason", "payload_digest", "sighting"),
    }
)
"""The columns of each table beside `entry` and `exact`."""

PARTS = ("attribution", "mention", "entity", "unread")
"""The tables that hold what a reading found."""


def shown(text: str) -> str:
    """The text with a stand-in of one code point for each one that cannot be stored."""
    return UNHELD.sub(lambda found: "␀" if found[0] == "\0" else "\ufffd", text)


def stored(table: str, row: Row) -> tuple[Value, ...]:
    """The row as SQLite can hold it; its `exact` column, None where all is held, comes last."""
    exact = {
        name: value
        for name, value in zip(COLUMNS[table], row, strict=True)
        if isinstance(value, str) and UNHELD.search(value)
    }
    if not exact:
        return *row, None
    return *(shown(v) if isinstance(v, str) else v for v in row), json.dumps(exact)


def restored(table: str, values: Sequence[Value]) -> Row:
    """The row that `stored` was given.

    Raises:
        ValueError: What is stored does not agree with the column `exact`.
    """
    *row, exact = values
    if exact is None:
        return tuple(row)
    true = json.loads(str(exact))
    whole = tuple(true.get(name, v) for name, v in zip(COLUMNS[table], row, strict=True))
    if stored(table, whole) != tuple(values):
        raise ValueError(f"{table}: what is stored does not agree with the column exact")
    return whole


def record_digest(table: str, row: Row, parts: Iterable[Sequence[Row]] = ()) -> str:
    """The SHA-256 of a JSON array: the table's name, then the row's values.

    Bytes are written as hexadecimal digits. A reading's array goes on with one array for each of PARTS,
    which holds their rows without the column `reading`.
    """
    values = [v.hex() if isinstance(v, bytes) else v for v in row]
    array = [table, *values, *([part[1:] for part in rows] for rows in parts)]
    return digest_of(json.dumps(array, separators=(",", ":")).encode())


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def capture_row(captured: Captured, place: Place, end: int) -> Row:
    """A capture, where it lies, and where the archive ended behind all its records."""
    capture = captured.capture
    return (
        *(capture.id, capture.payload_digest, capture.media_type, len(captured.payload)),
        *(place.warc, place.offset, place.length, end, place.digest),
    )


def asset_id(asset: Captured, page: str) -> str:
    """The id of this capture as something saved beside this page."""
    seen = asset.sighting
    return id_of("ast", page, asset.capture.id, seen.path, seen.url, seen.offset, seen.item)


def asset_row(asset: Captured, page: str) -> Row:
    """Something saved beside a page."""
    seen = asset.sighting
    return (
        *(asset_id(asset, page), page, asset.capture.id),
        *(seen.path, seen.url, seen.seen_utc, seen.offset, seen.item),
    )


def sighting_id(captured: Captured) -> str:
    """The id of this very sighting: what was seen, where, when, and what the input said of it."""
    seen, given = captured.sighting, captured.given
    return id_of(
        "sgt",
        *(captured.capture.id, seen.path, seen.item, seen.url, seen.seen_utc, seen.offset),
        *(given.outlet, given.title, given.published, given.charset),
    )


def sighting_row(captured: Captured, article: str | None) -> Row:
    """A sighting, and the article that was made of it."""
    seen, given = captured.sighting, captured.given
    return (
        *(sighting_id(captured), captured.capture.id, article),
        *(seen.path, seen.item, seen.url, seen.seen_utc, seen.offset),
        *(given.outlet, given.title, given.published, given.charset),
    )


def rejected_id(rejected: Rejected, captured: Captured | None) -> str:
    """The id of this reject of this sighting."""
    sighting = sighting_id(captured) if captured else None
    return id_of("rej", rejected.item, rejected.stage, rejected.reason, sighting)


def rejected_row(rejected: Rejected, captured: Captured | None) -> Row:
    """What could not be read, and what is known of its bytes."""
    return (
        *(rejected_id(rejected, captured), rejected.item, rejected.stage, rejected.reason),
        captured.capture.payload_digest if captured else None,
        sighting_id(captured) if captured else None,
    )


def article_row(article: Article, offsets: Offsets) -> Row:
    """An article with its map to the payload."""
    a = article
    return (
        *(a.id, a.capture, a.outlet, a.title, a.headline and _json(a.headline)),
        *(_json(a.byline), a.published, a.language, _json(a.found)),
        *(offsets.charset, pack_runs(offsets.runs), a.text),
    )


def article_of(row: Row) -> Article:
    """The article in a row."""
    v: dict[str, Any] = dict(zip(COLUMNS["article"], row, strict=True))
    return Article(
        v["id"],
        v["capture"],
        v["text"],
        v["outlet"],
        v["title"],
        None if v["headline"] is None else Span(*json.loads(v["headline"])),
        tuple(json.loads(v["byline"])),
        v["published"],
        v["language"],
        tuple(Finding(*pair) for pair in json.loads(v["found"])),
    )


def offsets_of(row: Row) -> Offsets:
    """The map from text to bytes in an article's row."""
    v: dict[str, Any] = dict(zip(COLUMNS["article"], row, strict=True))
    return Offsets(v["charset"], unpack_runs(v["offsets"]))


def reading_row(reading: Reading) -> Row:
    """A reading without its parts, but counted: status must not have to look at each."""
    unread: dict[str, int] = {}
    for passage in reading.unread:
        size = passage.span.end - passage.span.start
        unread[passage.reason] = unread.get(passage.reason, 0) + size
    return (
        *(reading.article.id, reading.path, reading.weights, reading.extractor),
        *(len(reading.attributions), len(reading.mentions), len(reading.entities)),
        json.dumps(unread, sort_keys=True),
    )


def reading_parts(reading: Reading, entry: int) -> tuple[list[Row], ...]:
    """The rows of a reading's PARTS, in order."""
    return (
        [
            (
                *(entry, n, a.id, a.voice, _json(a.source), _json(a.cue), _json(a.content)),
                *(a.manner, a.attitude, a.polarity, a.within, a.source_entity, a.source_kind),
                a.score + 0.0,  # a float that is never -0.0, which SQLite gives back as 0.0
            )
            for n, a in enumerate(reading.attributions)
        ],
        [(entry, n, m.id, *m.span, m.type, m.entity) for n, m in enumerate(reading.mentions)],
        [
            (entry, n, e.id, e.name, e.type, _json(e.aliases), e.description)
            for n, e in enumerate(reading.entities)
        ],
        [(entry, n, *u.span, u.reason) for n, u in enumerate(reading.unread)],
    )


def _spans(text: str) -> Spans:
    return tuple(Span(*pair) for pair in json.loads(text))


def parts_of(
    attributions: Iterable[Sequence[Any]],
    mentions: Iterable[Sequence[Any]],
    entities: Iterable[Sequence[Any]],
    unread: Iterable[Sequence[Any]],
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...], tuple[Entity, ...], tuple[Unread, ...]]:
    """What `reading_parts` was given, without its columns `reading` and `n`."""
    return (
        tuple(
            Attribution(id_, voice, _spans(source), _spans(cue), _spans(content), *rest)
            for _, _, id_, voice, source, cue, content, *rest in attributions
        ),
        tuple(Mention(id_, Span(start, end), *rest) for _, _, id_, start, end, *rest in mentions),
        tuple(
            Entity(id_, name, type_, tuple(json.loads(aliases)), description)
            for _, _, id_, name, type_, aliases, description in entities
        ),
        tuple(Unread(Span(start, end), reason) for _, _, start, end, reason in unread),
    )


def sighting_of(row: Row) -> Sighting:
    """The sighting in a row."""
    v: dict[str, Any] = dict(zip(COLUMNS["sighting"], row, strict=True))
    return Sighting(v["path"], v["url"], v["seen_utc"], v["offset"], v["item"])
