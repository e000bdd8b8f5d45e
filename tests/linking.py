"""Cases of invented readings, and an embedder made of words, for tests of linking."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.encoder.embedder import DIMENSIONS
from stemmata.ids import id_of
from stemmata.ledger import Ledger, create
from stemmata.link.words import stems
from stemmata.model import (
    Capture,
    Captured,
    Given,
    OffsetRun,
    Offsets,
    Place,
    Reading,
    Sighting,
)
from stemmata.pipeline.link import LinkedCase, link
from tests.link.newsroom import Draft

NOON = "2031-05-01T12:00:00Z"

SHELLED = "at least 27 dockers were killed when shells hit the port of Vessin on Monday"


class WordEmbedder:
    """Vectors in which texts are alike as far as their words are. Counts what it was asked for."""

    digest = "words"

    def __init__(self) -> None:
        self.asked = 0

    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        self.asked += len(texts)
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in stems(text):
                row[crc32(word.encode()) % DIMENSIONS] += 1
            row /= np.linalg.norm(row) or 1
        return vectors


def report(outlet: str, source: str, words: str, published: str = "2031-03-04") -> Reading:
    draft = Draft(outlet, published).said(source, words, entity=id_of("ent", source))
    draft.named(source, "organization")
    return draft.named("Vessin", "place").reading() if "Vessin" in words else draft.reading()


READINGS = (
    report("Bay Herald", "Harbour Watch Network", SHELLED),
    report("Coast Wire", "the Vessin Hospital", SHELLED.replace("at least ", "")),
    report("Quay Radio", "the Port Ministry", SHELLED.replace("at least 27", "31")),
    report("Hill Post", "Fenn Council", "the cheese fair of Ardesh opens in spring as planned"),
)


def kept(folder: Path, readings: Iterable[Reading] = READINGS) -> Path:
    """A case with these readings; those of an article that it has are new readings of it."""
    if not folder.exists():
        create(folder, at_utc=NOON)
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        for reading in readings:
            _keep(ledger, reading)
    return folder


def _keep(ledger: Ledger, reading: Reading) -> None:
    article = reading.article
    payload, outlet = article.text.encode(errors="surrogatepass"), article.outlet
    seen = Sighting("rows.jsonl", item=f"row of {outlet}")
    captured = Captured(
        f"rows.jsonl#{outlet}",
        Capture.of(payload, "text/plain"),
        seen,
        payload,
        Given(outlet=outlet),
    )
    article = replace(article, capture=captured.capture.id)
    whole = len(article.text)
    offsets = Offsets("utf-8", (OffsetRun(0, whole, 0, whole, 1),))
    at = sum(1 for _ in ledger.captures())
    place = Place("000001.warc.gz", 1000 * at, 900, captured.capture.payload_digest)
    ledger.keep_capture(captured, place, at_utc=NOON)
    ledger.keep_article(article, offsets, at_utc=NOON)
    ledger.keep_reading(replace(reading, article=article), at_utc=NOON)
    ledger.keep_sighting(captured, article=article.id, at_utc=NOON)


def linked(folder: Path, embedder: WordEmbedder | None = None) -> LinkedCase:
    return link(folder, lambda: embedder or WordEmbedder(), now=lambda: NOON)
