"""Articles in words of their own: first reports, own ones, rewritten ones, denials."""

from benchmarks.origins.desk import Desk
from benchmarks.origins.newsroom import rewritten
from benchmarks.origins.rates import AGENCY_FIRST, FIRST_SOURCES, LEAD, OWN_SOURCES, STATED
from benchmarks.origins.statements import Statement, wrote

__all__ = ["deny", "first_report", "own_report", "rewrite"]


def first_report(desk: Desk) -> None:
    """An outlet's report of most of the facts, each from a source of its own."""
    first = not desk.drafts
    outlet = desk.agency() if first and desk.rng.random() < AGENCY_FIRST else desk.outlet()
    made: list[Statement] = []
    for fact in range(len(desk.story.kind.facts)):
        if desk.rng.random() < STATED:
            made += desk.sourced(fact, outlet, FIRST_SOURCES if first else OWN_SOURCES)
    made = desk.together(made)
    if made and made[0].source is not None and desk.rng.random() < LEAD:
        lead = desk.story.worded(made[0].clauses[0].claim)
        made = [wrote((lead,), desk.rng), *made] if lead else made
    for scene in desk.story.scenes(2, 4):
        made.insert(desk.rng.randint(1, len(made)) if made else 0, scene)
    desk.publish(outlet, desk.rng.randint(0, 1), made, ("first report",))


def rewrite(desk: Desk) -> None:
    """All claims of an article in other words."""
    base = desk.base()
    made = list(rewritten(desk.drafts[base], base, desk.story, desk.rng))
    for scene in desk.story.scenes(1, 2):
        made.insert(desk.rng.randint(0, len(made)), scene)
    desk.publish(desk.outlet(), desk.day(base), made, ("rewrite",))


def own_report(desk: Desk) -> None:
    """Some facts from other sources, or another number or culprit."""
    outlet = desk.outlet()
    facts = range(len(desk.story.kind.facts))
    chosen = desk.rng.sample(facts, desk.rng.randint(1, 2))
    made = [s for fact in chosen for s in desk.sourced(fact, outlet, OWN_SOURCES)]
    made += desk.story.scenes(1, 3)
    desk.publish(outlet, desk.rng.randint(0, 3), made, ("own report",))


def deny(desk: Desk) -> None:
    """Someone denies a claim that others made; sometimes the article tells who made it."""
    base, rng = desk.base(), desk.rng
    claims = [c.claim for s in desk.drafts[base].statements for c in s.clauses]
    claim = rng.choice(claims)
    holders = desk.speakers(lambda s: claim in {c.claim for c in s.clauses})
    free = [b.name for b in desk.story.bodies if b.name not in holders]
    clause = desk.story.worded(claim)
    if not free or clause is None:
        return
    speaker = desk.story.speaker(body := rng.choice(free))
    made = [wrote((clause,), rng, source=body, speaker=speaker, denied=True)]
    restated = desk.story.worded(claim, taken=base)
    if restated and rng.random() < 0.5:
        made.append(wrote((restated,), rng, via=desk.drafts[base].outlet.name))
    made += desk.story.scenes(1, 3)
    desk.publish(desk.outlet(), desk.day(base), made, ("deny",))
