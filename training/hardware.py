"""What the machine computes with: an accelerator where there is one, else the processor."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

__all__ = ["DEVICE", "attention", "attention_mask", "dropped", "mixed_precision"]

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def mixed_precision() -> torch.autocast:
    """The context in which matrix products are bfloat16."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)


def attention_mask(present: Tensor) -> Tensor | None:
    """Which pieces are looked at, (batch, 1, 1, pieces); on a CPU None where all are, which is faster.

    An accelerator would have to halt to tell.
    """
    if present.device.type == "cpu" and bool(present.all()):
        return None
    return present[:, None, None, :]


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention; on a CPU in float32, whose backward pass is the faster one there."""
    if q.device.type != "cpu":
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    with torch.autocast("cpu", enabled=False):
        return F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)


def dropped(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout; on a CPU with one random byte a value, many times faster there than PyTorch's own."""
    if not training or rate == 0:
        return x
    if x.device.type != "cpu":
        return F.dropout(x, rate)
    words = torch.empty(math.ceil(x.numel() / 8), dtype=torch.int64).random_(-(2**63), None)
    keep = words.view(torch.uint8)[: x.numel()].view(x.shape) >= round(rate * 256)
    return x * keep.to(x.dtype).mul_(1 / (1 - rate))
