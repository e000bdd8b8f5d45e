"""A checkpoint of `alike.py`, or the published encoder unchanged, to int8 ONNX: the sentence embedder.

    python -m training.export_embedder training/runs/NAME/last.pt FOLDER [--float]
    python -m training.export_embedder published FOLDER [--float]

One sentence to its unit vector: the mean of its pieces' hidden states, scaled to length 1.
"""

import argparse
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from stemmata.encoder.weights import EMBEDDER
from training.export import averaged, write_manifest
from training.graph import Array, Graph, embedded, encoded
from training.network import Size, own_name
from training.start import published_weights


def build(weights: dict[str, Array], *, quantized: bool) -> onnx.ModelProto:
    """The graph: `ids`, int64 (texts, pieces), to `vectors`, float32 (texts, hidden)."""
    g = Graph(quantized=quantized)
    size = Size()
    mean = g.add(
        "ReduceMean", encoded(g, embedded(g, weights, {}), weights, size), axes=[1], keepdims=0
    )
    g.output("vectors", g.add("LpNormalization", mean, axis=-1, p=2))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", size.hidden])
    return g.model("embedder", [ids], [vectors])


def export(weights: dict[str, Array], folder: Path, *, quantized: bool = True) -> None:
    """Write the embedder into a folder of weights, and its digest into their manifest."""
    (folder / EMBEDDER).write_bytes(build(weights, quantized=quantized).SerializeToString())
    write_manifest(folder)


def taught(checkpoint: Path) -> dict[str, Array]:
    """The averaged weights of a run of `alike.py`, by our names."""
    return {name.removeprefix("reader."): array for name, array in averaged(checkpoint).items()}


def published() -> dict[str, Array]:
    """The published encoder's weights, by our names."""
    return {own_name(name): t.float().numpy() for name, t in published_weights().items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", help='a checkpoint, or "published"')
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="float32, to measure what int8 costs")
    options = parser.parse_args()
    weights = published() if options.weights == "published" else taught(Path(options.weights))
    export(weights, options.folder, quantized=not options.float)


if __name__ == "__main__":
    main()
