"""How far the words of a claim drift apart on their way: what it takes to see that they state one thing."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from benchmarks.origins.wording import spelt

__all__ = ["LEVELS", "Level", "level_of", "value_words"]

Level = Literal["copied", "edited", "reworded", "retold"]
LEVELS: tuple[Level, ...] = ("copied", "edited", "reworded", "retold")
"""All passages in the same words; words swapped and numbers written otherwise; several wordings, each of
which shares words with another; one that shares nothing with any other but the number or culprit."""

_WORD = re.compile(r"[\w’'-]+")
_STEM = 5  # letters that forms of one word share: "killed" and "killing"
_EMPTY = frozenset(
    """a an the of in on at to by for from with off out up into onto over under and or but as than that which
    who whom whose when where while after before is are was were be been had has have it its his her their
    him all more most at least what so this there would could""".split()
)


def level_of(wordings: Mapping[int, Iterable[str]], value: frozenset[str]) -> Level:
    """The level of a claim.

    Args:
        wordings: By wording, the words of each passage that has it.
        value: The words of what may be contested, see `value_words`.
    """
    told = {wording: {words.casefold() for words in all_} for wording, all_ in wordings.items()}
    if len(told) < 2:
        return "edited" if any(len(words) > 1 for words in told.values()) else "copied"
    content = {wording: _content(words) - value for wording, words in told.items()}
    alone = (
        all(mine.isdisjoint(other) for two, other in content.items() if two != one)
        for one, mine in content.items()
    )
    return "retold" if any(alone) else "reworded"


def value_words(value: str, number: int | None) -> frozenset[str]:
    """The words of a number, however written, or of a culprit."""
    return frozenset(_content([value, *([spelt(number)] if number is not None else [])]))


def _content(passages: Iterable[str]) -> set[str]:
    words = (word.casefold() for words in passages for word in _WORD.findall(words))
    return {word[:_STEM] for word in words if word not in _EMPTY}
