"""Where the following of a passage ends: a source with a name, an outlet, or outlets on each other."""

from dataclasses import dataclass

from benchmarks.origins.passages import Passages
from benchmarks.origins.printing import Placed
from benchmarks.origins.statements import ANONYMOUS

__all__ = ["End", "Following"]


@dataclass(frozen=True, slots=True)
class End:
    """Where the following of an occurrence ends. `outlet` where that is an outlet's own word."""

    name: str
    outlet: bool = False
    cycle: bool = False


class Following:
    """Follows passages: as far as a reader can, or, where what is `hidden` counts, to where they are from."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages

    def followed(self, place: Placed, *, hidden: bool, trail: tuple[Placed, ...] = ()) -> End:
        if place in trail:
            names = {self._passages.outlet(p) for p in trail[trail.index(place) :]}
            return End(min(names), outlet=True, cycle=True)
        said, trail = place.statement, (*trail, place)
        if said.source is not None and said.source != ANONYMOUS:
            return End(said.source)
        before = self._passages.before(place, hidden=hidden)
        if said.source == ANONYMOUS:
            return self._anonymous(place, before, hidden=hidden, trail=trail)
        if said.via is None:
            if before is not None:
                return self.followed(before, hidden=hidden, trail=trail)
            if (beside := self._passages.named_beside(place)) is not None:
                return self.followed(beside, hidden=hidden, trail=trail)
        carrier = said.via or self._passages.credit(place)
        if hidden and before is not None:
            return self.followed(before, hidden=True, trail=trail)
        at_carrier = (
            p for p in self._passages.ancestors(place) if self._passages.outlet(p) == carrier
        )
        if (original := next(at_carrier, None)) is not None:
            return self.followed(original, hidden=hidden, trail=trail)
        if (kin := self._passages.named_by_kin(place)) is not None:
            return self.followed(kin, hidden=hidden, trail=trail)
        if carrier is None:
            return End(self._passages.outlet(place), outlet=True)
        return self._carried(place, carrier, hidden=hidden, trail=trail)

    def _anonymous(
        self, place: Placed, before: Placed | None, *, hidden: bool, trail: tuple[Placed, ...]
    ) -> End:
        """Unnamed sources are pinned to the outlet that has them; several of one do not multiply."""
        carrier = place.statement.via
        if carrier is None and before is not None and before.statement.source == ANONYMOUS:
            return self.followed(before, hidden=hidden, trail=trail)
        carrier = carrier or self._passages.credit(place)
        there = [
            p
            for p in self._passages.at(carrier, place, hidden=hidden)
            if p.statement.source == ANONYMOUS
        ]
        if there and there[0] not in trail:
            return self.followed(there[0], hidden=hidden, trail=trail)
        return End(f"{ANONYMOUS} ({carrier or self._passages.outlet(place)})")

    def _carried(
        self, place: Placed, carrier: str, *, hidden: bool, trail: tuple[Placed, ...]
    ) -> End:
        """What the outlet named as the carrier has it from, where its article is at hand."""
        there = self._passages.at(carrier, place, hidden=hidden)
        if not there:
            return End(carrier, outlet=True)
        return self.followed(there[0], hidden=hidden, trail=trail)
