"""Who a source phrase names: "a source at the port authority" is the port authority.

Looks at one phrase at a time; what "the ministry" takes up is `speakers.py`'s to find.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemmata.link.networks import Name, Names
from stemmata.link.places import country_in
from stemmata.model import SourceKind

__all__ = [
    "INSTITUTION",
    "UNSPECIFIED",
    "Party",
    "is_institution",
    "named_party",
    "parts_of",
    "party_named",
    "trade_of",
    "without_qualifiers",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A source as one that can be counted: a body, a person, or people without a name.

    `trade` tells what it is ("monitor", "health", "rescue", "state", "media", "armed", ""), so that
    "a monitor" can be told to be the one monitor that the article names. `outlet` is set where the
    party is a news outlet.
    """

    name: str
    kind: SourceKind
    trade: str = ""
    outlet: bool = False

    @property
    def is_named(self) -> bool:
        """Whether it can be told apart by name."""
        return self.kind in ("named_person", "named_organization", "document")


UNSPECIFIED = Party("unspecified reports", "anonymous")
"""Whoever "reportedly" speaks of."""

_TRADES = {
    word: trade
    for trade, words in {
        "monitor": "monitor monitors monitoring watchdog observatory observers ngo rights activist "
        "activists network committee committees",
        "health": "hospital hospitals medical medic medics doctor doctors clinic health nurse surgeon "
        "surgeons nurses paramedic paramedics healthcare",
        "rescue": "rescue rescuer rescuers responders civil firefighters ambulance relief",
        "state": "official officials authorities government ministry minister army military police "
        "governor regime state command commander security defence defense president spokesman forces "
        "coalition directorate administration mayor court",
        "media": "media tv television agency newspaper website websites channel radio reports "
        "correspondent correspondents journalists broadcaster press newspapers",
        "armed": "rebel rebels militants fighters insurgents jihadists terrorists brigade militia",
    }.items()
    for word in words.split()
}
_PORTFOLIOS = {
    "defence": "Defence", "defense": "Defence", "foreign": "Foreign", "interior": "Interior",
    "health": "Health", "finance": "Finance", "information": "Information", "justice": "Justice",
    "oil": "Oil", "energy": "Energy", "education": "Education", "economy": "Economy",
    "agriculture": "Agriculture", "transport": "Transport", "intelligence": "Intelligence",
    "environment": "Environment", "culture": "Culture", "trade": "Trade", "labour": "Labour",
    "labor": "Labour", "emergencies": "Emergencies", "emergency": "Emergencies",
}  # fmt: skip
_RULERS = re.compile(
    r"\b(?:president|presidency|presidential|prime minister|premier|chancellor|king|government|"
    r"regime|cabinet|head of state|vice president|state|authorities)\b",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"\b(?:army|military|armed forces|air force|navy|troops)\b", re.IGNORECASE)
_QUALIFIERS = re.compile(
    r"\b[\w.]+(?:[-‑](?:based|linked|led|run|backed|affiliated|controlled|held|aligned|allied|owned|"
    r"operated|funded|supported|sponsored|friendly)|\s(?:based|linked|run|affiliated))\b\s*|"
    r"\b(?:pro|anti)-\w+\s*|\bso-called\s+",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:according to|quoting|citing|from|by|as|and|but|while|also|the|a|an|another|other|this|"
    r"that|these|those|its|their|his|her|our|several|some|many|two|three|one|most|all|various|"
    r"local media citing)\s+)+",
    re.IGNORECASE,
)
INSTITUTION = (  # nouns for bodies, as a pattern
    r"(?:hospital|command|authority|directorate|department|office|council|committee|agency|"
    r"governorate|municipality|university|institute|centre|center|network|union|association|"
    r"federation|organi[sz]ation|movement|party|front|coalition|brigades?|forces|ministry|embassy|"
    r"commission|administration|police|court|bank|company|group|army|foundation|observatory|"
    r"service|bureau|board|mission|parliament|church|unit|today|news|assembly|guild|league|fund|society|"
    r"congress|senate|chamber|syndicate|confederation|alliance|monitor)"
)
_ROLE = (
    r"(?i:director|head|chief|chairman|chairwoman|president|manager|spokesman|spokeswoman|leader|"
    r"governor|minister|secretary|commander|mayor|founder|coordinator|member|source|official)"
)
_CAP = r"(?:(?:al|el|ash|as|ar|an|ad|at|az)-)?[A-Z][\w.'’&-]*"
_PROPER_BODY = re.compile(
    rf"(?:(?!{_ROLE}\b){_CAP}\s+)(?:(?:{_CAP}|of|for|and|the|in|health|police|media|port|security|military|general|"
    rf"local|field|medical)\s+){{0,5}}?(?i:{INSTITUTION})\b(?:\s+(?i:{INSTITUTION})\b)*(?:\s+(?:of|for|in)\s+(?:the\s+)?"
    rf"{_CAP}(?:\s+{_CAP})*)?",
)
_BODY_IN_PLACE = re.compile(
    rf"\b((?:(?!(?:the|a|an|at|of|in|from|for|by|with)\b)[a-z]+\s+){{0,2}}{INSTITUTION}(?:\s+of\s+[a-z]+)?\s+(?:of|in|at|for)\s+"
    rf"(?:the\s+)?(?:city of\s+|town of\s+|province of\s+)?{_CAP}(?:\s+{_CAP})*)"
)
_AND = re.compile(r"\s+(?:and|as well as|along with|together with)\s+|\s*[,;&]\s*(?:and\s+)?")


