"""The words by which a claim is called: those of its clearest occurrence, never invented.

A passage is often the part of a sentence that states one thing: "of arming irregulars", "wounding more
than 60". Where it cannot be understood alone, the words of its sentence before it come along.
"""

import re
from collections.abc import Mapping

from stemmata.link.propositions import Proposition

__all__ = ["called", "clearest", "stands_alone"]

CLEAR_WORDS = (6, 30)
"""Words of a passage that can stand alone as a claim's text: neither a fragment nor a paragraph."""

MOST_WORDS = 34
"""With the words before it a text may be this long; of longer ones only the first words come along."""

OPENING_WORDS = 12
"""As many as say who or what a long sentence is about."""

_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did"
    r"|became|began|broke|brought|built|bought|came|caught|chose|died|drew|drove|fell|fled|flew|fought"
    r"|found|gave|got|grew|held|hid|hit|kept|killed|knew|led|left|lost|made|met|paid|ran|rose|said|sank|saw"
    r"|sent|shook|shot|showed|sold|spent|spoke|stood|stole|struck|swore|thought|threw|told|took|tore|went"
    r"|withdrew|won|wrote"
    r"|accuses|blames|calls|claims|denies|destroys|gives|hits|holds|injures|kills|knows|leaves|lists|plans|puts"
    r"|rejects|remains|says|shows|strikes|urges|vows|wants|warns|wounds)\b|(?:n['’]t|['’](?:s|re|ve|ll))\b|\w{2,}ed\b",
    re.IGNORECASE,
)
_HANGS_ON_WHAT_WENT_BEFORE = re.compile(
    r"(?:about|after|amid|among|and|as|at|because|before|but|by|during|for|from|in|into|of|on|or|over|since"
    r"|that|then|though|to|under|when|where|whether|which|while|who|whom|whose|with|without|\w{2,}ing)\b",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(
    r"\b(?:a|an|and|are|as|at|but|by|for|from|had|has|have|in|into|is|nor|of|on|or|so|than|that|the|their"
    r"|to|was|were|which|while|who|will|with|would|although|because|though)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?:\s|$)|\n")
_QUOTES = '"“”„«»'
_LOOSE = ".,;:–—- "


def clearest(
    group: Mapping[int, Proposition],
    odds: Mapping[tuple[int, int], float],
    texts: Mapping[str, str],
) -> str:
    """What a claim is called.

    Args:
        group: Its propositions by number.
        odds: The log-odds that two of them, the smaller number first, state the same.
        texts: Of their articles, by id.

    Returns:
        The words of the member that can best be understood alone and is most like all others.
    """
    near = dict.fromkeys(group, 0.0)
    listed = list(group)
    for at, i in enumerate(listed):
        for j in listed[at + 1 :]:
            value = odds.get((i, j), 0.0)
            near[i] += value
            near[j] += value

    def clarity(i: int) -> tuple[bool, bool, bool, float, str]:
        p = group[i]
        low, high = CLEAR_WORDS
        fits = low <= len(p.words.split()) <= high
        return (fits and stands_alone(p.words), fits, p.stance != "denies", near[i], p.id)

    chosen = group[max(group, key=clarity)]
    return called(chosen, texts[chosen.passage.article])


def stands_alone(words: str) -> bool:
    """Whether a passage looks like a clause of its own, with a verb and nothing that it hangs on."""
    bare = words.lstrip(_QUOTES + " ")
    return bool(
        _FINITE.search(bare)
        and not _HANGS_ON_WHAT_WENT_BEFORE.match(bare)
        and not _BREAKS_OFF.search(bare)
    )


def called(p: Proposition, text: str) -> str:
    """A proposition's words, with those of its sentence that it needs to be understood."""
    start, end = p.passage.span
    if _BREAKS_OFF.search(p.words) and (stop := _SENTENCE_END.search(text, end)):
        end = stop.start()
    passage = text[start:end]
    if stands_alone(passage):
        return _bare(passage)
    before = text[_opening(p, text) : start]
    if len(before.split()) + len(passage.split()) <= MOST_WORDS:
        return _bare(before + passage)
    return _bare(f"{' '.join(before.split()[:OPENING_WORDS]).rstrip(',;:')} … {passage}")


def _opening(p: Proposition, text: str) -> int:
    """Where what a proposition hangs on begins: its speaker or its sentence, in the same sentence."""
    start = p.passage.span.start
    spans = (*p.attribution.source, *p.attribution.cue, p.sentence)
    before = [s.start for s in spans if s.start < start]
    return min((at for at in before if not _SENTENCE_END.search(text, at, start)), default=start)


def _bare(words: str) -> str:
    """The words on one line, without marks at their ends that belong to what stood around them."""
    words = " ".join(words.split()).rstrip(_LOOSE)
    inner = words.strip(_QUOTES)
    return words if any(mark in inner for mark in _QUOTES) else inner.rstrip(_LOOSE)
