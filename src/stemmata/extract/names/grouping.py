"""The mentions of one article grouped into things."""

from collections import Counter
from collections.abc import Sequence

from stemmata.extract.draft import Named
from stemmata.extract.names.bodies import merge_acronyms, merge_short_names
from stemmata.extract.names.persons import persons_in
from stemmata.extract.names.thing import NAMED_TYPES, Thing, add_mention, bare, key_of, name_of
from stemmata.model import EntityType

__all__ = ["things_in", "types_by_name"]


def things_in(text: str, mentions: Sequence[Named]) -> list[Thing]:
    """Group the mentions of named types into things, in the order in which they first appear."""
    types = types_by_name(text, mentions)
    persons: dict[tuple[str, ...], list[Named]] = {}
    others: dict[tuple[str, ...], Thing] = {}
    for mention in mentions:
        if mention.type not in NAMED_TYPES:
            continue
        words = text[mention.span.start : mention.span.end]
        kind = types[key_of(bare(words, mention.type))]
        name = name_of(text, mention, kind)
        if types.get(key_of(name), kind) != kind:  # "Lims", a body, is not the town of Lim
            name = bare(words, kind)
        key = key_of(name)
        if not key:
            continue
        if kind == "person":
            persons.setdefault(key, []).append(mention)
        else:
            thing = others.setdefault(key, Thing(kind))
            add_mention(thing, mention, name)
    merged = merge_acronyms(text, others)
    found = persons_in(text, persons) + merge_short_names(text, merged)
    for thing in found:
        thing.mentions.sort(key=lambda mention: mention.span)
    return sorted(found, key=lambda thing: thing.mentions[0].span)


def types_by_name(text: str, mentions: Sequence[Named]) -> dict[tuple[str, ...], EntityType]:
    """One type for each name: the one with the most weight. The finder errs now and then."""
    votes: dict[tuple[str, ...], Counter[EntityType]] = {}
    for mention in mentions:
        words = text[mention.span.start : mention.span.end]
        key = key_of(bare(words, mention.type))
        votes.setdefault(key, Counter())[mention.type] += mention.score  # type: ignore[assignment]
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
