"""Fit the scores of attributions: how likely is it that a person marked them too?

    python -m training.calibrate

Prints what belongs into `extract/decode.py` (WEIGHTS, BIAS), fitted on all of PolNeAR dev, and how
well it holds on articles left out: per tenth of the score, the share that was right.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.measure import encoder
from stemmata.extract.decode import Evidence, candidates
from stemmata.extract.tidy import tidy
from stemmata.pipeline import token_scores
from training.corpora import Example, corpus

FOLDS = 6
RIDGE = 0.5
STEPS = 50


def main() -> None:
    articles = [judged(example) for example in corpus("polnear", "dev")]
    tenths = defaultdict(list)
    for fold in range(FOLDS):
        rest = [row for k, rows in enumerate(articles) if k % FOLDS != fold for row in rows]
        weights = fitted(rest)
        for rows in articles[fold::FOLDS]:
            for evidence, right in rows:
                tenths[int(10 * probability(weights, evidence))].append(right)
    *weights, bias = fitted([row for rows in articles for row in rows])
    print("WEIGHTS, BIAS =", tuple(round(w, 2) for w in weights), round(bias, 2))
    for tenth, rights in sorted(tenths.items()):
        print(f"score {tenth / 10:.1f}: {np.mean(rights):.2f} right of {len(rights)}, left out")


def judged(example: Example) -> list[tuple[Evidence, bool]]:
    """The evidence of each attribution read in an article, and whether it is a whole one of the gold's."""
    left = [(_places(a["content"]), _places(a["source"])) for a in example.attributions or ()]
    rows = []
    for found, evidence in candidates(token_scores(encoder().read(example.text))):
        if draft := tidy(example.text, found):
            content, source = _places(draft.content), _places(draft.source)
            match = next(
                (
                    gold
                    for gold in left
                    if gold[0]
                    and len(content & gold[0]) / len(content | gold[0]) >= 0.5
                    and (bool(source & gold[1]) or not (source or gold[1]))
                ),
                None,
            )
            if match:
                left.remove(match)
            rows.append((evidence, match is not None))
    return rows


def _places(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end))


def fitted(rows: list[tuple[Evidence, bool]]) -> list[float]:
    """Weights and bias of a ridge logistic regression, by Newton's method."""
    x = np.array([[*evidence, 1.0] for evidence, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, x.T @ (p - y) + RIDGE * weights)
    return [float(w) for w in weights]


def probability(weights: list[float], evidence: Evidence) -> float:
    """What the weights make of the evidence."""
    values: NDArray[np.float64] = np.array([*evidence, 1.0])
    return float(1 / (1 + np.exp(-values @ np.array(weights))))


if __name__ == "__main__":
    main()
