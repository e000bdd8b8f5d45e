"""Finite verbs that report: “the mayor believed that …”, “who said …”, “had vowed to …”.

Prefers silence to a guess. Must not look beyond one sentence.
"""

from stemmata.extract.clauses import (
    BEFORE_NOUNS,
    OPENING,
    Words,
    clause_end,
    has_verb,
    is_adverb,
    is_auxiliary,
    is_complement,
    is_phrase_opening,
    opens_quote,
    subject_start,
)
from stemmata.extract.inner.found import Found
from stemmata.extract.words.cues import WORDS
from stemmata.extract.words.cues_inner import (
    BARE_CLAUSE_VERBS,
    BE,
    CLAUSE_VERBS,
    FINITE,
    INFINITIVE_VERBS,
    NOUNS,
    OBJECT_VERBS,
    PERSONS,
    PREPOSITIONS,
    SUBORDINATORS,
)

__all__ = ["reported"]

_MODALS = frozenset("can could may might must shall should will would 'd 'll".split())

_IRREALIS = frozenset(("if", "unless", "until", "when", "whenever", "whether"))

_CLAIMED = frozenset(("credit", "life", "lives", "responsibility", "victory"))
"""What can be claimed, not said: "the war has claimed the lives of …"."""

_FIRST_AND_SECOND = frozenset(("i", "we", "you"))

_NOUN_TOO = frozenset(
    "blame claim doubt estimate fear hint hope note plan pledge promise report show state stress vow".split()
)


def reported(words: Words, at: int) -> Found | None:
    """“The mayor believed that …”, “who said …”, “had vowed to …”."""
    base, first = words.base[at], _verb_start(words, at)
    if words.at(at).endswith("ing") or first is None or words.is_capital(at):
        return None
    if not _is_fact_of_speech(words, first, at):
        return None
    subject = subject_start(words, first)
    start = None if subject is None else _content_start(words, at, base)
    if subject is None or start is None:
        return None
    bare = words.lower[start] != "that" and words.lower[start] not in OPENING
    if bare and any(w in _CLAIMED for w in words.lower[start : start + 3]):
        return None
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
    end = clause_end(words, start, relative)
    return Found(words.span(subject, first), words.span(first, at + 1), words.span(start, end))


def _is_fact_of_speech(words: Words, first: int, at: int) -> bool:
    """Whether it was said or held: not "would say", and not "did not say" but "did not think"."""
    before = words.lower[first:at]
    if any(w in _MODALS for w in before):
        return False
    negated = any(w in ("not", "never") or w.endswith(("n't", "nt")) for w in before)
    return not negated or WORDS.get(words.base[at]) in ("belief", "silent")


def _is_noun_form(words: Words, at: int) -> bool:
    """Whether the word could as well be a noun: "a show", "plans", "the state"."""
    base, word = words.base[at], words.lower[at]
    if base not in _NOUN_TOO or words.lower[at - 1] in PERSONS:
        return False
    to_do = words.at(at + 1) == "to" and not words.lower[at - 1].endswith("s")
    return word == base or (word == base + "s" and not to_do)


def _verb_start(words: Words, at: int) -> int | None:
    """Where the verb's own words begin ("had also warned"); None for an infinitive or passive."""
    first = at
    while first and (is_auxiliary(words, first - 1) or is_adverb(words, first - 1)):
        first -= 1
    before = words.lower[first:at]
    if words.at(at - 1) == "to":
        if words.at(at - 2) != "used":
            return None
        return at - 2
    if any(w in BE for w in before) or words.at(at - 1) in BEFORE_NOUNS:
        return None
    while first < at and is_adverb(words, first) and words.lower[first] == "not":
        first += 1
    return first or None


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
        if opens_quote(words, quoted):
            return quoted
        if (
            base in BARE_CLAUSE_VERBS
            and is_phrase_opening(words, at + 1)
            and has_verb(words, at + 1)
        ):
            return at + 1
    if base in OBJECT_VERBS and is_phrase_opening(words, at + 1):
        return at + 1
    return None


def _that(words: Words, start: int) -> int | None:
    """“that”, at once or after whom it was told and when: “told reporters on Monday that”."""
    for at in range(start, min(len(words), start + 8)):
        word = words.lower[at]
        if word == "that":
            return at if is_complement(words, at) else None
        if word in FINITE or not words.is_word(at) or word in SUBORDINATORS:
            return None
        if words.base[at] in NOUNS:
            return None  # "said nothing about reports that": the noun has the clause
    return None
