"""Who said it at the end, or in the middle, of a sentence that the decoder has passed over.

"The mill burnt down the mayor said": without its comma nothing parts the words from their speaker but
the speaker's form. "“The mill is shut,” states the notice": a verb that also has other uses. "The mill is
a ruin, as the mayor rightly noted". "The mill, she said, is shut". Prefers silence to a guess. Must not
know of other sentences.
"""

import re

from stemmata.extract.inner.found import Found
from stemmata.extract.kinds import has_clause
from stemmata.extract.quotations import quotations
from stemmata.extract.sentences import trimmed
from stemmata.extract.words.cues_inner import SPEAKERS
from stemmata.extract.words.sources import INSTITUTIONS, PERSONS
from stemmata.model import Span

__all__ = ["said_after_quotation", "said_as_aside", "said_at_end", "said_between"]

_SAYING = re.compile(
    r"\s(?P<cue>(?:ha[sd]\s|have\s|also\s)*(?:said|says|reported|reports|added|stated|announced|confirmed|noted)"
    r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?)"
    r"(?:\son\s(?:[A-Z][a-z]+\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]+)|\sin\sa\sstatement"
    r"|\son\s(?:the\s)?condition\sof\sanonymity\b.{0,100})*[.;]?\s*$"
)
_ACRONYM = re.compile(r"(?<=\s)[A-Z]{3,8}$")
_NAME = re.compile(
    r"(?<=[a-z0-9]\s)(?:the\s)?(?:al-|el-)?[A-Z][\w-]*(?:\s(?:(?:of|for|al|bin)\s)?(?:al-|el-)?[A-Z][\w-]*){0,4}$"
)
_PHRASE = re.compile(
    r"(?<=\s)(?:the|an?)\s(?:(?!(?:the|an?)\s)[\w-]+\s){0,3}(?P<noun>[a-z][\w-]+)$"
)
_GROUP = re.compile(
    r"(?<=[a-z]\s)(?:(?:security|military|medical|local|government|police|opposition|diplomatic|hospital|"
    r"intelligence|aid|rebel|army|state|senior)\s){0,2}(?P<noun>[a-z]+s)$"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|from|by|to|with|near|on|for|and|or|around|towards?|into|over|under)\s+$"
)
_AFTER_QUOTATION = re.compile(
    r"\s(?P<cue>says|said|states?|stated|reads?|writes|wrote|warns|warned|notes|noted|adds|added|"
    r"explains|explained)\s"
    r"(?P<source>(?:(?!(?:that|which|who|when|while|as|in|on|at|during|after|before|adding|to)\b)"
    r"[^\s,;:.“\"]+\s?){1,12})",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\sas\s(?P<source>(?:[\w.'’-]+\s){1,8}?)"
    r"(?P<cue>(?:ha[sd]\s|have\s)?(?:\w+ly\s)?(?:said|says|wrote|writes|noted|notes|explained|explains|"
    r"remarked|remarks|observed|observes|reported|reports|admitted|admits|recalled|recalls|"
    r"(?:put|puts)\sit|(?:pointed|points)\sout))[.;]?\s*$"
)
_BETWEEN = re.compile(
    r",\s(?P<source>he|she|they|it|(?:the|an?)\s(?:[\w-]+\s){0,3}?(?P<noun>[\w-]+)"
    r"|(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3})"
    r"\s(?P<cue>(?:ha[sd]\s)?(?:also\s)?(?:said|says|added|adds|noted|notes|explained|warned|argued|argues|"
    r"wrote|insisted|recalled)),\s"
)
_WHO_SPEAK = SPEAKERS | INSTITUTIONS | PERSONS
_LEAST_WORDS = 4  # of a quotation: shorter ones may be a title, or a word kept at a distance
_LONGEST_SPEAKER = 80  # code points
_LONGEST_ENDING = 180  # code points from the cue on
_LEAST_CHARS = 30
"""Of what is said: in less there is no clause to be told from a noun phrase."""


def said_at_end(text: str, part: Span) -> Found | None:
    """The attribution that one sentence without a comma ends with, if it ends with one.

    The speaker is an acronym, a name behind a word in lower case, a noun for someone who speaks behind
    "the", or a noun for several who do; what stands before must be a clause.
    """
    saying = _SAYING.search(text, max(part.start, part.end - _LONGEST_ENDING), part.end)
    if saying is None or "," in text[slice(*part)]:
        return None
    first = max(part.start, saying.start() - _LONGEST_SPEAKER)
    head = text[first : saying.start()]
    speaker = _spoken_by(head) or _NAME.search(head) or _ACRONYM.search(head)
    if speaker is None or _PREPOSITION.search(head, 0, speaker.start()):
        return None
    source = Span(first + speaker.start(), saying.start())
    content = trimmed(text, part.start, source.start)
    if content is None or content.end - content.start < _LEAST_CHARS:
        return None
    if not has_clause(text[slice(*content)]):
        return None
    return Found((source,), (Span(*saying.span("cue")),), (content,))


def said_as_aside(text: str, part: Span) -> Found | None:
    """The attribution of a sentence that ends with it as an aside: “…, as the mayor rightly noted”."""
    aside = _ASIDE.search(text, max(part.start, part.end - _LONGEST_ENDING), part.end)
    if aside is None:
        return None
    content, source = trimmed(text, part.start, aside.start()), trimmed(text, *aside.span("source"))
    if content is None or source is None:
        return None
    if content.end - content.start < _LEAST_CHARS or not has_clause(text[slice(*content)]):
        return None
    return Found((source,), (Span(*aside.span("cue")),), (content,))


def said_between(text: str, part: Span) -> Found | None:
    """The attribution that a sentence is broken by: “The mill, the mayor said, is shut”."""
    saying = _BETWEEN.search(text, *part)
    if saying is None or (saying["noun"] and saying["noun"] not in _WHO_SPEAK):
        return None
    before, after = trimmed(text, part.start, saying.start()), trimmed(text, saying.end(), part.end)
    if before is None or after is None:
        return None
    if not has_clause(f"{text[slice(*before)]} {text[slice(*after)]}"):
        return None
    return Found((Span(*saying.span("source")),), (Span(*saying.span("cue")),), (before, after))


def _spoken_by(head: str) -> re.Match[str] | None:
    phrase = _PHRASE.search(head)
    if phrase is not None and phrase["noun"] in _WHO_SPEAK:
        return phrase
    group = _GROUP.search(head)
    return group if group is not None and group["noun"] in SPEAKERS else None


def said_after_quotation(text: str, part: Span) -> Found | None:
    """The attribution of a sentence that opens with a quotation: "“It is shut,” states the notice"."""
    quotation = quotations(text).around(part.start)
    if quotation is None or quotation.span.start != part.start or quotation.span.end > part.end:
        return None
    saying = _AFTER_QUOTATION.match(text, quotation.span.end, part.end)
    if saying is None or text.count(" ", *quotation.inside) < _LEAST_WORDS - 1:
        return None
    source = trimmed(text, *saying.span("source"))
    cue = Span(*saying.span("cue"))
    return None if source is None else Found((source,), (cue,), (quotation.span,))
