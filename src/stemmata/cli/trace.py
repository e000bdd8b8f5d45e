"""`stemmata trace`: one claim's stemma, who had it from whom."""

from pathlib import Path
from typing import Any

import click

from stemmata import __version__
from stemmata.cli.claims import say_stale
from stemmata.cli.exits import DONE, run, write_file
from stemmata.errors import UsageError

__all__ = ["trace"]

CANDIDATES = 20
"""Claims listed where a text fits several."""


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("claim", nargs=-1, required=True, metavar="CLAIM|TEXT…")
@click.option("--report", help="Write a page with the stemma drawn to this file.")
def trace(case: str, claim: tuple[str, ...], report: str | None) -> None:
    """Show how a claim travelled, oldest first: outlet, date, whom it had it from, words and evidence.

    CLAIM is an id from "stemmata claims", also an old one; or words and "quoted phrases" that stand in
    its passages. Where several claims have them, they are listed.
    """
    run(lambda: _trace(Path(case), " ".join(claim), report))


def _trace(folder: Path, asked: str, report: str | None) -> int:
    from rich.console import Console

    from stemmata.ledger import Ledger
    from stemmata.report.claims import ClaimSheet

    with Ledger.open(folder) as ledger:
        say_stale(ledger.linking(), folder)
        found = _found(ledger, asked)
        if not found:
            raise UsageError(
                f"no claim has {asked!r}; try fewer words, or stemmata claims {folder}"
            )
        sheet = ClaimSheet(Console())
        titles = ledger.titles(set().union(*map(_named, found)))
        texts = {
            c: known.text for one in found for c in one.contradicts if (known := ledger.claim(c))
        }
        if len(found) > 1:
            click.echo(f"{len(found)} claims have {asked!r}; name one by its id:", err=True)
            for claim in found:
                sheet.claim(claim, titles, texts)
            return DONE
        (claim,) = found
        if asked.startswith("clm:") and claim.id != asked:
            click.echo(f"{asked} is {claim.id} now.", err=True)
        sheet.claim(claim, titles, texts)
        sheet.stemma(claim, titles, ledger.articles(_articles(claim)))
        if report:
            _write_report(report, claim, ledger, [texts[c] for c in claim.contradicts])
    return DONE


def _write_report(target: str, claim: Any, ledger: Any, against: list[str]) -> None:
    from stemmata.report.claim_page import render

    shown = _articles(claim) | _named(claim)
    exhibits = {e.reading.article.id: e for e in ledger.exhibits(articles=shown)}
    write_file(target, render([(claim, against)], exhibits, generator=f"stemmata {__version__}"))
    click.echo(f"report: {target}", err=True)


def _found(ledger: Any, asked: str) -> list[Any]:
    if asked.startswith(("clm:", "occ:")):
        claim = ledger.claim(asked) or ledger.claim_of(asked)
        return [claim] if claim else []
    found: list[Any] = ledger.find_claims(asked, limit=CANDIDATES)
    return found


def _named(claim: Any) -> set[str]:
    """The articles that are named."""
    copied = {o.copied_from for o in claim.occurrences if o.copied_from}
    steps = {s.to for o in claim.occurrences for s in o.steps if s.kind == "copy"}
    return {o.passage.article for o in claim.occurrences} | copied | steps


def _articles(claim: Any) -> set[str]:
    """The articles whose words are shown."""
    shown = {o.passage.article for o in claim.occurrences}
    return shown | {s.evidence.article for o in claim.occurrences for s in o.steps if s.evidence}
