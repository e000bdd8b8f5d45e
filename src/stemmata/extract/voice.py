"""The outlet's own voice: what is left of an article when its sources have had their say.

Every code point outside the drafts ends either in a claim of the outlet or in `unread` with a
reason. Must not change, add or drop a draft.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from stemmata.extract.cues import attitude
from stemmata.extract.draft import KINDS, Draft, KindScores
from stemmata.extract.kinds import has_clause, weigh
from stemmata.extract.quotations import Quotations, quotations
from stemmata.extract.sentences import sentences, trimmed
from stemmata.extract.wordlists import word_set
from stemmata.model import Article, Span, Spans, Unread, UnreadReason

__all__ = ["Partition", "is_told", "outside", "partition"]

_ATTRIBUTED = 0.5  # share of a sentence's letters in drafts from which it is the source's sentence
_CLAUSE_WORDS = 6  # "he added on Monday" is a frame; shorter clauses beside a quotation are
_QUOTED = 0.5  # share of characters in quotation marks from which words are not the outlet's own
_SCARE_WORDS = (
    3  # a longer quotation is someone's words, a shorter one may be a word kept at a distance
)
_LOOSE = (
    " \t\u00a0,;:—–-\"“”‘’'«»()[]"  # what a piece left between drafts need not begin or end with
)
_DESCRIBES = re.compile(
    r"(?:who|whom|whose|which|that|where|when|while|as|if|speaking|adding|and|but|the one|"
    r"also|is|are|was|were|has|have|had|reporters|journalists|"
    r"(?-i:[a-z]+(?:ing|ed|ly)|in an?|in (?:his|her|its|their)|at an?|at the|on|during|via|through))\b",
    re.IGNORECASE,
)
"""Begins an apposition, a circumstance of speaking, or a verb whose subject a draft has taken: "X, who
chairs Y, said", "using the Arabic name", "was also uploaded by", "in an interview published on Monday"."""
_OWN_CLAUSE_AFTER = re.compile(
    r"(?:and|but)\s+(?:(?:he|she|it|they)(?:['’]s|['’]re|['’]ve)?|the|an?|this|that|these|those|there|"
    r"[A-Z][\w’'-]+)\b"
)
"""Begins a clause with a subject of its own: "and it is now the largest …"."""

_SPOKEN = word_set(
    "said say says saying told tell tells urge urged urges urging call called calls calling vow vowed "
    "vows demand demanded demands demanding ask asked asks asking warn warned warns warning appeal "
    "appealed appeals promise promised promises pledge pledged pledges threaten threatened threatens "
    "threatening recommend recommended recommends suggest suggested suggests propose proposed insist "
    "insisted insists according"
)
"""Cues that tell of words, also where what is said is a wish, a threat or a plan."""

_SCRAPS = word_set(
    "a although an and as because but for had has have if in is of on or since so that the then though "
    "to was were when while with"
)
"""Words that are nothing without what drafts have taken beside them: "although the", "was"."""

_DANGLES = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|that|which|who|of|to|for|as|by|with|from|than|the|an?)$",
    re.IGNORECASE,
)
"""Ends what is no clause without the words that a draft has taken behind it: "the accusation was"."""

_WRITER = word_set("i we us our my")
_POLLED = re.compile(
    r"(?:(?:only|just|about|nearly|almost|some|roughly|around|over|more than|fewer than|at least)\s+)?"
    r"(?:\d[\d.,]*\s?(?:%|per\s?cent\b|percentage|in\s\d|(?:out )?of\s(?:every\s)?\d)"
    r"|\w+(?:\s(?:out\s)?(?:of|in)\s(?:every\s)?(?:ten|\d+))\b"
    r"|(?:a\s)?(?:\w+\s)?(?:majority|plurality)\b)"
)
"""So many of those asked: the number is the outlet's claim, not theirs."""


@dataclass(frozen=True, slots=True)
class Partition:
    """The outlet's part of an article.

    Invariant: with the drafts' spans, `outlet` and `unread` cover every code point that is not white
    space; neither overlaps the other or a draft; no span begins or ends with white space.
    """

    outlet: tuple[tuple[Spans, float], ...]
    unread: tuple[Unread, ...]


def partition(
    article: Article,
    drafts: Sequence[Draft],
    kind_of: Callable[[Span], KindScores | None],
    fixtures: Sequence[Span],
) -> Partition:
    """Divide what the drafts leave over into the outlet's claims and what makes no row.

    Args:
        article: The article.
        drafts: Its attributions to sources.
        kind_of: The model's probabilities for words in the outlet's voice; None where it has none.
        fixtures: Its furniture, in order.

    Returns:
        Contents of claims, each with its probability of being one, and the passages left unread,
        both in text order.
    """
    taken = _taken(article.text, drafts)
    reading = _Divided(article, taken, kind_of, quotations(article.text))
    for is_first, part, inside in _with_furniture(sentences(article.text), fixtures):
        reading.divide(part, inside, headline=_heads(article, part, is_first=is_first))
    return Partition(tuple(reading.outlet), tuple(reading.unread))


