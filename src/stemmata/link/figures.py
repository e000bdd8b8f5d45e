"""Numbers in a passage: how many of what, as far as the words beside them tell.

"at least 27 people were killed" is 27 dead, or more. Word lists only; what cannot be told is left out.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from stemmata.link.words import stem

__all__ = [
    "Bound",
    "Figure",
    "agree",
    "clash",
    "counts_others",
    "differ",
    "figures",
    "is_distinctive",
    "is_number_word",
    "may_be_one",
    "numbers",
    "sums_up",
    "telling",
]

Bound = Literal["exact", "at least", "at most", "vague"]
"""`vague` is "dozens", which may be said of more than what another report counts."""


class Figure(NamedTuple):
    """How many (`number`) of whom or what (`unit`), and what became of them (`fate`).

    `fate` is "dead", "hurt", "missing", "held", "fled" or empty where `unit` alone is counted. `part` marks
    some of a larger number: "including 11 children", or others than those counted before: "six others".
    """

    number: int
    bound: Bound
    fate: str
    unit: str
    part: bool
    start: int
    end: int


_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VAGUE = {"dozen": 12}
_MULTIPLES = _TIMES | _VAGUE
_SEVERAL = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
"""The least that they can mean."""
_MOST = 10**15
"""A larger number counts nothing that news tells of; it is a serial number or a key."""

_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[.;:!?,()]"
)

_FATES = {
    form: fate
    for fate, forms in {
        "dead": "kill kills killed killing dead death deaths die dies died dying fatalities fatality "
        "toll martyred martyrs slain lives bodies corpses perished executed massacred beheaded",
        "hurt": "wound wounds wounded wounding injure injures injured injuring injuries injury hurt "
        "casualties suffocated suffocation suffering hospitalised hospitalized treated",
        "missing": "missing disappeared",
        "held": "arrested detained captured kidnapped abducted hostage hostages imprisoned seized",
        "fled": "fled flee fleeing displaced evacuated evacuate evacuees refugees uprooted homeless",
    }.items()
    for form in forms.split()
}
_FATE_REACH = 7
"""Words between a number and what became of the counted; beyond, another clause has begun."""

_UNITS = {
    form: unit
    for unit, forms in {
        "civilian": "civilians civilian residents inhabitants citizens",
        "people": "people persons person others other victims men women woman lives dead deaths death "
        "killed wounded injured more toll",
        "child": "children child kids minors boys girls girl boy schoolchildren infants babies",
        "fighter": "fighters fighter militants militant terrorists terrorist jihadists jihadist rebels "
        "insurgents gunmen extremists mercenaries combatants commanders members",
        "soldier": "soldiers troops servicemen soldier troopers conscripts guards personnel",
        "police": "police policemen policeman officers",
        "medic": "medics doctors nurses staff paramedics",
        "attacker": "attackers attacker bombers bomber assailants",
        "strike": "strikes strike airstrikes airstrike raids raid sorties bombardments",
        "shell": "shells shell rockets rocket mortars missiles missile rounds projectiles",
    }.items()
    for form in forms.split()
}
_CASUALTIES = frozenset({"people", "civilian", "child", "fighter", "soldier", "police", "medic"})
_DOERS = frozenset({"attacker", "strike", "shell"})
"""What kills is not among the killed: "two bombers killed five"."""

_AT_LEAST = re.compile(
    r"(?:at least|more than|over|no (?:fewer|less) than|a minimum of|upwards? of)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:up to|as many as|fewer than|less than|at most|nearly|almost)\s+(?:an?\s+)?$", re.IGNORECASE
)
_PART = re.compile(
    r"(?:includ(?:ing|es?|ed)|among (?:them|the dead|those)[^.;]{0,20}|of them|of whom)"
    r"\W*(?:were |was |are )?(?:at least |more than |over |some |about )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\W*(?:\w+\W+){0,3}(?:(?:were|was|are) )?(?:among|of (?:the|those|them))\b", re.IGNORECASE
)
_NO_COUNT_BEFORE = frozenset("age aged year since between number chapter article un".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
_DATED_AFTER = _MONTHS | frozenset("am pm gmt st nd rd th".split())
_NO_COUNT_AFTER = _DATED_AFTER | frozenset(
    "km kilometres kilometers kilometre kilometer miles mile metres meters percent per year-old years "
    "year months month weeks week days day hours hour minutes minute".split()
)


_NONE_OF = frozenset("deaths casualties injuries fatalities victims one people civilians".split())


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Figure, ...]:
    """The counts that a passage gives, in text order. Spans count code points of the passage."""
    words = [_Word(m.group().lower(), *m.span()) for m in _WORD.finditer(text)]
    fates = [(i, _FATES[w.text]) for i, w in enumerate(words) if w.text in _FATES]
    return tuple(_counts(text, words, fates))


@lru_cache(maxsize=20_000)
def numbers(text: str) -> frozenset[int]:
    """The numbers of a passage, whatever they count; no dates, nor "one", which is mostly no count."""
    words = [_Word(m.group().lower(), *m.span()) for m in _WORD.finditer(text)]
    found, at = set(), 0
    while at < len(words):
        number, after = _number(words, at)
        if number is not None and words[at].text != "one" and not _is_date(words, at, after):
            found.add(number)
        at = max(after, at + 1)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def telling(number: int) -> float:
    """How much it tells that two passages give one number: the logarithm of it without its closing zeros.

    About as much as there are other numbers of its kind: 0 for 100, 3.3 for 27, 4.8 for 12,400.
    """
    return math.log(int(str(number).rstrip("0") or 1))


_DISTINCTIVE = math.log(11)
"""Least that a number tells which is neither small nor round."""


def is_number_word(word: str) -> bool:
    """Whether a word is a number or part of one: "hundred", "thirty-one", "12"."""
    parts = word.lower().split("-")
    return all(p.isdigit() or p in _SMALL or p in _TENS or p in _TIMES for p in parts)


def is_distinctive(number: int) -> bool:
    """Whether two reports of different things seldom share a number: 27 and 12,400, not 8, 30 or 2,000."""
    return telling(number) >= _DISTINCTIVE


def _counts(text: str, words: list[_Word], fates: list[tuple[int, str]]) -> Iterator[Figure]:
    at = 0
    while at < len(words):
        number, after = _number(words, at)
        first, at = at, max(after, at + 1)
        if number is None:
            continue
        if _is_date_or_measure(words, first, after):
            continue
        before = text[: words[first].start]
        unit = _unit(words, after)
        fate = _fate(words, fates, first, after)
        if unit in _DOERS:
            fate = ""
        if fate and unit not in _CASUALTIES:
            unit = "people"
        if not unit and not fate:
            continue
        yield Figure(
            number,
            _bound(before, words[first].text),
            fate,
            unit,
            bool(
                _PART.search(before[-60:])
                or _PART_AFTER.match(text, words[after - 1].end)
                or _is_further(words, first, after, fate)
            ),
            words[first].start,
            words[after - 1].end,
        )


_FURTHER_BEFORE = frozenset("another other remaining further additional".split())
_FURTHER_AFTER = frozenset("other others more".split())
_SAYING = frozenset(
    "said says reported reports told put confirmed announced claimed counted".split()
)
_ALSO_REACH = 3


def _is_further(words: list[_Word], first: int, after: int, fate: str) -> bool:
    """Whether those counted come on top of others: "six others were killed", "it also killed 13".

    In "two were killed and five others wounded" the five are all that were wounded.
    """
    before = [w.text for w in words[max(0, first - _ALSO_REACH) : first]]
    if "also" in before[:-1] and before[before.index("also") + 1] not in _SAYING:
        return True
    following = words[after].text if after < len(words) else ""
    return fate == "dead" and (
        (before[-1:] and before[-1] in _FURTHER_BEFORE) or following in _FURTHER_AFTER
    )


def _number(words: list[_Word], at: int) -> tuple[int | None, int]:
    """The number that begins at a word, and the place after it."""
    word = words[at].text
    if word in _SEVERAL or word == "tens":
        several, of = _SEVERAL.get(word, 20), [w.text for w in words[at + 1 : at + 3]]
        if len(of) == 2 and of[0] == "of" and (times := _TIMES.get(of[1].removesuffix("s"))):
            return several * times, at + 3  # "hundreds of thousands"
        return (several if word in _SEVERAL else None), at + 1
    if word == "no" and at + 1 < len(words) and words[at + 1].text in _NONE_OF:
        return 0, at + 1
    if word in _VAGUE and at and words[at - 1].text in ("a", "half"):
        half = "half" in (words[at - 1].text, words[max(0, at - 2)].text)
        value: float | None = _VAGUE[word] // (2 if half else 1)
        at += 1
    elif word in ("a", "an") and at + 1 < len(words) and words[at + 1].text == "hundred":
        value, at = 1, at + 1
    else:
        value, at = _below_hundred(words, at)
    if value is None:
        return None, at
    value, at = _times(words, at, float(value))
    return (int(value) if value <= _MOST and value == int(value) else None), at


def _below_hundred(words: list[_Word], at: int) -> tuple[float | None, int]:
    """Digits, or a number up to ninety-nine in words; None where neither begins here."""
    word = words[at].text
    if word[0].isdigit():
        return float(word.replace(",", "")), at + 1
    if "-" in word and (parts := word.split("-")) and parts[0] in _TENS and parts[-1] in _SMALL:
        return _TENS[parts[0]] + _SMALL[parts[-1]], at + 1
    value = _SMALL.get(word, _TENS.get(word))
    following = _SMALL.get(words[at + 1].text, 0) if at + 1 < len(words) else 0
    if value is not None and word in _TENS and 0 < following < 10:
        return value + following, at + 2
    return value, at + 1 if value is not None else at


def _times(words: list[_Word], at: int, value: float) -> tuple[float, int]:
    """A number with the hundreds and thousands after it: "two hundred and twenty-six", "3 million"."""
    whole = 0.0
    while at < len(words) and (times := _MULTIPLES.get(words[at].text)):
        value, at = value * times, at + 1
        if times >= 1000:
            whole, value = whole + value, 0
        after = at + 1 if at < len(words) and words[at].text == "and" else at
        rest, end = _below_hundred(words, after) if after < len(words) else (None, after)
        is_word = rest is not None and not words[after].text[0].isdigit()
        if is_word and rest is not None and rest < times and (times >= 100):
            value, at = value + rest, end
    return whole + value, at


def _is_date_or_measure(words: list[_Word], first: int, after: int) -> bool:
    previous = words[first - 1].text if first else ""
    following = words[after].text if after < len(words) else ""
    if following in _NO_COUNT_AFTER or _is_date(words, first, after):
        return True
    if words[first].text == "one":  # "one of them", "no one", "one another"
        return following not in _UNITS or previous in ("no", "any", "every")
    return words[first].text.isdigit() and previous in _NO_COUNT_BEFORE


def _is_date(words: list[_Word], first: int, after: int) -> bool:
    """Whether a number is a day, a year or a time of day."""
    previous = words[first - 1].text if first else ""
    following = words[after].text if after < len(words) else ""
    if previous in _MONTHS or following in _DATED_AFTER:
        return True
    text = words[first].text
    is_year = len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100
    return is_year and following not in _UNITS


_UNIT_REACH = 4
"""Words after a number in which the counted noun is looked for: "120 Islamic State group fighters"."""


def _unit(words: list[_Word], after: int) -> str:
    if after + 1 < len(words) and words[after].text == "of" and words[after + 1].text in _WHOSE:
        after += 2
    for word in words[after : after + _UNIT_REACH + 1]:
        if not word.text[0].isalpha() or word.text in _BREAKS:
            break
        if word.text in _UNITS:
            return _UNITS[word.text]
    if after < len(words) and words[after].text[0].isalpha() and words[after].text.endswith("s"):
        return stem(words[after].text)
    return ""


_WHOSE = frozenset("its their the our his".split())
_BREAKS = frozenset(
    "and or in on at of by from for to with were was are is have has had when while after".split()
)


def _fate(words: list[_Word], fates: list[tuple[int, str]], first: int, after: int) -> str:
    """The nearest word that tells what became of the counted, no sentence's end between."""
    place = bisect_left(fates, (first,))
    best, distance = "", _FATE_REACH + 1
    for at, fate in fates[max(0, place - 1) : place + 1]:
        between = words[at + 1 : first] if at < first else words[after:at]
        if any(w.text in ".;!?" for w in between):
            continue
        # A verb before its object is nearer than one after it: "killing 4 people and wounding 7".
        gap = len(between) + sum(w.text in ("and", "while", "but") for w in between) * 3
        if gap < distance:
            best, distance = fate, gap
    return best


