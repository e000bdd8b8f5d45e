"""`stemmata diff`: what an outlet changed in its pages without saying so."""

import json
from pathlib import Path
from typing import Any

import click

from stemmata.cli.exits import DONE, run

__all__ = ["diff"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("address", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each pair of versions.")
def diff(case: str, address: str | None, as_json: bool) -> None:
    """Show what changed in a page from one capture to the next: in its text and in its claims.

    ADDRESS is the page's; without it, all pages that changed are shown.
    """
    run(lambda: _diff(Path(case), address, as_json))


def _diff(case: Path, address: str | None, as_json: bool) -> int:
    from rich.console import Console

    from stemmata.pipeline.revisions import revisions
    from stemmata.report.case import show_revision

    none = True
    for where, revision in revisions(case, address):
        none = False
        if as_json:
            click.echo(json.dumps(_json(where, revision), ensure_ascii=True))
        else:
            show_revision(revision, where, Console())
    if none:
        click.echo(
            f"{address}: no second version of this address in the case"
            if address
            else "No page of the case was seen with different bytes.",
            err=True,
        )
    return DONE


def _json(address: str, found: Any) -> dict[str, Any]:
    return {
        "address": address,
        "before": found.before.reading.article.id,
        "after": found.after.reading.article.id,
        "edits": [[list(edit.a), list(edit.b)] for edit in found.edits],
        "dropped": [row.id for row in found.dropped],
        "new": [row.id for row in found.new],
        "reworded": [[pair.before.id, pair.after.id] for pair in found.reworded],
    }
