"""One training run: its folder, its steps, its checkpoints; it goes on where it was stopped.

Writes training/runs/NAME/{settings.json, log.jsonl, last.pt}.
"""

import argparse
import json
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, Self, TypeVar

import torch
from torch import Tensor, nn

from training.batches import CLS, MASK, PAD, SEP
from training.corpora import ROOT
from training.hardware import DEVICE, mixed_precision
from training.start import START

__all__ = ["fit", "hidden_pieces", "masked", "options", "saved"]

RUNS = ROOT / "training" / "runs"
LAST = "last.pt"


class Movable(Protocol):
    """What a batch is to a run: something that goes to the device."""

    def to(self, device: torch.device, /) -> Self:
        """The same on a device."""


Batch = TypeVar("Batch", bound=Movable)


def options(description: str | None) -> argparse.ArgumentParser:
    """The options that every run has; their defaults are the recipe."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--run", required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--averaging", type=float, default=0.9985)
    parser.add_argument("--until", type=int, help="stop after this many of the epochs")
    parser.add_argument("--threads", type=int, default=2, help="of a processor")
    parser.add_argument("--ahead", type=int, default=2, help="processes that prepare epochs ahead")
    return parser


def saved(run: str) -> dict[str, Tensor]:
    """The averaged weights of a finished run, on the device."""
    average: dict[str, Tensor] = torch.load(RUNS / run / LAST, map_location=DEVICE)["average"]
    return average


def fit(
    chosen: argparse.Namespace,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    make: Callable[[int], list[Batch]],
    losses: Callable[[Batch], Mapping[str, Tensor]],
) -> Path:
    """Take all steps of a run, or those left of it; returns its checkpoint.

    Args:
        chosen: The run's options; written down beside its checkpoint.
        model: On the device.
        optimizer: Each of its groups has its highest learning rate as "top".
        make: The batches of an epoch, by its number. Called in other processes, some epochs ahead.
        losses: The weighted losses of a batch on the device, by name; their sum is minimised.
    """
    torch.set_num_threads(chosen.threads)
    folder = RUNS / chosen.run
    folder.mkdir(parents=True, exist_ok=True)
    settings = {k: v for k, v in vars(chosen).items() if k not in ("run", "threads", "ahead")}
    settings["begun from"] = START
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    average, first = Average(model, decay=chosen.averaging), 0
    if (folder / LAST).exists():
        state = torch.load(folder / LAST, map_location=DEVICE)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.values, average.steps, first = state["average"], state["steps"], state["epochs"]
    last = chosen.until or chosen.epochs
    for epoch, batches in _prepared(make, first, last, processes=chosen.ahead):
        torch.manual_seed(chosen.seed * 1000 + epoch)
        began = time.monotonic()
        sums: dict[str, Tensor] = {}
        model.train()
        for k, batch in enumerate(batches):
            for group in optimizer.param_groups:
                progress = (epoch + (k + 1) / len(batches)) / chosen.epochs
                group["lr"] = group["top"] * schedule(progress)
            with mixed_precision():
                found = losses(batch.to(DEVICE))
            optimizer.zero_grad()
            torch.autograd.backward(torch.stack(list(found.values())).sum())
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update(model)
            for name, value in found.items():
                sums[name] = sums.get(name, torch.zeros_like(value)) + value.detach()
        row = {"epoch": epoch, **{n: round(float(v) / len(batches), 4) for n, v in sums.items()}}
        row["seconds"] = round(time.monotonic() - began, 1)
        print(chosen.run, row, flush=True)
        with (folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        torch.save(
            {"model": model.state_dict(), "average": average.values, "steps": average.steps,
             "optimizer": optimizer.state_dict(), "epochs": epoch + 1},
            folder / "new.pt",
        )  # fmt: skip
        (folder / "new.pt").replace(folder / LAST)
    return folder / LAST


def _prepared(
    make: Callable[[int], list[Batch]], first: int, last: int, *, processes: int
) -> Iterator[tuple[int, list[Batch]]]:
    """Each epoch's batches in order, prepared while earlier ones are learnt.

    They travel as bytes: as shared memory each of some thousand tensors would hold a file open. The
    processes are forked, so that `make` need not travel.
    """
    forked = get_context("fork")
    with ProcessPoolExecutor(processes, forked, _prepares, (make,)) as pool:
        waiting: deque[Future[bytes]] = deque()
        for epoch in range(first, last):
            for later in range(epoch + len(waiting), min(epoch + processes, last)):
                waiting.append(pool.submit(_pickled, later))
            yield epoch, pickle.loads(waiting.popleft().result())  # our own processes' bytes


_make: Callable[[int], object]
"""In a process that prepares epochs: how."""


def _prepares(make: Callable[[int], object]) -> None:
    global _make
    _make = make
    torch.set_num_threads(1)


def _pickled(epoch: int) -> bytes:
    return pickle.dumps(_make(epoch))


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


def hidden_pieces(ids: Tensor, rate: float) -> Tensor:
    """Which pieces to hide, a random share of those of the text: True, of the shape of `ids`."""
    inside = (ids != PAD) & (ids != CLS) & (ids != SEP)
    return inside & (torch.rand(ids.shape, device=ids.device) < rate)


def masked(ids: Tensor, rate: float) -> Tensor:
    """The pieces with a share of them hidden, so that no single word is relied on."""
    return ids.masked_fill(hidden_pieces(ids, rate), MASK)
