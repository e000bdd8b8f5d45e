"""Mentions cut down to whole names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from stemmata.extract.draft import Named
from stemmata.extract.names.thing import ACRONYM, POSSESSIVE
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.sources import DOCUMENTS, INSTITUTIONS, PERSON_PRONOUNS, PERSONS, TITLES
from stemmata.model import EntityType, Span

__all__ = ["trimmed_mentions"]

_EDGES = ',;:"“”«»'
_OPENING = re.compile(r"\w+\s+")
_APPOSITIVE = re.compile(r",\s(?!(?:Jr|Sr|II|III)\b)|\s(?:who|of|at)\s|\s[(–—]")
_BRACKET = re.compile(r"\s[(\[]")
_LOOSE_END = re.compile(r"(?:[\s,;:]+(?:of|for|and|at|the|in|by|with|to|a|an|who|de)?)+$")
_LONGEST_ACRONYM = 7
_RANKS = frozenset("executive senior chief deputy general managing".split())
_INITIAL = re.compile(r"[A-Z]\.? [A-Z]")


def trimmed_mentions(text: str, named: Iterable[Named]) -> list[Named]:
    """The mentions cut down to whole names, in text order, none twice and no pronoun."""
    seen: dict[Span, Named] = {}
    for mention in _with_given_names(text, named):
        span = _trimmed(text, mention)
        words = text[span.start : span.end]
        if not any(c.isalnum() for c in words) or _is_function_word(words):
            continue
        if span not in seen or mention.score > seen[span].score:
            seen[span] = Named(span, _retyped(words, mention.type), mention.score)
    return [seen[span] for span in sorted(seen)]


def _with_given_names(text: str, named: Iterable[Named]) -> Iterator[Named]:
    """Join what a finder has split before an initial: "Olena" and "R. Hart"."""
    waiting: Named | None = None
    for mention in sorted(named, key=lambda one: one.span):
        if (
            waiting is not None
            and waiting.type == mention.type == "person"
            and text[waiting.span.end : mention.span.start] == " "
            and _INITIAL.match(text, mention.span.start)
        ):
            waiting = replace(waiting, span=Span(waiting.span.start, mention.span.end))
            continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _is_function_word(words: str) -> bool:
    """Whether a mention is only a pronoun or an article. "WHO" and "US" are names."""
    acronym = len(words) > 1 and words.isupper()
    return not acronym and words.lower() in PERSON_PRONOUNS | {"the", "a", "an", "no", "some"}


def _trimmed(text: str, mention: Named) -> Span:
    """Without marks, articles, possessives and loose ends, and without a person's appositive."""
    start, end = mention.span
    words = text[start:end]
    if mention.type == "person":
        cut = _APPOSITIVE.search(words)
        words = _without_trailing_titles(words[: cut.start()] if cut else words)
    if mention.type not in ("time", "quantity"):
        opening = _OPENING.match(words)
        article = opening and opening[0].strip().lower() in ("the", "a", "an")
        if article and (words[0].islower() or _opens_sentence(text, start)):
            start, words = start + opening.end(), words[opening.end() :]  # type: ignore[union-attr]
        bracket = _BRACKET.search(words)
        words = words[: bracket.start()] if bracket else words
        words = _LOOSE_END.sub("", words)
        words = POSSESSIVE.sub("", words)
    first = next((k for k, c in enumerate(words) if not _is_edge(c)), len(words))
    size = next((k for k in range(len(words), first, -1) if not _is_edge(words[k - 1])), first)
    return Span(start + first, start + size)


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGES


def _without_trailing_titles(words: str) -> str:
    """Leave "Olena Hart" of "Olena Hart Executive Director": where the comma is lost."""
    parts = words.split(" ")
    keep = len(parts)
    while keep > 2 and parts[keep - 1].lower() in PERSONS | TITLES | _RANKS:
        keep -= 1
    return " ".join(parts[:keep])


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?:\n" or at == 0


def _retyped(words: str, kind: EntityType) -> EntityType:
    """A title and a given name make a person whatever the finder says: "Mayor Olena Hart"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    for title, name in pairwise(parts):
        if kind == "organization" and title in TITLES and (name in MALE or name in FEMALE):
            return "organization" if parts[-1] in INSTITUTIONS else "person"
    if kind == "person" and ACRONYM.fullmatch(words) and len(words) <= _LONGEST_ACRONYM:
        return "organization"
    data = kind == "organization" and parts[-1] in DOCUMENTS and words.split()[-1].islower()
    return "document" if data else kind
