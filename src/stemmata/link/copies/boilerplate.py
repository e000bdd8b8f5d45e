"""Words that stand in story after story: an outlet's boilerplate, and everybody's turns of phrase."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stemmata.link.copies.postings import Flags, postings
from stemmata.link.copies.shingles import Hashes, shingles
from stemmata.model import Article

__all__ = ["phrase_words", "standing_words"]

RUN = 8  # words of boilerplate: the shortest passage that could pass for a copy
STORIES = 5  # fewer is what an outlet's own updates and follow-ups share
STORY_DAYS = 3  # articles so close in time may be on one story
PHRASE_RUN = 5  # words of a turn of phrase, as in "Observatory for Human Rights said"
PHRASE_STORIES = 10  # of any outlets; a text that went everywhere did so within days, on one story

Days = NDArray[np.int64]


def standing_words(articles: Sequence[Article], texts: Sequence[Hashes]) -> list[Flags]:
    """For each article, which of its words are its outlet's boilerplate: intros, signatures, background.

    A run of RUN words is boilerplate where articles of one outlet on STORIES different stories have it:
    dated more than STORY_DAYS apart, or undated. Articles of unknown outlets have none.

    Args:
        articles: The articles.
        texts: The words of each, in the same order.
    """
    standing = [np.zeros(len(text), dtype=np.bool_) for text in texts]
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        if article.outlet:
            by_outlet[article.outlet].append(i)
    for own in by_outlet.values():
        if len(own) >= STORIES:
            # Undated articles lie apart from each other and from all others.
            days = [_day(articles[i], unknown=-i * (STORY_DAYS + 1)) for i in own]
            _flag([texts[i] for i in own], days, RUN, STORIES, [standing[i] for i in own])
    return standing


def phrase_words(articles: Sequence[Article], texts: Sequence[Hashes]) -> list[Flags]:
    """For each article, which of its words are in turns of phrase.

    A run of PHRASE_RUN words is one where articles on PHRASE_STORIES different stories have it, of
    whatever outlets. Undated articles count as on one story: many may be one text that went around.
    """
    phrases = [np.zeros(len(text), dtype=np.bool_) for text in texts]
    _flag(texts, [_day(x, unknown=-1) for x in articles], PHRASE_RUN, PHRASE_STORIES, phrases)
    return phrases


def _flag(
    texts: Sequence[Hashes], days: Sequence[int], size: int, stories: int, flags: Sequence[Flags]
) -> None:
    """Flag the words in runs of `size` that texts on `stories` different stories have."""
    for runs in _repeated(texts, np.array(days, dtype=np.int64), size, stories):
        for text, flagged in zip(texts, flags, strict=True):
            at = np.flatnonzero(np.isin(shingles(text, size), runs))
            for k in range(size):
                flagged[at + k] = True


def _repeated(texts: Sequence[Hashes], days: Days, size: int, stories: int) -> Iterator[Hashes]:
    """The runs that texts on enough stories have, part by part."""
    for runs, starts, owners, _ in postings(texts, size):
        often = np.flatnonzero(np.diff(starts) >= stories)
        told = [_stories(days[owners[starts[r] : starts[r + 1]]]) for r in often]
        yield runs[often[np.array(told, dtype=int) >= stories]]


def _stories(days: Days) -> int:
    """On how many stories articles of these days are, at least."""
    count, last = 0, None
    for day in np.unique(days).tolist():
        if last is None or day > last + STORY_DAYS:
            count, last = count + 1, day
    return count


def _day(article: Article, *, unknown: int) -> int:
    """The day of publication, counted; `unknown` where there is no date or it is not one."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return unknown
