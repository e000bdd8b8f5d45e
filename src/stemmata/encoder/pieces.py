"""Text to word pieces with the surface features that an uncased vocabulary loses.

Used alike when the weights are made (`training/`) and when they are run.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CLS", "GAPS", "OTHER", "SEP", "SHAPES", "Pieces", "cut", "without_surrogates"]

CLS, SEP = 101, 102
"""What the encoder reads before and after each window."""

SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
GAPS = ("none", "space", "line", "paragraph")

OTHER = SHAPES.index("other")

_WORD = re.compile(r"[^\W_]+")

_CLOSED, _OPEN = 0, 1
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text, in order.

    `ids`, `shapes` and `layouts` hold one small integer a piece; `starts` and `ends` are code points
    of the text, end exclusive. A shape is an index into SHAPES, of the whole word that the piece
    belongs to. A layout is the gap before the piece (index into GAPS) plus len(GAPS) where the
    piece stands inside quotation marks.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    shapes: NDArray[np.int64]
    layouts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def cut(text: str, tokenizer: "Tokenizer") -> Pieces:
    """Cut a text into word pieces.

    Lone surrogates, which no tokenizer accepts, are cut as U+FFFD; offsets stay those of `text`.

    Args:
        text: Any Unicode text.
        tokenizer: A WordPiece tokenizer without truncation, padding or special tokens.
    """
    encoding = tokenizer.encode(without_surrogates(text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        shapes=np.array(_shapes(text, starts.tolist()), dtype=np.int64),
        layouts=_layouts(text, starts, ends),
    )


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate."""
    if text.isascii():
        return text
    return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)


def _shapes(text: str, starts: list[int]) -> list[int]:
    """The shape of the word, a run of letters and digits, that holds each start."""
    shapes, last, shape = [], 0, OTHER
    for start in starts:
        if start >= last:
            word = _WORD.match(text, start)
            last = word.end() if word else start + 1
            shape = _shape(text[start:last])
        shapes.append(shape)
    return shapes


@lru_cache(maxsize=2**14)  # most words of a text have been seen before
def _shape(word: str) -> int:
    if not any(c.isalpha() for c in word):
        return SHAPES.index("digit") if any(c.isdigit() for c in word) else OTHER
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return SHAPES.index("upper") if len(word) > 1 else SHAPES.index("title")
    return SHAPES.index("title") if word[0].isupper() else SHAPES.index("mixed")


def _layouts(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    layouts = np.zeros(len(starts), dtype=np.int64)
    state, last = _CLOSED, 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        between = text[last:start]
        breaks = between.count("\n")
        gap = min(breaks + 1, 3) if breaks else int(start > last or start == 0)
        if breaks:
            state = _CLOSED
        mark = text[start:end]
        opens = mark in _OPENING or (mark in _STRAIGHT and state == _CLOSED)
        closes = mark in _CLOSING or (mark in _STRAIGHT and state == _OPEN)
        if mark and opens:
            state = _OPEN
        layouts[i] = gap + len(GAPS) * state
        if mark and closes:
            state = _CLOSED
        last = end
    return layouts
