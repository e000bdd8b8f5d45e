"""Train the reader: corpora to a checkpoint. Resumes where it was stopped.

    python -m training.train --run NAME [--epochs N] [--seed S] [--start RUN] [--teachers RUN,RUN] …

`--start` names a run of `training/pretrain.py` to begin with; without it the published encoder is
where it begins. With `--teachers`, finished runs of this program, the reader also learns what these
say on average, of the labelled texts and of texts that nobody labelled (distillation: Hinton, Vinyals
and Dean, 2015). `training/export.py` makes the ONNX weights of a checkpoint.
"""

import argparse
import math
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training import run
from training.batches import CLS, IGNORED, SEP, Batch, Labelled, batches, labelled
from training.corpora import Example, corpus
from training.damage import damaged
from training.hardware import DEVICE
from training.network import Outputs, Reader
from training.start import published_weights, tokenizer

__all__ = ["Documents", "examples", "options", "train", "unlabelled"]

CORPORA = ("polnear", "tehran-times", "uner-ewt", "crossner", "wnut17", "re3d", "gum")
REPEATS = {"re3d": 3, "uner-ewt": 2}
"""Small corpora of the text we care for are read more than once an epoch."""


def losses(outputs: Outputs, batch: Batch, *, pieces: int) -> dict[str, Tensor]:
    """The loss of each head: sums over labelled pieces, divided by the pieces of a full batch.

    Dividing by a constant gives each labelled piece the same weight, whatever shares its batch.
    """

    def summed(logits: Tensor, targets: Tensor) -> Tensor:
        logits = logits.float().flatten(0, 1)
        loss = F.cross_entropy(logits, targets.flatten(), ignore_index=IGNORED, reduction="sum")
        return loss / pieces

    return {
        "roles": summed(outputs.roles, batch.roles),
        "anchors": _anchor_loss(outputs.anchors.float(), batch.anchors) / pieces,
        "mentions": _partial(outputs.mentions.float(), batch) / pieces,
        "kinds": summed(outputs.kinds, batch.kinds),
    }


def _anchor_loss(logits: Tensor, anchors: Tensor) -> Tensor:
    """Cross entropy against equal shares of a piece's anchors, summed over pieces that have any."""
    known = anchors != IGNORED
    scores = logits.log_softmax(-1).gather(-1, anchors.clamp(min=0))
    shares = known / known.sum(-1, keepdim=True).clamp(min=1)
    return -(scores * shares).sum()


def _partial(logits: Tensor, batch: Batch) -> Tensor:
    """Cross entropy in which a word without a mention may bear any label its corpus does not annotate."""
    scores = logits.log_softmax(-1)
    known = batch.mentions != IGNORED
    outside = (batch.mentions == 0)[..., None] & batch.allowed[:, None, :]
    named = F.one_hot(batch.mentions.clamp(min=0), scores.shape[-1]).bool()
    right = torch.where((batch.mentions == 0)[..., None], outside | named, named)
    found = -scores.masked_fill(~right, -math.inf).logsumexp(-1)
    return torch.where(known, found, 0.0).sum()


class Teachers:
    """Finished runs of one recipe; what they say is the mean of their probabilities."""

    def __init__(self, runs: Sequence[str]) -> None:
        self.readers = [Reader(dropout=0.0) for _ in runs]
        for reader, name in zip(self.readers, runs, strict=True):
            reader.load_state_dict(run.saved(name))
            reader.to(DEVICE).eval()

    @torch.no_grad()
    def __call__(self, batch: Batch) -> Outputs:
        """The probabilities of each head for each piece of a batch, nothing hidden."""
        said = [r(batch.ids, batch.shapes, batch.layouts, batch.present) for r in self.readers]
        return Outputs(*(
            torch.stack([getattr(one, head).float().softmax(-1) for one in said]).mean(0)
            for head in ("roles", "anchors", "mentions", "kinds")
        ))  # fmt: skip


def taught(outputs: Outputs, wanted: Outputs, batch: Batch, *, pieces: int) -> dict[str, Tensor]:
    """Cross entropy of each head with what teachers say, summed as in `losses`.

    A piece's anchor counts as far as they take it for part of an attribution.
    """
    inside = batch.present & (batch.ids != CLS) & (batch.ids != SEP)
    shares = {
        "roles": inside.float(),
        "anchors": inside * (1 - wanted.roles[..., 0]),
        "mentions": inside.float(),
        "kinds": inside.float(),
    }
    return {
        head: (-(getattr(wanted, head) * getattr(outputs, head).float().log_softmax(-1)).sum(-1)
               * share).sum() / pieces
        for head, share in shares.items()
    }  # fmt: skip


