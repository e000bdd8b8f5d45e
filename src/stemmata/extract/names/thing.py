"""One entity in the making, and what a bare name is. Must not look at how names stand to each other."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from stemmata.extract.draft import Named
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.sources import (
    DOCUMENTS,
    FEMALE_TITLES,
    INSTITUTIONS,
    MALE_TITLES,
    PEOPLE,
    PERSONS,
    TITLES,
    singular,
)
from stemmata.model import EntityType

__all__ = [
    "ACRONYM",
    "NAMED_TYPES",
    "NEWSPAPERS",
    "POSSESSIVE",
    "Gender",
    "Thing",
    "add_mention",
    "bare",
    "gender_of_name",
    "is_name",
    "key_of",
    "name_of",
]

Gender = Literal["male", "female"]
NAMED_TYPES = frozenset(("person", "organization", "place", "group", "event", "document", "weapon"))
_QUOTES = "\"'“”‘’«»‹›()[]{} \t\r\n,;:"
POSSESSIVE = re.compile(r"['’´`][sS]?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|from|with|on|who|to)\s|,\s|\s[(–—-]")
_FIRST_CAPITAL = re.compile(r"(?<!\S)(?:(?:al|el) |(?:al|el|as|ash|an|ad|ar)-)?[A-Z0-9]")
_WORD = re.compile(r"\w+")
_SEAT = re.compile(r"\b[\w.-]+-based\b")  # says where, not who: "the Norran-based group"
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az)-")
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&.-]{0,8}[A-Z0-9]\b\.?|\b[A-Z]{2,9}\b")
NEWSPAPERS = frozenset("guardian observer spectator economist statesman scotsman".split())
"""Nouns for persons that newspapers go by."""


@dataclass(slots=True, eq=False)
class Thing:
    """One entity in the making: what is named, and every place that names it."""

    type: EntityType
    mentions: list[Named] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    gender: Gender | None = None
    descriptions: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name: the most words, then the most letters, the first of equals."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


def bare(words: str, kind: EntityType) -> str:
    """A name without article, possessive, surrounding marks and, for a person, titles."""
    name = " ".join(words.split()).strip(_QUOTES)
    name = POSSESSIVE.sub("", name)
    name = _ARTICLE.sub("", name)
    if kind == "person":
        name = _without_titles(name)
    if kind == "organization":
        name = _SEAT.sub("", name).strip()
        capital = _FIRST_CAPITAL.search(name)
        name = name[capital.start() :] if capital else name
    name = name.strip(_QUOTES)
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def _without_titles(name: str) -> str:
    """Leave "Olena Hart" of "Ardesh Deputy Foreign Minister Olena Hart" and of "Mrs Olena Hart"."""
    parts = name.split(" ")
    titles = [
        k
        for k, part in enumerate(parts[:-1])
        if part.strip(".,").lower() in TITLES or (part.islower() and part in PERSONS)
    ]
    return " ".join(parts[titles[-1] + 1 :]) if titles else name


def is_name(words: str, kind: EntityType) -> bool:
    """Whether a mention holds a name, not only a noun: "Olena Hart", but not "police chief".

    Finders learn from corpora that mark nouns too ("the rebels", "Interior Minister").
    """
    words = _SEAT.sub("", words)
    if kind not in NAMED_TYPES or not any(c.isupper() or c.isdigit() for c in words):
        return False
    if kind not in ("person", "organization"):
        return True
    core = _AFTER_HEAD.split(_ARTICLE.sub("", words), maxsplit=1)[0].split()
    if not core:
        return False
    lower = POSSESSIVE.sub("", core[-1]).lower().rstrip(".,")
    role = singular(lower) in PERSONS or lower in TITLES
    role = role or (lower in PEOPLE and core[-1][0].islower())
    if kind == "organization" and lower in NEWSPAPERS and core[-1][0].isupper():
        return True
    if kind == "person" and len(core) == 1 and lower in INSTITUTIONS:
        return False
    if role:
        given = core[0].lower()
        return len(core) > 1 and (given in MALE or given in FEMALE)
    if core[-1][0].islower() and core[-1][:3].lower() not in ("al-", "el-"):
        return kind == "organization" and (lower in INSTITUTIONS or lower in DOCUMENTS)
    return True


def key_of(name: str) -> tuple[str, ...]:
    """The words of a bare name as they are compared: lower case, without dots and Arabic articles."""
    words = name.replace(".", "").replace("’", "'").split()
    told = [word for word in words if word not in ("al", "el")] or words
    return tuple(_ARABIC_ARTICLE.sub("", word.lower()) for word in told)


def gender_of_name(words: str) -> Gender | None:
    """What a title or a given name at the start of a name tells about the person."""
    parts = [part.strip(".,").lower() for part in words.split()]
    for part in parts:
        if part in MALE_TITLES:
            return "male"
        if part in FEMALE_TITLES:
            return "female"
    given = next((part for part in parts if part not in TITLES), "")
    if given in MALE:
        return "male"
    return "female" if given in FEMALE else None


def name_of(text: str, mention: Named, kind: EntityType) -> str:
    """The bare name of a mention, "Ardesh" for "Ardeshs" where a text without apostrophes has both."""
    name = bare(text[mention.span.start : mention.span.end], kind)
    whole = name.removesuffix("s")
    if kind == "group" or not whole or whole == name or "'" in text or "’" in text:
        return name
    last = _WORD.findall(whole)[-1:]
    if not last or last[0] not in _words_in(text):
        return name
    return whole if kind == "person" or last[0] == whole or _stands(text, whole) else name


@lru_cache(maxsize=4)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@lru_cache(maxsize=1024)
def _stands(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text) is not None


def add_mention(thing: Thing, mention: Named, name: str) -> None:
    """Let a thing be named by a mention, under a bare name."""
    thing.mentions.append(mention)
    if name not in thing.names:
        thing.names.append(name)
