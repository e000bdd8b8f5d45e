"""Rows that do not repeat what they answer: "the army denied any involvement", "a doctor confirmed the toll".

They answer a passage of the same article. Which one, words and places tell, or nothing does. And denials
that say that it is not so: "the army has not fired" answers who says that it did.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from stemmata.link.blame import parties
from stemmata.model import Attribution, Span

if TYPE_CHECKING:
    from stemmata.link.propositions import Proposition

__all__ = ["answered", "confirmed", "gainsaid"]

_WHAT_WAS_SAID = re.compile(
    r"(?:it|this|that|so|which|them|these|those"
    r"|(?:(?:the|this|that|these|those|such|any|all|its|their|his|her|both|every)\s+)*(?:\w+\s+)?"
    r"(?:accusations?|allegations?|charges?|claims?|reports?|suggestions?))\W*",
    re.IGNORECASE,
)
_HAVING_DONE_IT = re.compile(
    r"(?:(?:the|any|all|its|their|his|her|having|bearing)\s+)*"
    r"(?:involvement|responsibility|complicity|role|hand|part|link|blame)"
    r"(?:\s+(?:in|for|with|to|whatsoever)\b.{0,40})?\W*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:(?:the|that|this|those|these|its|their)\s+)?(?:same\s+)?(?:(?:death|casualty|body)\s+)?"
    r"(?:toll|count|figures?|numbers?|tally|total)\W*",
    re.IGNORECASE,
)
_CONFIRMING = re.compile(
    r"\b(?:confirm\w*|g[ai]ve|giving|gives|repeat\w*|echo\w*|report\w*)\b", re.IGNORECASE
)
NEAR = 240
"""Code points from a statement to a denial that says "it": the same sentence or the next."""

FAR = 900
"""The same to one that names what it was accused of: some paragraphs."""


def answered(
    denial: Attribution, text: str, stated: Sequence["Proposition"]
) -> "Proposition | None":
    """What a denial denies without saying it again; None where it says so itself or nothing tells.

    Args:
        denial: An attribution whose source denies its content.
        text: Of its article.
        stated: What the article states, in text order.
    """
    words = " ".join(text[s.start : s.end] for s in denial.content)
    before = [p for p in stated if _comes_before(p, denial) and not _is_theirs(p, denial)]
    if _HAVING_DONE_IT.fullmatch(words) or _WHAT_WAS_SAID.fullmatch(words):
        who = parties(" ".join(text[s.start : s.end] for s in denial.source))
        for p in reversed(before):
            if p.accused & who and _gap(p, denial) <= FAR:
                return p
    if _WHAT_WAS_SAID.fullmatch(words) and before and _gap(before[-1], denial) <= NEAR:
        return before[-1]
    return None


def confirmed(row: Attribution, text: str, stated: Sequence["Proposition"]) -> "Proposition | None":
    """The figures that a row confirms without saying them again: "gave the same death toll".

    Args:
        row: An attribution whose source affirms its content.
        text: Of its article.
        stated: What the article states, in text order.
    """
    words = " ".join(text[s.start : s.end] for s in row.content)
    cue = " ".join(text[s.start : s.end] for s in row.cue)
    if not _COUNT.fullmatch(words) or not _CONFIRMING.search(cue):
        return None
    before = [p for p in stated if p.figures and _comes_before(p, row) and not _is_theirs(p, row)]
    return before[-1] if before and _gap(before[-1], row) <= FAR else None


_NOT_SO = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|is|are)(?:\s+not\b|n['’]?t\b)|\bnever\b", re.IGNORECASE
)


def gainsaid(claim: Sequence["Proposition"]) -> list["Proposition"]:
    """What states one claim, those that say that it is not so among those that deny it.

    Only beside a denial in so many words, which tells that the claim is what the others affirm: else "the
    ship has not arrived" may well be the claim.
    """
    denied = any(p.stance == "denies" and not p.negated for p in claim)
    return [
        replace(p, stance="denies")
        if denied and p.stance != "denies" and _NOT_SO.search(p.words)
        else p
        for p in claim
    ]


def _comes_before(p: "Proposition", row: Attribution) -> bool:
    return p.passage.span.end <= row.content[0].start and p.stance != "denies"


def _is_theirs(p: "Proposition", row: Attribution) -> bool:
    """Whether the one who answers said it: nobody answers their own words."""
    entity = p.attribution.source_entity
    return entity is not None and entity == row.source_entity


def _gap(p: "Proposition", row: Attribution) -> int:
    first: Span = min((*row.source, *row.cue, *row.content))
    return first.start - p.passage.span.end
