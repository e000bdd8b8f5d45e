"""What keeping costs: `add` beside `read` on the same pages in one run, and how fast `verify` looks.

In processor time too, which a busy machine does not change much.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from benchmarks.texts import EXAMPLES
from stemmata.model import Rejected
from stemmata.pipeline import Reader
from stemmata.pipeline.add import add
from stemmata.pipeline.verify import Verified, verify

__all__ = ["measure"]

COPIES, ROUNDS = 3, 5
"""Each page of the examples so often, each time with other bytes: 48 pages of 800 words or so."""

SCRIPT_BYTES = 140_000
"""Of scripts, in each page: 990 saved pages have 145,000 bytes on average."""


def measure() -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _pages(folder / "pages")
        reader = Reader()
        _read(reader, pages)  # warm
        ratios, busy, kept = [], [], folder / "case"
        for _ in range(ROUNDS):
            shutil.rmtree(kept, ignore_errors=True)
            alone = Took.by(lambda: _read(reader, pages))
            adding = Took.by(lambda: _add(reader, pages, kept))
            ratios.append(adding.wall_s / alone.wall_s - 1)
            busy.append(adding.processor_s / alone.processor_s - 1)
        yield (
            f"add beside read, {len(list(pages.iterdir()))} pages: median {statistics.median(ratios):+.0%} "
            f"(min {min(ratios):+.0%}, max {max(ratios):+.0%}); asked: at most +30%; "
            f"in processor time {statistics.median(busy):+.0%}"
        )
        size = _verified_bytes(kept)
        looks = [Took.by(lambda: _verified_bytes(kept)) for _ in range(ROUNDS)]
        speed, own = (size / statistics.median(column) / 1e6 for column in zip(*looks, strict=True))
        yield (
            f"verify: {speed:.1f} MB of payload a second, {own:.1f} MB a processor second, "
            "pages of 145 kB; asked: 50 a second on two processors"
        )


class Took(NamedTuple):
    """How long some work took: for who waits, and of the processors' time."""

    wall_s: float
    processor_s: float

    @classmethod
    def by(cls, work: Callable[[], object]) -> Self:
        """How long this takes."""
        wall_s, processor_s = time.perf_counter(), time.process_time()
        work()
        return cls(time.perf_counter() - wall_s, time.process_time() - processor_s)


def _pages(folder: Path) -> Path:
    folder.mkdir()
    for path in sorted(EXAMPLES.glob("*/*.html")):
        for number in range(COPIES):
            script = random.Random(number).randbytes(SCRIPT_BYTES // 2).hex()
            (folder / f"{path.stem}-{number}.html").write_bytes(
                path.read_bytes() + f"<script>/* {script} */</script>".encode()
            )
    return folder


def _read(reader: Reader, pages: Path) -> None:
    for result in reader.read([str(pages)]):
        if isinstance(result, Rejected):
            raise RuntimeError(result.reason)


def _add(reader: Reader, pages: Path, case: Path) -> None:
    for outcome in add(case, [str(pages)], reader, now=lambda: "2031-05-04T12:00:00Z"):
        if isinstance(outcome, Rejected):
            raise RuntimeError(outcome.reason)


def _verified_bytes(case: Path) -> int:
    found = verify(case, threads=2)
    return sum(one.size_bytes for one in found if isinstance(one, Verified))
