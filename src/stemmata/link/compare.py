"""Every two propositions that may state the same, weighed: numpy sifts, `same.weigh` decides."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.link.propositions import Proposition
from stemmata.link.rarities import sharing
from stemmata.link.same import WEIGHTS, Likeness, Weights, reachable, weigh
from stemmata.link.stories import WINDOW_DAYS, stories

__all__ = ["Embed", "Weighed", "compare"]

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to vectors of length 1, shape (texts, dimensions); a text's depends on it alone."""


ONE_EVENT = (0.0, 0.0, 0.8, 0.9)
"""By the rare names and numbers that two articles share: the cosine of articles as surely of one event."""


class Weighed(NamedTuple):
    """The log-odds that two propositions are one, and how alike they are."""

    odds: float
    likeness: Likeness


def compare(
    stated: Sequence[Sequence[Proposition]],
    sentences: Sequence[Sequence[str]],
    days: Sequence[int | None],
    embed: Embed,
    weights: Weights = WEIGHTS,
    *,
    groups: Sequence[int | None] | None = None,
) -> dict[tuple[int, int], Weighed]:
    """Weigh the propositions of articles near in time and content against each other, and of each.

    Args:
        stated: The propositions of each article.
        sentences: The words of the sentence around each.
        days: The day of each article.
        embed: Makes vectors.
        weights: What counts how much.
        groups: The group of each proposition, counted through all articles: then only pairs of one group are
            weighed.

    Returns:
        By the numbers of two propositions, counted through all articles, the smaller first.
    """
    texts = sorted({p.words for ps in stated for p in ps} | {s for ss in sentences for s in ss})
    vectors = embed(texts)
    row = {text: i for i, text in enumerate(texts)}
    # Rows, not vectors: most texts stand in several articles.
    passages = [[row[p.words] for p in ps] for ps in stated]
    around = [[row[s] for s in ss] for ss in sentences]
    starts = np.cumsum([0, *(len(ps) for ps in stated)]).tolist()
    means = _means(passages, vectors)
    alike = stories(means, days)
    keys = [
        frozenset[str | int]().union(*(p.names | p.event.places | p.numbers for p in ps))
        for ps in stated
    ]
    for a, b, shared in sharing(keys, days, window_days=WINDOW_DAYS):
        alike[a, b] = max(alike.get((a, b), 0.0), ONE_EVENT[min(shared, len(ONE_EVENT) - 1)])
    alike |= {(a, a): 1.0 for a in range(len(stated))}
    found: dict[tuple[int, int], Weighed] = {}
    own = [{*groups[i:j]} - {None} for i, j in pairwise(starts)] if groups else None
    for (a, b), story in sorted(alike.items()):
        if own and own[a].isdisjoint(own[b]):
            continue
        cosines = (
            vectors[passages[a]] @ vectors[passages[b]].T,
            vectors[around[a]] @ vectors[around[b]].T,
        )
        for i, j in _worth_weighing(stated[a], stated[b], *cosines, story, same=a == b):
            if groups and not groups[starts[a] + i] == groups[starts[b] + j] is not None:
                continue
            likeness = Likeness(float(cosines[0][i, j]), float(cosines[1][i, j]), story)
            odds = weigh(stated[a][i], stated[b][j], likeness, weights)
            found[starts[a] + i, starts[b] + j] = Weighed(odds, likeness)
    return found


def _means(passages: Sequence[Sequence[int]], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The direction of each article's passages together; zeros where it states nothing."""
    sums = np.zeros((len(passages), vectors.shape[1]), np.float32)
    for at, rows in enumerate(passages):
        if rows:
            sums[at] = vectors[rows].sum(axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    sums /= np.where(lengths == 0, 1, lengths)
    return sums


def _worth_weighing(
    one: Sequence[Proposition],
    two: Sequence[Proposition],
    passage: NDArray[np.float32],
    sentence: NDArray[np.float32],
    story: float,
    *,
    same: bool,
) -> list[tuple[int, int]]:
    """The pairs that words or figures may join, or that figures may set against each other."""
    if not one or not two:
        return []
    # `reachable` is linear, so it reads whole matrices of cosines as well.
    reach = np.asarray(reachable(Likeness(passage, sentence, story)))  # type: ignore[arg-type]
    counted = np.outer(
        [bool(p.figures or p.numbers) for p in one], [bool(p.figures or p.numbers) for p in two]
    )
    accusing = np.outer([bool(p.accused) for p in one], [bool(p.accused) for p in two])
    chosen = (reach > 0) | counted | accusing
    if same:
        chosen = np.triu(chosen, 1)
    return [(int(i), int(j)) for i, j in np.argwhere(chosen)]
