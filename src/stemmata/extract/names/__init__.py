"""Which names in one article name one and the same thing.

Cautious on purpose: a wrong merge puts one actor's words into another's mouth, a missing one only
splits a row in two. Must not look at who says what.
"""

from stemmata.extract.names.grouping import things_in
from stemmata.extract.names.thing import (
    NEWSPAPERS,
    Gender,
    Thing,
    bare,
    gender_of_name,
    is_name,
    key_of,
)
from stemmata.extract.names.trimming import trimmed_mentions

__all__ = [
    "NEWSPAPERS",
    "Gender",
    "Thing",
    "bare",
    "gender_of_name",
    "is_name",
    "key_of",
    "things_in",
    "trimmed_mentions",
]
