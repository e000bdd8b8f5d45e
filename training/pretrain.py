"""Make the encoder at home in news: it learns to guess hidden words of the corpora's texts.

    python -m training.pretrain --run NAME [--epochs N] …

The published encoder was made to compare sentences, and has forgotten some of what it knew of single
words (the objective is that of BERT, Devlin et al., NAACL 2019; going on with it on the texts of the
task is Gururangan et al., ACL 2020). `training/train.py --start NAME` begins with the result.
"""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import run
from training.batches import MASK, Batch
from training.hardware import DEVICE
from training.network import Reader, Size
from training.start import published_weights
from training.train import Documents, examples, unlabelled

__all__ = ["options", "pretrain"]


class Guesser(nn.Module):
    """The reader's encoder with BERT's head for hidden words, whose last product is the word table."""

    def __init__(self, size: Size | None = None, *, dropout: float = 0.1) -> None:
        super().__init__()
        size = size or Size()
        self.reader = Reader(size, dropout=dropout)
        self.dense = nn.Linear(size.hidden, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(size.vocabulary))

    def forward(self, ids: Tensor, batch: Batch, hidden: Tensor) -> Tensor:
        """The logits of each hidden piece: (hidden pieces, vocabulary)."""
        x = self.reader.hidden(ids, batch.shapes, batch.layouts, batch.present)[hidden]
        x = self.norm(F.gelu(self.dense(x)))
        return F.linear(x, self.reader.embeddings.word_embeddings.weight, self.bias)


def pretrain(chosen: argparse.Namespace) -> Path:
    """Train, or go on training, one run; returns its checkpoint."""
    torch.manual_seed(chosen.seed)
    model = Guesser()
    model.reader.load_encoder(published_weights())
    model.to(DEVICE)
    groups = [{"params": list(model.parameters()), "top": chosen.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    once = {e.text: e for e in [*examples(), *unlabelled()]}
    documents = Documents(list(once.values()))

    def losses(batch: Batch) -> dict[str, Tensor]:
        hidden = run.hidden_pieces(batch.ids, chosen.masking)
        logits = model(batch.ids.masked_fill(hidden, MASK), batch, hidden)
        return {"words": F.cross_entropy(logits.float(), batch.ids[hidden])}

    make = partial(documents.batches, chosen, unlabelled=True)
    return run.fit(chosen, model, optimizer, make, losses)


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a run; the defaults are the recipe."""
    parser = run.options(__doc__)
    parser.add_argument("--width", type=int, default=256, help="pieces in a window")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--pieces", type=int, default=16384, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4, help="top learning rate")
    parser.add_argument("--masking", type=float, default=0.15, help="share of pieces hidden")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    pretrain(options())
