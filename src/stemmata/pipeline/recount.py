"""Recount: after a judgement, the claims that it touches are worked out anew, and no others.

That takes a fraction of a second; linking the whole case gives the same. What it cannot be done for waits
for the next linking: judgements on actors, and all of them where articles were read since the last one, or
the table of outlets that it was given is gone from the case.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.ledger import Judgement, Ledger, Linked, Touched, key_of
from stemmata.link.claims import relink
from stemmata.link.contradicts import Clash
from stemmata.link.networks import Names
from stemmata.pipeline.names import kept_names
from stemmata.pipeline.standing import standing, verdicts

__all__ = ["recount"]


def recount(ledger: Ledger, *, at_utc: str) -> bool:
    """Let judgements count that do not yet, inside a transaction; whether all of them do now."""
    made_by, names, waiting = ledger.vectors_of_linking(), kept_names(ledger), ledger.uncounted()
    if made_by is None or names is None:
        return False
    by_id = {one.id: one for one in ledger.judgements()}
    ready = {i: entry for i, entry in waiting.items() if not _undone(by_id[i], by_id).names}
    if ready:
        about = [_undone(by_id[i], by_id) for i in ready]
        touched, linked = _recounted(ledger, about, made_by, names)
        ledger.keep_relinked(touched, linked, list(ready.values()), at_utc=at_utc)
    return len(ready) == len(waiting)


def _undone(one: Judgement, by_id: dict[str, Judgement]) -> Judgement:
    """The judgement that one takes back, and was about the same; else itself."""
    return by_id.get(one.withdraws or "", one)


def _recounted(
    ledger: Ledger, about: Sequence[Judgement], made_by: str, names: Names
) -> tuple[Touched, Linked]:
    """The claims that judgements touch, and what becomes of them."""
    pages = {x.article for one in about for x in one.anchors}
    there = {one.judgement.id: one for one in standing(ledger, articles=pages)}
    judged = {place.id for one in about for place in there[one.id].places}
    # Rows that are put right may tell otherwise where other claims of their article began, and of its copies.
    righted = {
        place.article
        for one in about
        for place in there[one.id].places
        if one.verdict in ("span", "source") or place.id.startswith("att:")
    }
    if righted:
        judged |= ledger.passages_in(righted)
    touched = ledger.touched(judged)

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [key_of(text, made_by) for text in texts]
        kept = ledger.embeddings(keys)
        return np.stack([kept[key] for key in keys])

    decided = verdicts(standing(ledger, articles=touched.articles))
    contrary = {i for pair in decided.contrary for i in pair}
    made = relink(
        ledger.readings(articles=touched.articles),
        touched.groups,
        clashes=[Clash(*clash) for clash in touched.clashes],
        others={**ledger.homes_of(contrary - touched.passages), **touched.others},
        embed=embed,
        copies=ledger.copies_among(touched.articles),
        verdicts=decided,
        corrected=ledger.corrected,
        names=names,
    )
    members = [(m.occurrence, m.article, m.claim, m.machine) for m in made.members]
    return touched, Linked(made.claims, made.links, (), (), members=members)
