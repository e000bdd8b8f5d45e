"""`stemmata search`: words and phrases in the articles of a case."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from stemmata.cli.exits import DONE, run

__all__ = ["search"]

AROUND = 80
"""Code points shown on each side of the first words found."""


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="Most articles listed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each article.")
def search(case: str, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """List the articles that hold every word and every "quoted phrase" of QUERY, best first."""
    run(lambda: _search(Path(case), " ".join(query), limit, as_json))


def _search(folder: Path, query: str, limit: int, as_json: bool) -> int:
    from rich.console import Console

    from stemmata.ledger import Ledger
    from stemmata.report.sheet import Sheet

    sheet = Sheet(Console())
    with Ledger.open(folder) as ledger:
        hits = ledger.search(query, limit=limit)
        for hit in hits:
            if as_json:
                click.echo(json.dumps(asdict(hit)))
                continue
            exhibit = ledger.exhibit(hit.article)
            sheet.print(" · ".join(filter(None, (hit.outlet, hit.published, hit.title))), "bold")
            if exhibit:
                sheet.print(_passage(exhibit.reading.article.text, hit), indent=4)
    if not hits:
        click.echo("No article holds all of these words.", err=True)
    return DONE


def _passage(text: str, hit: Any) -> str:
    """The first words found, in brackets, with what stands around them."""
    if not hit.spans:
        return text[: 2 * AROUND]
    start, end = hit.spans[0]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"…{before}[{text[start:end]}]{after}…"
