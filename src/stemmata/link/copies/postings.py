"""Which texts have which runs of words: an inverted index made in parts, to bound memory."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.link.copies.shingles import Hashes, shingles

__all__ = ["Flags", "Indices", "Postings", "postings"]

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
CHUNK = 500  # texts whose runs are made at once
PART = 4_000_000  # words whose runs are held at a time: some 100 MB


class Postings(NamedTuple):
    """Runs of words in order, and the texts that have each, as indices in rising order.

    Run `i` is in `owners[starts[i]:starts[i + 1]]`; `marked` says of each owner whether all words of
    the run are marked there.
    """

    runs: Hashes
    starts: Indices
    owners: Indices
    marked: Flags


def postings(
    texts: Sequence[Hashes], size: int, *, marks: Sequence[Flags] | None = None
) -> Iterator[Postings]:
    """The runs of `size` words that at least two texts have, part by part.

    Args:
        texts: The words of each text.
        size: Words in a run.
        marks: For each text, which of its words are marked; none where None.
    """
    parts = 1 + sum(map(len, texts)) // PART
    chunks = [range(len(texts))[i : i + CHUNK] for i in range(0, len(texts), CHUNK)]
    if not chunks:
        return
    for part in range(parts):
        found = [_of_part(texts, chunk, size, part, parts, marks) for chunk in chunks]
        hashes, owners, marked = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(hashes, kind="stable")
        hashes, owners, marked = hashes[order], owners[order], marked[order]
        same = hashes[1:] == hashes[:-1]
        first = np.append(True, ~same | (owners[1:] != owners[:-1]))[: len(hashes)]
        hashes, owners, marked = hashes[first], owners[first], marked[first]  # once a text
        same = hashes[1:] == hashes[:-1]
        repeated = (np.append(False, same) | np.append(same, False))[: len(hashes)]
        runs, starts = np.unique(hashes[repeated], return_index=True)
        yield Postings(runs, np.append(starts, repeated.sum()), owners[repeated], marked[repeated])


def _of_part(
    texts: Sequence[Hashes],
    chunk: range,
    size: int,
    part: int,
    parts: int,
    marks: Sequence[Flags] | None,
) -> tuple[Hashes, Indices, Flags]:
    """The runs of some texts that fall into one part, in order, their texts, and whether marked."""
    runs = shingles(np.concatenate([texts[i] for i in chunk]), size)
    of = np.repeat(np.array(chunk), [len(texts[i]) for i in chunk])
    keep = of[: len(runs)] == of[len(of) - len(runs) :]  # not across the border of two texts
    if parts > 1:
        keep &= runs % np.uint64(parts) == part
    marked = np.zeros(len(runs), dtype=np.bool_)
    if marks is not None:
        counted = np.cumsum(np.concatenate([[False], *(marks[i] for i in chunk)]))
        marked = counted[size:][: len(runs)] - counted[: len(runs)] == size
    return runs[keep], of[: len(runs)][keep], marked[keep]
