"""Readings to claims: what each article states, what states the same, who had it from whom.

readings -> propositions -> pairs weighed -> groups -> occurrences -> origins -> claims
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stemmata.ids import id_of
from stemmata.link.blame import are_others
from stemmata.link.compare import Embed, Weighed, compare
from stemmata.link.contradicts import SHARE, contrary
from stemmata.link.dates import best_date
from stemmata.link.networks import Names, known_names
from stemmata.link.origins import Traced, Tracer
from stemmata.link.propositions import Proposition, propositions
from stemmata.link.same import NEVER, WEIGHTS, Weights, groups
from stemmata.model import Claim, Copy, Link, Occurrence, Reading

__all__ = ["Linked", "link", "texts"]


@dataclass(frozen=True, slots=True)
class Linked:
    """The claims of some readings, most carried first, and the pairs they were decided on."""

    claims: tuple[Claim, ...]
    links: tuple[Link, ...]


def texts(reading: Reading) -> list[str]:
    """What `link` will want vectors of, so that they can be made when an article is read."""
    stated = propositions(reading)
    return sorted({p.words for p in stated} | {_sentence(reading, p) for p in stated})


def link(
    readings: Iterable[Reading],
    *,
    embed: Embed,
    copies: Iterable[Copy] = (),
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    names: Names | None = None,
    weights: Weights = WEIGHTS,
) -> Linked:
    """Find the claims of these readings.

    Args:
        readings: One an article, in any order: it makes no difference.
        embed: Texts to vectors; those of `texts` are asked for.
        copies: Passages that the articles share.
        verdicts: By the ids of two occurrences, the smaller first, whether a person found them to
            state the same.
        names: Outlets and bodies by their names; the ones that ship by default.
        weights: What counts how much for two being the same.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    stated = [propositions(reading) for reading in ordered]
    around = [[_sentence(r, p) for p in ps] for r, ps in zip(ordered, stated, strict=True)]
    days = [_day(reading) for reading in ordered]
    weighed = compare(stated, around, days, embed, weights)
    everything = [p for ps in stated for p in ps]
    odds = {pair: w.odds for pair, w in weighed.items()}
    odds |= _judged(everything, verdicts or {})
    grouped = groups(len(everything), odds)
    tracer = Tracer({r.article.id: r for r in ordered}.get, copies, names or known_names())
    day_of = {r.article.id: day or 0 for r, day in zip(ordered, days, strict=True)}
    # By day, so that the tracer finds the articles of one event among those it has in mind.
    by_day = sorted(grouped, key=lambda group: day_of[everything[group[0]].passage.article])
    traced = {group[0]: _one_an_article([everything[i] for i in group], tracer) for group in by_day}
    kept = [traced[group[0]] for group in grouped]
    drafts = [
        _claim(group, shown, everything, odds) for group, shown in zip(grouped, kept, strict=True)
    ]
    shown = frozenset(o.id for traced in kept for o in traced.occurrences)
    against = _contradictions(everything, grouped, weighed, shown)
    claims = [
        replace(draft, contradicts=tuple(sorted(drafts[other].id for other in against[at])))
        for at, draft in enumerate(drafts)
    ]
    links = _links(everything, grouped, kept, odds, against)
    return Linked(tuple(sorted(claims, key=lambda c: (-len(c.occurrences), c.id))), links)


def _sentence(reading: Reading, stated: Proposition) -> str:
    return reading.article.text[stated.sentence.start : stated.sentence.end]


def _day(reading: Reading) -> int | None:
    day = best_date(reading.article)
    return date.fromisoformat(day).toordinal() if day else None


def _judged(
    everything: Sequence[Proposition], verdicts: Mapping[tuple[str, str], bool]
) -> dict[tuple[int, int], float]:
    """What people decided, as odds that nothing outweighs."""
    number = {p.id: i for i, p in enumerate(everything)} if verdicts else {}
    return {
        (min(number[a], number[b]), max(number[a], number[b])): _SURE if same else -_SURE
        for (a, b), same in verdicts.items()
        if a in number and b in number
    }


_SURE = 1e6


