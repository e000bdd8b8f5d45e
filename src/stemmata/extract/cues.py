"""What a draft's cue and content say about it: manner, attitude, polarity.

The words are in `words/cues.py`; the frames in which they change their sense are here. Must not
move a span.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stemmata.extract.draft import Draft
from stemmata.extract.quotations import Quotation, quotations
from stemmata.extract.words.cues import (
    BARE,
    CLAIM_NOUNS,
    DENIALS,
    DISMISSALS,
    FORMS,
    LIGHT,
    PHRASES,
    WORDS,
    CueKind,
)
from stemmata.model import Attitude, Manner, Polarity, Span, Spans

__all__ = ["attitude", "cue_kind", "manner", "polarity"]

_DIRECT_SHARE = 0.9
"""Share of a content's letters in quotation marks from which it is a quotation: "that" and a name
put in brackets may stand outside. Of the contents with a quotation in PolNeAR's train split, 63 %
lie above it and 25 % below 0.6."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|['’](?:s|re|ve|d|m|ll)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|hardly|without|cannot|(?:\w+n['’]t)|(?:do|does|did|is|are|was"
    r"|were|has|have|had|ca|wo|would|could|should)nt)\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|is|are|was|were|could|can|would|will)(?: not\b|n['’]?t\b)"
    r"|cannot\b|never\b|(?:hardly|rarely|seldom)\b|wo?n['’]t\b|ca?n['’]t\b)(?!\s+(?:only|just)\b)",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"[\s“\"'‘,]*(?:not\s+)?to\s+(?!be\s+sure\b)[^\W\d_]", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[\s“\"'‘]*(?:that|whether|if|how|why|what|who|when|where|because)\b", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:will|would|can|could|may|might|must|is|are|was|were|has|have|had|do|does|did"
    r"|['’](?:ll|d|s|re|ve))\b",
    re.IGNORECASE,
)
_OBJECT_INFINITIVE = re.compile(r"((?:[\w'’.-]+\s+){1,7}?)(?:not\s+)?to\s+[a-z]+", re.IGNORECASE)
"""Someone told to do something: "the press to leave"."""

_SUBJECT_PRONOUN = re.compile(r"[\s“\"'‘]*(?:he|she|they|we|i)\b", re.IGNORECASE)

_CLAUSE_WORDS = 80
"""How much of a content is looked at, in code points: a clause shows its verb by then."""

_NOT_CLAIMS = re.compile(
    r"\b(?:visas?|entry|access|permission|requests?|motions?|appeals?|petitions?|bail|asylum|aid"
    r"|treatment|offers?|proposals?|plans?|bills?|calls?|demands?)\b",
    re.IGNORECASE,
)
_RULINGS = re.compile(
    r"(?:the\s+|all\s+|a\s+|an\s+|most\s+|(?:\w+\s+){0,2}of\s+the\s+)?(?:\w+\s+)?"
    r"(?:charges?|lawsuits?|suits?|indictments?|cases?|counts?|motions?|petitions?|appeals?)\b",
    re.IGNORECASE,
)
"""What a court dismisses without a word on whether it is true."""

_MADE = frozenset(("author", "co-author", "draft", "issue", "pen"))
_WORKS = re.compile(
    r"(?:[\w-]+\s+){1,5}?(?:orders?|decrees?|edicts?|bans?|warrants?|subpoenas?|permits?|licen[cs]es?|visas?"
    r"|drafts?|bills?|laws?|books?|rules?|pardons?)(?:\s+of\s+(?:[\w-]+\s*){1,5})?",
    re.IGNORECASE,
)
"""What someone made or ordered in words, of which the text does not tell what it says."""

_LET_IN = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:students?|pupils?|patients?|refugees?|migrants?|visitors?|guests?|members?|applicants?|"
    r"inmates?|observers?|inspectors?|reporters?|people)\b",
    re.IGNORECASE,
)
"""Whom a place admits: "admitted" then says that they came in, not that somebody owned up."""