def _bound(before: str, word: str) -> Bound:
    tail = before[-24:]
    if word in _SEVERAL or word == "tens":
        return "vague"
    if _AT_LEAST.search(tail):
        return "at least"
    return "at most" if _AT_MOST.search(tail) else "exact"


ROUGH = 1.25
"""How far "more than 20" reaches: a later, exact figure beyond a quarter more is another report."""


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures give the same number of the same, bounds and rounding aside."""
    if not _comparable(a, b):
        return False
    if a.number == b.number:
        return bool(a.fate) or a.unit == b.unit
    low, high = sorted((a, b), key=lambda figure: figure.number)
    return (
        low.bound in ("at least", "vague")
        and high.bound != "at most"
        and high.number <= ROUGH * low.number
        and low.number % 10 in (0, 2)
        and high.bound == "exact"
    )


VAGUELY = 5
"""How far "dozens" reaches in one article: 24 to 120."""


def sums_up(a: Figure, b: Figure) -> bool:
    """Whether a figure can be a rounder word for another of its article: "more than 30" for "at least 31"."""
    if a.bound not in ("at least", "vague") or not _comparable(a, b):
        return False
    reach = VAGUELY if a.bound == "vague" else ROUGH if a.number % 10 == 0 else 1
    return a.number <= b.number <= reach * a.number


def differ(a: Figure, b: Figure) -> bool:
    """Whether two figures give other numbers of the same; both may hold: "at least 27", "31"."""
    return a.number != b.number and _comparable(a, b) and not agree(a, b)


def counts_others(a: Figure, b: Figure) -> bool:
    """Whether two figures count others, or one only some: "15 died" and "six more", or "15 children"."""
    units = {a.unit, b.unit}
    if a.fate != b.fate or not a.fate:
        return False
    if a.number == b.number:
        return "child" in units and bool(units & _ANYONE)
    return a.part != b.part and units <= _ANYONE


def clash(a: Figure, b: Figure) -> bool:
    """Whether two figures for the same quantity cannot both hold."""
    if not differ(a, b):
        return False
    low, high = sorted((a, b), key=lambda figure: figure.number)
    return low.bound in ("exact", "at most") and high.bound in ("exact", "at least")


def may_be_one(a: Figure, b: Figure) -> bool:
    """Whether what two figures count may be one thing called otherwise: no other fate, nor other people."""
    if a.fate and b.fate and a.fate != b.fate:
        return False
    return _comparable(a, b) or not {a.unit, b.unit} <= _CASUALTIES


def _comparable(a: Figure, b: Figure) -> bool:
    if a.fate != b.fate:
        return False
    units = {a.unit, b.unit}
    if len(units) == 1 or units == _ANYONE:
        return a.part == b.part or not units <= _ANYONE
    if not a.fate:
        return units <= _ASSAILANTS
    return not a.part and not b.part and units <= _WHOLE


_ANYONE = frozenset({"people", "civilian"})
_ASSAILANTS = frozenset({"attacker", "fighter"})
"""Names for those who attack: three fighters cannot be two bombers, but two need not be the same two."""
_WHOLE = frozenset({"people", "fighter", "soldier"})
"""Names for all the dead of one event: "31 people", "31 militants"."""
