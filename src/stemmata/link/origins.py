"""Who had a claim from whom: each occurrence followed to its origin, and the origins counted.

    occurrence -> its own article (endings.py) -> copies of the passage (crossing.py)
               -> outlets and agencies quoted by name -> the parties at the end -> origins

An identical ending, under whatever name, is one origin. Origins measure reporting, not truth.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from stemmata.link.crossing import Crossings, Twin
from stemmata.link.dates import best_date
from stemmata.link.endings import NAMED, OWN_VOICE, Ending, Endings
from stemmata.link.networks import Names, known_names
from stemmata.link.parties import Party
from stemmata.link.same_party import Parties
from stemmata.model import Copy, Occurrence, Origin, Reading, Step

__all__ = ["Traced", "Tracer", "origins_of"]

_LAST_DAY = "9999-12-31"  # an undated article is taken for the latest


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
    return Tracer(readings.get, copies, names or known_names()).trace(occurrences)


class Tracer:
    """Follows occurrences to their origins. Works each article out once."""

    def __init__(
        self,
        reading_of: Callable[[str], Reading | None],
        copies: Iterable[Copy],
        names: Names,
    ) -> None:
        self._names = names
        self._endings = Endings(reading_of, names)
        self._crossings = Crossings(copies)

    def trace(self, occurrences: Sequence[Occurrence]) -> Traced:
        """Trace the occurrences of one claim; the order in which they come makes no difference."""
        ordered = sorted(occurrences, key=lambda o: (self._day(o.passage.article), o.id))
        ends = {o.id: self._ending(o) for o in ordered}
        ends = _Relays(ordered, ends, self._endings, self._names).followed()
        supporting = [o for o in ordered if o.stance != "denies"]
        counted = Parties([(ends[o.id].outlet, ends[o.id].parties) for o in supporting], self._names)
        ids = {o.id: counted.origins_of(ends[o.id].outlet, ends[o.id].parties) for o in supporting}
        circles = self._circles(supporting, ends)
        origins = _origins(supporting, ends, ids, circles)
        return Traced(
            tuple(_traced(o, ends[o.id], [x.id for x in ids.get(o.id, ())]) for o in ordered),
            origins,
            (_least(origins), len(origins)),
            self._first_seen(supporting),
            bool(circles),
        )

    def _day(self, article: str) -> str:
        speakers = self._endings.speakers(article)
        return (best_date(speakers.reading.article) if speakers else None) or _LAST_DAY

    def _first_seen(self, occurrences: Sequence[Occurrence]) -> str | None:
        days = [self._day(o.passage.article) for o in occurrences]
        return min((day for day in days if day != _LAST_DAY), default=None)

    def _ending(self, occurrence: Occurrence) -> Ending:
        """The furthest ending of a passage and of the passages that are copies of it."""
        own = self._endings.ending(occurrence.passage, occurrence.attribution)
        if own is None:
            party = Party(occurrence.passage.article, "outlet", "media", True)
            return Ending((party,), party.name, OWN_VOICE, ())
        article = occurrence.passage.article
        best, source = own, None
        for twin in sorted(self._crossings.twins(occurrence.passage), key=self._earliness):
            other = self._endings.ending(twin.passage)
            if other is None or twin.passage.article == article:
                continue
            if source is None and self._is_source(article, twin):
                source = twin.passage.article
            older = self._is_source(article, twin)
            if other.tells > best.tells or (other.tells == best.tells < NAMED and older and best is own):
                step = Step("copy", twin.passage.article, occurrence.passage)
                best = replace(other, steps=(step, *other.steps))
        own_again = best.own and best is not own and self._outlet_of(article) != best.outlet
        return replace(best, copied_from=source, own=best.own and not own_again)

    def _outlet_of(self, article: str) -> str:
        return self._endings.outlet(article)

    def _earliness(self, twin: Twin) -> tuple[object, ...]:
        article = twin.passage.article
        return (self._day(article), self._endings.credit(article) is None, article)

    def _is_source(self, article: str, twin: Twin) -> bool:
        """Whether the twin is what an article was copied from, by what is known, or by convention."""
        if twin.is_original is not None:
            return twin.is_original
        return self._earliness(twin) < (
            self._day(article),
            self._endings.credit(article) is None,
            article,
        )

    def _circles(
        self, supporting: Sequence[Occurrence], ends: Mapping[str, Ending]
    ) -> frozenset[str]:
        """The occurrences of outlets whose only evidence is themselves or their own network."""
        by_outlet = defaultdict(list)
        for occurrence in supporting:
            by_outlet[self._outlet_of(occurrence.passage.article)].append(occurrence.id)
        return frozenset(
            i for found in by_outlet.values() if all(ends[i].own for i in found) for i in found
        )


class _Relays:
    """Follows outlets that are quoted by name to what they themselves had it from."""

    def __init__(
        self,
        occurrences: Sequence[Occurrence],
        ends: Mapping[str, Ending],
        endings: Endings,
        names: Names,
    ) -> None:
        self._ends = dict(ends)
        self._names = names
        self._by_outlet: dict[str, list[str]] = defaultdict(list)
        for occurrence in occurrences:
            article = occurrence.passage.article
            if occurrence.stance == "denies":
                continue
            self._by_outlet[endings.outlet(article)].append(occurrence.id)
            if credit := endings.credit(article):
                self._by_outlet[credit.outlet].append(occurrence.id)

    def followed(self) -> dict[str, Ending]:
        """The endings by occurrence, after all relays."""
        return {i: self._follow(i, (i,)) for i in self._ends}

    def _follow(self, occurrence: str, seen: tuple[str, ...]) -> Ending:
        end = self._ends[occurrence]
        if end.own or len(end.parties) != 1 or not end.parties[0].outlet or end.tells == OWN_VOICE:
            return end
        told = [i for i in self._by_outlet.get(end.parties[0].name, ()) if i not in seen[:1]]
        if any(i in seen for i in told):
            return replace(end, own=True)
        further = [self._follow(i, (*seen, i)) for i in told if i not in seen]
        best = max(further, key=lambda e: (e.tells, not e.own), default=None)
        if best is None or best.tells == OWN_VOICE:
            return end
        return replace(best, steps=(*end.steps, *best.steps), copied_from=end.copied_from)


def _origins(
    occurrences: Sequence[Occurrence],
    ends: Mapping[str, Ending],
    ids: Mapping[str, Sequence[Origin]],
    circles: frozenset[str],
) -> tuple[Origin, ...]:
    """The distinct origins, in order of their first occurrence."""
    found: dict[str, Origin] = {}
    for occurrence in occurrences:
        for origin in ids[occurrence.id]:
            circular = occurrence.id in circles
            known = found.get(origin.id)
            found[origin.id] = replace(origin, circular=circular and (known is None or known.circular))
    return tuple(found.values())


def _least(origins: Sequence[Origin]) -> int:
    """How many there are if each outlet's bare word was taken over from one of the others."""
    bare = [o for o in origins if o.name.startswith(("outlet itself:", "unspecified reports"))]
    return max(len(origins) - len(bare), min(1, len(origins)))


def _traced(occurrence: Occurrence, end: Ending, origins: Sequence[str]) -> Occurrence:
    return replace(
        occurrence, origins=tuple(origins), steps=end.steps, copied_from=end.copied_from
    )
