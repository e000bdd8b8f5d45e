"""Copied passages marked in the text of an article, over the marks that the report makes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from stemmata.model import Span
from stemmata.report.marks import Paragraph, Piece

__all__ = ["with_copied"]

COPIED = "copied"


def with_copied(paragraphs: Iterable[Paragraph], copied: Sequence[Span]) -> Iterator[Paragraph]:
    """The paragraphs, their pieces cut where a copied passage begins or ends and marked inside of it."""
    together = _together(copied)
    bounds = [bound for span in together for bound in span]
    at = 0
    for paragraph in paragraphs:
        pieces: list[Piece] = []
        for piece in paragraph.pieces:
            end = at + len(piece.text)
            cuts = [at, *(bound for bound in bounds if at < bound < end), end]
            pieces += _marked(piece, at, cuts, together)
            at = end
        at += len(paragraph.ending)
        yield replace(paragraph, pieces=tuple(pieces))


def _together(spans: Iterable[Span]) -> list[Span]:
    """The same characters in as few spans as hold them, in order."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _marked(piece: Piece, at: int, cuts: list[int], copied: Sequence[Span]) -> Iterator[Piece]:
    """A piece in parts: what stands before it stays with the first part, what stands after with the last."""
    for start, end in pairwise(cuts):
        is_first, is_last = start == cuts[0], end == cuts[-1]
        gone = {name for name, kept in (("opens", is_first), ("closes", is_last)) if not kept}
        looks = tuple(name for name in piece.classes if name not in gone)
        is_copied = any(span.start <= start and end <= span.end for span in copied)
        yield Piece(
            text=piece.text[start - at : end - at],
            classes=(*looks, COPIED) if is_copied else looks,
            labels=piece.labels if is_first else (),
            unread=piece.unread if is_first else (),
            notes=piece.notes if is_last else (),
        )
