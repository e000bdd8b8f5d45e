"""The names that a finder missed in a source, and those that a source makes of other names.

"Olena Hart said" names a person even where the finder saw none; "the Ardesh foreign ministry" is a
body of its own, "border residents" a group, "a 2021 report by the ministry" a document. Looks at one
source at a time.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from stemmata.extract.draft import Draft, Named
from stemmata.extract.names import NEWSPAPERS, is_name, trimmed_mentions
from stemmata.extract.source_kinds import Phrase, phrase_of
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.sources import (
    CHANNELS,
    DOCUMENTS,
    INSTITUTIONS,
    OFFICES,
    PEOPLE,
    PERSON_PRONOUNS,
    PERSONS,
    SPOKESPERSONS,
    TITLES,
    singular,
)
from stemmata.model import EntityType, Span

__all__ = ["DETERMINERS", "between", "is_appositive", "with_derived"]

_DERIVED_SCORE = 0.5  # a name that only its place in a source tells: below any that a finder saw
_LONG_NAME_WORDS = 12
_SOURCE_CHARS = 400  # longer sources are read up to here
_GAP_CHARS = 60  # words that may part the pieces of one source
_CAPITALISED = re.compile(
    r"(?:al-)?[A-Z][\w.&'’-]*"
    r"(?:[ \u00a0](?:(?:of|for|and|de|la|al|bin|bint|ibn|van|von|der|den|del|the)[ \u00a0]){0,2}"
    r"(?:al-|el-|d'|d’)?[A-Z0-9][\w.&'’-]*){0,8}"
)
_NAME_INSIDE = re.compile(r"(?:^|\s)(?:al-)?[A-Z][\w.-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


DETERMINERS = re.compile(
    r"(?:(?:the|an?|this|that|these|those|its|their|his|her|our|my|your|some|many|several|few|most|all|"
    r"other|any|no|both|more|at least|about|around|nearly|dozens of|numerous|various|certain|other|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+)+",
    re.IGNORECASE,
)
_OPENING_WORDS = frozenset(
    """according the a an as by in on at for from to of with but and or while when if however though
    although after before since both even only also meanwhile some many most all several few other
    others another those these this that two three four five six seven eight nine ten one local
    senior top former new recent one-time such no not yet still then now more less""".split()
)


def with_derived(
    text: str, mentions: Sequence[Named], drafts: Sequence[Draft], times: Sequence[Named] = ()
) -> list[Named]:
    """The mentions of names together with those that the sources of the drafts add.

    `times` are mentions of times and quantities: "May 2016" names nobody.
    """
    starts = [mention.span.start for mention in mentions]
    when = [mention.span.start for mention in times]
    found = list(mentions)
    surnames = _surnames(text, mentions)
    for draft in drafts:
        for piece in draft.source:
            near = between(mentions, starts, piece)
            beside = [*near, *between(times, when, piece)]
            derived = _capitalised(text, piece, beside, surnames)
            phrase = phrase_of(text, (piece,), sorted([*near, *derived], key=lambda m: m.span))
            if phrase is not None:
                derived += _compound(text, phrase, draft.source[-1].end)
            found += derived
    return trimmed_mentions(text, found)


def _surnames(text: str, mentions: Sequence[Named]) -> frozenset[str]:
    """The last words of the persons' names, in lower case."""
    persons = [m.span for m in mentions if m.type == "person"]
    return frozenset(text[start:end].split()[-1].lower() for start, end in persons)


def _capitalised(
    text: str, piece: Span, near: Sequence[Named], surnames: frozenset[str]
) -> list[Named]:
    """Capitalised runs in a source that no mention covers."""
    found = []
    piece = Span(piece.start, min(piece.end, piece.start + _SOURCE_CHARS))
    for match in _CAPITALISED.finditer(text, piece.start, piece.end):
        span = _without_common_words(text, Span(match.start(), match.end()))
        if span is None or any(m.span.overlaps(span) for m in near):
            continue
        if _opens_only(text, span, piece):
            continue
        kind = _type_of(text, span, piece, surnames)
        if is_name(text[span.start : span.end], kind):
            found.append(Named(span, kind, _DERIVED_SCORE))
    return found


def _opens_only(text: str, span: Span, piece: Span) -> bool:
    """Whether one word is capitalised for opening the sentence: "Angry residents"."""
    words = text[span.start : span.end]
    before = text[max(0, span.start - 3) : span.start].rstrip(" \"“‘'")
    opens = not before or before[-1] in ".!?:\n"
    follows = text[span.end : piece.end]
    if words.lower() in NEWSPAPERS:  # "Guardian reported": a noun would have its article
        return False
    return opens and " " not in words and words[1:].islower() and follows[:2].strip().isalpha()


def _without_common_words(text: str, span: Span) -> Span | None:
    """Cut words off a run's front that are capitalised for opening a sentence."""
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    while words and _is_common(words[0][0], alone=len(words) == 1):
        words = words[1:]
    while words and words[-1][0].lower() in ("of", "for", "and", "the"):
        words = words[:-1]
    if not words:
        return None
    last = re.sub(r"['’][sS]?$|[.,]$", "", words[-1][0])
    return Span(span.start + words[0].start(), span.start + words[-1].start() + len(last))


def _is_common(word: str, *, alone: bool) -> bool:
    lower = re.sub(r"['’]s?$", "", word.lower()).strip(".,")
    if len(word) > 1 and word.isupper():
        return False
    if lower in PERSON_PRONOUNS or lower in _OPENING_WORDS or lower in PEOPLE:
        return True
    if (lower in TITLES and not alone) or (lower in NEWSPAPERS and alone):
        return False
    one = singular(lower)
    return alone and (one in PERSONS or one in DOCUMENTS or one in INSTITUTIONS or lower in TITLES)


