"""Quoted words made safe and short enough to show; the words themselves are never changed."""

import re
from collections.abc import Iterable

__all__ = ["BIDI_CONTROLS", "around", "joined", "shorten", "visible"]

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Invisible characters that reorder the text around them, as the inside of a character class."""

_UNSHOWABLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff{BIDI_CONTROLS}]"
)
_SPACE = re.compile(r"\s+")
_CLOSED = r"[.!?][\"'”’)]*"
_SENTENCE_END = re.compile(rf"{_CLOSED}\s|[\n\r]")
_ENDED = re.compile(rf"(?:{_CLOSED}|[\n\r])\Z")


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


def around(text: str, start: int, end: int, limit: int) -> tuple[str, str]:
    """The words of the sentence before and after a passage, each at most `limit` code points.

    Where they are cut, it is at a word boundary, with ``…``. Both are as they stand in the text, the
    white space at their outer ends left out.
    """
    first = max(0, start - limit)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, first, start)]
    before = text[ends[-1] if ends else first : start].lstrip()
    if not ends and first and not text[first - 1].isspace():
        before = re.sub(r"\A\S*\s*", "", before)
    if not ends and first:
        before = f"… {before}"
    if _ENDED.search(text, start, end) and not text[end : end + 1].strip():
        return before, ""
    last = _SENTENCE_END.search(text, end)
    rest = text[end : last.end() if last else len(text)].rstrip()
    return before, shorten(rest, limit)


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
