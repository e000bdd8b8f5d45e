"""What the steps of extraction hand to each other before the final rows are made."""

from dataclasses import dataclass

from stemmata.model import EntityType, Span, Spans

__all__ = ["KINDS", "Draft", "KindScores", "Named"]

KINDS = ("claim", "opinion", "prediction", "exhortation", "question", "furniture", "other")
"""What a sentence in the outlet's own voice can be, in the order of the head's outputs."""

KindScores = tuple[float, ...]
"""Probabilities of one sentence, one per kind, in the order of KINDS."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in a source's voice as decoded: who, by what words, what; no judgement yet.

    `within` is the index, in the same list, of the draft whose content holds this one.
    """

    source: Spans
    cue: Spans
    content: Spans
    score: float
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as decoded: no entity yet."""

    span: Span
    type: EntityType
    score: float
