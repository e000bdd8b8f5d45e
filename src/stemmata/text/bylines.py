"""Who wrote it: names out of byline text. Never a date, a job title or an address."""

import re
from collections.abc import Iterable

__all__ = ["BY_LINE", "name_line", "names_in", "unique"]

BY = re.compile(
    r"^(?:(?:written|report(?:ing|ed)|posted|published|story|text|words|von|par|por|di|door|av|przez)"
    r"\s+)?(?:by|von|par|por|autor(?:in|en)?|author|redaktion|text)\b\s*[:\-]?\s*",
    re.IGNORECASE,
)
BY_LINE = re.compile(r"(?i:by):?\s+(?![a-z])[^\W\d_]")  # "By Jane", not "By the river"
# "Show all articles of", as links beside a name say.
LINK_TO_MORE = re.compile(
    r"\b(?:(?:show|view|see|read|zeige)\s+)?(?:(?:all|more|alle|weitere)\s+)?"
    r"(?:articles?|posts?|stories|artikel|beitrag|beiträge)(?:\s+(?:of|by|from|von))?\b",
    re.IGNORECASE,
)
NO_NAMES = frozenset(("admin", "administrator", "wordpressadmin", "name", "author", "anonymous"))
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b|@\w+")
BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
SEPARATOR = re.compile(r"\s*(?:;|\||/|•|·|\n|\band\b|\bund\b|\bet\b|&|\s[-–—]\s)\s*|,\s*")
# What stands where a second name would: words of posts, places of work and of dates.
TITLE_WORDS = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|writers?|staff|columnists?|producers?|analysts?|"
    r"contributors?|contributing|journalists?|photographers?|bureau|chief|director|professors?|"
    r"senior|freelance|guest|special|desk|team|redakteur(?:in)?|redaktion|autor(?:in)?|"
    r"published|updated|minutes?|read|share[sd]?|comments?|follow|uhr|posted|"
    r"ago|today|yesterday|gmt|utc|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"edit(?:ing|ed)\s+by)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")  # of a date, or of a user's login
PARTICLES = frozenset(
    "al bin ibn abu van von der den de del della di da dos la le el ter of".split()
)
LONGEST_NAME = 60  # characters; "Staff of the Observatory for …" is longer than a person's name
MOST_NAMES = 8
NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*$")


def names_in(byline: str) -> tuple[str, ...]:
    """The names in a byline such as "By Jane Doe and John Roe, staff writers, 5 May 2017"."""
    text = LINK_TO_MORE.sub(" ", BRACKETS.sub(" ", ADDRESS.sub(" ", byline)))
    text = BY.sub("", " ".join(text.split()))
    names = (part.strip(" ,:;-–—|*_→»\"'“”") for part in SEPARATOR.split(text))
    return unique(BY.sub("", name) for name in names if _is_name(BY.sub("", name)))[:MOST_NAMES]


def _is_name(part: str) -> bool:
    return (
        2 < len(part) <= LONGEST_NAME
        and part.casefold() not in NO_NAMES
        and DIGIT.search(part) is None
        and TITLE_WORDS.search(part) is None
        and any(c.isalpha() for c in part)
    )


def name_line(line: str) -> tuple[str, ...]:
    """The names in a line that is nothing but names ("Mira Kostova", "Ana Lund and Per Holt").

    Held to more than `names_in`, since nothing but its look says that it is a byline: every name
    has two to four words, each with a capital, and none of them is an English function word.
    """
    parts = re.split(r",\s*|\s+and\s+|\s*&\s*", line.strip())
    if len(parts) <= MOST_NAMES and all(map(_is_full_name, parts)):
        return tuple(parts)
    return ()


def _is_full_name(part: str) -> bool:
    words = part.split()
    named = [word for word in words if word.lower() not in PARTICLES]
    return (
        2 <= len(words) <= 4
        and len(named) >= 2
        and _is_name(part)
        and all(map(_is_capitalised, named))
        and not any(word.lower() in NEVER_IN_NAMES for word in words)
    )


def _is_capitalised(word: str) -> bool:
    name = word.removeprefix("al-").removeprefix("el-")
    return NAME_WORD.match(name) is not None and name[0].isupper() and not name.isupper()


NEVER_IN_NAMES = frozenset(
    "the a an in on at to for from with and or not is are was has have as by it its this that how "
    "why what who when where new north south east west central united saint world news".split()
)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names without repetitions, in order; "JANE DOE" repeats "Jane Doe"."""
    return tuple({name.casefold(): name for name in reversed([*names])}.values())[::-1]
