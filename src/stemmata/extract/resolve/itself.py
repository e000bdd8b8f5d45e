"""Whether a source is the outlet itself, or something that the outlet says it holds."""

import re
from collections.abc import Sequence

from stemmata.extract.draft import Draft, Named
from stemmata.extract.resolve.scene import Scene
from stemmata.extract.source_kinds import Phrase

__all__ = ["quotes_itself"]

_OWN_WORDS = re.compile(
    r"\bthis\s+(?:outlet|newspaper|paper|website|site|magazine|publication|newsroom|reporter)\b"
    r"|\bour\s+(?:own\s+)?(?:\w+\s+)?(?:outlet|newspaper|paper|website|site|magazine|agency|channel|"
    r"publication|newsroom|reporters?|correspondents?|journalists?|sources?|investigations?|"
    r"documents?|records?|reporting|analysts?|editors?|data)\b",
    re.IGNORECASE,
)
_DISCLOSED_BY = re.compile(
    r"\b(?:disclosed|obtained|seen|reviewed|acquired|published|released|revealed|viewed|compiled|"
    r"verified|exposed|leaked|collected|gathered|produced|conducted|given|made|provided|issued)"
    r"\s+(?:by|to)\s+(?:the\s+)?$"
)
_HAS_LEARNED = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:learn(?:ed|t)|seen|obtained|reviewed)\b|can reveal"
)


def quotes_itself(
    scene: Scene, draft: Draft, phrase: Phrase, near: Sequence[Named], words: str
) -> bool:
    """Whether the source is the outlet, or something that the outlet says it holds."""
    if scene.discourse.is_quoted(phrase.core.start):
        return False
    if _OWN_WORDS.search(words):
        return True
    if scene.outlet is None:
        return _has_learned(scene, draft, phrase)
    for mention in near:
        if scene.thing_of.get(mention.span) is scene.outlet:
            before = scene.text[phrase.core.start : mention.span.start]
            if mention is phrase.name or _DISCLOSED_BY.search(before):
                return True
    return False


def _has_learned(scene: Scene, draft: Draft, phrase: Phrase) -> bool:
    """Whether it is "the Herald has learned": an outlet says this, and only of itself."""
    cue = " ".join(scene.article.quote(draft.cue))
    name = phrase.name
    if name is None or name.type != "organization" or not _HAS_LEARNED.search(cue):
        return False
    scene.outlet = scene.thing_of.get(name.span)
    return True
