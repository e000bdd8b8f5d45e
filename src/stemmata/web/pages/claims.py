"""Claims: what travels in the case; and one claim with its stemma."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypedDict

from stemmata.export.claim_json import ClaimObject, articles_of, to_object
from stemmata.ledger import Asked as Narrowed
from stemmata.ledger import ClaimLine, Heading, Linking, Title
from stemmata.link.same_party import ITSELF
from stemmata.model import Claim, Occurrence, Origin, Reading
from stemmata.report.rows import Row, rows_of
from stemmata.report.stemma import Stemma, stemma
from stemmata.web.asking import Asked, NotHere
from stemmata.web.objects import plain
from stemmata.web.pages.articles import number_in
from stemmata.web.pages.judgements import Judged, judged_of, last_judge

__all__ = [
    "ClaimPage",
    "Claims",
    "Stated",
    "claim",
    "claims",
    "narrowing",
]

PAGE = 50
"""Claims a page."""


class ClaimsAnswer(TypedDict):
    """A page of claims."""

    claims: list[ClaimLine]
    total: int
    page: int


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims, the most carried first, and what the list is narrowed to."""

    TEMPLATE: ClassVar[str] = "claims.html"

    claims: tuple[ClaimLine, ...]
    total: int
    linking: Linking | None
    text: str
    entity: str
    outlet: str
    circular: bool
    contradicted: bool
    outlets: tuple[str, ...]
    page: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.total > PAGE * self.page

    def to_object(self) -> ClaimsAnswer:
        """The list."""
        return {"claims": plain(self.claims), "total": self.total, "page": self.page}


@dataclass(frozen=True, slots=True)
class Stated:
    """An occurrence with its words, its row, and where it was published."""

    occurrence: Occurrence
    heading: Heading | None
    words: str
    row: Row | None
    origins: tuple[Origin, ...]

    def leads_to(self, origin: Origin) -> bool:
        """Whether one of its steps names this origin already."""
        name = origin.name.removeprefix(ITSELF) if origin.kind == "outlet" else origin.name
        return any(step.to == name for step in self.occurrence.steps)


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim. `headings` are the articles that its steps and copies name, `who` judged last."""

    TEMPLATE: ClassVar[str] = "claim.html"

    claim: Claim
    line: ClaimLine
    stemma: Stemma
    stated: tuple[Stated, ...]
    against: tuple[tuple[ClaimLine, tuple[Stated, ...]], ...]
    headings: Mapping[str, Heading]
    titles: Mapping[str, Title]
    judged: tuple[Judged, ...]
    who: str

    def to_object(self) -> ClaimObject:
        """The claim object of the contract."""
        return to_object(self.claim, self.titles)


def claims(asked: Asked) -> Claims:
    """The claims that fit the query, a page at a time."""
    ledger, given = asked.ledger, asked.query
    page = number_in(given, "page", default=1)
    narrowed = narrowing(given)
    found = ledger.claim_lines(limit=PAGE, offset=PAGE * (page - 1), **narrowed)
    linking = asked.counted.linking(ledger)
    every = linking is not None and not any(narrowed.values())
    return Claims(
        claims=tuple(found),
        total=linking.claims if linking and every else ledger.count_claims(**narrowed),
        linking=linking,
        text=narrowed["text"] or "",
        entity=narrowed["entity"] or "",
        outlet=narrowed["outlet"] or "",
        circular=narrowed["circular"],
        contradicted=narrowed["contradicted"],
        outlets=asked.counted.of(ledger).outlets,
        page=page,
    )


def narrowing(query: Mapping[str, str]) -> Narrowed:
    """Which claims a query asks for."""
    text, entity, outlet = (query.get(name, "").strip() for name in ("text", "entity", "outlet"))
    circular, contradicted = (bool(query.get(name)) for name in ("circular", "contradicted"))
    return Narrowed(
        text=text, entity=entity, outlet=outlet, circular=circular, contradicted=contradicted
    )


def claim(asked: Asked) -> ClaimPage:
    """The claim that the path names, with all that it takes to judge it."""
    found = asked.ledger.claim(asked.path["claim"])
    if found is None:
        raise NotHere(f"The case has no claim {asked.path['claim']}.")
    others = [c for c in map(asked.ledger.claim, found.contradicts) if c is not None]
    lines = {line.id: line for line in asked.ledger.lines_of([found.id, *(c.id for c in others)])}
    wanted = {a for c in (found, *others) for a in _articles(c)}
    # Without the evidence, which only the pages of the articles show.
    read = map(asked.ledger.corrected, asked.ledger.readings(articles=wanted))
    readings = {reading.article.id: reading for reading in read}
    named = {s.to for o in found.occurrences for s in o.steps if s.kind == "copy"}
    copied = {o.copied_from for o in found.occurrences if o.copied_from}
    headings = asked.ledger.headings_of(wanted | named | copied)
    return ClaimPage(
        claim=found,
        line=lines[found.id],
        stemma=stemma(found, {i: r.article for i, r in readings.items()}),
        stated=_stated(found, readings, headings),
        against=tuple((lines[c.id], _stated(c, readings, headings)) for c in others),
        headings=headings,
        titles=asked.ledger.titles(articles_of([found])),
        judged=judged_of(asked, found),
        who=last_judge(asked),
    )


def _articles(claim: Claim) -> set[str]:
    return {occurrence.passage.article for occurrence in claim.occurrences}


def _stated(
    claim: Claim, readings: Mapping[str, Reading], headings: Mapping[str, Heading]
) -> tuple[Stated, ...]:
    origins = {origin.id: origin for origin in claim.origins}
    rows = {
        (article, row.attribution.id): row
        for article in _articles(claim)
        if article in readings
        for row in rows_of(readings[article])
    }
    found = []
    for o in claim.occurrences:
        article, span = o.passage
        reading = readings.get(article)
        found.append(
            Stated(
                occurrence=o,
                heading=headings.get(article),
                words=reading.article.quote((span,))[0] if reading else "",
                row=rows.get((article, o.attribution)),
                origins=tuple(origins[i] for i in o.origins if i in origins),
            )
        )
    return tuple(found)
