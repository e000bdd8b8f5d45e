"""Accusations: who is reported to accuse whom, as a matrix; and the rows behind each number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import ClassVar, NamedTuple, TypedDict

from stemmata.errors import UsageError
from stemmata.ledger import AccusationRow, Linking, Pair
from stemmata.ledger.actors import Blamed
from stemmata.web.asking import Asked, Download
from stemmata.web.pages.articles import number_in
from stemmata.web.pages.away import CSV, table
from stemmata.web.pages.told import Told, ToldAnswer, readings_of, told, told_object

__all__ = ["Accusations", "Matrix", "accusations", "accusations_table"]

MOST_ACCUSERS, MOST_ACCUSED = 14, 10
"""Rows and columns of the matrix: what a screen holds; the others are counted and can be listed."""

PAGE = 20
"""Accusations a page."""

HOLDERS = ("actor", "outlet", "unnamed")
OTHERS = "other sources"
"""Those that no name tells apart: "residents", "officials"."""
COLUMNS = (
    *("accuser", "voice", "accused", "words", "outlet", "published", "article", "attribution"),
)

AT_ONCE = 200
"""Accusations whose words are looked up together."""


class Accuser(NamedTuple):
    """Who accuses: an actor's id, an outlet in its own voice, or neither."""

    holder: str
    actor: str | None
    outlet: str | None

    @property
    def query(self) -> dict[str, str | None]:
        """What the address of its accusations asks for."""
        return {"accuser": self.actor, "holder": self.holder, "outlet": self.outlet}


class PairAnswer(TypedDict):
    """Who accuses whom: in how many articles."""

    holder: str
    accuser: str | None
    outlet: str | None
    accused: str
    articles: int


