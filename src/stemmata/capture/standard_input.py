"""Standard input: a page, JSONL rows or plain text, told apart by how it begins."""

import json
import sys
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from stemmata.capture import jsonl
from stemmata.capture.payload import capture_item, looks_like_html, size_reason
from stemmata.model import Captured, Rejected

__all__ = ["from_standard_input"]

PATH = "-"


def from_standard_input(stdin: BinaryIO | None, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The items on standard input. JSONL is read row by row, anything else as one item."""
    stream = sys.stdin.buffer if stdin is None else stdin
    lines = jsonl.lines_of(stream, limit_bytes)
    head: list[bytes | None] = []
    for line in lines:
        head.append(line)
        if line is None or line.strip():
            break
    first = head[-1] if head else b""
    if first is not None and _is_row(first):
        yield from jsonl.rows_of_lines(chain(head, lines), PATH, limit_bytes)
    else:
        yield _one_item(head, stream, limit_bytes)


def _is_row(line: bytes) -> bool:
    text = line.removeprefix(b"\xef\xbb\xbf")
    if not text.lstrip().startswith(b"{"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _one_item(head: list[bytes | None], stream: BinaryIO, limit_bytes: int) -> Captured | Rejected:
    payload = b"".join(line or b"" for line in head) + stream.read(limit_bytes + 1)
    if None in head or len(payload) > limit_bytes:
        return Rejected(PATH, "capture", size_reason(None, limit_bytes))
    media_type = "text/html" if looks_like_html(payload) else "text/plain"
    return capture_item(payload, PATH, media_type)
