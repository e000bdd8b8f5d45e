"""How well the embedder tells statements of one event apart, and what int8 costs it.

    python -m training.compare_embedder training/runs/NAME/last.pt

Measured on the events of `wordings/` that nothing was learnt from: how often two wordings of one fact are
nearer to each other than two wordings of different facts of that event.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.encoder.session import open_session
from training.alike import Event, events, pieces_of
from training.export_embedder import build, published, taught
from training.graph import Array
from training.start import tokenizer


def nearer(some: Sequence[Event], vectors: Mapping[str, NDArray[np.float32]]) -> float:
    """How often two wordings of one fact are nearer than two of different facts: the mean over events."""
    shares = []
    for event in some:
        texts = [(n, text) for n, fact in enumerate(event["facts"]) for text in fact["same"]]
        one: list[float] = []
        other: list[float] = []
        for (m, text), (n, again) in combinations(texts, 2):
            (one if m == n else other).append(float(vectors[text] @ vectors[again]))
        shares.append(np.greater.outer(one, other).mean())
    return float(np.mean(shares))


def embedded(
    texts: Sequence[str], weights: dict[str, Array], *, quantized: bool
) -> dict[str, NDArray[np.float32]]:
    """The vector that the graph of these weights makes of each text by itself."""
    session = open_session(build(weights, quantized=quantized).SerializeToString(), threads=2)
    cut = tokenizer()
    return {
        text: session.run(None, {"ids": np.array([pieces_of(text, cut)])})[0][0] for text in texts
    }


def main() -> None:
    held_out = events(held_out=True)
    texts = [text for event in held_out for fact in event["facts"] for text in fact["same"]]
    weights = taught(Path(sys.argv[1]))
    vectors = {
        "published, int8": embedded(texts, published(), quantized=True),
        "taught, float32": embedded(texts, weights, quantized=False),
        "taught, int8": embedded(texts, weights, quantized=True),
    }
    for name, found in vectors.items():
        print(f"{name}: {nearer(held_out, found):.4f}")
    exact, rounded = vectors["taught, float32"], vectors["taught, int8"]
    cosines = np.array([exact[text] @ rounded[text] for text in texts])
    print(
        f"int8 against float32: cosine {cosines.mean():.4f} on average, {cosines.min():.4f} at worst"
    )


if __name__ == "__main__":
    main()
