"""The case's SQLite file: what is kept, and how it is asked for. The only user of SQL."""

from stemmata.ledger.actors import (
    AccusationRow,
    ActorCount,
    ActorMonth,
    ActorName,
    Pair,
)
from stemmata.ledger.asking import Asset, RejectedItem
from stemmata.ledger.case import Ledger
from stemmata.ledger.check import Mismatch
from stemmata.ledger.claims import LinkedAs, Linking, Title
from stemmata.ledger.custody import LogEntry
from stemmata.ledger.folder import create, is_case
from stemmata.ledger.headings import Heading, MonthCount
from stemmata.ledger.judgements import (
    Anchor,
    Judgement,
    Named,
    Speaker,
    Subject,
    Verdict,
    compared,
    words_of,
)
from stemmata.ledger.lines import ClaimLine
from stemmata.ledger.linked import Accused, Actor, Linked, Spoke
from stemmata.ledger.narrowing import Asked
from stemmata.ledger.search import Hit, Within
from stemmata.ledger.status import Status
from stemmata.ledger.vectors import key_of

__all__ = [
    "AccusationRow",
    "Accused",
    "Actor",
    "ActorCount",
    "ActorMonth",
    "ActorName",
    "Anchor",
    "Asked",
    "Asset",
    "ClaimLine",
    "Heading",
    "Hit",
    "Judgement",
    "Ledger",
    "Linked",
    "LinkedAs",
    "Linking",
    "LogEntry",
    "Mismatch",
    "MonthCount",
    "Named",
    "Pair",
    "RejectedItem",
    "Speaker",
    "Spoke",
    "Status",
    "Subject",
    "Title",
    "Verdict",
    "Within",
    "compared",
    "create",
    "is_case",
    "key_of",
    "words_of",
]
