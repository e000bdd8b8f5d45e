"""How often manner, attitude and polarity are right, on sentences of our own.

    python -m evals.cues            # accuracy and every error

`cues.txt` beside this file is the gold: labels, then a sentence with its spans marked.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals.measure import Score
from stemmata.extract.cues import attitude, manner, polarity
from stemmata.extract.draft import Draft
from stemmata.model import Span

GOLD = Path(__file__).with_suffix(".txt")

_MARK = re.compile(r"\(\(|\)\)|\[\[|\]\]|\{\{|\}\}")
_ROLES = {"((": "source", "[[": "cue", "{{": "content"}


class Judged(NamedTuple):
    """One gold sentence with what is right and what was found, in the order of `LABELS`."""

    sentence: str
    right: tuple[str, ...]
    found: tuple[str, ...]


LABELS = ("attitude", "polarity", "manner")


def marked(sentence: str) -> tuple[str, Draft]:
    """The plain sentence and the draft that its marks make."""
    roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    text, last, opened = "", 0, ("", 0)
    for found in _MARK.finditer(sentence):
        text += sentence[last : found.start()]
        last = found.end()
        if found.group() in _ROLES:
            opened = (_ROLES[found.group()], len(text))
        else:
            roles[opened[0]].append(Span(opened[1], len(text)))
    text += sentence[last:]
    return text, Draft(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]), 1.0)


def judged() -> Iterator[Judged]:
    """Every gold sentence, judged."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        labels, bar, sentence = line.partition(" | ")
        if bar and not line.startswith("#"):
            text, draft = marked(sentence)
            found = (attitude(text, draft), polarity(text, draft), manner(text, draft))
            yield Judged(sentence, tuple(labels.split()), found)


def accuracies() -> dict[str, float]:
    """Share of right labels, per label."""
    rows = list(judged())
    return {
        label: sum(row.right[i] == row.found[i] for row in rows) / len(rows)
        for i, label in enumerate(LABELS)
    }


def measure() -> Iterator[Score]:
    """The shares, as scores."""
    for label, share in accuracies().items():
        yield Score(f"own sentences: {label}", share)


def main() -> int:
    for row in judged():
        if row.right != row.found:
            print(f"{row.sentence}\n    right {row.right}\n    found {row.found}")
    print("  ".join(f"{label} {share:.3f}" for label, share in accuracies().items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
