"""Where the ids of claims that are no more lead to."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from stemmata.ledger.database import Database
from stemmata.model import Claim, Span

__all__ = ["redirects_of"]


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
