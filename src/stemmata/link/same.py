"""Whether two propositions state the same, and the groups that do.

Similarity alone decides nothing: a sentence and its negation are 99 % similar. Figures, places, days
and negation weigh in, by a short table of weights.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from stemmata.link.blame import are_one, are_others
from stemmata.link.figures import agree, counts_others, differ, may_be_one, telling
from stemmata.link.joined import Joined
from stemmata.link.propositions import Proposition

__all__ = [
    "APART",
    "NEVER",
    "WEIGHTS",
    "Likeness",
    "Weights",
    "groups",
    "reachable",
    "weigh",
    "words_shared",
]


class Likeness(NamedTuple):
    """Cosines of the two passages, of the sentences around them, and of their articles.

    `among` is the logarithm of how many passages each of the two was chosen from: the geometric mean of
    what their articles state. Of thirty passages, the nearest is more often another's than of five.
    """

    passage: float
    sentence: float
    story: float
    among: float


class Weights(NamedTuple):
    """What speaks for two propositions being one, and what against, in log-odds.

    Chosen by the claims that come out: some two hundred sets of weights, drawn around those of a logistic
    regression on the 18 groups of gold claims, were tried on these groups and on four sets of artificial
    traditions, and the best rounded; a point more or less between two sets is chance. `others_accused` is as
    good as a veto: no two passages of one gold claim name different culprits. `elsewhere` and `other_day`
    were made stronger by hand: reports in the words of the day before are mostly of another strike, which
    neither the gold groups nor the traditions hold.
    """

    bias: float = -6.7
    passage: float = 6.0
    sentence: float = 2.3
    story: float = 2.7
    among: float = -1.7  # what there is to choose from, as a logarithm
    words: float = 2.8  # share of the two passages' words that both have
    inside: float = 1.9  # share of the shorter one's words that the longer has
    source: float = 1.4  # share of the words for whoever says it, as the shorter has them
    figure: float = 2.6  # each figure that both give, up to two
    rare: float = 0.4  # what the figure of these that tells most does, see `figures.telling`
    telling: float = 1.3  # what a number in common tells, of things that may be called otherwise
    name: float = 0.8  # each name that both give, up to two
    lone_figures: float = -0.75  # only one gives figures
    negated: float = -0.6  # only one is negated
    event: float = 0.8  # a place in common, on the same days
    elsewhere: float = -2.0  # both name places, none in common
    other_day: float = -4.0  # their days differ by more than one
    accused: float = 2.5  # both say that one party did it, at one place and day, and count nothing
    others_accused: float = -8.0  # they say that different parties did it, and share no figure


WEIGHTS = Weights()
MOST_FIGURES, MOST_NAMES = 2, 2

NEVER = -20.0
"""Two figures for one quantity are two claims, whatever the words."""

SEVERAL = 1.0
"""Log-odds that several pairs tell more than their mean does: all of them for many, none for one."""

APART = -4.0
"""Log-odds taken for a pair too unlike to be weighed; about what a random pair of one story has."""


def reachable(likeness: Likeness, weights: Weights = WEIGHTS) -> float:
    """The most that a pair without a common figure can reach; below 0 it need not be weighed.

    Passages whose words are the same have a cosine of 1; of fewer words, they share less.
    """
    return (
        weights.bias
        + (weights.passage + weights.words) * likeness.passage
        + weights.sentence * likeness.sentence
        + weights.story * likeness.story
        + weights.among * likeness.among
        + weights.inside
        + weights.source
        + weights.name * MOST_NAMES
        + weights.event
    )


def weigh(p: Proposition, q: Proposition, likeness: Likeness, weights: Weights = WEIGHTS) -> float:
    """The log-odds that two propositions state the same."""
    pairs = [(f, g) for f in p.figures for g in q.figures if agree(f, g)]
    if p.figures and q.figures and _counts_otherwise(p, q, part=bool(pairs)):
        return NEVER
    shared = {f for f, _ in pairs}
    odds = (
        weights.bias
        + weights.passage * likeness.passage
        + weights.sentence * likeness.sentence
        + weights.story * likeness.story
        + weights.among * likeness.among
        + weights.words * words_shared(p, q)
        + weights.inside * _inside(p.senses, q.senses)
        + weights.source * _inside(p.source, q.source)
        + weights.name * min(len(p.names & q.names), MOST_NAMES)
    )
    if pairs:
        odds += weights.figure * min(len(shared), MOST_FIGURES)
        odds += weights.rare * max(min(telling(f.number), telling(g.number)) for f, g in pairs)
    common = frozenset() if shared else p.numbers & q.numbers
    if common and _may_count_one(p, q, common):
        odds += weights.telling * max(map(telling, common))
    if bool(p.figures) != bool(q.figures):
        odds += weights.lone_figures
    if p.negated != q.negated:
        odds += weights.negated
    other_day = p.event.other_day(q.event)
    if not other_day and p.event.may_be(q.event):
        odds += weights.event
    if p.event.elsewhere(q.event):
        odds += weights.elsewhere
    if other_day:
        odds += weights.other_day
    if not (p.accused and q.accused):
        return odds
    if not shared and are_others(p.accused, q.accused):
        odds += weights.others_accused
    elif _one_accusation(p, q):
        odds += weights.accused
    return odds


def words_shared(p: Proposition, q: Proposition) -> float:
    """The share of the two passages' words that both have; 0 where neither has any."""
    shared = len(p.senses & q.senses)
    words = len(p.senses) + len(q.senses) - shared
    return shared / words if words else 0.0


