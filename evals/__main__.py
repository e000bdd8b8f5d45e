"""Every measured number, against its floor: python -m evals [NAME …] [--lower] [--publish].

A floor in `floors.json` is the score that may not be undercut. `--lower` writes today's scores as the
new floors, so that lowering one shows in review; `--publish` writes those that the report shows into
the weights' package. Exit status 1 where a floor is undercut.
"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from evals.measure import MissingCorpusError, Score
from stemmata.encoder.weights import ACCURACY, find_weights

EVALUATIONS = (
    "attributions",
    "mentions",
    "voice",
    "sourcing",
    "gum_sources",
    "cues",
    "nested",
    "articles",
    "pages",
    "offsets",
    "copies",
    "origins",
    "origins_given",
    "example_claims",
)
FLOORS = Path(__file__).with_name("floors.json")
SHOWN = {
    "PolNeAR dev, whole F1": ("who is reported to hold what, F1", "US political news"),
    "PolNeAR dev, source F1": ("exact words of the source, F1", "US political news"),
    "PolNeAR dev, cue F1": ("exact words of the cue, F1", "US political news"),
    "PolNeAR dev, content F1": ("exact words of the content, F1", "US political news"),
    "voice, outlet claims F1": ("claims in the outlet’s own voice, F1", "22 partisan articles"),
    "sourced statements: f1": ("sourced statements found, F1", "12 local news stories"),
    "sourced statements: type_acc": ("kind of source right", "12 local news stories"),
    "sourced statements: name_acc": ("name of the source right", "12 local news stories"),
}
"""Scores that the report shows: in plain words, and on what data."""

SLACK = 0.005
"""Scores may move this much without anyone having made them worse: threads, libraries."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*EVALUATIONS, []], default=[])
    parser.add_argument("--lower", action="store_true", help="write today's scores as floors")
    parser.add_argument("--publish", action="store_true", help="write what the report shows")
    options = parser.parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    scores: list[Score] = []
    skipped = 0
    print(f"{'':62}{'score':>8}{'asked':>8}{'people':>8}{'floor':>8}")
    for name in options.names or EVALUATIONS:
        try:
            for score in import_module(f"evals.{name}").measure():
                scores.append(score)
                print(_row(score, floors.get(score.what)), flush=True)
        except MissingCorpusError as error:
            skipped += 1
            print(f"{name}: skipped, {error}")
    if options.lower:
        floors |= {s.what: round(s.value, 4) for s in scores}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if options.publish:
        rows = [
            (*SHOWN[s.what][:1], round(s.value, 3), s.people, SHOWN[s.what][1])
            for s in scores
            if s.what in SHOWN
        ]
        (find_weights().folder / ACCURACY).write_text(
            json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    below = [s for s in scores if _undercut(s, floors.get(s.what))]
    for score in below:
        print(f"BELOW ITS FLOOR: {score.what}: {score.value:.4f}, floor {floors[score.what]}")
    print(f"{len(scores)} scores, {len(below)} below their floor, {skipped} evaluations skipped")
    return 1 if below else 0


def _undercut(score: Score, floor: float | None) -> bool:
    if floor is None:
        return False
    if score.lower_is_better:
        return score.value > floor + SLACK
    return score.value < floor - SLACK


def _row(score: Score, floor: float | None) -> str:
    numbers = (score.value, score.asked, score.people, floor)
    return f"{score.what:62}" + "".join(f"{'-' if n is None else f'{n:.3f}':>8}" for n in numbers)


if __name__ == "__main__":
    sys.exit(main())
