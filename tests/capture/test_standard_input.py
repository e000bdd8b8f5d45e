"""Standard input: what it is shows in how it begins."""

import io

import pytest

from stemmata.capture import gather
from stemmata.model import Captured, Rejected


def read(payload: bytes, limit_bytes: int = 10_000) -> list[Captured | Rejected]:
    return list(gather(["-"], stdin=io.BytesIO(payload), limit_bytes=limit_bytes))


@pytest.mark.parametrize(
    ("payload", "media_type"),
    [
        (b"The talks failed.\n<html> was said.", "text/plain"),
        (b"\n\n  words after blank lines\n", "text/plain"),
        (b"{curly} words", "text/plain"),
        (b"\n <!DOCTYPE html>\n<html><p>Words</p></html>", "text/html"),
        ("<html><p>Words</p></html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><html><p>Words</p></html>", "text/html"),
    ],
)
def test_a_text_or_a_page_is_one_item_byte_for_byte(payload: bytes, media_type: str) -> None:
    (item,) = read(payload)
    assert isinstance(item, Captured)
    assert (item.path, item.capture.media_type, item.payload) == ("-", media_type, payload)


def test_rows_are_read_as_jsonl_with_line_numbers() -> None:
    items = read(b'\n{"id": "a", "text": "x"}\nnonsense\n{"id": "b", "text": "y"}\n')
    assert [i.path if isinstance(i, Captured) else i.item for i in items] == ["-#a", "-:3", "-#b"]


def test_rows_come_before_the_input_ends() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readline(self, size: int | None = -1, /) -> bytes:
            Endless.lines += 1
            return b'{"id": "%d", "text": "x"}\n' % Endless.lines

        lines = 0

    items = gather(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert [next(items).path for _ in range(3)] == ["-#1", "-#2", "-#3"]  # type: ignore[union-attr]


@pytest.mark.parametrize("payload", [b"", b"x" * 20_000, b"x\n" * 10_000, b"%PDF-1.7\nx"])
def test_what_is_empty_too_long_or_binary_is_rejected(payload: bytes) -> None:
    (item,) = read(payload)
    assert isinstance(item, Rejected)
    assert item.item == "-"
