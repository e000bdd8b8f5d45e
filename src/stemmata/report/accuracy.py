"""How well the model did where people had written down the right answers; shown beside its rows."""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Accuracy", "Measure"]


class Measure(NamedTuple):
    """One measured number: what was measured, how the model did, how two people agree, on what data.

    Scores lie in [0, 1]; `people_score` is None where nobody compared two people.
    """

    what: str
    score: float
    people_score: float | None
    data: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The measured accuracy of one set of weights. No rows mean that nothing was measured."""

    rows: tuple[Measure, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            for score in (row.score, row.people_score):
                if score is not None and not 0 <= score <= 1:
                    raise ValueError(f"{row.what}: score {score} lies outside [0, 1]")
