"""Who had a claim from whom: each occurrence followed to its origin, and the origins counted.

Endings that are the same party under several names are one origin. Origins measure reporting, not
truth: a statement made by three ministries has three, though none of them may have seen anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from stemmata.link.chains import UNDATED, Chains
from stemmata.link.crossing import Crossings
from stemmata.link.endings import OWN_VOICE, Ending, Endings
from stemmata.link.networks import Names, known_names
from stemmata.link.same_party import Parties
from stemmata.link.verdicts import Pair
from stemmata.model import Copy, Occurrence, Origin, Reading

__all__ = ["Traced", "Tracer", "origins_of"]


class Traced(NamedTuple):
    """One claim's occurrences with steps and origins, and what a claim says of them."""

    occurrences: tuple[Occurrence, ...]
    origins: tuple[Origin, ...]
    origins_range: tuple[int, int]
    first_seen: str | None
    circular: bool


def origins_of(
    occurrences: Sequence[Occurrence],
    readings: Mapping[str, Reading],
    copies: Iterable[Copy],
    names: Names | None = None,
) -> Traced:
    """Trace the occurrences of one claim. For many claims, keep one `Tracer`.

    Args:
        occurrences: Passages that state one claim, their stance set.
        readings: By article id, at least those of the occurrences and of what they are copies of.
        copies: Copies that touch these articles.
        names: Outlets and bodies by their names; the ones that ship by default.
    """
    return Tracer(readings.get, Crossings(copies), names or known_names()).trace(occurrences)


class Tracer:
    """Follows occurrences to their origins. Works each article out once.

    `judged` says of two names, by their letters, whether people hold them to be of one party.
    """

    def __init__(
        self,
        reading_of: Callable[[str], Reading | None],
        crossings: Crossings,
        names: Names,
        judged: Mapping[Pair, bool] | None = None,
    ) -> None:
        self._names, self._judged = names, judged or {}
        self._chains = Chains(Endings(reading_of, names), crossings, names)

    def trace(self, occurrences: Sequence[Occurrence]) -> Traced:
        """Trace the occurrences of one claim; the order in which they come makes no difference."""
        days = {o.id: self._chains.day(o.passage.article) for o in occurrences}
        ordered = sorted(occurrences, key=lambda o: (days[o.id], o.id))
        ends = _told_once(ordered, self._chains.followed(ordered))
        supporting = [o for o in ordered if o.stance != "denies"]
        parties = Parties(
            [(ends[o.id].outlet, ends[o.id].parties) for o in supporting],
            self._names,
            self._judged,
        )
        found = {
            o.id: parties.origins_of(ends[o.id].outlet, ends[o.id].parties) for o in supporting
        }
        circles = self._circles(supporting, ends)
        origins = _distinct([(o, o_id in circles) for o_id, own in found.items() for o in own])
        return Traced(
            tuple(_traced(o, ends[o.id], found.get(o.id, ()), o.id in circles) for o in ordered),
            origins,
            (_least(origins), len(origins)),
            min((days[o.id] for o in supporting if days[o.id] != UNDATED), default=None),
            bool(circles),
        )

    def _circles(
        self, supporting: Sequence[Occurrence], ends: Mapping[str, Ending]
    ) -> frozenset[str]:
        """The occurrences of outlets whose only evidence is themselves or their own network."""
        by_outlet = defaultdict(list)
        for occurrence in supporting:
            by_outlet[self._chains.outlet(occurrence.passage.article)].append(occurrence.id)
        return frozenset(
            i
            for found in by_outlet.values()
            if any(ends[i].own for i in found)
            and all(ends[i].own or ends[i].tells == OWN_VOICE for i in found)
            for i in found
        )


def _told_once(occurrences: Sequence[Occurrence], ends: Mapping[str, Ending]) -> dict[str, Ending]:
    """The endings, where what an article says itself twice has one: that of the words known to be another's.

    What it copied once it need not know of itself because it says it in other words elsewhere.
    """
    known: dict[str, Ending] = {}
    for occurrence in occurrences:
        end = ends[occurrence.id]
        if occurrence.stance == "asserts" and (end.tells > OWN_VOICE or end.copied_from):
            known.setdefault(occurrence.passage.article, end)
    return {
        o.id: known.get(o.passage.article, ends[o.id])
        if o.stance == "asserts" and ends[o.id].tells == OWN_VOICE
        else ends[o.id]
        for o in occurrences
    }


def _distinct(found: Sequence[tuple[Origin, bool]]) -> tuple[Origin, ...]:
    """Each origin once, circular only where everyone who leads to it runs in a circle."""
    circular: dict[str, bool] = {}
    for origin, circle in found:
        circular[origin.id] = circle and circular.get(origin.id, True)
    return tuple(replace(o, circular=circular[o.id]) for o in dict.fromkeys(o for o, _ in found))


def _least(origins: Sequence[Origin]) -> int:
    """How many there are if each outlet's bare word was taken over from one of the others."""
    bare = [o for o in origins if o.kind == "outlet" or o.name.startswith("unspecified reports")]
    return max(len(origins) - len(bare), min(1, len(origins)))


def _traced(
    occurrence: Occurrence, end: Ending, origins: Sequence[Origin], circular: bool
) -> Occurrence:
    return replace(
        occurrence,
        origins=tuple(origin.id for origin in origins),
        steps=end.steps,
        copied_from=end.copied_from,
        circular=circular,
    )
