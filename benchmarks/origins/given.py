"""Origins by Stemmata where it is told which passages state one claim: joining them is not measured."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.origins.record import Claim
from benchmarks.origins.scores import input_id, overlap
from stemmata.encoder.embedder import Embedder
from stemmata.encoder.weights import find_weights
from stemmata.export.claim_json import articles_of, to_object
from stemmata.ledger import Ledger
from stemmata.link.claims import relink
from stemmata.link.copies import find_copies
from stemmata.link.propositions import propositions
from stemmata.model import Reading
from stemmata.pipeline.names import kept_names

__all__ = ["given", "grouped"]


def given(case: Path, claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The claims of a linked case, its passages grouped as is true; what else it read is left out.

    Passages and their sources are as they were read, the names those of the last linking.
    """
    with Ledger.open(case) as ledger:
        readings = list(ledger.readings())
        names = kept_names(ledger)
        found = relink(
            readings,
            grouped(claims, readings),
            clashes=(),
            others={},
            embed=Embedder(find_weights()).embed,
            copies=find_copies((r.article for r in readings), names=names),
            names=names,
        ).claims
        titles = ledger.titles(articles_of(found))
        return [dict(to_object(claim, titles)) for claim in found]


def grouped(claims: Iterable[Claim], readings: Iterable[Reading]) -> list[list[str]]:
    """The ids of the passages read that state each claim: each states the one that it overlaps most."""
    there: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for claim in claims:
        for o in claim.occurrences:
            there[o.article] += [(claim.id, span) for span in ((o.start, o.end), *o.repeats)]
    groups: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for proposition in propositions(reading):
            found = [
                (
                    overlap(span, (proposition.passage.span.start, proposition.passage.span.end)),
                    claim,
                )
                for claim, span in there[input_id(reading.path)]
            ]
            most, mine = max(found, default=(0.0, ""))
            if most > 0:
                groups[mine].append(proposition.id)
    return list(groups.values())
