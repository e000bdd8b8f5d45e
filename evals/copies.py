"""Shared passages found, against brute force over all pairs of a corpus, with MinHash beside.

    python -m evals.copies        # some two minutes

**Reference.** Texts are cut into words by a line of this file's own, and words of boilerplate are taken
out: runs of 8 words that articles of one outlet have on at least 5 days, each more than 3 days after the
one before. Every article is then aligned with every other word by word (Smith and Waterman 1981: a word
in common +1, a word replaced, left out or put in -1), in full: no seeds, no candidates, no
cut-off. A *shared passage* ends where such an alignment peaks, if it has eight words on end in
common there, or else a score of at least 12. Below that, formulas with other names and figures in
them line up ("two civilians were killed and three others were injured"); a row shows
what is found of all alignments down to a score of 8. The 12 was set after reading what was missed at
8, and is our own rule for edited passages too; both were tuned on this corpus.

- Recall: the shared passages whose last word lies in a found copy of the same two articles, on both sides.
- Precision: the found copies whose spans have at least 8 words in common, in order, that are no
  boilerplate, and at least half of the longer span (longest common subsequence, in full). The search
  itself asks for such a half, so this checks that it does what it says, not that a reader would agree.
- MinHash 0.8: the pairs of articles with a shared passage whose sets of three-word runs have a Jaccard
  index of at least 0.8, computed exactly: what MinHash estimates.

What this can miss: whether a passage is found to its full length (only its end is looked at); a passage
hidden in the falling score behind a longer one; boilerplate by another rule than this, which is the
search's own; and words in common are no proof that one was copied from the other.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.measure import Score, corpus_folder
from stemmata.link.copies import find_copies
from stemmata.model import Article, Copy, Span

__all__ = ["corpus", "measure"]

PASSAGE, STORIES, STORY_DAYS = 8, 5, 3
EDITED = 12  # the least score of a passage that has no eight words on end in common
APART = (
    10_000  # more than any score: keeps one article's alignment out of the next article's columns
)

Ints = NDArray[np.int32]


class Text(NamedTuple):
    """One article's words as numbers, boilerplate as numbers of its own, and where each word stands."""

    article: Article
    words: Ints
    spans: list[Span]
    fresh: list[str | None]


class Peak(NamedTuple):
    """The end of a shared passage: word indices in two texts, and the alignment's score."""

    a: int
    b: int
    at_a: int
    at_b: int
    score: int


def corpus(name: str = "syria-war") -> list[Article]:
    """The articles of a corpus."""
    lines = (corpus_folder("corpora") / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Article(
            id=row["id"],
            capture=row["id"],
            text=row["text"],
            outlet=row["outlet"],
            title=row["title"],
            published=row["published"],
        )
        for row in map(json.loads, lines)
    ]


def measure() -> Iterator[Score]:
    texts = _texts(corpus())
    copies = find_copies(text.article for text in texts)
    by_pair: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for copy in copies:
        by_pair[copy.a.article, copy.b.article].append((copy.a.span, copy.b.span))
        by_pair[copy.b.article, copy.a.article].append((copy.b.span, copy.a.span))
    peaks = [peak for a in range(len(texts)) for peak in _peaks(texts, a)]
    found = [_is_found(peak, texts, by_pair) for peak in peaks]
    exact = [_is_exact(peak, texts) for peak in peaks]
    shared = [
        (peak, hit)
        for peak, hit, whole in zip(peaks, found, exact, strict=True)
        if whole or peak.score >= EDITED
    ]
    runs = [hit for hit, whole in zip(found, exact, strict=True) if whole]
    by_id = {text.article.id: text for text in texts}
    right = [_is_right(copy, by_id) for copy in copies]
    pairs = {(peak.a, peak.b) for peak, _ in shared}
    alike = [pair for pair in pairs if _jaccard(*(texts[i] for i in pair)) >= 0.8]
    yield Score("copies: shared passages found", _share(hit for _, hit in shared), 0.98)
    yield Score("copies: of those, runs of eight words found", _share(runs), 0.98)
    yield Score("copies: all alignments that score 8 found", _share(found))
    yield Score("copies: precision", _share(right), 0.98)
    yield Score("copies: pairs found by MinHash at 0.8", len(alike) / len(pairs))


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted)


def _texts(articles: list[Article]) -> list[Text]:
    matches = [list(re.finditer(r"[^\W_]+", article.text.lower())) for article in articles]
    words = [[m[0] for m in found] for found in matches]
    removed = _boilerplate(articles, words)
    numbers: dict[object, int] = {}
    texts = []
    for n, article in enumerate(articles):
        fresh = [None if i in removed[n] else word for i, word in enumerate(words[n])]
        keys = [(n, i) if word is None else word for i, word in enumerate(fresh)]
        coded = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
        texts.append(Text(article, coded, [Span(*m.span()) for m in matches[n]], fresh))
    return texts


