"""Hostile and damaged input: bounded memory, a clear reject, and the rest is read."""

import gzip
import io
import json
import os
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.capture import gather, warc
from stemmata.capture.payload import capture_item, read_whole
from stemmata.errors import InputError
from stemmata.model import Captured, Rejected

PAGE = b"<!DOCTYPE html><html><body><p>The talks failed.</p></body></html>"
LIMIT = 100_000


@contextmanager
def memory_below(megabytes: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * 1_000_000


def record(number: int, length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    return (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/%d\r\n"
        b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (number, len(http) if length is None else length, http)


def reason_of(item: Captured | Rejected) -> str:
    assert isinstance(item, Rejected)
    return item.reason


class Records(io.RawIOBase):
    """A WARC file of so many records, made while it is read."""

    def __init__(self, count: int) -> None:
        self.left, self.ready = count, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        if not self.ready and self.left:
            batch = min(self.left, 500)
            self.ready = b"".join(record(self.left - number) for number in range(batch))
            self.left -= batch
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size


def test_a_hundred_thousand_tiny_records_are_streamed() -> None:
    with memory_below(3):
        items = warc.pages(io.BufferedReader(Records(2_000)), "tiny.warc", LIMIT)
        assert sum(isinstance(item, Captured) for item in items) == 2_000
    stream = Records(100_000)
    items = warc.pages(io.BufferedReader(stream), "tiny.warc", LIMIT)
    assert isinstance(next(items), Captured)
    assert stream.left >= 99_000  # read no further than needed


def test_an_archive_that_claims_ten_terabytes_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(1) + record(2, 10**13))
    with memory_below(3):
        page, claimed = gather([str(tmp_path / "a.warc")])
    assert isinstance(page, Captured)
    assert "10,000,000,000,000 bytes" in reason_of(claimed)


@pytest.mark.parametrize("start", [b"", record(1)])
def test_a_gzip_bomb_called_an_archive_is_rejected(tmp_path: Path, start: bytes) -> None:
    with open(tmp_path / "bomb.warc.gz", "wb") as file:
        deflate = zlib.compressobj(9, wbits=31)
        file.write(deflate.compress(start))
        file.writelines(deflate.compress(b" " * 1_000_000) for _ in range(30))
        file.write(deflate.flush())
    with memory_below(3):
        *_, last = gather([str(tmp_path / "bomb.warc.gz")], limit_bytes=LIMIT)
    assert "expected a WARC record" in reason_of(last)


def test_a_page_in_an_archive_that_is_a_gzip_bomb_is_rejected(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 20_000_000)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + bomb
    head = record(1, len(http)).partition(b"HTTP/1.1")[0]
    (tmp_path / "a.warc").write_bytes(head + http + b"\r\n\r\n" + record(2))
    with memory_below(3):
        swollen, page = gather([str(tmp_path / "a.warc")], limit_bytes=LIMIT)
    assert "at most 100,000" in reason_of(swollen)
    assert isinstance(page, Captured)


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.rss", "a.txt"])
def test_a_huge_file_is_rejected_without_being_read(tmp_path: Path, name: str) -> None:
    with open(tmp_path / name, "wb") as file:
        file.truncate(10**12)  # sparse: takes no room
    with memory_below(3):
        (item,) = gather([str(tmp_path / name)])
    assert "1,000,000,000,000 bytes" in reason_of(item)


@pytest.mark.parametrize("name", ["a.jsonl", "a.urls"])
def test_a_line_without_end_is_rejected(tmp_path: Path, name: str) -> None:
    with open(tmp_path / name, "wb") as file:
        file.truncate(50_000_000)
    with memory_below(3):
        (item,) = gather([str(tmp_path / name)], limit_bytes=LIMIT)
    assert "at most 100,000" in reason_of(item)


ODD_NAMES = [
    b"new\nline.html", b"tab\there.txt", b"bad\xff\xfebytes.html", b"right\xe2\x80\xaeto-left.html",
    b"'quote\".html", b"a#b?c%41.html", b" .html", b"-.html", b"esc\x1b[31m.txt", b"\xf0\x9f\x98\x80.html",
    b"\xff.pdf", b"https:.html", b"*[x].html",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_of_any_name_is_read_and_its_name_can_be_written(
    tmp_path: Path, name: bytes
) -> None:
    file = os.path.join(os.fsencode(tmp_path), name)
    with open(file, "wb") as stream:
        stream.write(PAGE)
    for path in (os.fsdecode(file), str(tmp_path)):
        (item,) = gather([path])
        assert isinstance(item, Rejected if name.endswith(b".pdf") else Captured)
        shown = item.path if isinstance(item, Captured) else item.item
        assert json.loads(json.dumps(shown)) == shown
        assert shown.encode()  # no lone surrogates


def test_names_that_json_rows_break_can_be_written_as_well(tmp_path: Path) -> None:
    row = b'{"id": "\\ud800", "url": "https://x.example/\\udfff", "text": "words"}\n'
    (tmp_path / "a.jsonl").write_bytes(row + row)
    first, again = gather([str(tmp_path / "a.jsonl")])
    assert isinstance(first, Captured)
    for text in (first.path, first.sighting.item, first.sighting.url, reason_of(again)):
        assert text
        assert text.encode()


def test_a_link_that_leads_outside_is_named_without_breaking_the_output(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    target = os.path.join(os.fsencode(tmp_path), b"\xff.txt")
    os.symlink(target, os.path.join(os.fsencode(tmp_path), b"case/\xfe.txt"))
    (item,) = gather([str(tmp_path / "case")])
    assert "leads outside the folder" in reason_of(item)
    assert item.reason.encode()  # type: ignore[union-attr]


def test_a_file_that_vanishes_is_rejected_and_the_next_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("words")
    items = gather([str(tmp_path)])
    assert isinstance(next(items), Captured)
    (tmp_path / "b.txt").unlink()  # the folder has been listed already
    gone, last = items
    assert "does not exist" in reason_of(gone)
    assert isinstance(last, Captured)


def test_a_folder_that_vanishes_is_rejected_and_the_next_read(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/1.txt", "c.txt"):
        (tmp_path / name).write_text("words")
    items = gather([str(tmp_path)])
    next(items)
    (tmp_path / "b" / "1.txt").unlink()
    (tmp_path / "b").rmdir()
    gone, last = items
    assert "does not exist" in reason_of(gone)
    assert isinstance(last, Captured)


def test_a_file_that_shrinks_while_being_read_is_rejected(tmp_path: Path) -> None:
    class Shrinking(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            os.truncate(tmp_path / "a.html", 10)
            return super().read(size) or b""

    (tmp_path / "a.html").write_bytes(PAGE)
    with (
        Shrinking(tmp_path / "a.html") as stream,
        pytest.raises(InputError, match=f"ended after 10 of {len(PAGE)} bytes"),
    ):
        read_whole(stream, LIMIT)


@pytest.mark.parametrize("grown", [len(PAGE) + 500, LIMIT + 1])
def test_a_file_that_grows_while_being_read_is_read_whole_up_to_the_limit(
    tmp_path: Path, grown: int
) -> None:
    class Growing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            os.truncate(tmp_path / "a.html", grown)
            return super().read(size) or b""

    (tmp_path / "a.html").write_bytes(PAGE)
    with Growing(tmp_path / "a.html") as stream:
        if grown <= LIMIT:
            assert len(read_whole(stream, LIMIT)) == grown
        else:
            with pytest.raises(InputError, match="at most 100,000"):
                read_whole(stream, LIMIT)


def test_an_archive_that_shrinks_while_being_read_gives_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(record(number) for number in range(2_000)))
    items = gather([str(tmp_path / "a.warc")])
    assert isinstance(next(items), Captured)
    os.truncate(tmp_path / "a.warc", 200_100)
    *pages, last = items
    assert len(pages) > 300
    assert "at byte" in reason_of(last)


@pytest.mark.parametrize("name", ["a.mhtml", "a.rss", "a.urls", "a.url"])
@settings(max_examples=30)
@given(payload=st.binary(max_size=400))
def test_no_bytes_crash_a_reader(
    tmp_path_factory: pytest.TempPathFactory, name: str, payload: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(payload)
    assert list(gather([str(path)]))


def test_an_item_is_checked_before_it_is_captured() -> None:
    assert isinstance(capture_item(b"\0" * 100, "x", "text/html"), Rejected)