_NOBODY = frozenset(("no one", "nobody", "none", "few", "no-one"))
_NO_DOUBT = re.compile(r"\b(?:no|little|without|(?:not|n['’]t|never)\s+\w*)\s*doubt", re.IGNORECASE)
_NO_EVIDENCE = re.compile(
    r"\b(?:no|any|little|scant)\s+(?:\w+\s+)?(?:evidence|proof|sign|indication|basis|truth|merit)\b"
    r"|\bruled?\s+out\b|\bruling\s+out\b",
    re.IGNORECASE,
)
_HELD = frozenset(
    "accept agree anticipate assume believe buy consider convince convinced expect figure foresee "
    "imagine perceive regard suppose suspect think".split()
)
"""Negated, these deny their content: "does not believe that". "Did not say that" does not."""


@lru_cache(maxsize=64)
def manner(text: str, draft: Draft) -> Manner:
    """How the content is given: a quotation (`direct`), none (`indirect`), or both (`mixed`)."""
    quoted = [q for q in _own_quotations(text, draft) if not _is_title(text, q)]
    if not quoted:
        return "indirect"
    letters = sum(_letters(text, s) for s in draft.content)
    inside = sum(
        _letters(text, Span(max(s.start, q.inside.start), min(s.end, q.inside.end)))
        for q in quoted
        for s in draft.content
    )
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT_SHARE * letters else "mixed"


def attitude(text: str, draft: Draft) -> Attitude:
    """What the source is reported to do with the content: PARC's four kinds.

    An unknown cue asserts, unless an infinitive follows it. A quotation under a cue that can be
    spoken asserts; so does one without a cue. Who wrote a bill that "aims to" do something is beside
    the point. What someone did not say, ask or confirm is not asserted: like "declined to say" it is an
    intention.
    """
    pieces = _quoted(text, draft.cue)
    pieces = [piece for piece in pieces if not _MADE.issuperset(_bases(piece))] or pieces
    cue = " ".join(pieces)
    kinds = [cue_kind(piece) for piece in pieces]
    kind = "assertion" if "assertion" in kinds else cue_kind(cue)
    content = " ".join(_quoted(text, draft.content))
    infinitive = _has_infinitive(text, draft)
    how = manner(text, draft)
    unsaid = how != "direct" and (_UNSAID.search(cue) or _is_nobody(text, draft))
    if kind is None:
        undone = unsaid or (infinitive and draft.cue and how != "direct")
        return "intention" if undone else "assertion"
    if kind == "silent":
        return "belief"
    if kind in ("belief", "fact", "intention"):
        return "assertion" if how == "direct" else kind
    if kind in ("assertion", "inquiry") and unsaid:
        return "intention"
    if kind == "assertion":
        last = _bases(cue)[-1:]
        ruled = last == ("dismiss",) and _RULINGS.match(content)
        opened = last == ("admit",) and how == "indirect" and _LET_IN.match(content)
        if ruled or opened or (_MADE.intersection(last) and _WORKS.fullmatch(content)):
            return "intention"
        turned_down = how == "indirect" and last == ("reject",)
        return "intention" if turned_down and not _is_claim(cue, content) else "assertion"
    if how != "indirect" or (kind == "inquiry" and _is_told_last(draft)):
        return "assertion"
    return _uttered(kind, content, infinitive)


def polarity(text: str, draft: Draft) -> Polarity:
    """Whether the source denies the content.

    It does where the cue says so ("denied", "doubts"), where a belief is negated ("does not
    believe that"), where a claim is turned away ("rejected allegations that"), and where there is
    no evidence for it. Not saying, not knowing and turning down an offer are no denials.
    """
    cue = " ".join(_quoted(text, draft.cue))
    content = " ".join(_quoted(text, draft.content))
    words = _bases(cue)
    negated = _NEGATION.search(cue) is not None
    if _NO_DOUBT.search(cue):
        return "affirmed"
    if _NO_EVIDENCE.search(cue):
        return "denied"
    if cue_kind(cue) not in ("intention", "directive") and any(w in DENIALS for w in words):
        refused = "deny" in words and _NOT_CLAIMS.search(content, 0, _CLAUSE_WORDS) is not None
        return "affirmed" if negated or (refused and not _CLAUSE.match(content)) else "denied"
    if any(word in DISMISSALS for word in words):
        if words[-1:] == ("dismiss",) and _RULINGS.match(content):
            return "affirmed"
        return "denied" if _is_claim(cue, content) and not negated else "affirmed"
    if words[:1] == ("refuse",):
        negated = True
    held = any(word in _HELD for word in words)
    return "denied" if held and (negated != _is_nobody(text, draft)) else "affirmed"


