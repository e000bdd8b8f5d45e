"""Verify: claim -> span -> bytes -> digest -> log, for everything in a case, and what does not agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from stemmata.capture.archive import RECOVER, damages, payload_at
from stemmata.capture.timestamp import certificates_in
from stemmata.errors import InputError, LedgerError
from stemmata.ids import digest_of
from stemmata.ledger import Ledger, Mismatch
from stemmata.ledger.database import VERIFY
from stemmata.model import Article, Capture, Offsets, Place
from stemmata.pipeline.add import ARCHIVE
from stemmata.pipeline.read import in_order
from stemmata.pipeline.stamp import STAMPED, check_stamp
from stemmata.text.offsets import check_offsets

__all__ = ["Verified", "verify"]

NO_TIME = "do not rely on the time that it was to prove; it may be another authority's: see --roots"


@dataclass(frozen=True, slots=True)
class Verified:
    """One capture that was looked at: its payload's size, and what does not agree."""

    capture: str
    size_bytes: int
    mismatches: tuple[Mismatch, ...]


def verify(
    folder: Path,
    *,
    threads: int,
    roots: bytes | None = None,
    say: Callable[[str], object] | None = None,
) -> Iterator[Mismatch | Verified]:
    """Look at the whole case: first the ledger by itself, then each capture's bytes with its articles.

    Args:
        folder: The case.
        threads: How many captures are looked at beside one another.
        roots: The certificates of the time stamping authorities that are trusted (PEM); without them, the
            signatures of time stamps are not checked.
        say: Is told what was looked at inside the ledger, part by part.

    Yields:
        A Mismatch for each thing in the ledger that does not agree, and a Verified for each capture.

    Raises:
        UsageError: The folder is no case, or the roots are no certificates.
        MissingExtraError: There are roots, and the extra `timestamp` is not installed.
    """
    if roots is not None:
        certificates_in(roots)  # what is wrong with these is no fault of the case
    try:
        ledger = Ledger.open(folder)
    except LedgerError as error:
        why = str(error).removesuffix(f"; {VERIFY}")
        yield Mismatch("ledger.db", f"cannot be opened, so that nothing was looked at: {why}")
        return
    with ledger:
        yield from ledger.check(say=say)
        try:
            yield from _timestamps(ledger, roots, say)
            looked_at = (place for _, place, _ in ledger.captures())  # payloads come below
            for what in damages(folder / ARCHIVE, ledger.archive_end(), apart_from=looked_at):
                yield _lost(ARCHIVE, what)
            yield from in_order(_checker(folder / ARCHIVE), _evidence(ledger), threads=threads)
        except LedgerError as error:
            yield Mismatch("captures", f"cannot be looked at further: {error}")


def _timestamps(
    ledger: Ledger, roots: bytes | None, say: Callable[[str], object] | None
) -> Iterator[Mismatch]:
    for stamping in ledger.entries(STAMPED):
        try:
            stamped = check_stamp(ledger, stamping, roots)
        except InputError as error:
            yield Mismatch(f"log entry {stamping.seq}", str(error), NO_TIME)
            continue
        if say:
            checked = "signature checked" if roots else "signature not checked: see --roots"
            say(
                f"the time stamp of {stamped.at_utc} over the log up to entry {stamped.entry} "
                f"by {stamped.authority} ({checked})"
            )


class Evidence(NamedTuple):
    """A capture, where it lies, and the articles made of it; none that the ledger cannot give."""

    capture: Capture
    place: Place
    articles: tuple[tuple[Article, Offsets], ...]


def _evidence(ledger: Ledger) -> Iterator[Evidence]:
    for capture, place, _ in ledger.captures():
        try:
            articles = tuple(ledger.mapped(capture.id))
        except LedgerError:  # the ledger's own check has said what is wrong with it
            articles = ()
        yield Evidence(capture, place, articles)


def _lost(record: str, what: str) -> Mismatch:
    """Captured bytes that are not what they were: nothing in the case can bring them back."""
    return Mismatch(record, what.removesuffix(f"; {RECOVER}"), "restore archive/ from a copy")


def _checker(archive: Path) -> Callable[[Evidence], Verified]:
    def check(evidence: Evidence) -> Verified:
        capture, place, articles = evidence
        try:
            payload = payload_at(archive, place)
        except InputError as error:
            return Verified(capture.id, 0, (_lost(capture.id, str(error)),))
        found = []
        if digest_of(payload) != capture.payload_digest:
            what = f"its payload has the digest {digest_of(payload)}, expected {capture.payload_digest}"
            found.append(_lost(capture.id, what))
        for article, offsets in articles:
            wrong = check_offsets(payload, article, offsets)
            found += [Mismatch(article.id, what) for what in wrong]
        return Verified(capture.id, len(payload), tuple(found))

    return check
