"""The workbench under readers: server time of the main pages while 20 of them look around.

Run with `python -m benchmarks.workbench CASE`: serves the case in a process of its own, and readers who
think for a second between two pages ask for it at random. The case is only read.
"""

import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from stemmata.ledger import Ledger

__all__ = ["measure"]

READERS, THINK_S, LASTS_S, PORT = 20, 1.0, 20.0, 8497
WORDS = "minister army border attack people president said report hospital court".split()
SEED = 7


def measure(case: str) -> Iterator[str]:
    """One line a kind of page: how often it was asked for, and the median and 95th percentile."""
    pages = _pages(Path(case))
    command = [sys.executable, "-m", "stemmata.cli", "serve", case, "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait()
            taken: dict[str, list[float]] = defaultdict(list)
            readers = [
                threading.Thread(target=_read, args=(pages, taken, SEED + n))
                for n in range(READERS)
            ]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
        finally:
            server.terminate()
    for kind, times in sorted(taken.items()):
        p95 = statistics.quantiles(times, n=20)[-1]
        median = statistics.median(times)
        yield f"{kind:9} {len(times):5} pages, median {median * 1e3:6.1f} ms, p95 {p95 * 1e3:6.1f} ms"


def _pages(case: Path) -> dict[str, list[str]]:
    with Ledger.open(case) as ledger:
        headings = ledger.headings(limit=2000)
        claims = [claim.id for claim in ledger.claims(limit=200)]
    pages = {
        "overview": ["/"],
        "articles": ["/articles", "/articles?page=2"],
        "article": [f"/articles/{heading.article}" for heading in headings],
        "search": [f"/search?q={a}+{b}" for a in WORDS for b in ("", *WORDS)],
        "claim": [f"/claims/{claim}" for claim in claims],
    }
    return {kind: paths for kind, paths in pages.items() if paths}


def _wait() -> None:
    for _ in range(100):
        try:
            _get("/look.css")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at port {PORT}")


def _get(path: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
        answer.read()


def _read(pages: dict[str, list[str]], taken: dict[str, list[float]], seed: int) -> None:
    """One reader: a page, a thought, another page."""
    chance = random.Random(seed)
    end = time.monotonic() + LASTS_S
    time.sleep(chance.random() * THINK_S)
    while time.monotonic() < end:
        kind = chance.choice(sorted(pages))
        began = time.monotonic()
        _get(chance.choice(pages[kind]))
        taken[kind].append(time.monotonic() - began)
        time.sleep(chance.uniform(0.5, 1.5) * THINK_S)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("name a case: python -m benchmarks.workbench CASE")
    for line in measure(sys.argv[1]):
        print(line, flush=True)
