"""The claims that a judgement touches: asked for, and put in the place of what they were."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from stemmata.ledger import records
from stemmata.ledger.claims import copy_of
from stemmata.ledger.database import rebuilding
from stemmata.ledger.judged import JudgedAsking
from stemmata.ledger.judgements import Judgement
from stemmata.ledger.linked import Accused, Actor, Linked, Spoke
from stemmata.ledger.linked_rows import Rows
from stemmata.ledger.linking import DERIVED, RECOUNTED, LinkWriting, RowSum, vouched
from stemmata.ledger.redirects import redirects_of
from stemmata.model import Copy, Span

__all__ = ["Relinking", "Touched"]


@dataclass(frozen=True, slots=True)
class Touched:
    """Groups that the machine made, and the claims that people's verdicts made of them.

    `claims` are the numbers of these by id, `groups` hold the ids of passages as the machine read them.
    `clashes` touch the groups; `others` are the claims of passages outside that these name.
    """

    claims: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    clashes: tuple[tuple[str, str, bool, float, str], ...]
    others: Mapping[str, str]

    @property
    def passages(self) -> frozenset[str]:
        """The passages in the groups."""
        return frozenset(i for group in self.groups for i in group)


ROUGH = 50
"""Code points by which the ends of a copied passage may be off: more than tracing allows for."""


def _in(column: str) -> str:
    return f"{column} IN (SELECT value FROM json_each(?))"


def _json(values: Iterable[object]) -> str:
    return json.dumps(sorted(values, key=str))


class Relinking(LinkWriting, JudgedAsking):
    """The side of a ledger where the counts of claims follow a judgement."""

    def keep_judgement(self, *args: Any, **kwargs: Any) -> Judgement:
        """As `LinkWriting.keep_judgement`; from now on readings are put right accordingly."""
        made = super().keep_judgement(*args, **kwargs)
        self.forget()
        return made

    def vectors_of_linking(self) -> str | None:
        """What made the vectors of the last linking; None where only the whole case can be linked."""
        sql = """
            SELECT k.vectors FROM linking k JOIN log l ON l.seq = k.entry
            WHERE k.entry > ifnull((SELECT max(entry) FROM reading), 0) AND l.detail ->> 'sum' IS NOT NULL"""
        row = self._database.one(sql)
        return row[0] if row else None

    def names_of_linking(self) -> str | None:
        """The digest of the user's rows of outlets and bodies that the last linking went by, where said."""
        sql = "SELECT detail ->> 'names' FROM log WHERE seq = (SELECT max(entry) FROM linking)"
        row = self._database.one(sql)
        return row[0] if row else None

    def uncounted(self) -> dict[str, int]:
        """The judgements after the last linking that do not count yet, with their entries, oldest first."""
        sql = """
            SELECT id, entry FROM judgement
            WHERE entry > (SELECT entry FROM linking) AND entry NOT IN (SELECT entry FROM counted)
            ORDER BY entry"""
        return dict(self._database.all(sql))

    def touched(self, passages: Collection[str]) -> Touched:
        """All that verdicts on these passages can change."""
        db, wanted = self._database, _json(passages)
        claims = {
            n
            for (n,) in db.all(
                f"SELECT claim FROM occurrence WHERE {_in('id')} AND id NOT IN "
                f"(SELECT occurrence FROM member) UNION "
                f"SELECT claim FROM member WHERE {_in('occurrence')} AND claim IS NOT NULL",
                (wanted, wanted),
            )
        }
        sql = (
            f"SELECT DISTINCT machine FROM member WHERE {_in('occurrence')} AND machine IS NOT NULL"
        )
        named = {name for (name,) in db.all(sql, (wanted,))}
        while True:
            sql = f"SELECT claim FROM member WHERE {_in('machine')} AND claim IS NOT NULL"
            more = {n for (n,) in db.all(sql, (_json(named),))} - claims
            claims |= more
            sql = f"SELECT machine FROM member WHERE {_in('claim')} AND machine IS NOT NULL"
            further = {name for (name,) in db.all(sql, (_json(claims),))} - named
            named |= further
            if not more and not further:
                return self._touched(claims, named)

    def _touched(self, claims: set[int], named: set[str]) -> Touched:
        db = self._database
        groups: dict[object, dict[str, str]] = {}
        sql = f"SELECT machine, occurrence, article FROM member WHERE {_in('machine')}"
        for name, occurrence, article in db.all(sql, (_json(named),)):
            groups.setdefault(name, {})[occurrence] = article
        judged = f"(SELECT claim FROM member WHERE {_in('machine')} AND claim IS NOT NULL)"
        sql = f"""
            SELECT claim, id, article FROM occurrence WHERE {_in("claim")} AND claim NOT IN {judged}
            UNION SELECT claim, occurrence, article FROM member
            WHERE {_in("claim")} AND machine IS NULL"""
        values = (_json(claims), _json(named), _json(claims))
        for n, occurrence, article in db.all(sql, values):
            groups.setdefault(n, {})[occurrence] = article
        members = {i for group in groups.values() for i in group}
        sql = f"SELECT * FROM clash WHERE {_in('a')} UNION SELECT * FROM clash WHERE {_in('b')}"
        clashes = db.all(sql, (_json(members), _json(members)))
        outside = {i for a, b, *_ in clashes for i in (a, b)} - members
        sql = f"SELECT id, n FROM claim WHERE {_in('n')}"
        return Touched(
            dict(db.all(sql, (_json(claims),))),
            tuple(tuple(sorted(group)) for _, group in sorted(groups.items(), key=str)),
            frozenset(article for group in groups.values() for article in group.values()),
            tuple((a, b, bool(holds), score, why) for a, b, holds, score, why in clashes),
            self.homes_of(outside),
        )

    def homes_of(self, passages: Collection[str]) -> dict[str, str]:
        """The claim of each passage, by its id as the machine read it."""
        wanted = _json(passages)
        sql = f"""
            SELECT o.id, c.id FROM occurrence o JOIN claim c ON c.n = o.claim
            WHERE {_in("o.id")} AND o.id NOT IN (SELECT occurrence FROM member)
            UNION SELECT m.occurrence, c.id FROM member m JOIN claim c ON c.n = m.claim
            WHERE {_in("m.occurrence")}"""
        return dict(self._database.all(sql, (wanted, wanted)))

    def passages_in(self, articles: Collection[str]) -> set[str]:
        """The passages that these articles state, and those that stand in copies of them."""
        wanted = _json(articles)
        sql = f"""
            WITH near AS (
              SELECT b AS article, b_start - {ROUGH} AS first, b_end + {ROUGH} AS last
              FROM copy WHERE {_in("a")}
              UNION SELECT a, a_start - {ROUGH}, a_end + {ROUGH} FROM copy WHERE {_in("b")})
            SELECT id FROM occurrence WHERE {_in("article")}
            UNION SELECT o.id FROM near JOIN occurrence o
              ON o.article = near.article AND o."start" < near.last AND o."end" > near.first
            UNION SELECT occurrence FROM member WHERE {_in("article")}
              OR article IN (SELECT article FROM near)"""
        return {i for (i,) in self._database.all(sql, (wanted,) * 4)}

    def passages_from(self, is_named: Callable[[str], bool]) -> set[str]:
        """The passages of the claims that have an origin, or a step to one, of such a name."""
        db = self._database
        sql = """
            SELECT claim, name FROM origin
            UNION SELECT o.claim, s.value ->> 1 FROM occurrence o, json_each(o.steps) s"""
        claims = _json({n for n, name in db.each(sql) if is_named(name)})
        sql = f"""
            SELECT id FROM occurrence WHERE {_in("claim")}
            UNION SELECT occurrence FROM member WHERE {_in("claim")}"""
        return {i for (i,) in db.all(sql, (claims, claims))}

    def linked_actors(self) -> list[Actor]:
        """The actors as linking, and judgements since, made them."""
        entities: dict[int, list[tuple[str, str]]] = {}
        sql = "SELECT actor, article, entity FROM actor_entity ORDER BY article, entity"
        for n, article, entity in self._database.each(sql):
            entities.setdefault(n, []).append((article, entity))
        columns = ", ".join((*records.COLUMNS["actor"], "exact"))
        found = []
        for row in self._database.all(f"SELECT {columns} FROM actor ORDER BY n"):
            with rebuilding(f"actor {row[1]}; link the case again"):
                n, id_, name, type_, names, merges = records.restored("actor", row)
                held = tuple((a, b, score, why) for a, b, score, why in json.loads(str(merges)))
                named = tuple(json.loads(str(names)))
                found.append(
                    Actor(str(id_), str(name), type_, named, tuple(entities.get(n, ())), held)  # type: ignore[arg-type]
                )
        return found

    def actors_in(self, articles: Collection[str]) -> dict[str, dict[str, str]]:
        """By article, the actor that each of its entities is."""
        sql = f"""
            SELECT e.article, e.entity, a.id FROM actor_entity e JOIN actor a ON a.n = e.actor
            WHERE {_in("e.article")}"""
        found: dict[str, dict[str, str]] = {}
        for article, entity, actor in self._database.all(sql, (_json(articles),)):
            found.setdefault(article, {})[entity] = actor
        return found

    def spoke_of(self, actors: Collection[str]) -> list[Spoke]:
        """Where these actors speak and are spoken of."""
        sql = f"""
            SELECT a.id, x.article, x.said, x.named, x.names
            FROM actor a JOIN actor_article x ON x.actor = a.n WHERE {_in("a.id")}"""
        found = self._database.all(sql, (_json(actors),))
        return [
            Spoke(actor, article, said, named, tuple(json.loads(names)))
            for actor, article, said, named, names in found
        ]

    def accused_of(self, actors: Collection[str]) -> list[Accused]:
        """The accusations by and against these actors."""
        sql = f"""
            SELECT x.article, x.attribution, x."start", x."end", z.id, x.holder, y.id
            FROM accusation x JOIN actor z ON z.n = x.accused LEFT JOIN actor y ON y.n = x.accuser
            WHERE {_in("z.id")} OR {_in("y.id")}"""
        found = self._database.all(sql, (_json(actors), _json(actors)))
        return [Accused(a, row, Span(s, e), *rest) for a, row, s, e, *rest in found]

    def keep_actors(self, gone: Collection[str], anew: Collection[str], linked: Linked) -> None:
        """Put actors in the place of those that are gone; in the articles `anew`, all that they do is new."""
        db = self._database
        numbers = _json(
            n for (n,) in db.all(f"SELECT n FROM actor WHERE {_in('id')}", (_json(gone),))
        )
        sql = f"SELECT DISTINCT claim FROM claim_actor WHERE {_in('actor')}"
        claims = sorted(n for (n,) in db.all(sql, (numbers,)))
        db.run(
            f"DELETE FROM accusation WHERE {_in('accused')} OR {_in('accuser')} OR {_in('article')}",
            (numbers, numbers, _json(anew)),
        )
        db.run(f"DELETE FROM actor_article WHERE {_in('article')}", (_json(anew),))
        db.run(f"DELETE FROM claim_actor WHERE {_in('claim')}", (_json(claims),))
        for table in ("actor_article", "actor_count", "actor_entity", "actor_name"):
            db.run(f"DELETE FROM {table} WHERE {_in('actor')}", (numbers,))
        db.run(f"DELETE FROM actor WHERE {_in('n')}", (numbers,))
        made = Rows(db)
        made.insert_actors(linked)
        made.insert_named(claims)

    def copies_among(self, articles: Collection[str]) -> list[Copy]:
        """The passages that these articles share with any."""
        sql = f"SELECT * FROM copy WHERE {_in('a')} OR {_in('b')} ORDER BY n"
        wanted = _json(articles)
        return [copy_of(row) for row in self._database.all(sql, (wanted, wanted))]

    @contextmanager
    def recounted(self, counted: Sequence[int], *, at_utc: str) -> Iterator[None]:
        """While inside, put right what judgements touch; `counted` are their entries.

        The log then holds what it all comes to.
        """
        db = self._database
        (*_, (_, said)) = vouched(db)
        total = RowSum(said["sum"])
        with db.watched(DERIVED, total.change):
            yield
        detail = {"sum": str(total), "judgements": counted}
        self.note(RECOUNTED, "case", detail, at_utc=at_utc)
        db.run_many("INSERT INTO counted VALUES (?)", ((entry,) for entry in counted))

    def keep_relinked(self, touched: Touched, linked: Linked) -> None:
        """Put claims in the place of those that a judgement touched."""
        db = self._database
        redirects = redirects_of(db, linked.claims, gone=list(touched.claims))
        self._remove(touched)
        others = {i for claim in linked.claims for i in claim.contradicts}
        others |= set(touched.others.values())
        sql = f"SELECT id, n FROM claim WHERE {_in('id')}"
        made = Rows(db)
        numbers = made.insert_claims(linked, dict(db.all(sql, (_json(others),))))
        made.insert_told(sorted(numbers.values()))
        db.run("DELETE FROM redirect")
        db.run_many("INSERT INTO redirect VALUES (?, ?)", sorted(redirects.items()))

    def _remove(self, touched: Touched) -> None:
        db, numbers = self._database, _json(touched.claims.values())
        was = f"SELECT n, words FROM claim WHERE {_in('n')}"
        for n, words in db.all(was, (numbers,)):
            sql = "INSERT INTO claim_fts (claim_fts, rowid, words) VALUES ('delete', ?, ?)"
            db.run(sql, (n, words))
        members = _json(touched.passages)
        own = f"SELECT id FROM occurrence WHERE {_in('claim')} UNION SELECT value FROM json_each(?)"
        values = (numbers, members, numbers, members)
        db.run(f"DELETE FROM link WHERE a IN ({own}) OR b IN ({own})", values)
        db.run(f"DELETE FROM member WHERE {_in('occurrence')}", (members,))
        db.run(
            f"DELETE FROM contradiction WHERE {_in('claim')} OR {_in('other')}", (numbers, numbers)
        )
        stated = f"SELECT id FROM occurrence WHERE {_in('claim')}"
        db.run(f"DELETE FROM circle WHERE occurrence IN ({stated})", (numbers,))
        for table in ("claim_actor", "claim_outlet", "origin", "occurrence"):
            db.run(f"DELETE FROM {table} WHERE {_in('claim')}", (numbers,))
        db.run(f"DELETE FROM claim WHERE {_in('n')}", (numbers,))
