"""Every two propositions that may state the same, weighed: numpy sifts, `same.weigh` decides."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
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


KEPT = 2000
"""Articles whose vectors are kept in mind: some 100 MB; those of one event come together."""

AT_ONCE = 100
"""Articles whose vectors are asked for at a time."""

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
) -> Iterator[tuple[int, int, Weighed]]:
    """Weigh the propositions of articles near in time and content against each other, and of each.

    Args:
        stated: The propositions of each article.
        sentences: The words of the sentence around each.
        days: The day of each article.
        embed: Makes vectors.
        weights: What counts how much.
        groups: The group of each proposition, counted through all articles: then only pairs of one group are
            weighed.

    Yields:
        The numbers of two propositions, counted through all articles, the smaller first; articles that
        appeared together come together.
    """
    starts = np.cumsum([0, *(len(ps) for ps in stated)]).tolist()
    vectors = _Vectors(stated, sentences, embed)
    alike = stories(vectors.means(), days)
    keys = [
        frozenset[str | int]().union(*(p.names | p.event.places | p.numbers for p in ps))
        for ps in stated
    ]
    for a, b, shared in sharing(keys, days, window_days=WINDOW_DAYS):
        alike[a, b] = max(alike.get((a, b), 0.0), ONE_EVENT[min(shared, len(ONE_EVENT) - 1)])
    alike |= {(a, a): 1.0 for a, ps in enumerate(stated) if ps}
    own = [{*groups[i:j]} - {None} for i, j in pairwise(starts)] if groups else None
    for a, b in sorted(alike, key=lambda pair: (*sorted(days[a] or 0 for a in pair), pair)):
        if own and own[a].isdisjoint(own[b]):
            continue
        one, two = vectors.of(a), vectors.of(b)
        if a == b:  # an array by itself is multiplied in another way, and rounded otherwise
            two = _Told(*map(np.copy, two))
        cosines = one.passages @ two.passages.T, one.sentences @ two.sentences.T
        story = alike[a, b]
        for i, j in _worth_weighing(stated[a], stated[b], *cosines, story, same=a == b):
            if groups and not groups[starts[a] + i] == groups[starts[b] + j] is not None:
                continue
            likeness = Likeness(float(cosines[0][i, j]), float(cosines[1][i, j]), story)
            odds = weigh(stated[a][i], stated[b][j], likeness, weights)
            yield starts[a] + i, starts[b] + j, Weighed(odds, likeness)


class _Told(NamedTuple):
    """The vectors of what an article states and of the sentences around it, a row each."""

    passages: NDArray[np.float32]
    sentences: NDArray[np.float32]


class _Vectors:
    """The vectors of articles: few at a time, so that memory does not grow with their number."""

    def __init__(
        self,
        stated: Sequence[Sequence[Proposition]],
        sentences: Sequence[Sequence[str]],
        embed: Embed,
    ) -> None:
        self._stated, self._sentences, self._embed = stated, sentences, embed
        self.of = lru_cache(maxsize=KEPT)(self._told)

    def _told(self, a: int) -> _Told:
        words = [p.words for p in self._stated[a]]
        texts = list(dict.fromkeys((*words, *self._sentences[a])))
        vectors, row = self._embed(texts), {text: i for i, text in enumerate(texts)}
        return _Told(
            vectors[[row[text] for text in words]],
            vectors[[row[text] for text in self._sentences[a]]],
        )

    def means(self) -> NDArray[np.float32]:
        """The direction of each article's passages together; zeros where it states nothing."""
        found: NDArray[np.float32] | None = None
        for start in range(0, len(self._stated), AT_ONCE):
            some = self._stated[start : start + AT_ONCE]
            texts = sorted({p.words for ps in some for p in ps})
            if not texts:
                continue
            vectors, row = self._embed(texts), {text: i for i, text in enumerate(texts)}
            if found is None:
                found = np.zeros((len(self._stated), vectors.shape[1]), np.float32)
            for at, ps in enumerate(some, start):
                if ps:
                    found[at] = vectors[[row[p.words] for p in ps]].sum(axis=0)
        if found is None:
            return np.zeros((len(self._stated), 1), np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        found /= np.where(lengths == 0, 1, lengths)
        return found


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
