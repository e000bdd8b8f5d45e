"""ONNX sessions: one graph on the CPU, without chatter."""

import onnxruntime

__all__ = ["open_session"]

EXACT = ("session.x64quantprecision", "1")
"""Exact sums of int8 products on every processor. Without it, x86 processors that lack VNNI cut sums off
at 16 bits, and a reading would depend on the machine: 39 of 3,033 role labels of one article differed."""


def open_session(graph: bytes, *, threads: int) -> onnxruntime.InferenceSession:
    """Load a graph. The session may be used from several threads at once.

    Args:
        graph: A serialised ONNX model.
        threads: Threads of one run; 0 takes the number of physical cores.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry(*EXACT)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
