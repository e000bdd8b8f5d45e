"""The rates at which newsrooms do what they do: the whole of what may be turned.

They were set once, by what is known of news (most copying is uncredited, much is cut, few deny), and not
by how any program scores.
"""

import random
from typing import TypeVar

from benchmarks.origins.statements import ANONYMOUS

__all__ = [
    "AGENCY_FIRST",
    "CREDITS",
    "FIRST_REPORTS",
    "FIRST_SOURCES",
    "IN_A_COPY",
    "LATE",
    "LEAD",
    "LOST",
    "OPERATIONS",
    "OWN_SOURCES",
    "RETITLED",
    "SAME_DAY",
    "SIZES",
    "STATED",
    "TOGETHER",
    "UNATTRIBUTED",
    "UNDATED",
    "pick",
]

SIZES = range(3, 13)
OPERATIONS = {
    "copy": 40, "merge": 8, "rewrite": 18, "quote": 8, "own report": 10,
    "deny": 6, "update": 3, "self": 2, "network": 3, "mutual": 2,
}  # fmt: skip
FIRST_REPORTS = {1: 40, 2: 40, 3: 20}
FIRST_SOURCES = {"body": 58, ANONYMOUS: 16, "own voice": 19, "self": 7}
OWN_SOURCES = {"body": 45, "rival": 30, ANONYMOUS: 12, "own voice": 13}
CREDITS = {"hidden": 50, "dateline": 25, "inline": 25}
IN_A_COPY = {"cut": 0.45, "reorder": 0.3, "edit": 0.45, "move": 0.3, "add": 0.25, "stuff": 0.4}
UNATTRIBUTED = 0.1  # of the attributed statements in uncredited copies
STATED = 0.85  # of the facts, those in a first report
TOGETHER = 0.25  # of neighbouring statements of one source, those told in one sentence
LEAD = 0.12  # of first reports, those that begin with an unattributed summary
RETITLED = 0.6
SAME_DAY = 0.35
AGENCY_FIRST = 0.5
LOST, UNDATED, LATE = (
    0.1,
    0.04,
    0.06,
)  # first reports not captured; articles undated; agencies' own pages later

T = TypeVar("T")


def pick(weights: dict[T, int], rng: random.Random) -> T:
    """One of the keys, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
