"""Every two propositions that may state the same, weighed: numpy sifts, `same.weigh` decides."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.link.contradicts import Clash, clash_of
from stemmata.link.figures import is_distinctive
from stemmata.link.propositions import Proposition
from stemmata.link.rarities import sharing
from stemmata.link.recall import FORGETFUL, Recall
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


FEWEST = 6
"""Passages that an article is taken to state at least; one that has fewer was cut short."""


class Weighed(NamedTuple):
    """Pairs of two articles' propositions as their numbers, the log-odds of each, and what clashes."""

    first: list[int]
    second: list[int]
    odds: list[float]
    clashes: list[Clash]


NOTHING = Weighed([], [], [], [])


def compare(
    stated: Sequence[Sequence[Proposition]],
    sentences: Sequence[Sequence[str]],
    days: Sequence[int | None],
    embed: Embed,
    weights: Weights = WEIGHTS,
    *,
    groups: Sequence[int | None] | None = None,
    recall: Recall = FORGETFUL,
    keys: Sequence[bytes] = (),
) -> Iterator[Weighed]:
    """Weigh the propositions of articles near in time and content against each other, and of each.

    Args:
        stated: The propositions of each article.
        sentences: The words of the sentence around each.
        days: The day of each article.
        embed: Makes vectors.
        weights: What counts how much.
        groups: The group of each proposition, counted through all articles: then only pairs of one group are
            weighed, and nothing is recalled.
        recall: Knows what was weighed before.
        keys: For it, the digest of each article's reading.

    Yields:
        For two articles, pairs of propositions, counted through all articles, the smaller first; articles
        that appeared together come together.
    """
    starts = np.cumsum([0, *(len(ps) for ps in stated)]).tolist()
    vectors = _Vectors(stated, sentences, embed)
    alike = stories(vectors.means(), days)
    names = [
        frozenset[str | int]().union(
            *(p.names | p.event.places | {n for n in p.numbers if is_distinctive(n)} for p in ps)
        )
        for ps in stated
    ]
    for a, b, shared in sharing(names, days, window_days=WINDOW_DAYS):
        alike[a, b] = max(alike.get((a, b), 0.0), ONE_EVENT[min(shared, len(ONE_EVENT) - 1)])
    alike |= {(a, a): 1.0 for a, ps in enumerate(stated) if ps}

    def rests_on(a: int, b: int) -> tuple[object, ...]:
        return keys[a], keys[b], alike[a, b], weights

    def weighed(a: int, b: int, chosen: NDArray[np.bool_] | None = None) -> Weighed:
        one, two = vectors.of(a), vectors.of(b)
        if a == b:  # an array by itself is multiplied in another way, and rounded otherwise
            two = _Told(*map(np.copy, two))
        return _weighed(
            (stated[a], one), (stated[b], two), alike[a, b], weights, chosen, same=a == b
        )

    # None is no number, and so equals nothing.
    own = [np.array(groups[i:j], float) for i, j in pairwise(starts)] if groups else None
    for a, b in sorted(alike, key=lambda pair: (*sorted(days[a] or 0 for a in pair), pair)):
        if own:
            chosen = np.equal.outer(own[a], own[b])
            found = weighed(a, b, chosen) if chosen.any() else NOTHING
        else:
            found = recall(Weighed, partial(rests_on, a, b), partial(weighed, a, b))
        yield found._replace(
            first=[starts[a] + i for i in found.first], second=[starts[b] + j for j in found.second]
        )


def _weighed(
    one: tuple[Sequence[Proposition], "_Told"],
    two: tuple[Sequence[Proposition], "_Told"],
    story: float,
    weights: Weights,
    chosen: NDArray[np.bool_] | None,
    *,
    same: bool,
) -> Weighed:
    """The pairs of two articles, counted in each; with `chosen`, of shape (one, two), only those."""
    (ps, told), (qs, retold) = one, two
    passage, sentence = told.passages @ retold.passages.T, told.sentences @ retold.sentences.T
    found, among = Weighed([], [], [], []), _among(len(ps), len(qs))
    for i, j in _worth_weighing(ps, qs, passage, sentence, story, among, same=same):
        if chosen is not None and not chosen[i, j]:
            continue
        likeness = Likeness(float(passage[i, j]), float(sentence[i, j]), story, among)
        odds = weigh(ps[i], qs[j], likeness, weights)
        found.first.append(i)
        found.second.append(j)
        found.odds.append(odds)
        if clash := clash_of(ps[i], qs[j], odds, likeness):
            found.clashes.append(clash)
    return found


def _among(one: int, two: int) -> float:
    """The logarithm of the geometric mean of how many passages two articles state."""
    return (math.log(max(one, FEWEST)) + math.log(max(two, FEWEST))) / 2


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
    among: float,
    *,
    same: bool,
) -> list[tuple[int, int]]:
    """The pairs that words or figures may join, or that figures may set against each other."""
    if not one or not two:
        return []
    # `reachable` is linear, so it reads whole matrices of cosines as well.
    reach = np.asarray(reachable(Likeness(passage, sentence, story, among)))  # type: ignore[arg-type]
    counted = np.outer(
        [bool(p.figures or p.numbers) for p in one], [bool(p.figures or p.numbers) for p in two]
    )
    accusing = np.outer([bool(p.accused) for p in one], [bool(p.accused) for p in two])
    chosen = (reach > 0) | counted | accusing
    if same:
        chosen = np.triu(chosen, 1)
    return [(int(i), int(j)) for i, j in np.argwhere(chosen)]
