"""One article's scores to the parts of its reading: the steps of extraction in order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stemmata.extract import decode
from stemmata.extract.cues import attitude, manner, polarity
from stemmata.extract.decode import TokenScores
from stemmata.extract.draft import Draft, Named
from stemmata.extract.furniture import furniture
from stemmata.extract.headlines import headlined
from stemmata.extract.mentions import settled
from stemmata.extract.nested import nested
from stemmata.extract.pairs import paired
from stemmata.extract.paragraphs import continued
from stemmata.extract.patterns import with_patterns
from stemmata.extract.reach import within_reach
from stemmata.extract.resolve import resolve
from stemmata.extract.sentences import sentences, trimmed
from stemmata.extract.tidy import tidy
from stemmata.extract.voice import is_told, outside, partition
from stemmata.model import Article, Attribution, Entity, Mention, SourceKind, Unread

__all__ = ["EXTRACTOR", "Parts", "extract", "mentions_in"]

EXTRACTOR = "stemmata-extract/4"
"""Raised when the rules change what they make of the same scores."""


class Parts(NamedTuple):
    """What extraction finds in one article, ready for a `Reading`."""

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    unread: tuple[Unread, ...]


def extract(article: Article, scores: TokenScores) -> Parts:
    """Attributions in sources' voices and the outlet's, mentions, entities, and what was not read."""
    parts = sentences(article.text)
    fixtures = furniture(article, parts)
    decoded = within_reach(article.text, paired(article.text, decode.attributions(scores)))
    decoded = continued(article.text, decoded)
    outer = [d for draft in outside(fixtures, decoded) if (d := tidy(article.text, draft))]
    drafts = nested(article, outer, barred=sorted(set(fixtures) & set(parts)))
    named = mentions_in(article.text, scores)
    drafts += headlined(article, drafts, named)
    resolution = resolve(article, named, drafts)
    ids = [Attribution.id_for(article.id, "source", d.source, d.cue, d.content) for d in drafts]
    rows = [
        _sourced(article, draft, ids, number, *resolution.sources[number])
        for number, draft in enumerate(drafts)
    ]
    # What nobody is said to have uttered, such as an intention, the outlet holds too.
    told = [draft for draft in drafts if is_told(article, draft)]
    split = partition(article, told, decode.kind_of(scores), fixtures)
    rows += [
        Attribution(
            id=Attribution.id_for(article.id, "outlet", (), (), content),
            voice="outlet",
            source=(),
            cue=(),
            content=content,
            manner="outlet",
            score=score,
        )
        for content, score in split.outlet
    ]
    rows.sort(key=lambda a: (a.content[0], a.id))
    unread = tuple(_beside(article.text, split.unread, drafts))
    return Parts(tuple(rows), resolution.mentions, resolution.entities, unread)


def mentions_in(text: str, scores: TokenScores) -> list[Named]:
    """The mentions of one text, by name and by form, in text order."""
    return with_patterns(text, settled(text, decode.mentions(text, scores)))


def _beside(text: str, unread: Iterable[Unread], drafts: Sequence[Draft]) -> Iterator[Unread]:
    """What of the unread passages lies in no row: the words of a row are read."""
    rows = sorted(span for d in drafts for span in (*d.source, *d.cue, *d.content))
    for passage in unread:
        at = passage.span.start
        for start, end in (*(s for s in rows if s.overlaps(passage.span)), (passage.span.end,) * 2):
            if (rest := trimmed(text, at, start)) is not None:
                yield Unread(rest, passage.reason)
            at = max(at, end)


def _sourced(
    article: Article,
    draft: Draft,
    ids: list[str],
    number: int,
    entity: str | None,
    kind: SourceKind,
) -> Attribution:
    return Attribution(
        id=ids[number],
        voice="source",
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        manner=manner(article.text, draft),
        attitude=attitude(article.text, draft),
        polarity=polarity(article.text, draft),
        within=None if draft.within is None else ids[draft.within],
        source_entity=entity,
        source_kind=kind,
        score=draft.score,
    )
