"""Stemmata: who said it, on what evidence, and who merely repeated it."""

from stemmata.api import read
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
    Entity,
    Mention,
    Reading,
    Rejected,
    Span,
    Unread,
)

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Entity",
    "InputError",
    "Mention",
    "MissingExtraError",
    "Reading",
    "Rejected",
    "Span",
    "StemmataError",
    "Unread",
    "UsageError",
    "WeightsError",
    "read",
]
