"""Which names of persons name one and the same: full names first, then the single ones."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemmata.extract.draft import Named
from stemmata.extract.names.thing import Gender, Thing, add_mention, gender_of_name, name_of
from stemmata.extract.words.sources import FEMALE_TITLES, MALE_TITLES

__all__ = ["persons_in"]

_NEAR_CHARS = 600  # about one paragraph: how far back a bare surname looks among namesakes


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


def persons_in(text: str, persons: dict[tuple[str, ...], list[Named]]) -> list[Thing]:
    """Full names first, then the single names that belong to exactly one of them."""
    persons = _without_hyphens(persons)
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
        for word in {key[0], key[-1], *key[-2:-1]}:
            by_word.setdefault(word, []).append(bearer)
        bearer.keys.append(key)
        bearer.thing.gender = bearer.thing.gender or gender
        for mention in persons[key]:
            add_mention(bearer.thing, mention, name_of(text, mention, "person"))
            bearer.starts.append(mention.span.start)
    for bearer in bearers:
        bearer.starts.sort()
    alone: list[Thing] = []
    for key in (k for k in persons if len(k) == 1):
        words = (key[0], key[0].removesuffix("s"))
        near = {id(b): b for word in words for b in by_word.get(word, ())}
        alone += _place_single_name(text, key[0], persons[key], list(near.values()))
    return [bearer.thing for bearer in bearers] + alone


def _without_hyphens(
    persons: dict[tuple[str, ...], list[Named]],
) -> dict[tuple[str, ...], list[Named]]:
    """The same names with their parts as words of their own: "Hart-Vellan" is "Hart Vellan" too."""
    parted: dict[tuple[str, ...], list[Named]] = {}
    for key, mentions in persons.items():
        parts = tuple(part for word in key for part in word.split("-") if part)
        parted.setdefault(parts or key, []).extend(mentions)
    return parted


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
        words = name_of(text, mention, "person")
        if len(fits) > 1:
            fits = [b for b in fits if b.was_named_near(mention.span.start)]
        if len(fits) == 1:
            add_mention(fits[0].thing, mention, words)
            fits[0].latest = mention.span.start
        elif not bearers or (gender and all(_differ(gender, b.thing.gender) for b in bearers)):
            match = next((t for t in own if not _differ(gender, t.gender)), None)
            if match is None:
                match = Thing("person", gender=gender)
                own.append(match)
            match.gender = match.gender or gender
            add_mention(match, mention, words)
    return own


def _surname_fits(name: str, key: tuple[str, ...]) -> bool:
    """Also where the possessive's apostrophe is lost ("Popovs government")."""
    last = key[-2] if key[-1] in ("jr", "sr", "ii", "iii", "iv") and len(key) > 2 else key[-1]
    return last in (name, name.removesuffix("s"))


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