def train(chosen: argparse.Namespace) -> Path:
    """Train, or go on training, one run; returns its checkpoint."""
    torch.manual_seed(chosen.seed)
    model = Reader(dropout=chosen.dropout)
    model.load_encoder(_pretrained(chosen.start) if chosen.start else published_weights())
    model.to(DEVICE)
    encoder = [p for n, p in model.named_parameters() if n.startswith(("embeddings", "layers"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("embeddings", "layers"))]
    groups = [{"params": encoder, "top": chosen.rate}, {"params": heads, "top": chosen.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    teachers = Teachers(chosen.teachers.split(",")) if chosen.teachers else None
    documents = Documents([*examples(), *(unlabelled() if teachers else ())])
    weights = {"roles": 1.0, "anchors": chosen.anchor_weight, "mentions": chosen.mention_weight,
               "kinds": chosen.kind_weight}  # fmt: skip

    def weighted(batch: Batch) -> dict[str, Tensor]:
        ids = run.masked(batch.ids, chosen.masking)
        outputs = model(ids, batch.shapes, batch.layouts, batch.present)
        found = losses(outputs, batch, pieces=chosen.pieces)
        if teachers:
            wanted = taught(outputs, teachers(batch), batch, pieces=chosen.pieces)
            part = chosen.taught
            found = {head: (1 - part) * found[head] + part * wanted[head] for head in found}
        return {head: weights[head] * value for head, value in found.items()}

    make = partial(documents.batches, chosen, unlabelled=bool(teachers))
    return run.fit(chosen, model, optimizer, make, weighted)


def _pretrained(name: str) -> dict[str, Tensor]:
    """The encoder of a run of `pretrain.py`, by our names."""
    known = run.saved(name).items()
    return {k.removeprefix("reader."): v for k, v in known if k.startswith("reader.")}


def examples() -> list[Example]:
    """The labelled examples of an epoch."""
    return [e for name in CORPORA for e in corpus(name, "train") * REPEATS.get(name, 1)]


def unlabelled() -> list[Example]:
    """Texts that nobody labelled."""
    return corpus("tehran-times-texts", "train")


class Documents:
    """The labelled examples of each epoch; undamaged ones are cut once, before any epoch."""

    def __init__(self, examples: list[Example]) -> None:
        self.examples, self.tokenizer = examples, tokenizer()
        self.clean = [labelled(example, self.tokenizer) for example in examples]

    def batches(self, chosen: argparse.Namespace, epoch: int, *, unlabelled: bool) -> list[Batch]:
        """One epoch of a run with these options, as `batches.batches` makes it."""
        rng = random.Random(f"{chosen.seed}-{epoch}")
        found = batches(self._damaged(rng), width=chosen.width, pieces_per_batch=chosen.pieces,
                        rng=rng, unlabelled=unlabelled)  # fmt: skip
        return list(found)

    def _damaged(self, rng: random.Random) -> list[Labelled]:
        documents = []
        for example, clean in zip(self.examples, self.clean, strict=True):
            changed = damaged(example, rng)
            same = changed is example
            documents.append(clean if same else labelled(changed, self.tokenizer))
        return documents


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a run; the defaults are the recipe."""
    parser = run.options(__doc__)
    parser.add_argument("--width", type=int, default=256, help="pieces in a window")
    parser.add_argument("--start", help="a run of training/pretrain.py to begin with")
    parser.add_argument("--teachers", help="finished runs to learn from, comma-separated")
    parser.add_argument("--taught", type=float, default=0.5, help="share of what they say")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--pieces", type=int, default=4096, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4, help="top learning rate, encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="top learning rate, heads")
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--masking", type=float, default=0.12, help="share of pieces hidden")
    parser.add_argument("--anchor-weight", type=float, default=0.7)
    parser.add_argument("--mention-weight", type=float, default=1.0)
    parser.add_argument("--kind-weight", type=float, default=0.5)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    train(options())
