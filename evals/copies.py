"""Shared passages found, against brute force over all pairs of a corpus, with MinHash beside.

    python -m evals.copies        # some two minutes

**Reference.** Texts are cut into words by a line of this file's own. Boilerplate are runs of 8 words that
articles of one outlet have on at least 5 days, each more than 3 days after the one before. It is taken
out in two ways, and the rows say by which:

- *own*: only between two articles of that outlet; elsewhere it counts as any other words. Search says of
  such a passage "phrase only", and that counts as found.
- *any*: wherever it stands, also at other outlets.

What is shared is then found twice:

- *Runs*: all that two articles have in common of eight words on end or more, in all pairs. A run is found
  where all its words lie in one copy, on both sides.
- *Passages*: every EACH-th article is aligned with all later ones word by word (Smith and Waterman 1981: a
  word in common +1, a word replaced, left out or put in -1), in full: no seeds, no candidates, no cut-off.
  A passage ends where such an alignment peaks, if it has eight words on end in common there, or else a
  score of at least 12. It is found where its last word lies in a copy, on both sides. Below 12, formulas with
  other names and figures in them line up ("nine sheep were lost and four others were found").
  The 12 was set after reading what was missed at 8; it and the search's own rule for edited
  passages were tuned on this corpus, the rule for runs was not.

Precision is strict by *own*: a copy is right only where its spans have eight words on end in common, so
that every lightly edited passage without such a run counts as wrong. By *any* it is asked of copies not
marked "phrase only" whether their spans have eight words in common, in order, beside all boilerplate.

MinHash 0.8: the pairs of articles with a shared run whose sets of three-word runs have a Jaccard index of
at least 0.8, computed exactly: what MinHash estimates.

What this can miss: whether an edited passage is found to its full length; a passage hidden in the falling
score behind a longer one; boilerplate by another rule than this, which is the search's own; and words in
common are no proof that one was copied from the other.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.measure import Score, corpus_folder
from stemmata.link.copies import PHRASE, find_copies
from stemmata.model import Article, Copy, Span

__all__ = ["Run", "Text", "corpus", "measure", "shared_runs", "texts_of"]

PASSAGE, STORIES, STORY_DAYS = 8, 5, 3
EDITED = 12  # the least score of a passage that has no eight words on end in common
EACH = 4  # one article in so many is aligned in full: all would take eight minutes
APART = (
    10_000  # more than any score: keeps one article's alignment out of the next article's columns
)

Ints = NDArray[np.int32]
ByPair = dict[tuple[int, int], list[tuple[Span, Span]]]


class Text(NamedTuple):
    """One article's words as numbers, where each stands, and the same with boilerplate made unlike all."""

    article: Article
    spans: list[Span]
    words: Ints
    fresh: Ints


class Run(NamedTuple):
    """`size` words from `at_a` on in text `a` that are those from `at_b` on in text `b`."""

    a: int
    b: int
    at_a: int
    at_b: int
    size: int


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
    texts = texts_of(corpus())
    copies = find_copies(text.article for text in texts)
    places = {text.article.id: i for i, text in enumerate(texts)}
    by_pair = _by_pair(copies, places)
    runs = shared_runs(texts)
    found = [_is_found(run, texts, by_pair) for run in runs]
    pairs = {(run.a, run.b) for run in runs}
    alike = [pair for pair in pairs if _jaccard(*(texts[i].words for i in pair)) >= 0.8]
    yield Score("copies, own: runs of eight words found whole", _share(found), 0.98)
    yield Score("copies, own: pairs of articles found", len(pairs & by_pair.keys()) / len(pairs))
    yield Score("copies, own: passages found", _passages(texts, by_pair, own=True), 0.98)
    yield Score(
        "copies, own: precision, eight words on end",
        _share(_is_exact(copy, texts, places) for copy in copies),
        0.98,
    )
    yield Score("copies, own: pairs found by MinHash at 0.8", len(alike) / len(pairs))
    yield Score("copies, any: passages found", _passages(texts, by_pair, own=False), 0.98)
    yield Score(
        "copies, any: precision of those that tell",
        _share(_is_fresh(copy, texts, places) for copy in copies if copy.why != (PHRASE,)),
    )


def texts_of(articles: Sequence[Article]) -> list[Text]:
    """The words of articles, by this file's own rules."""
    matches = [list(re.finditer(r"[^\W_]+", article.text.lower())) for article in articles]
    words = [[m[0] for m in found] for found in matches]
    removed = _boilerplate(articles, words)
    numbers: dict[object, int] = {}
    texts = []
    for n, article in enumerate(articles):
        keys = [(n, i) if i in removed[n] else word for i, word in enumerate(words[n])]
        coded, fresh = (
            np.array([numbers.setdefault(key, len(numbers)) for key in row], np.int32)
            for row in (words[n], keys)
        )
        texts.append(Text(article, [Span(*m.span()) for m in matches[n]], coded, fresh))
    return texts


def _boilerplate(articles: Sequence[Article], words: list[list[str]]) -> list[set[int]]:
    days: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    for article, text in zip(articles, words, strict=True):
        if article.outlet and article.published:
            day = date.fromisoformat(article.published).toordinal()
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