_FEWEST = 2
"""Words that the shorter is taken to have at least: that its only one is the other's too is often chance."""


def _inside(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the shorter one's words that the longer one has as well."""
    return len(one & two) / max(_FEWEST, min(len(one), len(two)))


def _counts_otherwise(p: Proposition, q: Proposition, *, part: bool) -> bool:
    """Whether two passages give other figures for one quantity, a part in common or not."""
    whole = [(f, g) for f, g in product(p.figures, q.figures) if not part or not (f.part or g.part)]
    return not any(agree(f, g) for f, g in whole) and any(
        differ(f, g) or counts_others(f, g) for f, g in whole
    )


def _may_count_one(p: Proposition, q: Proposition, common: frozenset[int]) -> bool:
    """Whether numbers that both give may count one thing: no other fate of the counted, nor other people."""
    one, two = ([f for f in x.figures if f.number in common] for x in (p, q))
    return not (one and two) or any(may_be_one(f, g) for f, g in product(one, two))


def _one_accusation(p: Proposition, q: Proposition) -> bool:
    """Whether both accuse one party of what may be one act. A toll names the party only by the way."""
    counting = p.figures or q.figures
    return are_one(p.accused, q.accused) and p.event.may_be(q.event) and not counting


def groups(
    count: int,
    odds: Mapping[tuple[int, int], float],
    copied: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups by average linkage: two join while the mean odds between their members are above 0.

    Several passages that are each nearly the same as one tell more than a lone one does, see `SEVERAL`.
    Copies of one passage count as one, and what is known of any of them counts for all: what the next
    newsroom put around a passage says nothing on what it states. A mean over all pairs, so that no chain
    of weak links draws unlike things together. The order of joining is by odds and then by number, so
    number items by what they are, not by when they came.

    Args:
        count: How many items there are, numbered from 0.
        odds: Log-odds of pairs, the smaller number first; APART for those left out.
        copied: Pairs that are copies of one passage.

    Returns:
        Every item once, groups and members in order.
    """
    first, odds = _as_one(count, odds, copied)
    copies: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(first):
        copies[one].append(i)
    members: dict[int, list[int]] = {one: [one] for one in copies}
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for (i, j), value in odds.items():
        sums[i][j] = sums[j][i] = (value, 1)
        if value > 0:
            heap.append((-value, i, j))
    heapq.heapify(heap)

    def mean(i: int, j: int) -> float:
        total, known = sums[i].get(j, (0.0, 0))
        pairs = len(members[i]) * len(members[j])
        return (total + APART * (pairs - known)) / pairs + SEVERAL * (1 - 1 / pairs)

    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in members or j not in members or mean(i, j) != -value:
            continue  # one of the two has grown since
        members[i] += members.pop(j)
        for k, (total, known) in sums.pop(j).items():
            del sums[k][j]
            if k != i:
                before, count_before = sums[i].get(k, (0.0, 0))
                sums[i][k] = sums[k][i] = (before + total, count_before + known)
        for k in sums[i]:
            if (new := mean(i, k)) > 0:
                heapq.heappush(heap, (-new, min(i, k), max(i, k)))
    return sorted(sorted(i for one in group for i in copies[one]) for group in members.values())


def _as_one(
    count: int,
    odds: Mapping[tuple[int, int], float],
    copied: Iterable[tuple[int, int]],
) -> tuple[list[int], Mapping[tuple[int, int], float]]:
    """For each item the first of its copies, and the odds between those: the best, unless any is NEVER."""
    joined = Joined(count)
    for i, j in copied:
        joined.join(i, j)
    first = joined.firsts()
    best: dict[tuple[int, int], float] = {}
    for (i, j), value in odds.items():
        a, b = sorted((first[i], first[j]))
        if a != b:
            known = best.get((a, b), value)
            best[a, b] = min(known, value) if NEVER in (known, value) else max(known, value)
    return first, best
