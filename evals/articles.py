"""All real input: how many rows, rejects and seconds, and whether every code point is accounted for."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from evals.measure import DATA, SHARED, MissingCorpusError, Score
from stemmata.export.article_json import to_json
from stemmata.model import Rejected
from stemmata.pipeline import Reader

__all__ = ["measure"]


def measure() -> Iterator[Score]:
    """Breaches of the contract over every shared article and the war corpus; prints the counts."""
    paths = [SHARED / "articles", DATA / "corpora" / "syria-war.jsonl"]
    if missing := [p for p in paths if not p.exists()]:
        raise MissingCorpusError(
            f"{missing[0].name} is not at {missing[0]}; set STEMMATA_SHARED to its parent"
        )
    began = time.monotonic()
    lines, attributions, rejected = [], 0, 0
    for result in Reader().read(_texts(paths)):
        if isinstance(result, Rejected):
            rejected += 1
        else:
            attributions += len(result.attributions)
            lines.append(to_json(result))
    seconds = time.monotonic() - began
    print(
        f"real input: {len(lines)} articles, {attributions} attributions, "
        f"{rejected} rejected, {seconds:.0f} s"
    )
    checker = [sys.executable, str(SHARED / "contract" / "check_articles.py")]
    done = subprocess.run(
        checker, input="\n".join(lines), capture_output=True, text=True, check=False
    )
    breaches = int(done.stdout.strip().splitlines()[-1].split(", ")[2].split()[0])
    yield Score("breaches of the contract, real input", breaches, 0, lower_is_better=True)
    lost = sum(_unaccounted(json.loads(line)) for line in lines)
    yield Score("code points unaccounted for, real input", lost, 0, lower_is_better=True)
    yield Score("items rejected, real input", rejected, 0, lower_is_better=True)


def _texts(paths: list[Path]) -> list[str]:
    """The corpus itself and the articles' texts, without the folder's own README."""
    return [
        str(p) for path in paths for p in ([path] if path.is_file() else sorted(path.glob("*.txt")))
    ]


def _unaccounted(row: dict[str, object]) -> int:
    text = str(row["article"]["text"])  # type: ignore[index]
    covered = bytearray(len(text))
    for attribution in row["attributions"]:  # type: ignore[attr-defined]
        for role in ("source", "cue", "content"):
            for start, end in attribution[role]:
                covered[start:end] = b"\1" * (end - start)
    for unread in row["unread"]:  # type: ignore[attr-defined]
        covered[unread["start"] : unread["end"]] = b"\1" * (unread["end"] - unread["start"])
    return sum(not seen and not c.isspace() for seen, c in zip(covered, text, strict=True))
