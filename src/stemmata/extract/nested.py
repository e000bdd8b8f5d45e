"""Attributions inside attributions, and the nominal ones that a decoder of outermost ones misses.

"Reuters reports that the Observatory said that …" is two: the decoder gives the outer, rules
the inner. The rules read the words of one sentence, left to right, and prefer silence to a
guess. In the outlet's own sentences they run where no draft lies.

Must not move or drop a draft that it was given. Takes time linear in the text's length.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from stemmata.extract.cues import cue_kind
from stemmata.extract.draft import Draft
from stemmata.extract.sentences import sentences
from stemmata.extract.tidy import tidy
from stemmata.extract.words.cues import FORMS, WORDS
from stemmata.extract.words.cues_inner import (
    ALLEGEDLY,
    AUXILIARIES,
    BARE_CLAUSE_VERBS,
    BE,
    CLAUSE_VERBS,
    DETERMINERS,
    FINITE,
    INFINITIVE_VERBS,
    NOUNS,
    OBJECT_VERBS,
    PASSIVES,
    PERSONS,
    POSSESSIVES,
    PREPOSITIONS,
    PURPOSES,
    SPEAKERS,
    STATED,
    SUBORDINATORS,
)
from stemmata.model import Article, Span, Spans

__all__ = ["nested"]

_SCORE = 0.6
"""Of an attribution found by rule: about its precision on sentences of our own not used to make it."""

_MAX_DEPTH = 3
_MAX_SUBJECT = 14  # words; longer subjects are mostly misread clauses
_MAX_WORDS = 120  # of one sentence that are read; what follows in it is left alone

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’](?:s|d|ll|ve|re|m)\b|[^\W_]+(?:[-.'’](?!(?:s|d|ll|ve|re|m)\b)[^\W_]+)*|[^\w\s]",
    re.IGNORECASE,
)
_RELAYS = re.compile(r"\b(?:citing|quoting)\b")
_CALLERS = re.compile(r"\b[A-Za-z]+\b|:")
_OPENING = frozenset("“\"‘«")
_CLOSING = frozenset("”\"»")
_CUTS = frozenset(";:—–()")
_ENDING_AFTER_COMMA = frozenset(
    "but while whereas although though citing quoting adding which who saying according".split()
)


class Found(NamedTuple):
    """What a rule found, before it has a score and a place among the rows."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of one sentence, or of the part of it that lies in a content."""

    text: str
    spans: tuple[Span, ...]
    lower: tuple[str, ...]
    base: tuple[str, ...]

    @classmethod
    def of(cls, text: str, part: Span) -> "Words":
        """The first words of a part of the text."""
        spans = []
        for found in _TOKEN.finditer(text, *part):
            spans.append(Span(*found.span()))
            if len(spans) == _MAX_WORDS:
                break
        lower = tuple(text[s.start : s.end].lower().replace("’", "'") for s in spans)
        return cls(text, tuple(spans), lower, tuple(FORMS.get(w, w) for w in lower))

    def __len__(self) -> int:
        return len(self.spans)

    def span(self, first: int, last: int) -> Spans:
        """From one word up to, not including, another: no span where there is none."""
        return (Span(self.spans[first].start, self.spans[last - 1].end),) if first < last else ()

    def is_word(self, at: int) -> bool:
        return 0 <= at < len(self) and (self.lower[at][0].isalnum() or len(self.lower[at]) > 1)

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self) and self.text[self.spans[at].start].isupper()

    def at(self, at: int) -> str:
        """The word in lower case; empty beyond the ends."""
        return self.lower[at] if 0 <= at < len(self) else ""


_MODALS = frozenset("can could may might must shall should will would 'd 'll".split())
_IRREALIS = frozenset(("if", "unless", "until", "when", "whenever", "whether"))
_BEFORE_NOUNS = DETERMINERS | POSSESSIVES | PREPOSITIONS
_FIRST_AND_SECOND = frozenset(("i", "we", "you"))
_NOUN_TOO = frozenset(
    "blame claim doubt estimate fear hint hope note plan pledge promise report show state stress vow".split()
)

