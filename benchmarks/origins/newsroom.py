"""What newsrooms do with articles of others: each operation makes statements out of statements."""

import random
from dataclasses import dataclass, replace

from benchmarks.origins.statements import (
    ANONYMOUS,
    Clause,
    Statement,
    anonymous_words,
    form_for,
    wrote,
)
from benchmarks.origins.story import Story
from benchmarks.origins.wording import alike, edited, flipped
from benchmarks.origins.world import Outlet

__all__ = [
    "Draft",
    "credited_inline",
    "cut",
    "lightly_edited",
    "merged",
    "moved",
    "reordered",
    "rewritten",
    "unattributed",
]

Statements = tuple[Statement, ...]

STILL_A_COPY = 0.7  # share of words kept by light edits, well above what still reads as a copy


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is printed. `day` counts from the event; `credit` names whose text it is.

    `operations` says how it was made, for those who look into a tradition.
    """

    outlet: Outlet
    day: int
    title: str
    statements: Statements
    operations: tuple[str, ...]
    credit: str | None = None
    dated: bool = True
    lost: bool = False


def cut(statements: Statements, rng: random.Random) -> Statements:
    """The first part of a text, up to its first claim at least."""
    first = next((i for i, s in enumerate(statements) if s.clauses), 0)
    keep = max(first + 1, round(len(statements) * rng.uniform(0.4, 0.8)))
    return statements[:keep]


def reordered(statements: Statements, rng: random.Random) -> Statements:
    """The same sentences with all but the first in another order."""
    rest = list(statements[1:])
    rng.shuffle(rest)
    return (*statements[:1], *rest)


def merged(first: Statements, second: Statements, rng: random.Random) -> Statements:
    """Sentences of two texts, of which the second adds only what the first does not state."""
    told = {c.claim for s in first for c in s.clauses}
    adds = [s for s in second if told.isdisjoint(c.claim for c in s.clauses)]
    both = list(first)
    for statement in adds:
        both.insert(rng.randint(1, len(both)), statement)
    return tuple(both)


def lightly_edited(statements: Statements, story: Story, rng: random.Random) -> Statements:
    """The same sentences with some words swapped and numbers written the other way."""

    def clause(old: Clause) -> Clause:
        number = story.claims[old.claim].number
        words = edited(old.words, rng, 0.5)
        words = flipped(words, number) if rng.random() < 0.5 else words
        return replace(old, words=words) if alike(words, old.words) >= STILL_A_COPY else old

    return tuple(
        replace(s, clauses=tuple(map(clause, s.clauses)))
        if s.clauses
        else replace(s, form=edited(s.form, rng, 0.3))
        for s in statements
    )


def moved(statement: Statement, outlet: str, rng: random.Random) -> Statement:
    """The same statement with its attribution put elsewhere in the sentence."""
    denied, own = statement.stance == "denies", statement.via == outlet
    forms = form_for(statement.source, statement.via, own=own, denied=denied)
    return replace(statement, form=rng.choice(forms))


def unattributed(statement: Statement) -> Statement:
    """The same words in the outlet's own voice."""
    return replace(statement, form="{c}.", source=None, speaker="", via=None, stance="asserts")


def credited_inline(statement: Statement, outlet: str, rng: random.Random) -> Statement:
    """The same words with the outlet they come from named in the sentence."""
    if statement.via is not None or statement.stance == "denies":
        return statement
    form = rng.choice(form_for(statement.source, outlet))
    return replace(statement, form=form, via=outlet, stance="reports")


def rewritten(base: Draft, number: int, story: Story, rng: random.Random) -> Statements:
    """The claims of an article (`number` among the drafts) in other words; what it rests on may be hidden."""
    made: list[Statement] = []
    for statement in base.statements:
        for old in statement.clauses:
            new = story.worded(old.claim, taken=number)
            if new is not None:
                made.append(_attributed_anew(statement, new, base.outlet.name, story, rng))
    return tuple(made)


def _attributed_anew(
    old: Statement, clause: Clause, outlet: str, story: Story, rng: random.Random
) -> Statement:
    chance = rng.random()
    if old.stance == "denies":
        source = str(old.source)
        return wrote((clause,), rng, source=source, speaker=story.speaker(source), denied=True)
    if chance < 0.25:
        return wrote((clause,), rng)
    if old.source is None or chance < 0.45:
        return wrote((clause,), rng, via=outlet)
    if old.source == ANONYMOUS:
        via = old.via or outlet
        return wrote((clause,), rng, source=ANONYMOUS, speaker=anonymous_words(rng), via=via)
    speaker, carrier = story.speaker(old.source), rng.choice((None, outlet))
    return wrote((clause,), rng, source=old.source, speaker=speaker, via=carrier)
