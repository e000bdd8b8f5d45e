"""WARC files: the HTML pages among their response and resource records.

warcio parses the headers and chunks; the bytes are counted out here, since warcio trusts what a
header claims and takes damaged compressed data for the end of the file.
"""

import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from stemmata.capture.members import DamagedStreamError, Members
from stemmata.capture.payload import check, looks_like_html, size_reason
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Given, Rejected, Sighting

__all__ = ["pages"]

LOGGER = logging.getLogger("stemmata.capture")

LINE_BYTES = 65_536  # longest header line; servers refuse longer ones than 8 to 64 KB
HEADER_BYTES = 1_000_000  # longest header
MOST_DIGITS = 18  # of a length; an exabyte
HTML_TYPES = ("text/html", "application/xhtml+xml")
PAGE_RECORDS = ("response", "resource")
AUTO_WINDOW, RAW_WINDOW = 47, -15  # zlib's codes: gzip or zlib by its header; deflate without one
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
    while True:
        members.peek()
        offset = members.start
        first = members.readline(LINE_BYTES)
        if not first:
            return None
        if first.strip():
            break
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
    content_type, encoding, chunked = record.content_type, "", False
    if record.type == "response" and content_type.startswith("application/http"):
        block = _header_block(members, record.offset, min(HEADER_BYTES, left))
        left -= len(block)
        http = HTTP_HEADER.parse(io.BytesIO(block))
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
        payload = _decoded(_dechunked(body) if chunked else body, encoding, limit_bytes)
        check(payload, "text/html")
    except InputError as error:
        return Rejected(name, "capture", str(error))
    return Captured(
        path=name,
        capture=Capture.of(payload, "text/html"),
        sighting=Sighting(path, record.url or None, record.date, record.offset),
        payload=payload,
        given=Given(charset=_charset(content_type)),
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


def _charset(content_type: str) -> str | None:
    message = Message()
    message["Content-Type"] = content_type
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


def _dechunked(body: bytes) -> bytes:
    return bytes(ChunkedDataReader(io.BytesIO(body)).read())


def _decoded(body: bytes, encoding: str, limit_bytes: int) -> bytes:
    """The body without its Content-Encoding; crawlers often keep the header of one they undid."""
    if not encoding or encoding == "identity" or looks_like_html(body):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        payload = _inflated(body, limit_bytes)
    elif encoding == "br":
        payload = _unbrotlied(body, limit_bytes)
    else:
        raise InputError(
            f"is encoded as {encoding!r}; expected gzip, deflate or br; crawl it without encoding"
        )
    if len(payload) > limit_bytes:
        raise InputError(size_reason(None, limit_bytes))
    return payload


def _inflated(body: bytes, limit_bytes: int) -> bytes:
    why = "it ends too early"
    for window in (AUTO_WINDOW, RAW_WINDOW):
        inflate = zlib.decompressobj(window)
        try:
            payload = inflate.decompress(body, limit_bytes + 1)
        except zlib.error as error:
            why = str(error)
            continue
        if inflate.eof or len(payload) > limit_bytes:
            return payload
    raise InputError(f"has a compressed body that cannot be read ({why}); fetch the page again")


def _unbrotlied(body: bytes, limit_bytes: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise InputError(
            "is compressed with br, which needs a further package: pip install 'stemmata[brotli]'"
        ) from error
    try:
        payload: bytes = brotli.Decompressor().process(body, output_buffer_limit=limit_bytes + 1)
    except brotli.error as error:
        raise InputError(f"has a br body that cannot be read ({error}); fetch it again") from error
    return payload
