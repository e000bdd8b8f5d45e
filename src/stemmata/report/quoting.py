"""Quoted words made safe and short enough to show; the words themselves are never changed."""

import re
from collections.abc import Iterable

__all__ = ["BIDI_CONTROLS", "joined", "shorten", "visible"]

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Invisible characters that reorder the text around them, as the inside of a character class."""

_UNSHOWABLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff{BIDI_CONTROLS}]"
)
_SPACE = re.compile(r"\s+")


def joined(pieces: Iterable[str]) -> str:
    """The pieces of one role as one line of words; what lies between them is an ellipsis."""
    return " … ".join(pieces)


def visible(text: str) -> str:
    r"""The text on one line, every character that could move a cursor or hide shown as its escape.

    Line breaks become ``↵``; control characters, lone surrogates and invisible characters that
    reorder text become Python escapes such as ``\x1b``. All other characters stay as they are.
    """
    if text.isprintable():  # no white space but spaces, and nothing of what is looked for
        return text
    return _UNSHOWABLE.sub(_escape, _SPACE.sub(_space, text))


def _space(run: re.Match[str]) -> str:
    return " ↵ " if "\n" in run[0] or "\r" in run[0] else run[0].replace("\t", " ")


def _escape(character: re.Match[str]) -> str:
    return character[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def shorten(text: str, limit: int) -> str:
    """At most `limit` code points of the text; where it is cut, at a word boundary, with ``…``.

    A single word longer than the limit is cut inside.
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace():
        head = re.sub(r"\s\S*\Z", "", head) or head
    return head.rstrip() + "…"
