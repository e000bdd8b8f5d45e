"""One file, by its suffix. `READERS` is the place to add a format."""

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from stemmata.capture import jsonl
from stemmata.capture.payload import capture_item, size_reason
from stemmata.model import Captured, Rejected

__all__ = ["from_file"]

Reader = Callable[[BinaryIO, str, int], Iterator[Captured | Rejected]]


def _text(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    yield _one_item(stream, path, limit_bytes, "text/plain")


def _page(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    yield _one_item(stream, path, limit_bytes, "text/html")


def _archive(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    from stemmata.capture import warc  # loads warcio, which other inputs do without

    return warc.pages(stream, path, limit_bytes)


def _one_item(
    stream: BinaryIO, path: str, limit_bytes: int, media_type: str
) -> Captured | Rejected:
    payload = stream.read(limit_bytes + 1)
    if len(payload) > limit_bytes:
        size_bytes = os.fstat(stream.fileno()).st_size
        return Rejected(path, "capture", size_reason(size_bytes, limit_bytes))
    return capture_item(payload, path, media_type)


READERS: dict[str, Reader] = {
    ".txt": _text,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".jsonl": jsonl.rows,
    ".ndjson": jsonl.rows,
    ".warc": _archive,
    ".warc.gz": _archive,
}
READABLE = ", ".join(READERS)

KINDS_NOT_READ = {
    "PDF documents": ".pdf",
    "images": ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .svg .heic .avif",
    "office documents": ".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .pages .epub",
    "chat exports and other archives": ".zip .json .tar .tgz .7z .rar",
    "mail": ".eml .mbox .msg",
    "audio and video": ".mp3 .m4a .wav .ogg .oga .opus .flac .mp4 .m4v .mov .avi .mkv .webm .3gp",
    "page archives other than WARC": ".mhtml .mht .maff .webarchive .arc .wacz .har",
    "tables and feeds": ".csv .tsv .xml .rss .atom",
}
NOT_READ = {
    suffix: kind for kind, suffixes in KINDS_NOT_READ.items() for suffix in suffixes.split()
}


def from_file(path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The items of one file."""
    reader = _reader_of(path)
    if isinstance(reader, Rejected):
        yield reader
        return
    try:
        with open(path, "rb") as stream:
            yield from reader(stream, path, limit_bytes)
    except OSError as error:
        why = error.strerror or str(error)
        yield Rejected(path, "capture", f"cannot be read ({why}); check its permissions")


def _reader_of(path: str) -> Reader | Rejected:
    name = os.path.basename(path).lower()
    suffix = os.path.splitext(name)[1]
    if path.startswith(("http://", "https://")):
        reason = "is an address; nothing is fetched; save the page and name the file"
    elif "\0" in path or not os.path.lexists(path):
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
