"""An ONNX graph under construction, and the encoder that the reader and the embedder share, op by op.

Matrix products are int8: weights per output channel, activations per call (dynamic). Word embeddings
are int8 with a scale per word. Norms and attention's softmax stay float32.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.network import Size

__all__ = ["Array", "Graph", "embedded", "encoded", "length"]

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

    def output(self, name: str, node: str) -> None:
        """Name a node's output as one of the graph's."""
        self.nodes.append(helper.make_node("Identity", [node], [name]))

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

    def norm(self, x: str, name: str, weights: Mapping[str, Array]) -> str:
        """Layer normalisation over the last axis."""
        scale = self.tensor(f"{name}.weight", weights[f"{name}.weight"])
        shift = self.tensor(f"{name}.bias", weights[f"{name}.bias"])
        return self.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

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

    def model(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> onnx.ModelProto:
        """The finished graph as a model."""
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.tensors.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(
            graph, opset_imports=opsets, ir_version=9, producer_name="stemmata"
        )


def embedded(g: Graph, weights: Mapping[str, Array], tables: Mapping[str, str]) -> str:
    """The sum of the input embeddings, normalised.

    Args:
        g: The graph.
        weights: The encoder's, by the names of `network.py`.
        tables: Further embedding tables and the inputs that index them, besides words and positions.
    """
    words = "embeddings.word_embeddings.weight"
    positions = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = g.words("ids", weights[words])
    start, end = g.tensor("zero", np.array([0])), length(g)
    x = g.add("Add", x, g.add("Slice", g.tensor("positions", positions), start, end))
    for name, indices in tables.items():
        x = g.add("Add", x, g.add("Gather", g.tensor(name, weights[name]), indices))
    return g.norm(x, "embeddings.LayerNorm", weights)


def length(g: Graph) -> str:
    """The number of pieces of the input `ids`, shape (1,)."""
    return g.add("Shape", "ids", start=1, end=2)


def encoded(g: Graph, x: str, weights: Mapping[str, Array], size: Size) -> str:
    """The hidden states after all blocks, of windows without padding: (windows, pieces, hidden)."""
    for k in range(size.layers):
        x = _block(g, x, weights, f"layers.{k}", size)
    return x


def _block(g: Graph, x: str, w: Mapping[str, Array], name: str, size: Size) -> str:
    """One layer. The sum and its norm are two nodes: the fused one takes eight times as long."""
    parts = [f"{name}.{p}" for p in ("query", "key", "value")]
    weight = np.concatenate([w[f"{p}.weight"] for p in parts])
    offset = np.concatenate([w[f"{p}.bias"] for p in parts])
    q = g.add("Split", g.linear(x, f"{name}.qkv", weight, offset), outputs=3, axis=-1)
    attended = g.add("MultiHeadAttention", q, f"{q}_1", f"{q}_2", fused=True, num_heads=size.heads)

    def dense(x: str, part: str) -> str:
        return g.linear(x, f"{name}.{part}", w[f"{name}.{part}.weight"], w[f"{name}.{part}.bias"])

    x = g.norm(g.add("Add", x, dense(attended, "output")), f"{name}.output_norm", w)
    inner = g.add("Gelu", dense(x, "intermediate"), fused=True)
    return g.norm(g.add("Add", x, dense(inner, "final")), f"{name}.final_norm", w)