def _boilerplate(articles: list[Article], words: list[list[str]]) -> list[set[int]]:
    days: dict[tuple[str | None, tuple[str, ...]], set[int]] = defaultdict(set)
    for article, text in zip(articles, words, strict=True):
        day = date.fromisoformat(article.published or "").toordinal()
        for i in range(len(text) - PASSAGE + 1):
            days[article.outlet, tuple(text[i : i + PASSAGE])].add(day)
    standing = {key for key, on in days.items() if len(on) >= STORIES and _stories(on) >= STORIES}
    return [
        {
            i + k
            for i in range(len(text) - PASSAGE + 1)
            if (article.outlet, tuple(text[i : i + PASSAGE])) in standing
            for k in range(PASSAGE)
        }
        for article, text in zip(articles, words, strict=True)
    ]


def _stories(days: set[int]) -> int:
    told: list[int] = []
    for day in sorted(days):
        if not told or day > told[-1] + STORY_DAYS:
            told.append(day)
    return len(told)


def _peaks(texts: list[Text], a: int) -> Iterator[Peak]:
    """The ends of all passages that text `a` shares with a later one."""
    others = texts[a + 1 :]
    if not others:
        return
    lengths = [len(text.words) for text in others]
    columns = np.concatenate([text.words for text in others])
    offset = np.arange(len(columns), dtype=np.int32)
    offset += APART * np.repeat(np.arange(len(others), dtype=np.int32), lengths)
    starts = np.cumsum([0, *lengths[:-1]])
    scores = np.zeros(len(columns), np.int32)
    best, row = scores.copy(), scores.copy()
    for i, word in enumerate(texts[a].words):
        diagonal = np.empty_like(scores)
        diagonal[1:] = scores[:-1]
        diagonal[starts] = 0
        diagonal += np.where(columns == word, np.int32(1), np.int32(-1))
        np.maximum(diagonal, scores - 1, out=diagonal)
        np.maximum(diagonal, 0, out=diagonal)
        scores = np.maximum.accumulate(diagonal + offset) - offset
        better = scores > best
        best[better] = scores[better]
        row[better] = i
    for n, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        here = best[start : start + length]
        if here.max(initial=0) >= PASSAGE:
            for at in _ends(here):
                yield Peak(a, a + 1 + n, int(row[start + at]), at, int(here[at]))


def _ends(scores: Ints) -> Iterator[int]:
    """Where scores of at least PASSAGE peak: the highest since they rose, before they fall by as much."""
    high, at = 0, -1
    low = 0
    for i, score in enumerate(scores.tolist()):
        if score > high:
            high, at = score, i
        elif at >= 0 and (score <= high - PASSAGE or score == 0):
            if high - low >= PASSAGE:
                yield at
            high, at, low = score, -1, score
        if at < 0:
            low = min(low, score)
            high = low
    if at >= 0 and high - low >= PASSAGE:
        yield at


def _is_found(
    peak: Peak, texts: list[Text], copies: dict[tuple[str, str], list[tuple[Span, Span]]]
) -> bool:
    a, b = texts[peak.a], texts[peak.b]
    here, there = a.spans[peak.at_a], b.spans[peak.at_b]
    return any(
        at_a.overlaps(here) and at_b.overlaps(there)
        for at_a, at_b in copies.get((a.article.id, b.article.id), ())
    )


def _is_exact(peak: Peak, texts: list[Text]) -> bool:
    """Whether eight words on end are the same, in the passage that ends here."""
    a, b = texts[peak.a].words, texts[peak.b].words
    i, j, run = peak.at_a, peak.at_b, 0
    while i >= 0 and j >= 0 and a[i] == b[j]:
        i, j, run = i - 1, j - 1, run + 1
    return run >= PASSAGE


def _is_right(copy: Copy, texts: dict[str, Text]) -> bool:
    a, b = (
        [
            word or f"{passage.article}{i}"
            for i, (word, span) in enumerate(
                zip(texts[passage.article].fresh, texts[passage.article].spans, strict=True)
            )
            if span.overlaps(passage.span)
        ]
        for passage in (copy.a, copy.b)
    )
    common = _common(a, b)
    return common >= PASSAGE and 2 * common >= max(len(a), len(b))


def _common(a: list[str], b: list[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = row
        row = [0]
        for j, other in enumerate(b):
            row.append(before[j] + 1 if word == other else max(before[j + 1], row[j]))
    return row[-1]


def _jaccard(a: Text, b: Text) -> float:
    one, two = (
        set(zip(t.words.tolist(), t.words[1:].tolist(), t.words[2:].tolist(), strict=False))
        for t in (a, b)
    )
    return len(one & two) / len(one | two)


if __name__ == "__main__":
    for score in measure():
        print(f"{score.what:50}{score.value:.4f}", flush=True)
