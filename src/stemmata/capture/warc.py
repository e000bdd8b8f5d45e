"""WARC files: the HTML pages among their response and resource records.

warcio parses the headers and chunks; the bytes are counted out here, since warcio trusts what a
header claims and takes damaged compressed data for the end of the file.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from stemmata.capture.encodings import decoded
from stemmata.capture.members import DamagedStreamError, Members
from stemmata.capture.payload import HTML_TYPES, charset_of, check, size_reason
from stemmata.capture.records import MADE_FROM
from stemmata.capture.redirects import Redirects, body_as_far_as_decoded, target_of
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Exchange, Given, Rejected, Sighting

__all__ = ["pages"]

LOGGER = logging.getLogger("stemmata.capture")

LINE_BYTES = 65_536  # longest header line; servers refuse longer ones than 8 to 64 KB
HEADER_BYTES = 1_000_000  # longest header
DIGEST = re.compile(r"sha256:([0-9a-f]{64})", re.ASCII)
MOST_DIGITS = 18  # of a length; an exabyte
PAGE_RECORDS = ("response", "resource", "conversion")
RECORD_TYPES = (*PAGE_RECORDS, "warcinfo", "request", "metadata", "revisit", "continuation")
MEDIA = ("application", "audio", "font", "image", "text", "video")
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
    made_from: str | None


class Answer(NamedTuple):
    """What the head of an answer says of its body, and that head."""

    content_type: str
    encoding: str = ""
    chunked: bool = False
    head: bytes = b""


class PassedOver(NamedTuple):
    """A record that holds no page and leads to none: what it is."""

    kind: str


class Redirect(NamedTuple):
    """An answer that points on to the address `target`."""

    exchange: Exchange
    target: str


def pages(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The HTML pages of a WARC file; what is damaged is rejected, what came before it is read.

    The redirects that led to a page belong to it, be they written before it or, as in archives of ours, after
    it: a page is given when the next item is there.
    """
    found = 0
    passed_over: Counter[str] = Counter()
    redirects = Redirects(limit_bytes)
    held: Captured | None = None
    reason = None
    try:
        members = Members(stream)
        while record := _next_record(members):
            item = _item(members, record, path, limit_bytes)
            if isinstance(item, Redirect):
                redirects.add(*item)
            elif isinstance(item, PassedOver):
                passed_over[item.kind] += 1
            else:
                found += 1
                yield from _with_redirects(held, redirects)
                held = item if isinstance(item, Captured) else None
                if isinstance(item, Rejected):
                    yield item
    except (DamagedStreamError, InputError) as error:
        reason = f"{error}; {found} pages before it were read; {REPAIR}"
    yield from _with_redirects(held, redirects)
    lost = redirects.lost + len(redirects)
    if reason is None and not found:
        reason = (
            f"holds no HTML page among its {passed_over.total() + lost} records; expected response records "
            "with the content type text/html; check how the pages were crawled"
        )
    if reason is not None:
        yield Rejected(path, "capture", reason)
    kinds = ", ".join(f"{number} {kind}" for kind, number in passed_over.most_common()) or "none"
    LOGGER.info(
        "%s: %d pages; other records, which are not kept: %s; %d redirects that lead to none of the pages",
        *(path, found, kinds, lost),
    )


def _with_redirects(page: Captured | None, redirects: Redirects) -> Iterator[Captured]:
    if page is not None:
        led = redirects.to(page.sighting.url or "")
        yield replace(page, exchanges=(*led, *page.exchanges)) if led else page


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
        made_from=_digest(header.get_header(MADE_FROM, "")),
    )


def _digest(field: str) -> str | None:
    found = DIGEST.fullmatch(field)
    return found[1] if found else None


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


