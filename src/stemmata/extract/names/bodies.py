"""Which names of bodies, places and events name one and the same: acronyms, shorter names."""

import re
from collections import Counter

from stemmata.extract.names.thing import ACRONYM, Thing
from stemmata.extract.words.sources import INSTITUTIONS

__all__ = ["merge_acronyms", "merge_short_names"]

_SMALL_WORDS = frozenset("of for the and in on to at by de la du des und &".split())
_COMPANY_FORMS = frozenset(
    "inc corp corporation co company ltd limited llc plc group holdings".split()
)
_BRANCHES = frozenset("province branch wing chapter affiliate".split())
_ACRONYM_AFTER = re.compile(r"\s?[(\[]\s?[\"'“‘]?([A-Z][A-Za-z0-9&.-]{1,9})[\"'”’]?\s?[)\]]")
_BARE_ACRONYM_AFTER = re.compile(r" ([A-Z]{2,8})\b")  # damaged text: the brackets are lost


def merge_acronyms(text: str, things: dict[tuple[str, ...], Thing]) -> dict[tuple[str, ...], Thing]:
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
        if len(key) == 1 and ACRONYM.fullmatch(thing.names[0]):
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
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    thing = things[key]
    if thing.type == "document":  # "the 2016 report of the Farm Board (FB)": the board's
        return pairs
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


def merge_short_names(text: str, things: dict[tuple[str, ...], Thing]) -> list[Thing]:
    """Join "the Front" with "the Democratic Front" where only one thing can be meant."""
    for short in sorted(things, key=len, reverse=True):  # names between join the longest first
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
