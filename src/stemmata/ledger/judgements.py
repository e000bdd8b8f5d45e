"""What people decided about what the machine proposed: who, when, why.

A judgement is retired by a newer one and never erased. What it is about is kept in words, not only by
id, so that it is found again when articles are read, cleaned or linked anew.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from stemmata.ids import id_of
from stemmata.ledger.records import Row
from stemmata.model import EntityType, SourceKind, Span

__all__ = [
    "Anchor",
    "Judgement",
    "Named",
    "Speaker",
    "Subject",
    "Verdict",
    "compared",
    "judgement_of",
    "judgement_row",
    "words_of",
]

Verdict = Literal[
    "same",  # each of `a` states the same as each of `b`; or, of names, is the same actor
    "different",  # none does; or is
    "contrary",  # none of `a` can hold together with any of `b`
    "compatible",  # each can
    "stands",  # the row is a claim, and as it was read
    "rejected",  # the row is no claim
    "span",  # the passage `a` should be `b`
    "source",  # the row `a` is what the speaker `b` is reported to say
    "withdrawn",  # an older judgement no longer holds
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that was judged, so that it is found again in another reading of its article.

    `id` is that of its occurrence or row in the reading that was judged, `before` and `after` are the
    words around it.
    """

    article: str
    span: Span
    words: str
    before: str
    after: str
    id: str


class Named(NamedTuple):
    """A name that entities of the case go by; of one article where `article` is not empty."""

    type: EntityType
    name: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is reported to say something, and where the article names them; nowhere for the outlet itself."""

    kind: SourceKind
    words: Anchor | None


Subject = Anchor | Named | Speaker


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on `a`, or on what `a` and `b` have to do with each other.

    `withdraws` is the id of the judgement that a "withdrawn" takes back.
    """

    id: str
    verdict: Verdict
    a: tuple[Subject, ...]
    b: tuple[Subject, ...]
    withdraws: str | None
    who: str
    why: str
    at_utc: str

    def __post_init__(self) -> None:
        if self.verdict not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise ValueError(f"verdict is {self.verdict!r}; expected one of {known}")

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The passages that it is about."""
        return tuple(x for x in (*self.a, *self.b) if isinstance(x, Anchor))

    @property
    def names(self) -> tuple[Named, ...]:
        """The names that it is about."""
        return tuple(x for x in (*self.a, *self.b) if isinstance(x, Named))


def words_of(subject: Subject) -> str:
    """The words that a judgement was about, as they stood."""
    if isinstance(subject, Named):
        return subject.name
    if isinstance(subject, Speaker):
        return subject.words.words if subject.words else "the outlet itself"
    return subject.words


def _stored(subject: Subject) -> list[object]:
    if isinstance(subject, Named):
        return ["named", *subject]
    if isinstance(subject, Speaker):
        return ["speaker", subject.kind, subject.words and _stored(subject.words)]
    x = subject
    return [x.article, x.span, x.words, x.before, x.after, x.id]


def _subject(stored: list[Any]) -> Subject:
    match stored:
        case ["named", type_, name, article]:
            return Named(type_, name, article)
        case ["speaker", kind, words]:
            return Speaker(kind, words and _anchor(words))
    return _anchor(stored)


def _anchor(stored: list[Any]) -> Anchor:
    article, span, words, before, after, id_ = stored
    return Anchor(article, Span(*span), words, before, after, id_)


def _side(side: tuple[Subject, ...]) -> str:
    return json.dumps([_stored(x) for x in side], separators=(",", ":"))


def _side_of(stored: str) -> tuple[Subject, ...]:
    return tuple(_subject(x) for x in json.loads(stored))


def judgement_row(
    verdict: Verdict,
    a: tuple[Subject, ...],
    b: tuple[Subject, ...],
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


def compared(made: Iterable[Judgement]) -> set[frozenset[str]]:
    """The pairs of passages, by their ids, that these put beside each other."""
    return {
        frozenset((a.id, b.id))
        for one in made
        for a in one.a
        for b in one.b
        if isinstance(a, Anchor) and isinstance(b, Anchor)
    }