def _item(
    members: Members, record: Record, path: str, limit_bytes: int
) -> Captured | Redirect | Rejected | PassedOver:
    """What is in a record's block, which is consumed whole."""
    left = record.block_bytes
    if record.type != "response" or not record.content_type.startswith("application/http"):
        if _is_page(record.type, record.content_type):
            return _page(members, record, left, Answer(record.content_type), path, limit_bytes)
        _skip(members, record, left)
        return PassedOver(_kind(record.type, record.content_type))
    block = _header_block(members, record.offset, min(HEADER_BYTES, left))
    left -= len(block)
    http = HTTP_HEADER.parse(io.BytesIO(block))
    answer = Answer(
        http.get_header("Content-Type", ""),
        http.get_header("Content-Encoding", "").strip().lower(),
        http.get_header("Transfer-Encoding", "").lower() == "chunked",
        block.rstrip(b"\r\n") + b"\r\n",
    )
    if _status(http) // 100 == 2 and _is_page(record.type, answer.content_type):
        return _page(members, record, left, answer, path, limit_bytes)
    target = _target(record, http)
    if target is None or left > limit_bytes:
        _skip(members, record, left)
        return PassedOver(_kind(record.type, answer.content_type, _status(http)))
    body = _dechunked(_block(members, record, left), answer)
    body = body_as_far_as_decoded(body, answer.encoding, limit_bytes)
    return Redirect(Exchange(record.url, b"", answer.head, body, record.date), target)


def _page(
    members: Members, record: Record, left: int, answer: Answer, path: str, limit_bytes: int
) -> Captured | Rejected:
    """The page in what is left of a record's block."""
    name = f"{path}#{record.url}"
    if left > limit_bytes:
        _skip(members, record, left)
        return Rejected(name, "capture", size_reason(left, limit_bytes))
    body = _block(members, record, left)
    try:
        payload = decoded(_dechunked(body, answer), answer.encoding, limit_bytes)
        check(payload, "text/html")
    except InputError as error:
        return Rejected(name, "capture", str(error))
    return Captured(
        path=name,
        capture=Capture.of(payload, "text/html"),
        sighting=Sighting(path, record.url or None, record.date, record.offset),
        payload=payload,
        given=Given(charset=charset_of(answer.content_type)),
        exchanges=(Exchange(record.url, b"", answer.head),) if answer.head else (),
        made_from=record.made_from,
    )


def _kind(record_type: str, content_type: str, status: int = 200) -> str:
    """What a record is called that is no page: one of few names, whatever it says of itself."""
    named = record_type if record_type in RECORD_TYPES else "unnamed"
    if record_type not in PAGE_RECORDS:
        return named
    if status // 100 != 2:
        return f"{named} of status {status // 100}xx"
    media = content_type.partition("/")[0].strip().lower()
    return f"{named} of {media if media in MEDIA else 'unknown'} data"


def _is_page(record_type: str, content_type: str) -> bool:
    return record_type in PAGE_RECORDS and content_type.lower().startswith(HTML_TYPES)


def _target(record: Record, http: StatusAndHeaders) -> str | None:
    try:
        return target_of(record.url, _status(http), http.get_header("Location"))
    except InputError:  # what it says is no address: it leads to no page of the archive
        return None


def _status(http: StatusAndHeaders) -> int:
    """0 where there is none."""
    code = http.get_statuscode()
    return int(code) if code.isascii() and code.isdecimal() else 0


def _block(members: Members, record: Record, size_bytes: int) -> bytes:
    body = members.read(size_bytes)
    if len(body) < size_bytes:
        raise _truncated(record)
    return body


def _skip(members: Members, record: Record, size_bytes: int) -> None:
    if members.skip(size_bytes) < size_bytes:
        raise _truncated(record)


def _truncated(record: Record) -> InputError:
    return InputError(
        f"at byte {record.offset}: the record claims {record.block_bytes:,} bytes, "
        "but the file ends before them"
    )


def _dechunked(body: bytes, answer: Answer) -> bytes:
    return bytes(ChunkedDataReader(io.BytesIO(body)).read()) if answer.chunked else body
