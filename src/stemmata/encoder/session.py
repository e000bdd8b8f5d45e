"""ONNX sessions: one graph on the CPU, without chatter, the same sums on every processor."""

from functools import cache
from pathlib import Path

import onnxruntime

__all__ = ["open_session"]

WIDER = ("session.x64quantprecision", "1")
"""Asks for int8 products in wider registers. x86 processors without VNNI otherwise cut sums off at 16 bits,
and a reading would depend on the machine: 39 of 3,033 role labels of one article differed. With VNNI sums
are exact anyway, and this would only make them 1.7 times slower."""

PROCESSOR = Path("/proc/cpuinfo")
VNNI = frozenset({"avx512_vnni", "avx_vnni"})


def open_session(graph: bytes, *, threads: int) -> onnxruntime.InferenceSession:
    """Load a graph. The session may be used from several threads at once.

    Args:
        graph: A serialised ONNX model.
        threads: Threads of one run; 0 takes the number of physical cores.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    if not has_vnni():
        options.add_session_config_entry(*WIDER)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@cache
def has_vnni() -> bool:
    """Whether the processor is known to add int8 products exactly at full speed.

    Where the system does not tell (anywhere but on Linux), it is taken not to: exact, if slower.
    """
    try:
        told = PROCESSOR.read_text("utf-8")
    except OSError:
        return False
    return not VNNI.isdisjoint(told.split())
