"""To whom an article as a whole is credited: its dateline, byline or last line."""

import re

from stemmata.link.credits import HEAD, Credit, credits_in
from stemmata.link.networks import Names
from stemmata.model import Article, Span

__all__ = ["house_of", "signature_of"]

_TAIL = 60  # code points at the end in which "Harbour News reported." speaks of the whole text
_SPEAKS = re.compile(
    r"^['’]?s?\s*(?:news|agency|tv|sa[iy]|report|quot|correspond|journalist|photo|file|archive|has|have|"
    r"is|was|claim|cit|and\b|or\b|that|/)",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    r"\b(?:to|by|from|with|an?|the|quot\w+|cit\w+|of|for|that|and|or|state|news|agency|official|told|"
    r"media|channel|photo|via|on|in)\s+$",
    re.IGNORECASE,
)
_STAFFED = re.compile(
    r"(?:\W+(?:[A-Z]\w+\s+){0,2}(?:[Dd]esk|[Ss]taff|[Tt]eam|[Nn]ewsroom|[Rr]eporters?|[Cc]orrespondents?))?\W*"
)
_LAST_WORDS = re.compile(
    r"(?:\s+news agency|\s+agency)?\s+report(?:ed|s)\W[\W\d]*(?:[A-Z]{2,4}\W*)?[\W\d]*$"
)


def signature_of(article: Article, names: Names) -> Credit | None:
    """The credit to the one agency or outlet that an article as a whole was taken from.

    None where no line says so, where several are named, or where it is the outlet's own.
    """
    found = [c for c in credits_in(article, names) if c.line and _at_an_end(article, c.span)]
    found += _bare(article, names)
    others = [c for c in found if not names.own(article.outlet, c.outlet)]
    return others[0] if len({c.outlet for c in others}) == 1 else None


def house_of(article: Article, names: Names) -> str | None:
    """The outlet that an article without one names as its own, in a line of its head.

    "Harbour News Investigations Desk". None where no line does so, or where several do; an agency's name
    says whose the text is, not who printed it.
    """
    found = set()
    for line in article.text[: 2 * HEAD].splitlines():
        for row, start, end in names.inside(line):
            own = not line[:start].strip() and _STAFFED.fullmatch(line, end)
            if own and row.is_outlet and row.kind != "agency":
                found.add(row.name)
    return found.pop() if len(found) == 1 else None


def _at_an_end(article: Article, span: Span | None) -> bool:
    """Whether a credit stands at an end of the text; others credit pictures."""
    return span is None or span.end <= HEAD or len(article.text) - span.end <= _TAIL


def _bare(article: Article, names: Names) -> list[Credit]:
    """An agency's name alone in the head ("Port shut AFP Three ships"), or the text's last words."""
    text = article.text.rstrip()
    found = []
    for row, start, end in names.inside(text[:HEAD]):
        alone = not _SPOKEN_TO.search(text[:start]) and not _SPEAKS.match(text[end:])
        if row.kind == "agency" and alone and text[start - 1 : start] != "(":
            found.append(Credit(row.name, Span(start, end), line=True))
    offset = max(0, len(text) - _TAIL)
    for row, start, end in names.inside(text[offset:]):
        source = re.search(r"\b[Ss]ources?:?\s+$", text[: offset + start])
        if row.is_outlet and source and not text[offset + end :].strip():
            found.append(Credit(row.name, Span(offset + start, offset + end), line=True))
        if row.is_outlet and _LAST_WORDS.match(text[offset + end :]):
            found.append(Credit(row.name, Span(offset + start, offset + end), line=True))
    return found