def _type_of(text: str, span: Span, piece: Span, surnames: frozenset[str]) -> EntityType:
    """A guess at the type of a name that only its words and its place tell."""
    words = text[span.start : span.end]
    parts = [part.strip(".,'’") for part in words.split()]
    lowers = [re.sub(r"['’]s$", "", part.lower()) for part in words.split()]
    before = text[max(0, span.start - 5) : span.start].lower()
    titled = lowers[0].strip(".") in TITLES and len(parts) > 1 and lowers[-1] not in INSTITUTIONS
    if lowers[-1] in surnames or titled:
        return "person"
    if any(lower in INSTITUTIONS or lower in NEWSPAPERS for lower in lowers):
        return "organization"
    if lowers[-1] in DOCUMENTS:
        return "document"
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1:
        return "organization"
    if before.endswith("the ") or set(lowers) & {"of", "for", "and"}:
        return "organization"
    if lowers[0] in MALE or lowers[0] in FEMALE or len(parts) in (2, 3):
        return "person"
    return "person" if _ends_core(text, span, piece) else "organization"


def _ends_core(text: str, span: Span, piece: Span) -> bool:
    follows = text[span.end : piece.end].lstrip("'’s")
    return not follows.strip() or follows.startswith(",")


def _compound(text: str, phrase: Phrase, end: int) -> list[Named]:
    """The name that a source makes of another name: "Syrian foreign ministry", "Popov's office".

    Args:
        phrase: One piece of the source.
        end: Where the source's last piece ends: "documents … disclosed by the Herald".
    """
    noun, core = phrase.noun, phrase.core
    one = singular(noun)
    if phrase.name is not None:
        return []
    if _is_people(noun):
        return [Named(_without_determiner(text, core), "group", _DERIVED_SCORE)]
    if noun == "police":  # a body that goes by its noun
        return [Named(_without_determiner(text, core), "organization", _DERIVED_SCORE)]
    # Figures lead to the body that gives them; "Census data" names none, and is told apart.
    if (noun in DOCUMENTS or one in DOCUMENTS) and (noun not in CHANNELS or not phrase.names):
        span = _document_span(text, phrase, end)
        return [Named(span, "document", _DERIVED_SCORE)] if span else []
    if not phrase.names or not is_name(text[core.start : core.end], "organization"):
        return []
    inside = [m for m in phrase.names if m.span.end <= core.end]
    if noun in SPOKESPERSONS and inside:
        return _body_before_spokesperson(text, phrase, inside)
    if noun in INSTITUTIONS and inside:
        if " and the " in text[inside[0].span.end : core.end]:
            return []
        person = inside[0].type == "person"
        if (person and noun not in OFFICES) or is_appositive(text, inside[-1], core):
            return []
        return [Named(_without_determiner(text, core), "organization", _DERIVED_SCORE)]
    return []


def _body_before_spokesperson(text: str, phrase: Phrase, inside: Sequence[Named]) -> list[Named]:
    """Find "Ardesh defence ministry" in "an Ardesh defence ministry spokesman"."""
    span = _without_determiner(text, phrase.core)
    cut = text.rfind(" ", span.start, span.end)
    words = text[span.start : cut].split() if cut > span.start else []
    if not words or words[-1].lower() not in INSTITUTIONS or words[-1][0].isupper():
        return []
    if inside[0].type == "person" and words[-1].lower() not in OFFICES:
        return []
    return [Named(Span(span.start, cut), "organization", _DERIVED_SCORE)]


def _document_span(text: str, phrase: Phrase, end: int) -> Span | None:
    """A document with the words that tell it apart: "2021 report by the ministry"."""
    start = _without_determiner(text, phrase.core).start
    if not 0 <= end - phrase.rest.end <= _GAP_CHARS:
        end = phrase.rest.end
    rest = text[phrase.core.end : end]
    cut = re.search(r"[,;:(\n]|\s(?:that|which|who)\s", rest)
    end = phrase.core.end + (cut.start() if cut else len(rest))
    words = text[start:end]
    told_apart = _YEAR.search(words) or _NAME_INSIDE.search(words)
    return Span(start, end) if told_apart and len(words.split()) <= _LONG_NAME_WORDS else None


def _without_determiner(text: str, core: Span) -> Span:
    match = DETERMINERS.match(text, core.start, core.end)
    return Span(match.end(), core.end) if match else core


def _is_people(noun: str) -> bool:
    """A plural noun for people who can be told apart from others: "officials", not "many"."""
    one = singular(noun)
    return noun == "authorities" or (one != noun and one in PERSONS and one not in ("one", "other"))


def is_appositive(text: str, mention: Named, core: Span) -> bool:
    """Whether only generic words for a body follow a body's name: "TASS news agency"."""
    if mention.type not in ("organization", "event", "document"):
        return False
    words = text[mention.span.end : core.end].split()
    return bool(words) and all(word.islower() for word in words) and words[0][0] not in "'’"


def between(mentions: Sequence[Named], starts: Sequence[int], piece: Span) -> list[Named]:
    """The mentions that begin in a piece, or reach into it."""
    low = max(0, bisect_left(starts, piece.start) - 2)
    high = bisect_left(starts, piece.end)
    return [m for m in mentions[low:high] if m.span.overlaps(piece)]
