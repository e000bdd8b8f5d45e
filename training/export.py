"""A checkpoint to ONNX weights: the graph of `network.Reader`, op by op, with fused kernels.

    python -m training.export training/runs/NAME/last.pt FOLDER [--float]

Matrix products are int8: weights per output channel, activations per call (dynamic). Word embeddings
are int8 with a scale per word. Norms, attention's softmax and the heads stay float32.
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from stemmata.encoder.heads import ANCHOR_WIDTH, KIND_LABELS, MENTION_LABELS, ROLE_LABELS
from stemmata.encoder.weights import ANCHORS_KEPT, GRAPH, MANIFEST, TOKENIZER
from stemmata.ids import digest_of
from training.network import Size
from training.start import START, tokenizer

Array = NDArray[Any]


class Graph:
    """An ONNX graph under construction. Methods add a node and return the name of its output."""

    def __init__(self, *, quantized: bool) -> None:
        self.quantized = quantized
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}

    def tensor(self, name: str, values: Array) -> str:
        """A constant; the same name again is the same constant."""
        self.tensors.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(
        self, op: str, *inputs: str, outputs: int = 1, fused: bool = False, **attributes: Any
    ) -> str:
        """A node; `fused` ones are ONNX Runtime's own."""
        name = f"{op}_{len(self.nodes)}"
        names = [name] + [f"{name}_{i}" for i in range(1, outputs)]
        domain = "com.microsoft" if fused else ""
        self.nodes.append(
            helper.make_node(op, list(inputs), names, name=name, domain=domain, **attributes)
        )
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """The product x @ weight.T + bias, weight of shape (out, in)."""
        if not self.quantized:
            product = self.add("MatMul", x, self.tensor(f"{name}.weight", weight.T))
            return self.add("Add", product, self.tensor(f"{name}.bias", bias))
        scale = np.abs(weight).max(axis=1) / 127
        rounded = np.round(weight / scale[:, None]).astype(np.int8)
        return self.add(
            "DynamicQuantizeMatMul",
            x,
            self.tensor(f"{name}.weight", rounded.T),
            self.tensor(f"{name}.scale", scale.astype(np.float32)),
            self.tensor(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.tensor(f"{name}.bias", bias),
            fused=True,
        )

    def words(self, ids: str, weight: Array) -> str:
        """The rows of an embedding table, shape (vocabulary, hidden)."""
        if not self.quantized:
            return self.add("Gather", self.tensor("words", weight), ids)
        scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
        rounded = np.round(weight / scale).astype(np.int8)
        rows = self.add("Gather", self.tensor("words", rounded), ids)
        rows = self.add("Cast", rows, to=TensorProto.FLOAT)
        return self.add(
            "Mul",
            rows,
            self.add("Gather", self.tensor("words.scale", scale.astype(np.float32)), ids),
        )


def build(
    weights: dict[str, Array], *, quantized: bool, size: Size | None = None
) -> onnx.ModelProto:
    """The inference graph of the reader.

    Inputs ids, shapes, layouts: int64 (windows, pieces); present: int32 (windows, pieces), 1 or 0.
    Outputs, float32 unless said: roles, mentions, kinds: log-probabilities (windows, pieces, labels);
    anchor_scores and anchors (int64): the ANCHORS_KEPT likeliest anchors of each piece and their
    log-probabilities, (windows, pieces, ANCHORS_KEPT).
    """
    size = size or Size()
    g = Graph(quantized=quantized)
    w = weights
    length = g.add("Gather", g.add("Shape", "ids"), g.tensor("one", np.array([1])))
    positions = (
        w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    )
    zero = g.tensor("zero", np.array([0]))
    x = g.words("ids", w["embeddings.word_embeddings.weight"])
    x = g.add("Add", x, g.add("Slice", g.tensor("positions", positions), zero, length))
    for name in ("shape", "layout"):
        rows = g.add(
            "Gather", g.tensor(name, w[f"embeddings.{name}_embeddings.weight"]), f"{name}s"
        )
        x = g.add("Add", x, rows)
    norm = "embeddings.LayerNorm"
    x = g.add(
        "LayerNormalization",
        x,
        g.tensor(f"{norm}.weight", w[f"{norm}.weight"]),
        g.tensor(f"{norm}.bias", w[f"{norm}.bias"]),
        axis=-1,
        epsilon=1e-12,
    )
    bias = _attention_bias(g)
    for k in range(size.layers):
        x = _block(g, x, w, f"layers.{k}", bias, size)
    _heads(g, x, w, bias)
    integers = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["windows", "pieces"])
        for n in ("ids", "shapes", "layouts")
    ]
    present = helper.make_tensor_value_info("present", TensorProto.INT32, ["windows", "pieces"])
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
    graph = helper.make_graph(
        g.nodes, "reader", [*integers, present], outputs, list(g.tensors.values())
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="stemmata")


