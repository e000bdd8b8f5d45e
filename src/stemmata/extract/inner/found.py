"""What a rule finds in one sentence, before it has a score and a place among the rows."""

from collections.abc import Callable
from typing import NamedTuple

from stemmata.extract.clauses import Words
from stemmata.model import Spans

__all__ = ["Found", "Rule"]


class Found(NamedTuple):
    """The spans of an attribution that a rule found."""

    source: Spans
    cue: Spans
    content: Spans


Rule = Callable[[Words, int], Found | None]
"""Looks at the word at an index of a sentence; None where the rule does not hold there."""
