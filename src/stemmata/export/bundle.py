"""The whole case as one ZIP file with which a stranger checks everything on a bare Python.

    case.wacz      the captures, in the form that web archives are exchanged in
    claims.jsonl   one article a line: text, attributions, their words and bytes, the capture's digest
    log.jsonl      the custody log, one entry a line
    verify.py      checks all of it: python verify.py
    manifest.json  the digest of each of these, and of the log's last entry
    README.txt     what this is

The WACZ stands beside the other files and not around them: the official validator refuses files that
the standard does not know at its root, and `verify.py` should lie where a stranger looks first.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, BinaryIO, cast

from stemmata.errors import InputError, UsageError
from stemmata.export.evidence import Evidence
from stemmata.export.evidence_json import to_json
from stemmata.export.verify import DamagedError
from stemmata.export.wacz import Page, Warc, Zip, write_wacz

__all__ = ["write"]

LOOK = 'run "stemmata verify" on the case, and restore it from a copy'

README = """{name}

This is a case of {generator}, exported on {exported}.

To check it, unpack this ZIP file and run, with Python 3.8 or newer and nothing else:

    python verify.py

It reads the captured bytes and tells whether what is claimed here is unaltered since capture: which
outlet's page held which words, and who is reported there to hold what. It does not tell whether that
is true, nor who made this bundle: for that, compare the last line of the custody log, which begins with
{head}, with what you were told on another way.

case.wacz opens in any replay tool for web archives. claims.jsonl has one article a line.
"""


def write(case: Evidence, out: BinaryIO) -> None:
    """Write the bundle.

    Raises:
        UsageError: The case has no archive to prove anything with.
        InputError: The archive is damaged, and would prove nothing.
    """
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
    with Zip(out) as bundle:
        bundle.add("claims.jsonl", _claims(case, pages))
        bundle.add("log.jsonl", (f"{json.dumps(dict(e))}\n".encode() for e in case.log()))
        with bundle.entry("case.wacz", stored=True) as entry:
            try:
                write_wacz(cast(Any, entry), _warcs(case), pages, about)
            except DamagedError as error:
                raise InputError(f"{case.archive}: {error}; {LOOK}") from error
        verifier = files("stemmata.export").joinpath("verify.py").read_bytes()
        bundle.add("verify.py", [verifier])
        manifest = {
            "schema": "stemmata/bundle/1",
            "case": case.name,
            "generator": case.generator,
            "exported_utc": case.exported_utc,
            "log_head": case.head,
            "sha256": {r["path"]: r["hash"].partition(":")[2] for r in bundle.resources},
        }
        bundle.add("manifest.json", [json.dumps(manifest, indent=1).encode()])
        readme = README.format(
            name=case.name,
            generator=case.generator,
            exported=case.exported_utc,
            head=(case.head or "nothing")[:12],
        )
        bundle.add("README.txt", [readme.encode("utf-8", "backslashreplace")])


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
