"""Readings to claims: what each article states, what states the same, who had it from whom.

readings -> propositions -> pairs weighed -> groups -> verdicts -> occurrences -> origins -> claims

What people judged edits the groups that the machine made, each by itself (`verdicts.py`). So a judgement
changes only the claims that it touches, and `relink` can work those out alone.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from stemmata.ids import id_of
from stemmata.link.answers import gainsaid
from stemmata.link.compare import Embed, compare
from stemmata.link.context import Context
from stemmata.link.contradicts import Against, Clash, contradictions
from stemmata.link.copied import copied
from stemmata.link.crossing import Crossings
from stemmata.link.near import Pairs
from stemmata.link.networks import Names, known_names
from stemmata.link.origins import Traced, Tracer
from stemmata.link.propositions import Proposition, propositions
from stemmata.link.recall import FORGETFUL, Recall
from stemmata.link.same import WEIGHTS, Weights, groups
from stemmata.link.stated import Case, sentence_of
from stemmata.link.verdicts import NO_VERDICTS, Verdicts, regrouped
from stemmata.link.wording import clearest
from stemmata.model import Claim, Copy, Link, Occurrence, Reading

__all__ = ["Linked", "Member", "link", "relink", "texts"]


@dataclass(frozen=True, slots=True)
class Member:
    """A passage as the machine read it, where a claim does not show it so, or people judged its group.

    `claim` is the id of the one that it is in now, None where it was rejected; `machine` names the group
    that the machine put it in, None where nobody judged that.
    """

    occurrence: str
    article: str
    claim: str | None
    machine: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """The claims of some readings, most carried first, and the pairs they were decided on.

    `members` and `clashes` are what it takes to work some of the claims out again, see `relink`.
    """

    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    members: tuple[Member, ...] = ()
    clashes: tuple[Clash, ...] = ()


def texts(reading: Reading) -> list[str]:
    """What `link` will want vectors of, so that they can be made when an article is read."""
    stated = propositions(reading)
    return sorted({p.words for p in stated} | {sentence_of(reading, p) for p in stated})


def link(
    readings: Iterable[Reading],
    *,
    embed: Embed,
    copies: Iterable[Copy] = (),
    verdicts: Verdicts = NO_VERDICTS,
    corrected: Callable[[Reading], Reading] = lambda reading: reading,
    names: Names | None = None,
    weights: Weights = WEIGHTS,
    recall: Recall = FORGETFUL,
) -> Linked:
    """Find the claims of these readings.

    Args:
        readings: One an article, as the machine made it, in any order: it makes no difference.
        embed: Texts to vectors; those of `texts` are asked for.
        copies: Passages that the articles share.
        verdicts: What people decided about passages.
        corrected: A reading as people put it right.
        names: Outlets and bodies by their names; the ones that ship by default.
        weights: What counts how much for two being the same.
        recall: Knows what earlier linkings with the same vectors worked out.
    """
    case = Case(readings, corrected, verdicts, weights, recall)
    crossings = Crossings(copies)
    twins = list(copied(case.stated, case.days, crossings))
    pairs, found = Pairs(len(case.everything)), []
    for weighed in compare(
        case.stated, case.around, case.days, embed, weights, recall=recall, keys=case.keys
    ):
        pairs.add(weighed.first, weighed.second, weighed.odds)
        found += weighed.clashes
    for i, j in twins:
        pairs.connect(i, j)
    odds = pairs.within()
    machine = groups(len(case.everything), odds, twins)
    made = _made(case, machine, odds, found, {}, embed, crossings, names or known_names())
    return replace(made, clashes=tuple(found))


def relink(
    readings: Iterable[Reading],
    machine: Sequence[Sequence[str]],
    *,
    clashes: Sequence[Clash],
    others: Mapping[str, str],
    embed: Embed,
    copies: Iterable[Copy],
    verdicts: Verdicts = NO_VERDICTS,
    corrected: Callable[[Reading], Reading] = lambda reading: reading,
    names: Names | None = None,
    weights: Weights = WEIGHTS,
) -> Linked:
    """Work out anew the claims of some groups that the machine made, with other verdicts than before.

    Args:
        readings: Of all articles in the groups, as the machine made them.
        machine: The groups as ids of passages; all that verdicts connect with them among them.
        clashes: Those that touch the groups, from when the case was linked.
        others: The claims of the passages that these clash with outside of the groups.
        embed: As for `link`, like all that follows.
        copies: Copies that touch these articles.
        verdicts: What people decided about passages.
        corrected: A reading as people put it right.
        names: Outlets and bodies by their names.
        weights: What counts how much for two being the same.
    """
    case = Case(readings, corrected, verdicts, weights)
    number = {p.id: i for i, p in enumerate(case.everything)}
    named = [sorted(number[i] for i in group if i in number) for group in machine]
    kept = sorted(group for group in named if group)
    odds = case.odds([group for group in kept if len(group) > 1], embed)
    crossings = Crossings(copies)
    return _made(case, kept, odds, clashes, others, embed, crossings, names or known_names())


def _made(
    case: Case,
    machine: Sequence[Sequence[int]],
    odds: dict[tuple[int, int], float],
    clashing: Iterable[Clash],
    others: Mapping[str, str],
    embed: Embed,
    crossings: Crossings,
    names: Names,
) -> Linked:
    """The claims of the machine's groups as people judged them."""
    everything, right = case.everything, case.right
    number = {p.id: i for i, p in enumerate(everything)} if case.verdicts.same else {}
    judged = {
        (min(number[a], number[b]), max(number[a], number[b])): same
        for (a, b), same in case.verdicts.same.items()
        if a in number and b in number
    }
    grouped, weighed = regrouped(machine, judged, lambda members: case.odds([members], embed))
    odds |= weighed
    tracer = Tracer(case.readings.get, crossings, names, case.verdicts.parties)
    known = (*names, sorted(case.verdicts.parties.items()))
    context = Context(case.readings, crossings, known, case.recall)
    stating = [group for group in grouped if any(right[i] for i in group)]
    stated = {group[0]: _stated(group, right) for group in stating}
    # By day, so that the tracer finds the articles of one event among those it has in mind.
    traced = {
        first: _traced(list(stated[first].values()), tracer, context)
        for first in sorted(stated, key=case.day)
    }
    kept = [traced[group[0]] for group in stating]
    words = {i: reading.article.text for i, reading in case.readings.items()}
    drafts = [
        _claim(shown, clearest(_shown(stated[group[0]], shown), odds, words))
        for group, shown in zip(stating, kept, strict=True)
    ]
    home = {
        everything[i].id: c.id for g, c in zip(stating, drafts, strict=True) for i in g if right[i]
    }
    now = {p.id: q.id for p, q in zip(everything, right, strict=True) if q}
    shown = {o.id for traced in kept for o in traced.occurrences}
    seen = {was for was, i in now.items() if i in shown}
    own = {
        pair: c for pair, c in case.verdicts.contrary.items() if not home.keys().isdisjoint(pair)
    }
    against = contradictions(clashing, {**others, **home}, seen, own)
    claims = [replace(c, contradicts=tuple(sorted(against.get(c.id, ())))) for c in drafts]
    links = _links(stating, kept, right, odds, against)
    members = _members(case, machine, judged, home, seen)
    return Linked(tuple(sorted(claims, key=lambda c: (-len(c.occurrences), c.id))), links, members)


