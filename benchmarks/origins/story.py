"""One event of a family: its claims, the words that state them, and the bodies that may speak."""

import datetime
import random
import re
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.origins.seeds import Fact, Kind, spin
from benchmarks.origins.statements import Clause, Statement, filler, speaker_words
from benchmarks.origins.stuffing import BACKGROUND
from benchmarks.origins.wording import alike, spelt
from benchmarks.origins.world import body_forms, person, place

__all__ = ["ALIKE", "Proposition", "Story"]

ALIKE = 0.55
"""Share of words, in order, from which two passages are near copies: as in annotating real claims."""

CONTESTED = 0.45  # of the facts, those of which other values may be told
HEDGED = 0.3  # of the numbers of other facts, those given as "at least"
_EARLIEST, _DAYS = datetime.date(2015, 1, 1), 3_000
_HEDGEABLE = re.compile(r"^\{n\}|(?<=killing )\{n\}|(?<=killed )\{n\}")


@dataclass(frozen=True, slots=True)
class Proposition:
    """A value of a fact: what a claim states. `number` is None where the value is no number."""

    fact: int
    value: str
    number: int | None


class Body(NamedTuple):
    """A body by its full name, and the ways in which it is written."""

    name: str
    forms: tuple[str, ...]


class Story:
    """What can be told of one event. Words once used for a fact are never used again."""

    def __init__(self, kind: Kind, rng: random.Random) -> None:
        self.kind = kind
        self.date = _EARLIEST + datetime.timedelta(days=rng.randrange(_DAYS))
        self.slots = {**place(rng), "day": self.date.strftime("%A")}
        self.claims: list[Proposition] = []
        self.bodies = [self._body(b) for b in kind.bodies]
        hospital = f"{self.slots['town']} General Hospital"
        self.bodies.append(
            Body(hospital, (hospital, f"the General Hospital of {self.slots['town']}"))
        )
        self._contested = [rng.random() < CONTESTED for _ in kind.facts]
        self._unused = [list(fact.wordings) for fact in kind.facts]
        self._used: list[list[str]] = [[] for _ in kind.facts]
        self._spokespeople = {body.name: person(rng) for body in self.bodies}
        self._wordings = 0
        self._scenes = rng.sample(BACKGROUND, len(BACKGROUND))
        self._rng = rng
        for at in range(len(kind.facts)):
            self._tell(at)

    def _body(self, words: str) -> Body:
        forms = body_forms(words, self.slots)
        return Body(forms[0].removeprefix("the "), forms)

    def _tell(self, at: int) -> int:
        fact = self.kind.facts[at]
        known = {c.value for c in self.claims}
        while (made := self._value(fact))[0] in known:
            pass
        self.claims.append(Proposition(at, *made))
        return len(self.claims) - 1

    def _value(self, fact: Fact) -> tuple[str, int | None]:
        if fact.values:
            return self._rng.choice(fact.values), None
        number = self._rng.randint(fact.low, fact.high)
        return str(number), number

    def rival(self, claim: int) -> int | None:
        """A claim that cannot hold together with this one, made where the fact is contested."""
        fact = self.claims[claim].fact
        told = [i for i, c in enumerate(self.claims) if c.fact == fact and i != claim]
        if told or not self._contested[fact]:
            return told[0] if told else None
        return self._tell(fact)

    def rivals(self, claim: int) -> list[int]:
        """The other claims about the same fact."""
        fact = self.claims[claim].fact
        return [i for i, c in enumerate(self.claims) if c.fact == fact and i != claim]

    def worded(self, claim: int, taken: int | None = None) -> Clause | None:
        """The claim in words of its own; None when all ways of saying it are used up."""
        made = self.claims[claim]
        unused, used = self._unused[made.fact], self._used[made.fact]
        self._rng.shuffle(unused)
        while unused:
            words = self._filled(unused.pop(), made)
            if all(alike(words, other) < ALIKE for other in used):
                used.append(words)
                self._wordings += 1
                return Clause(claim, words, self._wordings, taken=taken)
        return None

    def _filled(self, template: str, made: Proposition) -> str:
        value = made.value.format_map(self.slots)
        if made.number is not None:
            value = value if self._rng.random() < 0.6 else spelt(made.number)
            if not self._contested[made.fact] and self._rng.random() < HEDGED:
                template = _HEDGEABLE.sub("at least {n}", template)
        return spin(template, self._rng).format_map({**self.slots, "n": value, "x": value})

    def scenes(self, low: int, high: int) -> list[Statement]:
        """Some sentences of background, none told before; fewer when they run out."""
        count = self._rng.randint(low, high)
        taken, self._scenes = self._scenes[:count], self._scenes[count:]
        return [filler(spin(words, self._rng).format_map(self.slots)) for words in taken]

    def speaker(self, body: str) -> str:
        """Words for a body by its full name, as one who speaks."""
        forms = next(b.forms for b in self.bodies if b.name == body)
        return speaker_words(forms, self._spokespeople[body], self._rng)
