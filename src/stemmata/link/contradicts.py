"""Which claims cannot both hold: another number for the same quantity of the same event, or a denial.

Both claims stay, each with its holders. What one source says of two things in one article is two
things, not a contradiction.
"""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from stemmata.link.figures import clash
from stemmata.link.propositions import Proposition

__all__ = ["Contradiction", "Holder", "contradicts"]

SAME_EVENT = 0.7
"""Mean of sentence and story cosine from which two tolls may be of one event, where a place is shared."""

SHARE = 0.4
"""Least share of the pairs of two claims' passages that clash; a single clash is mostly another event."""

OPPOSITE = 0.75
"""Cosine of two passages from which one being negated makes them contrary."""


class Holder(NamedTuple):
    """A proposition with who states it and the names that tell which event it is about."""

    proposition: Proposition
    parties: frozenset[str]
    event: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why two propositions cannot both hold."""

    score: float
    why: str


def contradicts(
    p: Holder, q: Holder, *, passage: float, sentence: float, story: float
) -> Contradiction | None:
    """What makes two propositions contrary, if anything does.

    Args:
        p: One proposition.
        q: The other one.
        passage: Cosine of the two passages.
        sentence: Cosine of the sentences around them.
        story: Cosine of their articles.
    """
    a, b = p.proposition, q.proposition
    if p.parties & q.parties or (a.sentence.overlaps(b.sentence) and a.passage.article == b.passage.article):
        return None
    if a.negated != b.negated and passage >= OPPOSITE and a.stance != "denies" != b.stance:
        return Contradiction(passage, "negated")
    if not p.event & q.event or (sentence + story) / 2 < SAME_EVENT:
        return None
    for f, g in product(a.figures, b.figures):
        if clash(f, g) and not (f.part or g.part):
            return Contradiction((sentence + story) / 2, "figure")
    return None
