"""Copies in growing collections, and candidates beside MinHash-LSH.

    python -m benchmarks.copies [N …]     # numbers of articles; the growth is from the first to the last

The articles are made up: families of constant size, in which newsrooms cut, reorder, edit and quote one
report of invented words among words of their own, so that every pair that shares eight words on end is
known from how they were made. Beside them stands the war corpus where it is at hand, with the pairs of
articles that share eight words on end by `evals.copies`. MinHash is given sets of three-word runs and
128 permutations; `datasketch` and `rensa` are left out where they are not installed. All times are CPU
seconds of one thread. Candidates alone say little: each has to be compared word by word. So the time
with all compared is given too, and that is the one to look at. It is the same work for all, our
alignment, and our making of words into numbers, which our candidates need anyway.
"""

import math
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from evals.copies import corpus, shared_runs, texts_of
from evals.measure import MissingCorpusError
from stemmata.link.copies import find_copies
from stemmata.link.copies.align import align
from stemmata.link.copies.boilerplate import standing_words
from stemmata.link.copies.candidates import candidates
from stemmata.link.copies.shingles import Hashes, words_of
from stemmata.model import Article

__all__ = ["measure"]

SIZES = (1_000, 10_000)
BESIDE = 1_000  # articles given to MinHash too
FAMILY, WORDS, SENTENCE = 5, 300, 12
VOCABULARY = 30_000
RUN = 8
COMPARED = 500  # candidates whose comparison is timed; all are reckoned from these

Pairs = set[tuple[int, int]]


class Collection(NamedTuple):
    """Articles, and which of them share RUN words on end, as pairs of places in the list."""

    articles: list[Article]
    shared: Pairs


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[str]:
    """One line a figure."""
    yield from _beside("made up", families(BESIDE))
    try:
        yield from _beside("war corpus", _war())
    except MissingCorpusError as error:
        yield f"candidates, war corpus: left out, {error}"
    times = []
    for size in sizes:
        collection = families(size)
        start = time.process_time()
        copies = find_copies(collection.articles)
        times.append(time.process_time() - start)
        place = {article.id: i for i, article in enumerate(collection.articles)}
        found = {_pair(place[copy.a.article], place[copy.b.article]) for copy in copies}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield (
            f"{size:,} articles of {WORDS} words: {times[-1]:.1f} CPU s, {len(copies):,} copies, "
            f"pairs found {_recall(found, collection.shared):.4f}, peak {peak:.0f} MB"
        )
    if len(sizes) > 1:
        growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        yield f"growth of time: exponent {growth:.2f}; asked: at most 1.15"


def families(count: int) -> Collection:
    """The same collection for the same count, always."""
    rng = random.Random(count)
    words = [
        "".join(rng.choices("bdfgklmnprstvaeiou", k=rng.randint(2, 9))) for _ in range(VOCABULARY)
    ]
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]  # Zipf, as in any language
    articles: list[Article] = []
    shared: Pairs = set()
    while len(articles) < count:
        report = rng.choices(words, weights, k=WORDS)
        kept = [_newsroom(rng, member) for member in range(min(FAMILY, count - len(articles)))]
        for other, places in enumerate(kept):
            for one in range(other):
                if _runs(kept[one]) & _runs(places):
                    shared.add((len(articles) + one, len(articles) + other))
        for places in kept:
            text = [rng.choice(words) if p is None else report[p] for p in places]
            fill = rng.choices(words, weights, k=max(0, WORDS - len(text)))
            number = len(articles) + len(kept)
            articles.append(_article(f"{number}-{rng.random()}", " ".join(text + fill)))
    return Collection(articles, shared)


def _newsroom(rng: random.Random, member: int) -> list[int | None]:
    """The report's words that one newsroom prints, by place; None for a word of its own.

    The first prints all; the others keep a part of the sentences, and edit up to a tenth of the words.
    """
    if member == 0:
        return list(range(WORDS))
    starts = list(range(0, WORDS, SENTENCE))
    kept = rng.sample(starts, rng.randint(1, len(starts)))
    if rng.random() < 0.7:
        kept.sort()
    edits = rng.random() / 10
    return [
        None if rng.random() < edits else place
        for start in kept
        for place in range(start, start + SENTENCE)
    ]


