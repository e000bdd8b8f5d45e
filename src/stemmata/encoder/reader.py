"""One read, many answers: a text through the encoder, window by window.

Each window goes through the graph alone. A batch would change int8 scales with its members, and on
a CPU it is slower: one window's activations stay in the cache, eight windows' do not (1.4 times).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemmata.encoder.pieces import CLS, OTHER, SEP, Pieces, cut
from stemmata.encoder.session import open_session
from stemmata.encoder.weights import ANCHORS_KEPT, Weights
from stemmata.encoder.windows import Window, merge, windows

__all__ = ["Encoder", "Scores"]

WIDTH, STRIDE = 254, 192
"""Pieces a window and from one to the next; the width is training's less [CLS] and [SEP]. A longer
stride reads faster and worse: whole-attribution F1 on PolNeAR dev is 0.2 points lower with 32 shared
pieces instead of 62, and 1.2 with 16."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of each piece of one text; labels as in `encoder/heads.py`.

    `roles`, `mentions`, `kinds`: log-probabilities, shape (pieces, labels). `anchors`: the likeliest
    anchors as piece numbers (negative where outside the text), with their log-probabilities in
    `anchor_scores`, both (pieces, ANCHORS_KEPT), likeliest first.
    """

    pieces: Pieces
    roles: NDArray[np.float32]
    mentions: NDArray[np.float32]
    kinds: NDArray[np.float32]
    anchors: NDArray[np.int64]
    anchor_scores: NDArray[np.float32]


class Encoder:
    """A loaded set of weights. Thread-safe; loading takes a fraction of a second."""

    def __init__(self, weights: Weights, *, threads: int = 0) -> None:
        """Load the graph.

        Args:
            weights: Checked weights.
            threads: Threads of one run; 0 takes the number of physical cores.
        """
        self.digest = weights.digest
        self._tokenizer = Tokenizer.from_str(weights.tokenizer)
        self._session = open_session(weights.graph, threads=threads)

    def read(self, text: str) -> Scores:
        """Score every piece of a text; a text without pieces gives empty scores."""
        pieces = cut(text, self._tokenizer)
        n = len(pieces)
        names = ("roles", "mentions", "kinds", "anchors", "anchor_scores")
        if n == 0:
            empty = [np.zeros((0, 0), np.float32)] * 5
            return Scores(pieces, *empty)  # type: ignore[arg-type]
        cuts = windows(n, width=WIDTH, stride=STRIDE)
        found: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
        for k, inside in merge(cuts):
            outputs = self._session.run(list(names), self._window(pieces, cuts[k]))
            rows = slice(inside.start + 1, inside.stop + 1)
            values = dict(zip(names, (output[0, rows] for output in outputs), strict=True))
            values["anchors"] = values["anchors"] - 1 + cuts[k].first
            for name in names:
                found[name].append(_widened(values[name]) if "anchor" in name else values[name])
        joined = {name: np.concatenate(parts) for name, parts in found.items()}
        return Scores(pieces, **joined)  # type: ignore[arg-type]

    def _window(self, pieces: Pieces, window: Window) -> dict[str, NDArray[np.int64]]:
        """The graph's inputs, shape (1, pieces): a window's pieces between [CLS] and [SEP]."""
        rows = slice(*window)
        return {
            "ids": np.array([[CLS, *pieces.ids[rows], SEP]]),
            "shapes": np.array([[OTHER, *pieces.shapes[rows], OTHER]]),
            "layouts": np.array([[0, *pieces.layouts[rows], 0]]),
        }


def _widened(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Anchors of a very short text padded to ANCHORS_KEPT by repeating the last one."""
    missing = ANCHORS_KEPT - values.shape[1]
    return np.pad(values, ((0, 0), (0, missing)), mode="edge") if missing > 0 else values
