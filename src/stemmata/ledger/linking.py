"""Keeping what linking made: all of it is dropped and written anew, and the log holds its digest."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.ids import digest_of
from stemmata.ledger import judgements, records, vectors
from stemmata.ledger.actors import Accused, Spoke
from stemmata.ledger.claims import origins_and_steps
from stemmata.ledger.database import Database
from stemmata.ledger.judgements import Judgement, Subject, Verdict
from stemmata.ledger.writing import Writing
from stemmata.model import Claim, Copy, EntityType, Link, Occurrence, Span

__all__ = ["DERIVED", "Actor", "LinkWriting", "Linked", "Rows", "derived_digest", "redirects_of"]

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
    "actor_article": "actor, published, article",
    "accusation": 'accused, article, attribution, holder, accuser, "start", "end"',
    "actor_count": "actor",
    "claim_outlet": "claim, outlet",
    "claim_actor": "claim, actor",
    "member": "occurrence",
    "clash": "a, b",
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
    spoke: Iterable[Spoke] = ()
    accusations: Iterable[Accused] = ()
    members: Iterable[tuple[str, str, str | None, str | None]] = ()
    """Passage, article, id of the claim, machine's group: see `link.claims.Member`."""
    clashes: Iterable[tuple[str, str, bool, float, str]] = ()
    vectors: str | None = None
    """What made the vectors; None where claims cannot be worked out one by one."""


class LinkWriting(Writing):
    """The side of a ledger that keeps what linking made, and what people say of it."""

    def keep_embeddings(self, made: Mapping[bytes, NDArray[np.float32]], *, at_utc: str) -> None:
        """Keep vectors by their key, see `vectors`; those that are there stay."""
        there = "SELECT 1 FROM embedding WHERE text = ?"
        kept = [
            (key, vectors.packed(vector))
            for key, vector in made.items()
            if self._database.one(there, (key,)) is None
        ]
        if not kept:
            return
        detail = {"digest": vectors.digest_of_all(kept), "vectors": len(kept)}
        entry = self.note(vectors.EMBEDDED, "case", detail, at_utc=at_utc)
        self._database.run_many(
            "INSERT INTO embedding VALUES (?, ?, ?)",
            ((key, entry, vector) for key, vector in kept),
        )

    def drop_changed_embeddings(self) -> int:
        """Take away the vectors that the log does not vouch for; of how many acts they were.

        They only save time: what asks for them makes them anew.
        """
        wrong = [entry for entry, *_ in vectors.changed(self._database)]
        if wrong:
            sql = "DELETE FROM embedding WHERE entry IN (SELECT value FROM json_each(?))"
            self._database.run(sql, (json.dumps(wrong),))
        return len(wrong)

    def keep_judgement(
        self,
        verdict: Verdict,
        a: tuple[Subject, ...] = (),
        b: tuple[Subject, ...] = (),
        *,
        withdraws: str | None = None,
        who: str,
        why: str,
        at_utc: str,
    ) -> Judgement:
        """Keep a person's verdict."""
        (number,) = self._database.one("SELECT count(*) FROM judgement")
        row = judgements.judgement_row(
            verdict, a, b, withdraws, who=who, why=why, number=number + 1
        )
        self._keep("judgement", str(row[0]), row, at_utc=at_utc)
        return judgements.judgement_of(row, at_utc)

    def keep_linked(self, linked: Linked, *, at_utc: str) -> str:
        """Put what linking made in the place of what it made before; the digest of it."""
        db = self._database
        redirects = redirects_of(db, linked.claims)
        db.run("INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')")
        for table in reversed(DERIVED):
            db.run(f"DELETE FROM {table}")
        Rows(db).insert(linked)
        db.run_many("INSERT INTO redirect VALUES (?, ?)", sorted(redirects.items()))
        digest = derived_digest(db)
        detail = {"digest": digest, "claims": len(linked.claims), "vectors": linked.vectors}
        entry = self.note("linked", "case", detail, at_utc=at_utc)
        db.run("DELETE FROM linking")
        db.run("DELETE FROM counted")
        db.run("INSERT INTO linking VALUES (?, ?, ?)", (entry, digest, linked.vectors))
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


