"""`stemmata verify`: does everything in a case still agree?"""

import os
from pathlib import Path
from typing import Any

import click

from stemmata.cli.exits import DONE, SOME_REJECTED, run

__all__ = ["verify"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option("--rebuild", is_flag=True, help="Make all indexes anew before that.")
@click.option(
    "--roots",
    type=click.Path(exists=True, dir_okay=False),
    help="Certificates (PEM) of the time stamping authorities that you trust, if the case was stamped.",
)
def verify(case: str, rebuild: bool, roots: str | None) -> None:
    """Hash every capture again, check the log's chain, every span, and the bytes under it.

    Exit status: 0 all agrees (unaltered since capture), 1 something does not (each is named, with what to
    do), 2 wrong use.
    """

    def job() -> int:
        from stemmata.ledger import Ledger

        if rebuild:
            with Ledger.open(Path(case), write=True) as ledger:
                ledger.rebuild_indexes()
        return _verify(Path(case), Path(roots).read_bytes() if roots else None)

    run(job)


def _verify(case: Path, roots: bytes | None) -> int:
    from stemmata.pipeline.verify import Verified
    from stemmata.pipeline.verify import verify as verify_case
    from stemmata.report.words import counted

    captures = size_bytes = 0
    wrong: list[Any] = []
    looked_at: list[str] = []
    threads = os.cpu_count() or 1
    for found in verify_case(case, threads=threads, roots=roots, say=looked_at.append):
        if isinstance(found, Verified):
            captures += 1
            size_bytes += found.size_bytes
        mismatches = found.mismatches if isinstance(found, Verified) else (found,)
        for mismatch in mismatches:
            click.echo(f"{mismatch.record}: {mismatch.what}; {mismatch.remedy}", err=True)
        wrong += mismatches
    click.echo(f"{case}: {counted(captures, 'capture')}, {size_bytes:,} bytes looked at.")
    if looked_at:
        click.echo(f"Inside its ledger.db: {', '.join(looked_at)}.")
    if wrong:
        many = counted(len(wrong), "mismatch", "mismatches")
        click.echo(f"{many}: not everything is as it was captured.")
        return SOME_REJECTED
    click.echo("Unaltered since capture: every digest, span and byte range agrees.")
    return DONE
