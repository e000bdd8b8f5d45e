"""`stemmata export`: take a case, or what was found in it, elsewhere."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import click

from stemmata import __version__
from stemmata.cli.add import utc_now
from stemmata.cli.exits import DONE, outside_cases, run
from stemmata.errors import LedgerError, UsageError

__all__ = ["export"]

STANDARD_OUTPUT = "-"


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option(
    "--format",
    "name",
    required=True,
    help="jsonl, csv, xlsx, parquet, docx, html, webannotation or bundle.",
)
@click.option(
    "--output",
    default=STANDARD_OUTPUT,
    help="The file to write; - is standard output. For a bundle, a path without .zip is a folder.",
)
@click.option("--redact", is_flag=True, help="Put roles in the place of private persons' names.")
@click.option(
    "--choose",
    "chosen",
    multiple=True,
    help="Id of an attribution that a dossier shows; may repeat.",
)
def export(case: str, name: str, output: str, redact: bool, chosen: Sequence[str]) -> None:
    """Write a case in another format.

    jsonl, csv, xlsx and parquet are for programs and tables; html and docx are dossiers for people;
    webannotation is for annotation tools; bundle lets a third party check everything without Stemmata.
    """
    run(lambda: _export(Path(case), name, output, redact, frozenset(chosen)))


def _export(folder: Path, name: str, output: str, redact: bool, chosen: frozenset[str]) -> int:
    from stemmata.encoder.weights import measured_accuracy
    from stemmata.export.evidence import Evidence
    from stemmata.ledger import Ledger
    from stemmata.pipeline.add import ARCHIVE
    from stemmata.pipeline.export import FORMATS, export_folder
    from stemmata.pipeline.export import export as write

    if name not in FORMATS:
        raise UsageError(f"--format is {name!r}; expected one of {', '.join(FORMATS)}")
    if output == STANDARD_OUTPUT and not FORMATS[name].is_text and sys.stdout.isatty():
        raise UsageError(f"{name} is not text; name a file with --output")
    target = Path(output)
    if output != STANDARD_OUTPUT:
        outside_cases(target)
    at = utc_now()
    with Ledger.open(folder) as ledger:
        if missing := chosen - ledger.attributions_among(chosen):
            raise UsageError(
                f"{folder} has no row {', '.join(sorted(missing))}; "
                '"stemmata export --format jsonl" gives the ids of those that it has'
            )
        evidence = Evidence(
            name=folder.resolve().name,
            generator=f"stemmata {__version__}",
            exported_utc=at,
            exhibits=ledger.exhibits,
            rejected=tuple(item.rejected for item in ledger.rejected()),
            archive=folder / ARCHIVE,
            archive_end=ledger.archive_end(),
            log=lambda: (entry._asdict() for entry in ledger.log()),
            head=ledger.head(),
            chosen=chosen or None,
            accuracy=tuple(measured_accuracy()),
        )
        if output == STANDARD_OUTPUT:
            write(name, evidence, sys.stdout.buffer, redact=redact)
            return DONE
        if FORMATS[name].write_folder and not output.lower().endswith(FORMATS[name].suffix):
            _to_folder(target, lambda out: export_folder(name, evidence, out, redact=redact))
        else:
            _to_file(target, lambda out: write(name, evidence, out, redact=redact))
    _enter(folder, name, target, at)
    click.echo(f"written: {target}", err=True)
    return DONE


def _to_file(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write beside the target first, so that a failure leaves nothing half written."""
    if target.exists() and not target.is_file():  # a folder, or a device that must not be replaced
        raise UsageError(f"{target} is there and is no file; name a file, or - for standard output")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(beside, "xb") as out:
            write(out)
        os.replace(beside, target)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); choose another"
        ) from error
    finally:
        with suppress(OSError):  # where it cannot be made, it cannot be removed
            beside.unlink()


def _to_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Write beside the target first, so that a failure leaves nothing half written."""
    if not target.name or target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise UsageError(
            f"{target} is there and is no empty folder; name a new one, or a .zip file"
        )
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.mkdir()
        write(beside)
        beside.rename(target)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); choose another"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _enter(folder: Path, name: str, target: Path, at_utc: str) -> None:
    """Enter the export into the log of custody, where the case can be written to."""
    from stemmata.export.bundle import MANIFEST
    from stemmata.ledger import Ledger

    # The manifest of a folder names the digests of all that lies in it.
    with open(target / MANIFEST if target.is_dir() else target, "rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    try:
        with Ledger.open(folder, write=True) as ledger, ledger.transaction():
            ledger.note("exported", name, {"digest": digest}, at_utc=at_utc)
    except (UsageError, LedgerError) as error:
        click.echo(f"not entered into the log of the case: {error}", err=True)