def without_qualifiers(phrase: str) -> str:
    """A phrase without what only describes: "the Ardesh-based Harbour Watch" is "Harbour Watch"."""
    return _OPENING.sub("", _QUALIFIERS.sub("", " ".join(phrase.split()))).strip()


def trade_of(phrase: str) -> str:
    """What the words of a phrase say someone does."""
    found = [_TRADES[w] for w in re.findall(r"[a-z]+", phrase.lower()) if w in _TRADES]
    # "civil defence" rescues, "military hospital" heals, "Interior Ministry monitor" is the state's.
    for trade in ("rescue", "health", "monitor"):
        if trade in found and not (trade == "monitor" and "state" in found):
            return trade
    return found[0] if found else ""


def parts_of(phrase: str, names: Names, organizations: Sequence[str] = ()) -> list[str]:
    """The phrase of each of several sources: "the army and two witnesses" are two.

    Parts at "and" only where each side is somebody; "Trade and Industry Ministry" is one.

    Args:
        phrase: What names them.
        names: The tables.
        organizations: Names in the phrase that the reading took for those of one organization each.
    """
    cuts = [
        m
        for m in _AND.finditer(phrase)
        if not _inside_name(phrase, m.start(), names)
        and not any(_inside_one(phrase, m, name, names) for name in organizations)
    ]
    parts, start = [], 0
    for cut in cuts:
        left, right = phrase[start : cut.start()], phrase[cut.end() :]
        both_open = _DETERMINED.match(left) and _DETERMINED.match(right)
        if both_open or (_is_somebody(left, names) and _is_somebody(right, names, opening=True)):
            parts.append(left)
            start = cut.end()
    return [*parts, phrase[start:]]


def _inside_name(phrase: str, at: int, names: Names) -> bool:
    return any(start <= at < end for _, start, end in names.inside(phrase))


def _inside_one(phrase: str, cut: re.Match[str], organization: str, names: Names) -> bool:
    """Whether a cut is inside an organization's name that is not two: "Coalition of A and B"."""
    start = phrase.find(organization)
    if not start <= cut.start() < start + len(organization):
        return False
    left, right = phrase[start : cut.start()], phrase[cut.end() : start + len(organization)]
    return not (_DETERMINED.match(right) or (names.inside(left) and names.inside(right)))


_SOMEBODY = re.compile(
    r"\b(?:source|official|resident|activist|witness(?:e)?|doctor|medic|monitor|group|worker|rescuer|"
    r"spokesman|officer|minister|rebel|fighter|militant|report|site|website|observer|army|police|"
    r"ministry|government|media|agency|coalition|opposition|authoritie|diplomat|analyst)s?\b",
    re.IGNORECASE,
)


_DETERMINED = re.compile(
    r"\s*(?:the|an?|other|some|several|many|two|three|four|five|local)\s", re.IGNORECASE
)


def _is_somebody(part: str, names: Names, *, opening: bool = False) -> bool:
    head = " ".join(part.split()[:8]) if opening else part
    if opening and _DETERMINED.match(head):
        return True
    return bool(_SOMEBODY.search(head) or names.inside(head))


_REPORT_BY = re.compile(r"^(?:[\w-]+\s+)?(?:report|story|article|account)s?\s+(?:by|from|in|of)\s+")


