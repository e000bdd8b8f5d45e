"""Keeping what linking made: all of it is dropped and written anew, and the log holds its digest."""

import json
from collections.abc import Mapping
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from stemmata.ledger import judgements, vectors
from stemmata.ledger.database import Database
from stemmata.ledger.judgements import Judgement, Subject, Verdict
from stemmata.ledger.linked import Linked
from stemmata.ledger.linked_rows import Rows
from stemmata.ledger.redirects import redirects_of
from stemmata.ledger.writing import Writing

__all__ = ["DERIVED", "LinkWriting", "derived_digest"]

DERIVED = {
    "claim": "n",
    "occurrence": "claim, n",
    "circle": "occurrence",
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
        entry = self.note("linked", "case", {**detail, "names": linked.names}, at_utc=at_utc)
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
