"""Mentions that one article agrees on: the finder's guesses set right by form and by each other.

Must not look at who says what, and takes time linear in the text's length.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from stemmata.extract.draft import Named
from stemmata.extract.wordlists import word_set
from stemmata.extract.words.countries import is_country
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.peoples import is_people, is_surely_people
from stemmata.extract.words.sources import INSTITUTIONS, TITLES
from stemmata.model import EntityType, Span

__all__ = ["settled"]

_KEPT = 0.6
"""Lowest score of a mention that is kept. Exact F1 on UNER-EWT, CrossNER and re3d dev is best, and flat
within half a point, between 0.55 and 0.7."""

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
_BRACKETED = re.compile(r" \(([A-Z]{2,6})\)")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,3}")
_INNER_APOSTROPHE = re.compile(r"['’](?:(?!s )[a-z]{1,4} ?)?")  # "Ra’ad Hart", not "Varga’s Hart"
_LOOSE_END = re.compile(r"(?<=\w) (?:and|of|for|of the|for the)$")
_SPEAKS_AS_ONE = re.compile(r" (?:says|has|is|was|does|plans|wants|declines)\b")
_WORD = re.compile(r"\w+")


def settled(text: str, named: Sequence[Named]) -> list[Named]:
    """The mentions that hold, in text order and without overlap.

    What was split is joined, no mention crosses a line or lies inside an address, a people's
    name is a group's, a name has one type in one article, and what was found surely in one place is
    found in the others too.
    """
    one_line = chain.from_iterable(_lines(text, mention) for mention in named)
    found = [_retyped(text, mention) for mention in _whole(text, one_line)]
    addresses = [Span(*match.span()) for match in _ADDRESS.finditer(text)]
    agreed = _agreed(text, _outside(addresses, found))
    surnames = {_words(text, m).split()[-1] for m in agreed if _is_sure_person(m)}
    kept = [m for m in agreed if m.score >= _KEPT or _is_full_name(text, m, surnames)]
    kept = _lengthened(text, kept)
    kept += _acronyms(text, kept)
    return sorted((*kept, *_repeated(text, kept, agreed)), key=lambda mention: mention.span)


def _lines(text: str, mention: Named) -> Iterator[Named]:
    """A mention, or its parts where it runs over several lines."""
    for line in _LINE.finditer(text, *mention.span):
        blank = len(line[0]) - len(line[0].lstrip())
        yield replace(mention, span=Span(line.start() + blank, line.end()))


def _whole(text: str, named: Iterable[Named]) -> Iterator[Named]:
    """Join what a finder has split: "O." and "K. Hart", "Board" and "Vale" of "the Board of the Vale"."""
    before: Named | None = None
    for mention in named:
        if before is not None and _goes_on(text, before, mention):
            whole = Span(before.span.start, mention.span.end)
            mention = Named(whole, before.type, max(before.score, mention.score))
        elif before is not None:
            yield before
        before = mention
    if before is not None:
        yield before


def _goes_on(text: str, before: Named, after: Named) -> bool:
    """Whether two neighbours are one name: initials and a name, a given name and two more, a body of."""
    first, second = _LOOSE_END.sub("", _words(text, before)), _words(text, after)
    between = text[before.span.start + len(first) : after.span.start]
    if before.type == after.type == "person" and _INNER_APOSTROPHE.fullmatch(between):
        return True
    if before.type == after.type == "person" and between in ("", " "):
        alone = " " not in first and " " in second and "," in text and first.lower() not in TITLES
        return bool(_INITIALS.fullmatch(first)) or (between == " " and alone)
    if before.type == after.type == "organization" and between == " and ":
        return second[0].isupper() and _SPEAKS_AS_ONE.match(text, after.span.end) is not None
    body = before.type == "organization" and first.split()[-1].lower() in INSTITUTIONS
    named = first.split()[-1][0].isupper() and second[0].isupper()
    return body and named and between in (" of ", " of the ", " for ", " for the ")


def _retyped(text: str, mention: Named) -> Named:
    """With the type that the words themselves tell: "Ardeshian" is no place, a "Front" no person."""
    words = _words(text, mention)
    if mention.type in _NOT_PEOPLES and is_people(words):
        return replace(mention, type="group")
    if mention.type == "person" and is_surely_people(words):
        return replace(mention, type="group")
    if mention.type in ("person", "organization", "weapon") and is_country(words):
        return replace(mention, type="place")
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


def _is_sure_person(mention: Named) -> bool:
    return mention.type == "person" and mention.score >= _SURE


def _is_full_name(text: str, mention: Named, surnames: set[str]) -> bool:
    """Whether a given name or a surname known from elsewhere tells more than the finder's doubt."""
    first, *others = _words(text, mention).split()
    if mention.type != "person" or not any(word[0].isupper() for word in others):
        return False
    given = first.lower() in MALE or first.lower() in FEMALE
    return given or (first[0].isupper() and others[-1] in surnames)


