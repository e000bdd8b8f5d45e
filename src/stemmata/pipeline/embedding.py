"""Vectors of what articles state: made when an article is read, and at linking where one is missing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stemmata.encoder.embedder import DIMENSIONS
from stemmata.ledger import Ledger, key_of
from stemmata.link.claims import texts
from stemmata.model import Reading

__all__ = ["CaseVectors", "Embedded", "TextEmbedder", "embedded"]

AT_ONCE = 512
"""Texts asked for at a time, and embedded between two commits: seconds that a killed run loses."""


class TextEmbedder(Protocol):
    """What makes vectors; `digest` names what they come from."""

    digest: str

    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """One vector of length 1 a text, shape (texts, DIMENSIONS); a text's depends on it alone."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of what a reading states by their key, and how long they took."""

    vectors: dict[bytes, NDArray[np.float32]] = field(default_factory=dict)
    took_s: float = 0.0


def embedded(reading: Reading, embedder: TextEmbedder) -> Embedded:
    """Make the vectors that linking will ask for."""
    began = time.perf_counter()
    stated = texts(reading)
    keys = (key_of(text, embedder.digest) for text in stated)
    vectors = dict(zip(keys, embedder.embed(stated), strict=True)) if stated else {}
    return Embedded(vectors, time.perf_counter() - began)


class CaseVectors:
    """The vectors that a case holds, and those that are missing, made and kept when they are asked for.

    Vectors that the log does not vouch for are taken away first, and then missing.
    """

    def __init__(self, ledger: Ledger, embedder: TextEmbedder, *, now: Callable[[], str]) -> None:
        self._ledger, self._embedder, self._now = ledger, embedder, now
        with ledger.transaction():
            ledger.drop_changed_embeddings()
        self.missing = 0
        self.took_s = 0.0

    def embed(self, asked: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, shape (texts, DIMENSIONS)."""
        vectors = np.empty((len(asked), DIMENSIONS), np.float32)
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            keys = [key_of(text, self._embedder.digest) for text in some]
            kept = self._ledger.embeddings(keys)
            missing = {k: text for k, text in zip(keys, some, strict=True) if k not in kept}
            if missing:
                self._make(missing)
                kept |= self._ledger.embeddings(list(missing))
            vectors[start : start + len(some)] = [kept[key] for key in keys]
        return vectors

    def _make(self, missing: dict[bytes, str]) -> None:
        began = time.perf_counter()
        made = self._embedder.embed(list(missing.values()))
        with self._ledger.transaction():
            kept = dict(zip(missing, made, strict=True))
            self._ledger.keep_embeddings(kept, at_utc=self._now())
        self.missing += len(missing)
        self.took_s += time.perf_counter() - began
