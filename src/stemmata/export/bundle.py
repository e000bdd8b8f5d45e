"""The whole case as a ZIP file or folder with which a stranger checks everything on a bare Python.

    case.wacz      the captures, in the form that web archives are exchanged in
    claims.jsonl   one article a line: text, attributions, their words and bytes, the capture's digest
    log.jsonl      the custody log, one entry a line
    verify.py      checks all of it: python verify.py
    timestamps/    what authorities signed of the log, a file each, if it was stamped
    manifest.json  the digest of each of these, and of the log's last entry
    README.txt     what this is

The WACZ stands beside the other files and not around them: the official validator refuses files that
the standard does not know at its root, and `verify.py` should lie where a stranger looks first.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO, cast

from stemmata.errors import InputError, UsageError
from stemmata.export.evidence import Evidence
from stemmata.export.evidence_json import to_json
from stemmata.export.verify import STAMPED, DamagedError, timestamp_name
from stemmata.export.wacz import Files, Folder, Page, Warc, Zip, write_wacz

__all__ = ["MANIFEST", "write", "write_folder"]

MANIFEST = "manifest.json"

LOOK = 'run "stemmata verify" on the case, and restore it from a copy'

README = """{name}

This is a case of {generator}, exported on {exported}.

To check it, unpack it where it is a ZIP file and run, with Python 3.8 or newer and nothing else:

    python verify.py

It reads the captured bytes and tells whether what is claimed here is unaltered since capture: which
outlet's page held which words, and who is reported there to hold what. It does not tell whether that
is true, nor who made this bundle: for that, compare the last line of the custody log, which begins with
{head}, with what you were told on another way.

case.wacz opens in any replay tool for web archives. claims.jsonl has one article a line.
"""


def write(case: Evidence, out: BinaryIO) -> None:
    """Write the bundle as a ZIP file; raises what `write_folder` does."""
    with Zip(out) as bundle:
        _fill(bundle, case)


def write_folder(case: Evidence, folder: Path) -> None:
    """Write the bundle into a folder, which is there and empty.

    Raises:
        UsageError: The case has no archive to prove anything with.
        InputError: The archive is damaged, and would prove nothing.
    """
    _fill(Folder(folder), case)


def _fill(bundle: Files, case: Evidence) -> None:
    if case.archive is None:
        raise UsageError(
            "a bundle proves its claims by the captured bytes, and this case gives none "
            "(a redacted one cannot); choose another format"
        )
    pages: list[Page] = []
    about = {
        "title": case.name,
        "description": "Captures of a Stemmata case",
        "created": case.exported_utc,
        "software": case.generator,
    }
    bundle.add("claims.jsonl", _claims(case, pages))
    bundle.add("log.jsonl", (f"{json.dumps(dict(e))}\n".encode() for e in case.log()))
    with bundle.entry("case.wacz", stored=True) as entry:
        try:
            write_wacz(cast(Any, entry), _warcs(case), pages, about)
        except DamagedError as error:
            raise InputError(f"{case.archive}: {error}; {LOOK}") from error
    for name, token in _timestamps(case):
        bundle.add(name, [token])
    verifier = files("stemmata.export").joinpath("verify.py").read_bytes()
    bundle.add("verify.py", [verifier])
    readme = README.format(
        name=case.name,
        generator=case.generator,
        exported=case.exported_utc,
        head=(case.head or "nothing")[:12],
    )
    bundle.add("README.txt", [readme.encode("utf-8", "backslashreplace")])
    manifest = {
        "schema": "stemmata/bundle/1",
        "case": case.name,
        "generator": case.generator,
        "exported_utc": case.exported_utc,
        "log_head": case.head,
        "sha256": {r["path"]: r["hash"].partition(":")[2] for r in bundle.resources},
    }
    bundle.add(MANIFEST, [json.dumps(manifest, indent=1).encode()])


def _claims(case: Evidence, pages: list[Page]) -> Iterator[bytes]:
    """The lines of claims.jsonl; the pages are gathered on the way."""
    seen: set[tuple[str, str]] = set()
    for exhibit in case.exhibits():
        for sighting in exhibit.sightings:
            when = sighting.seen_utc or exhibit.added_utc
            if sighting.url and (sighting.url, when) not in seen:
                seen.add((sighting.url, when))
                pages.append(Page(sighting.url, when, exhibit.reading.article.title))
        yield f"{to_json(exhibit)}\n".encode()


def _timestamps(case: Evidence) -> Iterator[tuple[str, bytes]]:
    """The tokens that the log holds, as files that other programs read."""
    for entry in case.log():
        if entry["act"] == STAMPED:
            token = json.loads(entry["detail"])["token"]
            yield timestamp_name(entry["seq"]), b64decode(token)


def _warcs(case: Evidence) -> Iterator[Warc]:
    """The archive's files, as far as they are committed."""
    if case.archive is None or case.archive_end is None:
        return
    last, end = case.archive_end
    for number in range(1, int(last.partition(".")[0]) + 1):
        path = case.archive / f"{number:06}.warc.gz"
        if path.is_symlink() or not path.is_file():
            raise InputError(f"{path.name} is missing from {case.archive}; {LOOK}")
        yield Warc(path, end if path.name == last else path.stat().st_size)
