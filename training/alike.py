"""Teach the sentence embedder which statements of one event say the same, and which say something else.

    python -m training.alike --run NAME [--epochs N] …

`wordings/` holds invented events: facts that a careless reader would mix up, each as several newsrooms
would put it, and what contradicts it. Two wordings of a fact are drawn together; its neighbours and all
other facts of the batch are pushed away (supervised contrastive learning, Khosla et al., NeurIPS 2020).
What contradicts a fact is about the same thing: its own fact leaves it alone. Whether two such statements
agree is for figures, names and negation to tell, see `link/same.py`.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypedDict

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from stemmata.ids import digest_of
from training import run
from training.batches import CLS, PAD, SEP
from training.corpora import ROOT
from training.hardware import DEVICE
from training.network import Reader, Size
from training.start import published_weights, tokenizer

__all__ = [
    "Embedder",
    "Event",
    "Fact",
    "Statements",
    "batches",
    "events",
    "losses",
    "options",
    "pieces_of",
    "teach",
]

WORDINGS = ROOT / "training" / "wordings"

WORDINGS_AT_ONCE, CONTRARY_AT_ONCE = 2, 1
"""Wordings of each fact, and statements contrary to it, that one batch holds."""

TEMPERATURE = 0.07

HELD_OUT = 10
"""One event of so many is never learnt from, so that it can tell how well the others were."""


class Fact(TypedDict):
    """One proposition: wordings that state it, and statements that contradict it."""

    same: list[str]
    contrary: list[str]


class Event(TypedDict):
    """Facts of an invented event that are easily mixed up."""

    facts: list[Fact]


@dataclass(frozen=True)
class Statements:
    """Statements of some events. `ids` are pieces, (statements, pieces), padded; `facts` number their facts.

    `contrary` is True for those that contradict their fact; shapes (statements,).
    """

    ids: Tensor
    facts: Tensor
    contrary: Tensor

    def to(self, device: torch.device) -> "Statements":
        """The same on a device."""
        return Statements(self.ids.to(device), self.facts.to(device), self.contrary.to(device))


class Embedder(nn.Module):
    """The encoder as the embedder's graph runs it: a vector is the mean of its pieces, scaled to length 1."""

    def __init__(self, size: Size | None = None, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.reader = Reader(size, dropout=dropout)
        # The graph knows neither shapes nor layouts: these stay zero.
        self.reader.embeddings.shape_embeddings.requires_grad_(requires_grad=False)
        self.reader.embeddings.layout_embeddings.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Pieces, (statements, pieces), to vectors of length 1, (statements, hidden)."""
        none, present = torch.zeros_like(ids), ids != PAD
        hidden = self.reader.hidden(ids, none, none, present).float() * present[..., None]
        return F.normalize(hidden.sum(dim=1), dim=-1)


def losses(vectors: Tensor, facts: Tensor, contrary: Tensor) -> dict[str, Tensor]:
    """How far the wordings of a fact are from each other, beside all statements of other facts."""
    alike = vectors @ vectors.T / TEMPERATURE
    one_fact = facts[:, None] == facts
    same = (
        one_fact
        & ~contrary[:, None]
        & ~contrary
        & ~torch.eye(len(facts), dtype=torch.bool, device=facts.device)
    )
    compared = alike.masked_fill(one_fact & ~same, -torch.inf)
    likely = compared - torch.logsumexp(compared, dim=1, keepdim=True)
    own = likely.masked_fill(~same, 0.0).sum(dim=1) / same.sum(dim=1).clamp(min=1)
    return {"alike": -own[~contrary].mean()}


def events(*, held_out: bool) -> list[Event]:
    """The events to learn from, or those held out; in the order of the files."""
    rows = [
        json.loads(line)
        for path in sorted(WORDINGS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [row for row in rows if _is_held_out(row) == held_out]


def _is_held_out(event: Event) -> bool:
    return int(digest_of(event["facts"][0]["same"][0].encode()), 16) % HELD_OUT == 0


def batches(chosen: argparse.Namespace, drawn: Sequence[Event], epoch: int) -> list[Statements]:
    """Some statements of each event, in a random order; events that fill no batch are left out."""
    dice = random.Random(f"{chosen.seed} {epoch}")
    shuffled, cut = dice.sample(drawn, len(drawn)), tokenizer()
    return [
        _statements(shuffled[start : start + chosen.events], dice, cut)
        for start in range(0, len(shuffled) - chosen.events + 1, chosen.events)
    ]


def _statements(some: Sequence[Event], dice: random.Random, cut: Tokenizer) -> Statements:
    rows, facts, contrary = [], [], []
    for number, fact in enumerate(fact for event in some for fact in event["facts"]):
        for texts, count, against in (
            (fact["same"], WORDINGS_AT_ONCE, False),
            (fact["contrary"], CONTRARY_AT_ONCE, True),
        ):
            for text in dice.sample(texts, count):
                rows.append(torch.tensor(pieces_of(text, cut)))
                facts.append(number)
                contrary.append(against)
    ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)
    return Statements(ids, torch.tensor(facts), torch.tensor(contrary))


def pieces_of(text: str, cut: Tokenizer) -> list[int]:
    """The pieces of a statement as the embedder takes them."""
    return [CLS, *cut.encode(text, add_special_tokens=False).ids, SEP]


def teach(chosen: argparse.Namespace) -> Path:
    """Train, or go on training, one run; returns its checkpoint."""
    torch.manual_seed(chosen.seed)
    model = Embedder(dropout=chosen.dropout)
    model.reader.load_encoder(published_weights())
    model.to(DEVICE)
    learning = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": learning, "top": chosen.rate}], weight_decay=0.01, fused=True
    )

    def weighted(some: Statements) -> dict[str, Tensor]:
        return losses(model(some.ids), some.facts, some.contrary)

    return run.fit(
        chosen, model, optimizer, partial(batches, chosen, events(held_out=False)), weighted
    )


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a run; the defaults are the recipe."""
    parser = run.options(__doc__)
    parser.set_defaults(averaging=0.99)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--events", type=int, default=24, help="events in a batch")
    parser.add_argument("--rate", type=float, default=1e-4, help="top learning rate")
    parser.add_argument("--dropout", type=float, default=0.1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    teach(options())
