"""`stemmata add`: fill a case. Can be stopped at any moment and started again."""

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from stemmata.cli.exits import DONE, INTERRUPTED, SOME_REJECTED, run, show_rejected
from stemmata.cli.options import with_settings
from stemmata.model import Rejected
from stemmata.report.words import counted
from stemmata.settings import Settings

__all__ = ["add", "utc_now"]


def utc_now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.argument("paths", nargs=-1)
@click.option("--fetch", "fetching", is_flag=True, help="Get addresses from the network, politely.")
@click.option(
    "--allow-private", is_flag=True, help="With --fetch: private and local addresses too."
)
@click.option("--contact", help="With --fetch: an address that the user agent names.")
@with_settings
def add(
    case: str,
    paths: Sequence[str],
    fetching: bool,
    allow_private: bool,
    contact: str | None,
    **settings: Any,
) -> None:
    """Capture, clean and read articles into the folder CASE, which is made where there is none.

    PATHS are pages, texts, JSON Lines, feeds, MHTML, WARC files, lists of addresses, addresses, folders
    of these, or - for standard input. What the case has already is passed over, so that the same command
    goes on after an interruption. Exit status: 0 all kept, 1 some rejected, 2 wrong use.
    """
    if not paths:
        raise click.UsageError("nothing to add; name files, folders or addresses")

    def job() -> int:
        _step_back()
        from stemmata.capture.fetch import Fetcher
        from stemmata.encoder.embedder import Embedder
        from stemmata.pipeline.add import add as add_to_case
        from stemmata.pipeline.read import Reader

        reader = Reader(Settings(**settings))
        reader.weights.embedder()  # needed with the first article; missing, it is said before that
        fetch = Fetcher(
            now=utc_now,
            allow_private=allow_private,
            contact=contact,
            limit_bytes=reader.settings.limit_mb * 1_000_000,
        )
        outcomes = add_to_case(
            Path(case),
            paths,
            reader,
            now=utc_now,
            stdin=sys.stdin.buffer,
            fetch=fetch if fetching else None,
            embedder=lambda: Embedder(reader.weights),
        )
        return _watched(outcomes, case, _size_bytes(paths))

    run(job)


def _step_back() -> None:
    """Let what people wait for, such as the workbench, go first where both want the processor."""
    if hasattr(os, "setpriority"):
        now = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(now, BEHIND))


BEHIND = 10
"""Of the scale of `nice`, on which 0 is an ordinary program and 19 the least pressing."""


def _watched(outcomes: Iterator[Any], case: str, size_bytes: int) -> int:
    """Show progress and rejects as they come, and at the end how much was done."""
    from rich.console import Console

    counts: Counter[str] = Counter()
    attributions, texts, embedding_s = 0, 0, 0.0
    interrupted = False
    try:
        with _progress(Console(stderr=True)) as progress:
            task = progress.add_task("", total=size_bytes or None, items=0)
            for outcome in outcomes:
                if isinstance(outcome, Rejected):
                    counts["rejected"] += 1
                    show_rejected(outcome, progress.console)
                    progress.update(task, items=counts.total())
                    continue
                counts[outcome.state] += 1
                attributions += outcome.attributions
                texts += outcome.texts
                embedding_s += outcome.embedding_s
                progress.update(task, advance=outcome.size_bytes, items=counts.total())
    except KeyboardInterrupt:
        interrupted = True
    finally:  # also where the disk is full: what was kept is kept
        if counts:
            click.echo(f"{case}: {_summary(counts, attributions)}", err=True)
    if texts:
        took = f"{embedding_s:.1f} thread-seconds"
        click.echo(f"{counted(texts, 'text')} embedded for linking in {took}.", err=True)
    if interrupted:
        again = shlex.join(["stemmata", *sys.argv[1:]])
        click.echo(f"Stopped; the case is sound. To go on: {again}", err=True)
        return INTERRUPTED
    return SOME_REJECTED if counts["rejected"] else DONE


def _progress(console: Any) -> Any:
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.fields[items]} items"),
        BarColumn(),
        TaskProgressColumn(show_speed=True),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _summary(counts: Counter[str], attributions: int) -> str:
    articles, rows = counted(counts["added"], "article"), counted(attributions, "attribution")
    added = f"{articles} added with {rows}"
    others = {
        "read again": "read again with other weights or as another language",
        "seen again": "seen again",
        "known": "known already and passed over",
        "rejected": "rejected (stemmata status lists them)",
    }
    said = [f"{counts[state]} {words}" for state, words in others.items() if counts[state]]
    return ", ".join([added, *said]) + "."


def _size_bytes(paths: Sequence[str]) -> int:
    """About how much there is to do: the size of all files that the paths name."""
    from stemmata.capture.folders import files_of

    files = (f for path in paths if path != "-" for f in files_of(path) if isinstance(f, str))
    return sum(os.path.getsize(file) for file in files if os.path.isfile(file))
