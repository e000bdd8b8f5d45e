"""Verify: claim -> span -> bytes -> digest -> log, for everything in a case, and what does not agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from stemmata.capture.archive import RECOVER, damages, payload_at
from stemmata.errors import InputError, LedgerError
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
        try:
            looked_at = (place for _, place, _ in ledger.captures())  # payloads come below
            for what in damages(folder / ARCHIVE, ledger.archive_end(), apart_from=looked_at):
                yield _lost(ARCHIVE, what)
            yield from in_order(_checker(folder / ARCHIVE), _evidence(ledger), threads=threads)
        except LedgerError as error:
            yield Mismatch("captures", f"cannot be looked at further: {error}")


class Evidence(NamedTuple):
    """A capture, where it lies, and the articles made of it; none that the ledger cannot give."""

    capture: Capture
    place: Place
    exhibits: tuple[Exhibit, ...]


def _evidence(ledger: Ledger) -> Iterator[Evidence]:
    for capture, place, _ in ledger.captures():
        try:
            exhibits = tuple(ledger.exhibits_of(capture.id))
        except LedgerError:  # the ledger's own check has said what is wrong with it
            exhibits = ()
        yield Evidence(capture, place, exhibits)


def _lost(record: str, what: str) -> Mismatch:
    """Captured bytes that are not what they were: nothing in the case can bring them back."""
    return Mismatch(record, what.removesuffix(f"; {RECOVER}"), "restore archive/ from a copy")


def _checker(archive: Path) -> Callable[[Evidence], Verified]:
    def check(evidence: Evidence) -> Verified:
        capture, place, exhibits = evidence
        try:
            payload = payload_at(archive, place)
        except InputError as error:
            return Verified(capture.id, 0, (_lost(capture.id, str(error)),))
        found = []
        if digest_of(payload) != capture.payload_digest:
            what = f"its payload has the digest {digest_of(payload)}, expected {capture.payload_digest}"
            found.append(_lost(capture.id, what))
        for exhibit in exhibits:
            article = exhibit.reading.article
            found += [
                Mismatch(article.id, what)
                for what in check_offsets(payload, article, exhibit.offsets)
            ]
        return Verified(capture.id, len(payload), tuple(found))

    return check
