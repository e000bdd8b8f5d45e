"""What people decided about what the machine proposed: who, when, why.

A judgement is retired by a newer one and never erased.
"""

import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

from stemmata.ids import id_of
from stemmata.ledger.records import Row
from stemmata.model import Span

__all__ = ["Anchor", "Judgement", "Verdict", "judgement_of", "judgement_row"]

Verdict = Literal["same", "different", "withdrawn"]
"""Each of `a` states the same as each of `b`; or none does; or an older judgement no longer holds."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that was judged, so that it is found again in another reading of its article.

    `occurrence` is its id in the reading that was judged, `before` and `after` are the words around it.
    """

    article: str
    span: Span
    words: str
    before: str
    after: str
    occurrence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on what the passages `a` and `b` have to do with each other.

    `withdraws` is the id of the judgement that a "withdrawn" takes back.
    """

    id: str
    verdict: Verdict
    a: tuple[Anchor, ...]
    b: tuple[Anchor, ...]
    withdraws: str | None
    who: str
    why: str
    at_utc: str

    def __post_init__(self) -> None:
        if self.verdict not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise ValueError(f"verdict is {self.verdict!r}; expected one of {known}")


def _side(side: tuple[Anchor, ...]) -> str:
    return json.dumps(
        [[x.article, x.span, x.words, x.before, x.after, x.occurrence] for x in side],
        separators=(",", ":"),
    )


def _side_of(stored: str) -> tuple[Anchor, ...]:
    return tuple(Anchor(article, Span(*span), *rest) for article, span, *rest in json.loads(stored))


def judgement_row(
    verdict: Verdict,
    a: tuple[Anchor, ...],
    b: tuple[Anchor, ...],
    withdraws: str | None,
    *,
    who: str,
    why: str,
    number: int,
) -> Row:
    """A judgement, the `number`th of its case: the same may be decided, undone and decided again."""
    said = (verdict, _side(a), _side(b), withdraws, who, why)
    return (id_of("jdg", *said, number), *said)


def judgement_of(row: Row, at_utc: str) -> Judgement:
    """The judgement in a row."""
    values: Any = row
    id_, verdict, a, b, withdraws, who, why = values
    return Judgement(id_, verdict, _side_of(a), _side_of(b), withdraws, who, why, at_utc)