def outside(fixtures: Sequence[Span], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of the article itself, not of a teaser, poll or share text, without words in these.

    A signature says nothing, so it is no source either, unless nothing else says that there is one:
    under a post stands who wrote it.
    """
    kept = []
    for draft in drafts:
        content = _without_edges(_apart(draft.content, fixtures), fixtures)
        if 2 * _size(content) <= _size(draft.content):
            continue
        cue, source = _apart(draft.cue, fixtures), _apart(draft.source, fixtures)
        kept.append(
            replace(draft, source=source if cue else draft.source, cue=cue, content=content)
        )
    return kept


def _without_edges(spans: Spans, fixtures: Sequence[Span]) -> Spans:
    """The pieces without furniture that they begin with: a dateline is not said."""
    edges = {fixture.start: fixture.end for fixture in fixtures}
    return tuple(Span(edges.get(span.start, span.start), span.end) for span in spans)


def _apart(spans: Spans, fixtures: Sequence[Span]) -> Spans:
    """The pieces that do not lie in furniture, as far as half of them shows it."""
    return tuple(span for span in spans if 2 * _shared(span, fixtures) < span.end - span.start)


def _shared(span: Span, fixtures: Sequence[Span]) -> int:
    """How many code points of a span lie in furniture, which is in order."""
    at = bisect_right(fixtures, span.start, key=lambda fixture: fixture.end)
    shared = 0
    while at < len(fixtures) and fixtures[at].start < span.end:
        shared += min(span.end, fixtures[at].end) - max(span.start, fixtures[at].start)
        at += 1
    return shared


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def is_told(article: Article, draft: Draft) -> bool:
    """Whether someone else than the outlet tells or thinks the content, in whatever words.

    A wish, a plan, an act done by words or knowledge of a fact ("the council voted for", "they know
    that") is not told: without an utterance it is also what the outlet itself asserts of the actor.
    Nor is what the writer, the outlet under its name, or so many percent of the polled hold. Such a
    draft takes nothing from the outlet's voice.
    """
    text, quoted = article.text, quotations(article.text)
    if draft.source and all(_is_own(article, span, quoted) for span in draft.source):
        return False
    if attitude(text, draft) in ("assertion", "belief"):
        return True
    cues = " ".join(article.quote(draft.cue)).lower().split()
    if any(word.strip(",.:;") in _SPOKEN for word in cues):
        return True
    return any(
        text.count(" ", *quotation.inside) >= _SCARE_WORDS
        for content in draft.content
        for quotation in quoted.within(content)
    )


def _is_own(article: Article, source: Span, quoted: Quotations) -> bool:
    """Whether a source is the writer, the outlet by its name, or a share of the polled."""
    words = article.text[source.start : source.end].lower()
    if words in _WRITER:
        return not quoted.within(source)
    return words == (article.outlet or "").lower() or _POLLED.match(words) is not None


def _taken(text: str, drafts: Sequence[Draft]) -> bytearray:
    """One byte per code point: 1 where a draft has a source, cue or content."""
    taken = bytearray(len(text))
    for draft in drafts:
        for start, end in (*draft.source, *draft.cue, *draft.content):
            taken[start:end] = b"\1" * (end - start)
    return taken


def _with_furniture(
    parts: Sequence[Span], fixtures: Sequence[Span]
) -> Iterator[tuple[bool, Span, list[Span]]]:
    """Each part, whether it is the first, and the furniture that lies in it."""
    waiting = list(reversed(fixtures))
    for i, part in enumerate(parts):
        inside = []
        while waiting and waiting[-1].start < part.end:
            inside.append(waiting.pop())
        yield i == 0, part, inside


def _heads(article: Article, part: Span, *, is_first: bool) -> bool:
    if article.headline is not None:
        return part.overlaps(article.headline)
    return is_first and article.text[part.end : part.end + 1] in "\r\n"


@dataclass(slots=True)
class _Divided:
    """An article while it is being divided, sentence by sentence."""

    article: Article
    taken: bytearray
    kind_of: Callable[[Span], KindScores | None]
    quoted: Quotations
    outlet: list[tuple[Spans, float]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def divide(self, part: Span, fixtures: Sequence[Span], *, headline: bool) -> None:
        """Account for one sentence."""
        share = self._share_taken(part)
        for fixture in fixtures:
            self._leave(self._free(fixture), "furniture")
            self.taken[fixture.start : fixture.end] = b"\1" * (fixture.end - fixture.start)
        pieces = self._free(part)
        if not share:
            self._read(pieces, headline=headline)
        elif share < _ATTRIBUTED:
            self._read_rest(pieces, headline=headline)
        else:
            for piece in pieces:
                if self._is_own_clause(piece):
                    self._read_rest([piece], headline=headline)
                else:
                    self._leave([piece], "frame")

    def _share_taken(self, part: Span) -> float:
        if self.taken.find(1, *part) < 0:
            return 0.0
        letters = [i for i in range(*part) if self.article.text[i].isalnum()]
        return sum(self.taken[i] for i in letters) / len(letters) if letters else 0.0

    def _free(self, part: Span) -> list[Span]:
        """The runs of a part that nothing has taken yet, without white space at their ends."""
        pieces, start = [], part.start
        while start < part.end:
            if self.taken[start]:
                start += 1
                continue
            end = self.taken.find(1, start, part.end)
            end = part.end if end < 0 else end
            if (piece := trimmed(self.article.text, start, end)) is not None:
                pieces.append(piece)
            start = end
        return pieces

    def _is_own_clause(self, piece: Span) -> bool:
        """Whether a piece beside a quotation says something of its own: "… comes a day after"."""
        words = self._words([self._tight(piece)])
        if words.count(" ") + 1 < _CLAUSE_WORDS:
            return False
        return not self._describes(piece) and has_clause(words)

    def _states(self, spans: Sequence[Span]) -> bool:
        """Whether pieces of one sentence together make a clause, the last of them to its end."""
        if _DANGLES.search(self._words(spans[-1:])):
            return False
        return has_clause(self._words([span for span in spans if not self._describes(span)]))

    def _describes(self, piece: Span) -> bool:
        """Whether a piece hangs on what drafts have taken: an apposition, a circumstance."""
        words = self._words([self._tight(piece)])
        return bool(_DESCRIBES.match(words)) and not _OWN_CLAUSE_AFTER.match(words)

    def _read_rest(self, pieces: Sequence[Span], *, headline: bool) -> None:
        """Read pieces that drafts have cut out of a sentence; their loose ends are frame."""
        tight = [self._tight(piece) for piece in pieces]
        wordy = [span for span in tight if self._has_word(span)]
        whole = [
            span for span in wordy if not _SCRAPS.issuperset(self._words([span]).lower().split())
        ]
        if self._states(whole):
            wordy = whole
        elif not self._states(wordy):
            self._leave(pieces, "frame")
            return
        for piece, span in zip(pieces, tight, strict=True):
            ends = (Span(piece.start, span.start), Span(span.end, piece.end))
            loose = () if span in wordy else (span,)
            for end in (*loose, *ends):
                if (rest := trimmed(self.article.text, *end)) is not None:
                    self._leave([rest], "frame")
        self._read(wordy, headline=headline)

    def _read(self, pieces: Sequence[Span], *, headline: bool) -> None:
        """Pieces of one sentence in the outlet's voice: a claim, or unread with the reason."""
        if not any(self._has_word(piece) for piece in pieces):
            self._leave(pieces, "frame")
            return
        if self._is_quoted(pieces):
            self._leave(pieces, "other")
            return
        model = self.kind_of(Span(pieces[0].start, pieces[-1].end))
        scores = weigh(self._words(pieces), model, headline=headline)
        kind = KINDS[scores.index(max(scores))]
        if kind == "claim":
            self.outlet.append((tuple(pieces), max(scores)))
        else:
            self._leave(pieces, _REASONS[kind])

    def _is_quoted(self, pieces: Sequence[Span]) -> bool:
        """Whether the words are mostly a quotation for which no source was found."""
        inside = 0
        for piece in pieces:
            for quotation in self.quoted.within(piece):
                words = self._words([quotation.inside])
                if words.count(" ") + 1 > _SCARE_WORDS:
                    start, end = quotation.span
                    inside += min(end, piece.end) - max(start, piece.start)
        return inside > _QUOTED * sum(end - start for start, end in pieces)

    def _leave(self, pieces: Sequence[Span], reason: UnreadReason) -> None:
        self.unread.extend(Unread(piece, reason) for piece in pieces)

    def _words(self, pieces: Sequence[Span]) -> str:
        return " ".join(self.article.quote(pieces))

    def _has_word(self, span: Span) -> bool:
        return any(char.isalnum() for char in self.article.text[span.start : span.end])

    def _tight(self, piece: Span) -> Span:
        """A piece without the commas, dashes and unpaired marks at its ends; the piece if only those."""
        start, end = piece
        text = self.article.text
        while start < end and text[start] in _LOOSE:
            start += 1
        while end > start and text[end - 1] in _LOOSE:
            end -= 1
        return trimmed(text, start, end) or piece


_REASONS: dict[str, UnreadReason] = {
    "opinion": "opinion",
    "prediction": "prediction",
    "exhortation": "exhortation",
    "question": "question",
    "furniture": "furniture",
    "other": "other",
}
