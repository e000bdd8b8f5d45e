"""Which names in one article name one and the same thing.

Cautious on purpose: a wrong merge puts one actor's words into another's mouth, a missing one only
splits a row in two. Must not look at who says what.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from stemmata.extract.draft import Named
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.sources import (
    DOCUMENTS,
    FEMALE_TITLES,
    INSTITUTIONS,
    MALE_TITLES,
    PEOPLE,
    PERSON_PRONOUNS,
    PERSONS,
    TITLES,
    singular,
)
from stemmata.model import EntityType, Span

__all__ = [
    "Gender",
    "Thing",
    "bare",
    "gender_of_name",
    "is_name",
    "key_of",
    "things_in",
    "trimmed_mentions",
]

Gender = Literal["male", "female"]

NAMED_TYPES = frozenset(("person", "organization", "place", "group", "event", "document", "weapon"))

_QUOTES = "\"'“”‘’«»‹›()[]{} \t\r\n,;:"
_POSSESSIVE = re.compile(r"['’´`][sS]?$")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|from|with|on|who|to)\s|,\s|\s[(–—-]")
_FIRST_CAPITAL = re.compile(r"(?<!\S)(?:(?:al|el|as|ash|an|ad|ar)-)?[A-Z0-9]")
_EDGES = ',;:"“”«»'
_OPENING = re.compile(r"\w+\s+")
_APPOSITIVE = re.compile(r",\s(?!(?:Jr|Sr|II|III)\b)|\s(?:who|of|at)\s|\s[(–—]")
_SEAT = re.compile(r"\b[\w.-]+-based\b")  # says where, not who: "the Norran-based group"
_BRACKET = re.compile(r"\s[(\[]")
_LOOSE_END = re.compile(r"(?:[\s,;:]+(?:of|for|and|at|the|in|by|with|to|a|an|who|de)?)+$")
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az)-")
_SMALL_WORDS = frozenset("of for the and in on to at by de la du des und &".split())
_COMPANY_FORMS = frozenset(
    "inc corp corporation co company ltd limited llc plc group holdings".split()
)
_LONGEST_ACRONYM = 7
_RANKS = frozenset("executive senior chief deputy general managing".split())
_BRANCHES = frozenset("province branch wing chapter affiliate".split())
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&.-]{0,8}[A-Z0-9]\b\.?|\b[A-Z]{2,9}\b")
_ACRONYM_AFTER = re.compile(r"\s?[(\[]\s?[\"'“‘]?([A-Z][A-Za-z0-9&.-]{1,9})[\"'”’]?\s?[)\]]")
_BARE_ACRONYM_AFTER = re.compile(r" ([A-Z]{2,8})\b")  # damaged text: the brackets are lost
_INITIAL = re.compile(r"[A-Z]\.? [A-Z]")
_NEWSPAPERS = frozenset("guardian observer spectator economist statesman scotsman".split())
"""Nouns for persons that newspapers go by."""

_NEAR_CHARS = 600  # about one paragraph: how far back a bare surname looks among namesakes


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
    name = _POSSESSIVE.sub("", name)
    name = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    if kind == "person":
        name = _without_titles(name)
    if kind == "organization":
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
    core = _AFTER_HEAD.split(_ARTICLE.sub("", words, count=1), maxsplit=1)[0].split()
    if not core:
        return False
    lower = _POSSESSIVE.sub("", core[-1]).lower().rstrip(".,")
    role = singular(lower) in PERSONS or lower in TITLES
    role = role or (lower in PEOPLE and core[-1][0].islower())
    if kind == "organization" and lower in _NEWSPAPERS and core[-1][0].isupper():
        return True
    if role:
        given = core[0].lower()
        return len(core) > 1 and (given in MALE or given in FEMALE)
    if core[-1][0].islower() and core[-1][:3].lower() not in ("al-", "el-"):
        return kind == "organization" and (lower in INSTITUTIONS or lower in DOCUMENTS)
    return True


def key_of(name: str) -> tuple[str, ...]:
    """The words of a bare name as they are compared: lower case, without dots and Arabic articles."""
    words = name.lower().replace(".", "").replace("’", "'").split()
    return tuple(_ARABIC_ARTICLE.sub("", word) for word in words)


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


def trimmed_mentions(text: str, named: Iterable[Named]) -> list[Named]:
    """The mentions cut down to whole names, in text order, none twice and no pronoun."""
    seen: dict[Span, Named] = {}
    for mention in _with_given_names(text, named):
        span = _trimmed(text, mention)
        words = text[span.start : span.end]
        if not any(c.isalnum() for c in words) or _is_function_word(words):
            continue
        if span not in seen or mention.score > seen[span].score:
            seen[span] = Named(span, _retyped(words, mention.type), mention.score)
    return [seen[span] for span in sorted(seen)]


def _with_given_names(text: str, named: Iterable[Named]) -> Iterator[Named]:
    """Join what a finder has split before an initial: "Olena" and "R. Hart"."""
    waiting: Named | None = None
    for mention in sorted(named, key=lambda one: one.span):
        if (
            waiting is not None
            and waiting.type == mention.type == "person"
            and text[waiting.span.end : mention.span.start] == " "
            and _INITIAL.match(text, mention.span.start)
        ):
            waiting = replace(waiting, span=Span(waiting.span.start, mention.span.end))
            continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _is_function_word(words: str) -> bool:
    """Whether a mention is only a pronoun or an article. "WHO" and "US" are names."""
    acronym = len(words) > 1 and words.isupper()
    return not acronym and words.lower() in PERSON_PRONOUNS | {"the", "a", "an", "no", "some"}


def _trimmed(text: str, mention: Named) -> Span:
    """Without marks, articles, possessives and loose ends, and without a person's appositive."""
    start, end = mention.span
    words = text[start:end]
    if mention.type == "person":
        cut = _APPOSITIVE.search(words)
        words = _without_trailing_titles(words[: cut.start()] if cut else words)
    if mention.type not in ("time", "quantity"):
        opening = _OPENING.match(words)
        article = opening and opening[0].strip().lower() in ("the", "a", "an")
        if article and (words[0].islower() or _opens_sentence(text, start)):
            start, words = start + opening.end(), words[opening.end() :]  # type: ignore[union-attr]
        bracket = _BRACKET.search(words)
        words = words[: bracket.start()] if bracket else words
        words = _LOOSE_END.sub("", words)
        words = _POSSESSIVE.sub("", words)
    first = next((k for k, c in enumerate(words) if not _is_edge(c)), len(words))
    size = next((k for k in range(len(words), first, -1) if not _is_edge(words[k - 1])), first)
    return Span(start + first, start + size)


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGES


