"""The one table of settings. A row here becomes a keyword of the Python API and an option of `read`."""

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

__all__ = ["Option", "Settings", "options"]


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are read. Every field has a default and a line of help."""

    language: str | None = _setting(
        None,
        "Read every article as this language (ISO 639-1, such as en), whatever the detector says.",
    )
    weights: str | None = _setting(
        None, "Package or folder of the weights to read with; the ones that ship by default."
    )
    threads: int = _setting(0, "Processor threads to use; 0 takes all of them.")
    limit_mb: int = _setting(20, "Largest item read, in megabytes; a larger one is rejected.")


class Option(NamedTuple):
    """One setting as a command-line option."""

    name: str
    type: type
    default: Any
    help: str


def options() -> list[Option]:
    """The settings in table order, as command-line options."""
    return [
        Option(f.name, int if f.type is int else str, f.default, f.metadata["help"])
        for f in fields(Settings)
    ]
