"""Names of outlets and bodies: those that ship, the user's own, and the outlets of the case."""

from pathlib import Path

from stemmata.errors import InputError
from stemmata.ids import digest_of
from stemmata.ledger import Ledger
from stemmata.link.networks import Names, known_names

__all__ = ["OUTLETS", "keep_rows", "kept_names", "names_of", "rows_of"]

OUTLETS = "outlets.jsonl"
"""The user's own table of outlets and bodies in a case's folder, see `link.networks`."""

KEPT = Path("index") / OUTLETS
"""All rows of the user's that the last linking went by: judgements after it go by the same."""


def names_of(ledger: Ledger, outlets: Path | None = None) -> Names:
    """The names that ship, those of the case's own table and of a further one, and the case's outlets."""
    return _with_tables(ledger, _tables(ledger, outlets))


def rows_of(ledger: Ledger, outlets: Path | None = None) -> bytes:
    """The rows of the user's that `names_of` goes by."""
    return b"".join(table.read_bytes().rstrip() + b"\n" for table in _tables(ledger, outlets))


def keep_rows(ledger: Ledger, rows: bytes) -> str:
    """Keep the rows that a linking goes by; the digest of them, for the log."""
    path = ledger.folder / KEPT
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(rows)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); link again") from error
    return digest_of(rows)


def kept_names(ledger: Ledger) -> Names | None:
    """The names that the last linking went by; None where its rows are not there any more."""
    wanted = ledger.names_of_linking()
    if wanted is None:  # linked by an older version, which kept none
        return names_of(ledger)
    path = ledger.folder / KEPT
    if not path.is_file() or digest_of(path.read_bytes()) != wanted:
        return None
    return _with_tables(ledger, [path])


def _tables(ledger: Ledger, outlets: Path | None) -> list[Path]:
    own = ledger.folder / OUTLETS
    return [path for path in (own, outlets) if path is not None and (path.exists() or path != own)]


def _with_tables(ledger: Ledger, tables: list[Path]) -> Names:
    names = known_names()
    for path in tables:
        names = names.with_file(path)
    return names.with_outlets(outlet for outlet in ledger.outlets() if outlet)
