"""The command line: one module for each command. The only place that prints or ends the process."""

import click

from stemmata import __version__
from stemmata.cli.add import add
from stemmata.cli.claims import claims
from stemmata.cli.diff import diff
from stemmata.cli.export import export
from stemmata.cli.judge import judge
from stemmata.cli.link import link
from stemmata.cli.read import read
from stemmata.cli.search import search
from stemmata.cli.serve import serve
from stemmata.cli.stamp import stamp
from stemmata.cli.status import status
from stemmata.cli.trace import trace
from stemmata.cli.verify import verify

__all__ = ["main"]

COMMANDS = (
    read,
    add,
    link,
    claims,
    trace,
    judge,
    status,
    search,
    diff,
    verify,
    stamp,
    export,
    serve,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stemmata")
def main() -> None:
    """Who said it, on what evidence, and who merely repeated it."""


for command in COMMANDS:
    main.add_command(command)
