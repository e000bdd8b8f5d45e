"""Examples to tensors: labels per piece, random windows, batches of windows of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from stemmata.encoder.heads import KIND_LABELS, MENTION_LABELS, ROLE_LABELS, ROLES
from stemmata.encoder.pieces import Pieces, cut
from training.corpora import TYPES, Example

__all__ = ["CLS", "IGNORED", "MASK", "PAD", "SEP", "Batch", "Labelled", "batches", "labelled"]

IGNORED = -100
ANCHOR_SLOTS = 3
"""One source may serve several cues ("he said … and added …"): 10 % of attributions share theirs."""

PAD, CLS, SEP, MASK = 0, 101, 102, 103
OTHER_SHAPE, NO_GAP = 5, 0


@dataclass(frozen=True)
class Labelled:
    """The pieces of one example with a label per piece and head (IGNORED where there is none).

    `anchors` are piece numbers, shape (pieces, ANCHOR_SLOTS), the first slots filled first.
    `allowed` are the mention labels that an unlabelled word may bear, because the corpus does not
    annotate them, shape (len(MENTION_LABELS),).
    """

    pieces: Pieces
    roles: NDArray[np.int64]
    anchors: NDArray[np.int64]
    mentions: NDArray[np.int64]
    kinds: NDArray[np.int64]
    allowed: NDArray[np.bool_]

    def teaches(self, first: int, last: int) -> bool:
        """Whether any head has a label in this range of pieces."""
        heads = (self.roles, self.mentions, self.kinds)
        return any(bool((labels[first:last] != IGNORED).any()) for labels in heads)


def labelled(example: Example, tokenizer: Tokenizer) -> Labelled:
    """Cut an example and put its labels on the pieces."""
    pieces = cut(example.text, tokenizer)
    roles, anchors = _role_labels(example, pieces)
    return Labelled(
        pieces,
        roles,
        anchors,
        _mention_labels(example, pieces),
        _kind_labels(example, pieces),
        allowed=np.array([label[2:] not in example.types for label in MENTION_LABELS]),
    )


def _role_labels(example: Example, pieces: Pieces) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    roles = np.full(len(pieces), IGNORED)
    anchors = np.full((len(pieces), ANCHOR_SLOTS), IGNORED)
    if example.attributions is None:
        return roles, anchors
    roles[:] = 0
    for attribution in example.attributions:
        heads = [attribution[role][0] for role in ("cue", "source", "content") if attribution[role]]
        firsts = [where[0] for head in heads if (where := _covering(pieces, *head))]
        for role in ROLES if firsts else ():
            for span in attribution[role]:
                where = _covering(pieces, *span)
                for i in where:
                    roles[i] = ROLE_LABELS.index(f"{_bies(i, where)}-{role}")
                    _fill_slot(anchors[i], firsts[0])
    for span in example.unsure:
        roles[_covering(pieces, *span)] = IGNORED
    return roles, anchors


def _mention_labels(example: Example, pieces: Pieces) -> NDArray[np.int64]:
    mentions = np.full(len(pieces), IGNORED if example.mentions is None else 0)
    for start, end, kind in example.mentions or ():
        where = _covering(pieces, start, end)
        for i in where:
            label = f"{'B' if i == where[0] else 'I'}-{kind}"
            mentions[i] = MENTION_LABELS.index(label) if kind in TYPES else IGNORED
    return mentions


def _kind_labels(example: Example, pieces: Pieces) -> NDArray[np.int64]:
    kinds = np.full(len(pieces), IGNORED)
    for start, end, kind in example.kinds:
        if kind in KIND_LABELS:
            kinds[_covering(pieces, start, end)] = KIND_LABELS.index(kind)
    return kinds


def _covering(pieces: Pieces, start: int, end: int) -> range:
    """The pieces that hold any code point of a span."""
    first = int(np.searchsorted(pieces.starts, start))
    if first > 0 and pieces.ends[first - 1] > start:
        first -= 1
    return range(first, max(first, int(np.searchsorted(pieces.starts, end))))


def _fill_slot(slots: NDArray[np.int64], anchor: int) -> None:
    free = np.flatnonzero((slots == IGNORED) | (slots == anchor))
    if len(free):
        slots[free[0]] = anchor


def _bies(i: int, where: range) -> str:
    if len(where) == 1:
        return "S"
    return "B" if i == where[0] else "E" if i == where[-1] else "I"


@dataclass(frozen=True)
class Batch:
    """Tensors of shape (windows, pieces), pieces counting [CLS] and [SEP].

    Anchors: (windows, pieces, ANCHOR_SLOTS); allowed: (windows, labels).
    """

    ids: Tensor
    shapes: Tensor
    layouts: Tensor
    present: Tensor
    roles: Tensor
    anchors: Tensor
    mentions: Tensor
    kinds: Tensor
    allowed: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on a device, without waiting for it."""
        return Batch(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


def batches(
    documents: Sequence[Labelled],
    *,
    width: int,
    pieces_per_batch: int,
    rng: random.Random,
    unlabelled: bool = False,
) -> Iterator[Batch]:
    """One epoch: every piece once, in windows that begin at random places, in random order.

    Windows of like length go together, so that little is padded. Windows in which no head has a label
    are left out unless `unlabelled` ones are wanted.
    """
    cuts: list[tuple[Labelled, int, int]] = []
    for document in documents:
        n, room = len(document.pieces), width - 2
        first = -rng.randrange(room) if n > room else 0
        while first < n:
            cuts.append((document, max(first, 0), min(first + room, n)))
            first += room
    cuts = [c for c in cuts if unlabelled or c[0].teaches(c[1], c[2])]
    rng.shuffle(cuts)
    cuts.sort(key=lambda c: (c[2] - c[1]) // 24)
    groups: list[list[tuple[Labelled, int, int]]] = [[]]
    for c in cuts:
        widest = max([c, *groups[-1]], key=lambda w: w[2] - w[1])
        if (len(groups[-1]) + 1) * (widest[2] - widest[1] + 2) > pieces_per_batch and groups[-1]:
            groups.append([])
        groups[-1].append(c)
    rng.shuffle(groups)
    for group in groups:
        yield _stacked(group)


def _stacked(group: Sequence[tuple[Labelled, int, int]]) -> Batch:
    rows, length = len(group), max(last - first for _, first, last in group) + 2

    def table(fill: int) -> NDArray[np.int64]:
        return np.full((rows, length), fill, dtype=np.int64)

    ids, shapes, layouts = table(PAD), table(OTHER_SHAPE), table(NO_GAP)
    roles, mentions, kinds = (table(IGNORED) for _ in range(3))
    anchors = np.full((rows, length, ANCHOR_SLOTS), IGNORED)
    present = np.zeros((rows, length), dtype=bool)
    for r, (document, first, last) in enumerate(group):
        n, where = last - first, slice(first, last)
        ids[r, 0], ids[r, n + 1], present[r, : n + 2] = CLS, SEP, True
        for target, values in (
            (ids, document.pieces.ids),
            (shapes, document.pieces.shapes),
            (layouts, document.pieces.layouts),
            (roles, document.roles),
            (mentions, document.mentions),
            (kinds, document.kinds),
        ):
            target[r, 1 : n + 1] = values[where]
        inside = document.anchors[where]
        inside = np.where((inside >= first) & (inside < last), inside - first + 1, IGNORED)
        anchors[r, 1 : n + 1] = inside
    allowed = np.stack([document.allowed for document, _, _ in group])
    arrays = (ids, shapes, layouts, present, roles, anchors, mentions, kinds, allowed)
    return Batch(*(torch.from_numpy(a) for a in arrays))