def _attention_bias(g: Graph) -> str:
    """0 where a piece is present and -10,000 where it is padding, shape (windows, 1, 1, pieces)."""
    absent = g.add(
        "Sub",
        g.tensor("present.one", np.array(1, np.float32)),
        g.add("Cast", "present", to=TensorProto.FLOAT),
    )
    bias = g.add("Mul", absent, g.tensor("absent", np.array(-1e4, np.float32)))
    return g.add("Unsqueeze", bias, g.tensor("bias.axes", np.array([1, 2])))


def _block(g: Graph, x: str, w: dict[str, Array], name: str, bias: str, size: Size) -> str:
    parts = [f"{name}.{p}" for p in ("query", "key", "value")]
    weight = np.concatenate([w[f"{p}.weight"] for p in parts])
    offset = np.concatenate([w[f"{p}.bias"] for p in parts])
    qkv = g.linear(x, f"{name}.qkv", weight, offset)
    q = g.add("Split", qkv, outputs=3, axis=-1)

    def heads(part: str, order: list[int]) -> str:
        shape = g.tensor("heads.shape", np.array([0, 0, size.heads, size.hidden // size.heads]))
        return g.add("Transpose", g.add("Reshape", part, shape), perm=order)

    root = g.tensor("root", np.array(math.sqrt(size.heads / size.hidden), np.float32))
    scores = g.add("MatMul", heads(q, [0, 2, 1, 3]), heads(f"{q}_1", [0, 2, 3, 1]))
    scores = g.add("Softmax", g.add("Add", g.add("Mul", scores, root), bias), axis=-1)
    attended = g.add(
        "Transpose", g.add("MatMul", scores, heads(f"{q}_2", [0, 2, 1, 3])), perm=[0, 2, 1, 3]
    )
    attended = g.add("Reshape", attended, g.tensor("joined.shape", np.array([0, 0, size.hidden])))
    attended = g.linear(
        attended, f"{name}.output", w[f"{name}.output.weight"], w[f"{name}.output.bias"]
    )
    x = _sum_and_norm(g, x, attended, w, f"{name}.output_norm")
    inner = g.linear(
        x, f"{name}.intermediate", w[f"{name}.intermediate.weight"], w[f"{name}.intermediate.bias"]
    )
    inner = g.add("Gelu", inner, fused=True)
    inner = g.linear(inner, f"{name}.final", w[f"{name}.final.weight"], w[f"{name}.final.bias"])
    return _sum_and_norm(g, x, inner, w, f"{name}.final_norm")


def _sum_and_norm(g: Graph, a: str, b: str, w: dict[str, Array], name: str) -> str:
    scale = g.tensor(f"{name}.weight", w[f"{name}.weight"])
    shift = g.tensor(f"{name}.bias", w[f"{name}.bias"])
    return g.add("SkipLayerNormalization", a, b, scale, shift, fused=True, epsilon=1e-12)


def _heads(g: Graph, x: str, w: dict[str, Array], bias: str) -> None:
    def logits(name: str) -> str:
        product = g.add("MatMul", x, g.tensor(f"{name}.weight", w[f"{name}.weight"].T))
        return g.add("Add", product, g.tensor(f"{name}.bias", w[f"{name}.bias"]))

    def named(output: str, node: str) -> None:
        g.nodes.append(helper.make_node("Identity", [node], [output]))

    for name in ("roles", "mentions", "kinds"):
        named(name, g.add("LogSoftmax", logits(name), axis=-1))
    to = g.add("Transpose", logits("anchor_to"), perm=[0, 2, 1])
    scores = g.add("MatMul", logits("anchor_from"), to)
    scores = g.add(
        "Div", scores, g.tensor("anchor.root", np.array(math.sqrt(ANCHOR_WIDTH), np.float32))
    )
    scores = g.add("Add", scores, g.add("Squeeze", bias, g.tensor("anchor.axes", np.array([1]))))
    scores = g.add("LogSoftmax", scores, axis=-1)
    wanted = g.tensor("anchors.kept", np.array([ANCHORS_KEPT]))
    length = g.add("Gather", g.add("Shape", "ids"), g.tensor("one", np.array([1])))
    best = g.add("TopK", scores, g.add("Min", wanted, length), outputs=2, axis=-1)
    named("anchor_scores", best)
    named("anchors", f"{best}_1")


def export(checkpoint: Path, folder: Path, *, quantized: bool = True) -> None:
    """Write graph, tokenizer and manifest of a checkpoint's averaged weights."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = torch.load(checkpoint)["average"]
    weights = {name: tensor.float().numpy() for name, tensor in saved.items()}
    model = build(weights, quantized=quantized)
    (folder / GRAPH).write_bytes(model.SerializeToString())
    (folder / TOKENIZER).write_text(tokenizer().to_str(), encoding="utf-8")
    manifest = {
        "format": 1,
        "start": START,
        "digests": {name: digest_of((folder / name).read_bytes()) for name in (GRAPH, TOKENIZER)},
    }
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
