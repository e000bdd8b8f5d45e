"""The words of a page's markup, squeezed for searching, and where each character of them stands.

Two layers: what the page shows, and everything else (attributes, scripts, comments, <title>). Not a
parser: it need not know which element a word is in, only that it is no part of a tag.
"""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.text.codepoints import CodePoints, Numbers, text_of
from stemmata.text.shown import INVISIBLE

__all__ = [
    "Layer",
    "Markup",
    "hidden_layer",
    "is_key",
    "shown_layer",
    "shown_mask",
    "unescaped_json",
]

# Quotes count after "=" only; what cannot be closed goes on to the end, as in browsers. Possessive
# loops instead of lazy ones: a third of the time.
TAG = r"""[^=>]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^=>]*+)*+>?"""
COMMENT = r"!--(?:[^-]++|-(?!-!?>))*+(?:--!?>)?"
NAMES = ("script", "style", "title")
WITH_CONTENT = "|".join(
    rf"(?i:{name})(?=[\s/>])(?:[^<]++|<(?!/(?i:{name})[\s/>]))*+(?:<{TAG})?" for name in NAMES
)
NOT_SHOWN = re.compile(rf"(<(?:{COMMENT}|{WITH_CONTENT}|/?[a-zA-Z]{TAG}|[!?/][^>]*+>?))")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
JSON_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]"
)
ENTITY_OR_ESCAPE = re.compile(f"{ENTITY.pattern}|{JSON_ESCAPE.pattern}")
LONGEST_ENTITY = 40  # characters; the longest name has 33, and longer nonsense is not remembered
BEYOND = 0x10000  # code points from here on are not looked up


class Markup(NamedTuple):
    """The markup of a page, and the numbers of its code points."""

    text: str
    numbers: Numbers


class Layer(NamedTuple):
    """The key characters of a text without anything between them, and where each one comes from.

    `points` are ranges of code points of the markup.
    """

    text: str
    points: CodePoints


@cache
def _keys() -> NDArray[np.bool_]:
    """Which code points are searched for: no white space and nothing that cannot be seen."""
    seen = map(chr, range(BEYOND))
    keys = [c.isprintable() and not c.isspace() and not INVISIBLE.match(c) for c in seen]
    return np.array([*keys, True])


def is_key(numbers: Numbers) -> NDArray[np.bool_]:
    """Which code points are searched for, shape as of the numbers."""
    return np.take(_keys(), np.minimum(numbers, BEYOND))


def shown_mask(markup: str) -> NDArray[np.bool_]:
    """Which code points of a markup are no part of tags, comments, scripts, styles and titles."""
    pieces = NOT_SHOWN.split(markup)  # what is shown and what is not, in turn
    sizes = np.fromiter(map(len, pieces), int, len(pieces))
    return np.repeat(np.arange(sizes.size) % 2 == 0, sizes)


def shown_layer(markup: Markup, shown: NDArray[np.bool_]) -> Layer:
    """What the page shows, entities resolved."""
    return _layer(markup, shown, ENTITY, _resolved)


def hidden_layer(markup: Markup, shown: NDArray[np.bool_]) -> Layer:
    """All the rest: values of attributes and of JSON, scripts, comments."""
    return _layer(markup, ~shown, ENTITY_OR_ESCAPE, lambda e: unescape(unescaped_json(e)))


def _resolved(entity: str) -> str:
    return _known(entity) if len(entity) <= LONGEST_ENTITY else unescape(entity)


_known = lru_cache(maxsize=1_000)(unescape)


def unescaped_json(text: str) -> str:
    r"""A text with JSON's escapes resolved ("\u00e9")."""
    return JSON_ESCAPE.sub(lambda found: str(json.loads(f'"{found[0]}"')), text)


def _layer(
    markup: Markup, chosen: NDArray[np.bool_], coded: re.Pattern[str], resolve: Callable[[str], str]
) -> Layer:
    numbers, chosen = markup.numbers.copy(), chosen.copy()
    chosen_at = chosen.tobytes()  # one of its bytes is had in a fraction of the time
    coded_at: list[tuple[int, int, int]] = []  # where what it means stands; start; end
    for found in coded.finditer(markup.text):
        start, end = found.span()
        if not chosen_at[start] or (means := resolve(found[0])) == found[0]:
            continue
        for at, letter in enumerate(means, start):
            numbers[at] = ord(letter)
            coded_at.append((at, start, end))
        chosen[start + len(means) : end] = False
    kept = np.flatnonzero(chosen)
    kept = kept[is_key(numbers[kept])]
    points = CodePoints(kept.copy(), kept + 1, np.zeros(kept.size, np.bool_))
    if coded_at and kept.size:
        stands, starts, ends = np.array(coded_at).T
        where = np.minimum(np.searchsorted(kept, stands), kept.size - 1)
        is_kept = kept[where] == stands  # white space is not
        points.first[where[is_kept]] = starts[is_kept]
        points.last[where[is_kept]] = ends[is_kept]
        points.whole[where[is_kept]] = True
    return Layer(text_of(numbers[kept]), points)
