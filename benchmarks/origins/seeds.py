"""The seed events, from `seeds.txt`, and how one of their wordings is filled in."""

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Fact", "Kind", "kinds", "spin"]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, with one contestable thing in it.

    That thing is a number between `low` and `high`, or one of `values`; `wordings` say it in
    sentences that share little.
    """

    low: int
    high: int
    values: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event, the bodies that may speak about it, and its facts."""

    name: str
    bodies: tuple[str, ...]
    facts: tuple[Fact, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of events, in the file's order."""
    text = Path(__file__).with_name("seeds.txt").read_text(encoding="utf-8")
    return tuple(_kind(block) for block in text.split("\n## ")[1:])


def _kind(block: str) -> Kind:
    head, *facts = block.strip().split("\n- ")
    name, bodies = head.split(" | ")
    return Kind(name, tuple(bodies.split("; ")), tuple(map(_fact, facts)))


def _fact(block: str) -> Fact:
    head, *wordings = block.strip().splitlines()
    slot, given = head.split("=")
    if slot == "x":
        return Fact(0, 0, tuple(given.split("/")), tuple(wordings))
    low, high = given.split("..")
    return Fact(int(low), int(high), (), tuple(wordings))


def spin(template: str, rng: random.Random) -> str:
    """One way through the choices of a template: `[a|b] c` becomes "a c" or "b c"."""
    while choice := _CHOICE.search(template):
        chosen = rng.choice(choice[1].split("|"))
        template = template[: choice.start()] + chosen + template[choice.end() :]
    return " ".join(template.split())
