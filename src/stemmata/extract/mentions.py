"""Mentions that one article agrees on: the finder's guesses set right by form and by each other.

Must not look at who says what, and takes time linear in the text's length.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from stemmata.extract.draft import Named
from stemmata.extract.wordlists import word_set
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.peoples import is_people
from stemmata.model import EntityType, Span

__all__ = ["settled"]

_KEPT = 0.55
"""Lowest score of a mention that is kept. Exact F1 on UNER-EWT, CrossNER and re3d dev is best, and flat
within half a point, between 0.5 and 0.6."""

_SURE = 0.8
"""Score from which a name is taken for one wherever else it stands; anything from 0.7 to 0.9 does."""

_LEAST_LETTERS = 4  # a shorter name is too often another word
_NAMED: frozenset[EntityType] = frozenset(("person", "organization", "place"))

_NOT_PEOPLES: frozenset[EntityType] = frozenset(("place", "organization", "weapon", "event"))
_BODIES = word_set(
    "alliance army battalion brigade brigades coalition committee council forces front group militia "
    "movement party union"
)
"""Nouns for bodies that are nobody's surname."""

_ADDRESS = re.compile(
    r"\S*(?:@|://|www\.)\S*|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|co\.uk|html?|pdf|docx?|xlsx?)\b\S*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n\r]*[^\s]")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,3}")
_WORD = re.compile(r"\w+")


def settled(text: str, named: Sequence[Named]) -> list[Named]:
    """The mentions that hold, in text order and without overlap.

    Initials join the name behind them, no mention crosses a line or lies inside an address, a people's
    name is a group's, a name has one type in one article, and what was found surely in one place is
    found in the others too.
    """
    one_line = chain.from_iterable(_lines(text, mention) for mention in named)
    found = [_retyped(text, mention) for mention in _with_initials(text, one_line)]
    addresses = [Span(*match.span()) for match in _ADDRESS.finditer(text)]
    agreed = _agreed(text, _outside(addresses, found))
    kept = [m for m in agreed if m.score >= _KEPT or _is_full_name(text, m)]
    return sorted((*kept, *_repeated(text, kept, agreed)), key=lambda mention: mention.span)


def _lines(text: str, mention: Named) -> Iterator[Named]:
    """A mention, or its parts where it runs over several lines."""
    for line in _LINE.finditer(text, *mention.span):
        blank = len(line[0]) - len(line[0].lstrip())
        yield replace(mention, span=Span(line.start() + blank, line.end()))


def _with_initials(text: str, named: Iterable[Named]) -> Iterator[Named]:
    """Join initials that a finder has split off: "O." and "K. Hart"."""
    before: Named | None = None
    for mention in named:
        if before is not None and before.type == mention.type == "person":
            between = text[before.span.end : mention.span.start]
            if between in ("", " ") and _INITIALS.fullmatch(text, *before.span):
                mention = replace(mention, span=Span(before.span.start, mention.span.end))
                before = None
        if before is not None:
            yield before
        before = mention
    if before is not None:
        yield before


def _retyped(text: str, mention: Named) -> Named:
    """With the type that the words themselves tell: "Ardeshian" is no place, a "Front" no person."""
    words = _words(text, mention)
    if mention.type in _NOT_PEOPLES and is_people(words):
        return replace(mention, type="group")
    first, last = words.split()[0].lower(), words.split()[-1].lower()
    if mention.type == "person" and last in _BODIES and first not in MALE | FEMALE:
        return replace(mention, type="organization")
    return mention


def _outside(addresses: Sequence[Span], named: Iterable[Named]) -> Iterator[Named]:
    """The mentions that do not lie inside an address of a page, a mailbox or a file."""
    for mention in named:
        i = bisect_right(addresses, mention.span.start, key=lambda span: span.start) - 1
        if i < 0 or addresses[i].end < mention.span.end:
            yield mention


def _agreed(text: str, named: Iterable[Named]) -> list[Named]:
    """Each with the type that its words have with the most weight in the article."""
    found = list(named)
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in found:
        votes[_words(text, mention)][mention.type] += mention.score  # type: ignore[assignment]
    best = {words: counter.most_common(1)[0][0] for words, counter in votes.items()}
    return [replace(mention, type=best[_words(text, mention)]) for mention in found]


def _is_full_name(text: str, mention: Named) -> bool:
    """Whether a person's name begins with a given name, which tells more than the finder's doubt."""
    first, *others = _words(text, mention).split()
    given = first.lower() in MALE or first.lower() in FEMALE
    return mention.type == "person" and given and any(word[0].isupper() for word in others)


def _repeated(text: str, named: Sequence[Named], guessed: Sequence[Named]) -> Iterator[Named]:
    """Further places of the names that were found surely, where nothing longer was guessed."""
    by_word: dict[str, dict[str, EntityType]] = defaultdict(dict)
    for mention in named:
        words = _words(text, mention)
        first = _WORD.match(words)
        long = len(words) >= _LEAST_LETTERS and words[0].isupper()
        if first is not None and long and mention.type in _NAMED and mention.score >= _SURE:
            by_word[first[0]][words] = mention.type
    kept = set(named)
    names = {words for found in by_word.values() for words in found}
    taken = iter(m.span for m in guessed if m in kept or _words(text, m) not in names)
    nearest, end = next(taken, None), 0
    for word in _WORD.finditer(text):
        while nearest is not None and nearest.start <= word.start():
            end, nearest = max(end, nearest.end), next(taken, None)
        if word.start() < end or word[0] not in by_word:
            continue
        for words, kind in by_word[word[0]].items():
            span = Span(word.start(), word.start() + len(words))
            free = nearest is None or span.end <= nearest.start
            if free and text.startswith(words, span.start) and _stands_alone(text, span.end):
                yield Named(span, kind, _SURE)
                end = span.end
                break


def _stands_alone(text: str, end: int) -> bool:
    """Whether a name ends here: "Lim", but neither "Lima" nor "Lim Valley"."""
    after = text[end : end + 2]
    return not after[:1].isalnum() and not (after[:1] == " " and after[1:].isupper())


def _words(text: str, mention: Named) -> str:
    return text[mention.span.start : mention.span.end]
