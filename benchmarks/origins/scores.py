"""Predicted claims, in the form of `stemmata claims --json`, beside the true ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.origins.levels import LEVELS
from benchmarks.origins.record import Claim, Occurrence

__all__ = ["Scores", "as_predictions", "input_id", "overlap", "score"]

Prediction = dict[str, Any]
Spot = tuple[str, int, int]

LEAST_OVERLAP = (
    0.3  # as in the scorer of real claims: less in common, and two passages are not the same
)


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares in [0, 1]; those of nothing are 0.

    The claims counted are those with two or more supporting occurrences; one that is not found is
    wrong. `one` and `many` are `origins_exact` on claims with one origin and with more, `macro` their mean;
    `by_level` has it by how far the words drift apart. `circles_by_network` is the recall of circles that
    only a table of networks shows, `circles_by_name` that of the others.
    """

    occurrences_found: float
    claims_found: float
    origins_exact: float
    one: float
    many: float
    direction: float
    copies_precision: float
    circles_recall: float
    circles_precision: float
    contradictions_f1: float
    by_level: Mapping[str, float]
    circles_by_name: float
    circles_by_network: float

    @property
    def macro(self) -> float:
        """The mean of the accuracy on one-origin and on many-origin claims."""
        return (self.one + self.many) / 2


def as_predictions(claims: Iterable[Claim]) -> list[Prediction]:
    """The truth in the form of predictions."""
    return [
        {
            "id": c.id,
            "text": c.text,
            "occurrences": [
                {
                    "article": o.article,
                    "start": o.start,
                    "end": o.end,
                    "stance": o.stance,
                    "outlet": o.outlet,
                    "published": o.published,
                    "origin": o.origin,
                    "copied_from": o.copied_from,
                }
                for o in c.occurrences
            ],
            "n_origins": c.n_origins,
            "origins": sorted({o.origin for o in c.occurrences if o.origin}),
            "contradicts": list(c.contradicts),
            "circular": c.circular,
        }
        for c in claims
    ]


def score(claims: Sequence[Claim], predictions: Sequence[Prediction]) -> Scores:
    """How far the predictions are right.

    Each true claim is paired with at most one predicted claim, those with most overlap first.
    """
    there = _by_article(predictions)
    paired = _paired(claims, there)
    predicted = {p["id"]: p for p in predictions}
    found = {c.id: predicted[paired[c.id]] for c in claims if c.id in paired}
    counted = [c for c in claims if len(c.supporting) > 1]
    exact = {c.id: c.id in found and found[c.id]["n_origins"] == c.n_origins for c in counted}
    circular = {c.id for c in claims if c.circular}
    said = {c for c, p in found.items() if p["circular"]}
    occurrences = [o for c in claims for o in c.occurrences]
    copied, wrong = _directions(claims, there, paired)
    return Scores(
        occurrences_found=_share(bool(_hits(o, there)) for o in occurrences),
        claims_found=_share(c.id in found for c in counted),
        origins_exact=_share(exact.values()),
        one=_share(exact[c.id] for c in counted if c.n_origins == 1),
        many=_share(exact[c.id] for c in counted if c.n_origins > 1),
        direction=_share(copied),
        copies_precision=_share(wrong),
        circles_recall=_share(c in said for c in circular),
        circles_precision=_share(c in circular for c in said),
        contradictions_f1=_contradictions(claims, found, paired),
        by_level={
            level: _share(exact[c.id] for c in counted if c.level == level) for level in LEVELS
        },
        circles_by_name=_share(c.id in said for c in claims if c.circular and not c.by_network),
        circles_by_network=_share(c.id in said for c in claims if c.by_network),
    )


def _share(marks: Iterable[bool]) -> float:
    marks = list(marks)
    return sum(marks) / len(marks) if marks else 0.0


def _by_article(predictions: Sequence[Prediction]) -> dict[str, list[tuple[str, Prediction]]]:
    there: dict[str, list[tuple[str, Prediction]]] = defaultdict(list)
    for claim in predictions:
        for occurrence in claim["occurrences"]:
            there[input_id(occurrence["article"])].append((claim["id"], occurrence))
    return there


def input_id(name: str) -> str:
    """The input's id out of an article's name: rows of a file are called `file.jsonl#id`."""
    return name.rpartition("#")[2]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The passages' intersection over their union; 0 where they are not the same passage."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0.0
    union = max(a[1], b[1]) - min(a[0], b[0])
    inside = shared == min(a[1] - a[0], b[1] - b[0])
    ratio = shared / union
    return max(ratio, LEAST_OVERLAP) if inside or ratio >= LEAST_OVERLAP else 0.0


def _hits(
    occurrence: Occurrence, there: dict[str, list[tuple[str, Prediction]]]
) -> list[tuple[float, str, Prediction]]:
    """Predicted occurrences at that passage or where the article repeats it, with their overlap."""
    spans = [(occurrence.start, occurrence.end), *occurrence.repeats]
    hits = []
    for claim, other in there.get(occurrence.article, ()):
        shared = max(overlap(span, (other["start"], other["end"])) for span in spans)
        if shared:
            hits.append((shared, claim, other))
    return hits


def _paired(
    claims: Sequence[Claim], there: dict[str, list[tuple[str, Prediction]]]
) -> dict[str, str]:
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for claim in claims:
        for occurrence in claim.occurrences:
            best: dict[str, float] = {}
            for shared, other, _ in _hits(occurrence, there):
                best[other] = max(shared, best.get(other, 0.0))
            for other, shared in best.items():
                weights[claim.id, other] += shared
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for (mine, other), _ in sorted(weights.items(), key=lambda w: (-w[1], w[0])):
        if mine not in paired and other not in taken:
            paired[mine] = other
            taken.add(other)
    return paired


def _directions(
    claims: Sequence[Claim],
    there: dict[str, list[tuple[str, Prediction]]],
    paired: dict[str, str],
) -> tuple[list[bool], list[bool]]:
    """For each copy whose direction can be seen: is it found? For each copy said to be one: is it?"""
    right, said_right = [], []
    for claim in claims:
        for occurrence in claim.occurrences:
            hits = _hits(occurrence, there)
            own = [h for h in hits if h[1] == paired.get(claim.id)]
            best = max(own or hits, key=lambda h: h[0], default=None)
            said = best[2].get("copied_from") if best else None
            ok = said is not None and input_id(said) in occurrence.ancestors
            if occurrence.direction is not None:
                right.append(ok)
            if said is not None and (occurrence.direction is not None or not occurrence.ancestors):
                said_right.append(ok)
    return right, said_right


def _contradictions(
    claims: Sequence[Claim], found: dict[str, Prediction], paired: dict[str, str]
) -> float:
    true = {frozenset((c.id, other)) for c in claims for other in c.contradicts}
    back = {other: mine for mine, other in paired.items()}
    said = {
        frozenset((mine, back[other]))
        for mine, p in found.items()
        for other in p["contradicts"]
        if other in back
    }
    return 2 * len(true & said) / (len(true) + len(said)) if true or said else 0.0
