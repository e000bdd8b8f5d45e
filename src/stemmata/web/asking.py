"""What a page is given when it is asked for, and what it may answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from stemmata.ledger import Ledger
from stemmata.model import Claim, Copy

__all__ = ["Asked", "Claims", "Moved", "NotHere", "Page", "Unlinked"]


class Claims(Protocol):
    """What linking made of a case."""

    def claims(self, *, limit: int) -> Sequence[Claim]:
        """The most carried claims first."""

    def claim(self, claim: str, /) -> Claim | None:
        """One claim; None where it is not in the case."""

    def copies_of(self, article: str, /) -> Sequence[Copy]:
        """The copies that have a passage in this article."""


class Unlinked:
    """The claims of a case that was never linked: none."""

    def claims(self, *, limit: int) -> Sequence[Claim]:  # noqa: ARG002 - as the Protocol has it
        """None."""
        return ()

    def claim(self, claim: str, /) -> Claim | None:  # noqa: ARG002
        """None."""
        return None

    def copies_of(self, article: str, /) -> Sequence[Copy]:  # noqa: ARG002
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, without anything of HTTP: the case, the names in the path, and the query."""

    folder: Path
    ledger: Ledger
    claims: Claims
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