Rule = Callable[[Words, int], Found | None]


def nested(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Add the attributions that lie inside others, and nominal ones where no draft is.

    Args:
        article: Whose text the drafts' spans refer to.
        drafts: As decoded and tidied, outermost.

    Returns:
        The drafts in their order, then those found; `within` is an index into this list.
    """
    text = article.text
    bounds = sentences(text)
    rows = [_placed(i, drafts) for i in range(len(drafts))]
    depths = [0 if row.within is None else 1 for row in rows]
    for sentence in _uncovered(bounds, drafts):
        own = (_draft(text, f, None) for f in _rows_of(text, sentence) if _stands_alone(text, f))
        rows += [draft for draft in own if draft is not None]
    depths += [0] * (len(rows) - len(depths))
    for i, row in enumerate(rows[: len(drafts)]):
        relayed = _relay(text, bounds, row)
        if relayed is not None and (inner := _draft(text, relayed, i)) is not None:
            rows.append(inner)
            depths.append(_MAX_DEPTH)
    i = 0
    while i < len(rows):
        if depths[i] < _MAX_DEPTH:
            inside = list(_inside(text, bounds, rows, i))
            rows += inside
            depths += [depths[i] + 1] * len(inside)
        i += 1
    return rows


def _placed(at: int, drafts: Sequence[Draft]) -> Draft:
    """The draft with `within` set where another's content holds all of it."""
    draft = drafts[at]
    for i, outer in enumerate(drafts):
        if i != at and _holds_all(outer, draft) and outer.content != draft.content:
            return replace(draft, within=i)
    return draft


def _holds_all(outer: Draft, inner: Draft) -> bool:
    if not outer.content or not inner.content:
        return False
    if not _holds(Span(outer.content[0].start, outer.content[-1].end), inner.content[0]):
        return False
    spans = (*inner.source, *inner.cue, *inner.content)
    return all(any(_holds(c, s) for c in outer.content) for s in spans)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _uncovered(bounds: list[Span], drafts: Sequence[Draft]) -> Iterator[Span]:
    """The sentences in which no draft has a span."""
    taken = sorted(s for d in drafts for s in (*d.source, *d.cue, *d.content))
    reached, i = 0, 0
    for sentence in bounds:
        while i < len(taken) and taken[i].start < sentence.end:
            reached = max(reached, taken[i].end)
            i += 1
        if reached <= sentence.start:
            yield sentence


def _stands_alone(text: str, found: Found) -> bool:
    """Whether it is trusted in the outlet's own sentence: there, plans are mostly the outlet's tale."""
    first = found.content[0]
    uttered = cue_kind(text[found.cue[0].start : found.cue[-1].end]) == "commissive"
    to_do = text.startswith("to ", first.start)
    return not to_do or uttered and not text.startswith("to be ", first.start)


def _inside(text: str, bounds: list[Span], rows: list[Draft], at: int) -> Iterator[Draft]:
    """The attributions in the content of one row that no other row has."""
    others = [row.cue for row in rows if row.within == at]
    for piece in rows[at].content:
        for part in _parts(bounds, piece):
            for found in _rows_of(text, part):
                taken = any(c.overlaps(s) for cue in others for c in cue for s in found.cue)
                draft = None if taken else _draft(text, found, at)
                if draft is not None and draft.content != rows[at].content:
                    yield draft


def _parts(bounds: list[Span], piece: Span) -> Iterator[Span]:
    """A piece, cut where sentences end."""
    i = max(0, bisect_right(bounds, (piece.start, piece.end)) - 1)
    while i < len(bounds) and bounds[i].start < piece.end:
        part = Span(max(piece.start, bounds[i].start), min(piece.end, bounds[i].end))
        if part.start < part.end:
            yield part
        i += 1


def _draft(text: str, found: Found, within: int | None) -> Draft | None:
    draft = tidy(text, Draft(found.source, found.cue, found.content, _SCORE, within))
    return draft if draft is not None and draft.cue else None


def _rows_of(text: str, part: Span) -> list[Found]:
    """What the rules find in a sentence, without what lies in another find's content."""
    if not any(word.lower() in _RULES for word in _CALLERS.findall(text, *part)):
        return []
    words = Words.of(text, part)
    rows: list[Found] = []
    for at, word in enumerate(words.lower):
        for rule in _RULES.get(word, ()):
            found = rule(words, at)
            if found is None or not found.content:
                continue
            if not any(s.overlaps(c) for row in rows for s in (*row.content, *row.cue) for c in found.cue):
                rows.append(found)
                break
    return rows


# Rules: each takes a sentence's words and the place of the word that called it.


def _reported(words: Words, at: int) -> Found | None:
    """"The mayor believed that …", "who said …", "had vowed to …"."""
    base, first = words.base[at], _verb_start(words, at)
    if words.at(at).endswith("ing") or first is None or words.is_capital(at):
        return None
    if not _is_fact_of_speech(words, first, at):
        return None
    subject = _subject(words, first)
    start = None if subject is None else _content_start(words, at, base)
    if subject is None or start is None:
        return None
    bare = words.lower[start] != "that" and words.lower[start] not in _OPENING
    if bare and (_is_gap(words, subject) or _is_noun_form(words, at)):
        return None
    if words.at(subject - 1) in _IRREALIS:
        return None
    speaker = words.lower[first - 1]
    if speaker in ("who", "which") and subject == 0:
        return None  # a question
    if speaker in _FIRST_AND_SECOND and (bare or WORDS.get(base) != "assertion"):
        return None  # a hedge: "I think …"
    relative = speaker in ("who", "which")
    end = _clause_end(words, start, relative)
    return Found(words.span(subject, first), words.span(first, at + 1), words.span(start, end))


def _is_fact_of_speech(words: Words, first: int, at: int) -> bool:
    """Whether it was said or held: not "would say", and not "did not say" but "did not think"."""
    before = words.lower[first:at]
    if any(w in _MODALS for w in before):
        return False
    negated = any(w in ("not", "never") or w.endswith("n't") for w in before)
    return not negated or WORDS.get(words.base[at]) in ("belief", "silent")


def _is_noun_form(words: Words, at: int) -> bool:
    """Whether the word could as well be a noun: "a show", "plans", "the state"."""
    base, word = words.base[at], words.lower[at]
    if base not in _NOUN_TOO or words.lower[at - 1] in PERSONS:
        return False
    to_do = words.at(at + 1) == "to" and not words.lower[at - 1].endswith("s")
    return word == base or word == base + "s" and not to_do


def _verb_start(words: Words, at: int) -> int | None:
    """Where the verb's own words begin ("had also warned"); None for an infinitive or passive."""
    first = at
    while first and (_is_auxiliary(words, first - 1) or _is_adverb(words, first - 1)):
        first -= 1
    before = words.lower[first:at]
    if words.at(at - 1) == "to":
        if words.at(at - 2) != "used":
            return None
        return at - 2
    if any(w in BE for w in before) or words.at(at - 1) in _BEFORE_NOUNS:
        return None
    while first < at and _is_adverb(words, first) and words.lower[first] == "not":
        first += 1
    return first if first else None


def _is_auxiliary(words: Words, at: int) -> bool:
    return words.lower[at] in AUXILIARIES or words.lower[at].endswith("n't")


def _is_adverb(words: Words, at: int) -> bool:
    word = words.at(at)
    return word.endswith("ly") and word not in ("family", "only") or word in (
        "also",
        "always",
        "just",
        "later",
        "never",
        "not",
        "now",
        "often",
        "then",
        "still",
        "once",
        "even",
    )


def _subject(words: Words, end: int) -> int | None:
    """Where the noun phrase that ends before `end` begins, if it looks like a subject."""
    last = end - 1
    if words.lower[last] in PERSONS:
        return last
    start = _phrase_start(words, end)
    if start is None or start >= end or end - start > _MAX_SUBJECT:
        return None
    head = words.lower[start]
    if head in PREPOSITIONS or head in ("there", "not", "to", "this", "that"):
        return None
    if any(w in FINITE or w in SUBORDINATORS for w in words.lower[start:end]):
        return None
    if words.lower[last] in ("and", "or") or any(
        _is_verb_like(words, i) and not words.is_capital(i) for i in range(start + 1, last)
    ):
        return None
    nameable = head in DETERMINERS or head in PERSONS or head in POSSESSIVES
    plural = words.lower[last].rstrip(",").endswith(("s", "ple", "ice", "men", "ren"))
    return start if nameable or words.is_capital(start) or plural else None


def _phrase_start(words: Words, end: int) -> int | None:
    """The first word after the nearest clause border to the left, appositions included."""
    start = end - 1
    if words.lower[start] == ",":  # "her father, a miner, said"
        start -= 1
        while start >= 0 and words.lower[start] != ",":
            if words.lower[start] in _CUTS or end - start > _MAX_SUBJECT:
                return None
            start -= 1
        start -= 1
    while start >= 0 and not _is_border(words, start):
        start -= 1
    start += 1
    while start < end and words.lower[start] in ("and", "but", "or", "so", "yet"):
        start += 1
    return start


def _is_border(words: Words, at: int) -> bool:
    word = words.lower[at]
    if word in _CUTS or word in _OPENING or word in _CLOSING or word == "but":
        return True
    if word == ",":
        return True
    if word in SUBORDINATORS or word in ("who", "which"):
        return True
    if word == "and" and (words.at(at + 1) == "that" or words.at(at - 1) == ","):
        return True
    return words.base[at] in CLAUSE_VERBS and words.lower[at] not in NOUNS and _is_past(words, at)


def _is_past(words: Words, at: int) -> bool:
    """A form that is no noun: "said", "claimed", not "reports"."""
    word = words.lower[at]
    return word.endswith("ed") or word in ("said", "says", "told", "thought", "wrote", "tells")


def _is_gap(words: Words, subject: int) -> bool:
    """Whether a relative clause holds the verb: "the bridge that the army said it would mend"."""
    if words.lower[subject] in PERSONS and words.lower[subject] not in ("who", "which"):
        beside = words.at(subject - 1)
        known = beside in SUBORDINATORS | PREPOSITIONS or words.base[subject - 1] in CLAUSE_VERBS
        if subject and words.is_word(subject - 1) and not known and beside not in ("and", "but"):
            return True  # "the people they refuse to name"
    if words.at(subject - 1) not in ("that", "which", "whom") or subject < 2:
        return False
    before = words.base[max(0, subject - 6) : subject - 1]
    return not any(w in CLAUSE_VERBS or w in NOUNS for w in before)


def _content_start(words: Words, at: int, base: str) -> int | None:
    """The first word of what a verb's subject says."""
    after = words.at(at + 1)
    if base in INFINITIVE_VERBS and after == "to":
        return at + 1
    if base in CLAUSE_VERBS:
        that = _that(words, at + 1)
        if that is not None:
            return that
        quoted = at + 2 if after in (",", ":") else at + 1
        if _opens_quote(words, quoted):
            return quoted
        if base in BARE_CLAUSE_VERBS and _is_phrase_opening(words, at + 1) and _has_verb(words, at + 1):
            return at + 1
    if base in OBJECT_VERBS and _is_phrase_opening(words, at + 1):
        return at + 1
    return None


def _opens_quote(words: Words, at: int) -> bool:
    if words.at(at) not in _OPENING or at + 1 >= len(words):
        return False
    return words.lower[at] != '"' or words.spans[at].end == words.spans[at + 1].start


def _that(words: Words, start: int) -> int | None:
    """"that", at once or after whom it was told and when: "told reporters on Monday that"."""
    for at in range(start, min(len(words), start + 8)):
        word = words.lower[at]
        if word == "that":
            return at if _is_complement(words, at) else None
        if word in FINITE or not words.is_word(at) or word in SUBORDINATORS:
            return None
        if words.base[at] in NOUNS:
            return None  # "said nothing about reports that": the noun has the clause
    return None


def _is_complement(words: Words, that: int) -> bool:
    """Whether "that" opens a clause with its own subject, and is no relative or pronoun."""
    after = words.at(that + 1)
    if not (words.is_word(that + 1) or after in _OPENING) or after in FINITE | {"and", "or", "is"}:
        return False
    if _is_verb_like(words, that + 1):
        return False
    return words.base[that - 1] in CLAUSE_VERBS or _has_verb(words, that + 1)


def _is_phrase_opening(words: Words, at: int) -> bool:
    word = words.at(at)
    if not word or word in FINITE or word in PREPOSITIONS or word in SUBORDINATORS - {"that"}:
        return False
    return (
        word in DETERMINERS
        or word in PERSONS
        or word in POSSESSIVES
        or words.is_capital(at)
        or word[0].isdigit()
        or word.endswith("s")
    )


def _has_verb(words: Words, start: int) -> bool:
    """Whether a clause follows: a verb's sign before the next border."""
    for at in range(start + 1, min(len(words), start + 25)):
        word = words.lower[at]
        if word in FINITE or _is_verb_like(words, at):
            return True
        if word in _CUTS or word in (",", "who", "which", "that"):
            return False
    return False


def _is_verb_like(words: Words, at: int) -> bool:
    """A past tense, or a base form after its subject, as far as its letters tell."""
    word = words.lower[at]
    before = words.at(at - 1)
    if not words.is_word(at) or before in _BEFORE_NOUNS and before != "that":
        return False
    return word.endswith("ed") or words.base[at] != word and not word.endswith(("s", "ing"))


def _clause_end(words: Words, start: int, in_subject: bool) -> int:
    """Where a content ends: at a cut, a comma that goes on otherwise, or the main verb.

    `in_subject` tells that the clause belongs to a subject whose own verb is still to come.
    """
    quoted = words.lower[start] in _OPENING
    for at in range(start + 1, len(words)):
        word = words.lower[at]
        if quoted:
            if word in _CLOSING:
                return at + 1
            continue
        if word == ";" or word == "," and (in_subject or words.at(at + 1) in _ENDING_AFTER_COMMA):
            return at
    if in_subject and not quoted:
        return _second_verb(words, start)
    return len(words)


def _second_verb(words: Words, start: int) -> int:
    """The place of the verb of the clause around: "… that shots were fired | have been moved"."""
    at, seen = start + 1, False
    while at < len(words):
        if not (words.lower[at] in FINITE or _is_verb_like(words, at)):
            at += 1
            continue
        joined = words.at(at - 1) in ("and", "or", "who", "which", "that", ",", "to", "not", "it", "he")
        if seen and not joined and words.at(at + 1) != "by":
            return at
        seen = True
        auxiliary = words.lower[at] in AUXILIARIES
        at += 1
        while auxiliary and at < len(words) and (
            words.lower[at] in AUXILIARIES or _is_adverb(words, at)
        ):
            at += 1
        if auxiliary and at < len(words) and words.is_word(at):
            at += 1  # the participle, or what the subject is
    return len(words)


def _nominal(words: Words, at: int) -> Found | None:
    """"Allegations that …", "the general's insistence that …", "claims from farmers that …"."""
    before = words.at(at - 1)
    if words.base[at] not in NOUNS or before != "'s" and before in PERSONS | AUXILIARIES:
        return None
    source: Spans = ()
    cue, that = words.span(at, at + 1), at + 1
    if words.at(that) in ("from", "by", "of"):
        phrase = that + 1
        while that < min(len(words), phrase + 6) and words.lower[that] != "that":
            if not words.is_word(that) or words.lower[that] in FINITE:
                return None
            that += 1
        if words.at(phrase) in PREPOSITIONS:
            return None
        source = words.span(phrase, that)
        if words.at(that - 1) == "saying":  # "a statement from the rebels saying that"
            source, cue = words.span(phrase, that - 1), words.span(that - 1, that)
    if words.at(that) != "that" or not _is_complement(words, that):
        return None
    source = source or _possessor(words, at)
    if not source and _is_verb_here(words, at):
        return None
    in_subject = not any(w in FINITE or _is_past(words, i) for i, w in enumerate(words.lower[:at]))
    end = _clause_end(words, that, in_subject)
    return Found(source, cue, words.span(that, end))


def _is_verb_here(words: Words, at: int) -> bool:
    """Whether a word that can be either is a verb: "the daily reports that", "officials claim that"."""
    before = at - 1
    if before < 0 or not words.is_word(before):
        return False
    word = words.lower[before]
    if word in DETERMINERS | PREPOSITIONS | SUBORDINATORS or words.base[at] == words.lower[at] + "s":
        return False
    verb_before = words.base[before] in WORDS and (word.endswith(("ed", "ing")) or word in ("said", "heard"))
    adjective = word.endswith(("ous", "ful", "able", "ible", "al", "ive", "less", "spread", "ent", "ant"))
    return not (verb_before or adjective or word in ("false", "new", "own", "earlier", "old", "repeated"))


def _possessor(words: Words, at: int) -> Spans:
    """Whose it is: "his", "the general's", with up to two adjectives between."""
    for end in range(at, max(-1, at - 3), -1):
        word = words.at(end - 1)
        if word in POSSESSIVES:
            return words.span(end - 1, end)
        if word in ("'s", "'"):
            start = end - 2
            while start > 0 and _extends_name(words, start):
                start -= 1
            return words.span(start, end)
        if not words.is_word(end - 1) or word in DETERMINERS or word in FINITE or word in PREPOSITIONS:
            return ()
    return ()


def _extends_name(words: Words, at: int) -> bool:
    """Whether the phrase goes on to the left of this word: a name, or on to its article."""
    before = words.at(at - 1)
    if words.lower[at] in DETERMINERS or not words.is_word(at - 1) or before in PREPOSITIONS | FINITE:
        return False
    if words.is_capital(at):
        return words.is_capital(at - 1) or before in DETERMINERS
    return before in DETERMINERS or words.at(at - 2) in DETERMINERS


def _according(words: Words, at: int) -> Found | None:
    """"According to the brigade, …", "…, according to the brigade", and between two commas."""
    if words.at(at + 1) != "to":
        return None
    end = at + 2
    while end < len(words) and (words.is_word(end) or words.lower[end] in ("'", "&")):
        if words.lower[end] in FINITE and end > at + 3:
            break
        end += 1
    if end == at + 2 or end - at > _MAX_SUBJECT or not _can_be_cited(words, at + 2, end):
        return None
    before = _border_before(words, at)
    after: Spans = ()
    if words.at(end) == ",":
        after = words.span(end + 1, _clause_end(words, end + 1, False)) if end + 1 < len(words) else ()
    elif before == at:
        return None
    content = (*words.span(before, at), *after)
    return Found(words.span(at + 2, end), words.span(at, at + 2), content)


def _can_be_cited(words: Words, start: int, end: int) -> bool:
    """Whether the phrase names who said it, unlike "according to rank"."""
    return any(words.is_capital(i) or words.lower[i] in SPEAKERS for i in range(start, end))


def _is_speaker(words: Words, start: int, end: int) -> bool:
    """Whether the phrase names a person or body, or says by its words that it is one."""
    if any(words.lower[i] in SPEAKERS for i in range(start, end)):
        return True
    joining = DETERMINERS | {"of", "and", "for"}
    named = all(words.is_capital(i) or words.lower[i] in joining for i in range(start, end))
    return start < end and named and words.is_capital(end - 1)


def _border_before(words: Words, at: int) -> int:
    """Where the clause begins that goes on up to here; a leading "that" stays outside."""
    start = at
    while start > 0 and words.lower[start - 1] not in (";", ":", "—", "–") and not (
        words.lower[start - 1] in _OPENING
    ):
        start -= 1
    if words.at(start) == "that" and all(not words.is_word(i) for i in range(start + 1, at)):
        return at
    return start


def _as_saying(words: Words, at: int) -> Found | None:
    """"cited a witness as saying that …": the one cited says it."""
    if words.at(at + 1) not in ("saying", "stating", "warning", "claiming", "telling"):
        return None
    start = at
    while start > 0 and words.base[start - 1] not in ("quote", "cite") and at - start < _MAX_SUBJECT:
        start -= 1
    passive = any(w in BE for w in words.lower[max(0, start - 3) : start])
    clause = any(w in FINITE or w.endswith("n't") for w in words.lower[start:at])
    if passive or clause or start == at or start and words.base[start - 1] not in ("quote", "cite"):
        return None
    return Found(words.span(start, at), words.span(at, at + 2), words.span(at + 2, len(words)))


def _accused(words: Words, at: int) -> Found | None:
    """"Four officers are accused of …", "two brothers accused by X of …"."""
    of, source = at + 1, ()
    if words.at(of) == "by":
        while of < min(len(words), at + 9) and words.lower[of] != "of":
            of += 1
        source = words.span(at + 2, of)
    if words.at(of) != "of":
        return None
    first = at
    while first and (words.lower[first - 1] in BE | {"has", "have", "had"} or _is_adverb(words, first - 1)):
        first -= 1
    passive = any(w in BE for w in words.lower[first:at])
    end = first - 1 if words.at(first - 1) == "," else first
    reduced = not passive and end == first
    subject = _object_start(words, end) if reduced else _subject(words, end) if end else None
    if subject is None or not words.is_word(end - 1):
        return None
    stop = _clause_end(words, of, True) if not passive else _clause_end(words, of, end < first)
    cue = (*words.span(first, at + 1), *words.span(of, of + 1))
    return Found(source, cue, (*words.span(subject, end), *words.span(of + 1, stop)))


def _object_start(words: Words, end: int) -> int | None:
    """The start of a short noun phrase, after a verb or anything: "arrested | a man"."""
    start = end
    while start > 0 and end - start < 5 and words.is_word(start - 1):
        if words.lower[start - 1] in PREPOSITIONS | FINITE or _is_verb_like(words, start - 1):
            break
        start -= 1
        if words.lower[start] in DETERMINERS:
            break
    return start if start < end else None


def _stated_purpose(words: Words, at: int) -> Found | None:
    """"The stated purpose of the visit was to …", "its declared aim is …"."""
    if words.at(at + 1) not in PURPOSES:
        return None
    is_ = next((i for i in range(at + 2, min(len(words), at + 14)) if words.lower[i] in ("is", "was")), 0)
    if not is_ or is_ + 1 >= len(words) or not all(words.is_word(i) for i in range(at, is_)):
        return None
    of = words.at(at + 2) == "of"
    subject = words.span(at + 3, is_) if of else ()
    content = (*subject, *words.span(is_ + 1, _clause_end(words, is_ + 1, False)))
    return Found(_possessor(words, at), words.span(at, at + 3 if of else at + 2), content)


def _allegedly(words: Words, at: int) -> Found | None:
    """"The convoy reportedly crossed …": the clause around the word."""
    start = at
    while start > 0 and words.is_word(start - 1) and words.lower[start - 1] not in SUBORDINATORS:
        start -= 1
    end = at + 1
    while end < len(words) and words.lower[end] not in (",", ";", ":", "—", "–", ")"):
        end += 1
    if end - start < 4 or words.at(at - 1) in _BEFORE_NOUNS:  # too few words for a clause: "allegedly stolen goods"
        return None
    return Found((), words.span(at, at + 1), (*words.span(start, at), *words.span(at + 1, end)))


def _passive(words: Words, at: int) -> Found | None:
    """"It is feared that …", "nine sailors are believed to have …", "said to be ill"."""
    first = at
    while first and (words.lower[first - 1] in AUXILIARIES or _is_adverb(words, first - 1)):
        first -= 1
    be = any(w in BE for w in words.lower[first:at])
    if be and words.at(first - 1) == "it" and words.at(at + 1) == "that":
        end = _clause_end(words, at + 1, False)
        return Found((), words.span(first - 1, at + 1), words.span(at + 1, end))
    if words.at(at + 1) != "to" or not be and words.at(at + 2) not in ("be", "have"):
        return None
    after_comma = words.at(first - 1) == ","
    end = first - 1 if after_comma else first
    subject = _subject(words, end) if end else None
    if subject is None or words.at(end - 1) in ("it", "there") or not be and not after_comma:
        return None
    stop = _clause_end(words, at + 1, after_comma)
    return Found((), words.span(first, at + 1), (*words.span(subject, end), *words.span(at + 1, stop)))


def _quoted_speaker(words: Words, at: int) -> Found | None:
    """"quoted | the coast guard: “…”", where the content begins with who is quoted."""
    start_of_quote = at + 1
    short = 0 < at <= 8 and all(words.is_word(i) for i in range(at))
    if not short or words.at(start_of_quote) not in _OPENING:
        return None
    if any(w in FINITE for w in words.lower[:at]) or words.lower[0] in PREPOSITIONS:
        return None
    if not (words.lower[0] in DETERMINERS or words.is_capital(0)):
        return None
    end = _clause_end(words, start_of_quote, False)
    return Found(words.span(0, at), words.span(at, at + 1), words.span(start_of_quote, end))


def _relay(text: str, bounds: list[Span], draft: Draft) -> Found | None:
    """Of "…, Reuters reported, citing the Observatory": the Observatory's part."""
    if not (draft.cue and draft.content):
        return None
    i = bisect_right(bounds, (draft.cue[0].start, len(text))) - 1
    if i < 0:
        return None
    if not _RELAYS.search(text, *bounds[i]):
        return None
    words = Words.of(text, bounds[i])
    for at, word in enumerate(words.lower):
        if word not in ("citing", "quoting") or words.at(at - 1) != ",":
            continue
        end = at + 1
        while end < len(words) and words.is_word(end):
            end += 1
        cited = words.span(at + 1, end)
        apart = not any(s.overlaps(c) for s in cited for c in (*draft.content, *draft.source))
        if apart and words.spans[at].start > draft.cue[0].start and _is_speaker(words, at + 1, end):
            return Found(cited, words.span(at, at + 1), draft.content)
    return None


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Which rules a word calls, in order."""
    called: dict[str, tuple[Rule, ...]] = {}

    def call(rule: Rule, words: frozenset[str]) -> None:
        for word in words:
            called[word] = (*called.get(word, ()), rule)

    call(_nominal, frozenset(form for form, base in FORMS.items() if base in NOUNS))
    call(_accused, frozenset(("accused", "suspected")))
    call(_passive, PASSIVES)
    verbs = CLAUSE_VERBS | INFINITIVE_VERBS | OBJECT_VERBS
    call(_reported, frozenset(form for form, base in FORMS.items() if base in verbs))
    call(_according, frozenset(("according",)))
    call(_as_saying, frozenset(("as",)))
    call(_stated_purpose, STATED)
    call(_allegedly, ALLEGEDLY)
    call(_quoted_speaker, frozenset((":",)))
    return called


_RULES = _rules()
