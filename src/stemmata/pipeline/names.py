"""Names of outlets and bodies: those that ship, and the user's own."""

from pathlib import Path

from stemmata.link.networks import Names, known_names

__all__ = ["OUTLETS", "names_of"]

OUTLETS = "outlets.jsonl"
"""The user's own table of outlets and bodies in a case's folder, see `link.networks`."""


def names_of(folder: Path, outlets: Path | None = None) -> Names:
    """The names that ship, those of the case's own table, and those of a further one."""
    names = known_names()
    for path in (folder / OUTLETS, outlets):
        if path is not None and (path.exists() or path is outlets):
            names = names.with_file(path)
    return names
