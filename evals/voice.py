"""The outlet's own voice against the voice gold: claims, whose voice, furniture.

    python -m evals voice                             the figures, with those of the other evaluations
    python -m evals.voice READ.jsonl                  every figure, for "stemmata read --json" lines
    python -m evals.voice --articles                  the gold's articles, for stemmata read
    python -m evals.voice --oracle                    the partition alone: the gold's sources as drafts

The definitions are those of the gold's own scorer, which is run as it is.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.measure import MissingCorpusError, Score, corpus_folder, reading_of
from stemmata.extract.draft import Draft
from stemmata.extract.furniture import furniture
from stemmata.extract.sentences import sentences, trimmed
from stemmata.extract.voice import partition
from stemmata.model import Article, Span, Unread

__all__ = ["measure"]

Row = dict[str, Any]


def measure() -> Iterator[Score]:
    """Claims in the outlet's voice, furniture found, and code points unaccounted for."""
    figures = json.loads(report(map(_as_read, gold_rows())).splitlines()[-1])
    yield Score("voice, outlet claims F1", figures["outlet_claim_f1"], 0.78)
    yield Score("voice, whose voice a sentence is, accuracy", figures["voice_accuracy"])
    yield Score("voice, furniture found", figures["furniture_recall"], 0.80)
    yield Score("voice, furniture precision", figures["furniture_precision"])
    unaccounted = figures["unaccounted_share"]
    yield Score("voice, code points unaccounted for", unaccounted, 0.0, lower_is_better=True)
    alone = json.loads(report(map(oracle, gold_rows())).splitlines()[-1])
    yield Score("voice, outlet claims F1 with the gold's sources", alone["outlet_claim_f1"])


def gold_rows() -> Iterator[Row]:
    """The gold's articles with their sentences."""
    with (corpus_folder("voice") / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def article_rows() -> Iterator[Row]:
    """The gold's articles without their labels, as `stemmata read` takes them."""
    for row in gold_rows():
        yield {key: row[key] for key in ("id", "outlet", "title", "text") if row.get(key)}


def prediction(read: Row) -> Row:
    """What the scorer takes, from one object of `stemmata read --json`."""
    return {
        "id": read["path"].rpartition("#")[2],
        "attributions": [
            {key: row[key] for key in ("voice", "source", "cue", "content")}
            for row in read["attributions"]
        ],
        "unread": read["unread"],
    }


def _as_read(gold: Row) -> Row:
    reading = reading_of(gold["id"], gold["text"], outlet=gold.get("outlet"))
    rows = [
        {"voice": a.voice, "source": a.source, "cue": a.cue, "content": a.content}
        for a in reading.attributions
    ]
    return {"id": gold["id"], "attributions": rows, "unread": _left(reading.unread)}


def _left(unread: Iterable[Unread]) -> list[Row]:
    return [{"start": u.span.start, "end": u.span.end, "reason": u.reason} for u in unread]


def oracle(gold: Row) -> Row:
    """What the partition makes of an article whose sources were all found, and no others."""
    sources = [span for sentence in gold["sentences"] for span in _attributed(gold, sentence)]
    article = Article(f"art:{gold['id']}", "cap:gold", gold["text"], gold.get("outlet"))
    drafts = [Draft((), (), (span,), 1.0) for span in sources]
    fixtures = furniture(article, sentences(article.text))
    parted = partition(article, drafts, lambda _: None, fixtures)
    attributions: list[Row] = [{"voice": "source", "content": [span]} for span in sources]
    attributions += [{"voice": "outlet", "content": content} for content, _ in parted.outlet]
    return {"id": gold["id"], "attributions": attributions, "unread": _left(parted.unread)}


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
        command = [sys.executable, str(corpus_folder("voice") / "score.py"), str(path)]
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
    try:
        if options.articles:
            print("\n".join(map(json.dumps, article_rows())))
        elif options.oracle:
            print(report(map(oracle, gold_rows())), end="")
        else:
            with options.read as read:
                print(report(prediction(json.loads(row)) for row in read if row.strip()), end="")
    except MissingCorpusError as error:
        print(f"skipped, {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
