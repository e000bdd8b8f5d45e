"""Judgements: who decided what when and why, and what has become of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from stemmata.ledger import Anchor, Judgement, Linking, Subject
from stemmata.model import Claim
from stemmata.pipeline.standing import State, standing
from stemmata.web.asking import Asked
from stemmata.web.objects import plain

__all__ = ["Judged", "Judgements", "judged_of", "judgements", "last_judge", "undoable"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and what has become of it; `state` is "" where that was not looked up."""

    judgement: Judgement
    state: State | str
    lost: tuple[Subject, ...] = ()

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether there is something to take back."""
        return self.judgement.verdict != "withdrawn" and self.state != "withdrawn"


@dataclass(frozen=True, slots=True)
class Judgements:
    """All that people decided, the newest first. `who` judged last."""

    TEMPLATE: ClassVar[str] = "judgements.html"

    judged: tuple[Judged, ...]
    linking: Linking | None
    who: str

    def to_object(self) -> dict[str, Any]:
        """The judgements with their state."""
        return {
            "judgements": [
                plain(one.judgement) | {"state": one.state, "lost": plain(one.lost)}
                for one in self.judged
            ]
        }


def judgements(asked: Asked) -> Judgements:
    """All that people decided."""
    found = [Judged(one.judgement, one.state, one.lost) for one in standing(asked.ledger)]
    return Judgements(
        tuple(reversed(found)), asked.counted.linking(asked.ledger), last_judge(asked)
    )


def judged_of(asked: Asked, claim: Claim) -> tuple[Judged, ...]:
    """The judgements on passages of a claim, the newest first.

    Whether they still decide anything takes reading every judged article, which one page should not.
    """
    made = asked.ledger.judgements()
    withdrawn = {one.withdraws for one in made}
    return tuple(
        Judged(one, "withdrawn" if one.id in withdrawn else "")
        for one in reversed(made)
        if any(_is_of(anchor, claim) for anchor in one.anchors)
    )


def last_judge(asked: Asked) -> str:
    """Who judged last: most cases have one judge, who need not type the name each time."""
    made = asked.ledger.judgements()
    return made[-1].who if made else ""


def undoable(made: Sequence[Judgement]) -> Judgement | None:
    """The newest judgement that was not taken back: what undoing undoes."""
    withdrawn = {one.withdraws for one in made}
    left = (j for j in reversed(made) if j.verdict != "withdrawn" and j.id not in withdrawn)
    return next(left, None)


def _is_of(anchor: Anchor, claim: Claim) -> bool:
    places = (o.passage for o in claim.occurrences)
    return any(p.article == anchor.article and p.span.overlaps(anchor.span) for p in places)
