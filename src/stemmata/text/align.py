"""Finding the lines of an article in the words of its page.

Whole lines first, chosen together so that they follow one another; then, in pieces, those lines
that do not stand on the page in one piece, since the extractor left something out of them.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

__all__ = ["Match", "in_pieces", "whole_lines"]

MOST_PLACES = 12  # places of a line that are weighed, beside the next one after the line before it
STEP_BACK = 12.0  # a line above the one before it: as bad as skipping 4,000 characters
SURE_ANYWHERE = 20  # characters of a piece that is taken wherever it is found
SURE_ALONE = 8  # characters of a piece that is taken beside words that are missing
NEAR = 3000  # characters after the piece before it in which a shorter one is looked for
REACH = 16  # characters that a lone letter may be away; times its length squared for longer pieces


class Match(NamedTuple):
    """`size` characters of a line from `start` on stand at `place` of the page's words."""

    start: int
    size: int
    place: int


class _Choice(NamedTuple):
    """The best way to place the lines up to one that ends at `end`."""

    cost: float
    place: int
    end: int
    before: "_Choice | None"
    line: int


def whole_lines(
    lines: Sequence[str], words: str, cost: Callable[[int, int, int], float]
) -> dict[int, int]:
    """The places of the lines that stand in the words as a whole, by line.

    Args:
        lines: Lines without white space.
        words: The page's words without white space.
        cost: What is against a line at a place, given the line's number, the place and its end.
    """
    choices = [_Choice(0.0, 0, 0, None, -1)]
    for number, line in enumerate(lines):
        places = _places(line, words, choices) if line else set[int]()
        if places:
            best = (
                _best(choices, place, len(line), number, cost(number, place, place + len(line)))
                for place in places
            )
            choices = sorted(best)[:MOST_PLACES]
    found = dict[int, int]()
    choice: _Choice | None = min(choices)
    while choice is not None and choice.line >= 0:
        found[choice.line] = choice.place
        choice = choice.before
    return found


def _places(line: str, words: str, choices: Sequence[_Choice]) -> set[int]:
    found = set[int]()
    at = words.find(line)
    while at >= 0 and len(found) < MOST_PLACES:
        found.add(at)
        at = words.find(line, at + 1)
    if at >= 0:  # there are more
        found |= {words.find(line, choice.end) for choice in choices}
    return found - {-1}


def _best(
    choices: Sequence[_Choice], place: int, size: int, number: int, against: float
) -> _Choice:
    cost, before = min(
        ((choice.cost + _skip(choice.end, place), choice) for choice in choices),
        key=lambda pair: pair[0],
    )
    return _Choice(cost + against, place, place + size, before, number)


def _skip(end: int, place: int) -> float:
    """What is against going on at a place after the end of the line before."""
    return math.log2(1 + place - end) if place >= end else STEP_BACK + math.log2(1 + end - place)


def in_pieces(line: str, words: str, at: int) -> list[Match]:
    """The longest pieces of a line that stand in the words, from its start to its end.

    Args:
        line: Without white space.
        words: The page's words without white space.
        at: Where the line before ends.
    """
    found: list[Match] = []
    start = missing = 0
    while start < len(line):
        piece = _piece(line, start, words, at)
        if piece is None:
            start += 1
            continue
        # What was too short to be sure of may stand just before what is not.
        if (
            missing < start
            and (place := _just_before(line[missing:start], words, piece.place)) >= 0
        ):
            found.append(Match(missing, start - missing, place))
        found.append(piece)
        start = missing = piece.start + piece.size
        at = piece.place + piece.size
    return _without_strays(found, len(line))


def _without_strays(pieces: list[Match], size: int) -> list[Match]:
    """The pieces but for short ones beside missing words: any letter is found somewhere."""
    starts = {size, *(piece.start for piece in pieces)}
    ends = {0, *(piece.start + piece.size for piece in pieces)}
    kept = [
        piece
        for piece in pieces
        if piece.size >= SURE_ALONE or (piece.start in ends and piece.start + piece.size in starts)
    ]
    return kept if len(kept) == len(pieces) else _without_strays(kept, size)


def _piece(line: str, start: int, words: str, at: int) -> Match | None:
    """The longest piece from `start` on, if it is long enough for being so far from `at`."""
    size, place = _longest(line, start, words, at, at + NEAR)
    if size and place - at <= REACH * size * size:
        return Match(start, size, place)
    if len(line) - start < SURE_ANYWHERE or line[start : start + SURE_ANYWHERE] not in words:
        return None
    return Match(start, *_longest(line, start, words, 0, len(words)))


def _just_before(piece: str, words: str, place: int) -> int:
    return words.rfind(piece, max(0, place - REACH * len(piece) ** 2 - len(piece)), place)


def _longest(line: str, start: int, words: str, first: int, last: int) -> tuple[int, int]:
    """The size and place of the longest piece of a line from `start` on that `words[first:last]` has."""
    low, high, place = 0, 1, -1
    most = len(line) - start
    while low < most:
        size = min(high, most)
        found = words.find(line[start : start + size], first, last)
        if found < 0:
            break
        low, place, high = size, found, size * 2
    high = min(high, most + 1)
    while high - low > 1:
        size = (low + high) // 2
        found = words.find(line[start : start + size], first, last)
        if found < 0:
            high = size
        else:
            low, place = size, found
    return low, place
