"""Records as the database holds them: their columns, their exact values, and the digests of them.

SQLite's text cannot hold a NUL or a lone surrogate, and search marks hits with MARKS. Where a row has one
of them, a stand-in of the same length is stored in its place, so that spans and search go on working,
and the row's `exact` column holds the true values as JSON.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from stemmata.ids import digest_of

__all__ = ["COLUMNS", "MARKS", "PARTS", "Row", "record_digest", "restored", "shown", "stored"]

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
            *("n", "id", "voice", "source", "cue", "content", "manner", "attitude"),
            *("polarity", "within", "source_entity", "source_kind", "score"),
        ),
        "mention": ("n", "id", "start", "end", "type", "entity"),
        "entity": ("n", "id", "name", "type", "aliases", "description"),
        "unread": ("n", "start", "end", "reason"),
        "sighting": (
            *("id", "capture", "article", "path", "item", "url", "seen_utc", "offset"),
            *("outlet", "title", "published", "charset"),
        ),
        "rejected": ("id", "item", "stage", "reason", "payload_digest", "sighting"),
        "judgement": ("id", "verdict", "a", "b", "withdraws", "who", "why"),
        "claim": (
            *("n", "id", "text", "occurrences", "outlets", "origins", "origins_low"),
            *("origins_high", "first_seen", "last_seen", "circular"),
        ),
        "origin": ("claim", "n", "id", "name", "kind", "circular"),
        "actor": ("n", "id", "name", "type", "names", "merges"),
    }
)
"""The columns of each table beside `entry`, `reading` and `exact`."""

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

    Bytes are written as hexadecimal digits. A reading's array goes on with one array of rows for each of
    PARTS.
    """
    array = [table, *row, *parts]
    return digest_of(json.dumps(array, separators=(",", ":"), default=bytes.hex).encode())
