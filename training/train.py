"""Train the reader: corpora to a checkpoint. Resumes where it was stopped.

    python -m training.train --run NAME [--epochs N] [--seed S] …

Writes training/runs/NAME/{settings.json, log.jsonl, last.pt}; `training/export.py` makes the ONNX
weights of it.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.batches import CLS, IGNORED, MASK, PAD, SEP, Batch, Labelled, batches, labelled
from training.corpora import ROOT, Example, corpus
from training.damage import damaged
from training.network import Outputs, Reader
from training.start import START, published_weights, tokenizer

RUNS = ROOT / "training" / "runs"
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
    return -scores.masked_fill(~right, -math.inf).logsumexp(-1)[known].sum()


class Average:
    """Exponential moving average of a model's parameters."""

    def __init__(self, model: nn.Module, *, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.values = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        mine, theirs = list(self.values.values()), list(model.state_dict().values())
        torch._foreach_lerp_(mine, theirs, 1 - decay)


def schedule(progress: float, *, warm_up: float = 0.06, last: float = 0.1) -> float:
    """Linear warm-up, then linear decay to `last`; `progress` in [0, 1].

    Not to zero: the small steps at the end only fit the training set closer.
    """
    return min(progress / warm_up, 1 - (1 - last) * (progress - warm_up) / (1 - warm_up))


def masked(ids: Tensor, rate: float) -> Tensor:
    """The pieces with a share of them hidden, so that no single word is relied on."""
    hidden = (torch.rand(ids.shape) < rate) & (ids != PAD) & (ids != CLS) & (ids != SEP)
    return ids.masked_fill(hidden, MASK)


def train(chosen: argparse.Namespace) -> Path:
    """Train, or go on training, one run; returns its checkpoint."""
    torch.set_num_threads(chosen.threads)
    folder = RUNS / chosen.run
    folder.mkdir(parents=True, exist_ok=True)
    settings = {k: v for k, v in vars(chosen).items() if k not in ("run", "threads")}
    settings["start"] = START
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")

    torch.manual_seed(chosen.seed)
    model = Reader(dropout=chosen.dropout)
    model.load_encoder(published_weights())
    encoder = [p for n, p in model.named_parameters() if n.startswith(("embeddings", "layers"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("embeddings", "layers"))]
    groups = [{"params": encoder, "top": chosen.rate}, {"params": heads, "top": chosen.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    average = Average(model, decay=chosen.averaging)
    first = 0
    if (folder / "last.pt").exists():
        saved = torch.load(folder / "last.pt")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average.values, average.steps, first = saved["average"], saved["steps"], saved["epochs"]

    source = _Documents(_examples(chosen.corpora.split(",")))
    weights = {"roles": 1.0, "anchors": chosen.anchor_weight, "mentions": chosen.mention_weight,
               "kinds": chosen.kind_weight}  # fmt: skip
    for epoch in range(first, chosen.epochs):
        rng = random.Random(f"{chosen.seed}-{epoch}")
        torch.manual_seed(chosen.seed * 1000 + epoch)
        todo = list(
            batches(source.epoch(rng), width=chosen.width, pieces_per_batch=chosen.pieces, rng=rng)
        )
        model.train()
        sums: dict[str, float] = {}
        began = time.monotonic()
        for k, batch in enumerate(todo):
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * schedule((epoch + (k + 1) / len(todo)) / chosen.epochs)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = model(
                    masked(batch.ids, chosen.masking), batch.shapes, batch.layouts, batch.present
                )
            found = losses(outputs, batch, pieces=chosen.pieces)
            loss = torch.stack([weights[name] * value for name, value in found.items()]).sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update(model)
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if k % 50 == 0:
                seconds = time.monotonic() - began
                print(
                    epoch,
                    k,
                    len(todo),
                    f"{seconds:.0f}s",
                    {n: f"{v / (k + 1):.3f}" for n, v in sums.items()},
                    flush=True,
                )
        row = {
            "epoch": epoch,
            "seconds": time.monotonic() - began,
            **{n: v / len(todo) for n, v in sums.items()},
        }
        with (folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        torch.save(
            {"model": model.state_dict(), "average": average.values, "steps": average.steps,
             "optimizer": optimizer.state_dict(), "epochs": epoch + 1},
            folder / "new.pt",
        )  # fmt: skip
        (folder / "new.pt").replace(folder / "last.pt")
    return folder / "last.pt"


def _examples(names: Iterable[str]) -> list[Example]:
    return [e for name in names for e in corpus(name, "train") * REPEATS.get(name, 1)]


class _Documents:
    """The labelled examples of each epoch; undamaged ones are cut only once."""

    def __init__(self, examples: list[Example]) -> None:
        self.examples, self.tokenizer = examples, tokenizer()
        self.clean: dict[str, Labelled] = {}

    def epoch(self, rng: random.Random) -> list[Labelled]:
        documents = []
        for i, example in enumerate(self.examples):
            changed = damaged(example, rng)
            if changed is example:
                key = str(i)
                if key not in self.clean:
                    self.clean[key] = labelled(example, self.tokenizer)
                documents.append(self.clean[key])
            else:
                documents.append(labelled(changed, self.tokenizer))
        return documents


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a run; the defaults are the recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--width", type=int, default=256, help="pieces in a window")
    parser.add_argument("--pieces", type=int, default=4096, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4, help="top learning rate, encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="top learning rate, heads")
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--masking", type=float, default=0.12, help="share of pieces hidden")
    parser.add_argument("--averaging", type=float, default=0.9985)
    parser.add_argument("--anchor-weight", type=float, default=0.7)
    parser.add_argument("--mention-weight", type=float, default=1.0)
    parser.add_argument("--kind-weight", type=float, default=0.5)
    parser.add_argument("--corpora", default=",".join(CORPORA))
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    train(options())
