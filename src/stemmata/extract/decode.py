"""Read attributions, mentions and sentence kinds off the encoder's scores. Pure arithmetic."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.extract.draft import Draft, KindScores, Named
from stemmata.model import EntityType, Span, Spans

__all__ = ["TokenScores", "attributions", "kind_of", "mentions"]

ROLES = ("source", "cue", "content")

WEIGHTS, BIAS = (1.62, 1.11, 3.96, 1.75, 1.1), -0.56
"""Logistic regression on PolNeAR dev, by training/calibrate.py; an attribution counts as right when it
is whole as acceptance scores it. In the order of Evidence."""

KEPT = 0.35
"""Lowest score of an attribution that is kept; best whole-attribution F1 on PolNeAR dev lies between
0.3 and 0.45."""

FAR = -12.0
"""Log-probability of an anchor that is not among the likeliest kept."""

SHARED = -5.0
"""Mean log-probability from which a source also serves a cue that has none of its own.

Anything from -6 to -4 did within 0.3 points of the best whole-attribution F1 on PolNeAR dev; without
sharing it is 4 points lower, since one attribution in ten shares its source with another.
"""


@dataclass(frozen=True, slots=True)
class TokenScores:
    """The heads' scores of one text, with the labels that their columns stand for.

    `starts` and `ends` are the pieces' code points. `roles`, `mentions` and `kinds` are
    log-probabilities, shape (pieces, labels); `anchors` and `anchor_scores` the likeliest anchors of
    each piece (piece numbers) and their log-probabilities, shape (pieces, kept).
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    roles: NDArray[np.float32]
    role_labels: Sequence[str]
    mentions: NDArray[np.float32]
    mention_labels: Sequence[str]
    kinds: NDArray[np.float32]
    anchors: NDArray[np.int64]
    anchor_scores: NDArray[np.float32]


class Evidence(NamedTuple):
    """What speaks for an attribution: mean log-probabilities of its labels by role, and which it has."""

    source: float
    cue: float
    content: float
    has_source: float
    has_cue: float

    def probability(self) -> float:
        """The calibrated probability that a person would mark the attribution too."""
        logit = BIAS + sum(w * x for w, x in zip(WEIGHTS, self, strict=True))
        return 1 / (1 + math.exp(-logit))


class Run(NamedTuple):
    """A half-open range of pieces with one label."""

    first: int
    last: int
    label: str


def attributions(scores: TokenScores) -> list[Draft]:
    """The outermost attributions in sources' voices, ordered by their first code point.

    Runs of source, cue and content come from the best valid sequence of labels; a run joins the
    anchor that its pieces, taken together, point at. A source may serve several attributions ("she
    said … and added …"). A group without content makes no attribution, nor does one whose score,
    the calibrated probability that a person would mark it too, is below KEPT.

    Source:
        Roles: PARC 3.0, Pareti, LREC 2016. One label per token: PolNeAR 1.0, LREC 2018.
    """
    return [draft for draft, _ in candidates(scores) if draft.score >= KEPT]


def candidates(scores: TokenScores) -> list[tuple[Draft, Evidence]]:
    """Every attribution that can be read off the scores, likely or not, with the evidence for it."""
    labels = best_labels(scores.roles, scores.role_labels)
    runs = _runs(labels)
    points = _points(runs, scores)
    groups: dict[int, list[Run]] = {}
    for run, anchor in zip(runs, _anchored(runs, points), strict=True):
        groups.setdefault(anchor, []).append(run)
    sources = {run: at for run, at in zip(runs, points, strict=True) if run.label == "source"}
    columns = [scores.role_labels.index(label) for label in labels]
    likely = scores.roles[range(len(labels)), columns]
    found = []
    for anchor, own in groups.items():
        members = sorted([*own, *_shared_source(anchor, own, sources)])
        by_role = {role: [r for r in members if r.label == role] for role in ROLES}
        if by_role["content"]:
            evidence = Evidence(
                source=_mean(by_role["source"], likely),
                cue=_mean(by_role["cue"], likely),
                content=_mean(by_role["content"], likely),
                has_source=float(bool(by_role["source"])),
                has_cue=float(bool(by_role["cue"])),
            )
            source, cue, content = (_spans(by_role[role], scores) for role in ROLES)
            found.append((Draft(source, cue, content, evidence.probability()), evidence))
    return sorted(found, key=lambda f: min((*f[0].source, *f[0].cue, *f[0].content)))


def mentions(text: str, scores: TokenScores) -> list[Named]:
    """Mentions in text order, of whole words. They do not overlap."""
    labels = best_labels(scores.mentions, scores.mention_labels)
    found: list[Named] = []
    for run in _runs(labels):
        columns = [list(scores.mention_labels).index(labels[i]) for i in range(run.first, run.last)]
        likely = float(np.exp(scores.mentions[range(run.first, run.last), columns].mean()))
        kind: EntityType = run.label  # type: ignore[assignment]
        span = _whole_words(text, int(scores.starts[run.first]), int(scores.ends[run.last - 1]))
        if not found or found[-1].span.end <= span.start:
            found.append(Named(span, kind, min(likely, 1.0)))
    return found


