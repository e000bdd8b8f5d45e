"""What linking made, asked for: claims by what is in them, most carried first, and what they rest on."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Unpack

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemmata.days import HEAD_CHARS, day_of
from stemmata.ledger import judgements, records, rows, vectors
from stemmata.ledger.asking import Asking
from stemmata.ledger.database import rebuilding
from stemmata.ledger.judgements import Judgement
from stemmata.ledger.lines import ClaimLine, claim_lines
from stemmata.ledger.narrowing import Asked, condition_of
from stemmata.model import (
    Article,
    Change,
    Claim,
    Copy,
    Link,
    Occurrence,
    Origin,
    Passage,
    Reading,
    Span,
    Step,
)

__all__ = ["ClaimAsking", "LinkedAs", "Linking", "Title", "copy_of", "origins_and_steps"]


class Title(NamedTuple):
    """An article in one line. `name` is what the input calls it: the id of a JSONL row, else its path.

    `published` is the date that it came with, `day` the one that it prints, or else came with.
    """

    article: str
    name: str
    outlet: str | None
    published: str | None
    title: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Linking:
    """The last linking, in numbers. `stale` where articles or judgements came after it."""

    at_utc: str
    digest: str
    stale: bool
    claims: int
    carried: int
    """Claims that two outlets or more carry."""
    occurrences: int
    circular: int
    contradicted: int
    copies: int


class LinkedAs(NamedTuple):
    """The entry and digest of a linking, and what came after it.

    `counted` is how many judgements count since: each recount adds some. `judged` is the entry of the newest
    judgement of all, whether it counts or waits; `stale` as in `Linking`.
    """

    entry: int
    digest: str
    counted: int
    judged: int | None
    stale: bool


def origins_and_steps(occurrence: Occurrence) -> tuple[str, str]:
    """An occurrence's origins and steps as JSON."""
    steps = [
        [s.kind, s.to, s.evidence and [s.evidence.article, *s.evidence.span]]
        for s in occurrence.steps
    ]
    return json.dumps(occurrence.origins), json.dumps(steps, separators=(",", ":"))


