"""What the rows of a reading have to do with those it names: who says them, and of whom they speak."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from stemmata.model import Attribution, Reading

__all__ = ["Speaking", "Spoken", "actor_of", "named_in", "speaking", "spoken"]


class Acting(Protocol):
    """An actor, as far as it is needed here: `entities` are pairs of article and entity id."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def entities(self) -> tuple[tuple[str, str], ...]:
        """What it is called in each article."""


class Speaking(NamedTuple):
    """How many rows of an article have an actor as their source, how many speak of it; its names there."""

    actor: str
    article: str
    said: int
    named: int
    names: tuple[str, ...]


class Spoken(NamedTuple):
    """The rows of one article that an actor says, and those that others say of it, in order."""

    said: tuple[Attribution, ...]
    named: tuple[Attribution, ...]


def actor_of(actors: Iterable[Acting]) -> dict[str, dict[str, str]]:
    """By article, the actor that each of its entities is."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for actor in actors:
        for article, entity in actor.entities:
            found[article][entity] = actor.id
    return found


def named_in(reading: Reading) -> dict[str, Attribution]:
    """By mention id, the row that speaks of it: the innermost one that has it in its content."""
    mentions = sorted(reading.mentions, key=lambda mention: mention.span)
    starts = [mention.span.start for mention in mentions]
    found: dict[str, Attribution] = {}
    # Inner rows have less content and come last, so that they win.
    for row in sorted(reading.attributions, key=_size, reverse=True):
        for piece in row.content:
            inside = slice(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
            found |= {m.id: row for m in mentions[inside] if m.span.end <= piece.end}
    return found


def _size(row: Attribution) -> int:
    return sum(span.end - span.start for span in row.content)


def speaking(
    readings: Iterable[Reading], actors: Mapping[str, Mapping[str, str]]
) -> Iterator[Speaking]:
    """For each article and actor in it, how often it speaks and is spoken of; `actors` by article."""
    for reading in readings:
        own = actors.get(reading.article.id, {})
        sources = (own.get(row.source_entity or "") for row in reading.attributions)
        said = Counter(source for source in sources if source)
        rows = named_in(reading)
        about = {
            (actor, rows[mention.id].id)
            for mention in reading.mentions
            if mention.id in rows and (actor := own.get(mention.entity or ""))
        }
        named = Counter(actor for actor, _ in about)
        names: dict[str, set[str]] = defaultdict(set)
        for entity in reading.entities:
            if entity.id in own:
                names[own[entity.id]].add(entity.name)
        for actor, called in sorted(names.items()):
            counts = said[actor], named[actor], tuple(sorted(called))
            yield Speaking(actor, reading.article.id, *counts)


def spoken(reading: Reading, entities: Collection[str]) -> Spoken:
    """The rows of an article that these entities say, and those that speak of them."""
    rows = named_in(reading)
    about = {
        rows[mention.id].id
        for mention in reading.mentions
        if mention.id in rows and mention.entity in entities
    }
    return Spoken(
        tuple(row for row in reading.attributions if row.source_entity in entities),
        tuple(row for row in reading.attributions if row.id in about),
    )
