"""The articles of a tradition as printed, and what is true of their claims.

A careful reader of all the articles can know the visible origins: named sources, credits, relays and
copies near word for word. The hidden ones take into account lost articles, and matter that was put into
other words without credit.
"""

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from benchmarks.origins.newsroom import Draft
from benchmarks.origins.printing import Placed, printed
from benchmarks.origins.statements import ANONYMOUS
from benchmarks.origins.tradition import Tradition
from benchmarks.origins.world import outlets

__all__ = ["Claim", "Family", "Occurrence", "family"]

_NETWORK = {o.name: o.network or o.name for o in outlets()}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage that states a claim. Other passages of the article that only repeat it are in `repeats`.

    `origin` is what a reader can know, `hidden_origin` what is so. `copied_from` is the article that the
    words were taken from (the nearest one that was captured), `ancestors` all such. `direction` is what
    shows which of the two was first, None where nothing does.
    """

    article: str
    start: int
    end: int
    stance: str
    outlet: str
    published: str | None
    origin: str | None
    hidden_origin: str | None
    copied_from: str | None = None
    ancestors: tuple[str, ...] = ()
    direction: str | None = None
    repeats: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, its occurrences, and the number of its origins. Denials have no origin."""

    id: str
    text: str
    occurrences: tuple[Occurrence, ...]
    n_origins: int
    n_origins_hidden: int
    circular: bool
    contradicts: tuple[str, ...] = ()

    @property
    def supporting(self) -> list[Occurrence]:
        """The occurrences that are no denials."""
        return [o for o in self.occurrences if o.stance != "denies"]

    def row(self) -> dict[str, Any]:
        """As one JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Family:
    """The articles of one event, as rows of the input format, and the claims in them."""

    articles: tuple[dict[str, str | None], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """Where the following of an occurrence ends. `outlet` where that is an outlet's own word."""

    name: str
    outlet: bool = False
    cycle: bool = False


class _Evidence(NamedTuple):
    """Whether an outlet's occurrence rests on the outlet itself or its network, and says so by name."""

    itself: bool
    by_name: bool


def family(tradition: Tradition) -> Family:
    """The articles of a tradition and the truth about them."""
    return _Truth(tradition).family()