def _is_told_last(draft: Draft) -> bool:
    """Whether someone hears it at the end: "The envoy plans to come, Hart told the Herald"."""
    return bool(draft.cue) and draft.content[-1].end <= draft.cue[0].start


def _is_nobody(text: str, draft: Draft) -> bool:
    return " ".join(_quoted(text, draft.source)).lower() in _NOBODY


@lru_cache(maxsize=4096)
def cue_kind(cue: str) -> CueKind | None:
    """The class of a cue by the tables; None where no word of it is listed."""
    bare = BARE.get(cue.strip("[] ").lower())
    if bare is not None:
        return bare
    words = _bases(cue)
    for at, word in enumerate(words):
        for length in (5, 4, 3, 2):
            phrase = PHRASES.get(tuple(words[at : at + length]))
            if phrase is not None:
                return phrase
        if word in WORDS:
            return WORDS[word]
    return next((LIGHT[word] for word in words if word in LIGHT), None)


@lru_cache(maxsize=4096)
def _bases(words: str) -> tuple[str, ...]:
    found = (w.group().lower().replace("’", "'") for w in _WORD.finditer(words))
    return tuple(FORMS.get(w, FORMS.get(w.removesuffix("'s"), w)) for w in found)


def _is_claim(cue: str, content: str) -> bool:
    """Whether what is turned away is something said or held, not a plan or an offer."""
    words = _bases(f"{cue} {content[:_CLAUSE_WORDS]}")
    return any(word in CLAIM_NOUNS for word in words) or content.startswith("that ")


def _uttered(kind: CueKind, content: str, infinitive: bool) -> Attitude:
    """Of an order, a promise or a question, without quotation."""
    if kind == "inquiry":
        return "intention" if infinitive or _tells_to(content) else "assertion"
    if kind == "directive" or infinitive:
        return "intention"
    states = _CLAUSE.match(content) or _FINITE.search(content, 0, _CLAUSE_WORDS)
    return "assertion" if states else "intention"


def _tells_to(content: str) -> bool:
    found = _OBJECT_INFINITIVE.match(content)
    if found is None or _CLAUSE.match(content) or _SUBJECT_PRONOUN.match(content):
        return False
    return _FINITE.search(found.group(1)) is None


def _has_infinitive(text: str, draft: Draft) -> bool:
    """Whether the content is what someone is to do: it begins with "to", or the cue ends so."""
    if draft.content and _INFINITIVE.match(text, draft.content[0].start):
        return True
    last = _quoted(text, draft.cue[-1:])
    return (
        bool(last)
        and last[0].lower().endswith(" to")
        and not last[0].lower().endswith("according to")
    )


def _quoted(text: str, spans: Spans) -> list[str]:
    return [text[s.start : s.end] for s in spans]


def _own_quotations(text: str, draft: Draft) -> Iterator[Quotation]:
    """The quotations in the content, without one in which the draft's cue or source stands too."""
    found = quotations(text)
    named = (*draft.cue, *draft.source)
    seen: set[Span] = set()
    for piece in draft.content:
        for q in found.within(piece):
            if q.span not in seen and not any(q.span.overlaps(s) for s in named):
                seen.add(q.span)
                yield q


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether marks enclose a name, not words said: every longer word has a capital."""
    words = [w for w in _WORD.findall(text[slice(*quotation.inside)]) if len(w) > 3]
    return 0 < len(words) <= 8 and all(w[0].isupper() for w in words) and _no_stop(text, quotation)


def _no_stop(text: str, quotation: Quotation) -> bool:
    return text[quotation.inside.end - 1] not in ".,!?" and not _is_whole_line(text, quotation)


def _is_whole_line(text: str, quotation: Quotation) -> bool:
    return quotation.span.start == 0 or text[quotation.span.start - 1] == "\n"


def _letters(text: str, span: Span) -> int:
    return sum(c.isalnum() for c in text[span.start : span.end]) if span.start < span.end else 0
