"""The plain words that people see for the values of the model, in one place.

To rename something on every screen, change it here. Each table has one row for every value of its
type in `model`, and a test holds them to that.
"""

from collections.abc import Iterable

from stemmata.model import (
    Attitude,
    EntityType,
    Manner,
    Polarity,
    SourceKind,
    Stage,
    UnreadReason,
)

__all__ = [
    "ENTITY_TYPES",
    "FIELDS",
    "MANNERS",
    "METHODS",
    "NOT_A_VERDICT",
    "NO_OUTLET",
    "NO_SOURCE",
    "REDACTED",
    "SOURCE_KINDS",
    "STAGES",
    "STANCES",
    "UNREAD_REASONS",
    "counted",
    "in_outlets",
]

SOURCE_KINDS: dict[SourceKind, str] = {
    "named_person": "named person",
    "named_organization": "named organisation",
    "document": "document",
    "anonymous": "anonymous source",
    "unnamed_person": "unnamed person",
    "unnamed_group": "unnamed group",
    "outlet": "the outlet itself",
}

STANCES: dict[tuple[Attitude, Polarity], str] = {
    ("assertion", "affirmed"): "asserts",
    ("assertion", "denied"): "denies",
    ("belief", "affirmed"): "believes",
    ("belief", "denied"): "does not believe",
    ("intention", "affirmed"): "wants or plans",
    ("intention", "denied"): "does not want or plan",
    ("fact", "affirmed"): "knows",
    ("fact", "denied"): "does not know",
}
"""What the source does with the content: attitude and polarity as one verb."""

MANNERS: dict[Manner, str] = {
    "direct": "direct quotation",
    "indirect": "reported speech",
    "mixed": "partly quoted",
    "outlet": "in its own voice",
}

UNREAD_REASONS: dict[UnreadReason, str] = {
    "opinion": "opinion",
    "prediction": "prediction",
    "exhortation": "call to act",
    "question": "question",
    "furniture": "page furniture",
    "frame": "connecting words and punctuation",
    "language": "not in English",
    "other": "other",
}

ENTITY_TYPES: dict[EntityType, str] = {
    "person": "person",
    "organization": "organisation",
    "place": "place",
    "group": "people or faith",
    "event": "event",
    "document": "document",
    "weapon": "weapon",
    "time": "time",
    "quantity": "quantity",
}

STAGES: dict[Stage, str] = {
    "capture": "opening it",
    "text": "finding the article in it",
    "encoder": "loading the model",
    "extract": "reading it",
    "ledger": "keeping it in the case",
    "report": "showing it",
}

FIELDS: dict[str, str] = {
    "title": "title",
    "outlet": "outlet",
    "byline": "by",
    "published": "published",
    "language": "language",
}
"""The header's fields, in the order in which they are shown."""

NO_SOURCE = "no source named"
NO_OUTLET = "no outlet named"

NOT_A_VERDICT = (
    "Stemmata attributes; it does not assert. Each row says who is reported to hold what, and "
    "where. Whether it is true is for you to judge."
)

METHODS = (
    (
        "Each passage stands in a page that was captured: its bytes were written to a web archive "
        "(WARC) and their SHA-256 noted in a custody log, each entry of which names the one before. "
        "As long as the digests agree, the bytes are unaltered since capture. What the page said may "
        "still be wrong, and who stands behind it is not shown by this."
    ),
    (
        "A language model read the article’s text and marked who is reported to say what; the words "
        "are quoted exactly as they stand in the text. It can miss statements and can take the wrong "
        "words for a source: check each passage before you publish it."
    ),
    (
        "A score is the model’s own confidence in a row, between 0 and 1: how sure the reading is, "
        "not how true the words are."
    ),
)
"""How a dossier came to be, for those who are to rely on it."""

REDACTED = (
    "The names of private persons are replaced by roles in square brackets; addresses and digests "
    "are left out, and nothing can be proved from this copy."
)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 row``, ``3 rows``; `many` where an s does not make the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_outlets(outlets: Iterable[str | None]) -> str:
    """In how many outlets something stands, those counted that are named: " in 3 outlets"."""
    named = len({outlet for outlet in outlets if outlet})
    return f" in {counted(named, 'outlet')}" if named else ""