def _shown(stated: Mapping[int, Proposition], traced: Traced) -> dict[int, Proposition]:
    """What of a claim's propositions its occurrences are: an article may say the same again."""
    kept = {o.id for o in traced.occurrences}
    return {i: p for i, p in stated.items() if p.id in kept}


def _stated(group: Sequence[int], right: Sequence[Proposition | None]) -> dict[int, Proposition]:
    """What of a group still stands, by number, who says that it is not so among those who deny it."""
    there = {i: p for i in group if (p := right[i])}
    return dict(zip(there, gainsaid(list(there.values())), strict=True))


def _members(
    case: Case,
    machine: Sequence[Sequence[int]],
    judged: Iterable[tuple[int, int]],
    home: Mapping[str, str],
    seen: Iterable[str],
) -> tuple[Member, ...]:
    """The passages that cannot be told from the occurrences of claims."""
    shown, regrouped_ = set(seen), {i for pair in judged for i in pair}
    found: list[Member] = []
    for group in machine:
        touched = any(i in regrouped_ or case.right[i] is not case.everything[i] for i in group)
        name = case.everything[group[0]].id if touched else None
        found += [
            Member(p.id, p.passage.article, home.get(p.id), name)
            for p in (case.everything[i] for i in group)
            if touched or p.id not in shown
        ]
    return tuple(found)


def _traced(group: Sequence[Proposition], tracer: Tracer, context: Context) -> Traced:
    return context.recall(
        Traced,
        lambda: (
            [(p.id, p.passage, p.attribution.id, p.stance) for p in group],
            *map(context.of, sorted({p.passage.article for p in group})),
        ),
        lambda: _one_an_article(group, tracer),
    )


def _one_an_article(group: Sequence[Proposition], tracer: Tracer) -> Traced:
    """The occurrences of one claim with their origins, one an article and source.

    What an article says in its own voice, or has from nobody in particular, and also has from a source is
    said once: by the source.
    """
    attributed = {p.passage.article for p in group if p.stance == "reports"}
    sourced = {p.passage.article for p in group if p.stance == "reports" and p.attribution.source}
    traced = tracer.trace(
        [
            Occurrence(p.id, p.passage, p.attribution.id, p.stance)
            for p in group
            if p.stance == "denies"
            or p.attribution.source
            or p.passage.article not in (attributed if p.stance == "asserts" else sourced)
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


def _claim(traced: Traced, text: str) -> Claim:
    return Claim(
        id_of("clm", traced.occurrences[0].id),
        text,
        traced.occurrences,
        traced.origins,
        traced.origins_range,
        traced.first_seen,
        circular=traced.circular,
    )


def _links(
    grouped: Sequence[Sequence[int]],
    kept: Sequence[Traced],
    right: Sequence[Proposition | None],
    odds: Mapping[tuple[int, int], float],
    against: Mapping[str, Mapping[str, Against]],
) -> tuple[Link, ...]:
    """Pairs of one claim; and the pair, as the machine read it, that best shows that two are contrary."""
    found = []
    for group, traced in zip(grouped, kept, strict=True):
        shown = {o.id for o in traced.occurrences}
        members = [(i, p.id) for i in group if (p := right[i]) and p.id in shown]
        for at, (i, first) in enumerate(members):
            for j, later in members[at + 1 :]:
                if (i, j) in odds:
                    a, b = sorted((first, later))
                    found.append(Link("same", a, b, _probability(odds[i, j])))
    for claim, others in against.items():
        for other, (one, two, score, why) in others.items():
            if claim < other:
                a, b = sorted((one, two))
                found.append(Link("contradicts", a, b, min(1.0, max(0.0, score)), (why,)))
    return tuple(sorted(found, key=lambda link: (link.kind, link.a, link.b)))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
