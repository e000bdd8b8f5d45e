"""What an outlet changed in a page after it was first seen: in its text, and in what it attributes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from stemmata.model import Article, Attribution, Change, Exhibit, Reading, Span

__all__ = ["Revision", "Reworded", "revision"]

WORD = re.compile(r"\S+")
ALIKE = 0.6
"""Share of words in common from which two rows are one row in other words; half is another claim."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """One statement before and after: another source, cue or wording for nearly the same content."""

    before: Attribution
    after: Attribution


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of one page. The spans of `edits` lie in the texts of `before` and `after`."""

    before: Exhibit
    after: Exhibit
    edits: tuple[Change, ...]
    dropped: tuple[Attribution, ...]
    new: tuple[Attribution, ...]
    reworded: tuple[Reworded, ...]


def revision(before: Exhibit, after: Exhibit) -> Revision:
    """What changed between two versions, in text order."""
    old, new = before.reading, after.reading
    gone, come = _without_shared(old, new)
    reworded = []
    for row in come:
        words = _words(new.article, row)
        likeness, nearest = max(
            ((_likeness(_words(old.article, other), words), other) for other in gone),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if nearest is not None and likeness >= ALIKE:
            gone.remove(nearest)
            reworded.append(Reworded(nearest, row))
    paired = {pair.after.id for pair in reworded}
    return Revision(
        before,
        after,
        edits=_edits(old.article.text, new.article.text),
        dropped=tuple(gone),
        new=tuple(row for row in come if row.id not in paired),
        reworded=tuple(reworded),
    )


def _edits(old: str, new: str) -> tuple[Change, ...]:
    a, b = ([Span(*found.span()) for found in WORD.finditer(text)] for text in (old, new))
    matcher = SequenceMatcher(
        None, [old[s:e] for s, e in a], [new[s:e] for s, e in b], autojunk=False
    )
    return tuple(
        Change(_stretch(a, i1, i2), _stretch(b, j1, j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _stretch(words: Sequence[Span], first: int, last: int) -> Span:
    """From the first word to before the last; an empty span at the first where there is none."""
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else words[-1].end if words else 0
    return Span(at, at)


def _without_shared(old: Reading, new: Reading) -> tuple[list[Attribution], list[Attribution]]:
    """The rows of each that the other does not have word for word."""

    def key(reading: Reading, row: Attribution) -> tuple[object, ...]:
        quote = reading.article.quote
        return row.voice, quote(row.source), quote(row.cue), quote(row.content), row.polarity

    keys_old = Counter(key(old, row) for row in old.attributions)
    keys_new = Counter(key(new, row) for row in new.attributions)
    return (
        [row for row in old.attributions if key(old, row) not in keys_new],
        [row for row in new.attributions if key(new, row) not in keys_old],
    )


def _words(article: Article, row: Attribution) -> list[str]:
    return " ".join(article.quote(row.content)).casefold().split()


def _likeness(a: list[str], b: list[str]) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
