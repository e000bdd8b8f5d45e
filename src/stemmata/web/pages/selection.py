"""Chosen claims: the ones whose boxes were ticked on a list, to be taken away together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.errors import UsageError
from stemmata.export.claim_json import ClaimObject, articles_of, to_object
from stemmata.ledger import ClaimLine, Title
from stemmata.model import Claim
from stemmata.web.asking import Asked

__all__ = ["Selection", "chosen", "selection"]

MOST = 100
"""Claims taken away together; more than that is what the table of all claims is for."""


class SelectionAnswer(TypedDict):
    """The chosen claims, and the ids that the case does not have."""

    claims: list[ClaimObject]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that the query names, in its order; `missing` are the ids that the case does not have."""

    TEMPLATE: ClassVar[str] = "selection.html"

    claims: tuple[Claim, ...]
    lines: tuple[ClaimLine, ...]
    missing: tuple[str, ...]
    titles: Mapping[str, Title]

    def to_object(self) -> SelectionAnswer:
        """The claims as objects of the contract."""
        claims = [to_object(claim, self.titles) for claim in self.claims]
        return {"claims": claims, "missing": list(self.missing)}


def selection(asked: Asked) -> Selection:
    """The claims that the query chooses: `claim` is the id of one, and may stand there several times.

    Raises:
        UsageError: Too many.
    """
    found = chosen(asked)
    claims = tuple(claim for claim in found.values() if claim)
    lines = {line.id: line for line in asked.ledger.lines_of(claim.id for claim in claims)}
    return Selection(
        claims=claims,
        lines=tuple(lines[claim.id] for claim in claims),
        missing=tuple(name for name, claim in found.items() if claim is None),
        titles=asked.ledger.titles(articles_of(claims)),
    )


def chosen(asked: Asked) -> dict[str, Claim | None]:
    """The claims that the query names, by the id that it has for them; None for one that is not there.

    Raises:
        UsageError: Too many.
    """
    names = [name for name in dict.fromkeys(asked.chosen) if name]
    if len(names) > MOST:
        raise UsageError(f"{len(names)} claims are too many for one page; choose at most {MOST}")
    found = {name: asked.ledger.claim(name) for name in names}
    seen: set[str] = set()
    for name, claim in list(found.items()):
        if claim and claim.id in seen:  # an old id beside the one that took its place
            del found[name]
        seen |= {claim.id} if claim else set()
    return found
