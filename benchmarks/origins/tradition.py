"""How one event is passed on: first reports, then articles made out of articles.

The rates below are the whole of what may be turned. They were set once, by what is known of news
(most copying is uncredited, much is cut, few deny), and not by how any program scores.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from benchmarks.origins.newsroom import (
    Draft,
    credited_inline,
    cut,
    lightly_edited,
    merged,
    moved,
    reordered,
    rewritten,
    unattributed,
)
from benchmarks.origins.seeds import kinds
from benchmarks.origins.statements import (
    ANONYMOUS,
    Clause,
    Statement,
    anonymous_words,
    filler,
    wrote,
)
from benchmarks.origins.story import Story
from benchmarks.origins.stuffing import headline, other_matters
from benchmarks.origins.world import Outlet, outlets

__all__ = ["Tradition", "tradition"]

SIZES = range(3, 13)
OPERATIONS = {
    "copy": 40, "merge": 8, "rewrite": 18, "quote": 8, "own report": 10,
    "deny": 6, "update": 3, "self": 2, "network": 3, "mutual": 2,
}  # fmt: skip
FIRST_REPORTS = {1: 40, 2: 40, 3: 20}
FIRST_SOURCES = {"body": 58, ANONYMOUS: 16, "own voice": 19, "self": 7}
OWN_SOURCES = {"body": 45, "rival": 30, ANONYMOUS: 12, "own voice": 13}
CREDITS = {"hidden": 50, "dateline": 25, "inline": 25}
IN_A_COPY = {"cut": 0.45, "reorder": 0.3, "edit": 0.45, "move": 0.3, "add": 0.25, "stuff": 0.4}
UNATTRIBUTED = 0.1  # of the attributed statements in uncredited copies
STATED = 0.85  # of the facts, those in a first report
TOGETHER = 0.25  # of neighbouring statements of one source, those told in one sentence
LEAD = 0.12  # of first reports, those that begin with an unattributed summary
RETITLED = 0.6
SAME_DAY = 0.35
AGENCY_FIRST = 0.5
LOST, UNDATED, LATE = (
    0.1,
    0.04,
    0.06,
)  # first reports not captured; articles undated; agencies' own pages later


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
    return Tradition(number, story, tuple(_Desk(story, rng).drafts()))


T = TypeVar("T")


def _pick(weights: dict[T, int], rng: random.Random) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]


class _Desk:
    """All newsrooms that write about one story."""

    def __init__(self, story: Story, rng: random.Random) -> None:
        self._story, self._rng = story, rng
        self._free = list(outlets())
        rng.shuffle(self._free)
        self._drafts: list[Draft] = []
        self._operations: dict[str, Callable[[], None]] = {
            "copy": self._copy,
            "merge": self._merge,
            "rewrite": self._rewrite,
            "quote": self._quote,
            "own report": self._own_report,
            "deny": self._deny,
            "update": self._update,
            "self": self._self,
            "network": self._network,
            "mutual": self._mutual,
        }

    def drafts(self) -> list[Draft]:
        size = self._rng.choice(SIZES)
        for _ in range(min(size - 1, _pick(FIRST_REPORTS, self._rng))):
            self._first_report()
        while not self._drafts:
            self._first_report()
        while len(self._drafts) < size:
            self._operations[_pick(OPERATIONS, self._rng)]()
        return self._as_captured()

    # Choosing

    def _outlet(self) -> Outlet:
        return self._free.pop()

    def _agency(self) -> Outlet:
        agency = next(o for o in self._free if o.kind == "agency")
        self._free.remove(agency)
        return agency

    def _base(self) -> int:
        return self._rng.randrange(len(self._drafts))

    def _day(self, base: int) -> int:
        return self._drafts[base].day + (
            0 if self._rng.random() < SAME_DAY else self._rng.choice((1, 1, 2))
        )

    def _publish(
        self,
        outlet: Outlet,
        day: int,
        statements: Iterable[Statement],
        operations: Iterable[str],
        *,
        credit: str | None = None,
        title: str | None = None,
    ) -> None:
        """Adds a draft, unless it would state no claim."""
        statements = tuple(statements)
        if not any(s.clauses for s in statements):
            self._free.insert(0, outlet)
            return
        title = title or headline(self._story.kind.name, self._story.slots, self._rng)
        self._drafts.append(Draft(outlet, day, title, statements, tuple(operations), credit))

    # First reports

    def _first_report(self) -> None:
        first = not self._drafts
        outlet = self._agency() if first and self._rng.random() < AGENCY_FIRST else self._outlet()
        made: list[Statement] = []
        for fact in range(len(self._story.kind.facts)):
            if self._rng.random() < STATED:
                made += self._sourced(fact, outlet, FIRST_SOURCES if first else OWN_SOURCES)
        made = self._together(made)
        if made and made[0].source is not None and self._rng.random() < LEAD:
            lead = self._story.worded(made[0].clauses[0].claim)
            made = [wrote((lead,), self._rng), *made] if lead else made
        for scene in self._story.scenes(2, 4):
            made.insert(self._rng.randint(1, len(made)) if made else 0, scene)
        self._publish(outlet, self._rng.randint(0, 1), made, ("first report",))

    def _sourced(self, claim: int, outlet: Outlet, sources: dict[str, int]) -> list[Statement]:
        """The claim, or its rival, in fresh words from a source of the outlet's own."""
        how = _pick(sources, self._rng)
        rival = self._story.rival(claim) if how == "rival" else None
        claim = claim if rival is None else rival
        clause = self._story.worded(claim)
        if clause is None:
            return []
        rng, said = self._rng, (clause,)
        if how == "own voice":
            return [wrote(said, rng)]
        if how == "self":
            return [wrote(said, rng, via=outlet.name, own=True)]
        if how == ANONYMOUS:
            via = rng.choice((None, outlet.name))
            return [wrote(said, rng, source=ANONYMOUS, speaker=anonymous_words(rng), via=via)]
        return [self._by_body(clause, outlet, avoid=self._speakers_of_rivals(claim))]

    def _by_body(self, clause: Clause, outlet: Outlet, avoid: set[str]) -> Statement:
        body = self._rng.choice([b.name for b in self._story.bodies if b.name not in avoid])
        via = outlet.name if self._rng.random() < 0.15 else None
        speaker = self._story.speaker(body)
        return wrote((clause,), self._rng, source=body, speaker=speaker, via=via)

    def _speakers_of_rivals(self, claim: int) -> set[str]:
        """Bodies that hold what cannot be true together with the claim: none says both."""
        rivals = set(self._story.rivals(claim))
        speakers = self._speakers(lambda s: rivals & {c.claim for c in s.clauses})
        return speakers if len(speakers) < len(self._story.bodies) else set()

    def _speakers(self, chosen: Callable[[Statement], object]) -> set[str]:
        told = (s for d in self._drafts for s in d.statements if s.source not in (None, ANONYMOUS))
        return {str(s.source) for s in told if chosen(s)}

    def _together(self, made: list[Statement]) -> list[Statement]:
        """Neighbouring statements of one source, sometimes in one sentence."""
        out: list[Statement] = []
        for statement in made:
            last = out[-1] if out else None
            same = last and (last.source, last.via) == (statement.source, statement.via)
            if last and same and len(last.clauses) == 1 and self._rng.random() < TOGETHER:
                out[-1] = replace(last, clauses=last.clauses + statement.clauses)
            else:
                out.append(statement)
        return out

    # Articles made out of articles

    def _copy(self) -> None:
        base = self._base()
        copy = [s.copied(base) for s in self._drafts[base].statements]
        self._reprint(base, tuple(copy), self._outlet(), ["copy"])

    def _merge(self) -> None:
        base, other = self._base(), self._base()
        first, second = (
            tuple(s.copied(b) for s in self._drafts[b].statements) for b in (base, other)
        )
        if base != other:
            later = max(base, other, key=lambda b: self._drafts[b].day)
            both = merged(first, second, self._rng)
            self._reprint(later, both, self._outlet(), ["merge"], may_credit=False)

    def _reprint(
        self,
        base: int,
        copy: tuple[Statement, ...],
        outlet: Outlet,
        did: list[str],
        *,
        may_credit: bool = True,
    ) -> None:
        """Publishes a copy after what else happens to copies."""
        rng, source = self._rng, self._drafts[base].outlet.name
        chosen = {what for what, rate in IN_A_COPY.items() if rng.random() < rate}
        # Within a network, a credit line is house style and not evidence: none is given.
        sisters = outlet.network and outlet.network == self._drafts[base].outlet.network
        credit = _pick(CREDITS, rng) if may_credit and not sisters else "hidden"
        if "cut" in chosen:
            copy = cut(copy, rng)
        if "reorder" in chosen:
            copy = reordered(copy, rng)
        if "edit" in chosen:
            copy = lightly_edited(copy, self._story, rng)
        if "move" in chosen:
            copy = tuple(moved(s, source, rng) if s.clauses else s for s in copy)
        if credit == "hidden":
            copy = tuple(self._maybe_unattributed(s) for s in copy)
        if credit == "inline":
            copy = tuple(credited_inline(s, source, rng) if s.clauses else s for s in copy)
        if "stuff" in chosen:
            copy = (*copy, *map(filler, other_matters(rng.randint(1, 3), rng)))
        if "add" in chosen:
            copy = (*copy, *self._addition(outlet, copy))
        title = None if rng.random() < RETITLED else self._drafts[base].title
        did = [*did, *sorted(chosen), f"credit {credit}"]
        named = source if credit == "dateline" else None
        self._publish(outlet, self._day(base), copy, did, credit=named, title=title)

    def _maybe_unattributed(self, statement: Statement) -> Statement:
        if statement.stance != "reports" or self._rng.random() >= UNATTRIBUTED:
            return statement
        return unattributed(statement)

    def _addition(self, outlet: Outlet, copy: tuple[Statement, ...]) -> list[Statement]:
        """A claim that the copy does not state, or its confirmation by another body, from a source named."""
        told = {c.claim for s in copy for c in s.clauses}
        claim = self._rng.randrange(len(self._story.claims))
        clause = self._story.worded(claim)
        # Where the copy states it without a source, a reader could not tell whether the new one covers it.
        bare = {c.claim for s in copy if (s.source, s.via) == (None, None) for c in s.clauses}
        if clause is None or claim in bare or told & set(self._story.rivals(claim)):
            return []
        speakers = {str(s.source) for s in copy if claim in {c.claim for c in s.clauses}}
        avoid = self._speakers_of_rivals(claim) | (speakers if claim in told else set())
        if len(avoid) >= len(self._story.bodies):
            return []
        return [self._by_body(clause, outlet, avoid)]

    def _rewrite(self) -> None:
        base = self._base()
        made = list(rewritten(self._drafts[base], base, self._story, self._rng))
        for scene in self._story.scenes(1, 2):
            made.insert(self._rng.randint(0, len(made)), scene)
        self._publish(self._outlet(), self._day(base), made, ("rewrite",))

    def _quote(self) -> None:
        """A passage or two within an article on other matters."""
        base, rng = self._base(), self._rng
        told = [s.copied(base) for s in self._drafts[base].statements if s.clauses]
        chosen = rng.sample(told, min(len(told), rng.randint(1, 2)))
        if rng.random() < 0.6:
            chosen = [credited_inline(s, self._drafts[base].outlet.name, rng) for s in chosen]
        around = [filler(words) for words in other_matters(rng.randint(4, 7), rng)]
        at = rng.randint(0, len(around))
        self._publish(
            self._outlet(), self._day(base), around[:at] + chosen + around[at:], ("quote",)
        )

    def _own_report(self) -> None:
        outlet = self._outlet()
        facts = range(len(self._story.kind.facts))
        chosen = self._rng.sample(facts, self._rng.randint(1, 2))
        made = [s for fact in chosen for s in self._sourced(fact, outlet, OWN_SOURCES)]
        made += self._story.scenes(1, 3)
        self._publish(outlet, self._rng.randint(0, 3), made, ("own report",))

    def _deny(self) -> None:
        """Someone denies a claim that others made; sometimes the article tells who made it."""
        base, rng = self._base(), self._rng
        claims = [c.claim for s in self._drafts[base].statements for c in s.clauses]
        claim = rng.choice(claims)
        holders = self._speakers(lambda s: claim in {c.claim for c in s.clauses})
        free = [b.name for b in self._story.bodies if b.name not in holders]
        clause = self._story.worded(claim)
        if not free or clause is None:
            return
        speaker = self._story.speaker(body := rng.choice(free))
        made = [wrote((clause,), rng, source=body, speaker=speaker, denied=True)]
        restated = self._story.worded(claim, taken=base)
        if restated and rng.random() < 0.5:
            made.append(wrote((restated,), rng, via=self._drafts[base].outlet.name))
        made += self._story.scenes(1, 3)
        self._publish(self._outlet(), self._day(base), made, ("deny",))

    def _update(self) -> None:
        """An outlet's own article once more, with something added."""
        base = self._base()
        old = self._drafts[base]
        copy = tuple(s.copied(base) for s in old.statements)
        added = (*copy, *self._addition(old.outlet, copy))
        self._publish(old.outlet, old.day + 1, added, ("update",), title=old.title)

    # Circles

    def _own_voiced(self) -> list[tuple[int, Clause]]:
        """Clauses stated by an outlet itself, with the drafts that do."""
        return [
            (at, c)
            for at, d in enumerate(self._drafts)
            for s in d.statements
            for c in s.clauses
            if s.source is None and s.via in (None, d.outlet.name) and c.copied is None
        ]

    def _resting_on(self, base: int, old: Clause, outlet: Outlet, what: str) -> None:
        """An article whose one claim rests on the word of the base's outlet, by name."""
        fresh = self._story.worded(old.claim, taken=base)
        clause = fresh or replace(old, copied=base, taken=None)
        named = self._drafts[base].outlet
        said = wrote((clause,), self._rng, via=named.name, own=named == outlet)
        around = [*self._story.scenes(1, 2), *map(filler, other_matters(2, self._rng))]
        self._publish(outlet, self._day(base) + 1, [said, *around], (what,))

    def _self(self) -> None:
        """An outlet rests on its own earlier word."""
        if voiced := self._own_voiced():
            base, old = self._rng.choice(voiced)
            self._resting_on(base, old, self._drafts[base].outlet, "self")

    def _network(self) -> None:
        """An outlet rests on another of its network."""
        pairs = [
            (base, old, sister)
            for base, old in self._own_voiced()
            for sister in self._free
            if sister.network and sister.network == self._drafts[base].outlet.network
        ]
        if pairs:
            base, old, sister = self._rng.choice(pairs)
            self._free.remove(sister)
            self._resting_on(base, old, sister, "network")

    def _mutual(self) -> None:
        """Two outlets rest on each other, and nobody else states the claim."""
        told = {c.claim for d in self._drafts for s in d.statements for c in s.clauses}
        fact = self._rng.randrange(len(self._story.kind.facts))
        claim = fact if fact not in told else self._story.rival(fact)
        clause = None if claim is None or claim in told else self._story.worded(claim)
        if clause is None:
            return
        one, two = self._outlet(), self._outlet()
        day = self._rng.randint(0, 2)
        for outlet, other, words in ((one, two, clause), (two, one, None)):
            said = words or self._answer(clause)
            statement = wrote((said,), self._rng, via=other.name)
            around = map(filler, other_matters(3, self._rng))
            self._publish(outlet, day, [statement, *around], ("mutual",))

    def _answer(self, clause: Clause) -> Clause:
        base = len(self._drafts) - 1
        fresh = self._story.worded(clause.claim, taken=base)
        return fresh or replace(clause, copied=base)

    # What a collector gets

    def _as_captured(self) -> list[Draft]:
        """The drafts with some first reports lost, some dates missing, some agencies' pages late."""
        rng, drafts = self._rng, self._drafts
        kept = [self._captured(at, draft) for at, draft in enumerate(drafts)]
        for at, draft in enumerate(kept):
            copies = [
                d for d in drafts if any(c.copied == at for s in d.statements for c in s.clauses)
            ]
            credited = copies and all(d.credit == draft.outlet.name for d in copies)
            if draft.outlet.kind == "agency" and credited and rng.random() < LATE:
                kept[at] = replace(draft, day=max(d.day for d in copies) + 1)
        return kept

    def _captured(self, at: int, draft: Draft) -> Draft:
        # An outlet that came back to the story is not one whose article nobody could find.
        alone = sum(d.outlet == draft.outlet for d in self._drafts) == 1
        lost = at == 0 and alone and len(self._drafts) > 3 and self._rng.random() < LOST
        return replace(draft, lost=lost, dated=self._rng.random() >= UNDATED)
