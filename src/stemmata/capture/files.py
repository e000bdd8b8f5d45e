"""One file, by its suffix. `READERS` is the place to add a format."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from stemmata.capture import jsonl, mhtml
from stemmata.capture.payload import capture_item, read_whole
from stemmata.capture.saved_pages import PAGE_SUFFIXES, assets_of
from stemmata.capture.url_lists import Address, addresses, is_list
from stemmata.errors import InputError
from stemmata.model import Captured, Rejected

if TYPE_CHECKING:
    from stemmata.capture.fetch import Fetcher

__all__ = ["from_file"]

Item = Captured | Rejected | Address
Reader = Callable[[BinaryIO, str, int], Iterator[Item]]

NOT_FETCHED = "is an address; nothing is fetched without --fetch; give that, or save the page"


def _text(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Item]:
    text = _one_item(stream, path, limit_bytes, "text/plain")
    if isinstance(text, Captured) and is_list(text.payload):
        yield from addresses(io.BytesIO(text.payload), path, limit_bytes)
    else:
        yield text


def _page(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Item]:
    page = _one_item(stream, path, limit_bytes, "text/html")
    if isinstance(page, Captured):
        page = replace(page, assets=assets_of(path, page.payload, limit_bytes))
    yield page


def _archive(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Item]:
    from stemmata.capture import warc  # loads warcio, which other inputs do without

    return warc.pages(stream, path, limit_bytes)


def _feed(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Item]:
    from stemmata.capture import feeds  # loads lxml

    return feeds.entries(stream, path, limit_bytes)


def _one_item(
    stream: BinaryIO, path: str, limit_bytes: int, media_type: str
) -> Captured | Rejected:
    try:
        return capture_item(read_whole(stream, limit_bytes), path, media_type)
    except InputError as error:
        return Rejected(path, "capture", str(error))


READERS: dict[str, Reader] = {
    ".txt": _text,
    **dict.fromkeys(PAGE_SUFFIXES, _page),
    ".mhtml": mhtml.page,
    ".mht": mhtml.page,
    ".jsonl": jsonl.rows,
    ".ndjson": jsonl.rows,
    ".warc": _archive,
    ".warc.gz": _archive,
    ".rss": _feed,
    ".atom": _feed,
    ".xml": _feed,
    ".urls": addresses,
    ".url": addresses,
}
READABLE = ", ".join(READERS)

KINDS_NOT_READ = {
    "PDF documents": ".pdf",
    "images": ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .svg .heic .avif",
    "office documents": ".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .pages .epub",
    "chat exports and other archives": ".zip .json .tar .tgz .7z .rar",
    "mail": ".eml .mbox .msg",
    "audio and video": ".mp3 .m4a .wav .ogg .oga .opus .flac .mp4 .m4v .mov .avi .mkv .webm .3gp",
    "page archives of this kind": ".maff .webarchive .arc .wacz .har",
    "tables": ".csv .tsv",
}
NOT_READ = {
    suffix: kind for kind, suffixes in KINDS_NOT_READ.items() for suffix in suffixes.split()
}


def from_file(
    path: str, limit_bytes: int, fetch: "Fetcher | None" = None
) -> Iterator[Captured | Rejected]:
    """The items of one file, or of one address."""
    if _is_address(path):
        yield _fetched(Address(path), fetch)
        return
    reader = _reader_of(path)
    if isinstance(reader, Rejected):
        yield reader
        return
    try:
        with open(path, "rb") as stream:
            for item in reader(stream, path, limit_bytes):
                yield _fetched(item, fetch) if isinstance(item, Address) else item
    except OSError as error:
        why = error.strerror or str(error)
        yield Rejected(path, "capture", f"cannot be read ({why}); check its permissions")


def _is_address(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _fetched(address: Address, fetch: "Fetcher | None") -> Captured | Rejected:
    return fetch.fetch(address.url) if fetch else Rejected(address.url, "capture", NOT_FETCHED)


def _reader_of(path: str) -> Reader | Rejected:
    name = os.path.basename(path).lower()
    suffix = os.path.splitext(name)[1]
    if "\0" in path or not os.path.lexists(path):
        reason = "does not exist; expected a file, a folder or - ; check the path"
    elif not os.path.exists(path):
        reason = f"is a symbolic link to {os.path.realpath(path)}, which does not exist"
    elif not os.path.isfile(path):
        reason = 'is neither a file nor a folder; pipe its content into "stemmata read -"'
    elif name.endswith(".warc.gz"):
        return READERS[".warc.gz"]
    elif suffix in READERS:
        return READERS[suffix]
    elif suffix in NOT_READ:
        reason = (
            f"{NOT_READ[suffix]} ({suffix}) are not read yet; expected one of {READABLE}; "
            "save it as HTML or text"
        )
    else:
        what = f"has the unknown suffix {suffix}" if suffix else "has no suffix"
        reason = f"{what}; expected one of {READABLE}; rename it, or pipe it into 'stemmata read -'"
    return Rejected(path, "capture", reason)
