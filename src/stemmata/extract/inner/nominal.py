"""Nouns that report: “allegations that …”, “the stated purpose of …”.

Prefers silence to a guess. Must not look beyond one sentence.
"""

from stemmata.extract.clauses import (
    Words,
    clause_end,
    is_auxiliary,
    is_complement,
    is_past,
    possessor,
)
from stemmata.extract.inner.found import Found
from stemmata.extract.words.cues import WORDS
from stemmata.extract.words.cues_inner import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    NOUNS,
    PERSONS,
    PREPOSITIONS,
    PURPOSES,
    SUBORDINATORS,
)
from stemmata.model import Spans

__all__ = ["nominal", "stated_purpose"]

_PRONOUNS = frozenset("he she it they we there this that these those".split())


def nominal(words: Words, at: int) -> Found | None:
    """“Allegations that …”, “the general's insistence that …”, “claims from farmers that …”."""
    before = words.at(at - 1)
    if words.base[at] not in NOUNS or (before != "'s" and before in PERSONS | AUXILIARIES):
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
    if words.at(that) != "that" or not is_complement(words, that):
        return None
    source = source or possessor(words, at)
    if not source and _is_verb_here(words, at):
        return None
    in_subject = not any(w in FINITE or is_past(words, i) for i, w in enumerate(words.lower[:at]))
    end = clause_end(words, that, in_subject)
    return Found(source, cue, words.span(that, end))


def _is_verb_here(words: Words, at: int) -> bool:
    """Whether a word that can be either is a verb: "the daily reports that", "officials claim that"."""
    before = at - 1
    if before < 0 or not words.is_word(before):
        return False
    word = words.lower[before]
    if (
        word in DETERMINERS | PREPOSITIONS | SUBORDINATORS
        or words.base[at] == words.lower[at] + "s"
    ):
        return False
    verb_before = words.base[before] in WORDS and (
        word.endswith(("ed", "ing")) or word in ("said", "heard")
    )
    adjective = word.endswith(
        ("ous", "ful", "able", "ible", "al", "ive", "less", "spread", "ent", "ant")
    )
    return not (
        verb_before or adjective or word in ("false", "new", "own", "earlier", "old", "repeated")
    )


def stated_purpose(words: Words, at: int) -> Found | None:
    """“The stated purpose of the visit was to …”, “its declared aim is …”."""
    if words.at(at + 1) not in PURPOSES:
        return None
    is_ = next(
        (i for i in range(at + 2, min(len(words), at + 14)) if words.lower[i] in ("is", "was")), 0
    )
    if not is_ or is_ + 1 >= len(words) or not all(words.is_word(i) for i in range(at, is_)):
        return None
    of = words.at(at + 2) == "of"
    subject = words.span(at + 3, is_) if of else ()
    end = clause_end(words, is_ + 1, False)
    if words.lower[0] in SUBORDINATORS:
        end = next((i for i in range(is_ + 1, end) if _begins_main_clause(words, i)), end)
    content = (*subject, *words.span(is_ + 1, end))
    return Found(possessor(words, at), words.span(at, at + 3 if of else at + 2), content)


def _begins_main_clause(words: Words, comma: int) -> bool:
    """Whether the clause that “Although …” leans on begins after this comma."""
    if words.lower[comma] != ",":
        return False
    subject = words.at(comma + 1)
    near = range(comma + 2, min(len(words), comma + 7))
    return subject in _PRONOUNS or (subject == "the" and any(is_auxiliary(words, i) for i in near))