def _without_trailing_titles(words: str) -> str:
    """Leave "Olena Hart" of "Olena Hart Executive Director": where the comma is lost."""
    parts = words.split(" ")
    keep = len(parts)
    while keep > 2 and parts[keep - 1].lower() in PERSONS | TITLES | _RANKS:
        keep -= 1
    return " ".join(parts[:keep])


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?:\n" or at == 0


def _retyped(words: str, kind: EntityType) -> EntityType:
    """A title and a given name make a person whatever the finder says: "Mayor Olena Hart"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    for title, name in pairwise(parts):
        if kind == "organization" and title in TITLES and (name in MALE or name in FEMALE):
            return "organization" if parts[-1] in INSTITUTIONS else "person"
    if kind == "person" and _ACRONYM.fullmatch(words) and len(words) <= _LONGEST_ACRONYM:
        return "organization"
    data = kind == "organization" and parts[-1] in DOCUMENTS and words.split()[-1].islower()
    return "document" if data else kind


def things_in(text: str, mentions: Sequence[Named]) -> list[Thing]:
    """Group the mentions of named types into things, in the order in which they first appear."""
    types = _types_by_name(text, mentions)
    persons: dict[tuple[str, ...], list[Named]] = {}
    others: dict[tuple[str, ...], Thing] = {}
    for mention in mentions:
        if mention.type not in NAMED_TYPES:
            continue
        words = text[mention.span.start : mention.span.end]
        kind = types[key_of(bare(words, mention.type))]
        name = bare(words, kind)
        key = key_of(name)
        if not key:
            continue
        if kind == "person":
            persons.setdefault(key, []).append(mention)
        else:
            thing = others.setdefault(key, Thing(kind))
            _add(thing, mention, name)
    merged = _merge_acronyms(text, others)
    found = _persons(text, persons) + _merge_short_names(text, merged)
    for thing in found:
        thing.mentions.sort(key=lambda mention: mention.span)
    return sorted(found, key=lambda thing: thing.mentions[0].span)


def _words(text: str, mention: Named) -> str:
    return text[mention.span.start : mention.span.end]


def _add(thing: Thing, mention: Named, name: str) -> None:
    thing.mentions.append(mention)
    if name not in thing.names:
        thing.names.append(name)


def _types_by_name(text: str, mentions: Sequence[Named]) -> dict[tuple[str, ...], EntityType]:
    """One type for each name: the one with the most weight. The finder errs now and then."""
    votes: dict[tuple[str, ...], Counter[EntityType]] = {}
    for mention in mentions:
        words = text[mention.span.start : mention.span.end]
        key = key_of(bare(words, mention.type))
        votes.setdefault(key, Counter())[mention.type] += mention.score  # type: ignore[assignment]
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


# Persons


@dataclass(slots=True, eq=False)
class _Bearer:
    """A person with a full name: its spellings, the thing, and where the full name stands."""

    keys: list[tuple[str, ...]] = field(default_factory=list)
    thing: Thing = field(default_factory=lambda: Thing("person"))
    starts: list[int] = field(default_factory=list)
    latest: int = -1  # where a single name was last taken to mean this person

    def was_named_near(self, at: int) -> bool:
        """Whether it was named at most a paragraph before a place."""
        k = bisect_left(self.starts, at)
        full = self.starts[k - 1] if k else -1
        return max(full, self.latest) >= max(0, at - _NEAR_CHARS)


def _persons(text: str, persons: dict[tuple[str, ...], list[Named]]) -> list[Thing]:
    """Full names first, then the single names that belong to exactly one of them."""
    bearers: list[_Bearer] = []
    by_word: dict[str, list[_Bearer]] = {}
    for key in sorted((k for k in persons if len(k) > 1), key=len, reverse=True):
        gender = _gender(text, persons[key])
        near = {id(b): b for word in (key[0], key[-1]) for b in by_word.get(word, ())}
        fits = [
            bearer
            for bearer in near.values()
            if any(_same_full_name(key, other) for other in bearer.keys)
            and not _differ(gender, bearer.thing.gender)
        ]
        bearer = fits[0] if len(fits) == 1 else _Bearer()
        if len(fits) != 1:
            bearers.append(bearer)
        for word in {key[0], key[-1], *key[-1].split("-")[-1:], *key[-2:-1]}:
            by_word.setdefault(word, []).append(bearer)
        bearer.keys.append(key)
        bearer.thing.gender = bearer.thing.gender or gender
        for mention in persons[key]:
            _add(bearer.thing, mention, bare(_words(text, mention), "person"))
            bearer.starts.append(mention.span.start)
    for bearer in bearers:
        bearer.starts.sort()
    alone: list[Thing] = []
    for key in (k for k in persons if len(k) == 1):
        words = (key[0], key[0].removesuffix("s"))
        near = {id(b): b for word in words for b in by_word.get(word, ())}
        alone += _place_single_name(text, key[0], persons[key], list(near.values()))
    return [bearer.thing for bearer in bearers] + alone


def _same_full_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if short == long[-len(short) :] or short == long[: len(short)]:
        return True
    if short[-1] != long[-1]:
        return False
    first, other = short[0], long[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _place_single_name(
    text: str, name: str, mentions: list[Named], near: list[_Bearer]
) -> list[Thing]:
    """Give each mention of a single name to its bearer; return the bearers that are new."""
    bearers = [b for b in near if any(_surname_fits(name, key) for key in b.keys)]
    bearers = bearers or [b for b in near if any(key[0] == name for key in b.keys)]
    own: list[Thing] = []
    for mention in mentions:
        gender = _gender(text, [mention])
        fits = [b for b in bearers if not _differ(gender, b.thing.gender)]
        words = bare(_words(text, mention), "person")
        if len(fits) > 1:
            fits = [b for b in fits if b.was_named_near(mention.span.start)]
        if len(fits) == 1:
            _add(fits[0].thing, mention, words)
            fits[0].latest = mention.span.start
        elif not bearers or (gender and all(_differ(gender, b.thing.gender) for b in bearers)):
            match = next((t for t in own if not _differ(gender, t.gender)), None)
            if match is None:
                match = Thing("person", gender=gender)
                own.append(match)
            match.gender = match.gender or gender
            _add(match, mention, words)
    return own


def _surname_fits(name: str, key: tuple[str, ...]) -> bool:
    """Also where the possessive's apostrophe is lost ("Popovs government")."""
    last = key[-2] if key[-1] in ("jr", "sr", "ii", "iii", "iv") and len(key) > 2 else key[-1]
    return last in (name, name.removesuffix("s")) or last.split("-")[-1] == name


