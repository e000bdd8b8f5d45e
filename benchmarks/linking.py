"""How linking grows: time and memory of `link` on more and more families of articles of one size.

Then one more family comes, and all is linked again, with what the first linking kept.

Run with `python -m benchmarks.linking [ARTICLES …]`. Each family tells of its own event, with places and
names of its own. Vectors are made of hashed words in no time, since `add` makes the real ones and keeps them.
"""

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.ids import digest_of, id_of
from stemmata.ledger.remembered import Remembered
from stemmata.link.claims import link
from stemmata.link.copies import find_copies
from stemmata.link.recall import Recall
from stemmata.link.words import stems
from stemmata.model import Article, Attribution, Mention, Reading, SourceKind, Span, Spans, Voice

__all__ = ["FAMILY", "family", "measure", "vectors"]

SIZES = (1_000, 3_000, 10_000)
FAMILY, SENTENCES, FIRST_DAY, A_DAY = 8, 12, date(2031, 5, 4), 5
"""Articles and sentences of a family, and how many families begin on one day."""

DIMENSIONS = 384
_SYLLABLES = "ka ro mi te lu san dor vel nim pa tur gos bel ha wen sil quo jar fen mot".split()
_OUTLETS = tuple(
    f"{town} {kind}"
    for town in ("Harbour", "Ardesh", "Westmark", "Orlen")
    for kind in ("Post", "Times")
)
_SOURCES: tuple[tuple[str, SourceKind], ...] = (
    ("the port authority", "named_organization"),
    ("a doctor", "anonymous"),
    ("residents", "unnamed_group"),
)


def measure(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """One line a size, and the exponents between them."""
    took = []
    for size in sizes:
        # In a process of its own, for its own peak of memory.
        command = [sys.executable, "-m", "benchmarks.linking", "--one", str(size)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, copies_s, peak, claims, again_s = map(float, printed.split())
        took.append((size, copies_s, seconds))
        yield (
            f"link {size:,} articles: {seconds:.1f} s, copies {copies_s:.1f} s before it, "
            f"{claims:,.0f} claims, peak {peak:.0f} MB; {FAMILY} articles more, both: {again_s:.1f} s"
        )
    for (n, *before), (m, *after) in pairwise(took):
        copying, linking, both = (
            math.log(b / a) / math.log(m / n)
            for a, b in (*zip(before, after, strict=True), (sum(before), sum(after)))
        )
        yield (
            f"growth {n:,} to {m:,}: exponent {both:.2f}, of copies {copying:.2f}, "
            f"of the rest {linking:.2f}; asked: at most 1.15"
        )


def _one(size: int) -> str:
    families = size // FAMILY
    readings = [reading for number in range(families) for reading in family(number)]
    with tempfile.TemporaryDirectory() as folder:
        memory = Path(folder) / "linking.db"
        copies_s, link_s, claims = _linked(readings, memory)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again_s = sum(_linked([*readings, *family(families)], memory)[:2])
    return f"{link_s} {copies_s} {peak} {claims} {again_s}"


def _linked(readings: Sequence[Reading], memory: Path) -> tuple[float, float, int]:
    """The CPU seconds of finding copies and of the rest, and how many claims there are."""
    began = time.process_time()
    with Remembered(memory) as kept:
        recall = Recall(kept, "words")
        copies = find_copies((r.article for r in readings), recall=recall)
        copied = time.process_time()
        found = link(readings, embed=vectors, copies=copies, recall=recall)
    return copied - began, time.process_time() - copied, len(found.claims)


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Sums of a random vector for each word: texts that share words are alike."""
    made = np.zeros((len(texts), DIMENSIONS), np.float32)
    for row, text in zip(made, texts, strict=True):
        for word in stems(text):
            row += _vector(word)
        row /= np.linalg.norm(row) or 1
    return made


@lru_cache(maxsize=100_000)
def _vector(word: str) -> NDArray[np.float32]:
    seed = int(digest_of(word.encode()).rpartition(":")[2][:8], 16)
    return np.random.default_rng(seed).standard_normal(DIMENSIONS, np.float32)


def family(number: int) -> Iterator[Reading]:
    """Articles on one event: some sentences the same, some in another order, some of their own."""
    dice = random.Random(number)
    names = ["".join(dice.choices(_SYLLABLES, k=3)).title() for _ in range(12)]
    words = ["".join(dice.choices(_SYLLABLES, k=3)) for _ in range(60)]
    dead, hurt = dice.randint(3, 90), dice.randint(3, 90)
    told = [
        f"A blast in {names[0]} near {names[1]} killed {dead} people and wounded {hurt} others",
        f"{names[2]} forces carried out the attack on {names[0]}",
        *(
            f"The {' '.join(dice.sample(words, 10))} of {dice.choice(names)}"
            for _ in range(SENTENCES)
        ),
    ]
    for copy in range(FAMILY):
        chosen = [*told[:2], *dice.sample(told[2:], SENTENCES // 2)]
        own = [
            f"The {' '.join(dice.sample(words, 8))} at {dice.choice(names)}"
            for _ in range(SENTENCES // 2)
        ]
        day = FIRST_DAY + timedelta(days=number // A_DAY + copy % 2)
        yield _reading(f"{number}-{copy}", chosen + own, names, day, _OUTLETS[copy], dice)


def _reading(
    name: str,
    sentences: Sequence[str],
    names: Sequence[str],
    day: date,
    outlet: str,
    dice: random.Random,
) -> Reading:
    text, pieces = "", []
    for sentence in sentences:
        source = dice.choice((None, *_SOURCES))
        said = f"{source[0]} said. " if source else ""
        start = len(text)
        text += f"{sentence}{', ' if source else '. '}{said}"
        pieces.append((source, start, start + len(sentence)))
    text = text.rstrip()
    article = Article(
        Article.id_for(name, text, outlet), name, text, outlet, published=day.isoformat()
    )
    attributions = tuple(_attribution(article, *piece) for piece in pieces)
    mentions = tuple(
        Mention(id_of("men", article.id, name, at), Span(at, at + len(name)), "place")
        for name in sorted(set(names))
        if (at := text.find(name)) >= 0
    )
    return Reading(name, article, "none", "none", attributions, mentions)


def _attribution(
    article: Article, source: tuple[str, SourceKind] | None, start: int, end: int
) -> Attribution:
    said: Spans = ()
    cue: Spans = ()
    voice: Voice = "source" if source else "outlet"
    content = (Span(start, end if source else end + 1),)
    if source:
        first = end + len(", ")
        said = (Span(first, first + len(source[0])),)
        cue = (Span(said[0].end + 1, said[0].end + 1 + len("said.")),)
        content = (Span(start, end + 1),)
    made = Attribution.id_for(article.id, voice, said, cue, content)
    manner = "indirect" if source else "outlet"
    kind = source[1] if source else None
    return Attribution(made, voice, said, cue, content, manner, source_kind=kind)  # type: ignore[arg-type]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(_one(int(sys.argv[2])))
    else:
        for line in measure([int(size) for size in sys.argv[1:]] or SIZES):
            print(line, flush=True)
