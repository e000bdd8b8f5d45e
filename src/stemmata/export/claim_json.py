"""A claim as the JSON object that `stemmata claims --json` prints and the workbench answers.

Keys are never renamed; later versions add some.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from stemmata.model import Claim, Occurrence, Stance, Titled

__all__ = ["ClaimObject", "OccurrenceObject", "articles_of", "to_object"]


class OccurrenceObject(TypedDict):
    """A passage that states a claim. Articles are named as the input calls them, and by their ids."""

    article: str
    article_id: str
    attribution: str
    start: int
    end: int
    stance: Stance
    outlet: str | None
    published: str | None
    origin: str | None
    copied_from: str | None
    copied_from_id: str | None
    circular: bool


class ClaimObject(TypedDict):
    """A claim, as `stemmata claims --json` prints it."""

    id: str
    text: str
    occurrences: list[OccurrenceObject]
    n_origins: int
    origins_range: list[int]
    origins: list[str]
    first_seen: str | None
    contradicts: list[str]
    circular: bool


def articles_of(claims: Iterable[Claim]) -> set[str]:
    """The articles that these claims' objects name."""
    occurrences = [o for claim in claims for o in claim.occurrences]
    copied = {o.copied_from for o in occurrences if o.copied_from}
    return {o.passage.article for o in occurrences} | copied


def to_object(claim: Claim, titles: Mapping[str, Titled]) -> ClaimObject:
    """The claim as an object; `titles` holds its `articles_of`, by id."""
    names = {origin.id: origin.name for origin in claim.origins}
    return {
        "id": claim.id,
        "text": claim.text,
        "occurrences": [_occurrence(o, names, titles) for o in claim.occurrences],
        "n_origins": len(claim.origins),
        "origins_range": list(claim.origins_range),
        "origins": [origin.name for origin in claim.origins],
        "first_seen": claim.first_seen,
        "contradicts": list(claim.contradicts),
        "circular": claim.circular,
    }


def _occurrence(
    o: Occurrence, names: Mapping[str, str], titles: Mapping[str, Titled]
) -> OccurrenceObject:
    title = titles[o.passage.article]
    return {
        "article": title.name,
        "article_id": o.passage.article,
        "attribution": o.attribution,
        "start": o.passage.span.start,
        "end": o.passage.span.end,
        "stance": o.stance,
        "outlet": title.outlet,
        "published": title.published,
        "origin": names[o.origins[0]] if o.origins else None,
        "copied_from": titles[o.copied_from].name if o.copied_from else None,
        "copied_from_id": o.copied_from,
        "circular": o.circular,
    }
