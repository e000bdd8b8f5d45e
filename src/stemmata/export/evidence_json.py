"""An exhibit as a JSON object that can be checked without Stemmata: what `verify.py` reads.

The article object of DESIGN section 9, with the words and the payload's bytes of every span, the
capture, its place in the archive, and the map from text to bytes. Of an input's name only the last
part is kept: where a file lay on one machine is nobody else's business.
"""

import json
from pathlib import PurePath
from typing import Any

from stemmata.export import article_json
from stemmata.model import Attribution, Exhibit

__all__ = ["SCHEMA", "to_json", "to_object"]

SCHEMA = "stemmata/evidence/1"
ROLES = ("source", "cue", "content")


def to_json(exhibit: Exhibit) -> str:
    """One line of ASCII JSON."""
    return json.dumps(to_object(exhibit), ensure_ascii=True, separators=(",", ":"))


def to_object(exhibit: Exhibit) -> dict[str, Any]:
    """The object as JSON's own types."""
    reading, place = exhibit.reading, exhibit.place
    article = article_json.to_object(reading)
    for row, attribution in zip(article["attributions"], reading.attributions, strict=True):
        row |= _proof(exhibit, attribution)
    return article | {
        "schema": SCHEMA,
        "path": PurePath(reading.path).name,
        "capture": {
            "id": exhibit.capture.id,
            "payload_sha256": exhibit.capture.payload_digest,
            "media_type": exhibit.capture.media_type,
        },
        "place": {
            "warc": place.warc,
            "offset": place.offset,
            "length": place.length,
            "digest": place.digest,
        },
        "sightings": [
            {"url": s.url, "seen_utc": s.seen_utc, "item": s.item} for s in exhibit.sightings
        ],
        "added_utc": exhibit.added_utc,
        "offsets": {
            "charset": exhibit.offsets.charset,
            "runs": [list(run) for run in exhibit.offsets.runs],
        },
    }


def _proof(exhibit: Exhibit, a: Attribution) -> dict[str, Any]:
    """The words of each role, and the bytes that they were made of."""
    article, offsets = exhibit.reading.article, exhibit.offsets
    return {
        "words": {role: list(article.quote(getattr(a, role))) for role in ROLES},
        "bytes": {
            role: [list(found) for span in getattr(a, role) for found in offsets.bytes_of(span)]
            for role in ROLES
        },
    }