def named_party(phrase: str, names: Names, organizations: Sequence[str] = ()) -> Party | None:
    """The body that a phrase names or whose people it names; None where it names no body.

    Args:
        phrase: One source, such as "a source at the Ardesh port authority".
        names: The tables.
        organizations: Names in the phrase that the reading took for those of organizations.
    """
    bare = without_qualifiers(phrase)
    known = [found for found in names.inside(bare) if not _qualifies(bare, found[2])]
    if known:
        return party_named(_before_credit(bare, known), names)
    if (whole := names.named(_REPORT_BY.sub("", bare))) is not None:
        return party_named(whole, names)
    return _ministry(bare) or _body(bare, organizations) or _rulers(bare)


def _before_credit(phrase: str, known: Sequence[tuple[Name, int, int]]) -> Name:
    """The last name of a phrase; not the credit of a next line whose break was lost: "Harbour Watch AP"."""
    last, start, _ = known[-1]
    if len(known) == 1 or not last.is_outlet:
        return last
    before, _, end = known[-2]
    return last if before.is_outlet or phrase[end:start].strip() else before


def party_named(row: Name, names: Names) -> Party:
    """The party that a row of the tables stands for: an organ is the body it speaks for."""
    organ = names.named(row.organ_of)
    row = organ or row
    return Party(
        row.name, "named_organization", "media" if row.is_outlet else row.kind, row.is_outlet
    )


def _qualifies(phrase: str, end: int) -> bool:
    """Whether a name only describes what follows: "Fatah official" does not, "Hamas-era" does."""
    return phrase[end : end + 1] == "-"


def _ministry(phrase: str) -> Party | None:
    words = re.findall(r"[a-z]+", phrase.lower())
    offices = {"ministry", "minister", "ministers", "secretary"}
    if not offices & set(words) or "prime" in words:
        return None
    portfolio = next((_PORTFOLIOS[word] for word in words if word in _PORTFOLIOS), None)
    country = country_in(phrase)
    if portfolio is None:
        return None
    owner = f"{country.demonym} " if country else ""
    return Party(f"{owner}{portfolio} Ministry", "named_organization", "state")


def _body(phrase: str, organizations: Sequence[str]) -> Party | None:
    match = _PROPER_BODY.search(phrase)
    if match and not country_only(match[0]) and not _DESCRIBED.fullmatch(match[0]):
        # The mark of a possessive may be lost: "Vessins health authority".
        name = re.sub(r"^(\w+[^s\W])s(?= [a-z])", r"\1", match[0])
        return Party(name, "named_organization", trade_of(name))
    if match := _BODY_IN_PLACE.search(phrase):
        return Party(match[1], "named_organization", trade_of(match[1]))
    for name in organizations:
        if _names_body(bare := _bare_name(name), phrase) and not _DESCRIBED.fullmatch(bare):
            return Party(bare, "named_organization", trade_of(phrase))
    return None


_DESCRIBED = re.compile(r"\S+\s+(?i:monitor|watchdog)s?")
"""One word and what somebody is: "Ardesh monitor" describes a monitor, which has another name."""


def _bare_name(name: str) -> str:
    """A name without what stands beside it: "Harbour Watch a rights group"."""
    return re.split(r"\s+(?:an?|the|which|who|that)\s", without_qualifiers(name))[0]


def _names_body(name: str, phrase: str) -> bool:
    """Whether a reading's organization is a body that the phrase is about."""
    if not name[:1].isupper() or name not in phrase or country_only(name):
        return False
    if is_institution(name.lower()) or _DESCRIBED.fullmatch(name):
        return False
    # "International leaders" names no International, "a source in Vessin" no Vessin.
    adjective = " " not in name and re.match(r"\s+[a-z]", phrase.partition(name)[2])
    place = re.search(rf"\b(?:in|from|near)\s+(?:the\s+)?{re.escape(name)}", phrase)
    return not adjective and not place


def is_institution(word: str) -> bool:
    """Whether a word in lower case is a noun for a body: "observatory"."""
    return re.fullmatch(INSTITUTION, word) is not None


def country_only(name: str) -> bool:
    """Whether a name is a country's and nothing else."""
    return (
        len(name.split()) <= 2
        and country_in(name) is not None
        and not re.search(rf"\b{INSTITUTION}\b", name.lower())
    )


def _rulers(phrase: str) -> Party | None:
    country = country_in(phrase)
    if country is None:
        return None
    if _MILITARY.search(phrase):
        return Party(f"{country.demonym} army", "named_organization", "state")
    alone = " ".join(phrase.split())
    if _RULERS.search(phrase) or alone in (country.name, country.capital, f"{country.name}s"):
        return Party(f"{country.demonym} government", "named_organization", "state")
    return None
