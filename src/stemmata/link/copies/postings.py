"""Which texts have which runs of words: an inverted index made in parts, to bound memory."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.link.copies.shingles import Hashes, shingles

__all__ = ["Flags", "postings"]

Flags = NDArray[np.bool_]
CHUNK = 500  # texts whose runs are made at once
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
    chunks = [range(len(texts))[i : i + CHUNK] for i in range(0, len(texts), CHUNK)]
    for part in range(parts):
        found = [_of_part(texts, chunk, size, part, parts, skip) for chunk in chunks]
        if not found:
            return
        hashes = np.concatenate([runs for runs, _ in found])
        owners = np.concatenate([of for _, of in found])
        order = np.argsort(hashes, kind="stable")
        hashes, owners = hashes[order], owners[order]
        same = hashes[1:] == hashes[:-1]
        first = np.append(True, ~same | (owners[1:] != owners[:-1]))[: len(hashes)]
        hashes, owners = hashes[first], owners[first]  # a text has a run once
        same = hashes[1:] == hashes[:-1]
        repeated = np.append(False, same) | np.append(same, False)
        hashes, owners = hashes[repeated[: len(hashes)]], owners[repeated[: len(hashes)]]
        runs, starts = np.unique(hashes, return_index=True)
        yield runs, np.append(starts, len(hashes)), owners


def _of_part(
    texts: Sequence[Hashes],
    chunk: range,
    size: int,
    part: int,
    parts: int,
    skip: Sequence[Flags] | None,
) -> tuple[Hashes, NDArray[np.int64]]:
    """The runs of some texts that fall into one part, in order, and the text of each."""
    runs = shingles(np.concatenate([texts[i] for i in chunk]), size)
    of = np.repeat(np.array(chunk), [len(texts[i]) for i in chunk])
    keep = of[: len(runs)] == of[len(of) - len(runs) :]  # not across the border of two texts
    if parts > 1:
        keep &= runs % np.uint64(parts) == part
    if skip is not None:
        skipped = np.cumsum(np.concatenate([[False], *(skip[i] for i in chunk)]))
        keep &= skipped[size:][: len(runs)] - skipped[: len(runs)] < size
    return runs[keep], of[: len(runs)][keep]
