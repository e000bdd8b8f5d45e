"""What a page is given when it is asked for, and what it may answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from stemmata.ledger import Ledger

__all__ = ["Asked", "Moved", "NotHere", "Page"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, without anything of HTTP: the case, the names in the path, and the query."""

    folder: Path
    ledger: Ledger
    path: Mapping[str, str]
    query: Mapping[str, str]


class Page(Protocol):
    """What a page shows: one dataclass with the template that it is filled into."""

    TEMPLATE: ClassVar[str]

    def to_object(self) -> dict[str, Any]:
        """The page as JSON's own types."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A permanent link: where it leads to now, and what it stands for."""

    path: str
    thing: dict[str, Any]

    def to_object(self) -> dict[str, Any]:
        """What it stands for."""
        return self.thing


class NotHere(Exception):  # noqa: N818 - it is an answer: 404
    """The case has no such thing."""
