"""Nouns as rows of the database and back. The digest of its row is what the log vouches for.

Each function's tuple is in the order of COLUMNS. Never change either: the digests in existing cases are
made of them. A new column belongs into a new table.
"""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from stemmata.ids import id_of
from stemmata.ledger.records import COLUMNS, Row
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
    "article_of",
    "article_row",
    "asset_id",
    "asset_row",
    "capture_row",
    "offsets_of",
    "reading_of",
    "reading_parts",
    "reading_row",
    "rejected_id",
    "rejected_row",
    "sighting_id",
    "sighting_of",
    "sighting_row",
]


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


def article_of(row: Row, *, language: str | None = None) -> Article:
    """The article in a row; in another language than it says, where a reading took it to be in one."""
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
        language or v["language"],
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


def reading_parts(reading: Reading) -> tuple[list[Row], ...]:
    """The rows of a reading's PARTS, in order."""
    return (
        [
            (
                *(n, a.id, a.voice, _json(a.source), _json(a.cue), _json(a.content)),
                *(a.manner, a.attitude, a.polarity, a.within, a.source_entity, a.source_kind),
                a.score + 0.0,  # a float that is never -0.0, which SQLite gives back as 0.0
            )
            for n, a in enumerate(reading.attributions)
        ],
        [(n, m.id, *m.span, m.type, m.entity) for n, m in enumerate(reading.mentions)],
        [
            (n, e.id, e.name, e.type, _json(e.aliases), e.description)
            for n, e in enumerate(reading.entities)
        ],
        [(n, *u.span, u.reason) for n, u in enumerate(reading.unread)],
    )


_decoder = msgspec.json.Decoder(Spans)  # ten times as fast as json, and a case has millions


def _spans(text: str) -> Spans:
    return _decoder.decode(text)


def reading_of(
    row: Row, parts: Sequence[Sequence[Any]], article: Row, *, language: str | None = None
) -> Reading:
    """A reading, checked as it is made, from its row, its parts' rows and its article's row.

    `language` is the one that it took the article to be in, where that is not the one in the row.
    """
    attributions, mentions, entities, unread = parts
    values: dict[str, Any] = dict(zip(COLUMNS["reading"], row, strict=True))
    return Reading(
        values["path"],
        article_of(article, language=language),
        values["weights"],
        values["extractor"],
        tuple(
            Attribution(id_, voice, _spans(source), _spans(cue), _spans(content), *rest)
            for _, id_, voice, source, cue, content, *rest in attributions
        ),
        tuple(Mention(id_, Span(start, end), *rest) for _, id_, start, end, *rest in mentions),
        tuple(
            Entity(id_, name, type_, tuple(json.loads(aliases)), description)
            for _, id_, name, type_, aliases, description in entities
        ),
        tuple(Unread(Span(start, end), reason) for _, start, end, reason in unread),
    )


def sighting_of(row: Row) -> Sighting:
    """The sighting in a row."""
    v: dict[str, Any] = dict(zip(COLUMNS["sighting"], row, strict=True))
    return Sighting(v["path"], v["url"], v["seen_utc"], v["offset"], v["item"])
