"""Articles that print again what others wrote: copies, merged ones, quotations, updates."""

from benchmarks.origins.desk import Desk
from benchmarks.origins.newsroom import (
    credited_inline,
    cut,
    lightly_edited,
    merged,
    moved,
    reordered,
    unattributed,
)
from benchmarks.origins.rates import CREDITS, IN_A_COPY, RETITLED, UNATTRIBUTED, pick
from benchmarks.origins.statements import Statement, filler
from benchmarks.origins.stuffing import other_matters
from benchmarks.origins.world import Outlet

__all__ = ["copy", "merge", "quote", "update"]


def copy(desk: Desk) -> None:
    """All of an article, after what happens to copies."""
    base = desk.base()
    copy = [s.copied(base) for s in desk.drafts[base].statements]
    _reprint(desk, base, tuple(copy), desk.outlet(), ["copy"])


def merge(desk: Desk) -> None:
    """Two articles in one, without credit."""
    base, other = desk.base(), desk.base()
    first, second = (tuple(s.copied(b) for s in desk.drafts[b].statements) for b in (base, other))
    if base != other:
        later = max(base, other, key=lambda b: desk.drafts[b].day)
        both = merged(first, second, desk.rng)
        _reprint(desk, later, both, desk.outlet(), ["merge"], may_credit=False)


def _reprint(
    desk: Desk,
    base: int,
    copy: tuple[Statement, ...],
    outlet: Outlet,
    did: list[str],
    *,
    may_credit: bool = True,
) -> None:
    """Publishes a copy after what else happens to copies."""
    rng, source = desk.rng, desk.drafts[base].outlet.name
    chosen = {what for what, rate in IN_A_COPY.items() if rng.random() < rate}
    # Within a network, a credit line is house style and not evidence: none is given.
    sisters = outlet.network and outlet.network == desk.drafts[base].outlet.network
    credit = pick(CREDITS, rng) if may_credit and not sisters else "hidden"
    if "cut" in chosen:
        copy = cut(copy, rng)
    if "reorder" in chosen:
        copy = reordered(copy, rng)
    if "edit" in chosen:
        copy = lightly_edited(copy, desk.story, rng)
    if "move" in chosen:
        copy = tuple(moved(s, source, rng) if s.clauses else s for s in copy)
    if credit == "hidden":
        copy = tuple(_maybe_unattributed(desk, s) for s in copy)
    if credit == "inline":
        copy = tuple(credited_inline(s, source, rng) if s.clauses else s for s in copy)
    if "stuff" in chosen:
        copy = (*copy, *map(filler, other_matters(rng.randint(1, 3), rng)))
    if "add" in chosen:
        copy = (*copy, *desk.addition(outlet, copy))
    title = None if rng.random() < RETITLED else desk.drafts[base].title
    did = [*did, *sorted(chosen), f"credit {credit}"]
    named = source if credit == "dateline" else None
    desk.publish(outlet, desk.day(base), copy, did, credit=named, title=title)


def _maybe_unattributed(desk: Desk, statement: Statement) -> Statement:
    if statement.stance != "reports" or desk.rng.random() >= UNATTRIBUTED:
        return statement
    return unattributed(statement)


def quote(desk: Desk) -> None:
    """A passage or two within an article on other matters."""
    base, rng = desk.base(), desk.rng
    told = [s.copied(base) for s in desk.drafts[base].statements if s.clauses]
    chosen = rng.sample(told, min(len(told), rng.randint(1, 2)))
    if rng.random() < 0.6:
        chosen = [credited_inline(s, desk.drafts[base].outlet.name, rng) for s in chosen]
    around = [filler(words) for words in other_matters(rng.randint(4, 7), rng)]
    at = rng.randint(0, len(around))
    desk.publish(desk.outlet(), desk.day(base), around[:at] + chosen + around[at:], ("quote",))


def update(desk: Desk) -> None:
    """An outlet's own article once more, with something added."""
    base = desk.base()
    old = desk.drafts[base]
    copy = tuple(s.copied(base) for s in old.statements)
    added = (*copy, *desk.addition(old.outlet, copy))
    desk.publish(old.outlet, old.day + 1, added, ("update",), title=old.title)
