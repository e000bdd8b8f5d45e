"""Diff: the versions of an address in a case, each against the one before."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from stemmata.ledger import Ledger
from stemmata.report.revision import Revision, revision

__all__ = ["revisions"]


def revisions(folder: Path, address: str | None) -> Iterator[tuple[str, Revision]]:
    """What changed from version to version, for one address or for all that changed.

    Raises:
        UsageError: The folder is no case.
    """
    with Ledger.open(folder) as ledger:
        for where in [address] if address else ledger.changed_addresses():
            versions = ledger.versions(where)
            exhibit = {e.reading.article.id: e for e in ledger.exhibits(articles=versions)}
            for before, after in pairwise(versions):
                yield where, revision(exhibit[before], exhibit[after])
