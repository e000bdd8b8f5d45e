"""Verify: claim -> span -> bytes -> digest -> log, for everything in a case, and what does not agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stemmata.capture.archive import damages, payload_at
from stemmata.errors import InputError
from stemmata.ids import digest_of
from stemmata.ledger import Ledger, Mismatch
from stemmata.model import Capture, Exhibit, Place
from stemmata.pipeline.add import ARCHIVE
from stemmata.pipeline.read import in_order
from stemmata.text.offsets import check_offsets

__all__ = ["Verified", "verify"]


@dataclass(frozen=True, slots=True)
class Verified:
    """One capture that was looked at: its payload's size, and what does not agree."""

    capture: str
    size_bytes: int
    mismatches: tuple[Mismatch, ...]


def verify(folder: Path, *, threads: int) -> Iterator[Mismatch | Verified]:
    """Look at the whole case: first the ledger by itself, then each capture's bytes with its articles.

    Yields:
        A Mismatch for each thing in the ledger that does not agree, and a Verified for each capture.

    Raises:
        UsageError: The folder is no case.
    """
    with Ledger.open(folder) as ledger:
        yield from ledger.check()
        for what in damages(folder / ARCHIVE, ledger.archive_end()):
            yield Mismatch(ARCHIVE, what)
        captures = (
            (capture, place, tuple(ledger.exhibits_of(capture.id)))
            for capture, place, _ in ledger.captures()
        )
        yield from in_order(_checker(folder / ARCHIVE), captures, threads=threads)


def _checker(archive: Path) -> Callable[[tuple[Capture, Place, tuple[Exhibit, ...]]], Verified]:
    def check(evidence: tuple[Capture, Place, tuple[Exhibit, ...]]) -> Verified:
        capture, place, exhibits = evidence
        try:
            payload = payload_at(archive, place)
        except InputError as error:
            return Verified(capture.id, 0, (Mismatch(capture.id, str(error)),))
        found = []
        if digest_of(payload) != capture.payload_digest:
            what = f"its payload has the digest {digest_of(payload)}, expected {capture.payload_digest}"
            found.append(Mismatch(capture.id, what))
        for exhibit in exhibits:
            article = exhibit.reading.article
            found += [
                Mismatch(article.id, what)
                for what in check_offsets(payload, article, exhibit.offsets)
            ]
        return Verified(capture.id, len(payload), tuple(found))

    return check
