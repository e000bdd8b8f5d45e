"""Articles by which outlets come to rest on their own word, on their network's, or on each other."""

from dataclasses import replace

from benchmarks.origins.desk import Desk
from benchmarks.origins.statements import Clause, filler, wrote
from benchmarks.origins.stuffing import other_matters
from benchmarks.origins.world import Outlet

__all__ = ["itself", "mutual", "network"]


def _own_voiced(desk: Desk) -> list[tuple[int, Clause]]:
    """Clauses stated by an outlet itself, with the drafts that do."""
    return [
        (at, c)
        for at, d in enumerate(desk.drafts)
        for s in d.statements
        for c in s.clauses
        if s.source is None and s.via in (None, d.outlet.name) and c.copied is None
    ]


def _resting_on(desk: Desk, base: int, old: Clause, outlet: Outlet, what: str) -> None:
    """An article whose one claim rests on the word of the base's outlet, by name."""
    fresh = desk.story.worded(old.claim, taken=base)
    clause = fresh or replace(old, copied=base, taken=None)
    named = desk.drafts[base].outlet
    said = wrote((clause,), desk.rng, via=named.name, own=named == outlet)
    around = [*desk.story.scenes(1, 2), *map(filler, other_matters(2, desk.rng))]
    desk.publish(outlet, desk.day(base) + 1, [said, *around], (what,))


def itself(desk: Desk) -> None:
    """An outlet rests on its own earlier word."""
    if voiced := _own_voiced(desk):
        base, old = desk.rng.choice(voiced)
        _resting_on(desk, base, old, desk.drafts[base].outlet, "self")


def network(desk: Desk) -> None:
    """An outlet rests on another of its network."""
    pairs = [
        (base, old, sister)
        for base, old in _own_voiced(desk)
        for sister in desk.free
        if sister.network and sister.network == desk.drafts[base].outlet.network
    ]
    if pairs:
        base, old, sister = desk.rng.choice(pairs)
        desk.free.remove(sister)
        _resting_on(desk, base, old, sister, "network")


def mutual(desk: Desk) -> None:
    """Two outlets rest on each other, and nobody else states the claim."""
    told = {c.claim for d in desk.drafts for s in d.statements for c in s.clauses}
    fact = desk.rng.randrange(len(desk.story.kind.facts))
    claim = fact if fact not in told else desk.story.rival(fact)
    clause = None if claim is None or claim in told else desk.story.worded(claim)
    if clause is None:
        return
    one, two = desk.outlet(), desk.outlet()
    day = desk.rng.randint(0, 2)
    for outlet, other, words in ((one, two, clause), (two, one, None)):
        said = words or _answer(desk, clause)
        statement = wrote((said,), desk.rng, via=other.name)
        around = map(filler, other_matters(3, desk.rng))
        desk.publish(outlet, day, [statement, *around], ("mutual",))


def _answer(desk: Desk, clause: Clause) -> Clause:
    base = len(desk.drafts) - 1
    fresh = desk.story.worded(clause.claim, taken=base)
    return fresh or replace(clause, copied=base)