def _lengthened(text: str, named: Sequence[Named]) -> list[Named]:
    """The mentions, grown to the longer names that are known for sure, or twice, and that they begin."""
    longer: dict[str, dict[str, EntityType]] = defaultdict(dict)
    often = Counter(_words(text, mention) for mention in named)
    for mention in named:
        words = _words(text, mention)
        sure = mention.score >= _SURE or often[words] > 1
        if sure and mention.type in _NAMED and " " in words:
            longer[words.split()[0]][words] = mention.type
    sizes = _sizes(longer)
    grown: list[Named] = []
    for mention in named:
        if grown and mention.span.start < grown[-1].span.end:
            continue
        start, end = mention.span
        first = _words(text, mention).split()[0]
        here = (text[start : start + size] for size in sizes.get(first, ()))
        words = next((words for words in here if words in longer[first]), "")
        if start + len(words) > end:
            mention = Named(Span(start, start + len(words)), longer[first][words], mention.score)
        grown.append(mention)
    return grown


def _sizes(known: Mapping[str, Iterable[str]]) -> dict[str, list[int]]:
    """How long the names with one first word are, longest first: far fewer sizes than names."""
    return {first: sorted({*map(len, names)}, reverse=True) for first, names in known.items()}


def _acronyms(text: str, named: Sequence[Named]) -> list[Named]:
    """What stands for a body in brackets behind its name, there and elsewhere: "Grain Board (GB)"."""
    bodies = [m for m in named if m.type == "organization"]
    behind = (_BRACKETED.match(text, m.span.end) for m in bodies)
    short = {found[1] for found in behind if found is not None}
    taken = {i for m in named for i in range(*m.span)}
    return [
        Named(Span(*found.span()), "organization", _SURE)
        for found in (_CAPITALS.finditer(text) if short else ())
        if found[0] in short and found.start() not in taken
    ]


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
    order = {words: at for at, words in enumerate(chain.from_iterable(by_word.values()))}
    taken = iter(m.span for m in guessed if m in kept or _words(text, m) not in order)
    sizes = _sizes(by_word)
    nearest, end = next(taken, None), 0
    for word in _WORD.finditer(text):
        while nearest is not None and nearest.start <= word.start():
            end, nearest = max(end, nearest.end), next(taken, None)
        if word.start() < end or word[0] not in by_word:
            continue
        known = by_word[word[0]]
        here = {text[word.start() : word.start() + size] for size in sizes[word[0]]}
        for words in sorted(here & known.keys(), key=order.__getitem__):
            span = Span(word.start(), word.start() + len(words))
            free = nearest is None or span.end <= nearest.start
            if free and _stands_alone(text, span.end):
                yield Named(span, known[words], _SURE)
                end = span.end
                break


def _stands_alone(text: str, end: int) -> bool:
    """Whether a name ends here: "Lim", but neither "Lima" nor "Lim Valley"."""
    after = text[end : end + 2]
    return not after[:1].isalnum() and not (after[:1] == " " and after[1:].isupper())


def _words(text: str, mention: Named) -> str:
    return text[mention.span.start : mention.span.end]