def _gender(text: str, mentions: Sequence[Named]) -> Gender | None:
    for mention in mentions:
        start, end = mention.span
        before = text[max(0, start - 12) : start].split()
        title = before[-1].strip(".") if before and text[start - 1] != "\n" else ""
        title = title if title.lower() in MALE_TITLES | FEMALE_TITLES else ""
        gender = gender_of_name(f"{title} {text[start:end]}".strip())
        if gender:
            return gender
    return None


def _differ(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


# Everything else


def _merge_acronyms(
    text: str, things: dict[tuple[str, ...], Thing]
) -> dict[tuple[str, ...], Thing]:
    """Join acronyms with what the text expands them to, in brackets or by their letters."""
    pairs = [pair for key in things for pair in _written_acronyms(text, key, things)]
    letters: dict[str, list[tuple[str, ...]]] = {}
    for key, thing in things.items():
        if len(key) > 1 and thing.type != "group":
            for initials in {
                _initials(name, small=small) for name in thing.names for small in (0, 1)
            }:
                letters.setdefault(initials, []).append(key)
    for key, thing in things.items():
        if len(key) == 1 and _ACRONYM.fullmatch(thing.names[0]):
            acronym = _letters(thing.names[0])
            candidates = {k for k in letters.get(acronym, ()) if acronym.lower() not in k}
            if len(candidates) == 1:
                pairs.append((key, candidates.pop()))
    for short, long in pairs:
        _join(things, short, long)
    return things


def _join(
    things: dict[tuple[str, ...], Thing], short: tuple[str, ...], long: tuple[str, ...]
) -> None:
    if things[short] is things[long]:
        return
    target, other = things[long], things[short]
    for mention in other.mentions:
        target.mentions.append(mention)
    target.names += [name for name in other.names if name not in target.names]
    for key, thing in things.items():
        if thing is other:
            things[key] = target


def _written_acronyms(
    text: str, key: tuple[str, ...], things: dict[tuple[str, ...], Thing]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs (acronym, name) that the text itself sets side by side: "Free Front (FF)"."""
    pairs = []
    thing = things[key]
    for mention in thing.mentions:
        after = _ACRONYM_AFTER.match(text, mention.span.end)
        if after and len(key) > 1 and _abbreviates(after[1], thing.names[0]):
            pairs.append(((after[1].lower().replace(".", ""),), key))
        bare_after = _BARE_ACRONYM_AFTER.match(text, mention.span.end)
        if bare_after and _letters(bare_after[1]) in (
            _initials(thing.names[0], small=0),
            _initials(thing.names[0], small=1),
        ):
            pairs.append(((bare_after[1].lower(),), key))
        opened = text[mention.span.end : mention.span.end + 2]
        if len(key) == 1 and opened in (" (", " ["):
            for long, other in things.items():
                starts = any(m.span.start == mention.span.end + 2 for m in other.mentions)
                if starts and _abbreviates(thing.names[0], other.names[0]):
                    pairs.append((key, long))
    return [pair for pair in pairs if pair[0] in things and pair[0] != pair[1]]


def _abbreviates(short: str, name: str) -> bool:
    """Whether at least half of the letters begin a word of the name, the first among them."""
    letters, initials = _letters(short), _initials(name, small=1)
    shared = sum((Counter(letters) & Counter(initials)).values())
    return bool(letters) and letters[0] in initials and 2 * shared >= len(letters)


def _letters(acronym: str) -> str:
    return "".join(c for c in acronym if c.isalnum()).upper()


def _initials(name: str, *, small: int) -> str:
    words = re.split(r"[\s-]+", name)
    return "".join(w[0].upper() for w in words if w and (small or w.lower() not in _SMALL_WORDS))


def _merge_short_names(text: str, things: dict[tuple[str, ...], Thing]) -> list[Thing]:
    """Join "the Front" with "the Democratic Front" where only one thing can be meant."""
    for short in sorted(things, key=len):
        thing = things[short]
        if thing.type not in ("organization", "event", "document"):
            continue
        longer = {
            id(things[long]): long
            for long in things
            if len(long) > len(short)
            and things[long] is not thing
            and things[long].type == thing.type
            and _shortens(text, short, long, thing)
        }
        if len(longer) == 1:
            _join(things, short, next(iter(longer.values())))
    return list({id(thing): thing for thing in things.values()}.values())


def _shortens(text: str, short: tuple[str, ...], long: tuple[str, ...], thing: Thing) -> bool:
    if set(long[len(short) :]) <= _COMPANY_FORMS and long[: len(short)] == short:
        return True
    cut = next((k for k, word in enumerate(long) if word in ("of", "for")), len(long))
    if short == long[cut - len(short) : cut]:  # the head noun and the words before it
        whole = cut == len(short)
        if not whole or long[cut] == "for":
            return short[-1] in INSTITUTIONS or len(short) > 1
        return bool(set(short) & INSTITUTIONS or len(short) > 1) and (
            not _BRANCHES & set(long) and _follows_the(text, thing)
        )
    return short == long[-len(short) :] and len(short) > 1


def _follows_the(text: str, thing: Thing) -> bool:
    return any(
        text[max(0, m.span.start - 4) : m.span.start].lower() == "the "
        or text[m.span.start : m.span.start + 4].lower() == "the "
        for m in thing.mentions
    )
