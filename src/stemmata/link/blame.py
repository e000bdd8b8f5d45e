"""Who is said to have done it: the accused of a passage, in whatever words it is put.

"X was behind the attack", "carried out by X", "blamed the attack on X", "accused X of it" accuse one party.
Word lists only; what cannot be told is left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stemmata.link.networks import known_names
from stemmata.link.places import country_in

__all__ = ["accused", "are_one", "are_others", "parties"]

_ACT = (
    r"(?:air ?strikes?|strikes?|raids?|attack\w*|assaults?|bomb\w*|blasts?|explosions?|shell\w*|massacres?|"
    r"killings?|crimes?|murders?|shootings?|gas|weapons?|missiles?|rockets?|barrels?|poisonings?|hack\w*|"
    r"arson|fires?|sabotage|abductions?|kidnappings?|robber\w+|coup|theft|leak)"
)
_PARTY = r"(?P<party>(?:[\w.'’&-]+ ){0,7}?[\w.'’&-]+)"
_DID = r"carried out|conducted|perpetrated|committed|launched|staged|ordered|masterminded|dropped|fired"
_STRUCK = "bombed|bombarded|pounded|struck|shelled|hit|targeted|attacked|raided|killed"
_ARMED = "forces|troops|army|jets?|planes|warplanes|aircraft|helicopters?|fighters|militants|gunmen"
_GOES_ON = "and|which|who|but|that|in|at|on|near|against|to|saying|using|targeting|had|have|killed"
_END = rf"(?=[,.;]|$| (?:{_GOES_ON})\b)"
_NAMED_AFTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bblam\w+ {_PARTY} for\b",
        rf"\b(?:blam\w+|pinn\w+) [^.;]{{3,90}}? on {_PARTY}{_END}",
        rf"\baccus\w+ {_PARTY} of\b",
        rf"\bh(?:olds?|eld|olding) {_PARTY} (?:\w+ )?responsible\b",
        rf"\bresponsibility (?:was |has been )?claimed by {_PARTY}{_END}",
        rf"\b(?:{_DID}|executed|orchestrated|planted|done|be|{_ACT}) by {_PARTY}{_END}",
    )
)
_NAMED_BEFORE = tuple(
    (re.compile(pattern, re.IGNORECASE), reach)
    for pattern, reach in (
        (r"\b(?:air ?strikes?|(?:air )?raids?|shelling|bombardments?|bombings?)\b", 3),
        (r"\b(?:was|were|is|are|being|stood|stands?) (?:\w+ )?behind (?:the|this|that|it)\b", 6),
        (r"\b(?:bears?|bore|bearing|carries|have|has|had) (?:\W?\w+ ){0,3}\W?responsibility\b", 6),
        (r"\b(?:(?:was|were|is|are|be) )?(?:\w+ly )?responsible for\b", 6),
        (r"\b(?:claimed|claims|claiming) (?:the )?(?:responsibility|attack)", 6),
        (rf"\b(?:ha[sd] |have |not |never )*(?:{_DID}|used) (?:[\w.'’-]+ ){{0,5}}{_ACT}\b", 6),
        (rf"\b(?:{_ARMED}) (?:ha[sd] |have )?(?:{_STRUCK})\b", 3),
    )
)
"""What is said of a party, and how many words before it may be its name."""

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
_CLAUSE_END = re.compile(r"[,;:()]|[.!?]\s")
_LONGEST = 120
"""Code points in which six words fit."""


@lru_cache(maxsize=50_000)
def accused(words: str) -> frozenset[str]:
    """Keys of the parties that a passage says, or asks whether, did something; empty where none.

    Put the words that introduce a passage before it: "blamed" and "the attack on the port guard".
    """
    phrases = [found["party"] for pattern in _NAMED_AFTER for found in pattern.finditer(words)]
    for pattern, reach in _NAMED_BEFORE:
        for found in pattern.finditer(words):
            before = _CLAUSE_END.split(words[max(0, found.start() - _LONGEST) : found.start()])[-1]
            first = _WORD.match(found[0])
            phrases.append(" ".join([*before.split()[-reach:], first[0] if first else ""]))
    return frozenset(key for phrase in phrases for key in _keys(phrase))


@lru_cache(maxsize=50_000)
def parties(phrase: str) -> frozenset[str]:
    """Keys of the parties that a phrase names, as `accused` gives them."""
    return frozenset(_keys(phrase))


def _keys(phrase: str) -> Iterator[str]:
    """The parties of a phrase: bodies of the table, roles with their country, names."""
    names = [row.name for row, *_ in known_names().inside(phrase) if row.kind == "armed"]
    if names:
        yield from names
        return
    roles = {_ROLES[w.lower()] for w in _WORD.findall(phrase) if w.lower() in _ROLES}
    lands = {
        found.name
        for word in _WORD.findall(phrase)
        if (found := country_in(word)) is not None and not _is_dateline(word)
    }
    if "coalition" in roles:
        yield "coalition"
    elif "rebels" in roles:
        yield "rebels"
    elif lands:
        yield from lands
    elif "state" in roles:
        yield _STATE


def _is_dateline(word: str) -> bool:
    return word.isupper() and len(word) > 3


_STATE = "a state"
"""A government or army of a country that is not said."""

_ANY_STATE, _ANY_GROUP = frozenset({_STATE, "coalition"}), frozenset({"rebels"})
"""What may be some country, and what may be some armed group."""


def are_one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages accuse the same; "the regime" may be that of any one country."""
    if not a or not b:
        return False
    return a == b or (len(a) == len(b) == 1 and _STATE in a | b and all(map(_is_state, a | b)))


def are_others(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages accuse others: no party in common, nor one that may be the other's."""
    return all(_is_other(one, two) for one in a for two in b) if a and b else False


def _is_other(a: str, b: str) -> bool:
    open_ended = _ANY_STATE if _is_state(a, "coalition") else _ANY_GROUP
    return _is_state(a, "coalition") != _is_state(b, "coalition") or not (
        a == b or {a, b} & open_ended
    )


def _is_state(key: str, *also: str) -> bool:
    return key in also or key == _STATE or country_in(key) is not None
