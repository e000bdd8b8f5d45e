"""`stemmata link`: from what each article says to who had it from whom."""

import os
from pathlib import Path

import click

from stemmata.cli.add import utc_now
from stemmata.cli.exits import DONE, run

__all__ = ["link"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option(
    "--outlets",
    type=click.Path(dir_okay=False),
    help="JSON Lines of outlets and bodies with their names and networks, beside the table that ships "
    "and outlets.jsonl in the case.",
)
@click.option("--weights", help="Package or folder of the weights with the embedder.")
@click.option(
    "--anew",
    is_flag=True,
    help="Recall nothing that earlier linkings worked out: so link a case that comes from elsewhere.",
)
def link(case: str, outlets: str | None, weights: str | None, anew: bool) -> None:
    """Find copies, claims, contradictions and origins in CASE anew, from what is in it now.

    Linking again gives the same claims with the same ids; judgements hold, and old ids lead to new ones.
    """
    run(lambda: _link(Path(case), Path(outlets) if outlets else None, weights, anew=anew))


def _link(case: Path, outlets: Path | None, weights: str | None, *, anew: bool) -> int:
    from rich.console import Console

    from stemmata.encoder.embedder import Embedder
    from stemmata.encoder.weights import find_weights
    from stemmata.ledger import words_of
    from stemmata.pipeline.link import link as link_case

    with Console(stderr=True).status("linking") as status:
        made = link_case(
            case,
            lambda: Embedder(find_weights(weights), threads=os.cpu_count() or 1),
            now=utc_now,
            outlets=outlets,
            say=status.update,
            afresh=anew,
        )
    parts = ", ".join(f"{what} {took_s:.1f} s" for what, took_s in made.took_s.items())
    click.echo(
        f"{case}: {made.claims:,} claims and {made.copies:,} copies in {made.articles:,} articles "
        f"({parts}).",
        err=True,
    )
    if made.embedded:
        click.echo(f"{made.embedded:,} texts had no vector yet; they have now.", err=True)
    for one in made.lost:
        words = " … ".join(f"“{words_of(subject)}”" for subject in one.lost)
        click.echo(
            f"{one.judgement.id}: its passages are read no longer as they were judged: {words}; "
            'see "stemmata judge --list"',
            err=True,
        )
    return DONE
