"""`stemmata claims`: the claims of a case, most carried first, with origins beside occurrences."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

from stemmata.cli.exits import DONE, run

__all__ = ["claims", "say_stale"]

SHOWN = 20
"""Claims on the terminal, where --limit does not say; JSON has all of them."""


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A day as articles have it."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; expected one such as 2024-07-03") from error


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option("--text", help='Words and "quoted phrases" that all stand in its passages.')
@click.option("--outlet", help="An outlet that carries it.")
@click.option("--entity", help="Someone or something named in it, or its source.")
@click.option("--since", callback=_day, help="Published on this day or later: 2024-07-03.")
@click.option("--until", callback=_day, help="First seen on this day or earlier.")
@click.option("--min-origins", type=click.IntRange(min=1), help="Has as many origins or more.")
@click.option("--circular", is_flag=True, help="An outlet rests on its own word or network.")
@click.option("--limit", type=click.IntRange(min=1), help="Most claims listed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each claim.")
def claims(case: str, limit: int | None, as_json: bool, **asked: Any) -> None:
    """List the claims of CASE, most carried first: who carries each, and how many origins it has.

    Origins count reporting, not truth.
    """
    run(lambda: _claims(Path(case), limit, as_json, asked))


def _claims(folder: Path, limit: int | None, as_json: bool, asked: dict[str, Any]) -> int:
    from rich.console import Console

    from stemmata.ledger import Ledger
    from stemmata.report.claims import ClaimSheet

    with Ledger.open(folder) as ledger:
        say_stale(ledger.linking(), folder)
        found = ledger.claims(**asked, limit=limit if as_json or limit else SHOWN)
        if as_json:
            for row in _objects(ledger, found):
                click.echo(json.dumps(row))
            return DONE
        sheet = ClaimSheet(Console())
        count = ledger.count_claims(**asked)
        listed = list(found)
        titles = ledger.titles({o.passage.article for c in listed for o in c.occurrences})
        texts = {
            c: known.text for one in listed for c in one.contradicts if (known := ledger.claim(c))
        }
        for claim in listed:
            sheet.claim(claim, titles, texts)
    if count > len(listed):
        click.echo(f"{len(listed)} of {count:,} claims; --limit shows more.", err=True)
    elif not count:
        click.echo("No claim fits.", err=True)
    return DONE


def say_stale(linking: Any, folder: Path) -> None:
    """Say where the claims do not have everything that is in the case."""
    if linking is None:
        click.echo(f'{folder} is not linked yet: "stemmata link {folder}"', err=True)
    elif linking.stale:
        click.echo(
            f"Articles or judgements came after these claims were made ({linking.at_utc}): "
            f'"stemmata link {folder}"',
            err=True,
        )


AT_ONCE = 100
"""Claims whose articles are looked up together."""


def _objects(ledger: Any, found: Iterator[Any]) -> Iterator[Any]:
    from stemmata.export.claim_json import articles_of, to_object

    while some := list(islice(found, AT_ONCE)):
        titles = ledger.titles(articles_of(some))
        yield from (to_object(claim, titles) for claim in some)
