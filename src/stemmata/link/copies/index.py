"""All copies among the articles of a case, found again cheaply when articles are added."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stemmata.link.copies.align import Match, align
from stemmata.link.copies.boilerplate import phrase_words, standing_words
from stemmata.link.copies.candidates import candidates
from stemmata.link.copies.direction import QUOTATION, Witness, direction, is_quotation, witness
from stemmata.link.copies.postings import Flags
from stemmata.link.copies.shingles import Words, words_of
from stemmata.link.networks import Names, known_names
from stemmata.link.recall import FORGETFUL, Recall
from stemmata.model import Article, Change, Copy, Passage, Span

__all__ = ["PHRASE", "QUOTATION", "CopyIndex", "find_copies"]

PHRASE = "phrase only"
RARE_WORDS = 4  # "on Saturday" and other words beside a turn of phrase make no copy of it


def find_copies(
    articles: Iterable[Article], *, names: Names | None = None, recall: Recall = FORGETFUL
) -> list[Copy]:
    """The passages of at least 8 words that any two of these articles share nearly word for word.

    Which article is the original is said of the pair, and is the same in all its copies. A passage
    that is the same quotation in both, with fewer than 8 words around it, has no original and
    `why` "quotation only": both may have it from the same speech. One that consists of turns of phrase
    which stand in story after story, or of one outlet's boilerplate found at another, has no original
    either and `why` "phrase only". Neither shows that one article was made from the other. What is
    boilerplate of an outlet is no copy between two of its own articles.

    Args:
        articles: In any order: it makes no difference.
        names: The outlets whose credit lines are known; those that ship with Stemmata where None.
        recall: Knows which pairs were compared before.

    Returns:
        Copies in order of their articles' ids and places, with `a` the article of the smaller id.
    """
    index = CopyIndex(names=names, recall=recall)
    index.add(articles)
    return index.copies()


class _Entry(NamedTuple):
    """One article, its words, which are its outlet's boilerplate, and which a turn of phrase or that."""

    article: Article
    words: Words
    standing: Flags
    stock: Flags


class CopyIndex:
    """Articles and the copies among them.

    Adding articles compares only pairs that are new, or whose boilerplate has changed by it. The copies
    depend on the set of articles alone, not on the order in which they were added.
    """

    def __init__(self, *, names: Names | None = None, recall: Recall = FORGETFUL) -> None:
        self._names = names or known_names()
        self._recall, self._known = recall, recall.key(*self._names)
        self._key = cache(lambda article: recall.key(self._articles[article]))
        self._articles: dict[str, Article] = {}
        self._words: dict[str, Words] = {}
        self._witnesses: dict[str, Witness] = {}
        self._compared: dict[tuple[str, str], tuple[bytes, list[Copy]]] = {}

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles in; one that is there already changes nothing."""
        for article in articles:
            if article.id not in self._articles:
                self._articles[article.id] = article
                self._words[article.id] = words_of(article.text)

    def copies(self) -> list[Copy]:
        """All copies among the articles added so far."""
        articles = sorted(self._articles.values(), key=lambda x: (x.published or "9999", x.id))
        texts = [self._words[article.id].hashes for article in articles]
        standing, phrases = standing_words(articles, texts), phrase_words(articles, texts)
        entries = [
            _Entry(article, self._words[article.id], own, own | phrase)
            for article, own, phrase in zip(articles, standing, phrases, strict=True)
        ]
        compared = {}
        for first, second in candidates(texts, standing, [x.outlet for x in articles]):
            a, b = sorted((entries[first], entries[second]), key=lambda entry: entry.article.id)
            key, state = (a.article.id, b.article.id), _state(a, b)
            known = self._compared.get(key)
            compared[key] = (
                known if known and known[0] == state else (state, self._recalled(a, b, state))
            )
        self._compared = compared
        return [copy for key in sorted(compared) for copy in compared[key][1]]

    def _recalled(self, a: _Entry, b: _Entry, state: bytes) -> list[Copy]:
        return self._recall(
            list[Copy],
            lambda: (self._known, self._key(a.article.id), self._key(b.article.id), state),
            lambda: self._compare(a, b),
        )

    def _compare(self, a: _Entry, b: _Entry) -> list[Copy]:
        """The copies between two articles."""
        if a.article.outlet and a.article.outlet == b.article.outlet:
            passages = align(a.words.hashes, b.words.hashes, a.standing, b.standing)
        else:
            passages = align(a.words.hashes, b.words.hashes)
        found = [(_copy(a, b, matches), _is_stock(a, b, matches)) for matches in sorted(passages)]
        if all(is_stock for _, is_stock in found):
            return [replace(copy, why=(PHRASE,)) for copy, _ in found]
        one, two = self._witness(a.article), self._witness(b.article)
        verdict = direction(
            one,
            two,
            [(copy.a.span, copy.b.span) for copy, _ in found],
            [change for copy, _ in found for change in copy.changes],
        )
        return [
            replace(copy, why=(PHRASE,))
            if is_stock
            else replace(copy, why=(QUOTATION,))
            if is_quotation(one, two, (copy.a.span, copy.b.span))
            else replace(copy, original=verdict.original, why=verdict.why)
            for copy, is_stock in found
        ]

    def _witness(self, article: Article) -> Witness:
        if article.id not in self._witnesses:
            self._witnesses[article.id] = witness(article, self._names)
        return self._witnesses[article.id]


def _state(a: _Entry, b: _Entry) -> bytes:
    """What a comparison of two articles depends on beside their texts."""
    flags = np.concatenate((a.standing, a.stock, b.standing, b.stock))
    return blake2b(np.packbits(flags).tobytes(), digest_size=16).digest()


def _is_stock(a: _Entry, b: _Entry, matches: Sequence[Match]) -> bool:
    """Whether hardly a word of a passage stands outside boilerplate and turns of phrase."""
    fresh_a = ~a.stock[matches[0].a : matches[-1].a + 1]
    fresh_b = ~b.stock[matches[0].b : matches[-1].b + 1]
    return min(int(fresh_a.sum()), int(fresh_b.sum())) < RARE_WORDS


def _copy(a: _Entry, b: _Entry, matches: list[Match]) -> Copy:
    """The copy that a passage's matching words make, its direction left open."""
    first, last = matches[0], matches[-1]
    return Copy(
        a=Passage(a.article.id, _span(a.words, first.a, last.a)),
        b=Passage(b.article.id, _span(b.words, first.b, last.b)),
        changes=tuple(
            Change(_between(a.words, one.a, two.a), _between(b.words, one.b, two.b))
            for one, two in pairwise(matches)
            if (two.a, two.b) != (one.a + 1, one.b + 1)
        ),
        score=2 * len(matches) / (last.a - first.a + last.b - first.b + 2),
    )


def _span(words: Words, first: int, last: int) -> Span:
    """From the word `first` to the word `last`."""
    return Span(int(words.starts[first]), int(words.ends[last]))


def _between(words: Words, before: int, after: int) -> Span:
    """The words between two; empty, at the end of the one before, where there are none."""
    if after == before + 1:
        return Span(int(words.ends[before]), int(words.ends[before]))
    return _span(words, before + 1, after - 1)
