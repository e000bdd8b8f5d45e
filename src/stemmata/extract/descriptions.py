"""What an article calls someone or something beside the name: "Prime Minister of Ardesh".

The words are taken from the text as they stand.
"""

import re

from stemmata.extract.names import bare
from stemmata.extract.words.sources import (
    FEMALE_TITLES,
    INSTITUTIONS,
    MALE_TITLES,
    PERSONS,
    TITLES,
    singular,
)
from stemmata.model import EntityType, Span

__all__ = ["descriptions_at", "head_words"]

_BEFORE_CHARS = 120
_AFTER_CHARS = 200
_MAX_WORDS = 16  # longer appositives are clauses, and say what happened rather than who it is

_WORD = re.compile(r"[^\W_][\w.'’&/-]*")
_END = re.compile(
    r"[,;:()\n\"“”—–]| - |[.!?](?=\s|$)"
    r"|\s(?:said|says|told|added|wrote|writes|is|was|has|had|have|will|argued|claimed|stated|warned"
    r"|announced|noted|explained|believes|thinks|called|declared|insisted|confirmed|denied)\b"
)
_AGE = re.compile(r",\s\d{1,3}(?=,)")
_NOT_TITLES = MALE_TITLES | FEMALE_TITLES | {"late", "st", "saint", "dr", "prof"}
_CONNECTING = frozenset("of for and the de la du".split())
_QUALIFIERS = frozenset(
    """former ex deputy vice senior chief assistant acting foreign prime state police defence
    defense interior finance general executive top lead leading managing founding newly-elected
    retired then new current outgoing incoming longtime long-time veteran prominent presidential
    vice-presidential political military press human rights spiritual national local regional
    first second third opposition supreme government army school district justice health
    education""".split()
)
_OPENERS = frozenset(
    "but and or the a an in on at when as while if after before since for to with by yet so this "
    "that then however although though because where meanwhile our his her its their".split()
)
_BOUNDARY = re.compile(r"[.!?;:\n\"“”()]|\s[-–—]\s")


def descriptions_at(
    text: str, mention: Span, kind: EntityType, *, damaged: bool = False
) -> list[str]:
    """What the words around one mention call its bearer, the title before the name first.

    Args:
        text: The article's text.
        mention: A mention of a person or an organisation.
        kind: The entity's type.
        damaged: The text has lost its commas.
    """
    nouns = PERSONS if kind == "person" else INSTITUTIONS
    found = [_after(text, mention.end, nouns, damaged=damaged)]
    found.insert(0, _before(text, mention.start, nouns))
    if kind == "person":
        found.insert(0, _title(text, mention))
    return [words for words in found if words]


def head_words(description: str) -> frozenset[str]:
    """The words of a description up to its first preposition, lower case: what "the ..." may take up."""
    core = re.split(r"\s(?:of|for|at|in|who|from|with)\s", description, maxsplit=1)[0]
    return frozenset(word.lower() for word in _WORD.findall(core))


def _is_role(word: str, nouns: frozenset[str]) -> bool:
    lower = word.lower().rstrip(".")
    role = lower in nouns or lower.split("-")[-1] in nouns or (nouns is PERSONS and lower in TITLES)
    return role and lower not in _NOT_TITLES


def _title(text: str, mention: Span) -> str:
    """The title that stands right before a name or opens it: "Defence Minister" Olena Hart."""
    low = max(0, mention.start - _BEFORE_CHARS)
    low += max((m.end() for m in _BOUNDARY_OR_COMMA.finditer(text[low : mention.start])), default=0)
    inside = list(_WORD.finditer(text, mention.start, mention.end))
    name = len(bare(text[mention.start : mention.end], "person").split())
    titles = inside[: max(0, len(inside) - name)]
    before = list(_WORD.finditer(text, low, mention.start))
    if before and text[before[-1].end() : mention.start].strip("'’.s \t"):
        before = []
    office = _OFFICE.search(text, low, mention.start)
    if office is not None and not titles and _is_role(office["role"], PERSONS):
        words_before = office[0].split()
        opens = words_before[0].lower() in _OPENERS
        return " ".join(words_before[opens:])
    words = before + titles
    if not words or not _is_role(words[-1][0], PERSONS):
        return ""
    first = len(words) - 1
    while first > 0 and _extends(words[first - 1][0]):
        first -= 1
    while first < len(words) - 1 and words[first][0].lower() in _OPENERS | _CONNECTING:
        first += 1
    return _squashed(text[words[first].start() : words[-1].end()])


