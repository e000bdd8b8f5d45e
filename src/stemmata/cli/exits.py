"""How a command ends: its exit status, and errors as messages instead of tracebacks."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from stemmata.errors import StemmataError, UsageError
from stemmata.model import Rejected

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "DONE",
    "INTERRUPTED",
    "SOME_REJECTED",
    "outside_cases",
    "run",
    "show_rejected",
    "write_file",
]

DONE, SOME_REJECTED = 0, 1  # 2, wrong use, is click.UsageError's
INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended: no finding, as 1 would be."""


def run(job: Callable[[], int]) -> NoReturn:
    """Do a command's job and end the process with the status that it returns."""
    logging.basicConfig(format="stemmata: %(message)s", level=logging.WARNING)
    logging.getLogger("stemmata").setLevel(logging.INFO)
    try:
        sys.exit(job())
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except StemmataError as error:
        click.echo(f"stemmata: {error}", err=True)
        sys.exit(SOME_REJECTED)
    except KeyboardInterrupt:
        click.echo("Stopped before it was done; a case that it was writing to is sound.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of our output, such as head, has had enough
        sys.stderr.close()
        sys.exit(DONE)


def show_rejected(rejected: Rejected, console: "Console | None" = None) -> None:
    """Say on standard error, or on this console, what could not be read, and why."""
    from rich.console import Console

    from stemmata.report import terminal

    terminal.show_rejected(rejected, console or Console(stderr=True))


def write_file(target: str, content: str) -> None:
    """Write what the user asked for.

    Raises:
        UsageError: It cannot be written there.
    """
    outside_cases(Path(target))
    try:
        Path(target).write_text(content, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); choose another"
        ) from error


def outside_cases(target: Path) -> None:
    """Refuse a file in a case's folder, where it would lie among the evidence or in the place of it.

    Raises:
        UsageError: It lies in one.
    """
    from stemmata.ledger import is_case

    for folder in target.resolve().parents:
        if is_case(folder):
            raise UsageError(f"{target} is inside the case {folder}; name a file outside of it")
