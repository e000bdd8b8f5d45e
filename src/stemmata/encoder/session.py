"""ONNX sessions: one graph on the CPU, without chatter."""

import onnxruntime

__all__ = ["open_session"]


def open_session(graph: bytes, *, threads: int) -> onnxruntime.InferenceSession:
    """Load a graph. The session may be used from several threads at once.

    Args:
        graph: A serialised ONNX model.
        threads: Threads of one run; 0 takes the number of physical cores.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
