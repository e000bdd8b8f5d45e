"""Export: a case to a file for others, in one of the formats of one table.

A new format is one row of FORMATS and one module.
"""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from stemmata.errors import MissingExtraError, UsageError
from stemmata.export import (
    bundle,
    jsonl,
    table_csv,
    table_parquet,
    table_xlsx,
    web_annotation,
)
from stemmata.export.evidence import Evidence
from stemmata.export.redact import redacted
from stemmata.report import dossier, dossier_docx
from stemmata.report.accuracy import Accuracy, Measure

__all__ = ["FORMATS", "Format", "export", "export_folder"]


class Extra(NamedTuple):
    """An optional part of Stemmata: the name to install it by, and a module that it brings."""

    name: str
    module: str


class Format(NamedTuple):
    """One format: what it is for, its file's ending, whether it is text, and what writes it.

    `write_folder` writes the same as files in a folder, where the format can be had so. `chooses` says
    whether it can show chosen attributions only.
    """

    about: str
    suffix: str
    is_text: bool
    write: Callable[[Evidence, BinaryIO], None]
    extra: Extra | None = None
    write_folder: Callable[[Evidence, Path], None] | None = None
    chooses: bool = False


def export(name: str, case: Evidence, out: BinaryIO, *, redact: bool = False) -> None:
    """Write a case in one of the formats.

    Args:
        name: A key of FORMATS.
        case: What to write.
        out: Where to; it need not be able to seek.
        redact: Replace the names of private persons, see `export.redact`.

    Raises:
        UsageError: There is no such format, or it cannot be redacted or shown in part.
        MissingExtraError: The format needs a part that is not installed.
    """
    chosen, case = _checked(name, case, redact=redact)
    if out.seekable():
        chosen.write(case, out)
        return
    with TemporaryFile() as whole:
        chosen.write(case, whole)
        whole.seek(0)
        shutil.copyfileobj(whole, out)


def export_folder(name: str, case: Evidence, folder: Path, *, redact: bool = False) -> None:
    """Write a case in one of the formats that have a `write_folder`, into a folder that is empty.

    Raises:
        UsageError, MissingExtraError: As `export`.
    """
    chosen, case = _checked(name, case, redact=redact)
    if chosen.write_folder is None:
        raise UsageError(f"{name} is one file; name a file")
    chosen.write_folder(case, folder)


def _checked(name: str, case: Evidence, *, redact: bool) -> tuple[Format, Evidence]:
    """The format, and the case as it is to be written."""
    if name not in FORMATS:
        raise UsageError(f"{name!r} is no format; expected one of {', '.join(FORMATS)}")
    chosen = FORMATS[name]
    if chosen.extra and find_spec(chosen.extra.module) is None:
        raise MissingExtraError(
            f"the format {name} needs a further part: pip install 'stemmata[{chosen.extra.name}]'"
        )
    if case.chosen is not None and not chosen.chooses:
        dossiers = ", ".join(key for key, value in FORMATS.items() if value.chooses)
        raise UsageError(f"{name} holds all rows; those chosen are shown by a dossier: {dossiers}")
    if redact and name == "bundle":
        raise UsageError(
            "a bundle proves its claims by the captured pages, which hold every name; "
            "redact another format, or give the bundle only to those who may see the names"
        )
    return chosen, redacted(case) if redact else case


def _about(case: Evidence) -> dossier.About:
    return dossier.About(
        case.name, case.generator, case.exported_utc, case.head, redacted=case.redacted
    )


def _write_html(case: Evidence, out: BinaryIO) -> None:
    accuracy = Accuracy(tuple(Measure(*row) for row in case.accuracy))
    chapters = dossier.chapters(case.exhibits(), case.chosen)
    out.write(dossier.render(chapters, _about(case), accuracy).encode())


def _write_docx(case: Evidence, out: BinaryIO) -> None:
    dossier_docx.write(dossier.chapters(case.exhibits(), case.chosen), _about(case), out)


FORMATS: dict[str, Format] = {
    "jsonl": Format("articles as JSON Lines, for programs", ".jsonl", True, jsonl.write),
    "csv": Format("one attribution a row, for any spreadsheet", ".csv", True, table_csv.write),
    "xlsx": Format(
        "an Excel workbook with attributions, articles and sources",
        ".xlsx",
        False,
        table_xlsx.write,
        Extra("xlsx", "xlsxwriter"),
    ),
    "parquet": Format(
        "one attribution a row, typed, for data tools",
        ".parquet",
        False,
        table_parquet.write,
        Extra("parquet", "pyarrow"),
    ),
    "docx": Format(
        "a dossier for Word: passages, sources, evidence",
        ".docx",
        False,
        _write_docx,
        Extra("docx", "docx"),
        chooses=True,
    ),
    "html": Format(
        "a dossier as one page for any browser", ".html", True, _write_html, chooses=True
    ),
    "webannotation": Format(
        "W3C Web Annotations, for annotation tools", ".jsonld", True, web_annotation.write
    ),
    "bundle": Format(
        "everything, with the captured pages and a program that checks it",
        ".zip",
        False,
        bundle.write,
        write_folder=bundle.write_folder,
    ),
}
