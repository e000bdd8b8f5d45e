"""By which nouns the things of one article go, and where they were named."""

from bisect import bisect_left
from collections.abc import Sequence

from stemmata.extract.descriptions import head_words
from stemmata.extract.names import Thing, key_of
from stemmata.model import EntityType

__all__ = ["Called"]


class Called:
    """By which nouns each thing goes, and where it was named: what "the ministry" may take up."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._places: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._things = things
        for number, thing in enumerate(things):
            for word in self._nouns(thing):
                places = self._places.setdefault((thing.type, word), [])
                places += [(mention.span.start, number) for mention in thing.mentions]
        for places in self._places.values():
            places.sort()

    @staticmethod
    def _nouns(thing: Thing) -> set[str]:
        described = {word for words in thing.descriptions for word in head_words(words)}
        if thing.type == "person":
            return described
        return described | {word for name in thing.names for word in key_of(name)}

    def last_before(self, noun: str, at: int, types: Sequence[EntityType]) -> Thing | None:
        """The thing of these types that goes by a noun and was named last before a place."""
        found = []
        for kind in types:
            places = self._places.get((kind, noun), [])
            k = bisect_left(places, (at, 0))
            found += places[k - 1 : k] if k else []
        return self._things[max(found)[1]] if found else None
