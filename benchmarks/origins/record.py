"""What is true of an event's articles: claims, the passages that state them, and their origins."""

from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.origins.levels import Level

__all__ = ["Claim", "Family", "Occurrence"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage that states a claim. Other passages of the article that only repeat it are in `repeats`.

    `origin` is what a reader can know, `hidden_origin` what is so. `copied_from` is the article that the
    words were taken from (the nearest one that was captured), `ancestors` all such. `direction` is what
    shows which of the two was first, None where nothing does.
    """

    article: str
    start: int
    end: int
    stance: str
    outlet: str
    published: str | None
    origin: str | None
    hidden_origin: str | None
    copied_from: str | None = None
    ancestors: tuple[str, ...] = ()
    direction: str | None = None
    repeats: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, its occurrences, and the number of its origins. Denials have no origin.

    `by_network` tells that a circle shows only to who knows which outlets are of one network; `level` how
    far the words of the claim drift apart.
    """

    id: str
    text: str
    occurrences: tuple[Occurrence, ...]
    n_origins: int
    n_origins_hidden: int
    circular: bool
    contradicts: tuple[str, ...] = ()
    by_network: bool = False
    level: Level = "copied"

    @property
    def supporting(self) -> list[Occurrence]:
        """The occurrences that are no denials."""
        return [o for o in self.occurrences if o.stance != "denies"]

    def row(self) -> dict[str, Any]:
        """As one JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Family:
    """The articles of one event, as rows of the input format, and the claims in them."""

    articles: tuple[dict[str, str | None], ...]
    claims: tuple[Claim, ...]
