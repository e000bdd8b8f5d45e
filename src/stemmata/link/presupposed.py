"""What somebody takes for known while saying something else: "condemned the attack that killed 12".

The toll is not what the speaker tells: the article has it from elsewhere, or says it itself.
"""

import re

from stemmata.link.figures import figures
from stemmata.model import Article, Attribution, Span

__all__ = ["is_presupposed"]

_REACTS = re.compile(
    r"\b(?:condemn\w*|denounc\w*|deplor\w*|decr(?:y|ies|ied)|mourn\w*|lament\w*|hail\w*|welcom\w*"
    r"|prais\w*|applaud\w*|celebrat\w*|avenge\w*|responsibility)\b",
    re.IGNORECASE,
)
"""Cues of those who respond to what has happened and do not report it."""

_ACCUSES = re.compile(r"\b(?:responsib\w+|blam\w+|accus\w+|guilty|behind)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which)\s*(?:ha[sd] |have )?$", re.IGNORECASE)
"""Before the toll of an act that somebody is accused of: "the attack that"."""

_LONGEST_SENTENCE = 400  # code points before the toll in which somebody is accused

_CLAIMS = re.compile(r"\bclaim(?:s|ed|ing)?$", re.IGNORECASE)
_AN_ACT = re.compile(
    r"(?:the|an?|that|this|its|their|[\w-]+['’]?s)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:attacks?|bombings?|strikes?|raids?|blasts?|explosions?|shootings?|assaults?|ambush(?:es)?)\b",
    re.IGNORECASE,
)
_BY_THE_WAY = re.compile(r"(?:killing|leaving|wounding|injuring|claiming|causing)\b", re.IGNORECASE)
"""After "claimed the bombing of the mill": the toll of what is claimed."""


def is_presupposed(article: Article, attribution: Attribution, passage: Span) -> bool:
    """Whether a passage gives a figure that its speaker did not come to tell.

    Args:
        article: The article.
        attribution: Whose content holds the passage.
        passage: The part of it that is asked for.
    """
    text = article.text
    if not figures(text[passage.start : passage.end]):
        return False
    cue = " ".join(text[s.start : s.end] for s in attribution.cue)
    if _REACTS.search(cue):
        return True
    content = next((c for c in attribution.content if c.overlaps(passage)), passage)
    before = text[max(content.start, passage.start - _LONGEST_SENTENCE) : passage.start]
    if _RELATIVE.search(before):
        return _ACCUSES.search(f"{cue} {before}") is not None
    claimed = _CLAIMS.search(cue) and _AN_ACT.match(text, content.start, passage.start)
    return claimed is not None and _BY_THE_WAY.match(text, passage.start) is not None
