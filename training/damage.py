"""Damage as real text shows it: punctuation, line breaks and case lost by a scraper.

Labels follow their words: every span is mapped through the edit, and one that vanishes is dropped.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from training.corpora import Example, Pieces

__all__ = ["damaged", "without", "without_punctuation"]

QUOTES = '"“”„«»‘'
APOSTROPHES = "'’"


def damaged(example: Example, rng: random.Random) -> Example:
    """The example with at most a few kinds of damage drawn at random; usually with none."""
    lost = ""
    draw = rng.random()
    if draw < 0.28:
        lost = QUOTES + APOSTROPHES + ","
    elif draw < 0.34:
        lost = QUOTES
    elif draw < 0.37:
        lost = ","
    if lost:
        example = without(example, lost)
    if rng.random() < 0.10:
        example = recased(example, lambda text: text.replace("\n", " "))
    draw = rng.random()
    if draw < 0.03:
        example = recased(example, str.lower)
    elif draw < 0.045:
        example = recased(example, str.upper)
    return example


def recased(example: Example, change: Callable[[str], str]) -> Example:
    """The example with its characters changed one for one; unchanged where that is impossible."""
    text = "".join(t if len(t := change(c)) == 1 else c for c in example.text)
    return replace(example, text=text)


def without_punctuation(example: Example) -> Example:
    """The example as the evaluation damages it: no commas, apostrophes or quotation marks."""
    return without(example, "," + QUOTES + APOSTROPHES)


def without(example: Example, characters: str) -> Example:
    """The example with every one of these characters removed."""
    places: list[int] = []
    kept: list[str] = []
    for c in example.text:
        places.append(len(kept))
        if c not in characters:
            kept.append(c)
    places.append(len(kept))
    text = "".join(kept)

    def moved(start: int, end: int) -> tuple[int, int] | None:
        start, end = places[start], places[end]
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def pieces(old: Pieces) -> Pieces:
        return [new for s, e in old if (new := moved(s, e))]

    attributions = example.attributions
    if attributions is not None:
        attributions = [{role: pieces(p) for role, p in a.items()} for a in attributions]
    mentions = example.mentions
    if mentions is not None:
        mentions = [(*new, kind) for s, e, kind in mentions if (new := moved(s, e))]
    kinds = [(*new, kind) for s, e, kind in example.kinds if (new := moved(s, e))]
    return replace(
        example,
        text=text,
        attributions=attributions,
        unsure=pieces(example.unsure),
        mentions=mentions,
        kinds=kinds,
    )
