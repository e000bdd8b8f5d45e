"""Who is cited: “according to …”, “quoted X as saying”, “…, Y reported, citing X”.

Prefers silence to a guess. Must not look beyond one sentence.
"""

import re
from bisect import bisect_right

from stemmata.extract.clauses import MAX_SUBJECT, OPENING, Words, border_before, clause_end
from stemmata.extract.draft import Draft
from stemmata.extract.inner.found import Found
from stemmata.extract.words.cues import WORDS
from stemmata.extract.words.cues_inner import BE, DETERMINERS, FINITE, PREPOSITIONS, SPEAKERS
from stemmata.model import Span, Spans

__all__ = ["according", "as_saying", "only_cites", "quoted_speaker", "relay"]

_RELAYS = re.compile(r"\b(?:citing|quoting)\b", re.IGNORECASE)

_SPOKEN = ("assertion", "inquiry")

_LEAST_SAID = 5  # words from "as" on


def according(words: Words, at: int) -> Found | None:
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


def as_saying(words: Words, at: int) -> Found | None:
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


def quoted_speaker(words: Words, at: int) -> Found | None:
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


def only_cites(text: str, draft: Draft) -> bool:
    """Whether a draft holds no more than who is cited: “Radio Lim | citing | a source in the guard”."""
    if len(draft.cue) != 1 or len(draft.content) != 1:
        return False
    if _RELAYS.fullmatch(text, *draft.cue[0]) is None:
        return False
    words = Words.of(text, draft.content[0])
    phrase = words.at(0) not in ("that", "how", "whether") and all(
        words.is_word(i) and words.lower[i] not in FINITE for i in range(len(words))
    )
    return phrase and _is_speaker(words, 0, len(words))


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
        if words.at(end - 1) == "who":  # "citing an official who asked not to be named"
            while words.is_word(end) and end - at <= MAX_SUBJECT:
                end += 1
        cited = words.span(at + 1, end)
        content = tuple(c for c in draft.content if not any(c.overlaps(s) for s in cited))
        speakers = tuple(c for c in draft.source if not any(c.overlaps(s) for s in cited))
        after = at == 0 or words.spans[at].start > draft.cue[0].start
        ended = not words.is_word(end)
        if content and speakers and after and ended and _is_speaker(words, at + 1, end):
            return Found(cited, words.span(at, at + 1), content)
    return None
