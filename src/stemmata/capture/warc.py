"""WARC files: the HTML pages among their response and resource records.

warcio parses the headers and chunks; the bytes are counted out here, since warcio trusts what a
header claims and takes damaged compressed data for the end of the file.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from stemmata.capture.encodings import decoded
from stemmata.capture.members import DamagedStreamError, Members
from stemmata.capture.payload import HTML_TYPES, charset_of, check, size_reason
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Exchange, Given, Rejected, Sighting

__all__ = ["pages"]

LOGGER = logging.getLogger("stemmata.capture")

LINE_BYTES = 65_536  # longest header line; servers refuse longer ones than 8 to 64 KB
HEADER_BYTES = 1_000_000  # longest header
MOST_DIGITS = 18  # of a length; an exabyte
PAGE_RECORDS = ("response", "resource")
WARC_HEADER = StatusAndHeadersParser(["WARC/"], verify=False)
HTTP_HEADER = StatusAndHeadersParser(["HTTP/"], verify=False)
REPAIR = 'fetch the file again, or mend it with "warcio recompress"'


@dataclass(frozen=True, slots=True)
class Record:
    """The header of one WARC record; its block follows in the stream."""

    offset: int
    type: str
    url: str
    date: str | None
    content_type: str
    block_bytes: int


def pages(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The HTML pages of a WARC file; what is damaged is rejected, what came before it is read."""
    found = passed_over = 0
    members = None
    try:
        members = Members(stream)
        while record := _next_record(members):
            page = _page(members, record, path, limit_bytes)
            if page is None:
                passed_over += 1
            else:
                found += 1
                yield page
    except (DamagedStreamError, InputError) as error:
        yield Rejected(path, "capture", f"{error}; {found} pages before it were read; {REPAIR}")
    else:
        if not found:
            yield Rejected(
                path,
                "capture",
                f"holds no HTML page among its {passed_over} records; expected response records "
                "with the content type text/html; check how the pages were crawled",
            )
    LOGGER.info("%s: %d pages, %d other records passed over", path, found, passed_over)


def _next_record(members: Members) -> Record | None:
    """The header of the next record; None at the end of the file.

    Raises:
        InputError: what follows is no WARC record.
    """
    blank_bytes = 0
    while True:
        members.peek()
        offset = members.start
        first = members.readline(LINE_BYTES)
        if not first:
            return None
        if first.strip():
            break
        blank_bytes += len(first)
        if blank_bytes > LINE_BYTES:  # two line ends are due; a bomb is blank for gigabytes
            raise InputError(f"at byte {offset}: expected a WARC record, found blank space")
    if not first.startswith(b"WARC/"):
        raise InputError(f"at byte {offset}: expected a WARC record, found {first[:40]!r}")
    header = WARC_HEADER.parse(io.BytesIO(first + _header_block(members, offset)))
    length = header.get_header("Content-Length", "none")
    if not length.isdecimal() or len(length) > MOST_DIGITS:
        raise InputError(
            f"at byte {offset}: the record's Content-Length is {length[:40]!r}, no number of bytes"
        )
    return Record(
        offset=offset,
        type=header.get_header("WARC-Type", ""),
        url=header.get_header("WARC-Target-URI", "").strip("<>"),
        date=header.get_header("WARC-Date"),
        content_type=header.get_header("Content-Type", ""),
        block_bytes=int(length),
    )


def _header_block(members: Members, offset: int, limit_bytes: int = HEADER_BYTES) -> bytes:
    """The header lines up to and with the empty line that ends them."""
    block = bytearray()
    while len(block) < limit_bytes:
        line = members.readline(min(LINE_BYTES, limit_bytes - len(block)))
        block += line
        if not line.strip():
            return bytes(block)
    raise InputError(
        f"at byte {offset}: the record's header does not end within {limit_bytes:,} bytes"
    )


def _page(
    members: Members, record: Record, path: str, limit_bytes: int
) -> Captured | Rejected | None:
    """The page in a record's block, which is consumed whole; None where the record holds none."""
    left = record.block_bytes
    content_type, encoding, chunked, head = record.content_type, "", False, b""
    if record.type == "response" and content_type.startswith("application/http"):
        block = _header_block(members, record.offset, min(HEADER_BYTES, left))
        left -= len(block)
        http = HTTP_HEADER.parse(io.BytesIO(block))
        head = block.rstrip(b"\r\n") + b"\r\n"
        content_type = http.get_header("Content-Type", "") if _is_success(http) else "none"
        encoding = http.get_header("Content-Encoding", "").strip().lower()
        chunked = http.get_header("Transfer-Encoding", "").lower() == "chunked"
    if record.type not in PAGE_RECORDS or not content_type.lower().startswith(HTML_TYPES):
        _skip(members, record, left)
        return None
    name = f"{path}#{record.url}"
    if left > limit_bytes:
        _skip(members, record, left)
        return Rejected(name, "capture", size_reason(left, limit_bytes))
    body = members.read(left)
    if len(body) < left:
        raise _truncated(record)
    try:
        payload = decoded(_dechunked(body) if chunked else body, encoding, limit_bytes)
        check(payload, "text/html")
    except InputError as error:
        return Rejected(name, "capture", str(error))
    return Captured(
        path=name,
        capture=Capture.of(payload, "text/html"),
        sighting=Sighting(path, record.url or None, record.date, record.offset),
        payload=payload,
        given=Given(charset=charset_of(content_type)),
        exchanges=(Exchange(record.url, b"", head),) if head else (),
    )


def _is_success(http: StatusAndHeaders) -> bool:
    """Whether a page came; what accompanies a redirect or an error is no article."""
    return str(http.get_statuscode()).startswith("2")


def _skip(members: Members, record: Record, size_bytes: int) -> None:
    if members.skip(size_bytes) < size_bytes:
        raise _truncated(record)


def _truncated(record: Record) -> InputError:
    return InputError(
        f"at byte {record.offset}: the record claims {record.block_bytes:,} bytes, "
        "but the file ends before them"
    )


def _dechunked(body: bytes) -> bytes:
    return bytes(ChunkedDataReader(io.BytesIO(body)).read())
