"""A plain or gzip-compressed file as one stream of bytes, in bounded memory.

A WARC file may be one gzip member a record, one member in all, or not compressed.
"""

import zlib
from typing import BinaryIO

__all__ = ["DamagedStreamError", "Members"]

PIECE_BYTES = 65_536  # read and decompressed at a time, whatever the file claims of itself
GZIP_MAGIC = b"\x1f\x8b"
GZIP_WINDOW = 31  # zlib's code for "with a gzip header"


class DamagedStreamError(Exception):
    """The compressed data is corrupt or ends too early."""


class Members:
    """Reads on across gzip members.

    Invariant: `start` is the byte offset in the file of the member (for a plain file, of the very
    byte) that the next byte read comes from, once `peek` has been called.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw = stream.read(PIECE_BYTES)
        self._read_bytes = len(self._raw)
        self._gzip = self._raw.startswith(GZIP_MAGIC)
        self._inflate = zlib.decompressobj(GZIP_WINDOW) if self._gzip else None
        self._ready = b""
        self._at = 0
        self._member_start = 0

    @property
    def start(self) -> int:
        """Where the next byte lies in the file; see the class."""
        if self._gzip:
            return self._member_start
        return self._read_bytes - len(self._raw) - (len(self._ready) - self._at)

    def peek(self) -> bytes:
        """The next byte without consuming it; empty at the end."""
        if self._at == len(self._ready):
            self._fill()
        return self._ready[self._at : self._at + 1]

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, fewer only at the end."""
        pieces = []
        while size > 0 and self.peek():
            piece = self._ready[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Pass over up to `size` bytes; how many there were."""
        left = size
        while left > 0 and self.peek():
            step = min(left, len(self._ready) - self._at)
            self._at += step
            left -= step
        return size - left

    def readline(self, limit: int) -> bytes:
        """The next line with its end, or its first `limit` bytes."""
        pieces = []
        while limit > 0 and self.peek():
            end = self._ready.find(b"\n", self._at, self._at + limit) + 1
            piece = self._ready[self._at : end or self._at + limit]
            self._at += len(piece)
            limit -= len(piece)
            pieces.append(piece)
            if end:
                break
        return b"".join(pieces)

    def _fill(self) -> None:
        self._ready, self._at = b"", 0
        while not self._ready:
            if not self._raw:
                self._raw = self._stream.read(PIECE_BYTES)
                self._read_bytes += len(self._raw)
                if not self._raw:
                    break
            if self._inflate is None:
                self._ready, self._raw = self._raw, b""
            else:
                self._inflate_piece(self._inflate)
        if not self._ready and self._inflate is not None and not self._inflate.eof:
            raise self._damaged("ends too early")

    def _inflate_piece(self, inflate: "zlib._Decompress") -> None:
        if inflate.eof:
            self._raw = self._raw.lstrip(b"\0")  # padding between members
            if not self._raw:
                return
            self._member_start = self._read_bytes - len(self._raw)
            self._inflate = inflate = zlib.decompressobj(GZIP_WINDOW)
        try:
            self._ready = inflate.decompress(self._raw, PIECE_BYTES)
        except zlib.error as error:
            raise self._damaged(f"is corrupt ({error})") from error
        self._raw = inflate.unused_data if inflate.eof else inflate.unconsumed_tail

    def _damaged(self, what: str) -> DamagedStreamError:
        return DamagedStreamError(f"at byte {self._member_start}: the compressed data {what}")
