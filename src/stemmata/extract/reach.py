"""How far a cue reaches: reported words stand in its sentence, only quoted ones go on beyond it.

A decoder that looks at each piece of a text sometimes hangs the outlet's next sentence on the last
speaker; this takes it back.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.draft import Draft
from stemmata.extract.quotations import Quotations, quotations
from stemmata.extract.sentences import sentences
from stemmata.model import Span

__all__ = ["within_reach"]

_QUOTED = 0.5  # share of a piece that lies in quotation marks from which it is quoted


def within_reach(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without unquoted pieces of content in sentences where neither cue nor source is.

    A draft keeps at least one piece. Where all quotation marks are lost, nothing is taken away.
    """
    marks = quotations(text)
    if not marks.all:
        return list(drafts)
    starts = [sentence.start for sentence in sentences(text)]

    def sentence_of(at: int) -> int:
        return bisect_right(starts, at) - 1

    reached = []
    for draft in drafts:
        own = {sentence_of(span.start) for span in (*draft.source, *draft.cue)}
        near = tuple(
            piece
            for piece in draft.content
            if any(
                k in own for k in range(sentence_of(piece.start), sentence_of(piece.end - 1) + 1)
            )
            or _is_quoted(marks, piece)
        )
        reached.append(replace(draft, content=near) if own and near else draft)
    return reached


def _is_quoted(marks: Quotations, piece: Span) -> bool:
    around = marks.around(piece.start)
    if around is not None and around.span.end >= piece.end:
        return True
    inside = sum(
        min(piece.end, q.span.end) - max(piece.start, q.span.start)
        for q in marks.all
        if q.span.overlaps(piece)
    )
    return inside > _QUOTED * (piece.end - piece.start)