class AccusationsAnswer(TypedDict):
    """The matrix of the case, pair by pair, or a page of the rows that were asked for."""

    total: int
    pairs: list[PairAnswer]
    names: dict[str, str]
    accusers_left_out: int
    accused_left_out: int
    persons_left_out: int
    rows: list[ToldAnswer]
    page: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Accusers down, accused across, and in how many articles; what is left out is counted.

    `cells` has a number for each accuser and accused, 0 where there is no accusation.
    """

    accusers: tuple[Accuser, ...]
    accused: tuple[str, ...]
    names: Mapping[str, str]
    cells: Mapping[tuple[Accuser, str], int]
    accusers_left_out: int
    accused_left_out: int
    persons_left_out: int

    def pairs(self) -> list[PairAnswer]:
        """The numbers that are not 0."""
        return [
            {
                "holder": accuser.holder,
                "accuser": accuser.actor,
                "outlet": accuser.outlet,
                "accused": accused,
                "articles": number,
            }
            for (accuser, accused), number in self.cells.items()
            if number
        ]


@dataclass(frozen=True, slots=True)
class Accusations:
    """The matrix of the case, or the rows that fit what is asked; one of the two."""

    TEMPLATE: ClassVar[str] = "accusations.html"

    matrix: Matrix | None
    asked: Blamed
    names: Mapping[str, str]
    told: tuple[Told, ...]
    total: int
    page: int
    persons: bool
    linking: Linking | None

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.total > PAGE * self.page

    def to_object(self) -> AccusationsAnswer:
        """The matrix, or the rows."""
        matrix = self.matrix
        return {
            "total": self.total,
            "pairs": matrix.pairs() if matrix else [],
            "names": {**(matrix.names if matrix else self.names)},
            "accusers_left_out": matrix.accusers_left_out if matrix else 0,
            "accused_left_out": matrix.accused_left_out if matrix else 0,
            "persons_left_out": matrix.persons_left_out if matrix else 0,
            "rows": [told_object(one) for one in self.told],
            "page": self.page,
        }


def accusations(asked: Asked) -> Accusations:
    """Who accuses whom in this case, or the accusations that the query asks for.

    Raises:
        UsageError: There is no such holder.
    """
    ledger, blamed = asked.ledger, _narrowing(asked.query)
    persons = bool(asked.query.get("persons"))
    page = number_in(asked.query, "page", default=1)
    is_narrowed = any(blamed.values())
    ids = {str(blamed[key]) for key in ("accused", "accuser") if blamed.get(key)}
    return Accusations(
        matrix=None if is_narrowed else _matrix(asked, ledger.pairs(), persons=persons),
        asked=blamed,
        names=ledger.actor_names(ids),
        told=_told(asked, blamed, page) if is_narrowed else (),
        total=ledger.count_accusations(**blamed),
        page=page,
        persons=persons,
        linking=asked.counted.linking(ledger),
    )


def accusations_table(asked: Asked) -> Download:
    """All accusations that the query asks for, with the words that accuse.

    Accused persons are left out as in the matrix, unless one of them or "persons" is asked for.
    """
    return Download(table(COLUMNS, _rows(asked)), CSV, "accusations.csv")


def _narrowing(query: Mapping[str, str]) -> Blamed:
    holder = query.get("holder", "")
    if holder and holder not in HOLDERS:
        raise UsageError(f"{holder!r} accuses nobody; choose one of {', '.join(HOLDERS)}")
    return Blamed(
        accused=query.get("accused", ""),
        accuser=query.get("accuser", ""),
        holder=holder,
        outlet=query.get("outlet", ""),
    )


def _matrix(asked: Asked, pairs: Sequence[Pair], *, persons: bool) -> Matrix:
    """Those accused in most articles, who accuses these most, and what is between them."""
    kept = [pair for pair in pairs if persons or pair.accused_type != "person"]
    by_accused: Counter[str] = Counter()
    for pair in kept:
        by_accused[pair.accused] += pair.articles
    accused = [actor for actor, _ in by_accused.most_common(MOST_ACCUSED)]
    cells: Counter[tuple[Accuser, str]] = Counter()
    by_accuser: Counter[Accuser] = Counter()
    for pair in kept:
        cells[_accuser(pair), pair.accused] += pair.articles
        by_accuser[_accuser(pair)] += pair.articles if pair.accused in accused else 0
    accusers = [accuser for accuser, n in by_accuser.most_common(MOST_ACCUSERS) if n]
    shown = {actor for accuser in accusers if (actor := accuser.actor)} | set(accused)
    return Matrix(
        accusers=tuple(accusers),
        accused=tuple(accused),
        names=asked.ledger.actor_names(shown),
        cells={(a, b): cells[a, b] for a in accusers for b in accused},
        accusers_left_out=len(by_accuser) - len(accusers),
        accused_left_out=len(by_accused) - len(accused),
        persons_left_out=len({p.accused for p in pairs} - {p.accused for p in kept}),
    )


def _accuser(pair: Pair) -> Accuser:
    return Accuser(pair.holder, pair.accuser, pair.outlet)


def _told(asked: Asked, blamed: Blamed, page: int) -> tuple[Told, ...]:
    found = asked.ledger.accusations(limit=PAGE, offset=PAGE * (page - 1), **blamed)
    readings = readings_of(asked, {one.article for one in found})
    notes: dict[tuple[str, str], str] = {}
    for one in found:
        place, note = (
            (one.article, one.attribution),
            f"read as: {_name(one)} accuses {one.accused_name}",
        )
        if one.holder == "unnamed":  # the row says in which words they are called
            note = f"read as accusing {one.accused_name}"
        notes[place] = f"{notes[place]}; {note}" if place in notes else note
    return told(asked, notes, readings, notes)


def _name(one: AccusationRow) -> str:
    if one.holder == "outlet":
        return one.outlet or "the outlet"
    return one.accuser_name or OTHERS


def _rows(asked: Asked) -> Iterator[tuple[object, ...]]:
    blamed = _narrowing(asked.query)
    persons = blamed.get("accused") or asked.query.get("persons")
    for start in count(0, AT_ONCE):
        found = asked.ledger.accusations(limit=AT_ONCE, offset=start, **blamed)
        if not found:
            return
        articles = asked.ledger.articles({one.article for one in found})
        for one in found:
            if one.accused_type == "person" and not persons:
                continue
            words = articles[one.article].quote((one.span,))[0]
            yield (
                *(_name(one), one.holder, one.accused_name, words, one.outlet, one.published),
                *(one.article, one.attribution),
            )