def shared_runs(texts: list[Text]) -> list[Run]:
    """The longest runs of at least eight words that two texts share, in all pairs of texts.

    Between two of one outlet without its boilerplate.
    """
    having: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for i, text in enumerate(texts):
        for at, key in enumerate(_windows(text.words)):
            having[key].append((i, at))
    diagonals: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for places in having.values():
        for (a, at_a), (b, at_b) in combinations(places, 2):
            one, two = _compared(texts[a], texts[b])
            if a != b and (one[at_a : at_a + PASSAGE] == two[at_b : at_b + PASSAGE]).all():
                diagonals[a, b, at_b - at_a].append(at_a)
    found = []
    for (a, b, shift), starts in diagonals.items():
        for stretch in np.split(np.sort(starts), np.flatnonzero(np.diff(np.sort(starts)) > 1) + 1):
            at = int(stretch[0])
            found.append(Run(a, b, at, at + shift, len(stretch) + PASSAGE - 1))
    return found


def _windows(words: Ints) -> list[bytes]:
    """Every eight words on end."""
    return [words[i : i + PASSAGE].tobytes() for i in range(len(words) - PASSAGE + 1)]


def _compared(a: Text, b: Text) -> tuple[Ints, Ints]:
    """What counts in two texts: without boilerplate where they are of one outlet."""
    if a.article.outlet and a.article.outlet == b.article.outlet:
        return a.fresh, b.fresh
    return a.words, b.words


def _by_pair(copies: list[Copy], places: dict[str, int]) -> ByPair:
    """The spans of copies by places of their two texts, the smaller first."""
    found: ByPair = defaultdict(list)
    for copy in copies:
        a, b = places[copy.a.article], places[copy.b.article]
        pair, spans = ((a, b), (copy.a.span, copy.b.span))
        found[pair if a < b else pair[::-1]].append(spans if a < b else spans[::-1])
    return found


def _is_found(run: Run, texts: list[Text], by_pair: ByPair) -> bool:
    """Whether all words of a run lie in one copy, on both sides."""
    a, b = texts[run.a].spans, texts[run.b].spans
    return any(
        in_a.start <= a[run.at_a].start
        and a[run.at_a + run.size - 1].end <= in_a.end
        and in_b.start <= b[run.at_b].start
        and b[run.at_b + run.size - 1].end <= in_b.end
        for in_a, in_b in by_pair.get((run.a, run.b), ())
    )


def _passages(texts: list[Text], by_pair: ByPair, *, own: bool) -> float:
    """The share of shared passages that are found."""
    hits = []
    for a in range(0, len(texts), EACH):
        for peak in _peaks(texts, a, own=own):
            here, there = texts[a].spans[peak.at_a], texts[peak.b].spans[peak.at_b]
            if peak.score >= EDITED or _ends_exact(peak, texts, own=own):
                copies = by_pair.get((a, peak.b), ())
                hits.append(any(x.overlaps(here) and y.overlaps(there) for x, y in copies))
    return _share(hits)


def _peaks(texts: list[Text], a: int, *, own: bool) -> Iterator[Peak]:
    """The ends of all passages that text `a` shares with a later one."""
    others = texts[a + 1 :]
    if not others:
        return
    lengths = [len(text.words) for text in others]
    columns = np.concatenate([_pair(texts[a], text, own=own)[1] for text in others])
    offset = np.arange(len(columns), dtype=np.int32)
    offset += APART * np.repeat(np.arange(len(others), dtype=np.int32), lengths)
    starts = np.cumsum([0, *lengths[:-1]])
    scores = np.zeros(len(columns), np.int32)
    best, row = scores.copy(), scores.copy()
    for i, word in enumerate(texts[a].words if own else texts[a].fresh):
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


def _pair(a: Text, b: Text, *, own: bool) -> tuple[Ints, Ints]:
    return _compared(a, b) if own else (a.fresh, b.fresh)


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


def _ends_exact(peak: Peak, texts: list[Text], *, own: bool) -> bool:
    """Whether eight words on end are the same, in the passage that ends here."""
    a, b = _pair(texts[peak.a], texts[peak.b], own=own)
    from_a, from_b = peak.at_a + 1 - PASSAGE, peak.at_b + 1 - PASSAGE
    if min(from_a, from_b) < 0:
        return False
    return bool((a[from_a : peak.at_a + 1] == b[from_b : peak.at_b + 1]).all())


def _is_exact(copy: Copy, texts: list[Text], places: dict[str, int]) -> bool:
    """Whether the spans of a copy have eight words on end in common."""
    a, b = (texts[places[passage.article]] for passage in (copy.a, copy.b))
    here, there = _compared(a, b)
    windows = set(_windows(_inside(a, here, copy.a.span)))
    return not windows.isdisjoint(_windows(_inside(b, there, copy.b.span)))


def _is_fresh(copy: Copy, texts: list[Text], places: dict[str, int]) -> bool:
    """Whether the spans of a copy have eight words in common, in order, that are no boilerplate."""
    a, b = (
        _inside(text, text.fresh, passage.span).tolist()
        for passage in (copy.a, copy.b)
        for text in (texts[places[passage.article]],)
    )
    return _common(a, b) >= PASSAGE


def _inside(text: Text, words: Ints, span: Span) -> Ints:
    """The words that lie in a span."""
    return words[[i for i, place in enumerate(text.spans) if place.overlaps(span)]]


def _common(a: list[int], b: list[int]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = row
        row = [0]
        for j, other in enumerate(b):
            row.append(before[j] + 1 if word == other else max(before[j + 1], row[j]))
    return row[-1]


def _jaccard(a: Ints, b: Ints) -> float:
    one, two = (set(zip(t.tolist(), t[1:].tolist(), t[2:].tolist(), strict=False)) for t in (a, b))
    return len(one & two) / len(one | two)


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted)


if __name__ == "__main__":
    for score in measure():
        print(f"{score.what:50}{score.value:.4f}", flush=True)
