"""`stemmata judge`: what a person decides about claims, rows and actors, kept with who, when and why."""

import getpass
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import click

from stemmata.cli.add import utc_now
from stemmata.cli.exits import DONE, run
from stemmata.model import SourceKind

__all__ = ["judge"]


class Takes(NamedTuple):
    """What a verdict is told: how many things at least and at most, and what they are."""

    least: int
    most: int
    what: str


ANY = 1_000_000
VERDICTS = {
    "same": Takes(2, ANY, "two claims or passages, or more"),
    "different": Takes(2, ANY, "two claims or passages, or more"),
    "split": Takes(1, ANY, "passages of one claim"),
    "contrary": Takes(2, 2, "two claims or passages"),
    "compatible": Takes(2, 2, "two claims or passages"),
    "reject": Takes(1, ANY, "passages or rows"),
    "accept": Takes(1, ANY, "passages or rows"),
    "span": Takes(2, 2, "a passage or row, and the words that it should be"),
    "source": Takes(1, 2, "a passage or row, and the words that name who says it"),
    "merge": Takes(2, 2, "two actors or names"),
    "part": Takes(2, 2, "two actors or names"),
    "withdraw": Takes(1, 1, "a judgement"),
}


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("verdict", type=click.Choice(list(VERDICTS)), required=False)
@click.argument("what", nargs=-1)
@click.option("--who", help="The person who judges; the name of the account if not said.")
@click.option("--why", help="The reason. It has to be given.")
@click.option("--kind", type=click.Choice(get_args(SourceKind)), help="For source: its kind.")
@click.option("--outlet", is_flag=True, help="For source: the outlet says it itself.")
@click.option("--list", "listed", is_flag=True, help="List what was judged, and what became of it.")
def judge(
    case: str,
    verdict: str | None,
    what: Sequence[str],
    who: str | None,
    why: str | None,
    kind: SourceKind | None,
    outlet: bool,
    listed: bool,
) -> None:
    """Correct what the machine proposed. The counts of claims follow at once.

    \b
    Claims, or passages of them (ids clm:… and occ:…, as "stemmata trace" and the workbench show them):
      same A B…         A and B state the same: confirms a link, or joins claims
      different A B…    A does not state what B states: rejects a link, or keeps claims apart
      split A…          A does not state what the rest of its claim states
      contrary A B      A and B cannot both hold: confirms a contradiction, or adds one
      compatible A B    A and B can both hold: rejects a contradiction

    \b
    One passage (occ:…), or a whole row of the ledger (att:…, as "stemmata export" shows it):
      reject A…         A is no claim
      accept A…         A is a claim, and right as the machine read it
      span A WORDS      A should be these words of its article
      source A WORDS    whoever these words of the article name is reported to say it
      source A --outlet the outlet says it itself

    \b
    Actors (act:…, a name in quotes, or ent:… for a name as one article uses it):
      merge A B         A and B are one actor
      part A B          they are two; B may be one of the names of A

    \b
    withdraw J          judgement J (jdg:…) no longer holds: undo

    A newer judgement retires an older one about the same; nothing is erased. Judgements are found again by
    their words when articles are read or linked anew; --list says which could not be.

    \b
    Example:
      stemmata judge mycase split occ:3f2a… --why "speaks of another bridge"
    """  # noqa: D301  (\b is click's own sign for lines that stay as they are)
    if listed:
        run(lambda: _list(Path(case)))
    if verdict is None or not what or not why:
        raise click.UsageError("expected a verdict, what it is about, and --why")
    takes = VERDICTS[verdict]
    if not takes.least <= len(what) <= takes.most:
        raise click.UsageError(f"{verdict} takes {takes.what}; got {len(what)}")
    if (kind or outlet) and verdict != "source":
        raise click.UsageError(f"--kind and --outlet belong to source, not to {verdict}")
    if verdict == "source" and outlet == (len(what) > 1):
        raise click.UsageError("source takes the words that name who says it, or --outlet")
    run(lambda: _judge(Path(case), verdict, what, who or getpass.getuser(), why, kind))


def _judge(
    folder: Path,
    verdict: str,
    what: Sequence[str],
    who: str,
    why: str,
    kind: SourceKind | None,
) -> int:
    from stemmata.ledger import Judgement
    from stemmata.pipeline import judge as keep

    by = keep.By(who=who, why=why, now=utc_now)
    first, rest = what[:1], what[1:]

    def pairs(
        kept: Literal["same", "different", "contrary", "compatible"],
    ) -> Callable[[], Judgement]:
        return lambda: keep.judge(folder, kept, first, rest, **by)

    makers: dict[str, Callable[[], Judgement]] = {
        "same": pairs("same"),
        "different": pairs("different"),
        "contrary": pairs("contrary"),
        "compatible": pairs("compatible"),
        "split": lambda: keep.judge(folder, "different", what, (), **by),
        "reject": lambda: keep.judge_rows(folder, "rejected", what, **by),
        "accept": lambda: keep.judge_rows(folder, "stands", what, **by),
        "span": lambda: keep.judge_span(folder, what[0], what[1], **by),
        "source": lambda: keep.judge_source(
            folder, what[0], next(iter(rest), None), kind=kind, **by
        ),
        "merge": lambda: keep.judge_actors(folder, "same", what[0], what[1], **by),
        "part": lambda: keep.judge_actors(folder, "different", what[0], what[1], **by),
        "withdraw": lambda: keep.withdraw(folder, what[0], **by),
    }
    made = makers[verdict]()
    click.echo(f"{made.id}: {made.verdict}, by {made.who} on {made.at_utc}.")
    if keep.is_waiting(folder):
        click.echo(f'It counts from the next linking on: "stemmata link {folder}"', err=True)
    return DONE


def _list(folder: Path) -> int:
    from rich.console import Console

    from stemmata.ledger import words_of
    from stemmata.pipeline.judge import judged
    from stemmata.report.sheet import Sheet

    sheet = Sheet(Console())
    for one in judged(folder):
        made = one.judgement
        sheet.print(f"{made.id} · {made.verdict} · {one.state}", "bold", indent=0)
        sheet.print(f"{made.who}, {made.at_utc}: {made.why}")
        for sign, side in (("", made.a), (f"{made.verdict}: ", made.b)):
            for subject in side:
                lost = " (not in the current reading)" if subject in one.lost else ""
                sheet.print(f"{sign}“{words_of(subject)}”{lost}", indent=4)
        if made.withdraws:
            sheet.print(f"takes back {made.withdraws}", indent=4)
    return DONE
