"""Vectors of texts as the database holds them: a scale and one signed byte a dimension.

A byte each is half of what float16 takes, and vectors are a third of a case. It moves the cosine of two
texts by 0.0004 on average and 0.003 at most (724 war articles, 200,000 pairs); 4 of their 8,477 claims come
out otherwise. What linking compares has always been through this form, so that it makes no difference
when a vector was made.
"""

import json

import numpy as np
from numpy.typing import NDArray

from stemmata.ids import digest_of

__all__ = ["key_of", "packed", "unpacked"]

MOST = 127


def key_of(text: str, embedder: str) -> bytes:
    """Under which a vector is stored: of which text, made by what."""
    return bytes.fromhex(digest_of(json.dumps([embedder, text]).encode()))


def packed(vector: NDArray[np.float32]) -> bytes:
    """The scale as float32, then a signed byte a dimension."""
    scale = np.float32(float(np.abs(vector).max()) / MOST or 1.0)
    steps: bytes = np.rint(vector / scale).astype(np.int8).tobytes()
    return bytes(scale.tobytes()) + steps


def unpacked(stored: bytes) -> NDArray[np.float32]:
    """The vector, of length 1 again; zeros stay zeros."""
    vector = np.frombuffer(stored, np.int8, offset=4).astype(np.float32)
    return vector / (np.linalg.norm(vector) or 1.0)
