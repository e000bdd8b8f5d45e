"""Keeping what linking made: all of it is dropped and written anew, and the log holds its digest."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.ledger import judgements, records, vectors
from stemmata.ledger.claims import origins_and_steps
from stemmata.ledger.database import Database
from stemmata.ledger.judgements import Anchor, Judgement, Verdict
from stemmata.ledger.writing import Writing
from stemmata.model import Claim, Copy, EntityType, Link, Occurrence, Span

__all__ = ["DERIVED", "Actor", "LinkWriting", "Linked", "derived_digest"]

DERIVED = {
    "claim": "n",
    "occurrence": "claim, n",
    "origin": "claim, n",
    "contradiction": "claim, other",
    "link": "a, b, kind",
    "copy": "n",
    "actor": "n",
    "actor_name": "name, actor",
    "actor_entity": "article, entity",
    "claim_outlet": "claim, outlet",
    "claim_actor": "claim, actor",
    "redirect": "id",
}
"""The tables that linking makes, each after those that it names, and their order."""


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


@dataclass(frozen=True, slots=True)
class Linked:
    """All that linking makes of a case; the most carried claims and most mentioned actors first."""

    claims: Sequence[Claim]
    links: Iterable[Link]
    copies: Iterable[Copy]
    actors: Sequence[Actor]


class LinkWriting(Writing):
    """The side of a ledger that keeps what linking made, and what people say of it."""

    def keep_embeddings(self, made: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Keep vectors by their key, see `vectors`; those that are there stay."""
        self._database.run_many(
            "INSERT OR IGNORE INTO embedding VALUES (?, ?)",
            ((key, vectors.packed(vector)) for key, vector in made.items()),
        )

    def keep_judgement(
        self,
        verdict: Verdict,
        a: tuple[Anchor, ...] = (),
        b: tuple[Anchor, ...] = (),
        *,
        withdraws: str | None = None,
        who: str,
        why: str,
        at_utc: str,
    ) -> Judgement:
        """Keep a person's verdict; it counts from the next linking on."""
        (number,) = self._database.one("SELECT count(*) FROM judgement")
        row = judgements.judgement_row(
            verdict, a, b, withdraws, who=who, why=why, number=number + 1
        )
        self._keep("judgement", str(row[0]), row, at_utc=at_utc)
        return judgements.judgement_of(row, at_utc)

    def keep_linked(self, linked: Linked, *, at_utc: str) -> str:
        """Put what linking made in the place of what it made before; the digest of it."""
        db = self._database
        redirects = _redirects(db, linked.claims)
        for table in reversed(DERIVED):
            db.run(f"DELETE FROM {table}")
        db.run("INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')")
        _Rows(db).insert(linked)
        db.run_many("INSERT INTO redirect VALUES (?, ?)", sorted(redirects.items()))
        digest = derived_digest(db)
        detail = {"digest": digest, "claims": len(linked.claims)}
        entry = self.note("linked", "case", detail, at_utc=at_utc)
        db.run("DELETE FROM linking")
        db.run("INSERT INTO linking VALUES (?, ?)", (entry, digest))
        return digest


def derived_digest(database: Database) -> str:
    """The SHA-256 over all rows that linking made, one JSON array a line."""
    found = sha256()
    for table, order in DERIVED.items():
        for row in database.each(f"SELECT * FROM {table} ORDER BY {order}"):
            found.update(json.dumps([table, *row], separators=(",", ":")).encode() + b"\n")
    return found.hexdigest()


class Published(NamedTuple):
    """Who published an article and when."""

    outlet: str | None
    published: str | None


