"""Text to scores: pieces, windows, ONNX sessions, weights by digest.

The only user of onnxruntime and tokenizers. Must not know what the scores mean.
"""
