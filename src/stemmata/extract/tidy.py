"""Drafts whose spans begin and end where a person would begin and end them.

The conventions are PARC's as annotated in PolNeAR, counted on its train split: paired quotation
marks belong to the content, and so does the comma or full stop before the closing one; the full
stop that ends a sentence outside quotation marks does not (98 %), nor does a comma; "that" opens
a content and an article a source; a source keeps the comma that closes its apposition (90 %); a
colon belongs to the cue (98 %), and so does the preposition in "called for" and its like (93 %);
no span crosses a line break.

Must not judge what an attribution says: it moves edges, and drops what nothing signals.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from stemmata.extract.draft import Draft
from stemmata.extract.quotations import is_mark, quotations
from stemmata.model import Span, Spans

__all__ = ["tidy"]

Role = Literal["source", "cue", "content"]

_MAX_ROUNDS = 8  # moving one edge can free another; real drafts settle after two
_LONG = 400  # code points from which a text without one comma has lost them
_MAX_WORD = 40  # how far an edge moves to reach the end of its word, in code points

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_CLOSED_BY = {"(": ")", "[": "]"}
_OPENED_BY = {")": "(", "]": "["}

_STRAY_LAST: dict[Role, str] = {"source": ".;:", "cue": ".,;", "content": ".,;:"}
_STRAY_FIRST = ".,;:!?)]}…%"
_ADVERBS = re.compile(
    r"(?:Earlier|Meanwhile|Separately|However|Yesterday|Today|Also|And|But),?[ \u00a0]+(?=[a-z])"
)
"""Opens the sentence and not the source behind it: "Earlier state television"."""
_ASIDE = re.compile(r",? for (?:his|her|its|their) part,?$")
_DASHES = "-–—―"
_COLON = re.compile(r":(?!\w)")  # not in "at 8:30"
_PREPOSITION = re.compile(r"(for|on|about|of|against|with|over)[ \u00a0]+(?=[^\W_])")
_ACCUSED = re.compile(
    r"(?:(?:ha[sd]|have)\s+)?(?:(?:is|are|was|were|been|being)\s+)+(?:\w+ly\s+)?(?:accused|suspected)\b",
    re.IGNORECASE,
)
_BARE_CUE = re.compile(r"[:\-–—―]+")
"""A colon or a dash is a cue by itself: "Mayor: no water today"."""

_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_](?:\.[^\W\d_])*|\b(?:[Mm]rs?|[Mm]s|[DJS]r|Inc|Corp|Co|Ltd|Bros|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|Gov|Sen|Rep|Gen|Lt|Col|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ill|Ind|Kan|Mass"
    r"|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|etc|al|No))\.$"
)


def tidy(text: str, draft: Draft) -> Draft | None:
    """Move a draft's spans to sensible places.

    No span begins or ends with white space, inside a word, or with a stray mark; pieces are in
    order, and joined where only blanks lie between; no code point has two roles (the cue comes
    first, then the source). Tidying twice changes nothing more.

    Args:
        text: The article's text, to which the spans refer.
        draft: As decoded; its spans may be out of order, overlap or reach beyond the text.

    Returns:
        The draft with its spans moved, or None where no content is left, or nothing says that it
        is someone's: no source, no cue, no quotation.
    """
    current = draft
    for _ in range(_MAX_ROUNDS):
        moved = _round(text, current)
        if moved == current:
            break
        current = moved
    return current if current.content and _is_signalled(text, current) else None


def _is_signalled(text: str, draft: Draft) -> bool:
    if draft.source or draft.cue:
        return True
    return any(quotations(text).within(piece) for piece in draft.content)


def _round(text: str, draft: Draft) -> Draft:
    cue = _pieces(text, draft.cue, "cue", ())
    source = _without_accused(text, _pieces(text, draft.source, "source", cue), cue)
    content = _pieces(text, draft.content, "content", (*cue, *source))
    cue, content = _with_preposition(text, cue, content)
    cue = _beside(text, cue, (*source, *content))
    return replace(draft, source=source, cue=_with_colon(text, cue, source), content=content)


def _beside(text: str, cue: Spans, others: Spans) -> Spans:
    """Of several pieces of a cue, those on a line with the source or the content, if any are.

    The colon of "Photo: Coast Wire" is no part of how somebody in the next paragraph said something.
    """
    if len(cue) < 2:
        return cue
    lines = {_line_of(text, piece) for piece in others}
    return tuple(piece for piece in cue if _line_of(text, piece) in lines) or cue


def _line_of(text: str, piece: Span) -> int:
    """Where the line begins that a piece stands on."""
    return max(text.rfind(mark, 0, piece.start) for mark in _BREAKS)


def _without_accused(text: str, source: Spans, cue: Spans) -> Spans:
    """Of "two men who were accused by Ardesh of …", not the men: they say nothing."""
    if not cue or not _ACCUSED.match(text, cue[0].start, cue[0].end):
        return source
    return tuple(piece for piece in source if piece.start > cue[0].start)


def _with_preposition(text: str, cue: Spans, content: Spans) -> tuple[Spans, Spans]:
    """The preposition of "called | for help" goes to the cue before it."""
    for i, piece in enumerate(content):
        found = _PREPOSITION.match(text, piece.start, piece.end)
        before = next((c for c in cue if 0 < piece.start - c.end <= 2), None)
        if found is None or before is None or not _joins(text, before.end, piece.start):
            continue
        longer = Span(before.start, found.end(1))
        rest = Span(found.end(), piece.end)
        cue = tuple(longer if c == before else c for c in cue)
        content = (*content[:i], rest, *content[i + 1 :])
    return cue, content


def _with_colon(text: str, cue: Spans, source: Spans) -> Spans:
    """The colon after "said" belongs to the cue."""
    taken = {s.start for s in (*source, *cue)}
    return tuple(
        Span(c.start, c.end + 1) if _COLON.match(text, c.end) and c.end not in taken else c
        for c in cue
    )


def _pieces(text: str, spans: Spans, role: Role, taken: Spans) -> Spans:
    """One role's pieces, tidied, without what another role has taken."""
    whole = [Span(max(0, s.start), min(len(text), s.end)) for s in spans]
    lines = [Span(*found.span()) for s in whole for found in _LINE.finditer(text, s.start, s.end)]
    moved = [_edges(text, _whole_words(text, s), role) for s in _free(lines, taken)]
    kept = [_edges(text, s, role) for s in _free(moved, taken)]
    return _merged(text, [s for s in kept if _says_something(text, s, role)])


