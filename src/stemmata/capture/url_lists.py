"""Lists of addresses: one a line, or the shortcut that Windows makes of a dragged address."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from stemmata.capture.jsonl import lines_of
from stemmata.capture.payload import size_reason
from stemmata.model import Rejected

__all__ = ["Address", "addresses", "is_list"]

SHORTCUT = "[internetshortcut]"
ADDRESS = re.compile(rb"https?://\S+", re.IGNORECASE)


class Address(NamedTuple):
    """A page that is still to be fetched."""

    url: str


def is_list(payload: bytes) -> bool:
    """Whether a text holds nothing but addresses, one a line, and comments: no article does."""
    lines = (line.strip() for line in payload.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    found = False
    for line in lines:
        if line and not line.startswith(b"#"):
            if not ADDRESS.fullmatch(line):
                return False
            found = True
    return found


def addresses(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Address | Rejected]:
    """The addresses of a list. Empty lines and what follows a # at the start of one are left out."""
    shortcut, empty = False, True
    for number, line in enumerate(lines_of(stream, limit_bytes), start=1):
        if line is None:
            empty = False
            yield Rejected(f"{path}:{number}", "capture", size_reason(None, limit_bytes))
            continue
        text = line.decode("utf-8-sig", "backslashreplace").strip()
        if text.lower() == SHORTCUT:
            shortcut = True
        elif shortcut and not text.lower().startswith("url="):
            continue
        elif text and not text.startswith("#"):
            empty = False
            url = text.partition("=")[2].strip() if shortcut else text
            yield _address(url, f"{path}:{number}")
    if empty:
        yield Rejected(path, "capture", "holds no address; expected one on each line")


def _address(url: str, where: str) -> Address | Rejected:
    if url.lower().startswith(("http://", "https://")):
        return Address(url)
    reason = f"is {url[:200]!r}; expected an address that begins with http:// or https://"
    return Rejected(where, "capture", reason)
