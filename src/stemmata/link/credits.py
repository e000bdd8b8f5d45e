"""Where a text credits an agency or another outlet: "(AFP)", "--SANA", "Reuters reported", a byline."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stemmata.link.networks import Name, Names
from stemmata.model import Article, Span

__all__ = ["HEARING", "Credit", "cited_by", "credits_in", "cued_in"]

HEARING = (
    r"(?:told|tells|telling|inform(?:ed|s|ing)"
    r"|(?:spoke|spoken|speaks|speaking|talk(?:ed|s|ing)|statements?|interviews?|letters?|e-?mails?"
    r"|comments?|remarks?|shown|given|leaked|sent) (?:to|with)"
    r"|(?:seen|obtained|reviewed|viewed|acquired|examined) by)"
)
"""What an outlet had told, sent or shown to it, as a pattern; whoever comes next is the outlet."""

HEAD = 250  # code points: headline, place and date stand before it, and whoever is named among them
TAIL = 40  # code points that may follow a signature: a date, a link, initials
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATED = re.compile(
    rf"[\s,|/-]*(?:{_DAY}\b|{_MONTH}\.?\s+\d|\d{{1,2}}(?:[./-]\d|\.?\s+{_MONTH})|\d{{4}}\b)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:[-–—|/]{1,2}|\bsources?\s*:?|\bagenc(?:y|ies)\s*:?|[.!?]['\"”)]*)\s*$", re.IGNORECASE
)
_SOURCE = re.compile(
    r"\b(?:source\s*:|with (?:reporting|additional reporting|input) (?:by|from))\s*$", re.IGNORECASE
)
_WIRE = re.compile(
    r"\s*(?:and (?:other )?(?:news )?agencies|news agency|staff|correspondents?)?\W*$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"[.!?]['\"”]*\s*\($")
_CUED_BEFORE = re.compile(
    rf"\b(?:{HEARING}|according to|(?:quoted|cited|reported|carried|published|released) by|citing|quoting"
    r"|(?:statement|interview|report|reports) (?:by|from))\s+(?:the\s+)?"
    r"(?:(?:state|official|russian|[a-z]+)(?:[- ](?:run|owned|news))*\s+)?(?:(?:news\s+)?agency\s+)?$",
    re.IGNORECASE,
)
_CUED_AFTER = re.compile(
    r"(?:['’]?s|['’])?(?:\s+(?:own|news|state|tv|television|network|agency|channel|website|daily|newspaper)){0,3}\s+"
    r"(?:has\s+|had\s+|also\s+|earlier\s+)?"
    r"(?:report(?:s|ed|er|ers)|sa(?:ys|id)|quot(?:es|ed|ing)|cit(?:es|ed|ing)|add(?:s|ed)|learn(?:ed|t)"
    r"|announced|newsroom|correspondents?|journalists?|photographers?|stringers?)\b",
    re.IGNORECASE,
)


_LONGEST_SOURCE = 160  # code points of who is cited, and the words that say so
_TITLE = r"\w{1,3}\."  # other full stops end a sentence, and what is said with it
_SOMEBODY = rf"((?:(?:{_TITLE}|[\w.'’&-]*[\w'’&-])\s+){{0,13}}?[\w.'’&-]*\w)"
_SAID = r"(?:said|says|announced|confirmed|stated|told|reported|claimed)"
_PASSED_ON = re.compile(
    r"\s+(?:has\s+|had\s+|also\s+)?(?:"
    rf"(?:reports?|reported|says?|said)\s+that\s+{_SOMEBODY}\s+{_SAID}\s"
    rf"|(?:quot|cit)(?:es|ed)\s+{_SOMEBODY}\s+as\s+saying\b"
    rf"|(?:reports?|reported|says?|said)(?:\s+\w+){{0,3}}?,?\s+(?:citing|quoting)\s+{_SOMEBODY}"
    r"(?=[,;]|[.!?](?:\s|$)|$))"
)
_LONGEST_SENTENCE = 400  # code points back to the mark before who told an outlet something
_SPOKE = re.compile(
    r"(?:^|[,.!?]\s+)((?:[\w’'-]+\s+){1,14}?)(?:has\s+|had\s+|also\s+)?(?:told|informed)\s+(?:the\s+)?$"
)
"""Who told an outlet something, from the mark before them to the outlet's name."""
_CREDIT_ALONE = re.compile(r"(?:\(|[-–—]\s*)(?P<name>[^\s()]{2,30})(?:\)|\s*\Z)")
_CITING = re.compile(rf"\b(?:[Cc]iting|[Qq]uoting)\s+{_SOMEBODY},\s+(?:the\s+)?$")


