"""The rules by which one sentence, or the part of it in a content, shows further attributions.

A word calls the rules that it may belong to; each answers with what it found or None. They prefer
silence to a guess. Must not know of rows, drafts in a list, or other sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from stemmata.extract.clauses import (
    BEFORE_NOUNS,
    MAX_SUBJECT,
    OPENING,
    Words,
    border_before,
    clause_end,
    has_verb,
    is_adverb,
    is_auxiliary,
    is_complement,
    is_past,
    is_phrase_opening,
    object_start,
    opens_quote,
    possessor,
    subject_start,
)
from stemmata.extract.draft import Draft
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
    PREPOSITIONS,
    PURPOSES,
    SPEAKERS,
    STATED,
    SUBORDINATORS,
)
from stemmata.model import Span, Spans

__all__ = ["Found", "relay", "rows_of"]

_RELAYS = re.compile(r"\b(?:citing|quoting)\b", re.IGNORECASE)
_CALLERS = re.compile(r"\b[A-Za-z]+\b|:")


class Found(NamedTuple):
    """What a rule found, before it has a score and a place among the rows."""

    source: Spans
    cue: Spans
    content: Spans


_MODALS = frozenset("can could may might must shall should will would 'd 'll".split())
_IRREALIS = frozenset(("if", "unless", "until", "when", "whenever", "whether"))
_CLAIMED = frozenset(("credit", "life", "lives", "responsibility", "victory"))
"""What can be claimed, not said: "the war has claimed the lives of …"."""

_SPOKEN = ("assertion", "inquiry")
_LEAST_SAID = 5  # words from "as" on
_FIRST_AND_SECOND = frozenset(("i", "we", "you"))
_NOUN_TOO = frozenset(
    "blame claim doubt estimate fear hint hope note plan pledge promise report show state stress vow".split()
)


Rule = Callable[[Words, int], Found | None]

_PRONOUNS = frozenset("he she it they we there this that these those".split())


def rows_of(text: str, part: Span) -> list[Found]:
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
            if not any(
                s.overlaps(c) for row in rows for s in (*row.content, *row.cue) for c in found.cue
            ):
                rows.append(found)
                break
    return rows


def _reported(words: Words, at: int) -> Found | None:
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


def _nominal(words: Words, at: int) -> Found | None:
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


def _according(words: Words, at: int) -> Found | None:
    """“According to the brigade, …”, “…, according to the brigade”, and between two commas."""
    if words.at(at + 1) != "to":
        return None
    end = at + 2
    while end < len(words) and (words.is_word(end) or words.lower[end] in ("'", "&")):
        if words.lower[end] in FINITE and end > at + 3:
            break
        end += 1
    if end == at + 2 or end - at > MAX_SUBJECT or not _can_be_cited(words, at + 2, end):
        return None
    before = border_before(words, at)
    after: Spans = ()
    if words.at(end) == ",":
        after = (
            words.span(end + 1, clause_end(words, end + 1, False)) if end + 1 < len(words) else ()
        )
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


def _as_saying(words: Words, at: int) -> Found | None:
    """“cited a witness as saying that …”: the one cited says it."""
    spoken = words.at(at + 1).endswith("ing") and WORDS.get(words.base[at + 1]) in _SPOKEN
    if not spoken and words.at(at + 1) != "putting":  # "as putting the toll at six"
        return None
    start = at
    while start > 0 and words.base[start - 1] not in ("quote", "cite") and at - start < MAX_SUBJECT:
        start -= 1
    passive = any(w in BE for w in words.lower[max(0, start - 3) : start])
    clause = any(w in FINITE or w.endswith("n't") for w in words.lower[start:at])
    if (
        passive
        or clause
        or start == at
        or (start and words.base[start - 1] not in ("quote", "cite"))
    ):
        return None
    if (
        len(words) - at < _LEAST_SAID
    ):  # "quoted Hart as saying on Monday": what he said is elsewhere
        return None
    return Found(words.span(start, at), words.span(at, at + 2), words.span(at + 2, len(words)))


def _accused(words: Words, at: int) -> Found | None:
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


def _stated_purpose(words: Words, at: int) -> Found | None:
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


def _allegedly(words: Words, at: int) -> Found | None:
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


def _passive(words: Words, at: int) -> Found | None:
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


def _quoted_speaker(words: Words, at: int) -> Found | None:
    """“quoted | the coast guard: “…””, where the content begins with who is quoted."""
    start_of_quote = at + 1
    short = 0 < at <= 5 and all(words.is_word(i) for i in range(at))
    if not short or words.at(start_of_quote) not in OPENING:
        return None
    if any(w in FINITE for w in words.lower[:at]) or words.lower[0] in PREPOSITIONS:
        return None
    if not (words.lower[0] in DETERMINERS or words.is_capital(0)):
        return None
    end = clause_end(words, start_of_quote, False)
    return Found(words.span(0, at), words.span(at, at + 1), words.span(start_of_quote, end))


def relay(text: str, bounds: list[Span], draft: Draft) -> Found | None:
    """Of “…, Reuters reported, citing the Observatory”: the Observatory's part.

    What is cited may have been decoded as a piece of the draft's own source or content.
    """
    if not (draft.cue and draft.content):
        return None
    i = bisect_right(bounds, (draft.cue[0].start, len(text))) - 1
    if i < 0 or not _RELAYS.search(text, *bounds[i]):
        return None
    words = Words.of(text, bounds[i])
    for at, word in enumerate(words.lower):
        if word not in ("citing", "quoting"):
            continue
        end = at + 1
        while words.is_word(end) and end - at <= MAX_SUBJECT and words.lower[end] not in FINITE:
            end += 1
        cited = words.span(at + 1, end)
        content = tuple(c for c in draft.content if not any(c.overlaps(s) for s in cited))
        speakers = tuple(c for c in draft.source if not any(c.overlaps(s) for s in cited))
        after = at == 0 or words.spans[at].start > draft.cue[0].start
        ended = not words.is_word(end)
        if content and speakers and after and ended and _is_speaker(words, at + 1, end):
            return Found(cited, words.span(at, at + 1), content)
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
