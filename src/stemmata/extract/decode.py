"""Read attributions, mentions and sentence kinds off the encoder's scores. Pure arithmetic."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.extract.draft import Draft, KindScores, Named
from stemmata.model import EntityType, Span, Spans

__all__ = ["TokenScores", "attributions", "kind_of", "mentions"]

ROLES = ("source", "cue", "content")

WEIGHTS, BIAS = (1.85, 1.05, 3.44, 2.03, 0.95), -0.79
"""Logistic regression on PolNeAR dev, by training/calibrate.py; an attribution counts as right when it
is whole as acceptance scores it. In the order of Evidence."""

KEPT = 0.35
"""Lowest score of an attribution that is kept; best whole-attribution F1 on PolNeAR dev lies between
0.3 and 0.45."""

KEPT_UNSOURCED = 0.42
"""The same where nobody is named: a nominal form, or a word that was none. Whole-attribution F1 on PolNeAR
dev is flat from 0.35 to 0.5, exact content falls, and such rows below it tell a reader little."""

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
    found = [draft for draft, _ in candidates(scores)]
    return [d for d in found if d.score >= (KEPT if d.source else KEPT_UNSOURCED)]


def candidates(scores: TokenScores) -> list[tuple[Draft, Evidence]]:
    """Every attribution that can be read off the scores, likely or not, with the evidence for it."""
    columns = _best_columns(scores.roles, scores.role_labels)
    runs = _runs([scores.role_labels[column] for column in columns])
    points = _points(runs, scores)
    groups: dict[int, list[Run]] = {}
    for run, anchor in zip(runs, _anchored(runs, points), strict=True):
        groups.setdefault(anchor, []).append(run)
    sources = {run: at for run, at in zip(runs, points, strict=True) if run.label == "source"}
    likely = scores.roles[range(len(columns)), columns]
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
    columns = _best_columns(scores.mentions, scores.mention_labels)
    likely_labels = scores.mentions[range(len(columns)), columns]
    found: list[Named] = []
    for run in _runs([scores.mention_labels[column] for column in columns]):
        likely = float(np.exp(likely_labels[run.first : run.last].mean()))
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
    """The likeliest sequence of labels in which every run is well formed.

    Args:
        scores: Log-probabilities, shape (pieces, labels).
        labels: "O" and tags of one scheme: B-x and I-x, or B-x, I-x, E-x and S-x.
    """
    return [labels[column] for column in _best_columns(scores, labels)]


def _best_columns(scores: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """The column of each piece's label in the likeliest well-formed sequence.

    A piece that no run of several pieces holds has the likeliest of the labels that may stand alone;
    where the scheme has no S-x and E-x, these are B-x, and I-x ends a run.
    """
    if not len(scores):
        return []
    names = [label[2:] for label in labels if label[0] == "B"]
    begin, inside = ([labels.index(f"{tag}-{name}") for name in names] for tag in "BI")
    end = [i for i, label in enumerate(labels) if label[0] == "E"] or inside
    alone = [0, *([i for i, label in enumerate(labels) if label[0] == "S"] or begin)]
    steps = scores.astype(np.float64)
    lone = steps[:, alone]
    path: list[int] = np.array(alone)[lone.argmax(axis=1)].tolist()
    gains = (
        steps[:, columns] - lone.max(axis=1, keepdims=True) for columns in (begin, inside, end)
    )
    for first, last, k in _best_runs(*gains):
        path[first : last + 1] = [begin[k], *[inside[k]] * (last - first - 1), end[k]]
    return path


_Chosen = tuple["_Chosen | None", int, int, int]
"""The run chosen before, and a run's first piece, last piece and kind."""


