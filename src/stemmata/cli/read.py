"""`stemmata read`: articles to ledgers, kept nowhere."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from stemmata import __version__
from stemmata.cli.exits import DONE, SOME_REJECTED, run, show_rejected, write_file
from stemmata.cli.options import with_settings
from stemmata.model import Reading, Rejected
from stemmata.settings import Settings

__all__ = ["read"]


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object per article on standard output."
)
@click.option("--report", type=click.Path(dir_okay=False), help="Write a self-contained HTML page.")
@click.option("--unread", is_flag=True, help="List the passages that made no row, too.")
@with_settings
def read(
    paths: Sequence[str], as_json: bool, report: str | None, unread: bool, **settings: Any
) -> None:
    """Read articles into ledgers of attributed claims.

    PATHS are .txt, .html, .jsonl, .warc and .warc.gz files, folders of these, or - for standard
    input. Exit status: 0 all read, 1 some rejected (each said on standard error), 2 wrong use.
    """
    if not paths:
        raise click.UsageError("nothing to read; name files or folders, or - for standard input")
    run(lambda: _read(paths, as_json, report, unread, Settings(**settings)))


def _read(
    paths: Sequence[str], as_json: bool, report: str | None, unread: bool, settings: Settings
) -> int:
    from stemmata.pipeline import Reader

    reader = Reader(settings)
    kept: list[Reading] = []
    rejected: list[Rejected] = []
    for result in _shown(reader.read(paths, stdin=sys.stdin.buffer), as_json, unread):
        if isinstance(result, Rejected):
            rejected.append(result)
        elif report:
            kept.append(result)
    if report:
        _write_report(report, kept, rejected, settings)
    return SOME_REJECTED if rejected else DONE


def _shown(
    results: Iterable[Reading | Rejected], as_json: bool, unread: bool
) -> Iterator[Reading | Rejected]:
    """Print each result as it comes: readings on standard output, rejects on standard error."""
    if as_json:
        from stemmata.export.article_json import to_json

        def show(reading: Reading) -> None:
            click.echo(to_json(reading))

    else:
        from rich.console import Console

        from stemmata.report.terminal import show as show_table

        console = Console()

        def show(reading: Reading) -> None:
            show_table(reading, console, unread=unread)

    for result in results:
        if isinstance(result, Rejected):
            show_rejected(result)
        else:
            show(result)
        yield result


def _write_report(
    target: str, readings: Sequence[Reading], rejected: Sequence[Rejected], settings: Settings
) -> None:
    from stemmata.encoder.weights import measured_accuracy
    from stemmata.report.accuracy import Accuracy, Measure
    from stemmata.report.page import render

    page = render(
        readings,
        rejected,
        accuracy=Accuracy(tuple(Measure(*row) for row in measured_accuracy(settings.weights))),
        generator=f"stemmata {__version__}",
    )
    write_file(target, page)
    click.echo(f"report: {target}", err=True)
