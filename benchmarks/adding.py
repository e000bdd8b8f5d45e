"""What keeping costs: `add` beside `read` on the same pages in one run, and how fast `verify` looks."""

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading import seconds
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
        ratios, kept = [], folder / "case"
        for _ in range(ROUNDS):
            shutil.rmtree(kept, ignore_errors=True)
            alone = seconds(lambda: _read(reader, pages))
            ratios.append(seconds(lambda: _add(reader, pages, kept)) / alone - 1)
        yield (
            f"add beside read, {len(list(pages.iterdir()))} pages: median {statistics.median(ratios):+.0%} "
            f"(min {min(ratios):+.0%}, max {max(ratios):+.0%}); asked: at most +30%"
        )
        speeds = [_verified_bytes(kept) / seconds(lambda: _verified_bytes(kept)) for _ in range(3)]
        yield (
            f"verify: median {statistics.median(speeds) / 1e6:.1f} MB of payload a second, "
            "pages of 145 kB; asked: 50"
        )


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