def _best_runs(
    begins: NDArray[np.float64], goes_on: NDArray[np.float64], ends: NDArray[np.float64]
) -> Iterator[tuple[int, int, int]]:
    """The runs of two pieces or more that together gain most, last first (Viterbi, pruned).

    Args:
        begins, goes_on, ends: What a piece gains by beginning, continuing or ending a run of each kind
            instead of standing alone, shape (pieces, kinds).

    Yields:
        A run's first piece, its last, its kind.
    """
    so_far = np.cumsum(goes_on, axis=0)
    # The most that a run can still gain after each piece: few pieces may begin one that gains at all.
    hope = np.full_like(ends, -math.inf)
    hope[:-1] = np.maximum.accumulate((so_far - goes_on + ends)[:0:-1])[::-1] - so_far[:-1]
    at, kinds = np.nonzero(begins + hope > 0)
    starts: dict[int, list[tuple[int, float]]] = {}
    for i, k, gain in zip(at.tolist(), kinds.tolist(), begins[at, kinds].tolist(), strict=True):
        starts.setdefault(i, []).append((k, gain))
    steps = np.stack((goes_on, ends, hope), axis=1)
    closed, chosen = 0.0, None
    opened: dict[int, tuple[float, int, _Chosen | None]] = {}  # gain, first piece, chosen before
    for i in range(len(steps)):
        if not opened and i not in starts:
            continue
        on, end, after = steps[i].tolist()
        total, ended, going = closed, None, {}
        for k, (gain, first, before) in opened.items():
            if gain + end[k] > total:
                total, ended = gain + end[k], (before, first, i, k)
            if gain + on[k] + after[k] > total:
                going[k] = (gain + on[k], first, before)
        for k, gain in starts.get(i, ()):
            if k not in going or closed + gain >= going[k][0]:
                going[k] = (closed + gain, i, chosen)
        closed, chosen, opened = total, ended or chosen, going
    while chosen:
        chosen, first, last, kind = chosen
        yield first, last, kind


def _runs(labels: Sequence[str]) -> list[Run]:
    firsts: list[int] = []
    lasts: list[int] = []
    for i, label in enumerate(labels):
        if label[0] in "BS":
            firsts.append(i)
            lasts.append(i + 1)
        elif label != "O":
            lasts[-1] = i + 1
    return [Run(i, end, labels[i][2:]) for i, end in zip(firsts, lasts, strict=True)]


def _anchored(runs: Sequence[Run], points: Sequence[dict[int, float]]) -> list[int]:
    """For each run the first piece of the run that it hangs on: a cue, else a source, else itself."""
    begins = {run.first: run.label for run in runs}
    anchors = []
    for run, others in zip(runs, points, strict=True):
        cues = {at: s for at, s in others.items() if begins[at] == "cue"}
        choice = cues or others
        anchors.append(
            max(choice, key=lambda at: (choice[at], -abs(at - run.first))) if choice else run.first
        )
    number = {run.first: k for k, run in enumerate(runs)}
    return [_root(run, anchors, runs, number) for run in range(len(runs))]


def _root(run: int, anchors: Sequence[int], runs: Sequence[Run], number: Mapping[int, int]) -> int:
    """Follow anchors that themselves hang on another run, once; two that hang on each other stay."""
    at = anchors[run]
    target = number.get(at, run)
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
    """For each run the anchors that any of its pieces keeps, if a run begins there.

    Each with its mean log-probability over the pieces.
    """
    if not runs:
        return []
    begins = np.zeros(len(scores.starts) + 2, bool)  # the last two for anchors outside the text
    begins[[run.first for run in runs]] = True
    known = begins[scores.anchors]
    anchors = scores.anchors[known].tolist()
    above = (np.maximum(scores.anchor_scores[known].astype(np.float64), FAR) - FAR).tolist()
    upto = [0, *np.cumsum(known.sum(axis=1)).tolist()]
    found = []
    for run in runs:
        sums: dict[int, float] = {}
        for k in range(upto[run.first], upto[run.last]):
            sums[anchors[k]] = sums.get(anchors[k], 0.0) + above[k]
        found.append({at: value / (run.last - run.first) + FAR for at, value in sums.items()})
    return found


def _spans(runs: Sequence[Run], scores: TokenScores) -> Spans:
    return tuple(Span(int(scores.starts[r.first]), int(scores.ends[r.last - 1])) for r in runs)


def _mean(runs: Sequence[Run], likely: NDArray[np.float32]) -> float:
    """Mean log-probability of the labels of the runs' pieces; 0 where there are none."""
    pieces = [i for run in runs for i in range(run.first, run.last)]
    return float(np.add.reduce(likely[pieces]) / len(pieces)) if pieces else 0.0
