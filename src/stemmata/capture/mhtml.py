"""MHTML: a page with its pictures and styles in one file, as browsers save it (RFC 2557)."""

import email.policy
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from stemmata.capture.payload import HTML_TYPES, check, read_whole
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Given, Rejected, Sighting

__all__ = ["page"]

NO_PAGE = "holds no HTML page; expected a page as a browser saves it; save it again as HTML"


def page(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The page of an MHTML file; all other parts are its assets."""
    try:
        whole = read_whole(stream, limit_bytes)
        yield _captured(message_from_bytes(whole, policy=email.policy.compat32), path)
    except RecursionError:
        yield Rejected(path, "capture", f"is nested too deeply; {NO_PAGE}")
    except InputError as error:
        yield Rejected(path, "capture", str(error))


def _captured(message: Message, path: str) -> Captured:
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in HTML_TYPES]
    start = message.get_param("start")
    named = [part for part in pages if start and part["Content-ID"] == start]
    if not pages:
        raise InputError(NO_PAGE)
    root = (named or pages)[0]
    payload = _bytes_of(root)
    check(payload, "text/html")
    url = message["Snapshot-Content-Location"] or root["Content-Location"]
    seen_utc = _seen(message["Date"])
    return Captured(
        path=path,
        capture=Capture.of(payload, "text/html"),
        sighting=Sighting(path, _web(url), seen_utc),
        payload=payload,
        given=Given(charset=root.get_content_charset()),
        assets=tuple(_asset(part, path, seen_utc) for part in parts if part is not root),
    )


def _asset(part: Message, path: str, seen_utc: str | None) -> Captured:
    payload = _bytes_of(part)
    sighting = Sighting(path, _web(part["Content-Location"]), seen_utc, item=part["Content-ID"])
    return Captured(path, Capture.of(payload, part.get_content_type()), sighting, payload)


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _web(url: str | None) -> str | None:
    url = "".join(str(url or "").split())  # long addresses are folded into several lines
    return url if url.lower().startswith(("http://", "https://")) else None


def _seen(date: str | None) -> str | None:
    try:
        return parsedate_to_datetime(date or "").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None
