"""How one event is passed on: first reports, then articles made out of articles."""

import random
from dataclasses import dataclass, replace

from benchmarks.origins import circles, reports, reprints
from benchmarks.origins.desk import Desk
from benchmarks.origins.newsroom import Draft
from benchmarks.origins.rates import FIRST_REPORTS, LATE, LOST, OPERATIONS, SIZES, UNDATED, pick
from benchmarks.origins.seeds import kinds
from benchmarks.origins.story import Story

__all__ = ["Tradition", "tradition"]

_DONE_BY = {
    "copy": reprints.copy,
    "merge": reprints.merge,
    "rewrite": reports.rewrite,
    "quote": reprints.quote,
    "own report": reports.own_report,
    "deny": reports.deny,
    "update": reprints.update,
    "self": circles.itself,
    "network": circles.network,
    "mutual": circles.mutual,
}


@dataclass(frozen=True, slots=True)
class Tradition:
    """All drafts of one event in the order in which they were made, lost ones too."""

    number: int
    story: Story
    drafts: tuple[Draft, ...]


def tradition(number: int, seed: int) -> Tradition:
    """The tradition of that number; the same for the same seed, whatever others are made."""
    rng = random.Random(f"{seed}/{number}")
    story = Story(rng.choice(kinds()), rng)
    return Tradition(number, story, tuple(_drafts(Desk(story, rng))))


def _drafts(desk: Desk) -> list[Draft]:
    size = desk.rng.choice(SIZES)
    for _ in range(min(size - 1, pick(FIRST_REPORTS, desk.rng))):
        reports.first_report(desk)
    while not desk.drafts:
        reports.first_report(desk)
    while len(desk.drafts) < size:
        _DONE_BY[pick(OPERATIONS, desk.rng)](desk)
    return _as_captured(desk)


def _as_captured(desk: Desk) -> list[Draft]:
    """The drafts with some first reports lost, some dates missing, some agencies' pages late."""
    rng, drafts = desk.rng, desk.drafts
    kept = [_captured(desk, at, draft) for at, draft in enumerate(drafts)]
    for at, draft in enumerate(kept):
        copies = [d for d in drafts if any(c.copied == at for s in d.statements for c in s.clauses)]
        credited = copies and all(d.credit == draft.outlet.name for d in copies)
        if draft.outlet.kind == "agency" and credited and rng.random() < LATE:
            kept[at] = replace(draft, day=max(d.day for d in copies) + 1)
    return kept


def _captured(desk: Desk, at: int, draft: Draft) -> Draft:
    # An outlet that came back to the story is not one whose article nobody could find.
    alone = sum(d.outlet == draft.outlet for d in desk.drafts) == 1
    lost = at == 0 and alone and len(desk.drafts) > 3 and desk.rng.random() < LOST
    return replace(draft, lost=lost, dated=desk.rng.random() >= UNDATED)
