"""Local alignment of two texts' words: what both have in common, passage by passage.

Runs of words that both share are chained in order across small gaps, as in genome alignment; short
matches inside the gaps are filled in afterwards.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stemmata.link.copies.postings import Flags, Indices
from stemmata.link.copies.shingles import Hashes, shingles

__all__ = ["MIN_WORDS", "Match", "align"]

MIN_WORDS = 8  # the shortest passage: shorter ones are turns of phrase
SEED = 2  # words; single words and pairs are everywhere, and are found again between the seeds
SEED_REPEATS = (
    16  # places in the other text that one seed may match: bounds texts that repeat themselves
)
ANCHOR = 4  # words: no passage is without a run of so many
REACH = 30  # words: runs farther from all such anchors match by chance
MAX_GAP = 10  # words left out, put in or replaced between two runs of one passage
GAP_COST = 0.7  # of each word in a gap: a run bridges gaps up to 1.4 times its own length
MIN_SCORE = 5  # of a chain before its gaps are filled: those of true passages score above
# A passage with no run of MIN_WORDS is kept only where it has a run of ANCHOR, twice the words and is
# close: in texts on one subject formulas such as "the observatory said on monday that" line up by chance.
EDITED_WORDS, EDITED_SHARE = 2 * MIN_WORDS, 0.65
FORMULA = 8  # words of boilerplate that a passage may run across; longer ones part it


class Match(NamedTuple):
    """A word of `a` and the same word of `b`, as indices."""

    a: int
    b: int


class Run(NamedTuple):
    """`size` words from `a` on that are the same as those from `b` on."""

    a: int
    b: int
    size: int


def align(
    a: Hashes, b: Hashes, standing_a: Flags | None = None, standing_b: Flags | None = None
) -> list[list[Match]]:
    """The passages that two texts share, best first, each as its matching words in order.

    Args:
        a: The words of one text, shape (words,).
        b: The words of the other.
        standing_a: Which words of `a` are boilerplate, shape as `a`. They carry a passage on, but
            neither begin, end nor make one. None are where None.
        standing_b: The same for `b`.
    """
    standing_a = np.zeros(len(a), np.bool_) if standing_a is None else standing_a
    standing_b = np.zeros(len(b), np.bool_) if standing_b is None else standing_b
    return [
        part
        for chain in _chains(_runs(a, b))
        for part in _without_boilerplate(_fill(chain, a, b), standing_a, standing_b)
        if _holds(part, standing_a, standing_b)
    ]


def _runs(a: Hashes, b: Hashes) -> list[Run]:
    """All maximal common runs of at least SEED words, by place in `a`."""
    seeds, others = shingles(a, SEED), shingles(b, SEED)
    order = np.argsort(others, kind="stable")
    ranked = others[order]
    left = np.searchsorted(ranked, seeds, "left")
    counts = np.minimum(np.searchsorted(ranked, seeds, "right") - left, SEED_REPEATS)
    at_a = np.repeat(np.arange(len(seeds)), counts)
    nth = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    at_b = order[np.repeat(left, counts) + nth]
    by_diagonal = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[by_diagonal], at_b[by_diagonal]
    breaks = np.flatnonzero((np.diff(at_a) != 1) | (np.diff(at_b) != 1)) + 1
    if not len(at_a):
        return []
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(at_a)]))
    sizes = last - first + SEED - 1
    if sizes.max() < ANCHOR:
        return []
    near = _near_anchors(at_a[first], sizes, len(a)) & _near_anchors(at_b[first], sizes, len(b))
    columns = (at_a[first][near].tolist(), at_b[first][near].tolist(), sizes[near].tolist())
    return sorted(map(Run, *columns))


def _near_anchors(starts: Indices, sizes: Indices, length: int) -> Flags:
    """Which runs of a text start within REACH of a run of ANCHOR words."""
    long = sizes >= ANCHOR
    edges = np.zeros(length + 1, np.int64)
    np.add.at(edges, np.maximum(starts[long] - REACH, 0), 1)
    np.add.at(edges, np.minimum(starts[long] + sizes[long] + REACH, length), -1)
    return np.cumsum(edges)[starts] > 0


def _chains(runs: list[Run]) -> Iterator[list[Run]]:
    """Disjoint chains of runs, the best first; a run that overlaps the one before it is trimmed."""
    scores, before = _scored(runs)
    used = [False] * len(runs)
    covered_a: set[int] = set()
    covered_b: set[int] = set()
    ends = [r for r, score in enumerate(scores) if score >= MIN_SCORE]
    for end in sorted(ends, key=lambda r: (-scores[r], r)):
        chain, at = [], end
        while at >= 0 and not used[at]:
            chain.append(at)
            at = before[at]
        kept = [runs[r] for r in reversed(chain)]
        for r in chain:
            used[r] = True
        if sum(run.size for run in kept) < MIN_WORDS:
            continue
        words_a = {i for run in kept for i in range(run.a, run.a + run.size)}
        words_b = {i for run in kept for i in range(run.b, run.b + run.size)}
        if max(len(words_a - covered_a), len(words_b - covered_b)) < MIN_WORDS:
            continue
        covered_a |= words_a
        covered_b |= words_b
        yield _trimmed(kept)


def _scored(runs: list[Run]) -> tuple[list[float], list[int]]:
    """The score of the best chain that ends in each run, and the run before it there, or -1."""
    scores = [float(run.size) for run in runs]
    before = [-1] * len(runs)
    # The runs that end at most MAX_GAP before the present one starts: end in `a`, start and end in `b`.
    near: list[tuple[int, int, int, int]] = []
    for r, (a, b, size) in enumerate(runs):
        near = [one for one in near if one[0] + MAX_GAP >= a]
        for end_a, start_b, end_b, p in near:
            if b - end_b > MAX_GAP or b <= start_b:
                continue
            gap_a, gap_b = a - end_a, b - end_b
            overlap = max(0, -gap_a, -gap_b)
            score = scores[p] + size - overlap - GAP_COST * (max(gap_a, gap_b) + overlap)
            if overlap < size and score > scores[r] and score > scores[p]:
                scores[r], before[r] = score, p
        near.append((a + size, b, b + size, r))
    return scores, before


def _trimmed(chain: list[Run]) -> list[Run]:
    found = chain[:1]
    for run in chain[1:]:
        last = found[-1]
        cut = max(0, last.a + last.size - run.a, last.b + last.size - run.b)
        if cut < run.size:
            found.append(Run(run.a + cut, run.b + cut, run.size - cut))
    return found


def _fill(chain: list[Run], a: Hashes, b: Hashes) -> list[Match]:
    """The matches of a chain, with the longest common words of each gap between its runs."""
    found: list[Match] = []
    for run in chain:
        if found:
            last = found[-1]
            found += _between(a, b, last.a + 1, run.a, last.b + 1, run.b)
        found += map(Match, range(run.a, run.a + run.size), range(run.b, run.b + run.size))
    return found


def _between(a: Hashes, b: Hashes, from_a: int, to_a: int, from_b: int, to_b: int) -> list[Match]:
    """The longest common subsequence of two short stretches."""
    here, there = a[from_a:to_a].tolist(), b[from_b:to_b].tolist()
    if not set(here) & set(there):
        return []
    best = [[0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i in range(len(here) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            same = here[i] == there[j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(here) and j < len(there):
        if here[i] == there[j]:
            found.append(Match(from_a + i, from_b + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _without_boilerplate(
    matches: list[Match], standing_a: Flags, standing_b: Flags
) -> Iterator[list[Match]]:
    """The parts of a passage between long stretches of boilerplate, with none at their ends."""
    part: list[Match] = []
    last_fresh = 0
    for match in matches:
        standing = standing_a[match.a] or standing_b[match.b]
        if not standing:
            if len(part) - last_fresh > FORMULA:
                yield part[:last_fresh]
                part = []
            part.append(match)
            last_fresh = len(part)
        elif part:
            part.append(match)
    if part:
        yield part[:last_fresh]


def _holds(part: list[Match], standing_a: Flags, standing_b: Flags) -> bool:
    """Whether a passage is long and close enough to be a copy."""
    fresh = sum(not (standing_a[m.a] or standing_b[m.b]) for m in part)
    width = max(part[-1].a - part[0].a, part[-1].b - part[0].b) + 1
    if fresh < max(MIN_WORDS, width / 2):
        return False
    longest = length = 1
    for one, two in pairwise(part):
        length = length + 1 if (two.a, two.b) == (one.a + 1, one.b + 1) else 1
        longest = max(longest, length)
    if longest >= MIN_WORDS:
        return True
    return longest >= ANCHOR and fresh >= EDITED_WORDS and len(part) >= EDITED_SHARE * width
