"""How a draft becomes the text of an article."""

import random
from dataclasses import dataclass

from benchmarks.origins.newsroom import Draft
from benchmarks.origins.statements import Clause, Statement
from benchmarks.origins.stuffing import boilerplate
from benchmarks.origins.tradition import Tradition

__all__ = ["Placed", "printed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """One clause where it stands."""

    draft: int
    start: int
    end: int
    statement: Statement
    clause: Clause


def printed(at: int, draft: Draft, tradition: Tradition) -> tuple[str, list[Placed]]:
    """The text of an article, with dateline, paragraphs and boilerplate, and its clauses in it."""
    rng = random.Random(f"print/{tradition.number}/{at}/{draft.outlet.name}")
    text, places = "", []
    credit_last = draft.credit is not None and rng.random() < 0.4
    if draft.credit is not None and not credit_last:
        text = f"{tradition.story.slots['town'].upper()} ({draft.credit}) — "
    for index, statement in enumerate(draft.statements):
        if index:
            text += "\n" if rng.random() < 0.6 else " "
        words, spans = statement.rendered()
        for (start, end), clause in zip(spans, statement.clauses, strict=True):
            places.append(Placed(at, len(text) + start, len(text) + end, statement, clause))
        text += words
    if credit_last:
        text += f"\n— {draft.credit}"
    return f"{text}\n{boilerplate(draft.outlet.name)}", places
