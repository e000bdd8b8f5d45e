"""Quotations that go on in the next paragraph, where nobody is said to say them again.

“The well is dry,” she said. / “It has been dry since May.” / “We drink rain.”: a paragraph that is
nothing but a quotation, and that no attribution has, is the last speaker's. Must not move what a
draft has already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemmata.extract.draft import Draft
from stemmata.extract.quotations import quotations
from stemmata.extract.sentences import trimmed
from stemmata.model import Span

__all__ = ["continued"]

_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_LABEL = re.compile(r"[A-Z][A-Z.' -]+:")  # of a transcript: "HART: It is dry."
_LEAST_WORDS = 6  # a shorter line in quotation marks may be a title
_MOST_PIECES = 40  # of one attribution: nobody is quoted longer without being named again
_LONGEST_TAIL = (
    80  # code points from the quotation to the end of its paragraph: "… she said in May."
)


def continued(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the paragraphs of quotation that follow their own.

    Of 167 such paragraphs with nobody named in them, in PolNeAR's train and dev splits, 107 belong to
    the attribution before them or to one of the same source, 40 to another, which claims them itself,
    20 to none.
    """
    found = list(drafts)
    ends = {piece.end: i for i, draft in enumerate(found) for piece in draft.content}
    taken = bytearray(len(text))
    for start, end in (s for d in found for s in (*d.source, *d.cue, *d.content)):
        taken[start:end] = b"\1" * (end - start)
    speaker: int | None = None
    for line, quoted in _lines(text):
        if quoted is not None and speaker is not None and taken.find(1, *quoted) < 0:
            own = found[speaker]
            if len(own.content) < _MOST_PIECES and not _stands_elsewhere(text, quoted):
                found[speaker] = replace(own, content=(*own.content, quoted))
            continue
        speaker = _last_quoted(text, ends, line)
    return found


def _lines(text: str) -> Iterator[tuple[Span, Span | None]]:
    """The paragraphs, and the quotation that is all of one."""
    marks = quotations(text)
    for match in _LINE.finditer(text) if marks.all else ():
        line = trimmed(text, *match.span())
        if line is None:
            continue
        around = marks.around(line.start)
        whole = around is not None and around.span.start == line.start
        whole = whole and around is not None and around.span.end >= line.end
        whole = whole and text.count(" ", *line) >= _LEAST_WORDS - 1
        yield line, line if whole and not _LABEL.match(text, line.start + 1) else None


def _last_quoted(text: str, ends: dict[int, int], line: Span) -> int | None:
    """The draft whose quotation ends a paragraph, but for who says it and when."""
    marks = quotations(text)
    for end in range(line.end, max(line.start, line.end - _LONGEST_TAIL), -1):
        draft = ends.get(end)
        if draft is not None:
            return draft if marks.around(end - 1) is not None else None
    return None


def _stands_elsewhere(text: str, quoted: Span) -> bool:
    """Whether it is a pull quote, repeated from the text."""
    words = text[quoted.start + 1 : quoted.end - 1]
    return text.find(words) < quoted.start or text.find(words, quoted.end) >= 0
