"""Headlines that name their source before a colon: “Minister: the mill is shut”.

Of one headline, where the decoder is silent. A place, a topic or a section before the colon is no
source ("Lim: shells fall again"). Prefers silence to a guess.
"""

import re
from collections.abc import Sequence

from stemmata.extract.draft import Draft, Named
from stemmata.extract.kinds import has_clause
from stemmata.extract.tidy import tidy
from stemmata.extract.words.cues_inner import SPEAKERS
from stemmata.extract.words.sources import INSTITUTIONS, PERSONS, TITLES, singular
from stemmata.model import Article, Span

__all__ = ["headlined"]

_SCORE = 0.6  # as other attributions found by rule
_HEADLINE = re.compile(
    r"(?P<source>[A-Z][^\n:“”\"?!.]{1,50})(?P<cue>:)[ \u00a0](?P<content>[^\n]*[^\n?\s]) *(?=\n|$)"
)
_MOST_WORDS = 5  # of a source before a colon
_SURE = 0.8  # score of a mention from which it is the name of someone


def headlined(article: Article, drafts: Sequence[Draft], named: Sequence[Named]) -> list[Draft]:
    """The attribution of a headline that has none among the drafts: none or one.

    Args:
        article: Its headline is the one known, else the first line of its text.
        drafts: The attributions found so far.
        named: The mentions of the article.
    """
    start, end = article.headline or Span(0, len(article.text))
    found = _HEADLINE.match(article.text, start, end)
    if found is None or found["source"].count(" ") >= _MOST_WORDS:
        return []
    source, cue, content = (Span(*found.span(role)) for role in ("source", "cue", "content"))
    taken = (s for d in drafts for s in (*d.source, *d.cue, *d.content))
    if any(span.start < content.end and span.end > source.start for span in taken):
        return []
    if not _speaks(article.text, source, named) or not has_clause(found["content"]):
        return []
    draft = tidy(article.text, Draft((source,), (cue,), (content,), _SCORE))
    return [] if draft is None else [draft]


def _speaks(text: str, source: Span, named: Sequence[Named]) -> bool:
    """Whether the words are a noun for someone who speaks, or the sure name of a person or body."""
    if any(
        m.span == source and m.score >= _SURE and m.type in ("person", "organization")
        for m in named
    ):
        return True
    last = text[slice(*source)].split()[-1].lower()
    speakers = SPEAKERS | PERSONS | TITLES | (INSTITUTIONS & _SPEAKING)
    return (last in speakers or singular(last) in speakers) and not has_clause(text[slice(*source)])


_SPEAKING = frozenset(
    "agency army board commission committee council court embassy government ministry monitor "
    "observatory party police regime union watchdog".split()
)
"""Bodies that go by their noun alone; "School: …" is a topic."""
