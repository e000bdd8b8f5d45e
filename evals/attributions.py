"""Attributions on PolNeAR dev, by acceptance's own scorer: as printed, and with punctuation lost."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.measure import Score, corpus_folder, reading_of
from training.corpora import Example, Roles, corpus
from training.damage import without_punctuation

__all__ = ["measure"]

ASKED = {"whole": 0.75, "source": 0.81, "cue": 0.73, "content": 0.68, "content characters": None}
PEOPLE = {
    "whole": 0.759,
    "source": 0.782,
    "cue": 0.712,
    "content": 0.685,
    "content characters": 0.914,
}


def measure() -> Iterator[Score]:
    """F1 of whole attributions and of exact spans, and what lost punctuation costs."""
    scorer = corpus_folder("polnear") / "score.py"
    examples = corpus("polnear", "dev")
    printed = _scores(scorer, examples)
    for what, asked in ASKED.items():
        yield Score(f"PolNeAR dev, {what} F1", printed[what], asked, PEOPLE[what])
    damaged = _scores(scorer, [without_punctuation(e) for e in examples])
    yield Score("PolNeAR dev without punctuation, whole F1", damaged["whole"])
    lost = max(printed[what] - damaged[what] for what in ("whole", "source", "cue", "content"))
    yield Score("PolNeAR dev, most lost without punctuation", lost, 0.06, lower_is_better=True)


def _scores(scorer: Path, examples: list[Example]) -> dict[str, float]:
    """The scorer's figures for our readings of the examples' texts.

    The scorer reads its gold beside itself, so it is copied beside the gold that is meant.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(scorer, folder)
        for part in ("text", "attributions"):
            (folder / "dev" / part).mkdir(parents=True)
        with (folder / "pred.jsonl").open("w", encoding="utf-8") as predictions:
            for example in examples:
                stem = example.name.removesuffix(".txt")
                (folder / "dev" / "text" / example.name).write_text(
                    example.text, "utf-8", newline=""
                )
                gold = _brat(example.attributions or [])
                (folder / "dev" / "attributions" / f"{stem}_gold.ann").write_text(gold, "utf-8")
                predictions.write(json.dumps(_predicted(example)) + "\n")
        command = [sys.executable, str(folder / scorer.name), str(folder / "pred.jsonl")]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        scores: dict[str, float] = json.loads(output)
        return scores


def _predicted(example: Example) -> dict[str, object]:
    reading = reading_of(example.name, example.text)
    rows = [
        {"source": a.source, "cue": a.cue, "content": a.content}
        for a in reading.attributions
        if a.voice == "source" and a.within is None
    ]
    return {"id": example.name, "attributions": rows}


def _brat(attributions: list[Roles]) -> str:
    lines, spans = [], 0
    for number, roles in enumerate(attributions, start=1):
        parts = []
        for role, pieces in roles.items():
            if pieces:
                spans += 1
                places = ";".join(f"{s} {e}" for s, e in pieces)
                lines.append(f"T{spans}\t{role.title()} {places}\t-")
                parts.append(f"{role.title()}:T{spans}")
        lines.append(f"E{number}\t{' '.join(parts)}")
    return "".join(f"{line}\n" for line in lines)
