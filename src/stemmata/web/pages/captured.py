"""The captured page as it was, with words of the ledger marked in place through their bytes.

It is hostile: its frame has an opaque origin and runs nothing, and its policy lets nothing be fetched.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, TypedDict

from stemmata.capture.archive import payload_at
from stemmata.model import Exhibit, Span
from stemmata.report.rows import Row, rows_of
from stemmata.text.layers import shown_mask
from stemmata.web.asking import Asked, NotHere
from stemmata.web.pages.article import exhibit_of

__all__ = ["FRAME_HEADERS", "MARK", "Captured", "Marked", "captured", "frame", "marked"]

ARCHIVE = "archive"

FRAME_HEADERS = {
    # Styles of the page may stay, since they cannot fetch; `sandbox` also where it is opened by itself.
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
}

MARK = "stemmata-marked"
"""The anchor of the first words marked."""
LOOK = (
    "background:#ffe08a!important;color:#1f2124!important;"
    "outline:2px solid #7a3b12!important;outline-offset:1px!important;scroll-margin:20vh!important"
)

# Policies do not stop a browser from connecting ahead to what <link> names.
LINK = re.compile(r"<(?=link[\s/>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with marks. `hidden` pieces of words lie where browsers show nothing, or nothing marked."""

    html: str
    marks: int
    hidden: int


class CapturedAnswer(TypedDict):
    """Which bytes (start, end) of which payload a row, or the whole text, was made of."""

    article: str
    attribution: str | None
    payload_sha256: str
    size_bytes: int
    charset: str
    bytes: list[list[int]]


@dataclass(frozen=True, slots=True)
class Captured:
    """What stands around the frame: which row is marked, and where its bytes lie."""

    TEMPLATE: ClassVar[str] = "captured.html"

    exhibit: Exhibit
    row: Row | None
    rows: tuple[Row, ...]
    ranges: tuple[tuple[int, int], ...]
    marks: int
    hidden: int
    size_bytes: int

    def to_object(self) -> CapturedAnswer:
        """Which bytes of which payload the row was made of."""
        return {
            "article": self.exhibit.reading.article.id,
            "attribution": self.row.attribution.id if self.row else None,
            "payload_sha256": self.exhibit.capture.payload_digest,
            "size_bytes": self.size_bytes,
            "charset": self.exhibit.offsets.charset,
            "bytes": [list(found) for found in self.ranges],
        }


def captured(asked: Asked) -> Captured:
    """The page around the frame."""
    exhibit = exhibit_of(asked)
    rows = rows_of(exhibit.reading)
    row = _row(asked, rows)
    payload = _payload(asked, exhibit)
    ranges = _ranges(exhibit, row)
    page = marked(payload, exhibit, ranges)
    return Captured(exhibit, row, rows, ranges, page.marks, page.hidden, len(payload))


def frame(asked: Asked) -> str:
    """What stands in the frame."""
    exhibit = exhibit_of(asked)
    row = _row(asked, rows_of(exhibit.reading))
    return marked(_payload(asked, exhibit), exhibit, _ranges(exhibit, row)).html


def _row(asked: Asked, rows: Iterable[Row]) -> Row | None:
    wanted = asked.query.get("row")
    if not wanted:
        return None
    for row in rows:
        if row.attribution.id == wanted:
            return row
    raise NotHere(f"The current reading of this article has no row {wanted}.")


def _payload(asked: Asked, exhibit: Exhibit) -> bytes:
    return payload_at(asked.folder / ARCHIVE, exhibit.place)


def _ranges(exhibit: Exhibit, row: Row | None) -> tuple[tuple[int, int], ...]:
    if row is None:
        return ()
    a = row.attribution
    spans: list[Span] = sorted((*a.source, *a.cue, *a.content))
    return tuple(sorted({found for span in spans for found in exhibit.offsets.bytes_of(span)}))


def marked(payload: bytes, exhibit: Exhibit, ranges: Iterable[tuple[int, int]]) -> Marked:
    """A payload as a page that can be shown, with the byte ranges marked where it shows text.

    Marks stand only in what is shown between two tags, so they never cross one.
    """
    text, spans = _decoded(payload, exhibit.offsets.charset, _apart(ranges))
    if exhibit.capture.media_type != "text/html":
        return _plain(text, spans)
    shown = shown_mask(text)
    pieces: list[str] = []
    at = marks = hidden = 0
    for span in spans:
        found = list(_stretches(text, span, shown))
        hidden += not found
        for start, end in found:
            pieces += [text[at:start], _mark(text[start:end], first=not marks)]
            marks, at = marks + 1, end
    pieces.append(text[at:])
    return Marked(LINK.sub("<x-", "".join(pieces)), marks, hidden)


def _plain(text: str, spans: Iterable[Span]) -> Marked:
    """A payload that is no page, as one."""
    pieces: list[str] = []
    at = marks = 0
    for start, end in spans:
        pieces += [escape(text[at:start]), _mark(escape(text[start:end]), first=not marks)]
        marks, at = marks + 1, end
    pieces.append(escape(text[at:]))
    style = "margin:1rem;font:1rem/1.6 Georgia,serif;white-space:pre-wrap;overflow-wrap:anywhere"
    body = f'<pre dir="auto" style="{style}">{"".join(pieces)}</pre>'
    head = '<!doctype html><html><head><meta charset="utf-8"><title>As captured</title></head>'
    return Marked(
        f'{head}<body style="background:#fff;color:#1f2124">{body}</body></html>', marks, 0
    )


def _mark(words: str, *, first: bool) -> str:
    anchor = f' id="{MARK}"' if first else ""
    return f'<mark{anchor} style="{LOOK}">{words}</mark>'


def _apart(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, joined where they touch or overlap."""
    apart: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if apart and first <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], last)
        else:
            apart.append((first, last))
    return apart


def _decoded(
    payload: bytes, charset: str, ranges: Iterable[tuple[int, int]]
) -> tuple[str, list[Span]]:
    """The payload's text, and the ranges of bytes as spans of it.

    Decoded piece by piece between the ends of the ranges, which lie between characters.
    """
    decoder = codecs.getincrementaldecoder(charset)("replace")
    pieces: list[str] = []
    spans: list[Span] = []
    size = at = 0

    def upto(end: int) -> int:
        nonlocal at, size
        piece = decoder.decode(payload[at:end])
        pieces.append(piece)
        at, size = end, size + len(piece)
        return size

    for first, last in ranges:
        spans.append(Span(upto(first), upto(last)))
    pieces.append(decoder.decode(payload[at:], final=True))
    return "".join(pieces), [span for span in spans if span.start < span.end]


def _stretches(text: str, span: Span, shown: Any) -> Iterator[tuple[int, int]]:
    """The parts of a span between tags that hold more than white space."""
    start = span.start
    while start < span.end:
        end = start + 1
        while end < span.end and shown[end] == shown[start]:
            end += 1
        if shown[start] and not text[start:end].isspace():
            yield start, end
        start = end