class Rows:
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
        """Insert all of it."""
        number = self.insert_claims(linked)
        self._fill("copy", 11, (_copy(n, x) for n, x in enumerate(linked.copies, start=1)))
        self._actors(linked.actors)
        self._acting(linked)
        self._fill("clash", 5, linked.clashes)
        self.insert_told(sorted(number.values()))

    def insert_claims(
        self, linked: Linked, others: Mapping[str, int] | None = None
    ) -> dict[str, int]:
        """Insert claims with all that they consist of; their numbers. `others` are those there already."""
        taken = set((others or {}).values())
        numbered = [(_numbered(claim, taken), claim) for claim in linked.claims]
        number = {claim.id: n for n, claim in numbered}
        known = {**(others or {}), **number}
        self._fill("claim", 13, (self._claim(n, claim) for n, claim in numbered))
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
        pairs = {(n, known[other]) for n, c in numbered for other in c.contradicts}
        pairs |= {(b, a) for a, b in pairs}
        self._fill("contradiction", 2, sorted(pairs))
        self._fill("link", 5, ((x.kind, x.a, x.b, x.score, _json(x.why)) for x in linked.links))
        members = ((i, article, c and number[c], group) for i, article, c, group in linked.members)
        self._fill("member", 4, members)
        return number

    def insert_told(self, claims: Sequence[int]) -> None:
        """Insert what the rows of these claims tell: who carries them, who is named, their words."""
        named = _json(claims)
        for sql in (CARRIED, NAMED, WORDS, FOUND):
            self._database.run(sql, {"claims": named})

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
        return *records.stored("claim", row), ""  # its words follow, see WORDS

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

    def _acting(self, linked: Linked) -> None:
        """Where actors speak, are spoken of and are accused, and how often."""
        number = {actor.id: n for n, actor in enumerate(linked.actors, start=1)}
        self._fill(
            "actor_article",
            6,
            (
                (
                    *(number[x.actor], self._articles[x.article].published or "", x.article),
                    *(x.said, x.named, _json([records.shown(name) for name in x.names])),
                )
                for x in linked.spoke
            ),
        )
        self._fill(
            "accusation",
            9,
            (
                (
                    *(number[x.accused], self._articles[x.article].published or "", x.article),
                    *(x.attribution, x.accuser and number[x.accuser], x.holder),
                    *(self._articles[x.article].outlet, *x.span),
                )
                for x in linked.accusations
            ),
        )
        self._database.run(COUNTED)


CARRIED = """
    INSERT INTO claim_outlet
    SELECT DISTINCT o.claim, a.outlet
    FROM occurrence o JOIN article a ON a.id = o.article
    WHERE a.outlet IS NOT NULL AND o.claim IN (SELECT value FROM json_each(:claims))"""
"""Which outlets carry a claim."""

NAMED = """
    INSERT INTO claim_actor
    SELECT DISTINCT o.claim, e.actor
    FROM occurrence o
    JOIN current_reading r ON r.article = o.article
    JOIN mention m ON m.reading = r.entry AND m."start" < o."end" AND m."end" > o."start"
    JOIN actor_entity e ON e.article = o.article AND e.entity = m.entity
    WHERE o.claim IN (SELECT value FROM json_each(:claims))
    UNION
    SELECT o.claim, e.actor
    FROM occurrence o
    JOIN current_reading r ON r.article = o.article
    JOIN attribution t ON t.reading = r.entry AND t.id = o.attribution
    JOIN actor_entity e ON e.article = o.article AND e.entity = t.source_entity
    WHERE o.claim IN (SELECT value FROM json_each(:claims))"""
"""Who is named in a claim's passages or is the source of one."""

WORDS = """
    UPDATE claim SET words = (
      SELECT ifnull(group_concat(passage, char(10)), '') FROM (
        SELECT DISTINCT substr(a.text, o."start" + 1, o."end" - o."start") AS passage
        FROM occurrence o JOIN article a ON a.id = o.article
        WHERE o.claim = claim.n ORDER BY 1))
    WHERE n IN (SELECT value FROM json_each(:claims))"""
"""The words of all passages of each claim, a line each: what full-text search looks at."""

FOUND = """
    INSERT INTO claim_fts (rowid, words)
    SELECT n, words FROM claim WHERE n IN (SELECT value FROM json_each(:claims)) ORDER BY n"""


COUNTED = """
    INSERT INTO actor_count
    SELECT a.n, a.type, count(x.article), ifnull(sum(x.said), 0), ifnull(sum(x.named), 0),
      (SELECT count(*) FROM accusation y WHERE y.accused = a.n),
      (SELECT count(*) FROM accusation y WHERE y.accuser = a.n)
    FROM actor a LEFT JOIN actor_article x ON x.actor = a.n GROUP BY a.n"""
"""How often each actor speaks, is spoken of and is accused."""


_MOST, _ID_BITS = 2**15 - 1, 48


def _numbered(claim: Claim, taken: set[int]) -> int:
    """The number of a claim, so that the most carried comes first, whatever others there are."""
    order = int(digest_of(claim.id.encode())[: _ID_BITS // 4], 16)
    n = (_MOST - min(len(claim.occurrences), _MOST)) << _ID_BITS | order
    while n in taken:
        n += 1
    taken.add(n)
    return n


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


def redirects_of(
    database: Database, claims: Sequence[Claim], *, gone: Sequence[str] | None = None
) -> dict[str, str]:
    """For each claim that was and is no more, the one that holds most of its passages now.

    Args:
        database: As it is before the claims are put in the place of those that were.
        claims: All claims that there are now; or those in the place of `gone`.
        gone: The ids of the claims that others take the place of; all of them if not said.
    """
    now = {claim.id for claim in claims}
    were = gone if gone is not None else [i for (i,) in database.each("SELECT id FROM claim")]
    left = [i for i in were if i not in now]
    at: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for rank, claim in enumerate(claims if left else ()):
        for occurrence in claim.occurrences:
            at[occurrence.passage.article].append((occurrence.passage.span, rank))
    ranks = {old: _heir(database, old, at) for old in left}
    heirs = {old: claims[rank].id for old, rank in ranks.items() if rank is not None}
    kept = dict(database.each("SELECT id, claim FROM redirect"))
    if gone is not None:
        now |= {i for (i,) in database.each("SELECT id FROM claim")} - {*left}
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
