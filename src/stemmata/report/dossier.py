"""A dossier: chosen attributions with their passages in context, their sources and their evidence.

What a dossier holds is decided here; `render` writes it as a self-contained HTML page without any
script, `dossier_docx` as a Word document. Addresses are shown, never linked.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from stemmata.model import Exhibit, Reading, Span
from stemmata.report.accuracy import Accuracy
from stemmata.report.page import filled, part
from stemmata.report.rows import HeaderLine, Row, Speaker, header, rows_of, speakers

__all__ = ["About", "Chapter", "Entry", "Piece", "chapters", "render"]

AROUND = 400  # code points of context on either side: two or three sentences


class Piece(NamedTuple):
    """A stretch of a passage: `role` is source, cue or content, empty for the context."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution in its passage, and what it rests on: names and values."""

    row: Row
    passage: tuple[Piece, ...]
    place: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article with its chosen attributions; `number` makes its anchors unique."""

    number: int
    title: str
    header: tuple[HeaderLine, ...]
    evidence: tuple[tuple[str, str], ...]
    speakers: tuple[Speaker, ...]
    entries: tuple[Entry, ...]
    rows_in_all: int


@dataclass(frozen=True, slots=True)
class About:
    """What a dossier says of itself."""

    case: str
    generator: str
    exported_utc: str
    head: str | None = None
    redacted: bool = False


def render(chapters: Iterable[Chapter], about: About, accuracy: Accuracy) -> str:
    """The dossier as one HTML page that needs no other file."""
    return filled(
        "dossier.html",
        style=part("page.css") + part("dossier.css"),
        chapters=tuple(chapters),
        about=about,
        accuracy=accuracy,
        generator=about.generator,
    )


def chapters(
    exhibits: Iterable[Exhibit], chosen: Container[str] | None = None
) -> Iterator[Chapter]:
    """The chapters of a dossier: every article with a chosen attribution.

    Args:
        exhibits: The articles, in the order of the chapters.
        chosen: Ids of attributions; None takes every article, those without attributions too.
    """
    number = 0
    for exhibit in exhibits:
        rows = rows_of(exhibit.reading)
        kept = tuple(row for row in rows if chosen is None or row.attribution.id in chosen)
        if not kept and chosen is not None:
            continue
        number += 1
        yield Chapter(
            number=number,
            title=exhibit.reading.article.title or "Article without a title",
            header=header(exhibit.reading),
            evidence=tuple(_evidence(exhibit)),
            speakers=speakers(kept),
            entries=tuple(_entry(exhibit, row) for row in kept),
            rows_in_all=len(rows),
        )


def _entry(exhibit: Exhibit, row: Row) -> Entry:
    a = row.attribution
    ranges = [found for span in a.content for found in exhibit.offsets.bytes_of(span)]
    place = [("code points", ", ".join(f"{start} to {end}" for start, end in a.content))]
    if ranges:
        shown = ", ".join(f"{first} to {last}" for first, last in ranges)
        place.append(("bytes of the payload", shown))
    return Entry(row, tuple(_passage(exhibit.reading, row)), (*place, ("row", a.id)))


def _passage(reading: Reading, row: Row) -> Iterator[Piece]:
    """The row's words and what stands around them, cut where its roles begin and end."""
    text, a = reading.article.text, row.attribution
    roles = (("content", a.content), ("cue", a.cue), ("source", a.source))
    marks = [(span, role) for role, spans in roles for span in spans]
    whole = _around(text, min(s.start for s, _ in marks), max(s.end for s, _ in marks))
    if whole.start and not text[whole.start - 1].isspace():
        yield Piece("… ", "")
    bounds = sorted({*whole, *(bound for span, _ in marks for bound in span)})
    for start, end in pairwise(bounds):
        covering = [role for span, role in marks if span.start <= start < span.end]
        yield Piece(text[start:end], covering[-1] if covering else "")
    if whole.end < len(text) and not text[whole.end].isspace():
        yield Piece(" …", "")


def _around(text: str, start: int, end: int) -> Span:
    """The paragraphs that the words stand in, or as much of them as is context."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = text.find("\n", end)
    return Span(first, min(len(text) if last < 0 else last, end + AROUND))


def _evidence(exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    """What a chapter rests on, as names and values; what a redacted case leaves out is not there."""
    reading, place = exhibit.reading, exhibit.place
    for sighting in dict.fromkeys((s.url, s.seen_utc) for s in exhibit.sightings):
        seen = " at ".join(part for part in sighting if part)
        if seen:
            yield "seen", seen
    yield "added to the case", exhibit.added_utc
    if exhibit.capture.payload_digest:
        yield "SHA-256 of the captured bytes", exhibit.capture.payload_digest
        yield "archive", f"{place.warc}, bytes {place.offset} to {place.offset + place.length}"
        yield "SHA-256 of its record there", place.digest
    yield "article", reading.article.id
    yield "capture", exhibit.capture.id
    yield "read by", reading.extractor
    if reading.weights:
        yield "weights", reading.weights
