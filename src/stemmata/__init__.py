"""Stemmata: who said it, on what evidence, and who merely repeated it."""

from stemmata.api import Case, read
from stemmata.errors import (
    InputError,
    MissingExtraError,
    StemmataError,
    UsageError,
    WeightsError,
)
from stemmata.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Mention,
    Occurrence,
    Origin,
    Reading,
    Rejected,
    Span,
    Unread,
)

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Case",
    "Claim",
    "Entity",
    "InputError",
    "Mention",
    "MissingExtraError",
    "Occurrence",
    "Origin",
    "Reading",
    "Rejected",
    "Span",
    "StemmataError",
    "Unread",
    "UsageError",
    "WeightsError",
    "read",
]
