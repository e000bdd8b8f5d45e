"""The table of settings as options of a command."""

from typing import Any

import click

from stemmata.settings import options

__all__ = ["with_settings"]


def with_settings(command: Any) -> Any:
    """Give a command one option for each setting."""
    for option in reversed(options()):
        flag = "--" + option.name.replace("_", "-")
        command = click.option(
            flag, option.name, type=option.type, default=option.default, help=option.help
        )(command)
    return command
