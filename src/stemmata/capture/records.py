"""WARC 1.1 records as bytes: what a capture is written as. Pure; the same input gives the same bytes.

Written here and not with warcio, whose writer takes its own clock and random record ids: an
interrupted and a whole run must give equal archives.
"""

import re
import zlib
from dataclasses import dataclass
from os.path import basename
from typing import Literal
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from stemmata.capture.software import software
from stemmata.ids import digest_of
from stemmata.model import Captured, Exchange

__all__ = [
    "FOLLOWS",
    "MADE_FROM",
    "MEMBER_HEAD",
    "Record",
    "member_of",
    "records_of",
    "warcinfo",
]

GZIP_WINDOW = 31  # zlib's code for "with a gzip header"
MEMBER_HEAD = zlib.compressobj(wbits=GZIP_WINDOW).flush()[:10]
"""What each member begins with: a gzip header without time and name, which no checksum covers."""

FOLLOWS = "follows"
"""The field of a warcinfo record that names the file before and its length in bytes."""

MADE_FROM = "Stemmata-Made-From"
"""The field of a conversion record that names the payload digest of the record it was made from."""

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00)")
URL_SAFE = "!#$%&'()*+,/:;=?@[]~"  # all that a URI may hold, "%" of what is quoted already included
TOKEN = re.compile(r"[\w.:+-]{1,40}", re.ASCII)
ENCODED = (b"content-encoding", b"transfer-encoding")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its block, and what its header says of it."""

    type: Literal["warcinfo", "response", "resource", "request", "conversion"]
    date: str
    content_type: str
    block: bytes
    uri: str | None = None
    payload_digest: str | None = None
    file: str | None = None
    made_from: str | None = None


def warcinfo(file: str, now: str, before: tuple[str, int] | None = None) -> Record:
    """The record that begins each file of an archive, and says how long the file before it is."""
    lines = [f"software: {software()}", "format: WARC File Format 1.1"]
    if before is not None:
        lines.append(f"{FOLLOWS}: {before[0]} {before[1]}")
    block = "".join(f"{line}\r\n" for line in lines).encode()
    return Record("warcinfo", _date(None, now), "application/warc-fields", block, file=file)


def records_of(captured: Captured, now: str) -> list[Record]:
    """The records of a capture: the one with the payload first, then those of the way to it.

    Its assets are captures of their own.
    """
    date = _date(captured.sighting.seen_utc, now)
    records = []
    for number, exchange in enumerate(reversed(captured.exchanges)):
        if not _is_address(exchange.url):
            continue
        body, seen = (exchange.body, exchange.seen_utc) if number else (captured.payload, None)
        then = _date(seen, date)
        records.append(_response(exchange, body, then))
        if exchange.request:
            records.append(_request(exchange, then))
    if not captured.exchanges or not _is_address(captured.exchanges[-1].url):
        records.insert(0, _resource(captured, date))
    return records


def member_of(record: Record, seed: str, concurrent_to: str | None = None) -> tuple[str, bytes]:
    """The id of a record and its bytes as one gzip member.

    Args:
        record: What to write.
        seed: What tells it from an equal record elsewhere in the archive: its place.
        concurrent_to: The id of the record that it was made along with.
    """
    digest = digest_of(record.block)
    name = " ".join((seed, record.type, record.date, record.uri or "", digest))
    record_id = f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"
    fields = {
        "WARC-Type": record.type,
        "WARC-Record-ID": record_id,
        "WARC-Date": record.date,
        "WARC-Filename": record.file,
        "WARC-Target-URI": record.uri,
        "WARC-Concurrent-To": concurrent_to,
        MADE_FROM: record.made_from and f"sha256:{record.made_from}",
        "WARC-Block-Digest": f"sha256:{digest}",
        "WARC-Payload-Digest": record.payload_digest and f"sha256:{record.payload_digest}",
        "Content-Type": record.content_type,
        "Content-Length": str(len(record.block)),
    }
    lines = [f"{name}: {value}\r\n" for name, value in fields.items() if value is not None]
    deflate = zlib.compressobj(wbits=GZIP_WINDOW)
    head = "".join(["WARC/1.1\r\n", *lines, "\r\n"]).encode()
    pieces = [deflate.compress(piece) for piece in (head, record.block, b"\r\n\r\n")]
    return record_id, b"".join([*pieces, deflate.flush()])


def _response(exchange: Exchange, body: bytes, date: str) -> Record:
    return Record(
        "response",
        date,
        "application/http; msgtype=response",
        _head(exchange.response, len(body)) + b"\r\n" + body,
        _quoted(exchange.url),
        digest_of(body),
    )


def _request(exchange: Exchange, date: str) -> Record:
    block = exchange.request
    return Record(
        "request", date, "application/http; msgtype=request", block, _quoted(exchange.url)
    )


def _resource(captured: Captured, date: str) -> Record:
    content_type = captured.capture.media_type
    charset = captured.given.charset
    if charset and TOKEN.fullmatch(charset):
        content_type += f"; charset={charset}"
    return Record(
        "conversion" if captured.made_from else "resource",
        date,
        content_type,
        captured.payload,
        _name_of(captured),
        captured.capture.payload_digest,
        made_from=captured.made_from,
    )


def _head(head: bytes, body_bytes: int) -> bytes:
    """An answer's head over a body that is no longer encoded: what it says of that is renamed."""
    lines = []
    for line in head.splitlines():
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        wrong_length = name == b"content-length" and value.strip() != b"%d" % body_bytes
        if name in ENCODED or wrong_length:
            line = b"X-Archive-Orig-" + line
        if line.strip():
            lines.append(line + b"\r\n")
    return b"".join(lines)


def _name_of(captured: Captured) -> str:
    """An address, or a name for what has none: never where it lay on the machine."""
    sighting = captured.sighting
    if sighting.url and _is_address(sighting.url):
        return _quoted(sighting.url)
    name = basename(sighting.path) + (f"#{sighting.item}" if sighting.item else "")
    capture = captured.capture.id.removeprefix("cap:")
    return f"urn:stemmata:{capture}:{quote(name, safe='', errors='surrogatepass')}"


def _is_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _quoted(url: str) -> str:
    return quote(url, safe=URL_SAFE, errors="surrogatepass")


def _date(seen_utc: str | None, now: str) -> str:
    """When it was seen, as far as that is known in the form that WARC asks for."""
    seen = seen_utc if seen_utc and DATE.fullmatch(seen_utc) else now
    return seen.replace("+00:00", "Z")
