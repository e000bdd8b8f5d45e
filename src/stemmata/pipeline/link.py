"""Link: the readings of a case to its claims, with what people judged.

readings -> copies -> vectors -> claims, actors, accusations -> ledger
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from stemmata.ledger import Ledger, Linked
from stemmata.link.claims import link as find_claims
from stemmata.link.copies import find_copies
from stemmata.link.recall import Recall
from stemmata.link.speaking import actor_of
from stemmata.pipeline.acting import acting, spoken
from stemmata.pipeline.embedding import CaseVectors, TextEmbedder
from stemmata.pipeline.names import OUTLETS, keep_rows, names_of, rows_of
from stemmata.pipeline.standing import Standing, judged_actors, standing, verdicts

__all__ = ["OUTLETS", "LinkedCase", "link"]


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """What linking made of a case and how long each part took.

    `embedded` texts had no vector yet. `lost` are judgements on passages that the current readings no
    longer have.
    """

    articles: int
    claims: int
    copies: int
    digest: str
    embedded: int
    lost: tuple[Standing, ...]
    took_s: dict[str, float]


def link(
    folder: Path,
    embedder: Callable[[], TextEmbedder],
    *,
    now: Callable[[], str],
    outlets: Path | None = None,
    say: Callable[[str], None] | None = None,
    afresh: bool = False,
) -> LinkedCase:
    """Find the claims of a case anew from its current readings and judgements.

    Args:
        folder: The case.
        embedder: Loads what makes the vectors that are missing.
        now: The clock; tests set it.
        outlets: A table of outlets and bodies beside the one that ships and the case's own. Judgements
            after this linking go by it, the next linking only where it is given again.
        say: Is told what is being done.
        afresh: Work everything out anew, without what earlier linkings kept. The result is the same.

    Raises:
        UsageError: The folder is no case, or another process is writing to it.
        InputError: A table of outlets cannot be read.
    """
    took: dict[str, float] = {}

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        if say:
            say(what)
        began = time.perf_counter()
        yield
        took[what] = time.perf_counter() - began

    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(folder, write=True))
        names, rows = names_of(ledger, outlets), rows_of(ledger, outlets)
        with timed("reading the case"):
            readings = list(ledger.readings())
            judged = standing(ledger)
        made_by = embedder()
        memory = stack.enter_context(ledger.remembered(afresh=afresh))
        recall = Recall(memory, made_by.digest)
        with timed("copies"):
            copies = find_copies((r.article for r in readings), names=names, recall=recall)
        vectors = CaseVectors(ledger, made_by, now=now)
        with timed("claims"):
            found = find_claims(
                readings,
                embed=vectors.embed,
                copies=copies,
                verdicts=verdicts(judged),
                corrected=ledger.corrected,
                names=names,
                recall=recall,
            )
        with timed("actors"):
            named = ((reading.article.id, e) for reading in readings for e in reading.entities)
            actors = acting(named, names, judged_actors(judged))
        with timed("accusations"):
            spoke, accused = spoken(map(ledger.corrected, readings), actor_of(actors))
        with timed("keeping"), ledger.transaction():
            linked = Linked(
                *(found.claims, found.links, copies, actors, spoke, accused),
                members=[astuple(member) for member in found.members],
                clashes=found.clashes,
                vectors=made_by.digest,
                names=keep_rows(ledger, rows),
            )
            digest = ledger.keep_linked(linked, at_utc=now())
        memory.forget_unused()
    if vectors.missing:
        took["claims"] -= vectors.took_s
        took["vectors"] = vectors.took_s
    lost = tuple(one for one in judged if one.lost)
    return LinkedCase(
        len(readings), len(found.claims), len(copies), digest, vectors.missing, lost, took
    )
