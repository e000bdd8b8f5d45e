"""Attributions inside attributions, and the nominal ones that a decoder of outermost ones misses.

“Reuters reports that the Observatory said that …” is two: the decoder gives the outer, the rules
of `inner` the other. In the outlet's own sentences the rules run where no draft lies.

Must not move a draft that it was given, and drops one only where it says no more than who is cited.
Takes time linear in the text's length.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemmata.extract.cues import cue_kind
from stemmata.extract.draft import Draft
from stemmata.extract.endings import said_after_quotation, said_as_aside, said_at_end, said_between
from stemmata.extract.inner import Found, only_cites, relay, rows_of
from stemmata.extract.sentences import sentences
from stemmata.extract.tidy import tidy
from stemmata.model import Article, Span

__all__ = ["nested"]

_SCORE = 0.6
"""Of an attribution found by rule. No model gave it; below what most decoded ones have."""

_MAX_DEPTH = 3  # "A said that B said that C said that D said": news goes no deeper


def nested(
    article: Article, drafts: Sequence[Draft], *, barred: Sequence[Span] = ()
) -> list[Draft]:
    """Add the attributions that lie inside others, and nominal ones where no draft is.

    Args:
        article: Whose text the drafts' spans refer to.
        drafts: As decoded and tidied, outermost.
        barred: Sentences in which no new row may begin: furniture, which nobody says.

    Returns:
        The drafts that hold something, in their order, then those found; `within` is an index into
        this list. Of those found, none has the spans of another row.
    """
    bounds = sentences(article.text)
    drafts = [draft for draft in drafts if not only_cites(article.text, draft)]
    rows = _Rows(article.text, _placed(drafts))
    taken = [*barred, *(s for d in drafts for s in (*d.source, *d.cue, *d.content))]
    for sentence in _uncovered(bounds, taken):
        endings = (said_at_end, said_as_aside, said_between, said_after_quotation)
        ended = next((f for ending in endings if (f := ending(article.text, sentence))), None)
        for found in [ended] if ended else rows_of(article.text, sentence):
            if _stands_alone(article.text, found):
                rows.add(found, within=None)
    for i, draft in enumerate(drafts):
        relayed = relay(article.text, bounds, draft)
        if relayed is not None:
            rows.add(relayed, within=i, depth=_MAX_DEPTH)
    i = 0
    while i < len(rows.drafts):
        if rows.depths[i] < _MAX_DEPTH:
            for piece in rows.drafts[i].content:
                for part in _parts(bounds, piece):
                    for found in rows_of(article.text, part):
                        rows.add(found, within=i)
        i += 1
    return rows.drafts


class _Rows:
    """The rows so far; `add` takes what a rule found unless it is there already."""

    def __init__(self, text: str, drafts: list[Draft]) -> None:
        self.text = text
        self.drafts = drafts
        self.depths = [0 if d.within is None else 1 for d in drafts]
        self._known = {(d.source, d.cue, d.content) for d in drafts}
        self._cues: dict[int | None, list[Span]] = defaultdict(list)
        for draft in drafts:
            self._cues[draft.within] += draft.cue

    def add(self, found: Found, *, within: int | None, depth: int | None = None) -> None:
        """Add a row within another, at a depth that is one more than the other's unless said."""
        spans = Draft(found.source, found.cue, found.content, _SCORE, within)
        draft = tidy(self.text, spans)
        if (
            draft is None
            or not draft.cue
            or (draft.source, draft.cue, draft.content) in self._known
        ):
            return
        inside = within is not None and depth is None
        if inside and (self._has_cue(draft) or draft.content == self.drafts[within or 0].content):
            return
        above = -1 if within is None else self.depths[within]
        self.drafts.append(draft)
        self.depths.append(above + 1 if depth is None else depth)
        self._known.add((draft.source, draft.cue, draft.content))
        self._cues[within] += draft.cue

    def _has_cue(self, draft: Draft) -> bool:
        return any(s.overlaps(c) for c in self._cues[draft.within] for s in draft.cue)


def _placed(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with `within` set where the content of another holds all of one."""
    placed = list(drafts)
    around: list[int] = []  # drafts whose contents have begun, in order of their beginnings
    for i in sorted(range(len(drafts)), key=lambda i: _first(drafts[i])):
        around = [o for o in around if drafts[o].content[-1].end > _first(drafts[i])]
        for o in reversed(around):
            if drafts[o].content != drafts[i].content and _holds(drafts[o], drafts[i]):
                placed[i] = replace(drafts[i], within=o)
                break
        if drafts[i].content:
            around.append(i)
    return placed


def _first(draft: Draft) -> int:
    return draft.content[0].start if draft.content else 0


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the content of one draft holds every span of another."""
    spans = (*inner.source, *inner.cue, *inner.content)
    return all(any(c.start <= s.start and s.end <= c.end for c in outer.content) for s in spans)


def _uncovered(bounds: list[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The sentences in which none of the spans lies."""
    waiting = sorted(taken)
    reached, i = 0, 0
    for sentence in bounds:
        while i < len(waiting) and waiting[i].start < sentence.end:
            reached = max(reached, waiting[i].end)
            i += 1
        if reached <= sentence.start:
            yield sentence


def _stands_alone(text: str, found: Found) -> bool:
    """Whether it is trusted in the outlet's own sentence: there, plans are mostly the outlet's tale."""
    first = found.content[0]
    uttered = cue_kind(text[found.cue[0].start : found.cue[-1].end]) == "commissive"
    to_do = text.startswith("to ", first.start)
    return not to_do or (uttered and not text.startswith("to be ", first.start))


def _parts(bounds: list[Span], piece: Span) -> Iterator[Span]:
    """A piece, cut where sentences end."""
    i = max(0, bisect_right(bounds, (piece.start, piece.end)) - 1)
    while i < len(bounds) and bounds[i].start < piece.end:
        part = Span(max(piece.start, bounds[i].start), min(piece.end, bounds[i].end))
        if part.start < part.end:
            yield part
        i += 1
