"""How well the embedder tells statements of one event apart, and what int8 costs it.

    python -m training.compare_embedder training/runs/NAME/last.pt

Measured on the events of `wordings/` that nothing was learnt from: how often two wordings of one fact are
nearer to each other than two wordings of different facts of that event.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.encoder.pieces import CLS, SEP
from stemmata.encoder.session import open_session
from training.alike import Event, events
from training.export_embedder import build, published, taught
from training.graph import Array
from training.start import tokenizer

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def nearer(some: Sequence[Event], embed: Embed) -> float:
    """How often two wordings of one fact are nearer than two of different facts: the mean over events."""
    shares = []
    for event in some:
        texts = [(n, text) for n, fact in enumerate(event["facts"]) for text in fact["same"]]
        vectors = embed([text for _, text in texts])
        one: list[float] = []
        other: list[float] = []
        for (i, (m, _)), (j, (n, _)) in combinations(enumerate(texts), 2):
            (one if m == n else other).append(float(vectors[i] @ vectors[j]))
        shares.append(np.greater.outer(one, other).mean())
    return float(np.mean(shares))


def embedder(weights: dict[str, Array], *, quantized: bool) -> Embed:
    """Runs the graph of these weights, each text by itself."""
    session = open_session(build(weights, quantized=quantized).SerializeToString(), threads=2)
    cut = tokenizer()

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        rows = ([CLS, *cut.encode(text, add_special_tokens=False).ids, SEP] for text in texts)
        return np.concatenate([session.run(None, {"ids": np.array([row])})[0] for row in rows])

    return embed


def main() -> None:
    held_out = events(held_out=True)
    weights = taught(Path(sys.argv[1]))
    for name, of, quantized in (
        ("published, int8", published(), True),
        ("taught, float32", weights, False),
        ("taught, int8", weights, True),
    ):
        print(f"{name}: {nearer(held_out, embedder(of, quantized=quantized)):.4f}", flush=True)
    texts = [text for event in held_out for fact in event["facts"] for text in fact["same"]]
    exact, rounded = (embedder(weights, quantized=q)(texts) for q in (False, True))
    cosines = (exact * rounded).sum(axis=1)
    print(
        f"int8 against float32: cosine {cosines.mean():.4f} on average, {cosines.min():.4f} at worst"
    )


if __name__ == "__main__":
    main()