class _Rows:
    """What linking made as rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = {
            article: Published(outlet, published)
            for article, outlet, published in database.each(
                "SELECT id, outlet, published FROM article"
            )
        }

    def insert(self, linked: Linked) -> None:
        db = self._database
        numbered = list(enumerate(linked.claims, start=1))
        number = {claim.id: n for n, claim in numbered}
        self._fill("claim", 12, (self._claim(n, claim) for n, claim in numbered))
        self._fill(
            "occurrence",
            11,
            (_occurrence(n, i, o) for n, c in numbered for i, o in enumerate(c.occurrences)),
        )
        self._fill(
            "origin",
            7,
            (
                records.stored("origin", (n, i, o.id, o.name, o.kind, int(o.circular)))
                for n, c in numbered
                for i, o in enumerate(c.origins)
            ),
        )
        self._fill(
            "contradiction", 2, ((n, number[other]) for n, c in numbered for other in c.contradicts)
        )
        self._fill("link", 5, ((x.kind, x.a, x.b, x.score, _json(x.why)) for x in linked.links))
        self._fill("copy", 11, (_copy(n, x) for n, x in enumerate(linked.copies, start=1)))
        self._actors(linked.actors)
        db.run(
            "INSERT INTO claim_outlet SELECT DISTINCT o.claim, a.outlet "
            "FROM occurrence o JOIN article a ON a.id = o.article WHERE a.outlet IS NOT NULL"
        )
        db.run(NAMED)
        self._fill("claim_fts (rowid, words)", 2, self._words())

    def _fill(self, table: str, columns: int, rows: Iterable[Sequence[Any]]) -> None:
        marks = ", ".join("?" * columns)
        self._database.run_many(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _claim(self, n: int, claim: Claim) -> Sequence[Any]:
        where = [self._articles[o.passage.article] for o in claim.occurrences]
        row = (
            *(n, claim.id, claim.text, len(claim.occurrences)),
            *(len({p.outlet for p in where if p.outlet}), len(claim.origins), *claim.origins_range),
            *(claim.first_seen, max((p.published for p in where if p.published), default=None)),
            int(claim.circular),
        )
        return records.stored("claim", row)

    def _actors(self, actors: Sequence[Actor]) -> None:
        numbered = list(enumerate(actors, start=1))
        self._fill(
            "actor",
            7,
            (
                records.stored("actor", (n, a.id, a.name, a.type, _json(a.names), _json(a.merges)))
                for n, a in numbered
            ),
        )
        self._fill(
            "actor_name",
            2,
            (
                (name, n)
                for n, a in numbered
                for name in sorted({records.shown(x).casefold() for x in a.names})
            ),
        )
        self._fill(
            "actor_entity", 3, ((*pair, n) for n, actor in numbered for pair in actor.entities)
        )

    def _words(self) -> Iterator[tuple[int, str]]:
        """The words of all passages of each claim, once each."""
        texts = self._database.each(
            'SELECT o.claim, substr(a.text, o."start" + 1, o."end" - o."start") '
            "FROM occurrence o JOIN article a ON a.id = o.article"
        )
        words: dict[int, set[str]] = defaultdict(set)
        for claim, passage in texts:
            words[claim].add(passage)
        return ((claim, "\n".join(sorted(found))) for claim, found in sorted(words.items()))


NAMED = """
    INSERT INTO claim_actor
    SELECT DISTINCT o.claim, e.actor
    FROM occurrence o
    JOIN current_reading r ON r.article = o.article
    JOIN mention m ON m.reading = r.entry AND m."start" < o."end" AND m."end" > o."start"
    JOIN actor_entity e ON e.article = o.article AND e.entity = m.entity
    UNION
    SELECT o.claim, e.actor
    FROM occurrence o
    JOIN current_reading r ON r.article = o.article
    JOIN attribution t ON t.reading = r.entry AND t.id = o.attribution
    JOIN actor_entity e ON e.article = o.article AND e.entity = t.source_entity"""
"""Who is named in a claim's passages or is the source of one."""


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _occurrence(claim: int, n: int, o: Occurrence) -> Sequence[Any]:
    origins, steps = origins_and_steps(o)
    return (
        *(claim, n, o.id, o.passage.article, *o.passage.span, o.attribution, o.stance),
        *(origins, steps, o.copied_from),
    )


def _copy(n: int, copy: Copy) -> Sequence[Any]:
    return (
        *(n, copy.a.article, *copy.a.span, copy.b.article, *copy.b.span),
        *(_json(copy.changes), copy.score, copy.original, _json(copy.why)),
    )


def _redirects(database: Database, claims: Sequence[Claim]) -> dict[str, str]:
    """For each claim that was and is no more, the one that holds most of its passages now."""
    now = {claim.id for claim in claims}
    gone = [i for (i,) in database.each("SELECT id FROM claim") if i not in now]
    at: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for rank, claim in enumerate(claims if gone else ()):
        for occurrence in claim.occurrences:
            at[occurrence.passage.article].append((occurrence.passage.span, rank))
    ranks = {old: _heir(database, old, at) for old in gone}
    heirs = {old: claims[rank].id for old, rank in ranks.items() if rank is not None}
    kept = dict(database.each("SELECT id, claim FROM redirect"))
    followed = {old: heirs.get(new, new) for old, new in kept.items()} | heirs
    return {old: new for old, new in followed.items() if old not in now and new in now}


def _heir(database: Database, old: str, at: Mapping[str, Sequence[tuple[Span, int]]]) -> int | None:
    """The rank of the claim that holds most passages of one that is gone; of equals the most carried."""
    votes: Counter[int] = Counter()
    sql = (
        'SELECT o.article, o."start", o."end" '
        "FROM claim c JOIN occurrence o ON o.claim = c.n WHERE c.id = ?"
    )
    for article, *found in database.all(sql, (old,)):
        votes.update({rank for span, rank in at.get(article, ()) if span.overlaps(Span(*found))})
    return min(votes, key=lambda rank: (-votes[rank], rank), default=None)
