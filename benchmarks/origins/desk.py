"""All newsrooms that write about one story: who is free to write, what is told, by whom."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from benchmarks.origins.newsroom import Draft
from benchmarks.origins.rates import SAME_DAY, TOGETHER, pick
from benchmarks.origins.statements import ANONYMOUS, Clause, Statement, anonymous_words, wrote
from benchmarks.origins.story import Story
from benchmarks.origins.stuffing import headline
from benchmarks.origins.world import Outlet, outlets

__all__ = ["Desk"]


class Desk:
    """The drafts so far, in the order in which they were made, and what further ones are made of."""

    def __init__(self, story: Story, rng: random.Random) -> None:
        self.story, self.rng = story, rng
        self.free = list(outlets())
        rng.shuffle(self.free)
        self.drafts: list[Draft] = []

    def outlet(self) -> Outlet:
        return self.free.pop()

    def agency(self) -> Outlet:
        agency = next(o for o in self.free if o.kind == "agency")
        self.free.remove(agency)
        return agency

    def base(self) -> int:
        return self.rng.randrange(len(self.drafts))

    def day(self, base: int) -> int:
        return self.drafts[base].day + (
            0 if self.rng.random() < SAME_DAY else self.rng.choice((1, 1, 2))
        )

    def publish(
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
            self.free.insert(0, outlet)
            return
        title = title or headline(self.story.kind.name, self.story.slots, self.rng)
        self.drafts.append(Draft(outlet, day, title, statements, tuple(operations), credit))

    def sourced(self, claim: int, outlet: Outlet, sources: dict[str, int]) -> list[Statement]:
        """The claim, or its rival, in fresh words from a source of the outlet's own."""
        how = pick(sources, self.rng)
        rival = self.story.rival(claim) if how == "rival" else None
        claim = claim if rival is None else rival
        clause = self.story.worded(claim)
        if clause is None:
            return []
        rng, said = self.rng, (clause,)
        if how == "own voice":
            return [wrote(said, rng)]
        if how == "self":
            return [wrote(said, rng, via=outlet.name, own=True)]
        if how == ANONYMOUS:
            via = rng.choice((None, outlet.name))
            return [wrote(said, rng, source=ANONYMOUS, speaker=anonymous_words(rng), via=via)]
        return [self.by_body(clause, outlet, avoid=self.speakers_of_rivals(claim))]

    def by_body(self, clause: Clause, outlet: Outlet, avoid: set[str]) -> Statement:
        body = self.rng.choice([b.name for b in self.story.bodies if b.name not in avoid])
        via = outlet.name if self.rng.random() < 0.15 else None
        speaker = self.story.speaker(body)
        return wrote((clause,), self.rng, source=body, speaker=speaker, via=via)

    def speakers_of_rivals(self, claim: int) -> set[str]:
        """Bodies that hold what cannot be true together with the claim: none says both."""
        rivals = set(self.story.rivals(claim))
        speakers = self.speakers(lambda s: rivals & {c.claim for c in s.clauses})
        return speakers if len(speakers) < len(self.story.bodies) else set()

    def speakers(self, chosen: Callable[[Statement], object]) -> set[str]:
        told = (s for d in self.drafts for s in d.statements if s.source not in (None, ANONYMOUS))
        return {str(s.source) for s in told if chosen(s)}

    def together(self, made: list[Statement]) -> list[Statement]:
        """Neighbouring statements of one source, sometimes in one sentence."""
        out: list[Statement] = []
        for statement in made:
            last = out[-1] if out else None
            same = last and (last.source, last.via) == (statement.source, statement.via)
            if last and same and len(last.clauses) == 1 and self.rng.random() < TOGETHER:
                out[-1] = replace(last, clauses=last.clauses + statement.clauses)
            else:
                out.append(statement)
        return out

    def addition(self, outlet: Outlet, copy: tuple[Statement, ...]) -> list[Statement]:
        """A claim that the copy does not state, or its confirmation by another body, from a source named."""
        told = {c.claim for s in copy for c in s.clauses}
        claim = self.rng.randrange(len(self.story.claims))
        clause = self.story.worded(claim)
        # Where the copy states it without a source, a reader could not tell whether the new one covers it.
        bare = {c.claim for s in copy if (s.source, s.via) == (None, None) for c in s.clauses}
        if clause is None or claim in bare or told & set(self.story.rivals(claim)):
            return []
        speakers = {str(s.source) for s in copy if claim in {c.claim for c in s.clauses}}
        avoid = self.speakers_of_rivals(claim) | (speakers if claim in told else set())
        if len(avoid) >= len(self.story.bodies):
            return []
        return [self.by_body(clause, outlet, avoid)]
