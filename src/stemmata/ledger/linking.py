"""Keeping what linking made: all of it is dropped and written anew, and the log holds what it comes to."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.ids import digest_of
from stemmata.ledger import judgements, vectors
from stemmata.ledger.database import Database, Row
from stemmata.ledger.judgements import Judgement, Subject, Verdict
from stemmata.ledger.linked import Linked
from stemmata.ledger.linked_rows import Rows
from stemmata.ledger.redirects import redirects_of
from stemmata.ledger.writing import Writing

__all__ = ["DERIVED", "RECOUNTED", "LinkWriting", "RowSum", "derived_sum", "vouched"]

DERIVED = (
    *("claim", "occurrence", "circle", "origin", "contradiction", "link", "copy"),
    *("actor", "actor_name", "actor_entity", "actor_article", "accusation", "actor_count"),
    *("claim_outlet", "claim_actor", "member", "clash", "redirect"),
)
"""The tables that linking makes, each after those that it names."""

LINKED, RECOUNTED = "linked", "recounted"
"""The acts that make them, wholly and as far as judgements touch them: the log then holds their sum."""


class RowSum:
    """What rows come to: the sum of the SHA-256 of each one's JSON array, modulo 2**256.

    It is the same in whichever order, and rows can be put in and taken out one by one, so that it costs
    no more to keep it right after a change than the change itself. It finds damage, not a forger who knows
    it: rows that come to a given sum can be worked out.

    Source:
        AdHash in Bellare and Micciancio, A New Paradigm for Collision-Free Hashing, Eurocrypt 1997.
    """

    def __init__(self, known: str | None = None) -> None:
        """Begin with nothing, or with the sum that these digits name."""
        self._sum = int(known, 16) if known else 0

    def change(self, sign: int, table: str, row: Row) -> None:
        """Put a row of a table in (1) or take it out (-1)."""
        line = json.dumps([table, *row], separators=(",", ":"))
        self._sum = (self._sum + sign * int(digest_of(line.encode()), 16)) % (1 << 256)

    def __str__(self) -> str:
        """64 hexadecimal digits."""
        return f"{self._sum:064x}"


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
        """Put what linking made in the place of what it made before; the sum of its rows."""
        db = self._database
        redirects = redirects_of(db, linked.claims)
        db.run("INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')")
        for table in reversed(DERIVED):
            db.run(f"DELETE FROM {table}")
        Rows(db).insert(linked)
        db.run_many("INSERT INTO redirect VALUES (?, ?)", sorted(redirects.items()))
        total = derived_sum(db)
        detail = {"sum": total, "claims": len(linked.claims), "vectors": linked.vectors}
        entry = self.note(LINKED, "case", {**detail, "names": linked.names}, at_utc=at_utc)
        db.run("DELETE FROM linking")
        db.run("DELETE FROM counted")
        db.run("INSERT INTO linking VALUES (?, ?, ?)", (entry, total, linked.vectors))
        return total


def derived_sum(database: Database) -> str:
    """The sum of all rows that linking made, see `RowSum`."""
    total = RowSum()
    for table in DERIVED:
        for row in database.each(f"SELECT * FROM {table}"):
            total.change(1, table, row)
    return str(total)


def vouched(database: Database) -> list[tuple[int, dict[str, Any]]]:
    """What the log says of the last linking and of the recounts after it, with the numbers of the entries.

    The last one holds the `sum` of what there is now; where an older version linked the case, none does.
    """
    sql = """
        SELECT seq, detail FROM log
        WHERE act IN (?1, ?2) AND seq >= (SELECT seq FROM log WHERE act = ?1 ORDER BY seq DESC LIMIT 1)
        ORDER BY seq"""
    return [(seq, json.loads(detail)) for seq, detail in database.all(sql, (LINKED, RECOUNTED))]
