"""The workbench under readers: time of the main pages while 20 of them look around and a case grows.

    python -m benchmarks.workbench CASE                      # only readers; the case stays as it is
    python -m benchmarks.workbench CASE --add MORE.jsonl     # while `stemmata add` adds these to it
    python -m benchmarks.workbench CASE --cpu                # processor time of pages, one by one
    python -m benchmarks.workbench FOLDER --make 10000       # FOLDER/case, linked, and FOLDER/more.jsonl

Serves the case in a process of its own; readers who think for a second between two pages ask at random. Two
times of each page: the readers', until the last byte is there, and the server's own, from the request to the
answer's beginning, waiting in line included (its Server-Timing header). What is made are artificial
traditions (`benchmarks.origins`).
"""

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from stemmata.ledger import Ledger

__all__ = ["make", "measure", "measure_processor"]

READERS, THINK_S, LASTS_S, PORT = 20, 1.0, 20.0, 8497
WORDS = "minister army border attack people president said report hospital court".split()
SEED, PAGES, A_FAMILY = 7, 40, 7.5
"""Pages of a kind for processor time; articles of a family on average, see `benchmarks.origins`."""


class Taken(NamedTuple):
    """Seconds that a page took, as its reader and as the server saw it."""

    reader: float
    server: float


def measure(case: str, *, add: str | None = None, lasts_s: float = LASTS_S) -> Iterator[str]:
    """One line a kind of page: how often it was asked for, the median and the 95th percentile."""
    pages = _pages(Path(case))
    taken: dict[str, list[Taken]] = defaultdict(list)
    with _running("serve", case, "--port", str(PORT)):
        _wait()
        with _running("add", case, *([add] if add else [])) if add else _nothing() as adding:
            time.sleep(5 if adding else 0)  # the weights are loaded
            before = _articles(case)
            readers = [
                threading.Thread(target=_read, args=(pages, taken, SEED + n, lasts_s))
                for n in range(READERS)
            ]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            if adding is not None:
                state = "still adds" if adding.poll() is None else "had ended: give it more"
                more = _articles(case) - before
                yield f"beside stemmata add, which added {more} articles meanwhile and {state}"
    yield f"{READERS} readers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    for kind, times in sorted(taken.items()):
        for whose, those in zip(Taken._fields, zip(*times, strict=True), strict=True):
            yield f"{kind:9} {whose:6} {_said(list(those))}"


def measure_processor(case: str) -> Iterator[str]:
    """One line a kind of page: the processor time alone, which a busy machine changes less."""
    from starlette.testclient import TestClient

    from stemmata.web.app import create_app

    chance = random.Random(SEED)
    with TestClient(create_app(Path(case)), base_url="http://127.0.0.1") as client:
        for kind, paths in sorted(_pages(Path(case)).items()):
            client.get(paths[0])  # templates are compiled
            times = []
            for path in chance.choices(paths, k=PAGES):
                began = time.process_time()
                client.get(path).raise_for_status()
                times.append(time.process_time() - began)
            yield f"{kind:9} {_said(times)} of processor time"


def _said(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    median = statistics.median(times)
    return f"{len(times):5} pages, median {median * 1e3:6.1f} ms, p95 {p95 * 1e3:6.1f} ms"


def make(folder: Path, articles: int) -> Iterator[str]:
    """A linked case of about so many artificial articles, and half as many more to add."""
    from benchmarks.origins.tradition import tradition
    from benchmarks.origins.truth import family

    folder.mkdir(parents=True, exist_ok=True)
    many = round(articles / A_FAMILY)
    for name, numbers in (
        ("articles.jsonl", range(many)),
        ("more.jsonl", range(many, many + many // 2)),
    ):
        with (folder / name).open("w", encoding="utf-8") as out:
            for number in numbers:
                rows = family(tradition(number, SEED)).articles
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    case = str(folder / "case")
    for words in (["add", case, str(folder / "articles.jsonl")], ["link", case]):
        began = time.perf_counter()
        subprocess.run(_command(*words), check=True)
        yield f"stemmata {words[0]}: {time.perf_counter() - began:.0f} s"


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "stemmata.cli", *words]


@contextmanager
def _running(*words: str) -> Iterator["subprocess.Popen[bytes] | None"]:
    """A command while it is needed."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(_command(*words), stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def _articles(case: str) -> int:
    with Ledger.open(Path(case)) as ledger:
        return ledger.status().articles


def _pages(case: Path) -> dict[str, list[str]]:
    with Ledger.open(case) as ledger:
        headings = ledger.headings(limit=2000)
        claims = [claim.id for claim in ledger.claims(limit=200)]
    pages = {
        "overview": ["/"],
        "articles": ["/articles", "/articles?page=2"],
        "article": [f"/articles/{heading.article}" for heading in headings],
        "search": [f"/search?q={a}+{b}" for a in WORDS for b in ("", *WORDS)],
        "claims": ["/claims", "/claims?page=2", *(f"/claims?text={word}" for word in WORDS)],
        "claim": [f"/claims/{claim}" for claim in claims],
    }
    return {kind: paths for kind, paths in pages.items() if paths}


def _wait() -> None:
    for _ in range(300):
        try:
            _get("/look.css")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at port {PORT}")


def _get(path: str) -> Taken:
    began = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
        answer.read()
        server_ms = float(answer.headers["Server-Timing"].partition("dur=")[2])
    return Taken(time.monotonic() - began, server_ms / 1e3)


def _read(
    pages: dict[str, list[str]], taken: dict[str, list[Taken]], seed: int, lasts_s: float
) -> None:
    """One reader: a page, a thought, another page."""
    chance = random.Random(seed)
    end = time.monotonic() + lasts_s
    time.sleep(chance.random() * THINK_S)
    while time.monotonic() < end:
        kind = chance.choice(sorted(pages))
        taken[kind].append(_get(chance.choice(pages[kind])))
        time.sleep(chance.uniform(0.5, 1.5) * THINK_S)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbench", description=__doc__)
    parser.add_argument("case", help="a case; with --make, a folder for one")
    parser.add_argument("--add", metavar="FILE", help="add this to the case meanwhile")
    parser.add_argument("--cpu", action="store_true", help="processor time of pages, no readers")
    parser.add_argument("--make", type=int, metavar="ARTICLES", help="make a case of so many")
    parser.add_argument("--lasts", type=float, default=LASTS_S, metavar="SECONDS")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _arguments()
    if asked.make:
        lines = make(Path(asked.case), asked.make)
    elif asked.cpu:
        lines = measure_processor(asked.case)
    else:
        lines = measure(asked.case, add=asked.add, lasts_s=asked.lasts)
    for line in lines:
        print(line, flush=True)
