"""Origins where the occurrences are given: the count, the names, the circles, who copied whom.

Takes the occurrences of the gold set as found and clustered, so that only this stage is measured.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib import util
from types import ModuleType
from typing import Any

from evals.measure import Score, corpus_folder, reading_of
from stemmata.ids import id_of
from stemmata.link.copies import find_copies
from stemmata.link.networks import known_names
from stemmata.link.origins import Traced, Tracer
from stemmata.model import Occurrence, Passage, Reading, Span

__all__ = ["score", "traced_claims"]


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
        tracer = Tracer(by_id.get, copies, known_names())
        for claim in group["claims"]:
            given = [_occurrence(o, readings[o["unit_id"]]) for o in claim["occurrences"]]
            yield claim, tracer.trace(given), readings


@cache
def _cached_reading(key: str, text: str, outlet: str | None, published: str | None) -> Reading:
    from dataclasses import replace

    reading = reading_of(key, text, outlet=outlet)
    return replace(reading, article=replace(reading.article, published=published))


def _reading(record: dict[str, Any]) -> Reading:
    return _cached_reading(record["id"], record["text"], record["outlet"], record["published"])


def _occurrence(gold: dict[str, Any], reading: Reading) -> Occurrence:
    """A gold occurrence as one of ours, inside the attribution that covers most of it."""
    span = Span(gold["start"], gold["end"])
    attribution = _attribution(reading, span, sourced=gold["stance"] != "asserts")
    return Occurrence(
        id=id_of("occ", gold["unit_id"], span, gold["source_start"] or -1),
        passage=Passage(reading.article.id, span),
        attribution=attribution,
        stance=gold["stance"],
    )


def _attribution(reading: Reading, span: Span, *, sourced: bool) -> str:
    def fit(a: Any) -> tuple[float, int]:
        shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in a.content)
        return shared / (span.end - span.start), -sum(s.end - s.start for s in a.content)

    outermost = [a for a in reading.attributions if a.within is None]
    return str(max(outermost, key=fit).id)


def score() -> list[Score]:
    """Measure counts, names, circles and copies, the occurrences given."""
    norm, one, many = _scorer().norm, [], []
    hits = wrong = missed = 0
    circles, copied = [], []
    for claim, traced, readings in traced_claims():
        supporting = [o for o in claim["occurrences"] if o["stance"] != "denies"]
        found = {norm(o.name) for o in traced.origins}
        wanted = {norm(name) for name in claim["independent_origins"]}
        hits, wrong = hits + len(found & wanted), wrong + len(found - wanted)
        missed += len(wanted - found)
        circles.append(traced.circular == claim["circular"])
        if len(supporting) >= 2:
            right = len(traced.origins) == claim["n_origins"]
            (one if claim["n_origins"] == 1 else many).append(right)
        for gold in claim["occurrences"]:
            if gold["copied_from"] in readings:
                own = id_of("occ", gold["unit_id"], Span(gold["start"], gold["end"]), gold["source_start"] or -1)
                mine = next(o for o in traced.occurrences if o.id == own)
                copied.append(mine.copied_from == readings[gold["copied_from"]].article.id)
    rate = lambda found: sum(found) / max(1, len(found))  # noqa: E731
    return [
        Score("origins given, number right, macro", (rate(one) + rate(many)) / 2, asked=0.8),
        Score("origins given, number right, one origin", rate(one)),
        Score("origins given, number right, many origins", rate(many)),
        Score("origins given, names, loose F1", 2 * hits / (2 * hits + wrong + missed), asked=0.7),
        Score("origins given, circular right", rate(circles)),
        Score("origins given, copied from, right article", rate(copied)),
    ]


if __name__ == "__main__":
    for line in score():
        sys.stdout.write(f"{line.what:48} {line.value:.3f}\n")
