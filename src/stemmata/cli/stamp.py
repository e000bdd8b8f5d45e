"""`stemmata stamp`: trusted time for a case."""

from pathlib import Path

import click

from stemmata.cli.add import utc_now
from stemmata.cli.exits import DONE, run

__all__ = ["stamp"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("authority")
@click.option("--allow-private", is_flag=True, help="AUTHORITY may lie in a private network.")
def stamp(case: str, authority: str, allow_private: bool) -> None:
    """Have an authority of your choice sign when CASE was as it is now.

    AUTHORITY is the web address of a time stamping authority (RFC 3161). Only the digest of the last entry
    of the log of custody is sent to it; the token that comes back is kept in the log, checked by "stemmata
    verify", and goes along in a bundle.
    """

    def job() -> int:
        from stemmata.pipeline.stamp import stamp as stamp_case

        stamped = stamp_case(Path(case), authority, now=utc_now, allow_private=allow_private)
        click.echo(
            f"{case}: the log up to entry {stamped.entry} ({stamped.digest}) existed at "
            f"{stamped.at_utc}, says {authority}."
        )
        return DONE

    run(job)