class ClaimAsking(Asking):
    """The side of a ledger that is asked for claims. Where nothing is linked yet, there are none."""

    def linked_as(self) -> LinkedAs | None:
        """Which claims these are; None where nothing is linked yet.

        While it is the same, so are they, and what people judged of them.
        """
        found = self._database.one(
            "SELECT l.entry, l.digest, (SELECT count(*) FROM counted), (SELECT max(entry) FROM judgement), "
            "ifnull((SELECT max(entry) FROM reading), 0) > l.entry OR EXISTS (SELECT 1 FROM judgement "
            "WHERE entry > l.entry AND entry NOT IN (SELECT entry FROM counted)) FROM linking l"
        )
        if found is None:
            return None
        entry, digest, counted, judged, stale = found
        return LinkedAs(entry, digest, counted, judged, bool(stale))

    def linking(self) -> Linking | None:
        """The last linking; None where there was none."""
        linked = self.linked_as()
        if linked is None:
            return None
        counted = self._database.one(
            "SELECT count(*), ifnull(sum(outlets > 1), 0), ifnull(sum(occurrences), 0), "
            "ifnull(sum(circular), 0), (SELECT count(DISTINCT claim) FROM contradiction), "
            "(SELECT count(*) FROM copy) FROM claim"
        )
        return Linking(self._at(linked.entry), linked.digest, linked.stale, *counted)

    def claims(
        self, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]
    ) -> Iterator[Claim]:
        """The claims that fit all that is asked, most carried first."""
        for numbers in self._numbers(limit, offset, asked):
            yield from self._claims(numbers)

    def claim_lines(
        self, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]
    ) -> Iterator[ClaimLine]:
        """As `claims`, each in one line: a tenth of the work."""
        for numbers in self._numbers(limit, offset, asked):
            yield from claim_lines(self._database, numbers)

    def lines_of(self, claims: Iterable[str]) -> list[ClaimLine]:
        """The claims of these ids, most carried first, each in one line."""
        sql = "SELECT n FROM claim WHERE id IN (SELECT value FROM json_each(?))"
        found = self._database.all(sql, (json.dumps([records.shown(i) for i in claims]),))
        return claim_lines(self._database, [n for (n,) in found])

    def _numbers(self, limit: int | None, offset: int, asked: Asked) -> Iterator[list[int]]:
        """The numbers of the claims that are asked for, as many at a time as are fetched together."""
        condition, values = condition_of(asked)
        sql = f"SELECT n FROM claim c WHERE {condition} AND n > :last ORDER BY n LIMIT :size"
        last = 0
        if offset:
            values |= {"last": 0, "size": 1, "offset": offset - 1}
            found = self._database.one(f"{sql} OFFSET :offset", values)
            if found is None:
                return
            (last,) = found
        for page in self._database.pages(sql, values, last=last, limit=limit):
            yield [n for (n,) in page]

    def count_claims(self, **asked: Unpack[Asked]) -> int:
        """How many claims fit all that is asked."""
        condition, values = condition_of(asked)
        sql = f"SELECT count(*) FROM claim c WHERE {condition}"
        number: int = self._database.one(sql, values)[0]
        return number

    def claim(self, name: str) -> Claim | None:
        """The claim of this id, or the one that took its place; None where there is neither."""
        sql = (
            "SELECT n FROM claim WHERE id = "
            "ifnull((SELECT claim FROM redirect WHERE id = :id), :id)"
        )
        found = self._database.one(sql, {"id": records.shown(name)})
        return next(self._claims([found[0]])) if found else None

    def claim_of(self, occurrence: str) -> Claim | None:
        """The claim that has an occurrence of this id."""
        sql = "SELECT claim FROM occurrence WHERE id = ?"
        found = self._database.one(sql, (records.shown(occurrence),))
        return next(self._claims([found[0]])) if found else None

    def claims_of(self, article: str) -> list[Claim]:
        """The claims that an article states, most carried first."""
        sql = "SELECT DISTINCT claim FROM occurrence WHERE article = ? ORDER BY claim"
        found = self._database.all(sql, (article,))
        return list(self._claims([n for (n,) in found]))

    def lines_stated(self, article: str) -> dict[str, list[ClaimLine]]:
        """By attribution of an article, the claims that it states, most carried first, each in one line."""
        sql = "SELECT DISTINCT claim, attribution FROM occurrence WHERE article = ? ORDER BY claim"
        found = self._database.all(sql, (article,))
        numbers = list(dict.fromkeys(n for n, _ in found))
        lines = dict(zip(numbers, claim_lines(self._database, numbers), strict=True))
        stated: dict[str, list[ClaimLine]] = {}
        for n, attribution in found:
            stated.setdefault(attribution, []).append(lines[n])
        return stated

    def find_claims(self, text: str, *, limit: int = 20) -> list[Claim]:
        """The claims whose passages hold every word and every "quoted phrase", most carried first."""
        return list(self.claims(text=text, limit=limit))

    def copies_of(self, article: str) -> list[Copy]:
        """The passages that an article shares with others, in their order there."""
        sql = "SELECT * FROM copy WHERE a = :of OR b = :of ORDER BY n"
        return [copy_of(row) for row in self._database.all(sql, {"of": article})]

    def in_doubt(self, low: float, high: float) -> int:
        """How many pairs are linked with a probability between these, and were not compared by people."""
        sql = """
            SELECT count(*) FROM link WHERE kind = 'same' AND score > ? AND score < ?
              AND (a, b) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"""
        done = [sorted(pair) for pair in judgements.compared(self.judgements()) if len(pair) == 2]
        number: int = self._database.one(sql, (low, high, json.dumps(done)))[0]
        return number

    def links_of(self, claim: Claim) -> list[Link]:
        """The pairs that a claim was put together from, and those that set others against it."""
        ids = json.dumps([o.id for o in claim.occurrences])
        sql = (
            "SELECT kind, a, b, score, why FROM link WHERE a IN (SELECT value FROM json_each(:ids)) "
            "OR b IN (SELECT value FROM json_each(:ids)) ORDER BY kind, a, b"
        )
        found = self._database.all(sql, {"ids": ids})
        return [Link(kind, a, b, score, tuple(json.loads(w))) for kind, a, b, score, w in found]

    def titles(self, articles: Collection[str]) -> dict[str, Title]:
        """These articles, each in one line."""
        sql = f"""
            SELECT a.id, coalesce(
              (SELECT s.item FROM sighting s WHERE s.article = a.id ORDER BY s.entry LIMIT 1),
              (SELECT r.path FROM reading r WHERE r.article = a.id ORDER BY r.entry LIMIT 1)),
              a.outlet, a.published, a.title, substr(a.text, 1, {HEAD_CHARS})
            FROM article a WHERE a.id IN (SELECT value FROM json_each(?))"""
        found = self._database.each(sql, (json.dumps(list(articles)),))
        return {row[0]: Title._make((*row[:-1], day_of(row[-1], row[3]))) for row in found}

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """These articles without their readings."""
        return {i: rows.article_of(self.record("article", i, key="id")) for i in sorted({*ids})}

    def readings(self, *, articles: Collection[str] | None = None) -> Iterator[Reading]:
        """The current reading of each article, or of those named, in the order of adding.

        They come one at a time, without the evidence that `exhibits` has.
        """
        for entry in self._entries("article") if articles is None else self._named(articles):
            article = self.record("article", entry)
            sql = "SELECT max(entry) FROM reading WHERE article = ?"
            (current,) = self._database.one(sql, (article[0],))
            if current is not None:
                yield self._reading(current, article)

    def same_page(self, article: str) -> list[str]:
        """The articles that were made of the same page of the same outlet, this one among them."""
        sql = """
            SELECT b.id FROM article a JOIN article b ON b.capture = a.capture AND b.outlet IS a.outlet
            WHERE a.id = ? ORDER BY b.entry"""
        return [i for (i,) in self._database.all(sql, (article,))]

    def judgements(self) -> list[Judgement]:
        """All that people decided, oldest first."""
        found = self._database.all("SELECT entry FROM judgement ORDER BY entry")
        judged = ((self.record("judgement", entry), self._at(entry)) for (entry,) in found)
        return [judgements.judgement_of(row, at) for row, at in judged]

    def embeddings(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors kept under these keys, as far as there are any."""
        sql = "SELECT vector FROM embedding WHERE text = ?"
        found = ((key, self._database.one(sql, (key,))) for key in keys)
        return {key: vectors.unpacked(row[0]) for key, row in found if row}

    def _claims(self, numbers: Sequence[int]) -> Iterator[Claim]:
        named = json.dumps(numbers)
        circular = "id IN (SELECT occurrence FROM circle)"
        occurrences = self._grouped("occurrence", named, _occurrence, f"*, {circular}")
        origins = self._grouped("origin", named, _origin)
        against = self._database.each(
            "SELECT x.claim, c.id FROM contradiction x JOIN claim c ON c.n = x.other "
            "WHERE x.claim IN (SELECT value FROM json_each(?)) ORDER BY c.id",
            (named,),
        )
        contradicts: dict[int, list[str]] = {}
        for n, other in against:
            contradicts.setdefault(n, []).append(other)
        for n in numbers:
            row = self.record("claim", n, key="n")
            _, id_, text, _, _, _, low, high, first_seen, _, is_circular = row
            yield Claim(
                id_,
                text,
                tuple(occurrences.get(n, ())),
                tuple(origins.get(n, ())),
                (low, high),
                first_seen,
                tuple(contradicts.get(n, ())),
                bool(is_circular),
            )

    def _grouped(
        self, table: str, numbers: str, noun: Any, columns: str = "*"
    ) -> dict[int, list[Any]]:
        """The rows of several claims as nouns, by claim."""
        sql = (
            f"SELECT {columns} FROM {table} WHERE claim IN (SELECT value FROM json_each(?)) "
            "ORDER BY claim, n"
        )
        found: dict[int, list[Any]] = {}
        for row in self._database.all(sql, (numbers,)):
            with rebuilding(f"{table} of claim {row[0]}; link the case again"):
                found.setdefault(row[0], []).append(noun(row))
        return found


def _occurrence(row: Any) -> Occurrence:
    _, _, id_, article, start, end, attribution, stance, *rest = row
    origins, steps, copied_from, circular = rest
    return Occurrence(
        id_,
        Passage(article, Span(start, end)),
        attribution,
        stance,
        tuple(json.loads(origins)),
        tuple(
            Step(kind, to, where and Passage(where[0], Span(*where[1:])))
            for kind, to, where in json.loads(steps)
        ),
        copied_from,
        bool(circular),
    )


def _origin(row: Any) -> Origin:
    _, _, id_, name, kind, circular = records.restored("origin", row)
    return Origin(str(id_), str(name), kind, bool(circular))  # type: ignore[arg-type]


_changes = msgspec.json.Decoder(tuple[Change, ...])  # an article of a large case has hundreds


def copy_of(row: Any) -> Copy:
    """The copy in a row."""
    _, a, a_start, a_end, b, b_start, b_end, changes, score, original, why = row
    return Copy(
        Passage(a, Span(a_start, a_end)),
        Passage(b, Span(b_start, b_end)),
        _changes.decode(changes),
        score,
        original,
        tuple(json.loads(why)),
    )
