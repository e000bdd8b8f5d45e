"""Scores the outlet's own voice against the voice gold: claims, whose voice, furniture.

    python evals/voice.py --articles | stemmata read --json - | python evals/voice.py
    python evals/voice.py READ.jsonl     the lines of an earlier "stemmata read --json"
    python evals/voice.py --oracle       the partition alone, with the gold's sources as drafts

The gold is not part of the project: STEMMATA_SHARED names its folder (default: ../shared beside the
checkout). The definitions are those of the gold's own scorer, which is run as it is.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stemmata.extract.draft import Draft
from stemmata.extract.sentences import trimmed
from stemmata.extract.voice import partition
from stemmata.model import Article, Span

Row = dict[str, Any]


def gold_folder() -> Path:
    """The folder of the voice gold; it may not exist."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("STEMMATA_SHARED", beside)) / "data" / "voice"


def gold_rows() -> Iterator[Row]:
    """The gold's articles with their sentences."""
    with (gold_folder() / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def article_rows() -> Iterator[Row]:
    """The gold's articles without their labels, as `stemmata read` takes them."""
    for row in gold_rows():
        yield {key: row[key] for key in ("id", "outlet", "title", "text") if row.get(key)}


def prediction(read: Row) -> Row:
    """What the scorer takes, from one object of `stemmata read --json`."""
    keys = ("voice", "source", "cue", "content")
    return {
        "id": read["path"].rpartition("#")[2],
        "attributions": [{key: row[key] for key in keys} for row in read["attributions"]],
        "unread": [{key: row[key] for key in ("start", "end", "reason")} for row in read["unread"]],
    }


def oracle(gold: Row) -> Row:
    """What the partition makes of an article whose sources were all found, and no others."""
    sources = [span for sentence in gold["sentences"] for span in _attributed(gold, sentence)]
    article = Article(f"art:{gold['id']}", "cap:gold", gold["text"], gold.get("outlet"))
    drafts = [Draft((), (), (span,), 1.0) for span in sources]
    parted = partition(article, drafts, lambda _: None)
    attributions: list[Row] = [{"voice": "source", "content": [span]} for span in sources]
    attributions += [{"voice": "outlet", "content": content} for content, _ in parted.outlet]
    unread = [{"start": u.span.start, "end": u.span.end, "reason": u.reason} for u in parted.unread]
    return {"id": gold["id"], "attributions": attributions, "unread": unread}


def _attributed(gold: Row, sentence: Row) -> Iterator[Span]:
    """The parts of a gold sentence that are a source's: all, none, or all but the claim's core."""
    start, end = sentence["start"], sentence["end"]
    pieces = []
    if sentence["voice"] == "source":
        pieces = [(start, end)]
    elif sentence["voice"] == "mixed" and sentence["core"]:
        pieces = [(start, sentence["core"][0]), (sentence["core"][1], end)]
    for piece in pieces:
        if (span := trimmed(gold["text"], *piece)) is not None:
            yield span


def report(predictions: Iterable[Row]) -> str:
    """What the gold's scorer prints; its last line is one JSON object."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        command = [sys.executable, str(gold_folder() / "score.py"), str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Print the figures, or the articles to read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    lines = argparse.FileType("r", encoding="utf-8")
    parser.add_argument("read", nargs="?", type=lines, default="-", help="its JSON lines")
    parser.add_argument("--articles", action="store_true", help="print the articles to read")
    parser.add_argument("--oracle", action="store_true", help="score the partition alone")
    options = parser.parse_args()
    if not (gold_folder() / "gold.jsonl").exists():
        print(f"skipped: no gold in {gold_folder()}; set STEMMATA_SHARED", file=sys.stderr)
        return 0
    if options.articles:
        for row in article_rows():
            print(json.dumps(row))
        return 0
    if options.oracle:
        print(report(map(oracle, gold_rows())), end="")
        return 0
    with options.read as lines:
        print(report(prediction(json.loads(line)) for line in lines if line.strip()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
