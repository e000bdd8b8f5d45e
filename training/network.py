"""The encoder and its heads in PyTorch, with the published checkpoint's parameter names.

The encoder is BERT (Devlin et al., NAACL 2019) in the size of MiniLM-L6-H384 (Wang et al., NeurIPS
2020), with two more input embeddings that start at zero: word shape and layout (`encoder/pieces.py`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional as F

from stemmata.encoder.heads import ANCHOR_WIDTH, KIND_LABELS, MENTION_LABELS, ROLE_LABELS
from stemmata.encoder.pieces import GAPS, SHAPES
from training.hardware import attention, attention_mask, dropped

__all__ = ["Outputs", "Reader", "Size", "own_name"]


@dataclass(frozen=True)
class Size:
    """The encoder's dimensions; the defaults are MiniLM-L6-H384's."""

    layers: int = 6
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512


class Embeddings(nn.Module):
    """Sum of word, position, shape and layout embeddings, normalised: (batch, pieces, hidden)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(size.vocabulary, size.hidden)
        self.position_embeddings = nn.Embedding(size.positions, size.hidden)
        self.token_type_embeddings = nn.Embedding(2, size.hidden)
        self.shape_embeddings = nn.Embedding(len(SHAPES), size.hidden)
        self.layout_embeddings = nn.Embedding(2 * len(GAPS), size.hidden)
        self.LayerNorm = nn.LayerNorm(size.hidden, eps=1e-12)
        nn.init.zeros_(self.shape_embeddings.weight)
        nn.init.zeros_(self.layout_embeddings.weight)

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor) -> Tensor:
        words = self.word_embeddings(ids) + self.shape_embeddings(shapes)
        positions = self.position_embeddings.weight[: ids.shape[1]]
        kinds = self.token_type_embeddings.weight[0]
        return self.LayerNorm(words + self.layout_embeddings(layouts) + positions + kinds)


class Block(nn.Module):
    """One post-norm transformer layer: (batch, pieces, hidden) to the same."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = size.heads, dropout
        self.query = nn.Linear(size.hidden, size.hidden)
        self.key = nn.Linear(size.hidden, size.hidden)
        self.value = nn.Linear(size.hidden, size.hidden)
        self.output = nn.Linear(size.hidden, size.hidden)
        self.output_norm = nn.LayerNorm(size.hidden, eps=1e-12)
        self.intermediate = nn.Linear(size.hidden, size.inner)
        self.final = nn.Linear(size.inner, size.hidden)
        self.final_norm = nn.LayerNorm(size.hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = (
            f(x).view(batch, length, self.heads, -1).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        attended = attention(q, k, v, mask).transpose(1, 2)
        attended = self.output(attended.reshape(batch, length, hidden))
        x = self.output_norm(x + dropped(attended, self.dropout, self.training))
        inner = self.final(F.gelu(self.intermediate(x)))
        return self.final_norm(x + dropped(inner, self.dropout, self.training))


@dataclass(frozen=True)
class Outputs:
    """Logits per piece: roles, anchor over pieces, mentions, kinds."""

    roles: Tensor
    anchors: Tensor
    mentions: Tensor
    kinds: Tensor


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, size: Size | None = None, *, dropout: float = 0.1) -> None:
        super().__init__()
        size = size or Size()
        self.dropout = dropout
        self.embeddings = Embeddings(size)
        self.layers = nn.ModuleList(Block(size, dropout) for _ in range(size.layers))
        self.roles = nn.Linear(size.hidden, len(ROLE_LABELS))
        self.anchor_from = nn.Linear(size.hidden, ANCHOR_WIDTH)
        self.anchor_to = nn.Linear(size.hidden, ANCHOR_WIDTH)
        self.mentions = nn.Linear(size.hidden, len(MENTION_LABELS))
        self.kinds = nn.Linear(size.hidden, len(KIND_LABELS))

    def forward(self, ids: Tensor, shapes: Tensor, layouts: Tensor, present: Tensor) -> Outputs:
        """Read a batch of windows.

        Args:
            ids, shapes, layouts: Shape (batch, pieces), integers as in `encoder/pieces.py`.
            present: Shape (batch, pieces), False where a window is padded.
        """
        x = self.hidden(ids, shapes, layouts, present)
        anchors = self.anchor_from(x) @ self.anchor_to(x).transpose(1, 2) / math.sqrt(ANCHOR_WIDTH)
        anchors = anchors.masked_fill(~present[:, None, :], -1e4)
        return Outputs(self.roles(x), anchors, self.mentions(x), self.kinds(x))

    def hidden(self, ids: Tensor, shapes: Tensor, layouts: Tensor, present: Tensor) -> Tensor:
        """The encoder's last hidden states, (batch, pieces, hidden); takes what `forward` takes."""
        x = self.embeddings(ids, shapes, layouts)
        x = dropped(x, self.dropout, self.training)
        mask = attention_mask(present)
        for layer in self.layers:
            x = layer(x, mask)
        return dropped(x, self.dropout, self.training)

    def load_encoder(self, published: Mapping[str, Tensor]) -> None:
        """Take the encoder's weights from a BERT checkpoint with the usual names."""
        own = self.state_dict()
        for name, tensor in published.items():
            if (mine := own_name(name)) in own:
                own[mine] = tensor.to(own[mine].dtype)
        self.load_state_dict(own)


def own_name(name: str) -> str:
    """Our name of a parameter of a BERT checkpoint."""
    for theirs, mine in (
        ("encoder.layer.", "layers."),
        (".attention.self.", "."),
        (".attention.output.dense.", ".output."),
        (".attention.output.LayerNorm.", ".output_norm."),
        (".intermediate.dense.", ".intermediate."),
        (".output.LayerNorm.", ".final_norm."),
        (".output.dense.", ".final."),
    ):
        name = name.replace(theirs, mine)
    return name
