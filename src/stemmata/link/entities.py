"""One actor under many names: which entities of different articles name the same, as proposals.

Nothing is merged here: a proposal has a score and says what it rests on, mentions stay as they are,
and a person may part what was proposed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemmata.ids import id_of
from stemmata.link.networks import Names, known_names
from stemmata.link.words import name_key
from stemmata.model import EntityType, Reading

__all__ = ["Actor", "Merge", "actors"]

NAMED_TYPES: frozenset[EntityType] = frozenset({"person", "organization", "place", "group"})
"""Types that have names of their own; "the attack" and "three days" of two articles are two."""

TABLE, SPELLED, ABBREVIATED = 0.99, 0.9, 0.7
"""How sure each kind of proposal is: in the table of names; alike but for vowels and doubling; initials.

Not calibrated: an order, from what a reader would hardly question to what one should look at.
"""

_WORD = re.compile(r"[^\W_][\w'’-]*")
_SMALL = frozenset("of the for and in on al el an a".split())


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal that two names are of one actor, and why: "table", "spelling" or "initials"."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Entities of several articles that are proposed to be one.

    `entities` are pairs of article and entity id. `merges` hold it together; without them, each of
    `names` stands alone.
    """

    id: str
    name: str
    type: EntityType
    names: tuple[str, ...]
    entities: tuple[tuple[str, str], ...]
    merges: tuple[Merge, ...]


def actors(readings: Iterable[Reading], *, names: Names | None = None) -> tuple[Actor, ...]:
    """The actors of these readings, the most mentioned first; the order of readings makes no difference."""
    known = names or known_names()
    bearers: dict[tuple[EntityType, str], set[tuple[str, str]]] = defaultdict(set)
    for reading in readings:
        for entity in reading.entities:
            if entity.type in NAMED_TYPES and _is_name(entity.name):
                bearers[entity.type, entity.name].add((reading.article.id, entity.id))
    found: list[Actor] = []
    for kind in sorted({kind for kind, _ in bearers}):
        own = sorted(name for k, name in bearers if k == kind)
        merges = list(_merges(own, known))
        found += [_actor(kind, group, bearers, merges) for group in _joined(own, merges)]
    return tuple(sorted(found, key=lambda actor: (-len(actor.entities), actor.id)))


def _is_name(name: str) -> bool:
    return any(word[0].isupper() for word in _WORD.findall(name))


def _merges(own: Sequence[str], known: Names) -> Iterator[Merge]:
    """Proposals among the names of one type, each pair of neighbours under one key once."""
    by_row, by_key, by_initials = defaultdict(list), defaultdict(list), defaultdict(list)
    for name in own:
        row = known.named(name)
        if row is not None:
            by_row[row.name].append(name)
        words = [w for w in _WORD.findall(name) if w.lower() not in _SMALL]
        by_key[" ".join(name_key(w) for w in words)].append(name)
        if len(words) > 2:
            by_initials["".join(w[0] for w in words).upper()].append(name)
    for grouped, score, why in ((by_row, TABLE, "table"), (by_key, SPELLED, "spelling")):
        for members in grouped.values():
            yield from (Merge(a, b, score, why) for a, b in pairwise(members))
    for name in own:
        full = by_initials.get(name, ()) if name.isupper() else ()
        if len(full) == 1:  # two bodies of the same initials: nothing tells which is meant
            yield Merge(name, full[0], ABBREVIATED, "initials")


def _joined(own: Sequence[str], merges: Iterable[Merge]) -> list[list[str]]:
    """The names that proposals join, each once, in order."""
    home = {name: name for name in own}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for merge in merges:
        first, second = sorted((root(merge.a), root(merge.b)))
        home[second] = first
    groups = defaultdict(list)
    for name in own:
        groups[root(name)].append(name)
    return [groups[name] for name in sorted(groups)]


def _actor(
    kind: EntityType,
    group: Sequence[str],
    bearers: dict[tuple[EntityType, str], set[tuple[str, str]]],
    merges: Iterable[Merge],
) -> Actor:
    """The most used name stands for all; of equals the longest."""
    best = max(group, key=lambda name: (len(bearers[kind, name]), len(name), name))
    entities = sorted(pair for name in group for pair in bearers[kind, name])
    inside = tuple(merge for merge in merges if merge.a in group)
    return Actor(id_of("act", kind, group[0]), best, kind, tuple(group), tuple(entities), inside)
