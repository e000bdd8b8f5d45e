"""Origins where the occurrences are given: the count, the names, the circles, who copied whom.

Takes the occurrences of the gold set as found and clustered, so that only this stage is measured.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import util
from statistics import mean
from types import ModuleType
from typing import Any

from evals.measure import Score, corpus_folder, reading_of
from stemmata.ids import id_of
from stemmata.link.copies import find_copies
from stemmata.link.crossing import Crossings
from stemmata.link.networks import known_names
from stemmata.link.origins import Traced, Tracer
from stemmata.model import Attribution, Occurrence, Passage, Reading, Span

__all__ = ["measure", "traced_claims"]


@cache
def _scorer() -> ModuleType:
    """The scorer that comes with the gold set."""
    spec = util.spec_from_file_location("origins_scorer", corpus_folder("origins") / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError("origins/score.py cannot be loaded")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _articles() -> dict[str, dict[str, Any]]:
    lines = (corpus_folder("corpora") / "syria-war.jsonl").read_text("utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def traced_claims() -> Iterator[tuple[dict[str, Any], Traced, dict[str, Reading]]]:
    """Each claim of the gold set with what is traced for it, and the group's readings."""
    articles = _articles()
    for group in _scorer().load_gold():
        readings = {unit: _reading(articles[unit]) for unit in group["articles"]}
        by_id = {r.article.id: r for r in readings.values()}
        copies = find_copies([r.article for r in readings.values()])
        tracer = Tracer(by_id.get, Crossings(copies), known_names())
        for claim in group["claims"]:
            given = [_occurrence(o, readings[o["unit_id"]]) for o in claim["occurrences"]]
            yield claim, tracer.trace(given), readings


def _reading(record: dict[str, Any]) -> Reading:
    reading = reading_of(record["id"], record["text"], outlet=record["outlet"])
    return replace(reading, article=replace(reading.article, published=record["published"]))


def _occurrence_id(gold: dict[str, Any]) -> str:
    return id_of("occ", gold["unit_id"], gold["start"], gold["end"], gold["source_start"] or -1)


def _occurrence(gold: dict[str, Any], reading: Reading) -> Occurrence:
    """A gold occurrence as one of ours, inside the attribution that covers most of it."""
    span = Span(gold["start"], gold["end"])
    passage = Passage(reading.article.id, span)
    return Occurrence(_occurrence_id(gold), passage, _attribution(reading, span), gold["stance"])


def _attribution(reading: Reading, span: Span) -> str:
    """The outermost attribution that covers most of a span, empty where none touches it."""

    def fit(attribution: Attribution) -> tuple[int, int]:
        shared = (min(s.end, span.end) - max(s.start, span.start) for s in attribution.content)
        size = sum(s.end - s.start for s in attribution.content)
        return sum(max(0, n) for n in shared), -size

    best = max((a for a in reading.attributions if a.within is None), key=fit)
    return best.id if fit(best)[0] > 0 else ""


def measure() -> list[Score]:
    """Measure counts, names, circles and copies, the occurrences given."""
    norm = _scorer().norm
    one: list[bool] = []
    many: list[bool] = []
    circles: list[bool] = []
    copied: list[bool] = []
    hits = wrong = missed = 0
    for claim, traced, readings in traced_claims():
        found = {norm(origin.name) for origin in traced.origins}
        wanted = {norm(name) for name in claim["independent_origins"]}
        hits, wrong = hits + len(found & wanted), wrong + len(found - wanted)
        missed += len(wanted - found)
        circles.append(traced.circular == claim["circular"])
        if sum(o["stance"] != "denies" for o in claim["occurrences"]) >= 2:
            right = len(traced.origins) == claim["n_origins"]
            (one if claim["n_origins"] == 1 else many).append(right)
        sources = {o.id: o.copied_from for o in traced.occurrences}
        for gold in claim["occurrences"]:
            if gold["copied_from"] in readings:
                original = readings[gold["copied_from"]].article.id
                copied.append(sources[_occurrence_id(gold)] == original)
    return [
        Score("origins given: number right, macro", (mean(one) + mean(many)) / 2, asked=0.8),
        Score("origins given: number right where one", mean(one)),
        Score("origins given: number right where many", mean(many)),
        Score("origins given: names, loose F1", 2 * hits / (2 * hits + wrong + missed), asked=0.7),
        Score("origins given: circular right", mean(circles)),
        Score("origins given: copied from the right article", mean(copied)),
    ]


if __name__ == "__main__":
    for line in measure():
        sys.stdout.write(f"{line.what:48} {line.value:.3f}\n")
