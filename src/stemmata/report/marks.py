"""An article's text cut into marked pieces, so that overlapping spans can be shown in one line.

HTML elements cannot overlap, spans can. So the text is cut at every boundary of every span, and each
piece carries the marks of all spans that cover it. Joined in order, the pieces are the text again.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from stemmata.model import Reading, Span
from stemmata.report import words
from stemmata.report.rows import Row

__all__ = ["Label", "Paragraph", "Piece", "Shares", "paragraphs", "shares"]

_UNREAD, _OUTLET, _SOURCE = 1, 2, 3
_SPACE = re.compile(r"\s+")


class Label(NamedTuple):
    """The number of a row, set where the row begins or goes on (`again`) in the text."""

    row: Row
    again: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that no span boundary divides.

    `classes` are the names of its looks, `labels` stand before it, `notes` after it: what kind of
    thing a mention names, why a passage was not read. `unread` holds the numbers of the unread
    passages that begin here.
    """

    text: str
    classes: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    unread: tuple[int, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one paragraph, and the white space with line breaks that ends it."""

    pieces: tuple[Piece, ...]
    ending: str
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """Per cent of the article's characters, white space aside; where they overlap, the first wins."""

    sources: int
    outlet: int
    unread: int


class _Mark(NamedTuple):
    """One span that gives the text below it a look; `number` is that of an unread passage."""

    span: Span
    role: str  # source, cue or content of a row; mention, unread or frame without one
    row: Row | None = None
    note: str = ""
    number: int = 0


def paragraphs(reading: Reading, rows: Sequence[Row]) -> Iterator[Paragraph]:
    """The article's paragraphs in order; their pieces and endings together are the whole text."""
    text, headline = reading.article.text, reading.article.headline
    marks = _marks(reading, rows)
    labels = _labels(rows)
    opening: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.span.start].append(mark)
    bounds = sorted({bound for mark in marks for bound in mark.span})
    active: list[_Mark] = []
    for line, ending in _lines(text):
        inner = bounds[bisect_right(bounds, line.start) : bisect_left(bounds, line.end)]
        pieces = []
        for start, end in pairwise((line.start, *inner, line.end)):
            active = [mark for mark in active if mark.span.end > start] + opening.pop(start, [])
            pieces.append(_piece(text, Span(start, end), active, labels.pop(start, ())))
        is_headline = headline is not None and line.overlaps(headline)
        yield Paragraph(tuple(pieces), text[ending.start : ending.end], is_headline)


def shares(reading: Reading, rows: Sequence[Row]) -> Shares:
    """How much of the article each voice takes, and how much was not read."""
    text = reading.article.text
    voices = bytearray(len(text))
    for value, spans in (
        (_UNREAD, [passage.span for passage in reading.unread]),
        (_OUTLET, [span for row in rows if row.is_outlet for span in row.attribution.content]),
        (_SOURCE, [span for row in rows if not row.is_outlet for span in _spans(row)]),
    ):
        for start, end in spans:
            voices[start:end] = bytes([value]) * (end - start)
    count = Counter(v for v, character in zip(voices, text, strict=True) if not character.isspace())
    whole = max(1, count.total())
    return Shares(*(round(100 * count[value] / whole) for value in (_SOURCE, _OUTLET, _UNREAD)))


def _spans(row: Row) -> tuple[Span, ...]:
    return (*row.attribution.source, *row.attribution.cue, *row.attribution.content)


def _lines(text: str) -> Iterator[tuple[Span, Span]]:
    """Each line without the white space around it, and the white space up to the next line."""
    start = 0
    for space in _SPACE.finditer(text):
        if "\n" in space[0] or "\r" in space[0]:
            yield Span(start, space.start()), Span(*space.span())
            start = space.end()
    if start < len(text):
        yield Span(start, len(text)), Span(len(text), len(text))


def _marks(reading: Reading, rows: Sequence[Row]) -> list[_Mark]:
    marks = [
        _Mark(span, role, row)
        for row in rows
        for role, spans in (
            ("source", row.attribution.source),
            ("cue", row.attribution.cue),
            ("content", row.attribution.content),
        )
        for span in spans
    ]
    marks += [_Mark(m.span, "mention", note=words.ENTITY_TYPES[m.type]) for m in reading.mentions]
    for number, passage in enumerate(reading.unread, start=1):
        role = "frame" if passage.reason == "frame" else "unread"
        marks.append(
            _Mark(passage.span, role, note=words.UNREAD_REASONS[passage.reason], number=number)
        )
    return marks


def _labels(rows: Sequence[Row]) -> dict[int, tuple[Label, ...]]:
    """The labels at each place: where a row begins, and where its content goes on after a gap."""
    labels: dict[int, tuple[Label, ...]] = defaultdict(tuple)
    for row in rows:
        first = min(_spans(row)).start
        labels[first] += (Label(row, again=False),)
        for piece in row.attribution.content[1:]:
            if piece.start != first:
                labels[piece.start] += (Label(row, again=True),)
    return labels


def _piece(text: str, span: Span, active: list[_Mark], labels: tuple[Label, ...]) -> Piece:
    """The piece of text that `active` marks cover; labels and notes where a mark begins or ends."""
    rows = sorted({mark.row.number for mark in active if mark.row})
    ending = [mark for mark in active if mark.span.end == span.end]
    return Piece(
        text=text[span.start : span.end],
        classes=(*_looks(span, active), *(f"x{number}" for number in rows)),
        labels=labels,
        unread=tuple(m.number for m in active if m.number and m.span.start == span.start),
        notes=tuple((m.role, m.note) for m in ending if m.role in ("mention", "unread")),
    )


def _looks(span: Span, active: list[_Mark]) -> Iterator[str]:
    """The class names of a piece: whose voice, which role in the innermost row, which layers."""
    contents = [mark for mark in active if mark.row and mark.role == "content"]
    said = [mark for mark in contents if mark.row and not mark.row.is_outlet]
    roles = [(mark.row.depth, mark.role) for mark in active if mark.row and mark not in contents]
    if len(contents) > len(said):
        yield "own"
    if said:
        yield "said"
    if len(said) > 1:
        yield "deep"
    if any(mark.span.start == span.start for mark in contents):
        yield "opens"
    if any(mark.span.end == span.end for mark in contents):
        yield "closes"
    if roles:
        yield max(roles)[1]
    yield from sorted({mark.role for mark in active if mark.row is None})