def _one_an_article(group: Sequence[Proposition], tracer: Tracer) -> Traced:
    """The occurrences of one claim with their origins, one an article and source.

    What an article says in its own voice and also has from a source is said once: by the source.
    """
    attributed = {p.passage.article for p in group if p.stance == "reports"}
    traced = tracer.trace(
        [
            Occurrence(p.id, p.passage, p.attribution.id, p.stance)
            for p in group
            if p.stance != "asserts" or p.passage.article not in attributed
        ]
    )
    kept: dict[tuple[str, str, tuple[str, ...]], Occurrence] = {}
    for occurrence in traced.occurrences:
        key = occurrence.passage.article, occurrence.stance, tuple(sorted(occurrence.origins))
        first = kept.setdefault(key, occurrence)
        if occurrence.passage.span < first.passage.span:
            kept[key] = occurrence
    chosen = {o.id for o in kept.values()}
    return traced._replace(occurrences=tuple(o for o in traced.occurrences if o.id in chosen))


def _claim(
    group: Sequence[int],
    traced: Traced,
    everything: Sequence[Proposition],
    odds: Mapping[tuple[int, int], float],
) -> Claim:
    return Claim(
        id_of("clm", traced.occurrences[0].id),
        _clearest(group, everything, odds),
        traced.occurrences,
        traced.origins,
        traced.origins_range,
        traced.first_seen,
        circular=traced.circular,
    )


CLEAR_WORDS = (6, 30)
"""Words of a passage that can stand alone as a claim's text: neither a fragment nor a paragraph."""


def _clearest(
    group: Sequence[int], everything: Sequence[Proposition], odds: Mapping[tuple[int, int], float]
) -> str:
    """The words of the member that is most like all others, of a length that can stand alone."""
    near = dict.fromkeys(group, 0.0)
    for at, i in enumerate(group):
        for j in group[at + 1 :]:
            value = odds.get((i, j), 0.0)
            near[i] += value
            near[j] += value

    def clarity(i: int) -> tuple[bool, bool, float, str]:
        p = everything[i]
        low, high = CLEAR_WORDS
        return (low <= len(p.words.split()) <= high, p.stance != "denies", near[i], p.id)

    return everything[max(group, key=clarity)].words


def _contradictions(
    everything: Sequence[Proposition],
    grouped: Sequence[Sequence[int]],
    weighed: Mapping[tuple[int, int], Weighed],
    shown: Container[str],
) -> dict[int, dict[int, tuple[int, int, float, str]]]:
    """For each group, the groups that cannot hold with it, and the two propositions that show it best.

    Those among a claim's `shown` occurrences are preferred.
    """
    home = {i: at for at, group in enumerate(grouped) for i in group}
    clashing: dict[tuple[int, int], int] = defaultdict(int)
    holding: dict[tuple[int, int], list[tuple[bool, float, int, int, str]]] = defaultdict(list)
    for (i, j), pair in weighed.items():
        a, b = sorted((home[i], home[j]))
        if a == b or not _may_clash(everything[i], everything[j], pair):
            continue
        found = contrary(everything[i], everything[j], pair.likeness)
        if found is not None:
            clashing[a, b] += 1
            if found.holds:
                seen = everything[i].id in shown and everything[j].id in shown
                holding[a, b].append((seen, found.score, i, j, found.why))
    against: dict[int, dict[int, tuple[int, int, float, str]]] = defaultdict(dict)
    for (a, b), pairs in holding.items():
        if len(pairs) >= SHARE * clashing[a, b]:
            _, score, i, j, why = max(pairs)
            against[a][b] = against[b][a] = (i, j, score, why)
    return against


def _may_clash(p: Proposition, q: Proposition, pair: Weighed) -> bool:
    """Whether anything in two propositions may set them against each other; most have nothing."""
    return pair.odds == NEVER or p.negated != q.negated or are_others(p.accused, q.accused)


def _links(
    everything: Sequence[Proposition],
    grouped: Sequence[Sequence[int]],
    kept: Sequence[Traced],
    odds: Mapping[tuple[int, int], float],
    against: Mapping[int, Mapping[int, tuple[int, int, float, str]]],
) -> tuple[Link, ...]:
    """Pairs of one claim, and the pair that best shows that two claims are contrary."""
    found = []
    for group, traced in zip(grouped, kept, strict=True):
        shown = {o.id for o in traced.occurrences}
        members = [i for i in group if everything[i].id in shown]
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                if (i, j) in odds:
                    a, b = sorted((everything[i].id, everything[j].id))
                    found.append(Link("same", a, b, _probability(odds[i, j])))
    for a_group, others in against.items():
        for b_group, (i, j, score, why) in others.items():
            if a_group < b_group:
                a, b = sorted((everything[i].id, everything[j].id))
                found.append(Link("contradicts", a, b, min(1.0, max(0.0, score)), (why,)))
    return tuple(sorted(found, key=lambda link: (link.kind, link.a, link.b)))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