def _free(spans: Iterable[Span], taken: Spans) -> list[Span]:
    """What is left of spans once those taken are cut out of them."""
    left = [s for s in spans if s.start < s.end]
    for other in taken:
        left = [
            part
            for s in left
            for part in (
                (Span(s.start, other.start), Span(other.end, s.end)) if s.overlaps(other) else (s,)
            )
            if part.start < part.end
        ]
    return left


def _merged(text: str, spans: list[Span]) -> Spans:
    """Pieces in order, joined where they touch or only blanks of one line lie between."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and _joins(text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _joins(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return start <= end or (between.isspace() and _LINE.fullmatch(between) is not None)


def _says_something(text: str, span: Span, role: Role) -> bool:
    words = text[span.start : span.end]
    if role == "cue" and _BARE_CUE.fullmatch(words):
        return True
    return any(c.isalnum() for c in words)


def _whole_words(text: str, span: Span) -> Span:
    start, end = span
    while start and span.start - start < _MAX_WORD and _in_word(text, start):
        start -= 1
    while end < len(text) and end - span.end < _MAX_WORD and _in_word(text, end):
        end += 1
    return Span(start, end)


def _in_word(text: str, at: int) -> bool:
    """Whether the border before `at` lies inside a word."""
    return _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _edges(text: str, span: Span, role: Role) -> Span:
    """The span without what does not belong at its ends, with what belongs there."""
    before = None
    while span != before and span.start < span.end:
        before = span
        span = _trimmed(text, span, role)
        if role == "content":
            span = _with_marks(text, span)
        span = _with_bracket(text, span)
    return span


def _trimmed(text: str, span: Span, role: Role) -> Span:
    start, end = span
    if role == "cue" and _BARE_CUE.fullmatch(text, start, end):
        return span
    if role == "source" and (opening := _ADVERBS.match(text, start, end)):
        start = opening.end()
    while start < end and _is_stray_first(text, start, end, role):
        start += 1
    while start < end and _is_stray_last(text, start, end - 1, role):
        end -= 1
    if role == "source" and (aside := _ASIDE.search(text, start, end)):
        end = aside.start()
    return Span(start, end)


def _is_stray_first(text: str, at: int, end: int, role: Role) -> bool:
    character = text[at]
    if character.isspace():
        return True
    if is_mark(text, at):
        opening = quotations(text).opening_at.get(at)
        if opening is not None:
            return False
        return not _is_apostrophe(text, at)
    if character in _DASHES:
        return not text[at + 1 : at + 2].isalnum()
    if character == "." and text[at + 1 : at + 2].isdigit():
        return False
    if character == "." and quotations(text).around(at) is not None:
        return False  # an ellipsis inside a quotation
    if character in "([" and role != "source":
        return _CLOSED_BY[character] not in text[at:end]
    return character in _STRAY_FIRST and not (role == "cue" and character == ":")


def _is_stray_last(text: str, start: int, at: int, role: Role) -> bool:
    character = text[at]
    if character.isspace():
        return True
    if is_mark(text, at):
        closed = quotations(text).closing_at.get(at)
        if closed is None:
            return not _is_apostrophe(text, at)
        return closed.span.start < start  # it closes what was opened before the span
    if character in _DASHES:
        return quotations(text).around(at) is None and not _closes_aside(text, start, at)
    if character in "([{":
        return True
    if character == "," and role == "source":
        return not any(mark in text[start:at] for mark in ",([")  # closes an apposition
    if character not in _STRAY_LAST[role]:
        return False
    if role != "content":
        return character != "." or not _is_abbreviation(text, start, at)
    quotation = quotations(text).around(at)
    if quotation is not None and quotation.span.end > at + 1 and quotation.span.start >= start:
        return False  # the mark belongs to the words quoted
    if character == "." and "," not in text and not quotations(text).all and len(text) > _LONG:
        return False  # all marks are lost: the decoder tells a quoted sentence from a reported one
    return character != "." or not _keeps_stop(text, start, at)


def _closes_aside(text: str, start: int, at: int) -> bool:
    """Whether a dash is the second of a pair: "strikes - of nurses and teachers -"."""
    opening = text.rfind(f" {text[at]}", start, at - 1)
    return opening >= 0 and any(c.isalnum() for c in text[opening:at])


def _keeps_stop(text: str, start: int, at: int) -> bool:
    return _is_abbreviation(text, start, at) or text[max(start, at - 2) : at].strip() in (
        "..",
        ". .",
    )


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    return bool(_ABBREVIATED.search(text[max(start, at - 8) : at + 1]))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether an unpaired mark stands for letters left out, or for a plural's possession."""
    if text[at] not in "'’":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if any(0 <= beside < len(text) and is_mark(text, beside) for beside in (at - 1, at + 1)):
        return False
    return after.isalnum() or before in ("s", "S", "x", "z", "n")


def _with_marks(text: str, span: Span) -> Span:
    """With the marks of the quotation that the span fills."""
    start, end = span
    if start >= end:
        return span
    found = quotations(text)
    for q in (found.around(start), found.closing_at.get(end), found.opening_at.get(start - 1)):
        if q is None or not q.span.overlaps(span):
            continue
        opens = q.span.start >= start or not _has_words(text, q.span.start, start)
        closes = q.span.end <= end or not _has_words(text, end, q.span.end)
        if opens and closes:
            start, end = min(start, q.span.start), max(end, q.span.end)
    return Span(start, end)


def _has_words(text: str, start: int, end: int) -> bool:
    return end - start > _MAX_WORD or any(c.isalnum() for c in text[start:end])


def _with_bracket(text: str, span: Span) -> Span:
    """With the closing bracket of one that the span opened: "Ana Low (Green", ")"."""
    start, end = span
    following = text[end : end + 1]
    opening = _OPENED_BY.get(following)
    if opening is not None and text.count(opening, start, end) > text.count(following, start, end):
        return Span(start, end + 1)
    return span
