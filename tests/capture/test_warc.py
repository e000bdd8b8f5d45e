"""WARC files: the pages in them, and what can be read of damaged ones."""

import gzip
import io
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemmata.capture import gather, warc
from stemmata.model import Captured, Rejected

PAGE = b"<!DOCTYPE html><html><body><p>The talks failed.</p></body></html>"
LIMIT = 100_000

# warcio's writer, which makes the archives of these tests, leaves its temporary file to the
# garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")


def archive(
    *responses: tuple[str, str, bytes, dict[str, str]], compressed: bool = True, status: str = "200"
) -> bytes:
    """A WARC with a warcinfo record and one response for each (url, content type, body, headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "test"}))
    for url, content_type, body, headers in responses:
        http = StatusAndHeaders(
            f"{status} OK", [("Content-Type", content_type), *headers.items()], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2024-07-03T10:00:00Z"},
            )
        )
    return out.getvalue()


def page(
    number: int, body: bytes = PAGE, content_type: str = "text/html", **headers: str
) -> tuple[str, str, bytes, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return f"https://herald.example/{number}", content_type, body, named


def read(payload: bytes, limit_bytes: int = LIMIT) -> list[Captured | Rejected]:
    return list(warc.pages(io.BytesIO(payload), "news.warc.gz", limit_bytes))


def kinds(items: list[Captured | Rejected]) -> list[str]:
    return ["page" if isinstance(item, Captured) else "rejected" for item in items]


def last_reason(items: list[Captured | Rejected]) -> str:
    assert isinstance(items[-1], Rejected)
    return items[-1].reason


@pytest.mark.parametrize("compressed", [True, False])
def test_html_responses_are_captured_with_where_and_when_they_were_seen(
    tmp_path: Path, compressed: bool
) -> None:
    payload = archive(
        page(1, content_type="text/html; charset=windows-1252"), page(2), compressed=compressed
    )
    file = tmp_path / ("news.warc.gz" if compressed else "news.warc")
    file.write_bytes(payload)
    first, second = gather([str(file)])
    assert isinstance(first, Captured)
    assert isinstance(second, Captured)
    assert first.path == f"{file}#https://herald.example/1"
    assert first.payload == PAGE
    assert first.given.charset == "windows-1252"
    assert first.sighting.url == "https://herald.example/1"
    assert first.sighting.seen_utc == "2024-07-03T10:00:00Z"
    offset = second.sighting.offset
    assert offset is not None
    record = gzip.decompress(payload[offset:]) if compressed else payload[offset:]
    assert record.startswith(b"WARC/")
    assert b"herald.example/2" in record


def test_one_gzip_member_for_the_whole_file_is_read_as_well() -> None:
    assert kinds(read(gzip.compress(archive(page(1), page(2), compressed=False)))) == ["page"] * 2


def test_other_records_are_passed_over_and_counted_by_kind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    images = [page(n, b"x", "image/png") for n in (2, 3)]
    other = [page(4, b"y", "text/css"), page(5, b"z", "mine/own")]
    missing = archive(page(6), status="404")
    asked = (
        b"WARC/1.1\r\nWARC-Type: request\r\nContent-Type: application/http; msgtype=request\r\n"
        b"Content-Length: 0\r\n\r\n\r\n\r\n"
    )
    odd = asked.replace(b"WARC-Type: request", b"WARC-Type: of our own making")
    with caplog.at_level(logging.INFO, "stemmata.capture"):
        items = read(
            archive(page(1), *images, *other, compressed=False) + plain_of(missing) + asked + odd
        )
    assert kinds(items) == ["page"]
    assert (
        "1 pages; other records, which are not kept: 2 warcinfo, 2 response of image data, "
        "1 response of text data, 1 response of unknown data, 1 response of status 4xx, 1 request, 1 unnamed;"
    ) in caplog.text


def plain_of(compressed: bytes) -> bytes:
    return gzip.decompress(compressed)


def test_an_archive_without_pages_is_rejected() -> None:
    items = read(archive(page(1, b"x", "image/png")))
    assert "holds no HTML page among its 2 records" in last_reason(items)


def test_what_accompanies_an_error_is_no_page() -> None:
    assert kinds(read(archive(page(1), status="404"))) == ["rejected"]


def test_compressed_and_chunked_bodies_are_undone() -> None:
    half = len(PAGE) // 2
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (
        half,
        PAGE[:half],
        len(PAGE) - half,
        PAGE[half:],
    )
    items = read(
        archive(
            page(1, gzip.compress(PAGE), Content_Encoding="gzip"),
            page(2, chunks, Transfer_Encoding="chunked"),
            page(3, PAGE, Content_Encoding="br"),  # a crawler that undid it and kept the header
        )
    )
    assert [item.payload for item in items if isinstance(item, Captured)] == [PAGE] * 3


def test_a_body_that_cannot_be_decompressed_is_rejected_and_the_next_read() -> None:
    items = read(
        archive(
            page(1, b"\0\1\2nonsense", Content_Encoding="gzip"),
            page(2, b"\0\1\2nonsense", Content_Encoding="zpaq"),
            page(3),
        )
    )
    assert kinds(items) == ["rejected", "rejected", "page"]
    assert isinstance(items[0], Rejected)
    assert items[0].item == "news.warc.gz#https://herald.example/1"
    assert "compressed body" in items[0].reason
    assert isinstance(items[1], Rejected)
    assert "'zpaq'" in items[1].reason


@pytest.mark.parametrize("compressed", [True, False])
def test_a_truncated_archive_gives_what_came_before_and_names_the_offset(compressed: bool) -> None:
    payload = archive(page(1), page(2), page(3), compressed=compressed)
    items = read(payload[:-40])
    assert kinds(items) == ["page", "page", "rejected"]
    reason = last_reason(items)
    assert "at byte" in reason
    assert "2 pages before it were read" in reason
    assert "fetch the file again" in reason


def test_a_corrupt_archive_gives_what_came_before_and_names_the_offset() -> None:
    payload = bytearray(archive(page(1), page(2)))
    second = read(bytes(payload))[1]
    assert isinstance(second, Captured)
    start = second.sighting.offset or 0
    assert start > 0
    payload[start + 60 : start + 90] = b"\xff" * 30
    items = read(bytes(payload))
    assert kinds(items) == ["page", "rejected"]
    assert f"at byte {start}" in last_reason(items)


@pytest.mark.parametrize(
    "payload",
    [b"", b"plain words\n" * 50, gzip.compress(b"plain words\n", mtime=0)],
    ids=["empty", "text", "compressed text"],
)
def test_what_is_no_archive_is_rejected(payload: bytes) -> None:
    items = read(payload)
    assert kinds(items) == ["rejected"]
    assert "expected" in last_reason(items)


@pytest.mark.parametrize("length", ["10000000000000", "9" * 5000, "-5", "many"])
def test_a_length_that_cannot_be_is_never_believed(length: str) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    header = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/1\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    items = read(header.encode() + http)
    assert kinds(items) == ["rejected"]
    assert "at byte 0" in last_reason(items)


def test_a_page_over_the_limit_is_rejected_and_the_next_read() -> None:
    items = read(archive(page(1, PAGE + b" " * LIMIT), page(2)))
    assert kinds(items) == ["rejected", "page"]
    assert f"at most {LIMIT:,}" in items[0].reason  # type: ignore[union-attr]


def test_a_body_that_swells_beyond_the_limit_is_rejected() -> None:
    bomb = gzip.compress(b" " * 50 * LIMIT)
    assert len(bomb) < LIMIT
    items = read(archive(page(1, bomb, Content_Encoding="gzip"), page(2)))
    assert kinds(items) == ["rejected", "page"]


def test_a_header_without_end_is_not_gathered_up() -> None:
    items = read(b"WARC/1.0\r\n" + b"X-Long: y\r\n" * 200_000)
    assert "does not end" in last_reason(items)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=20), st.booleans())
def test_no_damage_crashes_the_reader(at: int, damage: bytes, compressed: bool) -> None:
    payload = bytearray(archive(page(1), page(2), compressed=compressed))
    at %= len(payload)
    payload[at : at + len(damage)] = damage
    assert len(read(bytes(payload))) >= 1


MOVED = b"<html><p>It has moved.</p></html>"


def moved(url: str, to: str, status: int = 301, body: bytes = MOVED, encoding: str = "") -> bytes:
    head = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    http = f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\n{head}\r\n".encode() + body
    return (
        (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/{url}\r\n"
            "WARC-Date: 2024-07-03T09:59:59Z\r\nContent-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def plain(*pages: tuple[str, str, bytes, dict[str, str]]) -> bytes:
    return archive(*pages, compressed=False)


def way(item: Captured | Rejected) -> list[str]:
    assert isinstance(item, Captured)
    return [exchange.url.rpartition("/")[2] for exchange in item.exchanges]


def test_redirects_belong_to_the_page_they_lead_to_before_and_after_it() -> None:
    first, second, third = read(
        moved("a", "/b") + moved("b", "https://herald.example/1#top", 302) + plain(page(1))
        + plain(page(2)) + moved("c", "2", 308) + plain(page(3)) + moved("d", "/1")
    )  # fmt: skip
    assert way(first) == ["a", "b", "1"]
    assert way(second) == ["c", "2"]
    assert way(third) == ["3"]
    assert isinstance(first, Captured)
    old = first.exchanges[0]
    assert old.response.startswith(b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n")
    assert (old.body, old.seen_utc) == (MOVED, "2024-07-03T09:59:59Z")
    assert first.payload == PAGE


def test_a_redirects_body_is_kept_decoded_or_else_as_it_was_sent() -> None:
    squeezed = gzip.compress(MOVED)
    for body, kept in ((squeezed, MOVED), (squeezed[:-9], squeezed[:-9])):
        (item,) = read(moved("a", "/1", body=body, encoding="gzip") + plain(page(1)))
        assert isinstance(item, Captured)
        assert item.exchanges[0].body == kept


def test_redirects_that_lead_nowhere_are_counted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "stemmata.capture"):
        (item,) = read(
            moved("a", "/gone") + moved("b", "http://[broken") + moved("x", "/y") + moved("y", "/x")
            + plain(page(1))
        )  # fmt: skip
    assert way(item) == ["1"]
    assert (
        "not kept: 1 response of status 3xx, 1 warcinfo; 3 redirects that lead to none"
        in caplog.text
    )


def test_redirects_waiting_for_a_page_are_bounded() -> None:
    many = b"".join(moved(str(n), "/1", body=b"x" * 9_000) for n in range(100))
    (item,) = read(many + plain(page(1)), limit_bytes=50_000)
    assert way(item) == [*map(str, range(95, 100)), "1"]
    (item,) = read(moved("a", "/1", body=b"x" * 60_000) + plain(page(1)), limit_bytes=50_000)
    assert way(item) == ["1"]


def test_a_page_before_damage_is_given_with_its_redirects() -> None:
    held, damaged = read(moved("a", "/1") + plain(page(1)) + b"nonsense")
    assert way(held) == ["a", "1"]
    assert isinstance(damaged, Rejected)
