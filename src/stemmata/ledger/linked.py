"""What linking makes of a case, on its way to the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemmata.model import Claim, Copy, EntityType, Link, Span

__all__ = ["Accused", "Actor", "Linked", "Spoke"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that entities of several articles name, under all its names.

    `entities` are pairs of article and entity id, `merges` the proposals that hold the names together:
    two names, a score, and what it rests on.
    """

    id: str
    name: str
    type: EntityType
    names: tuple[str, ...]
    entities: tuple[tuple[str, str], ...]
    merges: tuple[tuple[str, str, float, str], ...] = ()


class Spoke(NamedTuple):
    """How many rows of an article have an actor as their source, how many speak of it; its names there."""

    actor: str
    article: str
    said: int
    named: int
    names: tuple[str, ...]


class Accused(NamedTuple):
    """A row that says an actor did harm or bears the blame, and who holds that, as in `actors.Blamed`."""

    article: str
    attribution: str
    span: Span
    accused: str
    holder: str
    accuser: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """All that linking makes of a case; the most carried claims and most mentioned actors first."""

    claims: Sequence[Claim]
    links: Iterable[Link]
    copies: Iterable[Copy]
    actors: Sequence[Actor]
    spoke: Iterable[Spoke] = ()
    accusations: Iterable[Accused] = ()
    members: Iterable[tuple[str, str, str | None, str | None]] = ()
    """Passage, article, id of the claim, machine's group: see `link.claims.Member`."""
    clashes: Iterable[tuple[str, str, bool, float, str]] = ()
    vectors: str | None = None
    """What made the vectors; None where claims cannot be worked out one by one."""
    names: str | None = None
    """The digest of the user's own rows of outlets and bodies that it went by."""
