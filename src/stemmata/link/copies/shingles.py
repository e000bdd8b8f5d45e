"""The words of a text as numbers that are equal where the words are the same but for their looks."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Hashes", "Words", "shingles", "words_of"]

Hashes = NDArray[np.uint64]

UNSPACED = (  # scripts written without spaces: each character counts as a word
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens, joiners: inside words, not of them
MARKS = (  # vowel signs and accents, which `\w` leaves out
    f"{INVISIBLE}\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u0900-\u0903\u093a-\u0963\u0980-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d57\u0dca-\u0ddf"
)
LETTERS = rf"[^\W_{UNSPACED}]+(?:[{MARKS}]+[^\W_{UNSPACED}]*)*"
WORD = re.compile(
    rf"[{UNSPACED}]"
    r"|\d+(?:[.,٫٬]\d+)+(?![^\W_])"  # 290,000 is 290000; 3.5 stays what it is
    rf"|{LETTERS}(?:['’‘ʼ`´]{LETTERS})*"  # it's is its: many texts have lost their apostrophes
)
SEPARATORS = dict.fromkeys(map(ord, ",٬'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff"))
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, from the golden ratio: spreads over all 64 bits


class Words(NamedTuple):
    """The words of one text, in order: 64-bit hashes, and the code points where each starts and ends."""

    hashes: Hashes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


def words_of(text: str) -> Words:
    """The words of a text without case, accents, punctuation, apostrophes and hyphens.

    Numbers are kept, without separators of thousands. The hashes are the same on every machine.
    """
    found = list(WORD.finditer(text))
    return Words(
        np.array([_hash(match[0]) for match in found], np.uint64),
        np.array([match.start() for match in found], np.int32),
        np.array([match.end() for match in found], np.int32),
    )


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    plain = word.translate(SEPARATORS)
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return int.from_bytes(blake2b(plain.casefold().encode(), digest_size=8).digest(), "little")


def shingles(hashes: Hashes, size: int) -> Hashes:
    """One hash for each run of `size` words, in order; none where there are fewer words."""
    count = len(hashes) - size + 1
    if count <= 0:
        return hashes[:0]
    found = hashes[:count].copy()
    for i in range(1, size):
        found *= MULTIPLIER
        found += hashes[i : i + count]
    return found
