"""What the bytes of one item may be: how many, and of which kind.

Must not know where they came from: that is the other modules of this folder.
"""

import os
from email.message import Message
from typing import BinaryIO

from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Rejected, Sighting

__all__ = [
    "HTML_TYPES",
    "LIMIT_BYTES",
    "capture_item",
    "charset_of",
    "check",
    "looks_like_html",
    "read_whole",
    "size_reason",
]

LIMIT_BYTES = 20_000_000
"""Most bytes of one item. The largest of 990 saved pages has 1.6 MB, and trafilatura, which finds
the main text, refuses more than this. A novel as plain text has about 1 MB."""

HTML_TYPES = ("text/html", "application/xhtml+xml")
SNIFFED_BYTES = 8192  # a binary file shows itself in its first block
MOST_CONTROL = 0.05  # share of control bytes: text has next to none, random bytes have 0.1

MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
    (b"RIFF", "an image, audio or video file"),
    (b"SQLite format 3\0", "an SQLite database"),
)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # such text is half NUL bytes and sound all the same
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")
HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<meta", b"<title")


def size_reason(size_bytes: int | None, limit_bytes: int) -> str:
    """Why an item of so many bytes is rejected. None: more than the limit, not counted further."""
    size = f"more than {limit_bytes:,}" if size_bytes is None else f"{size_bytes:,}"
    return (
        f"holds {size} bytes; one item may hold at most {limit_bytes:,}; "
        "split it, or save the page without its embedded images and scripts"
    )


def read_whole(stream: BinaryIO, limit_bytes: int) -> bytes:
    """All bytes of a file.

    Raises:
        InputError: They are too many, or fewer than the file had when it was opened.
    """
    size_bytes = os.fstat(stream.fileno()).st_size
    if size_bytes > limit_bytes:
        raise InputError(size_reason(size_bytes, limit_bytes))
    payload = stream.read(size_bytes + 1)  # asking for the limit would make room for all of it
    if len(payload) > size_bytes:
        payload += stream.read(limit_bytes + 1 - len(payload))
    if len(payload) > limit_bytes:
        raise InputError(size_reason(None, limit_bytes))
    if len(payload) < size_bytes:
        raise InputError(
            f"ended after {len(payload):,} of {size_bytes:,} bytes: it was changed while it was "
            "being read; read it again when it is complete"
        )
    return payload


def capture_item(payload: bytes, path: str, media_type: str) -> Captured | Rejected:
    """The capture of one text or page, or why it can be neither."""
    try:
        check(payload, media_type)
    except InputError as error:
        return Rejected(path, "capture", str(error))
    return Captured(path, Capture.of(payload, media_type), Sighting(path), payload)


def check(payload: bytes, media_type: str) -> None:
    """Raise InputError unless the payload can be a text or a page.

    Plain text is taken as it is, control characters included, as long as it is valid UTF-8.
    """
    expected = "an HTML page" if media_type == "text/html" else "plain text"
    if not payload:
        raise InputError(f"is empty (0 bytes); expected {expected}; fetch or save it again")
    for magic, kind in MAGIC:
        if payload.startswith(magic):
            raise InputError(
                f"looks like {kind} by its first bytes; expected {expected}; "
                "give the file its true suffix, or save the page as HTML or text"
            )
    share = _control_share(payload)
    if share > MOST_CONTROL and not (media_type == "text/plain" and _is_utf8(payload)):
        raise InputError(
            f"looks like binary data ({share:.0%} of its first bytes are NUL or control bytes); "
            f"expected {expected}; save the page as HTML or text"
        )


def looks_like_html(payload: bytes) -> bool:
    """Whether the first kilobytes hold one of the tags that pages begin with."""
    head = payload[:SNIFFED_BYTES].lower()
    if head.startswith(UTF16_MARKS):
        head = head.replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and any(
        sign in head for sign in HTML_SIGNS
    )


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type header names."""
    message = Message()
    message["Content-Type"] = content_type
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


def _control_share(payload: bytes) -> float:
    head = payload[:SNIFFED_BYTES]
    if head.startswith(UTF16_MARKS):
        return 0.0
    return 1 - len(head.translate(None, CONTROL)) / len(head)


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode()
    except UnicodeDecodeError:
        return False
    return True
