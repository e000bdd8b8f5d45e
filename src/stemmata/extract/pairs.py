"""Who goes with which cue, where a decoder has hung two speakers on one attribution.

“Ardesh said it fired on the camp, which Belmark calls a school”: each speaker keeps the cue beside
them and the words on its side. A relative clause inside a content belongs to it, whoever its verb
tells of; else no piece is made or dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemmata.extract.cues import cue_kind
from stemmata.extract.draft import Draft
from stemmata.model import Span, Spans

__all__ = ["paired"]

_BESIDE = 2  # code points between a speaker and the speaker's own cue
_NEAR = 8  # drafts, in text order, among which a lost cue is looked for
_HANGING = 12  # code points between the words that a relative clause describes and its speaker
_BEFORE_CONTENT = 40  # code points between a cue and the content of a draft that has lost it

_RELATIVE = re.compile(
    r"[,\s]*(?:(?!and\b|but\b|or\b)\w+\s+)?(?:which|whom|whose|where|who)\b[^.!?\n\"“”]{0,60}"
)
"""Lies between words that a relative clause joins: ", a country with which it has disputed"."""


def paired(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each with one speaker's cues, ordered as they were.

    A draft without a cue takes the last of another's that stands right before its content. A draft in
    which two speakers each have a cue beside them, and content on its side, becomes two: one within the
    other where the second clause hangs on the first ("the money he says he raised").
    """
    found = [_rejoined(text, draft) for draft in drafts]
    for i, draft in enumerate(found):
        if draft.source and draft.content and not draft.cue:
            _take_cue(found, i)
    given = [_given_back(found, i) for i in range(len(found))]
    found = [part for own, back in zip(found, given, strict=True) for part in (own, *back)]
    return [part for draft in found for part in _parts(text, draft)]


def _rejoined(text: str, draft: Draft) -> Draft:
    """With whole relative clauses, whose verbs are no cues: “took a town which it has claimed since May”."""
    cue, content = draft.cue, list(draft.content[:1])
    for piece in draft.content[1:]:
        gap = Span(content[-1].end, piece.start)
        others = (*draft.source, *draft.cue[:1])
        if _RELATIVE.fullmatch(text, *gap) and not any(s.overlaps(gap) for s in others):
            cue = tuple(s for s in cue if not s.overlaps(gap))
            content[-1] = Span(content[-1].start, piece.end)
        else:
            content.append(piece)
    return replace(draft, cue=cue, content=tuple(content))


def _take_cue(drafts: list[Draft], taker: int) -> None:
    draft = drafts[taker]
    first = draft.content[0].start
    for i in range(max(0, taker - _NEAR), min(len(drafts), taker + _NEAR)):
        other = drafts[i]
        cue = other.cue[-1:]
        if len(other.cue) < 2 or not 0 < first - cue[0].end <= _BEFORE_CONTENT:
            continue
        if any(cue[0].end < piece.end <= first for piece in other.content):
            continue
        kept = tuple(s for s in other.source if s not in draft.source or not _beside(s, cue[0]))
        drafts[i] = replace(other, cue=other.cue[:-1], source=kept or other.source)
        drafts[taker] = replace(draft, cue=cue)
        return


def _given_back(drafts: list[Draft], at: int) -> list[Draft]:
    """What a draft's last cue says of another's speaker who stands right before it: none or one.

    “Officials blame the guard but Lim has denied a part and the mayor said nothing”: Lim denies.
    """
    draft = drafts[at]
    last = draft.cue[-1:]
    rest = tuple(piece for piece in draft.content if last and piece.start >= last[0].end)
    if len(draft.cue) < 2 or not rest or len(rest) == len(draft.content):
        return []
    for i in range(max(0, at - _NEAR), min(len(drafts), at + _NEAR)):
        other = drafts[i]
        own = tuple(s for s in other.source if 0 <= last[0].start - s.end <= _BESIDE)
        if i == at or not own or len(other.source) < 2 or own[0] in draft.source:
            continue
        kept = tuple(piece for piece in draft.content if piece not in rest)
        drafts[i] = replace(other, source=tuple(s for s in other.source if s not in own))
        drafts[at] = replace(draft, cue=draft.cue[:-1], content=kept)
        return [replace(draft, source=own, cue=last, content=rest)]
    return []


def _parts(text: str, draft: Draft) -> Iterator[Draft]:
    """The draft, or one for each of two speakers with a cue of their own."""
    pairs = list(zip(draft.source, draft.cue, strict=False))
    if not len(draft.source) == len(draft.cue) == 2 or not all(_beside(*pair) for pair in pairs):
        yield draft
        return
    contents = _shared_out(draft.content, *pairs[1])
    if max(pairs[0]).end > min(pairs[1]).start:
        yield draft
    elif all(contents):
        yield from _side_by_side(text, draft, pairs, contents)
    elif _ends_with_reporter(text, draft, pairs):
        whole = Span(min(pairs[0]).start, draft.content[-1].end)
        yield replace(draft, source=draft.source[:1], cue=draft.cue[:1])
        yield replace(draft, source=draft.source[1:], cue=draft.cue[1:], content=(whole,))
    else:
        yield draft


def _side_by_side(
    text: str, draft: Draft, pairs: list[tuple[Span, Span]], contents: tuple[Spans, Spans]
) -> Iterator[Draft]:
    first, second = (
        replace(draft, source=(source,), cue=(cue,), content=content)
        for (source, cue), content in zip(pairs, contents, strict=True)
    )
    gap = text[first.content[-1].end : min(pairs[1]).start]
    hangs = len(gap) <= _HANGING and not any(mark in gap for mark in ".!?;\n")
    if hangs and second.content[0] > pairs[1][1]:
        whole = Span(first.content[-1].start, second.content[-1].end)
        first = replace(first, content=(*first.content[:-1], whole))
    yield first
    yield second


def _ends_with_reporter(text: str, draft: Draft, pairs: list[tuple[Span, Span]]) -> bool:
    """Whether it is "the guard denied the charge, the Herald reports": what the guard did is reported."""
    around = (
        max(pairs[0]).end <= draft.content[0].start and draft.content[-1].end <= min(pairs[1]).start
    )
    return around and cue_kind(text[slice(*pairs[1][1])]) == "assertion"


def _shared_out(content: Spans, source: Span, cue: Span) -> tuple[Spans, Spans]:
    """The first speaker's content and the second's, who stands before it or, with the cue first, behind."""
    after = sum(piece.start > source.start for piece in content)
    second = after or int(cue.start < source.start)
    return content[: len(content) - second], content[len(content) - second :]


def _beside(source: Span, cue: Span) -> bool:
    first, last = sorted((source, cue))
    return 0 <= last.start - first.end <= _BESIDE
