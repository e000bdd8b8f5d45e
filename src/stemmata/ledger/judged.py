"""What people judged, asked for: with what they put right, and by the names that they judged."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from stemmata.ledger import records
from stemmata.ledger.claims import ClaimAsking
from stemmata.ledger.corrections import OF_ROWS, corrected
from stemmata.ledger.database import rebuilding
from stemmata.ledger.judgements import Judgement, judgement_of
from stemmata.model import Entity, Exhibit, Reading

__all__ = ["JudgedAsking"]

_ENTITY = ", ".join(f'e."{name}"' for name in (*records.COLUMNS["entity"], "exact"))


class JudgedAsking(ClaimAsking):
    """The side of a ledger that knows what people put right.

    `readings` are as the machine made them, for linking; `exhibits` are what people see.
    """

    def corrected(self, reading: Reading) -> Reading:
        """A reading as people put it right; itself where they did not."""
        found = self._corrections.get(reading.article.id)
        return corrected(reading, found) if found else reading

    def is_corrected(self, article: str) -> bool:
        """Whether people judged rows of this article."""
        return article in self._corrections

    def forget(self) -> None:
        """Judgements may have come: what is remembered of them is asked anew."""
        vars(self).pop("_corrections", None)

    def entities(
        self, *, names: Collection[str] = (), ids: Collection[str] = ()
    ) -> Iterator[tuple[str, Entity]]:
        """The entities of current readings with these names or ids, each with its article."""
        column, wanted = ("id", ids) if ids else ("name", names)
        sql = f"""
            SELECT r.article, {_ENTITY} FROM current_reading r JOIN entity e ON e.reading = r.entry
            WHERE e."{column}" IN (SELECT value FROM json_each(?))"""
        shown = json.dumps(sorted({records.shown(x) for x in wanted}))
        for article, *values in self._database.all(sql, (shown,)):
            entity = _entity(article, values)
            if (entity.id if ids else entity.name) in wanted:
                yield article, entity

    def all_entities(self, types: Collection[str]) -> Iterator[tuple[str, Entity]]:
        """The entities of these types of all current readings, each with its article."""
        sql = f"""
            SELECT r.article, {_ENTITY} FROM current_reading r JOIN entity e ON e.reading = r.entry
            WHERE e.type IN (SELECT value FROM json_each(?))"""
        for article, *values in self._database.all(sql, (json.dumps(sorted(types)),)):
            yield article, _entity(article, values)

    def entities_of_actor(self, actor: str) -> list[tuple[str, Entity]]:
        """The entities that are one actor, each with its article."""
        sql = f"""
            SELECT x.article, {_ENTITY} FROM actor_entity x
            JOIN current_reading r ON r.article = x.article
            JOIN entity e ON e.reading = r.entry AND e.id = x.entity
            WHERE x.actor = (SELECT n FROM actor WHERE id = ?)"""
        found = self._database.all(sql, (records.shown(actor),))
        return [(article, _entity(article, values)) for article, *values in found]

    def weak_rows(self, claims: Collection[str], *, below: float) -> dict[str, float]:
        """The occurrences of these claims whose rows have a lower score, with that."""
        sql = """
            SELECT o.id, t.score FROM claim c JOIN occurrence o ON o.claim = c.n
            JOIN current_reading r ON r.article = o.article
            JOIN attribution t ON t.reading = r.entry AND t.id = o.attribution
            WHERE c.id IN (SELECT value FROM json_each(?)) AND t.score < ?"""
        return dict(self._database.all(sql, (json.dumps(sorted(claims)), below)))

    def article_stating(self, id_: str) -> str | None:
        """The article whose current reading has this row, or this passage that no claim shows."""
        sql = """
            SELECT r.article FROM attribution t JOIN current_reading r ON r.entry = t.reading
            WHERE t.id = :id UNION ALL SELECT article FROM member WHERE occurrence = :id"""
        found = self._database.one(sql, {"id": records.shown(id_)})
        return found[0] if found else None

    @cached_property
    def _corrections(self) -> Mapping[str, list[Judgement]]:
        """The judgements on rows of each article that are not withdrawn, oldest first."""
        marks = ", ".join("?" * len(OF_ROWS))
        sql = f"SELECT entry FROM judgement WHERE verdict IN ({marks}) ORDER BY entry"
        found = self._database.all(sql, OF_ROWS)
        made = [judgement_of(self.record("judgement", entry), "") for (entry,) in found]
        withdrawn = {one.withdraws for one in made}
        kept: dict[str, list[Judgement]] = {}
        for one in made:
            if one.id not in withdrawn and one.verdict != "withdrawn":
                articles = {a for x in one.anchors for a in self.same_page(x.article)}
                for article in articles:
                    kept.setdefault(article, []).append(one)
        return kept

    def _exhibit(self, row: Any, current: int, added_utc: str) -> Exhibit:
        exhibit = super()._exhibit(row, current, added_utc)
        right = self.corrected(exhibit.reading)
        return exhibit if right is exhibit.reading else replace(exhibit, reading=right)


def _entity(article: str, values: list[Any]) -> Entity:
    with rebuilding(f"entity of {article}"):
        _, id_, name, type_, aliases, description = records.restored("entity", values)
        return Entity(id_, name, type_, tuple(json.loads(str(aliases))), description)  # type: ignore[arg-type]