def _whole_words(text: str, start: int, end: int) -> Span:
    """The range grown to the ends of the words that it cuts; runs of letters and digits are words."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def kind_of(scores: TokenScores) -> Callable[[Span], KindScores | None]:
    """A function that gives a sentence's probabilities over KINDS: the geometric mean of its pieces'."""

    def kinds(sentence: Span) -> KindScores | None:
        first = int(np.searchsorted(scores.starts, sentence.start))
        last = int(np.searchsorted(scores.starts, sentence.end))
        if first >= last:
            return None
        mean = scores.kinds[first:last].mean(axis=0)
        likely = np.exp(mean - mean.max())
        return tuple(float(p) for p in likely / likely.sum())

    return kinds


def best_labels(scores: NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    """The likeliest sequence of labels in which every run is well formed (Viterbi).

    Args:
        scores: Log-probabilities, shape (pieces, labels).
        labels: "O" and tags of one scheme: B-x and I-x, or B-x, I-x, E-x and S-x.
    """
    steps = scores.tolist()
    if not steps:
        return []
    closes = [i for i, label in enumerate(labels) if _may_close(label, labels)]
    opens = [i for i, label in enumerate(labels) if label[0] in "OBS"]
    goes_on = {
        i: [labels.index(f"{tag}-{label[2:]}") for tag in "BI"]
        for i, label in enumerate(labels)
        if label[0] in "IE"
    }
    best = [-math.inf] * len(labels)
    for i in opens:
        best[i] = steps[0][i]
    back: list[list[int]] = []
    for step in steps[1:]:
        closed = max(closes, key=best.__getitem__)
        top, came, new = best[closed], [closed] * len(labels), [0.0] * len(labels)
        for i in opens:
            new[i] = top + step[i]
        for i, (begin, inside) in goes_on.items():
            came[i] = begin if best[begin] >= best[inside] else inside
            new[i] = best[came[i]] + step[i]
        back.append(came)
        best = new
    at = max(closes, key=best.__getitem__)
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return [labels[i] for i in reversed(path)]


def _may_close(label: str, labels: Sequence[str]) -> bool:
    """Whether a run may end at a piece with this label: at E and S where the scheme has them."""
    return label[0] in "OES" or (label[0] in "BI" and f"E-{label[2:]}" not in labels)


def _runs(labels: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    for i, label in enumerate(labels):
        if label[0] in "BS":
            runs.append(Run(i, i + 1, label[2:]))
        elif label[0] in "IE":
            runs[-1] = Run(runs[-1].first, i + 1, label[2:])
    return runs


def _anchored(runs: Sequence[Run], points: Sequence[dict[int, float]]) -> list[int]:
    """For each run the first piece of the run that it hangs on: a cue, else a source, else itself."""
    begins = {run.first: run.label for run in runs}
    anchors = []
    for run, likely in zip(runs, points, strict=True):
        others = {at: s for at, s in likely.items() if at in begins}
        cues = {at: s for at, s in others.items() if begins[at] == "cue"}
        choice = cues or others
        anchors.append(
            max(choice, key=lambda at: (choice[at], -abs(at - run.first))) if choice else run.first
        )
    return [_root(run, anchors, runs) for run in range(len(runs))]


def _root(run: int, anchors: Sequence[int], runs: Sequence[Run]) -> int:
    """Follow anchors that themselves hang on another run, once; two that hang on each other stay."""
    at = anchors[run]
    target = next((k for k, r in enumerate(runs) if r.first == at), run)
    return anchors[target] if runs[target].label != "cue" and target != run else at


def _shared_source(
    anchor: int, members: Sequence[Run], sources: dict[Run, dict[int, float]]
) -> list[Run]:
    """The source of another group that likeliest serves this one too, where it has none."""
    if any(run.label == "source" for run in members):
        return []
    likely = {run: points.get(anchor, FAR) for run, points in sources.items()}
    best = max(likely, key=likely.__getitem__, default=None)
    return [best] if best is not None and likely[best] > SHARED else []


def _points(runs: Sequence[Run], scores: TokenScores) -> list[dict[int, float]]:
    """For each run the mean log-probability over its pieces of each anchor that any of them keeps."""
    anchors = scores.anchors.tolist()
    above = (np.maximum(scores.anchor_scores.astype(np.float64), FAR) - FAR).tolist()
    found = []
    for run in runs:
        sums: dict[int, float] = {}
        for piece in range(run.first, run.last):
            for at, value in zip(anchors[piece], above[piece], strict=True):
                sums[at] = sums.get(at, 0.0) + value
        found.append({at: value / (run.last - run.first) + FAR for at, value in sums.items()})
    return found


def _spans(runs: Sequence[Run], scores: TokenScores) -> Spans:
    return tuple(Span(int(scores.starts[r.first]), int(scores.ends[r.last - 1])) for r in runs)


def _mean(runs: Sequence[Run], likely: NDArray[np.float32]) -> float:
    """Mean log-probability of the labels of the runs' pieces; 0 where there are none."""
    pieces = [i for run in runs for i in range(run.first, run.last)]
    return float(likely[pieces].mean()) if pieces else 0.0
