"""One article's scores to the parts of its reading: the steps of extraction in order."""

from typing import NamedTuple

from stemmata.extract import decode
from stemmata.extract.cues import attitude, manner, polarity
from stemmata.extract.decode import TokenScores
from stemmata.extract.draft import Draft
from stemmata.extract.nested import nested
from stemmata.extract.patterns import with_patterns
from stemmata.extract.resolve import resolve
from stemmata.extract.tidy import tidy
from stemmata.extract.voice import partition
from stemmata.model import Article, Attribution, Entity, Mention, SourceKind, Unread

__all__ = ["EXTRACTOR", "Parts", "extract"]

EXTRACTOR = "stemmata-extract/1"
"""Raised when the rules change what they make of the same scores."""


class Parts(NamedTuple):
    """What extraction finds in one article, ready for a `Reading`."""

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    unread: tuple[Unread, ...]


def extract(article: Article, scores: TokenScores) -> Parts:
    """Attributions in sources' voices and the outlet's, mentions, entities, and what was not read."""
    outer = [d for draft in decode.attributions(scores) if (d := tidy(article.text, draft))]
    drafts = nested(article, outer)
    named = with_patterns(article.text, decode.mentions(article.text, scores))
    resolution = resolve(article, named, drafts)
    ids = [Attribution.id_for(article.id, "source", d.source, d.cue, d.content) for d in drafts]
    rows = [
        _sourced(article, draft, ids, number, *resolution.sources[number])
        for number, draft in enumerate(drafts)
    ]
    split = partition(article, drafts, decode.kind_of(scores))
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
    return Parts(tuple(rows), resolution.mentions, resolution.entities, split.unread)


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
