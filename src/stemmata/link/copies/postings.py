"""Which texts have which runs of words: an inverted index made in parts, to bound memory."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.link.copies.shingles import Hashes, shingles

__all__ = ["Flags", "postings"]

Flags = NDArray[np.bool_]
PART = 4_000_000  # words whose runs are held at a time: some 100 MB


def postings(
    texts: Sequence[Hashes], size: int, *, skip: Sequence[Flags] | None = None
) -> Iterator[tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]]:
    """The runs of `size` words that at least two texts have, part by part.

    Args:
        texts: The words of each text.
        size: Words in a run.
        skip: For each text, words of which no run may consist wholly.

    Yields:
        The runs in order, where the texts of each start, and those texts, as indices in rising
        order: run `i` is in `owners[starts[i]:starts[i + 1]]`.
    """
    parts = 1 + sum(map(len, texts)) // PART
    for part in range(parts):
        found = [
            _of_part(text, size, part, parts, skip[i] if skip else None)
            for i, text in enumerate(texts)
        ]
        if not found:
            return
        hashes = np.concatenate(found)
        owners = np.repeat(np.arange(len(found)), [len(runs) for runs in found])
        order = np.argsort(hashes, kind="stable")
        hashes, owners = hashes[order], owners[order]
        repeated = np.zeros(len(hashes), dtype=bool)
        repeated[1:] = hashes[1:] == hashes[:-1]
        repeated[:-1] |= repeated[1:]
        runs, starts = np.unique(hashes[repeated], return_index=True)
        yield runs, np.append(starts, repeated.sum()), owners[repeated]


def _of_part(text: Hashes, size: int, part: int, parts: int, skip: Flags | None) -> Hashes:
    runs = shingles(text, size)
    keep = runs % np.uint64(parts) == part
    if skip is not None and len(runs) and skip.any():
        keep &= ~np.lib.stride_tricks.sliding_window_view(skip, size).all(axis=1)
    return np.unique(runs[keep])
