"""Which passages of an event's articles were made from which, and what of it words, credits or dates show."""

from collections.abc import Iterator, Sequence

from benchmarks.origins.newsroom import Draft
from benchmarks.origins.printing import Placed

__all__ = ["Passages"]


class Passages:
    """All passages of one event, those of lost articles too."""

    def __init__(self, drafts: Sequence[Draft], places: Sequence[Placed]) -> None:
        self.drafts, self.places = drafts, places

    def captured(self) -> Iterator[Placed]:
        """The passages of articles that a collector got."""
        return (p for p in self.places if not self.drafts[p.draft].lost)

    def ancestors(self, place: Placed) -> Iterator[Placed]:
        """The captured passages that these words came from, nearest first.

        Where all of them are lost, the first captured one with the same words stands for them.
        """
        lost = False
        at: Placed | None = place
        found = 0
        while at is not None and (at := self._parent(at)) is not None:
            lost = self.drafts[at.draft].lost
            if not lost:
                found += 1
                yield at
        if lost and not found and (elder := self._elder(place)) is not None:
            yield elder

    def _parent(self, place: Placed) -> Placed | None:
        clause = place.clause
        if clause.copied is None:
            return None
        return next(
            p
            for p in self.places
            if p.draft == clause.copied and p.clause.wording == clause.wording
        )

    def _elder(self, place: Placed) -> Placed | None:
        """The first captured passage with the same words, if it was made before this one."""
        drafts = self.drafts
        same = [p for p in self.captured() if p.clause.wording == place.clause.wording]
        first = min(same, key=lambda p: (not drafts[p.draft].dated, drafts[p.draft].day, p.draft))
        return first if first.draft < place.draft else None

    def direction(self, place: Placed, parent: Placed) -> str | None:
        """What shows that `place` is the copy: the credit it gives, or the dates.

        Nothing does where each names the other, or where it names an original that was not captured.
        """
        child, elder = self.drafts[place.draft], self.drafts[parent.draft]
        if parent.statement.via == child.outlet.name and child.outlet != elder.outlet:
            return None
        if self._rests_on_lost(place):
            return None
        if (
            elder.outlet.name in (child.credit, place.statement.via)
            and child.outlet != elder.outlet
        ):
            return "credit"
        return "date" if child.dated and elder.dated and elder.day < child.day else None

    def _rests_on_lost(self, place: Placed) -> bool:
        drafts = self.drafts
        names = (place.statement.via, drafts[place.draft].credit)
        return any(d.lost and d.outlet.name in names for d in drafts)

    def before(self, place: Placed, *, hidden: bool) -> Placed | None:
        """The passage this one was made from: as far as words show it, or as it was."""
        if not hidden:
            return next(self.ancestors(place), None)
        taken = place.clause.taken
        if taken is None:
            return self._parent(place)
        return next(
            p for p in self.places if (p.draft, p.clause.claim) == (taken, place.clause.claim)
        )

    def outlet(self, place: Placed) -> str:
        return self.drafts[place.draft].outlet.name

    def credit(self, place: Placed) -> str | None:
        """Whose text the article says that this passage is; for a lost original, what its copies say."""
        drafts = self.drafts
        if place.clause.copied is None:
            return None
        if (credit := drafts[place.draft].credit) is not None:
            return credit
        if not drafts[place.clause.copied].lost:
            return None
        original = drafts[place.clause.copied].outlet.name
        kin = (p for p in self.captured() if p.clause.wording == place.clause.wording)
        named = any(original in (p.statement.via, drafts[p.draft].credit) for p in kin)
        return original if named else None

    def _sourced(self, claim: int) -> Iterator[Placed]:
        """The captured passages that give a source for a claim."""
        return (
            p
            for p in self.captured()
            if p.clause.claim == claim
            and p.statement.source is not None
            and p.statement.stance != "denies"
        )

    def named_beside(self, place: Placed) -> Placed | None:
        """Where the same article attributes the same claim: that covers its unattributed summary."""
        return next((p for p in self._sourced(place.clause.claim) if p.draft == place.draft), None)

    def named_by_kin(self, place: Placed) -> Placed | None:
        """Where another copy of a lost original gives the source that this copy leaves out."""
        copied, wording = place.clause.copied, place.clause.wording
        if copied is None or not self.drafts[copied].lost:
            return None
        same = (p for p in self._sourced(place.clause.claim) if p.clause.wording == wording)
        return next(same, None)

    def at(self, outlet: str | None, place: Placed, *, hidden: bool) -> list[Placed]:
        """Where an outlet's other articles support the same claim, attributed passages first."""
        there = [
            p
            for p in (self.places if hidden else self.captured())
            if self.outlet(p) == outlet
            and p.clause.claim == place.clause.claim
            and p.draft != place.draft
            and p.statement.stance != "denies"
        ]
        return sorted(there, key=lambda p: (p.statement.source is None, p.draft))
