"""A case's archive as a WACZ 1.1.1 file, which replay tools open.

Source:
    Web Archive Collection Zipped 1.1.1, specs.webrecorder.net/wacz/1.1.1
"""

import gzip
import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from stemmata.closing import Closing
from stemmata.export.verify import Record, records

__all__ = ["Files", "Folder", "Page", "Warc", "Zip", "write_wacz"]

VERSION = "1.1.1"
PIECE_BYTES = 1 << 20
INDEXED = ("response", "resource")
EARLIEST = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the first time that a ZIP file can hold: the same case, the same file


class Warc(NamedTuple):
    """A WARC file and how many of its bytes belong to the case."""

    path: Path
    size_bytes: int


class Page(NamedTuple):
    """A page that a reader of the archive may open first."""

    url: str
    seen_utc: str
    title: str | None


class Files(ABC):
    """Files that are written once, one after the other. `resources` holds the digest of each."""

    def __init__(self) -> None:
        self.resources: list[dict[str, Any]] = []

    def add(self, name: str, pieces: Iterable[bytes], *, stored: bool = False) -> None:
        """Write one file; `stored` leaves it as it is, so that it can be read from any byte on."""
        with self.entry(name, stored=stored) as entry:
            for piece in pieces:
                entry.write(piece)

    @abstractmethod
    def entry(self, name: str, *, stored: bool) -> "Entry":
        """A file to write to."""


class Folder(Files):
    """Files in a folder that has none of them yet."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def entry(self, name: str, *, stored: bool) -> "Entry":  # noqa: ARG002 (all are left as they are)
        """A file to write to."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return Entry(open(path, "xb"), name, self.resources)


class Zip(Files, Closing):
    """The files in a ZIP file, which is written front to back."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self._zip = ZipFile(out, "w")

    def close(self) -> None:
        """Write its list of contents."""
        self._zip.close()

    def entry(self, name: str, *, stored: bool) -> "Entry":
        """A file to write to."""
        info = ZipInfo(name, EARLIEST)
        info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return Entry(self._zip.open(info, "w", force_zip64=True), name, self.resources)


class Entry(Closing):
    """One file, digested as it is written."""

    def __init__(self, stream: IO[bytes], name: str, resources: list[dict[str, Any]]) -> None:
        self._stream, self._name, self._resources = stream, name, resources
        self._digest, self._size_bytes = hashlib.sha256(), 0

    def close(self) -> None:
        """Note its digest."""
        self._stream.close()
        self._resources.append(
            {
                "name": self._name.rpartition("/")[2],
                "path": self._name,
                "hash": f"sha256:{self._digest.hexdigest()}",
                "bytes": self._size_bytes,
            }
        )

    def write(self, piece: bytes) -> int:
        """Write the next bytes."""
        self._digest.update(piece)
        self._size_bytes += len(piece)
        return self._stream.write(piece)

    def flush(self) -> None:
        """Nothing to do: files are written front to back."""


def write_wacz(
    out: IO[bytes], warcs: Iterable[Warc], pages: Iterable[Page], about: dict[str, str]
) -> None:
    """Write the archive.

    Args:
        out: Where to; it need not be able to seek.
        warcs: Copied byte for byte.
        pages: The list of pages to begin with.
        about: `title`, `description`, `created` and `software`.
    """
    index: list[str] = []
    with Zip(out) as wacz:
        for warc in warcs:
            wacz.add(f"archive/{warc.path.name}", _pieces(warc), stored=True)
            index += _index_lines(warc)
        lines = "".join(f"{line}\n" for line in sorted(set(index)))
        wacz.add("indexes/index.cdx.gz", [gzip.compress(lines.encode(), mtime=0)], stored=True)
        wacz.add("pages/pages.jsonl", _page_lines(pages))
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            **about,
            "resources": list(wacz.resources),
        }
        written = json.dumps(package, indent=1).encode()
        wacz.add("datapackage.json", [written])
        digest = f"sha256:{hashlib.sha256(written).hexdigest()}"
        closing = {"path": "datapackage.json", "hash": digest}
        wacz.add("datapackage-digest.json", [json.dumps(closing).encode()])


def _pieces(warc: Warc) -> Iterator[bytes]:
    with open(warc.path, "rb") as stream:
        left = warc.size_bytes
        while left and (piece := stream.read(min(PIECE_BYTES, left))):
            left -= len(piece)
            yield piece


def _page_lines(pages: Iterable[Page]) -> Iterator[bytes]:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    yield json.dumps(head).encode() + b"\n"
    for page in pages:
        line = {"url": page.url, "ts": page.seen_utc, "title": page.title or page.url}
        yield json.dumps(line).encode() + b"\n"


def _index_lines(warc: Warc) -> Iterator[str]:
    """CDXJ: where replay tools find each address."""
    for record in records(_pieces(warc)):
        url = record.fields.get("warc-target-uri")
        if url and record.fields.get("warc-type") in INDEXED:
            date = "".join(c for c in record.fields["warc-date"] if c.isdigit())[:14]
            entry = _index_entry(record, url, warc.path.name)
            yield f"{_sort_key(url)} {date} {json.dumps(entry)}"


def _index_entry(record: Record, url: str, file: str) -> dict[str, str]:
    head = record.block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    mime, status = record.fields.get("content-type", ""), "200"
    if record.fields["warc-type"] == "response":
        status = [*head[0].split(" "), ""][1]
        types = (line[13:] for line in head if line.lower().startswith("content-type:"))
        mime = next(types, "")
    return {
        "url": url,
        "mime": mime.partition(";")[0].strip(),
        "status": status,
        "digest": record.fields.get("warc-payload-digest", ""),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file,
    }


def _sort_key(url: str) -> str:
    """An address in the order in which CDXJ sorts: "com,example)/path"; others stay as they are."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if not host:
        return url
    labels = host.removeprefix("www.").split(".")
    shown = ",".join(reversed(labels)) + (f":{port}" if port not in (None, 80, 443) else "")
    query = f"?{parts.query}" if parts.query else ""
    return f"{shown}){parts.path or '/'}{query}".lower().replace(" ", "%20")
