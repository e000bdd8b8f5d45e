"""Recount: after a judgement, the claims and actors that it touches are worked out anew, and no others.

That takes a fraction of a second; linking the whole case gives the same. What it cannot be done for waits
for the next linking: all judgements where articles were read since the last one or the table of outlets that
it was given is gone from the case, and one on the name of an origin that very many passages lead to.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.ledger import Judgement, Ledger, Linked, key_of
from stemmata.link.claims import relink
from stemmata.link.contradicts import Clash
from stemmata.link.networks import Names, letters_of
from stemmata.pipeline.acting import recount_actors, recount_speaking
from stemmata.pipeline.names import kept_names
from stemmata.pipeline.standing import judged_actors, standing, verdicts

__all__ = ["recount"]

MOST_PASSAGES = 2000
"""Passages that a judgement on a name may touch and still count at once: some seconds."""


def recount(ledger: Ledger, *, at_utc: str) -> bool:
    """Let judgements count that do not yet, inside a transaction; whether all of them do now."""
    made_by, names, waiting = ledger.vectors_of_linking(), kept_names(ledger), ledger.uncounted()
    if made_by is None or names is None:
        return False
    by_id = {one.id: one for one in ledger.judgements()}
    about = {i: _undone(by_id[i], by_id) for i in waiting}
    led = {i: _led_to(ledger, one) for i, one in about.items() if one.names}
    ready = [i for i in waiting if len(led.get(i, ())) <= MOST_PASSAGES]
    later = waiting.keys() - ready
    if ready:
        from_names = {passage for i in ready for passage in led.get(i, ())}
        with ledger.recounted([waiting[i] for i in ready], at_utc=at_utc):
            righted = _recount(ledger, [about[i] for i in ready], from_names, later, made_by, names)
            if righted:
                recount_speaking(ledger, righted)
            if any(about[i].names for i in ready):
                recount_actors(ledger, names, judged_actors(standing(ledger, without=later)))
    return not later


def _undone(one: Judgement, by_id: dict[str, Judgement]) -> Judgement:
    """The judgement that one takes back, and was about the same; else itself."""
    return by_id.get(one.withdraws or "", one)


def _led_to(ledger: Ledger, one: Judgement) -> set[str]:
    """The passages of claims with an origin of a name that was judged."""
    judged = {letters_of(x.name) for x in one.names if not x.article}
    return ledger.passages_from(lambda name: letters_of(name) in judged) if judged else set()


def _recount(
    ledger: Ledger,
    about: Sequence[Judgement],
    led: set[str],
    later: Collection[str],
    made_by: str,
    names: Names,
) -> set[str]:
    """Work claims out anew, as if `later` were not yet judged; the articles whose rows people put right."""
    pages = {x.article for one in about for x in one.anchors}
    there = {one.judgement.id: one for one in standing(ledger, articles=pages)}
    judged = led | {place.id for one in about for place in there[one.id].places}
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
    if not touched.groups:
        return righted

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [key_of(text, made_by) for text in texts]
        kept = ledger.embeddings(keys)
        return np.stack([kept[key] for key in keys])

    decided = verdicts(standing(ledger, articles=touched.articles, without=later))
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
    linked = Linked(made.claims, made.links, (), (), members=members)
    ledger.keep_relinked(touched, linked)
    return righted
