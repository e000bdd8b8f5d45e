"""A reading as the JSON object of DESIGN section 9, schema `stemmata/article/1`."""

import json
from typing import Any

from stemmata.model import Article, Attribution, Entity, Mention, Reading, Spans

__all__ = ["SCHEMA", "to_json", "to_object"]

SCHEMA = "stemmata/article/1"


def to_json(reading: Reading) -> str:
    """One line of ASCII JSON, so that any code point of the text survives any terminal or pipe."""
    return json.dumps(to_object(reading), ensure_ascii=True, separators=(",", ":"))


def to_object(reading: Reading) -> dict[str, Any]:
    """The object as JSON's own types."""
    return {
        "schema": SCHEMA,
        "path": reading.path,
        "article": _article(reading.article),
        "attributions": [_attribution(a) for a in reading.attributions],
        "mentions": [_mention(m) for m in reading.mentions],
        "entities": [_entity(e) for e in reading.entities],
        "unread": [
            {"start": u.span.start, "end": u.span.end, "reason": u.reason} for u in reading.unread
        ],
        "weights": reading.weights,
        "extractor": reading.extractor,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "capture": article.capture,
        "outlet": article.outlet,
        "title": article.title,
        "headline": list(article.headline) if article.headline else None,
        "byline": list(article.byline),
        "published": article.published,
        "language": article.language,
        "found": {finding.field: finding.how for finding in article.found},
        "text": article.text,
    }


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "voice": a.voice,
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "within": a.within,
        "manner": a.manner,
        "attitude": a.attitude,
        "polarity": a.polarity,
        "source_entity": a.source_entity,
        "source_kind": a.source_kind,
        "score": round(a.score, 4),
    }


def _spans(spans: Spans) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _mention(m: Mention) -> dict[str, Any]:
    return {
        "id": m.id,
        "start": m.span.start,
        "end": m.span.end,
        "type": m.type,
        "entity": m.entity,
    }


def _entity(e: Entity) -> dict[str, Any]:
    return {
        "id": e.id,
        "name": e.name,
        "type": e.type,
        "aliases": list(e.aliases),
        "description": e.description,
    }
