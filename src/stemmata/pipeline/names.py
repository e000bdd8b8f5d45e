"""Names of outlets and bodies: those that ship, the user's own, and the outlets of the case."""

from pathlib import Path

from stemmata.ledger import Ledger
from stemmata.link.networks import Names, known_names

__all__ = ["OUTLETS", "names_of"]

OUTLETS = "outlets.jsonl"
"""The user's own table of outlets and bodies in a case's folder, see `link.networks`."""


def names_of(ledger: Ledger, outlets: Path | None = None) -> Names:
    """The names that ship, those of the case's own table and of a further one, and the case's outlets."""
    names = known_names()
    for path in (ledger.folder / OUTLETS, outlets):
        if path is not None and (path.exists() or path is outlets):
            names = names.with_file(path)
    return names.with_outlets(outlet for outlet in ledger.outlets() if outlet)
