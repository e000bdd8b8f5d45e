"""The case's SQLite file: what is kept, and how it is asked for. The only user of SQL."""

from stemmata.ledger.asking import Asset, RejectedItem
from stemmata.ledger.case import Ledger
from stemmata.ledger.check import Mismatch
from stemmata.ledger.custody import LogEntry
from stemmata.ledger.folder import create, is_case
from stemmata.ledger.search import Hit
from stemmata.ledger.status import Status

__all__ = [
    "Asset",
    "Hit",
    "Ledger",
    "LogEntry",
    "Mismatch",
    "RejectedItem",
    "Status",
    "create",
    "is_case",
]
