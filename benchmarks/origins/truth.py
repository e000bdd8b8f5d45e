"""The articles of a tradition as printed, and what is true of their claims.

A careful reader of all the articles can know the visible origins: named sources, credits, relays and
copies near word for word. The hidden ones take into account lost articles, and matter that was put into
other words without credit.
"""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from benchmarks.origins.following import Following
from benchmarks.origins.levels import Level, level_of, value_words
from benchmarks.origins.newsroom import Draft
from benchmarks.origins.passages import Passages
from benchmarks.origins.printing import Placed, printed
from benchmarks.origins.record import Claim, Family, Occurrence
from benchmarks.origins.story import Proposition
from benchmarks.origins.tradition import Tradition
from benchmarks.origins.world import outlets

__all__ = ["family"]

_NETWORK = {o.name: o.network or o.name for o in outlets()}


class _Evidence(NamedTuple):
    """Whether an outlet's occurrence rests on the outlet itself or its network, and says so by name.

    `sister` tells that the name is another one's, so that only a table of networks shows it.
    """

    itself: bool
    by_name: bool
    sister: bool


def family(tradition: Tradition) -> Family:
    """The articles of a tradition and the truth about them."""
    return _Truth(tradition).family()


class _Truth:
    def __init__(self, tradition: Tradition) -> None:
        self._tradition = tradition
        self._articles: list[dict[str, str | None]] = []
        places: list[Placed] = []
        for at, draft in enumerate(tradition.drafts):
            text, here = printed(at, draft, tradition)
            places += here
            self._articles.append(self._row(at, draft, text))
        self._passages = Passages(tradition.drafts, places)
        self._following = Following(self._passages)

    def _row(self, at: int, draft: Draft, text: str) -> dict[str, str | None]:
        published = None
        if draft.dated:
            date = self._tradition.story.date + datetime.timedelta(days=draft.day)
            published = date.isoformat()
        number = f"t{self._tradition.number:05d}"
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
        kept = [
            a for a, d in zip(self._articles, self._tradition.drafts, strict=True) if not d.lost
        ]
        claims = [self._claim(at) for at in range(len(self._tradition.story.claims))]
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

    def _claim(self, claim: int) -> Claim:
        here = [p for p in self._passages.captured() if p.clause.claim == claim]
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
        proposition = self._tradition.story.claims[claim]
        circles = [
            of_outlet
            for of_outlet in evidence.values()
            if all(e.itself for e in of_outlet) and any(e.by_name for e in of_outlet)
        ]
        return Claim(
            id=self._claim_id(claim),
            text=here[0].clause.words if here else proposition.value,
            occurrences=found,
            n_origins=len({o.origin for o in found} - {None}),
            n_origins_hidden=len({o.hidden_origin for o in found} - {None}),
            circular=bool(circles),
            by_network=bool(circles) and all(any(e.sister for e in own) for own in circles),
            level=_level(proposition, here),
            contradicts=tuple(map(self._claim_id, self._tradition.story.rivals(claim))),
        )

    def _claim_id(self, claim: int) -> str:
        return f"t{self._tradition.number:05d}.c{claim}"

    def _occurrence(self, place: Placed) -> tuple[Occurrence, _Evidence]:
        draft, row = self._tradition.drafts[place.draft], self._articles[place.draft]
        denies = place.statement.stance == "denies"
        end = self._following.followed(place, hidden=False)
        parents = list(self._passages.ancestors(place))
        name = draft.outlet.name
        via = place.statement.via
        evidence = _Evidence(
            itself=end.outlet and (end.cycle or _own(name, end.name)),
            by_name=via is not None and (end.cycle or _own(name, via)),
            sister=via not in (None, name) and not end.cycle,
        )
        made = Occurrence(
            article=str(row["id"]),
            start=place.start,
            end=place.end,
            stance=place.statement.stance,
            outlet=name,
            published=row["published"],
            origin=None if denies else end.name,
            hidden_origin=None if denies else self._following.followed(place, hidden=True).name,
            copied_from=str(self._articles[parents[0].draft]["id"]) if parents else None,
            ancestors=tuple(str(self._articles[p.draft]["id"]) for p in parents),
            direction=self._passages.direction(place, parents[0]) if parents else None,
        )
        return made, evidence


def _level(made: Proposition, passages: Iterable[Placed]) -> Level:
    """How far the words drift apart in which a claim is supported."""
    wordings: dict[int, list[str]] = {}
    for place in passages:
        if place.statement.stance != "denies":
            wordings.setdefault(place.clause.wording, []).append(place.clause.words)
    return level_of(wordings, value_words(made.value, made.number))


def _own(outlet: str, other: str) -> bool:
    """Whether the other is the outlet itself or of its network."""
    return _NETWORK.get(outlet) == _NETWORK.get(other, other)


def _shallow(made: Claim | Occurrence) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__slots__}
