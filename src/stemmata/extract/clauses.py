"""The words of one sentence, and where its phrases and clauses begin and end, as far as form tells.

No parser and no model: word lists, word endings and punctuation. What cannot be told is None, so
that the rules of `inner` stay silent. Must not know what an attribution is.
"""

import re
from dataclasses import dataclass

from stemmata.extract.words.cues import FORMS
from stemmata.extract.words.cues_inner import (
    AUXILIARIES,
    CLAUSE_VERBS,
    DETERMINERS,
    FINITE,
    NOUNS,
    PERSONS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
)
from stemmata.model import Span, Spans

__all__ = [
    "BEFORE_NOUNS",
    "MAX_SUBJECT",
    "OPENING",
    "Words",
    "border_before",
    "clause_end",
    "has_verb",
    "is_adverb",
    "is_auxiliary",
    "is_complement",
    "is_past",
    "is_phrase_opening",
    "object_start",
    "opens_quote",
    "possessor",
    "subject_start",
]

MAX_SUBJECT = 14  # words; longer subjects are mostly misread clauses
_MAX_WORDS = 120  # of one sentence that are read; what follows in it is left alone
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’](?:s|d|ll|ve|re|m)\b|[^\W_]+(?:[-.'’](?!(?:s|d|ll|ve|re|m)\b)[^\W_]+)*|[^\w\s]",
    re.IGNORECASE,
)


OPENING = frozenset('“"‘«')
_CLOSING = frozenset('”"»')
_CUTS = frozenset(";:—–()")
_ENDING_AFTER_COMMA = frozenset(
    "but while whereas although though citing quoting adding which who saying according".split()
)


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
        """Whether it is a word, not a mark, nor beyond the ends."""
        return 0 <= at < len(self) and (self.lower[at][0].isalnum() or len(self.lower[at]) > 1)

    def is_capital(self, at: int) -> bool:
        """Whether it is written with a capital."""
        return 0 <= at < len(self) and self.text[self.spans[at].start].isupper()

    def at(self, at: int) -> str:
        """The word in lower case; empty beyond the ends."""
        return self.lower[at] if 0 <= at < len(self) else ""


BEFORE_NOUNS = DETERMINERS | POSSESSIVES | PREPOSITIONS


def is_auxiliary(words: Words, at: int) -> bool:
    """Whether it helps another verb, "didn't" included."""
    return words.lower[at] in AUXILIARIES or words.lower[at].endswith("n't")


def is_adverb(words: Words, at: int) -> bool:
    """Whether it can stand between a verb and its auxiliary."""
    word = words.at(at)
    return (word.endswith("ly") and word not in ("family", "only")) or word in (
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


def subject_start(words: Words, end: int) -> int | None:
    """Where the noun phrase that ends before `end` begins, if it looks like a subject."""
    last = end - 1
    if words.lower[last] in PERSONS:
        return last
    start = _phrase_start(words, end)
    if start is None or start >= end or end - start > MAX_SUBJECT:
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
            if words.lower[start] in _CUTS or end - start > MAX_SUBJECT:
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
    if word in _CUTS or word in OPENING or word in _CLOSING or word == "but":
        return True
    if word == ",":
        return True
    if word in SUBORDINATORS or word in ("who", "which"):
        return True
    if word == "and" and (words.at(at + 1) == "that" or words.at(at - 1) == ","):
        return True
    return words.base[at] in CLAUSE_VERBS and words.lower[at] not in NOUNS and is_past(words, at)


def is_past(words: Words, at: int) -> bool:
    """A form that is no noun: "said", "claimed", not "reports"."""
    word = words.lower[at]
    return word.endswith("ed") or word in ("said", "says", "told", "thought", "wrote", "tells")


def opens_quote(words: Words, at: int) -> bool:
    """Whether it is a mark with which a quotation begins."""
    if words.at(at) not in OPENING or at + 1 >= len(words):
        return False
    return words.lower[at] != '"' or words.spans[at].end == words.spans[at + 1].start


def is_complement(words: Words, that: int) -> bool:
    """Whether "that" opens a clause with its own subject, and is no relative or pronoun."""
    after = words.at(that + 1)
    if not (words.is_word(that + 1) or after in OPENING) or after in FINITE | {"and", "or", "is"}:
        return False
    if _is_verb_like(words, that + 1):
        return False
    return words.base[that - 1] in CLAUSE_VERBS or has_verb(words, that + 1)


def is_phrase_opening(words: Words, at: int) -> bool:
    """Whether a noun phrase can begin with it."""
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


def has_verb(words: Words, start: int) -> bool:
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
    if not words.is_word(at) or (before in BEFORE_NOUNS and before != "that"):
        return False
    return word.endswith("ed") or (words.base[at] != word and not word.endswith(("s", "ing")))


def clause_end(words: Words, start: int, in_subject: bool) -> int:
    """Where a content ends: at a cut, a comma that goes on otherwise, or the main verb.

    `in_subject` tells that the clause belongs to a subject whose own verb is still to come.
    """
    quoted = words.lower[start] in OPENING
    for at in range(start + 1, len(words)):
        word = words.lower[at]
        if quoted:
            if word in _CLOSING:
                return at + 1
            continue
        if word == ";" or (word == "," and (in_subject or words.at(at + 1) in _ENDING_AFTER_COMMA)):
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
        joined = words.at(at - 1) in (
            "and",
            "or",
            "who",
            "which",
            "that",
            ",",
            "to",
            "not",
            "it",
            "he",
        )
        if seen and not joined and words.at(at + 1) != "by":
            return at
        seen = True
        auxiliary = words.lower[at] in AUXILIARIES
        at += 1
        while (
            auxiliary
            and at < len(words)
            and (words.lower[at] in AUXILIARIES or is_adverb(words, at))
        ):
            at += 1
        if auxiliary and at < len(words) and words.is_word(at):
            at += 1  # the participle, or what the subject is
    return len(words)


def possessor(words: Words, at: int) -> Spans:
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
        if (
            not words.is_word(end - 1)
            or word in DETERMINERS
            or word in FINITE
            or word in PREPOSITIONS
        ):
            return ()
    return ()


def _extends_name(words: Words, at: int) -> bool:
    """Whether the phrase goes on to the left of this word: a name, or on to its article."""
    before = words.at(at - 1)
    if (
        words.lower[at] in DETERMINERS
        or not words.is_word(at - 1)
        or before in PREPOSITIONS | FINITE
    ):
        return False
    if words.is_capital(at):
        return words.is_capital(at - 1) or before in DETERMINERS
    return before in DETERMINERS or words.at(at - 2) in DETERMINERS


def border_before(words: Words, at: int) -> int:
    """Where the clause begins that goes on up to here; a leading "that" stays outside."""
    start = at
    while (
        start > 0
        and words.lower[start - 1] not in (";", ":", "—", "–")
        and words.lower[start - 1] not in OPENING
    ):
        start -= 1
    if words.at(start) == "that" and all(not words.is_word(i) for i in range(start + 1, at)):
        return at
    return start


def object_start(words: Words, end: int) -> int | None:
    """The start of a short noun phrase, after a verb or anything: "arrested | a man"."""
    start = end
    while start > 0 and end - start < 5 and words.is_word(start - 1):
        if words.lower[start - 1] in PREPOSITIONS | FINITE or _is_verb_like(words, start - 1):
            break
        start -= 1
        if words.lower[start] in DETERMINERS:
            break
    return start if start < end else None
