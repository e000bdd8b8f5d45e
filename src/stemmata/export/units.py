"""Offsets of a text converted from code points to the units that other formats count in.

The one place where that is done: spreadsheets and browsers count UTF-16 units, Arrow counts bytes
of UTF-8. A lone surrogate counts as it is written with Python's "surrogatepass": one unit of
UTF-16, three bytes of UTF-8.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from stemmata.model import Span

__all__ = ["Units"]

_BEYOND_ASCII = re.compile("[\u0080-\U0010ffff]")


class Units:
    """The offsets of one text in other units."""

    def __init__(self, text: str) -> None:
        wide = [(found.start(), ord(found[0])) for found in _BEYOND_ASCII.finditer(text)]
        self._two_bytes = [at for at, _ in wide]
        self._three_bytes = [at for at, code in wide if code > 0x7FF]
        self._astral = [at for at, code in wide if code > 0xFFFF]

    def utf16(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans in UTF-16 units."""
        return tuple(Span(*(self._utf16(at) for at in span)) for span in spans)

    def utf8(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans in bytes of UTF-8."""
        return tuple(Span(*(self._utf8(at) for at in span)) for span in spans)

    def _utf16(self, at: int) -> int:
        return at + bisect_left(self._astral, at)

    def _utf8(self, at: int) -> int:
        wide = (self._two_bytes, self._three_bytes, self._astral)
        return at + sum(bisect_left(places, at) for places in wide)
