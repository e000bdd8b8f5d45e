"""Whether two propositions state the same, and the groups that do.

Similarity alone decides nothing: a sentence and its negation are 99 % similar. Figures, names,
denial and the articles around weigh in, by a short table of weights.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from stemmata.link.figures import agree, clash
from stemmata.link.propositions import Proposition

__all__ = ["NEVER", "WEIGHTS", "Evidence", "Weights", "clusters", "weigh"]


class Weights(NamedTuple):
    """What speaks for and against, in log-odds; fitted on hand-made groups, leaving groups out, and rounded."""

    bias: float = -7.0
    passage: float = 3.6  # cosine of the two passages
    sentence: float = 1.2  # cosine of the sentences around them
    story: float = 1.0  # cosine of the two articles
    words: float = 2.0  # share of their words that both have
    agreeing: float = 2.8  # each figure given by both, up to two
    other_figure: float = -0.7  # both give figures, none in common
    one_figure: float = -0.5  # only one gives figures
    names: float = -0.4  # both give names, none in common
    negated: float = -1.0  # one is negated
    denied: float = -2.0  # one is denied by its source


WEIGHTS = Weights()
NEVER = -20.0
"""Two figures that cannot both hold are never the same claim, whatever the words."""


class Evidence(NamedTuple):
    """The log-odds that two propositions state the same, and whether their figures clash."""

    odds: float
    clash: bool
    agreeing: int


def weigh(
    p: Proposition,
    q: Proposition,
    *,
    passage: float,
    sentence: float,
    story: float,
    weights: Weights = WEIGHTS,
) -> Evidence:
    """Weigh what speaks for two propositions stating the same."""
    agreeing = min(2, sum(any(agree(f, g) for g in q.figures) for f in p.figures))
    clashing = not agreeing and any(clash(f, g) for f in p.figures for g in q.figures)
    both = p.stems | q.stems
    odds = (
        weights.bias
        + weights.passage * passage
        + weights.sentence * sentence
        + weights.story * story
        + weights.words * (len(p.stems & q.stems) / len(both) if both else 0.0)
        + weights.agreeing * agreeing
    )
    if p.figures and q.figures:
        odds += 0 if agreeing else weights.other_figure
    elif p.figures or q.figures:
        odds += weights.one_figure
    if p.names and q.names and not p.names & q.names:
        odds += weights.names
    if p.negated != q.negated:
        odds += weights.negated
    if (p.stance == "denies") != (q.stance == "denies"):
        odds += weights.denied
    if clashing:
        odds = NEVER
    return Evidence(odds, clashing, agreeing)


def clusters(count: int, odds: Mapping[tuple[int, int], float], *, apart: float = -4.0) -> list[list[int]]:
    """Groups by average linkage: two join while the mean odds between their members is above zero.

    Args:
        count: How many items there are, numbered from 0 in an order of their own (by id).
        odds: Of pairs, the smaller number first.
        apart: The odds of pairs that were not compared.

    Returns:
        Every item once, groups and members in order.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for (i, j), value in odds.items():
        sums[i][j] = sums[j][i] = (value, 1)
        if value > 0:
            heap.append((-value, i, j))
    heapq.heapify(heap)
    alive = dict.fromkeys(range(count), 0)

    def mean(i: int, j: int) -> float:
        total, known = sums[i].get(j, (0.0, 0))
        pairs = len(members[i]) * len(members[j])
        return (total + apart * (pairs - known)) / pairs

    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in alive or j not in alive or abs(mean(i, j) + value) > 1e-9:
            continue
        del alive[j]
        members[i] += members.pop(j)
        for k, (total, known) in sums.pop(j).items():
            del sums[k][j]
            if k == i:
                continue
            before = sums[i].get(k, (0.0, 0))
            sums[i][k] = sums[k][i] = (before[0] + total, before[1] + known)
        sums[i].pop(i, None)
        for k in sums[i]:
            if (new := mean(i, k)) > 0:
                heapq.heappush(heap, (-new, min(i, k), max(i, k)))
    return sorted(sorted(group) for group in members.values())
