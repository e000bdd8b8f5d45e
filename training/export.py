"""A checkpoint to ONNX weights: the graph of `network.Reader`, op by op.

    python -m training.export training/runs/NAME/last.pt FOLDER [--float]

The heads stay float32; see `graph.py` for the encoder.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from stemmata.encoder.heads import ANCHOR_WIDTH, KIND_LABELS, MENTION_LABELS, ROLE_LABELS
from stemmata.encoder.weights import ANCHORS_KEPT, EMBEDDER, FORMAT, GRAPH, MANIFEST, TOKENIZER
from stemmata.ids import digest_of
from training.graph import Array, Graph, embedded, encoded, length
from training.network import Size
from training.start import START, tokenizer


def build(
    weights: dict[str, Array], *, quantized: bool, size: Size | None = None
) -> onnx.ModelProto:
    """The inference graph of the reader.

    Inputs ids, shapes, layouts: int64 (windows, pieces), windows of one width, without padding.
    Outputs, float32 unless said: roles, mentions, kinds: log-probabilities (windows, pieces, labels);
    anchor_scores and anchors (int64): the ANCHORS_KEPT likeliest anchors of each piece and their
    log-probabilities, (windows, pieces, ANCHORS_KEPT).
    """
    g = Graph(quantized=quantized)
    tables = {f"embeddings.{name}_embeddings.weight": f"{name}s" for name in ("shape", "layout")}
    x = embedded(g, weights, tables)
    _heads(g, encoded(g, x, weights, size or Size()), weights)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["windows", "pieces"])
        for n in ("ids", "shapes", "layouts")
    ]
    outputs = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, ["windows", "pieces", k])
        for n, k in (
            ("roles", len(ROLE_LABELS)),
            ("mentions", len(MENTION_LABELS)),
            ("kinds", len(KIND_LABELS)),
            ("anchor_scores", "kept"),
        )
    ]
    outputs.append(
        helper.make_tensor_value_info("anchors", TensorProto.INT64, ["windows", "pieces", "kept"])
    )
    return g.model("reader", inputs, outputs)


def _heads(g: Graph, x: str, w: dict[str, Array]) -> None:
    def logits(name: str) -> str:
        product = g.add("MatMul", x, g.tensor(f"{name}.weight", w[f"{name}.weight"].T))
        return g.add("Add", product, g.tensor(f"{name}.bias", w[f"{name}.bias"]))

    for name in ("roles", "mentions", "kinds"):
        g.output(name, g.add("LogSoftmax", logits(name), axis=-1))
    to = g.add("Transpose", logits("anchor_to"), perm=[0, 2, 1])
    scores = g.add("MatMul", logits("anchor_from"), to)
    scores = g.add(
        "Div", scores, g.tensor("anchor.root", np.array(math.sqrt(ANCHOR_WIDTH), np.float32))
    )
    scores = g.add("LogSoftmax", scores, axis=-1)
    kept = g.add("Min", g.tensor("anchors.kept", np.array([ANCHORS_KEPT])), length(g))
    best = g.add("TopK", scores, kept, outputs=2, axis=-1)
    g.output("anchor_scores", best)
    g.output("anchors", f"{best}_1")


def averaged(checkpoint: Path) -> dict[str, Array]:
    """The averaged weights of a run, by name."""
    saved = torch.load(checkpoint, map_location="cpu")["average"]
    return {name: tensor.float().numpy() for name, tensor in saved.items()}


def export(checkpoint: Path, folder: Path, *, quantized: bool = True) -> None:
    """Write graph, tokenizer and manifest of a checkpoint's averaged weights."""
    folder.mkdir(parents=True, exist_ok=True)
    model = build(averaged(checkpoint), quantized=quantized)
    (folder / GRAPH).write_bytes(model.SerializeToString())
    (folder / TOKENIZER).write_text(tokenizer().to_str(), encoding="utf-8")
    write_manifest(folder)


def write_manifest(folder: Path) -> None:
    """Write down the digests of the weights in a folder."""
    files = [folder / name for name in (GRAPH, EMBEDDER, TOKENIZER)]
    digests = {file.name: digest_of(file.read_bytes()) for file in files if file.exists()}
    manifest = {"format": FORMAT, "start": START, "digests": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="float32, to measure what int8 costs")
    options = parser.parse_args()
    export(options.checkpoint, options.folder, quantized=not options.float)


if __name__ == "__main__":
    main()