@dataclass(slots=True)
class _Truth:
    tradition: Tradition
    articles: list[dict[str, str | None]] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)

    def __post_init__(self) -> None:
        for at, draft in enumerate(self.tradition.drafts):
            text, places = printed(at, draft, self.tradition)
            self.places += places
            self.articles.append(self._row(at, draft, text))

    def _row(self, at: int, draft: Draft, text: str) -> dict[str, str | None]:
        published = None
        if draft.dated:
            date = self.tradition.story.date + datetime.timedelta(days=draft.day)
            published = date.isoformat()
        number = f"t{self.tradition.number:05d}"
        site = "".join(c for c in draft.outlet.name.lower() if c.isalnum())
        return {
            "id": f"{number}.{at:02d}",
            "url": f"https://{site}.example/{number}/{at:02d}",
            "outlet": draft.outlet.name,
            "title": draft.title,
            "published": published,
            "text": text,
        }

    def family(self) -> Family:
        kept = [a for a, d in zip(self.articles, self.tradition.drafts, strict=True) if not d.lost]
        claims = [self._claim(at) for at in range(len(self.tradition.story.claims))]
        told = {c.id for c in claims if c.supporting}
        return Family(
            tuple(kept),
            tuple(
                Claim(
                    **{**_shallow(c), "contradicts": tuple(r for r in c.contradicts if r in told)}
                )
                for c in claims
                if c.occurrences
            ),
        )

    # One claim

    def _claim(self, claim: int) -> Claim:
        here = [p for p in self._captured() if p.clause.claim == claim]
        occurrences: dict[tuple[int, str, str | None], Occurrence] = {}
        evidence: dict[str, list[_Evidence]] = {}
        for place in here:
            made, on = self._occurrence(place)
            if made.stance != "denies":
                evidence.setdefault(made.outlet, []).append(on)
            key = (place.draft, made.stance if made.stance == "denies" else "", made.origin)
            first = occurrences.get(key)
            if first is None:
                occurrences[key] = made
            else:
                repeats = (*first.repeats, (made.start, made.end))
                occurrences[key] = Occurrence(**{**_shallow(first), "repeats": repeats})
        found = tuple(occurrences.values())
        proposition = self.tradition.story.claims[claim]
        return Claim(
            id=self._claim_id(claim),
            text=here[0].clause.words if here else proposition.value,
            occurrences=found,
            n_origins=len({o.origin for o in found} - {None}),
            n_origins_hidden=len({o.hidden_origin for o in found} - {None}),
            circular=any(
                all(e.itself for e in of_outlet) and any(e.by_name for e in of_outlet)
                for of_outlet in evidence.values()
            ),
            contradicts=tuple(map(self._claim_id, self.tradition.story.rivals(claim))),
        )

    def _claim_id(self, claim: int) -> str:
        return f"t{self.tradition.number:05d}.c{claim}"

    def _captured(self) -> Iterator[Placed]:
        return (p for p in self.places if not self.tradition.drafts[p.draft].lost)

    def _occurrence(self, place: Placed) -> tuple[Occurrence, _Evidence]:
        draft, row = self.tradition.drafts[place.draft], self.articles[place.draft]
        denies = place.statement.stance == "denies"
        end = self._followed(place, hidden=False)
        parents = list(self._ancestors(place))
        name = draft.outlet.name
        via = place.statement.via
        evidence = _Evidence(
            itself=end.outlet and (end.cycle or _own(name, end.name)),
            by_name=via is not None and (end.cycle or _own(name, via)),
        )
        made = Occurrence(
            article=str(row["id"]),
            start=place.start,
            end=place.end,
            stance=place.statement.stance,
            outlet=name,
            published=row["published"],
            origin=None if denies else end.name,
            hidden_origin=None if denies else self._followed(place, hidden=True).name,
            copied_from=str(self.articles[parents[0].draft]["id"]) if parents else None,
            ancestors=tuple(str(self.articles[p.draft]["id"]) for p in parents),
            direction=self._direction(place, parents[0]) if parents else None,
        )
        return made, evidence

    # Who had it from whom

    def _ancestors(self, place: Placed) -> Iterator[Placed]:
        """The captured passages that these words came from, nearest first.

        Where all of them are lost, the first captured one with the same words stands for them.
        """
        lost = False
        at: Placed | None = place
        found = 0
        while at is not None and (at := self._parent(at)) is not None:
            lost = self.tradition.drafts[at.draft].lost
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
        drafts = self.tradition.drafts
        same = [p for p in self._captured() if p.clause.wording == place.clause.wording]
        first = min(same, key=lambda p: (not drafts[p.draft].dated, drafts[p.draft].day, p.draft))
        return first if first.draft < place.draft else None

    def _direction(self, place: Placed, parent: Placed) -> str | None:
        """What shows that `place` is the copy: the credit it gives, or the dates.

        Nothing does where each names the other, or where it names an original that was not captured.
        """
        child, elder = self.tradition.drafts[place.draft], self.tradition.drafts[parent.draft]
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
        drafts = self.tradition.drafts
        names = (place.statement.via, drafts[place.draft].credit)
        return any(d.lost and d.outlet.name in names for d in drafts)

    def _followed(self, place: Placed, *, hidden: bool, trail: tuple[Placed, ...] = ()) -> _End:
        if place in trail:
            names = {
                self.tradition.drafts[p.draft].outlet.name for p in trail[trail.index(place) :]
            }
            return _End(min(names), outlet=True, cycle=True)
        said, trail = place.statement, (*trail, place)
        if said.source is not None and said.source != ANONYMOUS:
            return _End(said.source)
        before = self._before(place, hidden=hidden)
        if said.source == ANONYMOUS:
            return self._anonymous(place, before, hidden=hidden, trail=trail)
        if said.via is None:
            if before is not None:
                return self._followed(before, hidden=hidden, trail=trail)
            if (beside := self._named_beside(place)) is not None:
                return self._followed(beside, hidden=hidden, trail=trail)
        carrier = said.via or self._credit(place)
        if hidden and before is not None:
            return self._followed(before, hidden=True, trail=trail)
        at_carrier = (p for p in self._ancestors(place) if self._outlet(p) == carrier)
        if (original := next(at_carrier, None)) is not None:
            return self._followed(original, hidden=hidden, trail=trail)
        if (kin := self._named_by_kin(place)) is not None:
            return self._followed(kin, hidden=hidden, trail=trail)
        if carrier is None:
            return _End(self._outlet(place), outlet=True)
        return self._carried(place, carrier, hidden=hidden, trail=trail)

    def _before(self, place: Placed, *, hidden: bool) -> Placed | None:
        """The passage this one was made from: as far as words show it, or as it was."""
        if not hidden:
            return next(self._ancestors(place), None)
        taken = place.clause.taken
        if taken is None:
            return self._parent(place)
        return next(
            p for p in self.places if (p.draft, p.clause.claim) == (taken, place.clause.claim)
        )

    def _anonymous(
        self, place: Placed, before: Placed | None, *, hidden: bool, trail: tuple[Placed, ...]
    ) -> _End:
        """Unnamed sources are pinned to the outlet that has them; several of one do not multiply."""
        carrier = place.statement.via
        if carrier is None and before is not None and before.statement.source == ANONYMOUS:
            return self._followed(before, hidden=hidden, trail=trail)
        carrier = carrier or self._credit(place)
        there = [
            p for p in self._at(carrier, place, hidden=hidden) if p.statement.source == ANONYMOUS
        ]
        if there and there[0] not in trail:
            return self._followed(there[0], hidden=hidden, trail=trail)
        return _End(f"{ANONYMOUS} ({carrier or self._outlet(place)})")

    def _outlet(self, place: Placed) -> str:
        return self.tradition.drafts[place.draft].outlet.name

    def _credit(self, place: Placed) -> str | None:
        """Whose text the article says that this passage is; for a lost original, what its copies say."""
        drafts = self.tradition.drafts
        if place.clause.copied is None:
            return None
        if (credit := drafts[place.draft].credit) is not None:
            return credit
        if not drafts[place.clause.copied].lost:
            return None
        original = drafts[place.clause.copied].outlet.name
        kin = (p for p in self._captured() if p.clause.wording == place.clause.wording)
        named = any(original in (p.statement.via, drafts[p.draft].credit) for p in kin)
        return original if named else None

    def _sourced(self, claim: int) -> Iterator[Placed]:
        """The captured passages that give a source for a claim."""
        return (
            p
            for p in self._captured()
            if p.clause.claim == claim
            and p.statement.source is not None
            and p.statement.stance != "denies"
        )

    def _named_beside(self, place: Placed) -> Placed | None:
        """Where the same article attributes the same claim: that covers its unattributed summary."""
        return next((p for p in self._sourced(place.clause.claim) if p.draft == place.draft), None)

    def _named_by_kin(self, place: Placed) -> Placed | None:
        """Where another copy of a lost original gives the source that this copy leaves out."""
        copied, wording = place.clause.copied, place.clause.wording
        if copied is None or not self.tradition.drafts[copied].lost:
            return None
        same = (p for p in self._sourced(place.clause.claim) if p.clause.wording == wording)
        return next(same, None)

    def _carried(
        self, place: Placed, carrier: str, *, hidden: bool, trail: tuple[Placed, ...]
    ) -> _End:
        """What the outlet named as the carrier has it from, where its article is at hand."""
        there = self._at(carrier, place, hidden=hidden)
        if not there:
            return _End(carrier, outlet=True)
        return self._followed(there[0], hidden=hidden, trail=trail)

    def _at(self, outlet: str | None, place: Placed, *, hidden: bool) -> list[Placed]:
        """Where an outlet's other articles support the same claim, attributed passages first."""
        there = [
            p
            for p in (self.places if hidden else self._captured())
            if self._outlet(p) == outlet
            and p.clause.claim == place.clause.claim
            and p.draft != place.draft
            and p.statement.stance != "denies"
        ]
        return sorted(there, key=lambda p: (p.statement.source is None, p.draft))


def _own(outlet: str, other: str) -> bool:
    """Whether the other is the outlet itself or of its network."""
    return _NETWORK.get(outlet) == _NETWORK.get(other, other)


def _shallow(made: Claim | Occurrence) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__slots__}
