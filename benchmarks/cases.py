"""A large case: how long its ledger takes to open, count, search and walk through.

Run with `python -m benchmarks.cases [ARTICLES]`: the examples' readings are kept again and again with
other ids and one word of their own each, until the case holds 100,000 articles. `build CASE ARTICLES`,
`ask CASE` and `check CASE` are its parts; the last looks at all that is inside the ledger, as verify does.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from stemmata.ids import digest_of
from stemmata.ledger import Ledger, create
from stemmata.model import (
    Capture,
    Captured,
    OffsetRun,
    Offsets,
    Place,
    Reading,
    Rejected,
    Sighting,
    Span,
    Unread,
)

__all__ = ["measure"]

ARTICLES, BATCH, RUN_LENGTH, ROUNDS, WALKED = 100_000, 100, 20, 5, 500
AT = "2031-05-01T12:00:00Z"


def measure(count: int) -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = str(Path(name) / "case")
        # In processes of their own: a child's peak counts what its parent held when it was started.
        for arguments in (("build", folder, str(count)), ("ask", folder)):
            command = [sys.executable, "-m", "benchmarks.cases", *arguments]
            yield subprocess.run(
                command, check=True, capture_output=True, text=True
            ).stdout.rstrip()


def _build(folder: Path, count: int) -> str:
    from benchmarks.texts import EXAMPLES  # here: asking must not carry the encoder's libraries
    from stemmata.pipeline import Reader

    pages = sorted(str(page) for page in EXAMPLES.glob("*/*.html"))
    results = Reader().read(pages)
    readings = [r for r in results if not isinstance(r, Rejected) and r.attributions]
    create(folder, at_utc=AT)
    kept_s = 0.0
    with Ledger.open(folder, write=True) as ledger:
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            batch = [_copy(readings[n % len(readings)], n) for n in numbers]
            began = time.perf_counter()
            with ledger.transaction():
                for captured, reading, offsets in batch:
                    place = Place("000001.warc.gz", 0, 1, digest_of(b""))
                    ledger.keep_capture(captured, place, at_utc=AT)
                    ledger.keep_article(reading.article, offsets, at_utc=AT)
                    ledger.keep_reading(reading, at_utc=AT)
                    ledger.keep_sighting(captured, article=reading.article.id, at_utc=AT)
            kept_s += time.perf_counter() - began
    rows = statistics.mean(len(r.attributions) for r in readings)
    mentions = statistics.mean(len(r.mentions) for r in readings)
    size = statistics.mean(len(r.article.text) for r in readings)
    megabytes = (folder / "ledger.db").stat().st_size / 1e6
    return (
        f"kept {count:,} articles (mean {size:.0f} code points, {rows:.0f} attributions, "
        f"{mentions:.0f} mentions): {1000 * kept_s / count:.2f} ms each; asked: 2; {megabytes:.0f} MB"
    )


def _copy(reading: Reading, n: int) -> tuple[Captured, Reading, Offsets]:
    """The reading under another id, with one word more, and an offset map of ordinary size."""
    payload = str(n).encode()
    capture = Capture.of(payload, "text/html")
    word = f"\nDossier{n}"
    text = reading.article.text + word
    article = replace(
        reading.article,
        id=f"art:{n:024x}",
        capture=capture.id,
        text=text,
        outlet=f"Outlet {n % 300}",
        published=f"20{10 + n % 20}-0{1 + n % 9}-01",
    )
    unread = (*reading.unread, Unread(Span(len(text) - len(word) + 1, len(text)), "furniture"))
    runs = tuple(
        OffsetRun(at, min(at + RUN_LENGTH, len(text)), 2 * at, 2 * at + 2 * RUN_LENGTH, 0)
        for at in range(0, len(text), RUN_LENGTH)
    )
    url = f"https://outlet{n % 300}.example/{n}"
    captured = Captured(f"pages/{n}.html", capture, Sighting(f"pages/{n}.html", url), payload)
    return captured, replace(reading, article=article, unread=unread), Offsets("utf-8", runs)


def _ask(folder: Path) -> Iterator[str]:
    """Figures of asking a case that is there."""

    def walk() -> None:
        with Ledger.open(folder) as ledger:
            for _ in islice(ledger.exhibits(), WALKED):
                pass

    with Ledger.open(folder) as ledger:
        jobs: dict[str, Callable[[], object]] = {
            "open": lambda: Ledger.open(folder).close(),
            "status": ledger.status,
            "search for a rare word": lambda: ledger.search("Dossier777", limit=20),
            "search for a common word": lambda: ledger.search("said", limit=20),
            "search for a common phrase": lambda: ledger.search('"the market"', limit=20),
        }
        for name, job in jobs.items():
            seconds = [_seconds(job) for _ in range(ROUNDS)]
            yield f"{name}: median {statistics.median(seconds):.3f} s (max {max(seconds):.3f}); asked: 1"
        yield f"{ledger.status().articles:,} articles"
    yield f"walk through exhibits: {1000 * _seconds(walk) / WALKED:.2f} ms each"
    yield _peak()


def _check(folder: Path) -> Iterator[str]:
    """How long it takes to look at all that is inside a ledger."""
    with Ledger.open(folder) as ledger:
        articles, began = ledger.status().articles, time.perf_counter()
        wrong = sum(1 for _ in ledger.check())
        took_s = time.perf_counter() - began
    yield f"check of {articles:,} articles: {took_s:.0f} s ({wrong} mismatches)"
    yield _peak()


def _peak() -> str:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return f"peak memory of all this: {peak_mb:.0f} MB"


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _lines(arguments: list[str]) -> Iterator[str]:
    match arguments:
        case ["build", folder, count]:
            yield _build(Path(folder), int(count))
        case ["ask", folder]:
            yield from _ask(Path(folder))
        case ["check", folder]:
            yield from _check(Path(folder))
        case [count]:
            yield from measure(int(count))
        case _:
            yield from measure(ARTICLES)


if __name__ == "__main__":
    for line in _lines(sys.argv[1:]):
        print(line, flush=True)
