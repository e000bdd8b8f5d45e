"""Words as linking compares them: without endings, synonyms and spellings of foreign names made alike."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources

__all__ = ["STOP", "name_key", "senses", "stem", "stems"]

_WORD = re.compile(r"[^\W\d_]+")
STOP = frozenset(
    """a an the and or but nor so yet of in on at by to from with without for as that this these
    those it its he she they them their his her him we our us i you who whom which what when where
    while after before since until during than then there here is are was were be been being am
    have has had having do does did done will would could should may might can must shall not no
    also said says say saying told tell tells according added adding reported reports report
    reporting statement least about around some more most other others over up out into near one
    two three s t among including both all any each such per own only just very still even earlier
    later day group new""".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word in lower case without its inflection, roughly: "killing", "killed", "kills" are "kill"."""
    word = word.lower()
    for ending, rest in (
        ("iness", "y"),
        ("ies", "y"),
        ("ings", ""),
        ("ing", ""),
        ("ed", ""),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + rest
            break
    else:
        if word.endswith("es") and word[-3:-2] in "sxzh" and len(word) > 4:
            word = word[:-2]
        elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def stems(text: str) -> list[str]:
    """The stems of a text's words that carry meaning, in order."""
    return [stem(w) for w in _WORD.findall(text.lower()) if w not in STOP and len(w) > 1]


def senses(text: str) -> list[str]:
    """As `stems`, but words that news uses for one thing are one: "blast" and "explosion".

    `data/senses.csv` holds them, a thing a row. Word forms, since "fired" is not "fires".
    """
    known = _senses()
    words = _WORD.findall(text.lower())
    return [known.get(w) or stem(w) for w in words if w not in STOP and len(w) > 1]


@cache
def _senses() -> dict[str, str]:
    text = (resources.files("stemmata.link") / "data" / "senses.csv").read_text("utf-8")
    return {word: stem(row[0]) for row in csv.reader(text.splitlines()) for word in row}


_ARTICLE = re.compile(r"^(?:the|a|an|al|el|ash|ad|ar|as|at|an|az|abu)[- ](?=\w)", re.IGNORECASE)
_VOWELS = re.compile(r"(?<=\w)[aeiouy'’`-]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def name_key(word: str) -> str:
    """A name's letters without vowels and doubling: "Sheikhoun", "Shaykhun" and "Sheikhun" are one.

    Short names keep their vowels, or too many would be one.
    """
    word = _ARTICLE.sub("", word.lower()).replace("ck", "k").replace("q", "k").replace("z", "s")
    key = _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
    key = key[:-1] if key.endswith("h") and len(key) > 3 else key  # "Homiyeh", "Homiya"
    return key if len(key) >= 3 else _DOUBLED.sub(r"\1", word)
