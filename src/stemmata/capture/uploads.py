"""What was handed over in a page: bytes in files that we named. The names they came with are data."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stemmata.capture.files import from_file
from stemmata.capture.names import named
from stemmata.capture.payload import LIMIT_BYTES
from stemmata.capture.saved_pages import FOLDER_SUFFIXES, MOST_ASSETS, PAGE_SUFFIXES, asset_of
from stemmata.capture.standard_input import PATH as UNNAMED
from stemmata.capture.standard_input import from_standard_input
from stemmata.model import Captured, Given, Rejected

if TYPE_CHECKING:
    from stemmata.capture.fetch import Fetcher

__all__ = ["Pasted", "Upload", "clean_name", "from_uploads", "suffix_of"]

LONGEST_NAME = 500
"""Code points: twice what file systems allow for one name, so that a folder and a file fit."""

SUFFIX = re.compile(r"\.warc\.gz$|\.[a-z0-9]{1,10}$")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
PASTED = "pasted text"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: what it was called, and where its bytes lie now, under a name with the same suffix."""

    name: str
    file: Path


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text, page or JSONL rows that were typed or pasted, and what was said of them."""

    text: str
    given: Given


def clean_name(name: str) -> str:
    """A name as data: no way up or to a root in it, "/" between its parts, nothing that cannot be seen."""
    parts = CONTROL.sub("\ufffd", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "unnamed"


def suffix_of(name: str) -> str:
    """The suffix that says how a file is read; empty for one that nothing could be called by."""
    found = SUFFIX.search(name.lower())
    return found[0] if found else ""


def from_uploads(
    handed: Iterable[Upload | Pasted | str],
    *,
    limit_bytes: int = LIMIT_BYTES,
    fetch: "Fetcher | None" = None,
) -> Iterator[Captured | Rejected]:
    """Capture what was handed over: files, pasted texts, and addresses as plain strings.

    Pictures and styles in a folder that a browser saved beside a page are kept with that page.
    """
    everything = list(handed)
    beside = _beside([one for one in everything if isinstance(one, Upload)])
    kept = {asset for assets in beside.values() for asset in assets}
    for one in everything:
        if isinstance(one, str):
            found: Iterator[Captured | Rejected] = from_file(one, limit_bytes, fetch)
        elif isinstance(one, Pasted):
            found = _pasted(one, limit_bytes)
        elif one in kept:
            continue
        else:
            found = _from_file(one, beside.get(one.name, ()), limit_bytes, fetch)
        yield from map(named, found)


def _from_file(
    upload: Upload, assets: Sequence[Upload], limit_bytes: int, fetch: "Fetcher | None"
) -> Iterator[Captured | Rejected]:
    if len(upload.name) > LONGEST_NAME:
        reason = (
            f"its name has {len(upload.name):,} characters; "
            f"expected {LONGEST_NAME} at most; rename it"
        )
        yield Rejected(upload.name[:LONGEST_NAME] + "…", "capture", reason)
        return
    for item in from_file(str(upload.file), limit_bytes, fetch):
        own = _called(item, str(upload.file), upload.name)
        if isinstance(own, Captured) and assets:
            own = replace(own, assets=own.assets + _assets(assets, limit_bytes))
        yield own


def _called(item: Captured | Rejected, at: str, name: str) -> Captured | Rejected:
    """The item under the name that its file was handed over by."""
    if isinstance(item, Rejected):
        return replace(item, item=item.item.replace(at, name), reason=item.reason.replace(at, name))
    return _renamed(item, at, name)


def _renamed(item: Captured, at: str, name: str) -> Captured:
    seen = item.sighting
    return replace(
        item,
        path=item.path.replace(at, name),
        sighting=replace(seen, path=seen.path.replace(at, name)),
        assets=tuple(_renamed(asset, at, name) for asset in item.assets),
    )


def _pasted(pasted: Pasted, limit_bytes: int) -> Iterator[Captured | Rejected]:
    # Without a name of its own it has no address: two pasted texts are no two versions of one page.
    stream = io.BytesIO(pasted.text.encode("utf-8", "replace"))
    for item in from_standard_input(stream, limit_bytes):
        if isinstance(item, Rejected):
            yield replace(item, item=PASTED + item.item.removeprefix(UNNAMED))
            continue
        said, own = pasted.given, item.given
        given = Given(
            own.outlet or said.outlet,
            own.title or said.title,
            own.published or said.published,
            "utf-8",
        )
        yield replace(item, path=PASTED + item.path.removeprefix(UNNAMED), given=given)


def _beside(uploads: Sequence[Upload]) -> Mapping[str, tuple[Upload, ...]]:
    """What lies in the folders that browsers save beside a page, by the page's name."""
    pages = {
        upload.name.rpartition(".")[0] + suffix: upload.name
        for upload in uploads
        if upload.name.lower().endswith(PAGE_SUFFIXES)
        for suffix in FOLDER_SUFFIXES
    }
    found: dict[str, list[Upload]] = {}
    for upload in uploads:
        at = upload.name.find("/")
        while at >= 0 and upload.name[:at] not in pages:
            at = upload.name.find("/", at + 1)
        if at >= 0:
            found.setdefault(pages[upload.name[:at]], []).append(upload)
    return {page: tuple(assets) for page, assets in found.items()}


def _assets(uploads: Sequence[Upload], limit_bytes: int) -> tuple[Captured, ...]:
    found: list[Captured] = []
    for upload in uploads[:MOST_ASSETS]:
        room = limit_bytes - sum(len(asset.payload) for asset in found)
        asset = asset_of(str(upload.file), room)
        if asset is not None:
            found.append(_renamed(asset, str(upload.file), upload.name))
    return tuple(found)
