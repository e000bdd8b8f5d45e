"""The whole case as JSON Lines: one article object of DESIGN section 9 a line."""

from typing import BinaryIO

from stemmata.export.article_json import to_json
from stemmata.export.evidence import Evidence

__all__ = ["write"]


def write(case: Evidence, out: BinaryIO) -> None:
    """Write a line for each article, in the case's order."""
    out.writelines(f"{to_json(exhibit.reading)}\n".encode() for exhibit in case.exhibits())
