"""One attribution a row as comma-separated values.

UTF-8 with a byte-order mark and CRLF, since double-clicking is how these files are opened: without
the mark, Excel reads them in the machine's old code page and breaks every name with an accent. Where
a program reads them, the encoding is called "utf-8-sig".
"""

import csv
import io
from typing import BinaryIO

from stemmata.export.cells import inert
from stemmata.export.columns import COLUMNS, as_cell
from stemmata.export.evidence import Evidence
from stemmata.export.rows import rows_of

__all__ = ["write"]


def write(case: Evidence, out: BinaryIO) -> None:
    """Write a head line and one line for each attribution."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    table = csv.writer(text)
    table.writerow(column.name for column in COLUMNS)
    for exhibit in case.exhibits():
        for row in rows_of(exhibit):
            cells = (as_cell(column, row) for column in COLUMNS)
            table.writerow(inert(cell) if isinstance(cell, str) else cell for cell in cells)
    text.flush()
    text.detach()  # closing `out` is its owner's business