def _runs(places: list[int | None]) -> set[int]:
    """The places in the report where RUN words on end begin that a newsroom prints as they are."""
    found = set()
    for at in range(len(places) - RUN + 1):
        first = places[at]
        if first is not None and places[at : at + RUN] == list(range(first, first + RUN)):
            found.add(first)
    return found


def _article(name: str, text: str) -> Article:
    return Article(id=Article.id_for(name, text, None), capture=name, text=text)


def _beside(name: str, collection: Collection) -> Iterator[str]:
    contenders: list[tuple[str, str | None, Callable[[list[Article]], Pairs]]] = [
        ("ours, rare runs of words", None, _ours),
        ("datasketch MinHashLSH, threshold 0.8", "datasketch", lambda a: _datasketch(a, 0.8)),
        ("datasketch MinHashLSH, threshold 0.2", "datasketch", lambda a: _datasketch(a, 0.2)),
        ("rensa RMinHashLSH, 16 bands of 8", "rensa", lambda a: _rensa(a, 16)),
        ("rensa RMinHashLSH, 64 bands of 2", "rensa", lambda a: _rensa(a, 64)),
        ("rensa RMinHashLSH, 128 bands of 1", "rensa", lambda a: _rensa(a, 128)),
    ]
    yield (
        f"candidates, {name}: {len(collection.articles):,} articles, "
        f"{len(collection.shared):,} pairs share {RUN} words on end"
    )
    for contender, needs, find in contenders:
        if needs and not find_spec(needs):
            yield f"  {contender}: left out, {needs} is not installed"
            continue
        start = time.process_time()
        found = find(collection.articles)
        seconds = time.process_time() - start
        start = time.process_time()
        texts = [words_of(article.text).hashes for article in collection.articles]
        making = time.process_time() - start if needs else 0.0
        sample = random.Random(1).sample(sorted(found), min(len(found), COMPARED))
        comparing = _comparing(texts, sample) * len(found) / max(1, len(sample))
        recall = _recall(found, collection.shared)
        yield (
            f"  {contender}: recall {recall:.4f}, {seconds:.2f} s, {len(found):,} pairs, "
            f"{seconds + making + comparing:.1f} s with all compared"
        )


def _comparing(texts: list[Hashes], pairs: list[tuple[int, int]]) -> float:
    """The seconds that it takes to compare these pairs."""
    start = time.process_time()
    for one, two in pairs:
        align(texts[one], texts[two])
    return time.process_time() - start


def _war() -> Collection:
    """The war corpus, its shared runs by the words and the boilerplate of the evaluation."""
    articles = corpus()
    return Collection(articles, {(run.a, run.b) for run in shared_runs(texts_of(articles))})


def _ours(articles: list[Article]) -> Pairs:
    texts = [words_of(article.text).hashes for article in articles]
    outlets = [article.outlet for article in articles]
    return set(candidates(texts, standing_words(articles, texts), outlets))


def _datasketch(articles: list[Article], threshold: float) -> Pairs:
    library: Any = import_module("datasketch")
    encoded = [[run.encode() for run in _three_words(article)] for article in articles]
    sketches = library.MinHash.bulk(encoded, num_perm=128)
    index = library.MinHashLSH(threshold=threshold, num_perm=128)
    for i, sketch in enumerate(sketches):
        index.insert(i, sketch)
    return {_pair(i, j) for i, s in enumerate(sketches) for j in index.query(s) if i != j}


def _rensa(articles: list[Article], bands: int) -> Pairs:
    library: Any = import_module("rensa")
    index = library.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=bands)
    sketches = []
    for i, article in enumerate(articles):
        sketch = library.RMinHash(num_perm=128, seed=1)
        sketch.update(_three_words(article))
        index.insert(i, sketch)
        sketches.append(sketch)
    return {_pair(i, j) for i, s in enumerate(sketches) for j in index.query(s) if i != j}


def _three_words(article: Article) -> list[str]:
    words = article.text.split()
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _recall(found: Pairs, shared: Pairs) -> float:
    return len(found & shared) / len(shared)


if __name__ == "__main__":
    for line in measure(tuple(map(int, sys.argv[1:])) or SIZES):
        print(line, flush=True)
