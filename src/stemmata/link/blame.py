"""Who is said to have done it: the accused of a passage, in whatever words it is put.

"X was behind the attack", "carried out by X", "blamed the attack on X", "accused X of it" accuse one party.
Word lists only; what cannot be told is left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stemmata.link.networks import known_names
from stemmata.link.places import country_in

__all__ = ["accused", "are_one", "are_others"]

_ACT = (
    r"(?:air ?strikes?|strikes?|raids?|attack\w*|assaults?|bomb\w*|blasts?|explosions?|shell\w*|massacres?|"
    r"killings?|crimes?|murders?|shootings?|gas|weapons?|missiles?|rockets?|barrels?|poisonings?|hack\w*|"
    r"arson|fires?|sabotage|abductions?|kidnappings?|robber\w+|coup|theft|leak)"
)
_PARTY = r"(?P<party>(?:[\w.'’&-]+ ){0,7}?[\w.'’&-]+)"
_BEFORE = r"(?P<party>(?:[\w.'’&-]+ ){1,6})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bblam\w+ {_PARTY} for\b",
        rf"\b(?:blam\w+|pinn\w+) [^.;]{{3,90}}? on {_PARTY}(?=[,.;]|$| (?:and|which|who|but|that|in|at|saying)\b)",
        rf"\baccus\w+ {_PARTY} of\b",
        rf"\bh(?:olds?|eld|olding) {_PARTY} (?:\w+ )?responsible\b",
        rf"(?P<party>(?:[\w.'’&-]+ ){{1,3}})(?:air ?strikes?|(?:air )?raids?|shelling|bombardments?|bombings?)\b",
        rf"{_BEFORE}(?:was|were|is|are|being|stood|stands?) (?:\w+ )?behind (?:the|this|that|it)\b",
        rf"{_BEFORE}(?:bears?|bore|bearing|carries|have|has|had) (?:\W?\w+ ){{0,3}}\W?\w*responsibility\b",
        rf"{_BEFORE}(?:(?:was|were|is|are|be) )?(?:\w+ly )?responsible for\b",
        rf"{_BEFORE}(?:claimed|claims|claiming) (?:the )?(?:responsibility|attack)",
        rf"\bresponsibility (?:was |has been )?claimed by {_PARTY}(?=[,.;]|$)",
        rf"\b(?:carried out|conducted|perpetrated|committed|launched|staged|executed|masterminded|orchestrated"
        rf"|ordered|fired|dropped|planted|done|be|{_ACT}) by {_PARTY}(?=[,.;]|$| (?:on|in|at|killed|and|which|that"
        rf"|targeting|against|near|had|have|to|using)\b)",
        rf"{_BEFORE}(?:ha[sd] |have |not |never )*(?:carried out|conducted|perpetrated|committed|launched|staged"
        rf"|ordered|masterminded|used|dropped|fired) (?:[\w.'’-]+ ){{0,5}}{_ACT}\b",
        rf"(?P<party>(?:[\w.'’&-]+ ){{0,3}}(?:forces|troops|army|jets?|planes|warplanes|aircraft|helicopters?"
        rf"|fighters|militants|gunmen) )(?:ha[sd] |have )?(?:bombed|bombarded|pounded|struck|shelled|hit|targeted"
        rf"|attacked|raided)\b",
    )
)
_ROLES = {
    word: role
    for role, words in {
        "state": "government regime army authorities state governments regimes military",
        "rebels": "rebel rebels opposition insurgent insurgents terrorist terrorists militants militant "
        "separatists separatist guerrillas",
        "coalition": "coalition",
    }.items()
    for word in words.split()
}
_WORD = re.compile(r"[^\W_][\w.'’-]*")


@lru_cache(maxsize=50_000)
def accused(words: str) -> frozenset[str]:
    """Keys of the parties that a passage says, or asks whether, did something; empty where none.

    Put the words that introduce a passage before it: "blamed" and "the attack on the port guard".
    """
    return frozenset(
        key
        for pattern in _PATTERNS
        for found in pattern.finditer(words)
        for key in _keys(found["party"])
    )


def _keys(phrase: str) -> Iterator[str]:
    """The parties of a phrase: bodies of the table, roles with their country, names."""
    names = [row.name for row, *_ in known_names().inside(phrase) if row.kind == "armed"]
    yield from names
    roles = {_ROLES[w.lower()] for w in _WORD.findall(phrase) if w.lower() in _ROLES}
    lands = {
        found.name for word in _WORD.findall(phrase) if (found := country_in(word)) is not None
    }
    if names:
        return
    if "coalition" in roles:
        yield "coalition"
    elif "rebels" in roles:
        yield "rebels"
    elif lands:
        yield from lands
    elif "state" in roles:
        yield _STATE


_STATE = "a state"
"""A government or army of a country that is not said."""


def are_one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages accuse the same; "the regime" may be that of any one country."""
    if not a or not b:
        return False
    return a == b or (_STATE in a | b and len(a) == len(b) == 1 and not (a | b) & _NO_STATE)


def are_others(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages accuse others: no party in common, nor one that may be the other's."""
    return bool(a and b) and not a & b and not (_STATE in a | b and not (a | b) & _NO_STATE)


_NO_STATE = frozenset({"coalition", "rebels"})
