"""Which claims cannot both hold: another number for one quantity, another culprit, a denial.

Both claims stay, each with its holders. Two figures of one article are mostly those of two things: a
town and its hospital, a day and a week. They are contrary only where two sources put them in like words.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from stemmata.link.blame import are_others
from stemmata.link.figures import Figure, clash
from stemmata.link.propositions import Proposition
from stemmata.link.same import NEVER, Likeness, words_shared
from stemmata.link.verdicts import Pair

__all__ = ["SHARE", "Against", "Clash", "Contrary", "clash_of", "contradictions", "contrary"]

SHARE = 0.3
"""Least share of the pairs of two claims' clashing passages that are of one event; a lone pair is chance."""

STORY = 0.7
"""Cosine of two articles from which what both lead with may be one event, where place and day agree."""

SENTENCE = 0.7
"""Cosine of two sentences from which they may tell of one event that is not what the articles lead with."""

LEAST = 0.25
"""Cosine of two sentences below which they tell of different things, whatever their articles."""

FACTOR = 5
"""Tolls of one event that differ by more are mostly those of two events."""

ONE_ARTICLE = 0.55
"""Cosine of two passages of one article from which its two sources may speak of one thing."""

OPPOSITE = 0.8
"""Cosine of two passages from which one of them being negated makes them contrary."""


OPPOSITE_WORDS = 0.6
"""Share of their words that both must have for that: else the negation is that of another clause."""


class Contrary(NamedTuple):
    """Whether two propositions are of one event and cannot both hold, and what it rests on."""

    holds: bool
    score: float
    why: str


class Clash(NamedTuple):
    """Two passages with something in them that sets them against each other; `holds` if it does."""

    a: str
    b: str
    holds: bool
    score: float
    why: str


class Against(NamedTuple):
    """The two passages that best show that two claims cannot both hold."""

    a: str
    b: str
    score: float
    why: str


def clash_of(p: Proposition, q: Proposition, odds: float, likeness: Likeness) -> Clash | None:
    """How two propositions clash, whether or not they are of one claim; most do not."""
    if odds == NEVER or p.negated != q.negated or are_others(p.accused, q.accused):
        contra = contrary(p, q, likeness)
        return Clash(p.id, q.id, *contra) if contra else None
    return None


def contradictions(
    clashing: Iterable[Clash],
    home: Mapping[str, str],
    shown: Container[str],
    judged: Mapping[Pair, bool],
) -> dict[str, dict[str, Against]]:
    """For each claim, the claims that cannot hold with it, and the two passages that show it best.

    Args:
        clashing: Pairs of passages.
        home: The claim of each passage.
        shown: Passages that are shown as occurrences; they are preferred.
        judged: Of two passages, whether a person found that they cannot both hold; that decides for
            their claims, and one such pair outweighs others that can.
    """
    count: dict[Pair, int] = defaultdict(int)
    holding: dict[Pair, list[tuple[bool, float, str, str, str]]] = defaultdict(list)
    for a, b, holds, score, why in clashing:
        pair = _claims_of(a, b, home)
        if pair:
            count[pair] += 1
            if holds:
                holding[pair].append((a in shown and b in shown, score, a, b, why))
    best = {
        pair: max(found) for pair, found in holding.items() if len(found) >= SHARE * count[pair]
    }
    for (a, b), cannot in sorted(judged.items(), key=lambda item: item[1]):
        pair = _claims_of(a, b, home)
        if pair and cannot:
            best[pair] = (True, 1.0, a, b, "judged")
        elif pair:
            best.pop(pair, None)
    against: dict[str, dict[str, Against]] = defaultdict(dict)
    for (one, other), (_, score, a, b, why) in best.items():
        against[one][other] = against[other][one] = Against(a, b, score, why)
    return against


def _claims_of(a: str, b: str, home: Mapping[str, str]) -> Pair | None:
    """The two claims that two passages are of, if they are of two."""
    if a not in home or b not in home or home[a] == home[b]:
        return None
    return min(home[a], home[b]), max(home[a], home[b])


def contrary(p: Proposition, q: Proposition, likeness: Likeness) -> Contrary | None:
    """Whether two propositions are contrary; None where nothing in them clashes."""
    if _one_speaker(p, q):
        return None
    denial = "denies" in (p.stance, q.stance)
    opposite = likeness.passage >= OPPOSITE and words_shared(p, q) >= OPPOSITE_WORDS
    if p.negated != q.negated and opposite and not denial:
        return Contrary(not p.event.other_day(q.event), likeness.passage, "negated")
    counting, negated = p.figures or q.figures, p.negated or q.negated
    if are_others(p.accused, q.accused) and not counting and not negated:
        holds = (
            likeness.story >= STORY and likeness.sentence >= SENTENCE and p.event.may_be(q.event)
        )
        return Contrary(holds, likeness.sentence, "culprit")
    clashing = [
        (f, g)
        for f, g in product(p.figures, q.figures)
        if not f.part and not g.part and clash(f, g) and not _add_up(f, g, p, q)
    ]
    if not clashing:
        return None
    leads = p.event.lead and q.event.lead
    alike = likeness.story >= STORY and likeness.sentence >= (LEAST if leads else SENTENCE)
    # Two parties that struck one city on one day struck twice.
    one_act = p.event.day == q.event.day and not are_others(p.accused, q.accused)
    if p.passage.article == q.passage.article:
        alike = likeness.passage >= ONE_ARTICLE
    holds = alike and one_act and p.event.may_be(q.event) and any(_of_a_size(*c) for c in clashing)
    return Contrary(holds, likeness.story, "figure")


def _one_speaker(p: Proposition, q: Proposition) -> bool:
    """Whether one article has both from one source, or says either itself."""
    if p.passage.article != q.passage.article:
        return False
    a, b = p.attribution, q.attribution
    known = a.source_entity is not None and a.source_entity == b.source_entity
    return known or "outlet" in (a.voice, b.voice) or p.sentence.overlaps(q.sentence)


def _add_up(f: Figure, g: Figure, p: Proposition, q: Proposition) -> bool:
    """Whether one of the two counts all that the other's passage counts apart: 18, and 11 and 7."""
    return f.number == _total(q, g) or g.number == _total(p, f)


def _total(p: Proposition, one: Figure) -> int:
    """Of all whom a passage counts to whom the same happened."""
    return sum(f.number for f in p.figures if f.fate == one.fate)


def _of_a_size(f: Figure, g: Figure) -> bool:
    low, high = sorted((f.number, g.number))
    return low == 0 or high <= FACTOR * low
