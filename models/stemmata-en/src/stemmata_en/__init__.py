"""The weights that Stemmata reads English with.

reader.onnx, embedder.onnx (sentences to vectors, for linking), tokenizer.json, weights.json, accuracy.json.

Holds data only; `stemmata.encoder.weights` finds the files beside this one and checks their digests.
"""

__version__ = "0.1.0"