class Credit(NamedTuple):
    """A place where a text says from whom it has something.

    `line`: it credits the text as a whole (a dateline, a signature, a byline); else only the sentence
    around `span` ("told AFP"). `span` is None for a byline that is not in the text.
    """

    outlet: str
    span: Span | None
    line: bool


def credits_in(article: Article, names: Names) -> tuple[Credit, ...]:
    """The credits of an article to outlets, its own included, in order of the text.

    Args:
        article: The article.
        names: The outlets that are known; others are not found.
    """
    found = [Credit(name.name, None, line=True) for name in _byline(article, names)]
    before: tuple[str, int] = ("", 0)
    for name, start, end in names.inside(article.text):
        # "Agence France-Presse (AFP)" explains a name; it credits no one.
        gloss = name.name == before[0] and not article.text[before[1] : start].strip(" (")
        before = (name.name, end)
        if not name.is_outlet:
            continue
        line = not gloss and _is_line(article.text, start, end)
        if line or _is_cued(article.text, start, end):
            found.append(Credit(name.name, Span(start, end), line))
    found += [Credit(name.name, span, line=True) for name, span in _alone(article.text, names)]
    return tuple(sorted(found, key=lambda credit: credit.span or Span(-1, -1)))


def _alone(text: str, names: Names) -> Iterator[tuple[Name, Span]]:
    """The outlets whose name is all that a credit says, as far as it takes that to know them."""
    for credit in _CREDIT_ALONE.finditer(text):
        name = names.named(credit["name"])
        if name is not None and name.alone and _is_line(text, *credit.span("name")):
            yield name, Span(*credit.span("name"))


def cued_in(text: str, start: int, end: int, names: Names) -> tuple[Credit, ...]:
    """The outlets from which a passage of a text says that it has something: "AFP reported"."""
    found = []
    for name, first, last in names.inside(text[start:end]):
        span = Span(start + first, start + last)
        if name.is_outlet and _is_cued(text, *span):
            found.append(Credit(name.name, span, line=False))
    return tuple(found)


def cited_by(text: str, outlet: Span) -> str | None:
    """Whom an outlet, named at a place of a text, is said to have something from.

    "Harbour News reported, citing the mayor", "Harbour News reports that the mayor said", "an official
    who gave no name told Harbour News".
    """
    start, end = outlet
    told = _SPOKE.search(text, max(0, start - _LONGEST_SENTENCE), start)
    if told:
        return told[1]
    found = _PASSED_ON.match(text, end, end + 2 * _LONGEST_SOURCE)
    found = found or _CITING.search(text, max(0, start - _LONGEST_SOURCE), start)
    return next(filter(None, found.groups())) if found else None


def _byline(article: Article, names: Names) -> list[Name]:
    named = (names.named(author) for author in article.byline)
    return [name for name in named if name is not None and name.is_outlet]


def _is_line(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    enclosed = before.endswith("(") and after.startswith(")")
    if end <= HEAD:
        # A credit in brackets after a full stop is a picture's.
        return bool(_DATED.match(after) or (enclosed and not _PICTURE.search(before)))
    if len(text) - end > TAIL:
        return False
    return enclosed or bool(
        _SOURCE.search(before) or (_SIGNED.search(before) and _WIRE.match(after))
    )


def _is_cued(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return bool(_CUED_BEFORE.search(before) or _CUED_AFTER.match(after))
