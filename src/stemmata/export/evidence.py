"""What an exporter is given of a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stemmata.model import Exhibit, Rejected

__all__ = ["Evidence", "LogEntry"]

LogEntry = Mapping[str, Any]
"""One entry of the custody log as JSON's own types, its digest and its predecessor's included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A case laid open.

    `exhibits` and `log` begin a new pass over the case at every call, so that a large case need not
    fit into memory. `archive` is the folder with the WARC files, and `archive_end` the file and offset
    up to which they are committed: what lies beyond belongs to no case. `head` is the digest of the
    log's last entry. `chosen` are the attributions that a dossier shows; None means all of them.
    `accuracy` has a row for each measured quality of the weights: what, score, people's score, data.
    """

    name: str
    generator: str
    exported_utc: str
    exhibits: Callable[[], Iterable[Exhibit]]
    rejected: tuple[Rejected, ...] = ()
    archive: Path | None = None
    archive_end: tuple[str, int] | None = None
    log: Callable[[], Iterable[LogEntry]] = tuple
    head: str | None = None
    chosen: frozenset[str] | None = None
    accuracy: tuple[tuple[str, float, float | None, str], ...] = ()
    redacted: bool = False
