"""Review: what is uncertain and matters, the most carried first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from stemmata.ledger import ClaimLine, Heading, Judgement, Linking, compared
from stemmata.model import Article, Claim, Link, Occurrence
from stemmata.web.asking import Asked
from stemmata.web.counted import UNSURE
from stemmata.web.objects import plain
from stemmata.web.pages.judgements import last_judge, undoable
from stemmata.web.pages.search import around

__all__ = ["Doubt", "Names", "Review", "Side", "review"]

WEAK_ROW = 0.55
"""Probability of a row below which two readers in ten would not have marked it."""

CLAIMS_READ = 200
"""Claims looked into, the most carried: what lies behind is carried by few, and the page stays fast."""

DOUBTS, DOUBTS_A_CLAIM = 30, 3
"""Questions shown: an hour's work; and of one claim, so that a large one leaves room for others."""

ACTORS_READ, NAMES_SHOWN = 100, 10
"""Actors looked into, the most named; and pairs of their names shown."""

SURE_NAMES = 0.95
"""Score from which nobody needs to look at two names: both stand in the table of outlets and bodies."""

WIDE = 2
"""Origins left open from which on a claim is listed."""

OPEN_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One passage of a question, with words around it."""

    occurrence: str
    heading: Heading | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about one passage or two; `score` is the probability of what the machine proposed.

    `about`: "same" (two of one claim), "contrary" (two of different claims), "row" (one).
    """

    about: Literal["same", "contrary", "row"]
    claim: str
    text: str
    score: float
    a: Side
    b: Side | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Two names that were taken for one actor's."""

    actor: str
    name: str
    articles: int
    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """The queue. `open` are claims whose number of origins is least certain. `who` judged last."""

    TEMPLATE: ClassVar[str] = "review.html"

    doubts: tuple[Doubt, ...]
    names: tuple[Names, ...]
    open: tuple[ClaimLine, ...]
    linking: Linking | None
    judged: int
    who: str
    last: Judgement | None

    def to_object(self) -> dict[str, Any]:
        """The queue."""
        return {
            "doubts": plain(self.doubts),
            "names": plain(self.names),
            "open": plain(self.open),
        }


AROUND = 120
"""Code points around a passage: the sentence it stands in."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A doubt before its words are fetched, and how much an answer is worth."""

    about: Literal["same", "contrary", "row"]
    worth: float
    claim: Claim
    score: float
    sides: tuple[Occurrence, ...]


def review(asked: Asked) -> Review:
    """What is uncertain and matters."""
    ledger = asked.ledger
    carried = list(ledger.claims(limit=CLAIMS_READ))
    made = ledger.judgements()
    asking = sorted(_questions(asked, carried, made), key=lambda q: -q.worth)[:DOUBTS]
    ids = {o.passage.article for q in asking for o in q.sides}
    articles, headings = ledger.articles(ids), ledger.headings_of(ids)
    wide = [c for c in carried if c.origins_range[1] - c.origins_range[0] >= WIDE]
    return Review(
        doubts=tuple(
            Doubt(
                *(q.about, q.claim.id, q.claim.text, q.score),
                *(_side(o, articles, headings) for o in q.sides),
            )
            for q in asking
        ),
        names=tuple(sorted(_names(asked, made), key=lambda n: n.articles * (n.score - 1)))[
            :NAMES_SHOWN
        ],
        open=tuple(ledger.lines_of(c.id for c in wide[:OPEN_SHOWN])),
        linking=asked.counted.linking(ledger),
        judged=len(made),
        who=last_judge(asked),
        last=undoable(made),
    )


def _questions(asked: Asked, claims: list[Claim], made: list[Judgement]) -> Iterator[_Question]:
    """What nobody judged yet, of each claim the most uncertain."""
    done = compared(made)
    looked_at = {x.id for one in made if not one.b for x in one.anchors}
    weak = asked.ledger.weak_rows([c.id for c in claims], below=WEAK_ROW)
    low, high = UNSURE
    for claim in claims:
        held = {o.id: o for o in claim.occurrences}
        found = [
            _Question("row", _worth(claim, weak[o.id]), claim, weak[o.id], (o,))
            for o in claim.occurrences
            if o.id in weak and not {o.id, o.attribution} & looked_at
        ]
        for link in asked.ledger.links_of(claim):
            if frozenset((link.a, link.b)) in done:
                continue
            if link.kind == "same" and low < link.score < high and {link.a, link.b} <= held.keys():
                sides = held[link.a], held[link.b]
                found.append(_Question("same", _worth(claim, link.score), claim, link.score, sides))
            elif link.kind == "contradicts" and "judged" not in link.why:
                found += _contrary(asked, claim, held, link)
        yield from sorted(found, key=lambda q: -q.worth)[:DOUBTS_A_CLAIM]


def _worth(claim: Claim, score: float) -> float:
    """What an answer is worth: most where much is carried and the score says least."""
    return len(claim.occurrences) * (1 - abs(2 * score - 1))


def _contrary(
    asked: Asked, claim: Claim, held: Mapping[str, Occurrence], link: Link
) -> Iterator[_Question]:
    """A contradiction, asked with the claim that is carried more."""
    own = held.get(link.a) or held.get(link.b)
    other = link.b if own and own.id == link.a else link.a
    against = asked.ledger.claim_of(other)
    if own is None or against is None or len(against.occurrences) > len(claim.occurrences):
        return
    if len(against.occurrences) == len(claim.occurrences) and against.id < claim.id:
        return  # asked there
    two = next(o for o in against.occurrences if o.id == other)
    worth = (len(claim.occurrences) + len(against.occurrences)) / 2
    yield _Question("contrary", worth, claim, link.score, (own, two))


def _names(asked: Asked, made: list[Judgement]) -> Iterator[Names]:
    """Names that were taken for one actor's on little; not those that differ in capitals alone."""
    done = {frozenset((x.name, y.name)) for one in made for x in one.names for y in one.names}
    for actor in asked.ledger.actors(by="named", limit=ACTORS_READ):
        for a, b, score, why in actor.merges:
            alike = a.casefold() == b.casefold()
            if score < SURE_NAMES and not alike and frozenset((a, b)) not in done:
                yield Names(actor.id, actor.name, actor.articles, a, b, score, why)


def _side(
    occurrence: Occurrence, articles: Mapping[str, Article], headings: Mapping[str, Heading]
) -> Side:
    article, (start, end) = occurrence.passage
    text = articles[article].text
    first, last = around(text, start, end, AROUND)
    return Side(
        *(occurrence.id, headings.get(article)),
        *(text[first:start], text[start:end], text[end:last]),
    )
