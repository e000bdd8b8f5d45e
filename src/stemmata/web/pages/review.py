"""Review: what is uncertain and matters, the most carried first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

from stemmata.ledger import Heading, Linking
from stemmata.model import Article, Claim, Link, Occurrence
from stemmata.web.asking import Asked
from stemmata.web.objects import plain
from stemmata.web.pages.claims import ClaimLine, claim_lines
from stemmata.web.pages.judgements import last_judge

__all__ = ["Doubt", "Review", "Side", "review"]

UNSURE = (0.1, 0.9)
"""Probabilities between which a person's look is worth its time."""

CLAIMS_READ = 200
"""Claims looked into, the most carried: what lies behind is carried by few, and the page stays fast."""

DOUBTS, DOUBTS_A_CLAIM = 30, 3
"""Pairs shown: an hour's work; and of one claim, so that a large one leaves room for others."""

WIDE = 2
"""Origins left open from which on a claim is listed."""

OPEN_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One passage of a pair, with words around it."""

    occurrence: str
    heading: Heading | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two passages of one claim that may not state the same; `score` is the probability that they do."""

    claim: str
    text: str
    score: float
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Review:
    """The queue. `open` are claims whose number of origins is least certain. `who` judged last."""

    TEMPLATE: ClassVar[str] = "review.html"

    doubts: tuple[Doubt, ...]
    open: tuple[ClaimLine, ...]
    linking: Linking | None
    judged: int
    who: str

    def to_object(self) -> dict[str, Any]:
        """The queue."""
        return {"doubts": plain(self.doubts), "open": plain(self.open)}


AROUND = 120
"""Code points around a passage: the sentence it stands in."""


def review(asked: Asked) -> Review:
    """What is uncertain and matters."""
    ledger = asked.ledger
    carried = list(ledger.claims(limit=CLAIMS_READ))
    pairs = list(islice(_pairs(asked, carried), DOUBTS))
    ids = {o.passage.article for _, _, sides in pairs for o in sides}
    articles, headings = ledger.articles(ids), ledger.headings_of(ids)
    wide = [c for c in carried if c.origins_range[1] - c.origins_range[0] >= WIDE]
    return Review(
        doubts=tuple(
            Doubt(
                claim.id,
                claim.text,
                link.score,
                _side(a, articles, headings),
                _side(b, articles, headings),
            )
            for claim, link, (a, b) in pairs
        ),
        open=claim_lines(asked, wide[:OPEN_SHOWN]),
        linking=ledger.linking(),
        judged=len(ledger.judgements()),
        who=last_judge(asked),
    )


def _pairs(
    asked: Asked, claims: list[Claim]
) -> Iterator[tuple[Claim, Link, tuple[Occurrence, Occurrence]]]:
    """The least certain pairs of each claim that nobody judged yet."""
    judged = {
        frozenset((a.occurrence, b.occurrence))
        for one in asked.ledger.judgements()
        for a in one.a
        for b in one.b
    }
    low, high = UNSURE
    for claim in claims:
        held = {o.id: o for o in claim.occurrences}
        unsure = [
            link
            for link in asked.ledger.links_of(claim)
            if link.kind == "same"
            and low < link.score < high
            and link.a in held
            and link.b in held
            and frozenset((link.a, link.b)) not in judged
        ]
        for link in sorted(unsure, key=lambda link: abs(link.score - 0.5))[:DOUBTS_A_CLAIM]:
            yield claim, link, (held[link.a], held[link.b])


def _side(
    occurrence: Occurrence, articles: Mapping[str, Article], headings: Mapping[str, Heading]
) -> Side:
    article, (start, end) = occurrence.passage
    text = articles[article].text
    # Not across the paragraph: its neighbours say other things.
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return Side(occurrence.id, headings.get(article), before, text[start:end], after)
