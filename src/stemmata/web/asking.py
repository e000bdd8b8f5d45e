"""What a page is given when it is asked for, or told something, and what it may answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol

from stemmata.ledger import Ledger
from stemmata.web.adder import Adder
from stemmata.web.counted import Counted
from stemmata.web.linker import Linker

__all__ = ["Asked", "Download", "Moved", "NotHere", "Page", "Told", "Trouble", "utc_now"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, without anything of HTTP: the case, the names in the path, and the query.

    `chosen` are the claims that the query names, which may be several.
    """

    folder: Path
    ledger: Ledger
    path: Mapping[str, str]
    query: Mapping[str, str]
    linker: Linker
    adder: Adder
    counted: Counted
    chosen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One form that was sent: the case, and its fields. What it does opens the ledger for itself."""

    folder: Path
    form: Mapping[str, str]
    linker: Linker
    adder: Adder


class Page(Protocol):
    """What a page shows: one dataclass with the template that it is filled into."""

    TEMPLATE: ClassVar[str]

    def to_object(self) -> Mapping[str, Any]:
        """The page as JSON's own types; what it returns says so in the description of the interface."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A permanent link: where it leads to now, and what it stands for."""

    path: str
    thing: dict[str, Any]

    def to_object(self) -> dict[str, Any]:
        """What it stands for."""
        return self.thing


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    body: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no page."""

    status: int
    title: str
    message: str


def utc_now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class NotHere(Exception):  # noqa: N818 - it is an answer: 404
    """The case has no such thing."""
