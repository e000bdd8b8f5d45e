"""One read, many answers: a text through the encoder, its windows in small batches.

Batches never mix articles, so that a reading depends on its text and the weights alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemmata.encoder.pieces import Pieces, cut
from stemmata.encoder.weights import ANCHORS_KEPT, Weights
from stemmata.encoder.windows import Window, merge, stack, windows

__all__ = ["Encoder", "Scores"]

WIDTH, STRIDE = 254, 192
"""Pieces a window and from one to the next; training's width less [CLS] and [SEP]."""

BATCH = 8
"""Windows in one run: bounds memory on long texts; more is no faster on two cores."""

_PAD, _CLS, _SEP, _OTHER = 0, 101, 102, 5


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
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            weights.graph, options, providers=["CPUExecutionProvider"]
        )

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
        places = list(merge(cuts))
        for first in range(0, len(cuts), BATCH):
            group = cuts[first : first + BATCH]
            outputs = self._session.run(list(names), _inputs(pieces, group))
            for k, _, inside in places[first : first + BATCH]:
                rows = slice(inside.start + 1, inside.stop + 1)
                values = dict(zip(names, (o[k - first, rows] for o in outputs), strict=True))
                values["anchors"] = values["anchors"] - 1 + cuts[k].first
                for name in names:
                    found[name].append(_widened(values[name]) if "anchor" in name else values[name])
        joined = {name: np.concatenate(parts) for name, parts in found.items()}
        return Scores(pieces, **joined)  # type: ignore[arg-type]


def _inputs(pieces: Pieces, group: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
    """The graph's inputs: the windows' pieces between [CLS] and [SEP], padded to the widest."""
    cuts = list(group)
    tables = {
        "ids": stack(pieces.ids, cuts, fill=_PAD),
        "shapes": stack(pieces.shapes, cuts, fill=_OTHER),
        "layouts": stack(pieces.layouts, cuts, fill=0),
    }
    edges = {"ids": (_CLS, _PAD), "shapes": (_OTHER, _OTHER), "layouts": (0, 0)}
    inputs = {
        name: np.pad(table, ((0, 0), (1, 1)), constant_values=((0, 0), edges[name]))
        for name, table in tables.items()
    }
    present = np.zeros(inputs["ids"].shape, dtype=np.int32)
    for row, c in enumerate(cuts):
        size = c.last - c.first
        inputs["ids"][row, size + 1] = _SEP
        present[row, : size + 2] = 1
    return {**inputs, "present": present}  # type: ignore[dict-item]


def _widened(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Anchors of a very short text padded to ANCHORS_KEPT by repeating the last one."""
    missing = ANCHORS_KEPT - values.shape[1]
    return np.pad(values, ((0, 0), (0, missing)), mode="edge") if missing > 0 else values
