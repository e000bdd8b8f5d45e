"""`stemmata judge`: what a person decides about claims, kept with who, when and why."""

import getpass
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from stemmata.cli.add import utc_now
from stemmata.cli.exits import DONE, run
from stemmata.errors import UsageError

__all__ = ["judge"]

VERDICTS = ("same", "different", "split", "withdraw")


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("verdict", type=click.Choice(VERDICTS), required=False)
@click.argument("ids", nargs=-1)
@click.option("--who", help="The person who judges; the name of the account if not said.")
@click.option("--why", help="The reason. It has to be given.")
@click.option("--list", "listed", is_flag=True, help="List what was judged, and what became of it.")
def judge(
    case: str,
    verdict: str | None,
    ids: Sequence[str],
    who: str | None,
    why: str | None,
    listed: bool,
) -> None:
    """Decide what states the same. Judgements count from the next "stemmata link" on.

    \b
    same A B…         A and B state the same: confirms a link, or joins claims
    different A B…    A does not state what B states: rejects a link, or keeps claims apart
    split A…          A does not state what the rest of its claim states
    withdraw J        judgement J no longer holds

    A and B are ids of claims or of occurrences ("stemmata trace" shows them). A newer judgement retires an
    older one on the same passages; nothing is erased.
    """  # noqa: D301  (\b is click's own sign for lines that stay as they are)
    if listed:
        run(lambda: _list(Path(case)))
    if verdict is None or not ids or not why:
        raise click.UsageError("expected a verdict, the ids that it is about, and --why")
    person = who or getpass.getuser()
    run(lambda: _judge(Path(case), verdict, ids, person, why))


def _judge(folder: Path, verdict: str, ids: Sequence[str], who: str, why: str) -> int:
    from stemmata.pipeline.judge import judge as keep
    from stemmata.pipeline.judge import withdraw

    if verdict in ("same", "different") and len(ids) < 2:
        raise UsageError(f"{verdict} needs two ids or more; got {ids[0]}")
    if verdict == "withdraw" and len(ids) != 1:
        raise UsageError(f"withdraw takes one judgement at a time; got {', '.join(ids)}")
    makers: dict[str, Callable[[], Any]] = {
        "same": lambda: keep(folder, "same", ids[:1], ids[1:], who=who, why=why, now=utc_now),
        "different": lambda: keep(
            folder, "different", ids[:1], ids[1:], who=who, why=why, now=utc_now
        ),
        "split": lambda: keep(folder, "different", ids, (), who=who, why=why, now=utc_now),
        "withdraw": lambda: withdraw(folder, ids[0], who=who, why=why, now=utc_now),
    }
    made = makers[verdict]()
    click.echo(f"{made.id}: {made.verdict}, by {made.who} on {made.at_utc}.")
    click.echo(f'It counts from the next linking on: "stemmata link {folder}"', err=True)
    return DONE


def _list(folder: Path) -> int:
    from rich.console import Console

    from stemmata.pipeline.judge import judged
    from stemmata.report.sheet import Sheet

    sheet = Sheet(Console())
    for one in judged(folder):
        made = one.judgement
        sheet.print(f"{made.id} · {made.verdict} · {one.state}", "bold", indent=0)
        sheet.print(f"{made.who}, {made.at_utc}: {made.why}")
        for sign, side in (("", made.a), (f"{made.verdict}: ", made.b)):
            for anchor in side:
                lost = " (not in the current reading)" if anchor in one.lost else ""
                sheet.print(f"{sign}“{anchor.words}”{lost}", indent=4)
        if made.withdraws:
            sheet.print(f"takes back {made.withdraws}", indent=4)
    return DONE
