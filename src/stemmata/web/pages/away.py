"""Take away: lists as tables for spreadsheets, an article or a claim as a dossier."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from stemmata import __version__
from stemmata.encoder.weights import measured_accuracy
from stemmata.export import table_csv
from stemmata.export.cells import inert
from stemmata.export.evidence import Evidence
from stemmata.ledger import ClaimLine, Ledger, words_of
from stemmata.model import Claim
from stemmata.report import claim_page, dossier
from stemmata.report.accuracy import Accuracy, Measure
from stemmata.web.asking import Asked, Download, NotHere, utc_now
from stemmata.web.pages.article import exhibit_of
from stemmata.web.pages.articles import narrowing as articles_asked
from stemmata.web.pages.claims import narrowing as claims_asked
from stemmata.web.pages.judgements import judgements
from stemmata.web.pages.search import everything
from stemmata.web.pages.selection import chosen, selection

__all__ = [
    "article_dossier",
    "article_table",
    "articles_table",
    "changes_table",
    "claim_dossier",
    "claims_table",
    "judgements_table",
    "rejected_table",
    "search_table",
    "selection_dossier",
    "selection_table",
    "table",
]

GENERATOR = f"stemmata {__version__}"
CSV, HTML = "text/csv", "text/html"

ARTICLE_COLUMNS = ("article", "outlet", "published", "title", "language", "attributions")
CHANGE_COLUMNS = ("address", "version", "article", "outlet", "published", "title")
JUDGEMENT_COLUMNS = tuple("judgement at_utc who why verdict state about against withdraws".split())
REJECTED_COLUMNS = ("item", "stage", "reason", "added_utc", "payload_digest", "read_since")
SEARCH_COLUMNS = tuple("article outlet published title words voice who attribution".split())
CLAIM_COLUMNS = (
    *("claim", "text", "articles", "outlets", "origins", "origins_least", "origins_most"),
    *("denials", "contradicts", "circular", "first_seen"),
)


def articles_table(asked: Asked) -> Download:
    """All articles that the query names."""
    outlet, month = articles_asked(asked.query)
    found = asked.ledger.headings(
        outlet=outlet, month=month, limit=asked.ledger.status().articles, offset=0
    )
    rows = ((h.article, h.outlet, h.published, h.title, h.language, h.attributions) for h in found)
    return Download(table(ARTICLE_COLUMNS, rows), CSV, "articles.csv")


def claims_table(asked: Asked) -> Download:
    """All claims that fit the query, the most carried first."""
    return Download(table(CLAIM_COLUMNS, _claims(asked)), CSV, "claims.csv")


def changes_table(asked: Asked) -> Download:
    """All versions of all pages that changed, those of one address in order."""
    ledger = asked.ledger
    versions = {address: ledger.versions(address) for address in ledger.changed_addresses()}
    headings = ledger.headings_of([i for ids in versions.values() for i in ids])
    rows = (
        (address, number, i, headings[i].outlet, headings[i].published, headings[i].title)
        for address, ids in versions.items()
        for number, i in enumerate(ids, start=1)
    )
    return Download(table(CHANGE_COLUMNS, rows), CSV, "changes.csv")


def judgements_table(asked: Asked) -> Download:
    """All that people decided, the newest first."""
    rows = (
        (
            *(one.judgement.id, one.judgement.at_utc, one.judgement.who, one.judgement.why),
            *(one.judgement.verdict, one.state),
            *(" | ".join(map(words_of, side)) for side in (one.judgement.a, one.judgement.b)),
            one.judgement.withdraws,
        )
        for one in judgements(asked).judged
    )
    return Download(table(JUDGEMENT_COLUMNS, rows), CSV, "judgements.csv")


def rejected_table(asked: Asked) -> Download:
    """All that could not be read."""
    rows = (
        (
            *(r.rejected.item, r.rejected.stage, r.rejected.reason, r.added_utc, r.payload_digest),
            "yes" if r.read_since else "no",
        )
        for r in asked.ledger.rejected()
    )
    return Download(table(REJECTED_COLUMNS, rows), CSV, "rejected.csv")


def search_table(asked: Asked) -> Download:
    """The passages of all pages of what a query finds, as many as the search shows in all."""
    rows = (
        (
            *(f.hit.article, f.hit.outlet, f.hit.published, f.hit.title),
            *("".join(p.pieces), p.voice, p.row.who if p.row else None),
            p.row.attribution.id if p.row else None,
        )
        for f in everything(asked)
        for p in f.passages
    )
    return Download(table(SEARCH_COLUMNS, rows), CSV, "search.csv")


def article_table(asked: Asked) -> Download:
    """The rows of one article, as `stemmata export` writes them."""
    exhibit, out = exhibit_of(asked), io.BytesIO()
    case = Evidence(
        name=_case(asked),
        generator=GENERATOR,
        exported_utc=utc_now(),
        exhibits=lambda: [exhibit],
    )
    table_csv.write(case, out)
    return Download(out.getvalue(), CSV, _file(exhibit.reading.article.id, "csv"))


def article_dossier(asked: Asked) -> Download:
    """All that one article says, each row in its passage, with its evidence."""
    exhibit = exhibit_of(asked)
    page = dossier.render(
        dossier.chapters([exhibit]),
        dossier.About(_case(asked), GENERATOR, utc_now(), asked.ledger.head()),
        Accuracy(tuple(Measure(*row) for row in measured_accuracy())),
    )
    return Download(page.encode(), HTML, _file(exhibit.reading.article.id, "html"))


def claim_dossier(asked: Asked) -> Download:
    """One claim: its stemma drawn, and every passage in words.

    Raises:
        NotHere: The case does not have it.
    """
    claim = asked.ledger.claim(asked.path["claim"])
    if claim is None:
        raise NotHere(f"The case has no claim {asked.path['claim']}.")
    return _dossier(asked, [claim], claim.id)


def selection_dossier(asked: Asked) -> Download:
    """The chosen claims as one dossier.

    Raises:
        NotHere: The case has none of them.
    """
    claims = [claim for claim in chosen(asked).values() if claim]
    if not claims:
        raise NotHere("The case has none of these claims.")
    return _dossier(asked, claims, "claims")


def selection_table(asked: Asked) -> Download:
    """The chosen claims."""
    return Download(table(CLAIM_COLUMNS, map(_cells, selection(asked).lines)), CSV, "claims.csv")


def _dossier(asked: Asked, claims: Sequence[Claim], name: str) -> Download:
    shown = {article for claim in claims for article in _shown(claim)}
    exhibits = {e.reading.article.id: e for e in asked.ledger.exhibits(articles=shown)}
    told = [(claim, _against(asked.ledger, claim)) for claim in claims]
    page = claim_page.render(told, exhibits, generator=GENERATOR)
    return Download(page.encode(), HTML, _file(name, "html"))


def _claims(asked: Asked) -> Iterator[tuple[object, ...]]:
    return map(_cells, asked.ledger.claim_lines(**claims_asked(asked.query)))


def _cells(line: ClaimLine) -> tuple[object, ...]:
    return (
        *(line.id, line.text, line.articles, line.outlets, line.origins, *line.origins_range),
        *(line.denials, line.contradicts, "yes" if line.circular else "no", line.first_seen),
    )


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A table as spreadsheets open it: with a byte-order mark, and nothing in it that runs."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(columns)
    table.writerows(
        [inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def _shown(claim: Claim) -> set[str]:
    """The articles of its passages, of their evidence, and of what they are copies of."""
    steps = [step for o in claim.occurrences for step in o.steps]
    return (
        {o.passage.article for o in claim.occurrences}
        | {o.copied_from for o in claim.occurrences if o.copied_from}
        | {step.to for step in steps if step.kind == "copy"}
        | {step.evidence.article for step in steps if step.evidence}
    )


def _against(ledger: Ledger, claim: Claim) -> list[str]:
    found = map(ledger.claim, claim.contradicts)
    return [other.text for other in found if other is not None]


def _case(asked: Asked) -> str:
    return asked.folder.absolute().name


def _file(id_: str, ending: str) -> str:
    return f"{re.sub(r'[^0-9A-Za-z]+', '-', id_)}.{ending}"
