"""A reading with what people put right in it: rows that are none, passages, and who is reported to speak.

Works on rows and words only; the machine's own reading stays as it is in the ledger.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from stemmata.ledger.anchors import ALIKE, place_of, share
from stemmata.ledger.judgements import Anchor, Judgement, Speaker, Verdict
from stemmata.model import Attribution, Reading, Span, Unread

__all__ = ["OF_ROWS", "corrected"]

OF_ROWS: tuple[Verdict, ...] = ("stands", "rejected", "span", "source", "withdrawn")
"""Verdicts that bear on a reading's rows."""


def corrected(reading: Reading, judgements: Iterable[Judgement]) -> Reading:
    """A reading as people put it right; itself where they did not.

    A row that is put right keeps its id: it is the same place, read better. What is in no row any more is
    unread, for reason "other".

    Args:
        reading: What the machine read.
        judgements: Those on the article's page that are not withdrawn, oldest first.
    """
    machine = {row.id: row for row in reading.attributions}
    rows: dict[str, Attribution | None] = dict(machine)
    for one in judgements:
        for anchor in one.anchors[: len(one.a)]:
            found = _row_at(reading, anchor)
            if found is None:
                continue
            row, piece, _span = found
            now = rows[row.id]
            match one.verdict:
                case "stands":
                    rows[row.id] = machine[row.id]
                case "rejected" if anchor.id.startswith("att:"):
                    rows[row.id] = None
                case "span" if now:
                    rows[row.id] = _reworded(reading, now, anchor, piece, one.anchors[-1])
                case "source" if now:
                    (speaker,) = one.b
                    if isinstance(speaker, Speaker):
                        rows[row.id] = _said_by(reading, now, speaker)
    if rows == machine:
        return reading
    return _whole(reading, rows)


def _row_at(reading: Reading, anchor: Anchor) -> tuple[Attribution, Span, Span] | None:
    """The row that was judged or is read in its place, its piece of content there, and the place."""
    span = place_of(anchor, reading.article.text)
    if span is None:
        return None
    of_row = anchor.id.startswith("att:")
    best: tuple[float, str, Attribution, Span] | None = None
    for row in reading.attributions:
        for piece in row.content:
            if row.id == anchor.id and piece.overlaps(span):
                return row, piece, span
            # An occurrence is a part of a content: its row is the one that holds most of it.
            like = share(span, piece) if of_row else _held(span, piece)
            if like >= ALIKE and (best is None or (like, row.id) > best[:2]):
                best = (like, row.id, row, piece)
    return (*best[2:], span) if best else None


def _held(span: Span, piece: Span) -> float:
    return max(0, min(span.end, piece.end) - max(span.start, piece.start)) / (span.end - span.start)


def _reworded(
    reading: Reading, row: Attribution, old: Anchor, piece: Span, words: Anchor
) -> Attribution:
    """The row with a passage as it should be; where the passage is a part of a content, with room for it."""
    new = place_of(words, reading.article.text)
    if new is None:
        return row
    if not old.id.startswith("att:"):
        new = Span(min(piece.start, new.start), max(piece.end, new.end))
    others = (s for s in row.content if s != piece and not s.overlaps(new))
    return replace(row, content=tuple(sorted((*others, new))))


def _said_by(reading: Reading, row: Attribution, speaker: Speaker) -> Attribution:
    if speaker.words is None:
        return replace(
            row,
            voice="outlet",
            source=(),
            cue=(),
            manner="outlet",
            source_entity=None,
            source_kind=None,
        )
    span = place_of(speaker.words, reading.article.text)
    if span is None:
        return row
    named = [m.entity for m in reading.mentions if m.entity and m.span.overlaps(span)]
    return replace(
        row,
        voice="source",
        source=(span,),
        manner="indirect" if row.voice == "outlet" else row.manner,
        source_entity=named[-1] if named else None,
        source_kind=speaker.kind,
    )


def _whole(reading: Reading, rows: Mapping[str, Attribution | None]) -> Reading:
    """The reading with these rows, each code point accounted for again."""
    kept = [row for row in rows.values() if row]
    ids = {row.id for row in kept}
    attributions = tuple(
        replace(row, within=None) if row.within not in ids else row for row in kept
    )
    text = reading.article.text
    said, covered = bytearray(len(text)), bytearray(len(text))
    for row in attributions:
        for span in row.content if row.voice == "outlet" else ():
            said[span.start : span.end] = b"\1" * (span.end - span.start)
        for span in (*row.source, *row.cue, *row.content):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    unread = [
        Unread(part, passage.reason)
        for passage in reading.unread
        for part in _bare(text, said, passage.span)
    ]
    for passage in unread:
        covered[passage.span.start : passage.span.end] = b"\1" * (
            passage.span.end - passage.span.start
        )
    unread += [Unread(part, "other") for part in _bare(text, covered, Span(0, len(text)))]
    return replace(
        reading,
        extractor=f"{reading.extractor}, put right by people",
        attributions=attributions,
        unread=tuple(sorted(unread, key=lambda u: u.span)),
    )


def _bare(text: str, taken: bytearray, within: Span) -> Iterator[Span]:
    """The stretches of a span that are not taken, without white space at their ends."""
    start = within.start
    while (start := taken.find(0, start, within.end)) >= 0:
        end = taken.find(1, start, within.end)
        end = within.end if end < 0 else end
        part = text[start:end]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            yield Span(left, left + len(part.strip()))
        start = end
