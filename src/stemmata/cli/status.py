"""`stemmata status`: what is in a case, and what is not."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from stemmata.cli.claims import say_stale
from stemmata.cli.exits import DONE, run

__all__ = ["status"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def status(case: str, as_json: bool) -> None:
    """Count what a case holds by outlet, language and month, and list what could not be read."""
    run(lambda: _status(Path(case), as_json))


def _status(folder: Path, as_json: bool) -> int:
    from stemmata.ledger import Ledger

    with Ledger.open(folder) as ledger:
        counts = ledger.status()
        rejected = list(ledger.rejected())
        linking = ledger.linking()
    if as_json:
        shown = {key: value for key, value in asdict(counts).items() if key != "rejected"}
        shown["rejected"] = [
            {**asdict(item.rejected), "read_since": item.read_since} for item in rejected
        ]
        shown["linking"] = linking and asdict(linking)
        click.echo(json.dumps({k: _keyed(v) for k, v in shown.items()}))
    else:
        _show(folder, counts, rejected, linking)
    say_stale(linking, folder)
    return DONE


def _keyed(value: Any) -> Any:
    """JSON has no null keys: what names no outlet or month is counted under the empty name."""
    return {k or "": v for k, v in value.items()} if isinstance(value, Mapping) else value


def _show(folder: Path, counts: Any, rejected: list[Any], linking: Any) -> None:
    from rich.console import Console

    from stemmata.report import words
    from stemmata.report.sheet import Sheet

    sheet = Sheet(Console())
    sheet.print(
        f"{folder}: {words.counted(counts.articles, 'article')} with "
        f"{words.counted(counts.attributions, 'attribution')}, from "
        f"{words.counted(counts.captures, 'capture')} seen {counts.sightings:,} times",
        "bold",
        indent=0,
    )
    if linking:
        carried = f"{linking.carried:,} carried by several outlets"
        sheet.print(
            f"{words.counted(linking.claims, 'claim')}, {carried}, {linking.circular:,} circular"
        )
    for name, numbers in (
        ("outlet", counts.outlets),
        ("language", counts.languages),
        ("month", counts.months),
    ):
        if numbers:
            sheet.table(
                (name, "articles"), [(key or "not said", number) for key, number in numbers.items()]
            )
    if counts.unread:
        sheet.table(
            ("not read", "characters"),
            [(words.UNREAD_REASONS[reason], size) for reason, size in counts.unread.items()],
        )
    if counts.changed_addresses:
        changed = words.counted(counts.changed_addresses, "address", "addresses")
        sheet.print(f'{changed} changed since first seen: "stemmata diff {folder}"')
    left = [item for item in rejected if not item.read_since]
    if left:
        sheet.heading(f"{words.counted(len(left), 'item')} could not be read")
    for item in left:
        sheet.print(item.rejected.item, "bold")
        sheet.print(f"while {words.STAGES[item.rejected.stage]}: {item.rejected.reason}", indent=4)
    if since := len(rejected) - len(left):
        sheet.print(f"{words.counted(since, 'item')} more could be read later.")