_BOUNDARY_OR_COMMA = re.compile(r"[.!?](?=\s+[A-Z\"“])(?<![A-Z][a-z][.])|[,;:\n\"“”()]|\s[-–—]\s")


_OFFICE = re.compile(
    r"(?:\b[A-Z][\w-]+\s){0,2}\b(?P<role>[A-Z][\w-]+)\s(?:of|for)\s(?:the\s)?[A-Z][\w-]+"
    r"(?:\s(?:and\s|of\s|for\s)?[A-Z][\w-]+){0,4}(?=\s$)"
)
"""“Minister of Mills and Wells” Olena Hart."""


def _extends(word: str) -> bool:
    lower = word.lower()
    if lower in _OPENERS:
        return False
    known = lower in _QUALIFIERS or lower in PERSONS or lower in INSTITUTIONS
    return known or word[0].isupper() or lower.endswith(("'s", "’s"))


def _before(text: str, start: int, nouns: frozenset[str]) -> str:
    """The noun phrase that a comma parts from the name: "the party's leader," Olena Hart."""
    window = re.sub(r"(?i)\bthe $", "", text[max(0, start - _BEFORE_CHARS) : start])
    if not window.endswith(", "):
        return ""
    chunk = re.split(
        r"[.!?;:\n\"“”(),]|\s(?:said|says|told|by|to|and|but|when|that)\s", window[:-2]
    )
    words = _WORD.findall(chunk[-1])
    phrase = chunk[-1].strip()
    if not 1 < len(words) <= _MAX_WORDS or not _opens_noun_phrase(words):
        return ""
    core = re.split(r"\s(?:of|for|at|in|from|on|with)\s", phrase, maxsplit=1)[0].split()
    if not core or not _is_role(core[-1], nouns):
        return ""
    return _squashed(_without_article(phrase))


def _opens_noun_phrase(words: list[str]) -> bool:
    possessive = any(word.endswith(("'s", "’s")) for word in words[:3])
    return words[0].lower() in ("the", "a", "an", "its", "their", "his", "her") or possessive


def _after(text: str, end: int, nouns: frozenset[str], *, damaged: bool) -> str:
    """The appositive or the clause with "who" behind a name."""
    window = text[end : end + _AFTER_CHARS]
    age = _AGE.match(window)
    window = window[age.end() :] if age else window
    comma = window.startswith(", ")
    if not comma and not (damaged and window.startswith(" ")):
        return ""
    rest = window[2:] if comma else window[1:]
    stop = _END.search(rest)
    phrase = (rest[: stop.start()] if stop else rest[: rest.rfind(" ")]).strip()
    words = _WORD.findall(phrase)
    if not words or len(words) > _MAX_WORDS:
        return ""
    if words[0].lower() == "who":
        whole = re.match(r"who\s[^,;.\n\"“”]{4,120}", rest)
        return _squashed(whole[0]) if comma and whole and nouns is PERSONS else ""
    core = re.split(r"\s(?:of|for|at|in|from|on|with|who|that|which|to)\s", phrase, maxsplit=1)[0]
    heads = _WORD.findall(core)
    if heads and not _is_role(singular(heads[-1].lower()), nouns):  # "a woman living in Ardesh"
        heads = _WORD.findall(re.split(r"\s\w+ing\b", core, maxsplit=1)[0])
    if not heads or not _is_role(singular(heads[-1].lower()), nouns):
        return ""
    if nouns is INSTITUTIONS and words[0].lower() not in ("a", "an", "the"):
        return ""
    if heads[-1].lower() != singular(heads[-1].lower()):
        return ""
    return _squashed(_without_article(phrase))


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)


def _squashed(words: str) -> str:
    return " ".join(words.split())
