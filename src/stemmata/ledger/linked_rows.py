"""What linking made as rows of the database: claims with what they rest on, actors, accusations."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from stemmata.ids import digest_of
from stemmata.ledger import records
from stemmata.ledger.claims import origins_and_steps
from stemmata.ledger.database import Database
from stemmata.ledger.linked import Linked
from stemmata.model import Claim, Copy, Occurrence

__all__ = ["Rows"]


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
        self.insert_actors(linked)
        self._fill("clash", 5, linked.clashes)
        self.insert_told(sorted(number.values()))

    def insert_claims(
        self, linked: Linked, others: Mapping[str, int] | None = None
    ) -> dict[str, int]:
        """Insert claims with all that they consist of; their numbers. `others` are those there already."""
        taken = set((others or {}).values())
        numbered = [(_numbered(c.id, len(c.occurrences), taken), c) for c in linked.claims]
        number = {claim.id: n for n, claim in numbered}
        known = {**(others or {}), **number}
        self._fill("claim", 13, (self._claim(n, claim) for n, claim in numbered))
        self._fill(
            "occurrence",
            11,
            (_occurrence(n, i, o) for n, c in numbered for i, o in enumerate(c.occurrences)),
        )
        circles = ((o.id,) for _, c in numbered for o in c.occurrences if o.circular)
        self._fill("circle", 1, circles)
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

    def insert_actors(self, linked: Linked) -> None:
        """Insert actors, and where these and those there already speak, are spoken of and are accused."""
        taken = {n for (n,) in self._database.all("SELECT n FROM actor")}
        numbered = [(_numbered(a.id, len(a.entities), taken), a) for a in linked.actors]
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
        number: dict[str, int] = dict(self._database.all("SELECT id, n FROM actor"))
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
        self._database.run("DELETE FROM actor_count")
        self._database.run(COUNTED)

    def insert_named(self, claims: Sequence[int]) -> None:
        """Insert who is named in these claims."""
        self._database.run(NAMED, {"claims": _json(claims)})


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


def _numbered(id_: str, size: int, taken: set[int]) -> int:
    """The number of a claim or actor, so that the largest comes first, whatever others there are."""
    order = int(digest_of(id_.encode())[: _ID_BITS // 4], 16)
    n = (_MOST - min(size, _MOST)) << _ID_BITS | order
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
