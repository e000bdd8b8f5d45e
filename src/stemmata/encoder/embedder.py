"""Sentences to vectors: all-MiniLM-L6-v2, taught what says the same (`training/alike.py`), in int8.

Each text goes through the graph alone: int8 scales are taken from what a run holds, so texts that
share one would change each other's vectors.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemmata.encoder.pieces import CLS, SEP, without_surrogates
from stemmata.encoder.session import open_session
from stemmata.encoder.weights import Weights
from stemmata.ids import digest_of

__all__ = ["DIMENSIONS", "Embedder"]

DIMENSIONS = 384

LONGEST = 254
"""Pieces of a text that are read, as the model was published for; a claim has about 30."""


class Embedder:
    """A loaded sentence embedder. Thread-safe. `digest` names what its vectors come from."""

    def __init__(self, weights: Weights, *, threads: int = 1) -> None:
        """Load the graph.

        Args:
            weights: Checked weights.
            threads: Texts embedded at the same time.

        Raises:
            WeightsError: The weights hold no embedder, or a damaged one.
        """
        graph = weights.embedder()
        self.digest = digest_of(graph)
        self._threads = threads
        self._tokenizer = Tokenizer.from_str(weights.tokenizer)
        self._session = open_session(graph, threads=1)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, shape (texts, DIMENSIONS); a text's depends on it alone.

        Of a text longer than LONGEST pieces the rest is left out.
        """
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            for row, vector in zip(vectors, pool.map(self._one, texts), strict=True):
                row[:] = vector
        return vectors

    def _one(self, text: str) -> NDArray[np.float32]:
        found = self._tokenizer.encode(without_surrogates(text), add_special_tokens=False).ids
        ids = np.array([[CLS, *found[:LONGEST], SEP]])
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0]
        return vector
