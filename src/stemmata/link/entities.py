"""One actor under many names: which entities of different articles name the same, as proposals.

Nothing is merged here: a proposal has a score and says what it rests on, mentions stay as they are,
and a person may part what was proposed, or join what was not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemmata.ids import id_of
from stemmata.link.networks import Names, known_names
from stemmata.link.words import name_key
from stemmata.model import Entity, EntityType, Reading

__all__ = ["Actor", "Bearer", "Merge", "actors", "actors_of"]

Bearer = tuple[EntityType, str, str]
"""A name of one type; with an article's id behind it, as this article uses it, else empty."""

Entities = Mapping[Bearer, set[tuple[str, str]]]
Judged = dict[tuple[Bearer, Bearer], bool]

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
    """A proposal that two names are of one actor, and why: "table", "spelling", "initials" or "judged"."""

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


def actors(
    readings: Iterable[Reading], *, names: Names | None = None, judged: Judged | None = None
) -> tuple[Actor, ...]:
    """The actors of these readings, the most mentioned first; the order of readings makes no difference.

    Args:
        readings: The current ones.
        names: Outlets and bodies by their names; the ones that ship by default.
        judged: Of two bearers, the smaller first, whether a person found them to be one; the newest
            judgement last, which wins where several cannot all be followed.
    """
    named = ((reading.article.id, e) for reading in readings for e in reading.entities)
    return actors_of(named, names=names, judged=judged)


def actors_of(
    entities: Iterable[tuple[str, Entity]],
    *,
    names: Names | None = None,
    judged: Judged | None = None,
) -> tuple[Actor, ...]:
    """As `actors`, from the entities alone, each with the id of its article."""
    decided = judged or {}
    alone = {bearer for pair in decided for bearer in pair if bearer[2]}
    bearers: dict[Bearer, set[tuple[str, str]]] = defaultdict(set)
    for article, e in entities:
        if e.type in NAMED_TYPES and _is_name(e.name):
            own: Bearer = (e.type, e.name, article)
            bearers[own if own in alone else (e.type, e.name, "")].add((article, e.id))
    merges = list(_merges(sorted(bearers), names or known_names()))
    found = [
        _actor(group, bearers, held) for group, held in _joined(sorted(bearers), merges, decided)
    ]
    return tuple(sorted(found, key=lambda actor: (-len(actor.entities), actor.id)))


def _is_name(name: str) -> bool:
    return any(word[0].isupper() for word in _WORD.findall(name))


class _Proposal(NamedTuple):
    a: Bearer
    b: Bearer
    score: float
    why: str


def _merges(own: Sequence[Bearer], known: Names) -> Iterator[_Proposal]:
    """Proposals among the names of each type: of those under one key, each with all before it.

    The nearest first, so that where nobody parted any, neighbours hold a group together.
    """
    by_row, by_key, by_initials = defaultdict(list), defaultdict(list), defaultdict(list)
    for bearer in own:
        kind, name, _ = bearer
        row = known.named(name)
        if row is not None:
            by_row[kind, row.name].append(bearer)
        words = [w for w in _WORD.findall(name) if w.lower() not in _SMALL]
        by_key[kind, " ".join(name_key(w) for w in words)].append(bearer)
        if len(words) > 2:
            by_initials[kind, "".join(w[0] for w in words).upper()].append(bearer)
    for grouped, score, why in ((by_row, TABLE, "table"), (by_key, SPELLED, "spelling")):
        for members in grouped.values():
            for at, b in enumerate(members):
                yield from (_Proposal(a, b, score, why) for a in reversed(members[:at]))
    for bearer in own:
        full = by_initials.get((bearer[0], bearer[1]), []) if bearer[1].isupper() else []
        if len({name for _, name, _ in full}) == 1:  # of two bodies, nothing tells which is meant
            yield _Proposal(bearer, full[0], ABBREVIATED, "initials")


def _joined(
    own: Sequence[Bearer], merges: Iterable[_Proposal], judged: Judged
) -> list[tuple[list[Bearer], list[Merge]]]:
    """The bearers that are one, each once and in order, and the proposals that hold them together.

    What people joined comes first, the newest before all. A proposal that would bring together what
    they keep apart is not followed.
    """
    group = {bearer: [bearer] for bearer in own}
    apart: dict[Bearer, set[Bearer]] = defaultdict(set)
    for (a, b), same in judged.items():
        if not same:
            apart[a].add(b)
            apart[b].add(a)
    held: dict[Bearer, list[Merge]] = defaultdict(list)
    ordered = [_Proposal(a, b, 1.0, "judged") for a, b in reversed(judged) if judged[a, b]]
    for a, b, score, why in (*ordered, *merges):
        one, two = group.get(a), group.get(b)
        if one is None or two is None or one is two:
            continue
        if any(not apart[x].isdisjoint(two) for x in one if x in apart):
            continue
        held[one[0]] += [Merge(a[1], b[1], score, why), *held.pop(two[0], ())]
        one += two
        group.update(dict.fromkeys(two, one))
    found = {id(members): members for members in group.values()}
    return [(sorted(members), held[members[0]]) for members in found.values()]


def _actor(group: Sequence[Bearer], bearers: Entities, merges: Sequence[Merge]) -> Actor:
    """The most used name stands for all; of equals the longest."""
    kind, best, _ = max(group, key=lambda b: (len(bearers[b]), len(b[1]), b))
    entities = sorted(pair for bearer in group for pair in bearers[bearer])
    first, first_name, article = group[0]
    own = (article,) if article else ()  # another of this name in the rest of the case
    names = tuple(sorted({name for _, name, _ in group}))
    found = tuple(sorted(merges, key=lambda m: (m.a, m.b)))
    return Actor(id_of("act", first, first_name, *own), best, kind, names, tuple(entities), found)
