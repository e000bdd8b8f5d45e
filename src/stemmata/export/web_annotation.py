"""Attributions as W3C Web Annotations: JSON-LD that annotation tools read.

One annotation for each attribution, one target for each piece of its words, found by quotation
(with what stands before and after it) and by position.

Positions count code points, as everywhere here: "The selection of the text MUST be in terms of
unicode code points (the 'character number'), not in terms of code units", of text that is normalised,
which means markup removed and entities replaced: what `Article.text` is. JavaScript counts UTF-16
units and must convert.

Source:
    Web Annotation Data Model, W3C Recommendation, 23 February 2017, sections 4.2.4 (Text Quote
    Selector), 4.2.5 (Text Position Selector) and 5.1 (Annotation Collection).
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from stemmata.export.evidence import Evidence
from stemmata.model import Article, Attribution, Entity, Exhibit, Span, Spans

__all__ = ["write"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:stemmata:terms:"
AROUND = 32  # code points of prefix and suffix, what annotation tools commonly keep
ROLES = ("source", "cue", "content")
FIELDS = ("voice", "manner", "attitude", "polarity", "source_kind", "within", "score")


def write(case: Evidence, out: BinaryIO) -> None:
    """Write one annotation collection with all annotations on its first page, row by row."""
    head = {
        "@context": [CONTEXT, {"stemmata": TERMS}],
        "id": f"urn:stemmata:collection:{case.head or 'none'}",
        "type": "AnnotationCollection",
        "label": case.name,
        "generator": {"type": "Software", "name": case.generator},
        "generated": case.exported_utc,
    }
    opening = json.dumps(head)[:-1]
    out.write(f'{opening}, "first": {{"type": "AnnotationPage", "items": ['.encode())
    total = 0
    for annotation in _annotations(case):
        out.write(b",\n" if total else b"\n")
        out.write(json.dumps(annotation).encode())
        total += 1
    out.write(f'\n]}}, "total": {total}}}\n'.encode())


def _annotations(case: Evidence) -> Iterator[dict[str, Any]]:
    for exhibit in case.exhibits():
        entities = {entity.id: entity for entity in exhibit.reading.entities}
        for a in exhibit.reading.attributions:
            yield {
                "id": f"urn:stemmata:{a.id}",
                "type": "Annotation",
                "motivation": "describing",
                "body": _body(a, entities.get(a.source_entity or "")),
                "target": [
                    target for role in ROLES for target in _targets(exhibit, role, getattr(a, role))
                ],
            }


def _body(a: Attribution, entity: Entity | None) -> dict[str, Any]:
    """What a reader sees, and below it the same for programs."""
    who = "the outlet" if a.voice == "outlet" else entity.name if entity else "a source"
    body = {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": f"{a.attitude}, {a.polarity}, reported of {who}",
        "stemmata:source_name": entity.name if entity else None,
    }
    body |= {f"stemmata:{field}": getattr(a, field) for field in FIELDS}
    return {key: value for key, value in body.items() if value is not None}


def _targets(exhibit: Exhibit, role: str, spans: Spans) -> Iterator[dict[str, Any]]:
    article = exhibit.reading.article
    for span in spans:
        yield {
            "type": "SpecificResource",
            "source": _source(exhibit),
            "stemmata:role": role,
            "stemmata:article": article.id,
            "stemmata:payload_sha256": exhibit.capture.payload_digest,
            "stemmata:payload_bytes": [list(r) for r in exhibit.offsets.bytes_of(span)],
            "selector": [
                _quotation(article, span),
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }


def _source(exhibit: Exhibit) -> str:
    """The page's address; the article's own name where it has none."""
    url = next((s.url for s in exhibit.sightings if s.url), None)
    return url or f"urn:stemmata:{exhibit.reading.article.id}"


def _quotation(article: Article, span: Span) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": article.text[span.start : span.end],
        "prefix": article.text[max(0, span.start - AROUND) : span.start],
        "suffix": article.text[span.end : span.end + AROUND],
    }
