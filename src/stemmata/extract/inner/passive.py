"""What nobody in sight says or holds of someone: “is accused of …”, “it is feared that …”.

Prefers silence to a guess. Must not look beyond one sentence.
"""

from stemmata.extract.clauses import (
    BEFORE_NOUNS,
    Words,
    clause_end,
    is_adverb,
    object_start,
    subject_start,
)
from stemmata.extract.inner.found import Found
from stemmata.extract.words.cues_inner import AUXILIARIES, BE, PREPOSITIONS, SUBORDINATORS
from stemmata.model import Spans

__all__ = ["accused", "allegedly", "passive"]


def accused(words: Words, at: int) -> Found | None:
    """“Four officers are accused of …”, “two brothers accused by X of …”."""
    of = at + 1
    source: Spans = ()
    if words.at(of) == "by":
        while of < min(len(words), at + 9) and words.lower[of] != "of":
            of += 1
        source = words.span(at + 2, of)
    if words.at(of) != "of":
        return None
    first = at
    while first and (
        words.lower[first - 1] in BE | {"has", "have", "had"} or is_adverb(words, first - 1)
    ):
        first -= 1
    passive = any(w in BE for w in words.lower[first:at])
    end = first - 1 if words.at(first - 1) == "," else first
    reduced = not passive and end == first
    subject = object_start(words, end) if reduced else subject_start(words, end) if end else None
    if subject is None or not words.is_word(end - 1):
        return None
    stop = clause_end(words, of, True) if not passive else clause_end(words, of, end < first)
    cue = (*words.span(first, at + 1), *words.span(of, of + 1))
    return Found(source, cue, (*words.span(subject, end), *words.span(of + 1, stop)))


def allegedly(words: Words, at: int) -> Found | None:
    """“The convoy reportedly crossed …”: the clause around the word."""
    start = at
    while start > 0 and words.is_word(start - 1) and words.lower[start - 1] not in SUBORDINATORS:
        start -= 1
    end = at + 1
    while end < len(words) and words.lower[end] not in (",", ";", ":", "—", "–", ")"):
        end += 1
    if words.at(at + 1).endswith("ing"):  # "footage purportedly showing"
        start = object_start(words, at) or at
    if start == at and words.at(at + 1) in PREPOSITIONS:  # "allegedly by a client"
        return None
    too_few = end - start < 4  # "allegedly stolen goods"
    if too_few or words.at(at - 1) in BEFORE_NOUNS:
        return None
    return Found((), words.span(at, at + 1), (*words.span(start, at), *words.span(at + 1, end)))


def passive(words: Words, at: int) -> Found | None:
    """“It is feared that …”, “nine sailors are believed to have …”, “said to be ill”."""
    first = at
    while first and (words.lower[first - 1] in AUXILIARIES or is_adverb(words, first - 1)):
        first -= 1
    be = any(w in BE for w in words.lower[first:at])
    if be and words.at(first - 1) == "it" and words.at(at + 1) == "that":
        end = clause_end(words, at + 1, False)
        return Found((), words.span(first - 1, at + 1), words.span(at + 1, end))
    if words.at(at + 1) != "to" or (not be and words.at(at + 2) not in ("be", "have")):
        return None
    after_comma = words.at(first - 1) == ","
    end = first - 1 if after_comma else first
    subject = subject_start(words, end) if end else None
    if subject is None or words.at(end - 1) in ("it", "there") or (not be and not after_comma):
        return None
    stop = clause_end(words, at + 1, after_comma)
    return Found(
        (), words.span(first, at + 1), (*words.span(subject, end), *words.span(at + 1, stop))
    )
