"""What a source phrase is about: its core and head noun, and the kind of source that follows.

Looks at the phrase and the mentions in it, never at the rest of the article.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemmata.extract.draft import Named
from stemmata.extract.words.sources import (
    ANONYMITY,
    CHANNELS,
    DOCUMENTS,
    HIDDEN,
    INITIATED,
    INSTITUTIONS,
    PEOPLE,
    PERSON_PRONOUNS,
    PERSONS,
    singular,
)
from stemmata.model import SourceKind, Span, Spans

__all__ = ["Phrase", "is_withheld", "kind_of_noun", "phrase_of"]

_WORD = re.compile(r"[^\W_](?:[\w.&/'’%-]*[\w%])?\.?|[^\w\s]")
_LEADING = frozenset(
    """according to as by from for in on of at per via with both even only but and or while when if
    that then so yet also meanwhile however though although because since like unlike among
    including not is was were are be been says said still now later earlier today yesterday
    instead indeed thus hence than""".split()
)
_STOPPERS = frozenset(
    """of for in at from with on who whom which that to by near inside outside about under over
    against around across within during after before since as whose where when while between among
    regarding concerning including like behind because if and/or into through upon via without
    per is was were are has have had said says told a an""".split()
)
_DETERMINERS = frozenset(
    """the a an this that these those his her its their our my your some many several few most all
    any no every each both another other such certain various numerous two three four five six
    seven eight nine ten dozens""".split()
)
_INDEFINITE = frozenset("a an another no any each every some".split())
_PARTICIPLES = frozenset(
    """released published obtained disclosed issued written signed filed commissioned posted
    conducted surveyed polled interviewed briefed involved taken made provided prepared speaking
    working living representing attending familiar opposed loyal close seen viewed reviewed
    acquired leaked cited quoted present available responsible aware based led backed produced
    compiled collected drafted sent shared circulated carried broadcast aired unveiled submitted
    presented dated known named entitled titled called standing running""".split()
)
_PHRASE_CHARS = 400
"""Longer sources are read up to here; the head comes first in English."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase taken apart.

    `core` runs from its first word that is not a preposition or the like to its head, `rest` from
    there to the end of the phrase. `noun` is the head in lower case as it stands. `name` is the
    mention that ends the core, if one does, and `names` are all mentions in the phrase.
    """

    core: Span
    rest: Span
    noun: str
    determiner: str
    name: Named | None
    names: tuple[Named, ...]

    def is_pronoun(self, text: str) -> bool:
        """Whether nothing but a pronoun is there."""
        words = text[self.core.start : self.core.end]
        acronym = len(words) > 1 and words.isupper()
        return words.lower() in PERSON_PRONOUNS and not acronym


def phrase_of(text: str, source: Spans, mentions: Sequence[Named]) -> Phrase | None:
    """Take a source apart; None where it has no word.

    Args:
        text: The article's text.
        source: The pieces of one source.
        mentions: The mentions that lie in it or overlap it.
    """
    for piece in source:
        piece = Span(piece.start, min(piece.end, piece.start + _PHRASE_CHARS))
        words = list(_WORD.finditer(text, piece.start, piece.end))
        first = _first_of_core(words, mentions)
        if first is not None:
            return _phrase(words[first:], piece.end, mentions)
    return None


def _first_of_core(words: Sequence[re.Match[str]], mentions: Sequence[Named]) -> int | None:
    for k, word in enumerate(words):
        if not word[0][0].isalnum():
            continue
        in_name = any(m.span.start <= word.start() < m.span.end for m in mentions)
        following = words[k + 1][0] if k + 1 < len(words) else ""
        acronym = len(word[0]) > 1 and word[0].isupper()
        if word[0].lower() not in _LEADING or in_name or acronym or not following:
            return k
        if word[0].lower() == "that" and len(words) - k <= 2:
            return k
    return None


def _phrase(words: Sequence[re.Match[str]], end: int, mentions: Sequence[Named]) -> Phrase:
    start = words[0].start()
    last = words[0]
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and _ends_core(before, word, mentions):
            break
        last = word
    core = Span(start, last.end())
    rest = Span(core.end, max(core.end, end))
    inside = tuple(m for m in mentions if m.span.start < end and m.span.end > start)
    ending = [m for m in inside if core.end - 2 <= m.span.end <= core.end or _covers(m, core)]
    name = max(ending, key=lambda m: m.span.end - m.span.start, default=None)
    head = re.sub(r"['’]s?$", "", last[0]).lower()
    opening = words[0][0].lower()
    determiner = opening if opening in _DETERMINERS else ""
    return Phrase(core, rest, head, determiner, name, inside)


def _covers(mention: Named, core: Span) -> bool:
    """Whether the source was cut inside a name: "Hart" of "Olena Hart"."""
    return mention.span.start <= core.start and core.end <= mention.span.end


def _ends_core(before: re.Match[str], word: re.Match[str], mentions: Sequence[Named]) -> bool:
    if any(m.span.start <= word.start() < m.span.end for m in mentions):
        return False
    lower = word[0].lower()
    if lower == "the" and any(m.span.end == before.end() for m in mentions):
        return True  # "Olena Hart the director", the comma lost
    if not word[0][0].isalnum():
        return word[0] not in "'’\"“”&"
    if lower in _STOPPERS:
        return True
    noun = singular(before[0].lower())
    known = noun in PERSONS or noun in DOCUMENTS or before[0].lower() in PEOPLE | HIDDEN
    participle = lower in _PARTICIPLES or (lower.endswith("ing") and len(lower) > len("being"))
    return participle and known


def kind_of_noun(noun: str, determiner: str) -> SourceKind:
    """The kind that a head noun tells, for a source without a name of its own.

    Args:
        noun: The head in lower case, as it stands.
        determiner: The word that opens the phrase, "" if it is no determiner.
    """
    one = singular(noun)
    if noun in HIDDEN:
        return "anonymous"
    if noun in PEOPLE:
        return "unnamed_group"
    if noun in DOCUMENTS or one in DOCUMENTS or noun in CHANNELS:
        return "document"
    if noun in PERSONS or noun in PERSON_PRONOUNS:
        return "unnamed_person"
    if one in PERSONS:
        return "unnamed_group"
    if noun in INSTITUTIONS:
        return "unnamed_group" if determiner in _INDEFINITE else "named_organization"
    if one in INSTITUTIONS:
        return "unnamed_group"
    if noun.endswith(("ist", "ian", "man", "eer", "woman")):
        return "unnamed_person"
    return "unnamed_group" if one != noun else "document"


def is_withheld(words: str, *, alone: bool = True) -> bool:
    """Whether words say that a source's name is kept back.

    Args:
        words: The source, or the sentence around it.
        alone: The words are the source alone; being "familiar with" something then says enough.
    """
    lower = words.lower().replace("’", "'")
    return any(phrase in lower for phrase in (ANONYMITY | INITIATED if alone else ANONYMITY))
