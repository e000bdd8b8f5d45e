"""Where "and" joins two whole clauses: "a bomb tore open a bus and the driver had been warned".

Words alone decide: a subject with a verb of its own on either side. Where that is in doubt nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence

from stemmata.link.figures import figures, is_number_word

__all__ = ["conjoined"]

_AND = re.compile(r",?\s+and\s+")
_WORD = re.compile(r"[\w'’-]+[^\w\s]?")
_MOST_WORDS = 9
"""Words of a subject before its verb; a longer one is more often not the subject."""
_REACH = 400
"""Code points on either side of "and" that are looked at, so that a long sentence takes linear time."""

_AUXILIARIES = frozenset(
    "was were is are has have had will would could should might must did does".split()
)
_PAST = frozenset(
    """became began blew broke came chose drew drove fell fled flew gave grew knew ran rose sang sank saw
    shook spoke stole swam took threw tore underwent went withdrew wrote""".split()
)
_PARTICIPLES = frozenset(
    """brought built burned caught cost cut fought found got heard held hit kept laid led left lost made met
    paid put said sent set shot shut sold spent spread stood struck swept told won""".split()
)
"""Pasts that may also stand for "that were ...", as every past in -ed may."""

_DETERMINERS = frozenset(
    """the a an this that these those his her its their our some several many few most all no another
    at about nearly around over almost hundreds thousands dozens""".split()
)
_BETWEEN = frozenset(
    "who which that whose whom where when and or but to while because if as".split()
)
"""After these the next verb is not that of the clause."""

_OPENERS = frozenset("in on at by of for from with without near under after before during".split())


def conjoined(text: str, start: int, end: int) -> Iterator[int]:
    """The places, from `start` to `end`, where a clause begins that "and" puts beside another."""
    for found in _AND.finditer(text, start, end):
        before = text[max(start, found.start() - _REACH) : found.start()]
        after = text[found.end() : min(end, found.end() + _REACH)]
        words = before.split()
        if not words or is_number_word(words[-1]):
            continue
        if _opens_clause(after) and _has_clause(words) and not _counts_on(before, after):
            yield found.end()


def _counts_on(before: str, after: str) -> bool:
    """Whether the second clause goes on with a count: "11 were killed by the crane and 7 by the fire"."""
    fates = {figure.fate for figure in figures(before)} - {""}
    return any(figure.part or figure.fate in fates for figure in figures(after))


def _has_clause(words: Sequence[str]) -> bool:
    """Whether a verb with something before it stands among the words."""
    found = [w.strip(",").lower() for w in words]
    return any(_is_verb(found, at) for at in range(1, len(found)))


def _opens_clause(words: str) -> bool:
    """Whether the words begin with a subject and its verb."""
    found = _WORD.findall(words)[: _MOST_WORDS + 2]
    lower = [word.lower() for word in found]
    if not lower or lower[0] in _OPENERS | _BETWEEN | _AUXILIARIES or _may_be_past(lower[0]):
        return False
    for at, word in enumerate(lower[: _MOST_WORDS + 1]):
        if at and _is_verb(lower, at):
            return True
        if word in _BETWEEN or not word[-1].isalnum():
            return False
    return False


def _is_verb(words: list[str], at: int) -> bool:
    """Whether the word at a place is a verb that says something of what stands before it."""
    word, before = words[at], words[at - 1]
    if before in _DETERMINERS | _OPENERS | _BETWEEN:
        return False
    if word in _AUXILIARIES or word in _PAST:
        return True
    # "soldiers captured in the raid": such a word is no verb of the soldiers'.
    return _may_be_past(word) and at + 1 < len(words) and words[at + 1] not in _OPENERS


def _may_be_past(word: str) -> bool:
    return word in _PAST | _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))
