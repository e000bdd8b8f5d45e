"""The archive: what is written can be read back by others, and what was damaged is found."""

import gzip
import os
import random
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from stemmata.capture import gather
from stemmata.capture.archive import Archive, damages, payload_at
from stemmata.errors import InputError, StemmataError
from stemmata.model import Capture, Captured, Exchange, Given, Place, Sighting

PAGE = "<html><p>Der Damm hält.</p></html>".encode()
URL = "https://herald.example/1"


def now() -> str:
    return "2025-01-02T03:04:05+00:00"


def captured(payload: bytes = PAGE, **sighting: str) -> Captured:
    seen = Sighting("folder/ä page.html", **sighting)  # type: ignore[arg-type]
    return Captured(seen.path, Capture.of(payload, "text/html"), seen, payload)


def fetched() -> Captured:
    asked = b"GET /old HTTP/1.1\r\nHost: herald.example\r\n\r\n"
    moved = b"HTTP/1.1 301 Moved\r\nLocation: /1\r\nContent-Length: 70\r\n\r\n"
    came = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    shown, then = b"<p>It has moved.</p>", "2024-07-03T09:59:59Z"
    exchanges = (Exchange(f"{URL}/old", asked, moved, shown, then), Exchange(URL, asked, came))
    item = captured(url=URL, seen_utc="2024-07-03T10:00:00Z")
    style = replace(captured(b"p {}", url=f"{URL}.css"), capture=Capture.of(b"p {}", "text/css"))
    return replace(item, exchanges=exchanges, assets=(style,))


def fill(folder: Path, *items: Captured, roll_bytes: int = 10**9) -> tuple[list[Place], Archive]:
    with Archive(folder, end=None, now=now, roll_bytes=roll_bytes) as archive:
        places = [archive.append(item) for item in items]
        archive.sync()
    return places, archive


def records(folder: Path) -> list[tuple[str, str, dict[str, str], bytes]]:
    found = []
    for path in sorted(folder.iterdir()):
        with open(path, "rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                header = dict(record.rec_headers.headers)
                http = record.http_headers
                head = http.to_str() if http else ""
                found.append((record.rec_type, head, header, record.content_stream().read()))
    return found


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warcio's own check, as its command line runs it."""
    files = sorted(str(path) for path in folder.iterdir())
    assert Checker(SimpleNamespace(inputs=files, verbose=True)).process_all() == 0
    told = capsys.readouterr().out
    assert told.count("digest pass") == len(records(folder))
    assert "failed" not in told


def test_warcio_finds_nothing_wrong_with_an_archive_of_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places, _ = fill(tmp_path, captured(), fetched(), captured(b"x" * 90), roll_bytes=900)
    assert len({place.warc for place in places}) == 2
    check(tmp_path, capsys)


def test_each_file_begins_with_a_warcinfo_record_that_names_it(tmp_path: Path) -> None:
    fill(tmp_path, captured(), captured(b"<p>two</p>"), roll_bytes=1)
    first, _, second, _ = records(tmp_path)
    assert (first[0], first[2]["WARC-Filename"]) == ("warcinfo", "000001.warc.gz")
    assert (second[0], second[2]["WARC-Filename"]) == ("warcinfo", "000002.warc.gz")


def test_payloads_come_back_byte_for_byte(tmp_path: Path) -> None:
    items = [captured(), fetched(), captured(b"a\r\n\r\nb\r\n\r\n"), captured(b"")]
    places, _ = fill(tmp_path, *items)
    assert [payload_at(tmp_path, place) for place in places] == [item.payload for item in items]


def test_what_came_over_http_is_kept_with_requests_and_redirects(tmp_path: Path) -> None:
    fill(tmp_path, fetched())
    _, page, *rest = records(tmp_path)
    assert [kind for kind, *_ in rest] == ["request", "response", "request"]
    kind, http, header, payload = page
    assert (kind, payload) == ("response", PAGE)
    assert "X-Archive-Orig-Content-Encoding: gzip" in http
    assert "X-Archive-Orig-Transfer-Encoding: chunked" in http
    assert header["WARC-Date"] == "2024-07-03T10:00:00Z"
    assert {header["WARC-Target-URI"] for _, _, header, _ in rest} == {URL, f"{URL}/old"}
    assert {h["WARC-Concurrent-To"] for _, _, h, _ in rest} == {header["WARC-Record-ID"]}
    _, http, moved, body = rest[1]
    assert "Location: /1" in http
    assert moved["WARC-Date"] == "2024-07-03T09:59:59Z"
    assert body == b"<p>It has moved.</p>"


def test_a_page_that_we_made_is_a_conversion_of_what_it_was_made_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = Capture.of(b"<rss/>", "application/rss+xml")
    entry = replace(captured(url=URL), made_from=feed.payload_digest)
    (place,), _ = fill(tmp_path / "a", entry)
    check(tmp_path / "a", capsys)
    kind, _, header, payload = records(tmp_path / "a")[1]
    assert (kind, payload) == ("conversion", PAGE)
    assert header["Stemmata-Made-From"] == f"sha256:{feed.payload_digest}"
    assert payload_at(tmp_path / "a", place) == PAGE
    (again,) = gather([str(tmp_path / "a")])
    assert isinstance(again, Captured)
    assert again.made_from == feed.payload_digest


def test_an_archived_page_is_captured_again_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path / "a", fetched())
    (again,) = gather([str(tmp_path / "a")])
    assert isinstance(again, Captured)
    assert (again.capture, again.sighting.url) == (fetched().capture, URL)
    assert again.sighting.seen_utc == "2024-07-03T10:00:00Z"
    assert again.given.charset == "utf-8"
    old, _ = again.exchanges
    assert (old.url, old.body) == (f"{URL}/old", b"<p>It has moved.</p>")
    fill(tmp_path / "b", again)
    assert records(tmp_path / "b")[1][1] == records(tmp_path / "a")[1][1]


def test_a_file_without_address_is_named_without_its_folder(tmp_path: Path) -> None:
    row = Sighting("/secret/feed one.jsonl", item="7\n")
    item = Captured("x", Capture.of(PAGE, "text/html"), row, PAGE, Given(charset="utf-8"))
    fill(tmp_path, item)
    header = records(tmp_path)[1][2]
    assert header["WARC-Target-URI"].startswith("urn:stemmata:")
    assert header["WARC-Target-URI"].endswith(":feed%20one.jsonl%237%0A")
    assert header["Content-Type"] == "text/html; charset=utf-8"
    assert header["WARC-Date"] == "2025-01-02T03:04:05Z"


@pytest.mark.parametrize(
    "item",
    [
        captured(url="https://x.example/a b\r\nWARC-Type: request\ud800", seen_utc="now\r\nX: y"),
        captured(url="javascript:alert(1)"),
        replace(captured(), given=Given(charset="utf-8\r\nX: y")),
        replace(captured(), exchanges=(Exchange("dns:x", b"", b"HTTP/1.0 200\n\nX: y\r\n"),)),
        replace(captured(), exchanges=(Exchange(URL, b"nonsense", b"HTTP/1.0 200\n\nX: y\n"),)),
    ],
)
def test_odd_addresses_dates_and_heads_do_not_break_the_archive(
    tmp_path: Path, item: Captured, capsys: pytest.CaptureFixture[str]
) -> None:
    (place,), archive = fill(tmp_path, item)
    check(tmp_path, capsys)
    assert payload_at(tmp_path, place) == PAGE
    assert list(damages(tmp_path, archive.end)) == []


def test_an_interrupted_run_that_goes_on_gives_the_archive_of_a_whole_one(tmp_path: Path) -> None:
    items = [captured(b"<p>%d</p>" % number) for number in range(6)]
    fill(tmp_path / "whole", *items, roll_bytes=1500)
    for stop in range(6):
        folder = tmp_path / f"stopped after {stop}"
        with Archive(folder, end=None, now=now, roll_bytes=1500) as archive:
            for item in items[:stop]:
                archive.append(item)
            end = archive.end
            archive.append(items[0])  # never committed
            archive.append(items[1])
        newest = max(folder.iterdir())
        newest.write_bytes(newest.read_bytes()[:-3])  # killed while writing
        with Archive(folder, end=end, now=now, roll_bytes=1500) as archive:
            for item in items[stop:]:
                archive.append(item)
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
            p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir()
        }


def test_only_the_archives_own_files_are_cut(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "news.warc.gz").write_text("mine")
    fill(tmp_path, captured())
    with Archive(tmp_path, end=None, now=now):
        assert sorted(os.listdir(tmp_path)) == ["news.warc.gz", "notes.txt"]


def test_an_archive_that_lost_committed_bytes_is_not_written_to(tmp_path: Path) -> None:
    _, archive = fill(tmp_path, captured())
    (tmp_path / "000001.warc.gz").write_bytes(b"short")
    with pytest.raises(InputError, match=r"5 bytes, but .* were committed"):
        Archive(tmp_path, end=archive.end, now=now)


def test_what_is_missing_cut_or_changed_is_said_with_what_to_do(tmp_path: Path) -> None:
    (place,), _ = fill(tmp_path, captured())
    file = tmp_path / place.warc
    whole = file.read_bytes()
    for damaged, what in (
        (whole[:-5], "cut short"),
        (whole[:-5] + b"\0" + whole[-4:], "was changed"),
    ):
        file.write_bytes(damaged)
        with pytest.raises(InputError, match=what) as error:
            payload_at(tmp_path, place)
        assert "restore the case from a copy" in str(error.value)
    file.unlink()
    with pytest.raises(InputError, match="missing"):
        payload_at(tmp_path, place)
    for wrong in (replace(place, warc="../../etc/passwd"), replace(place, offset=-1)):
        with pytest.raises(InputError, match="is no place"):
            payload_at(tmp_path, wrong)


def test_a_flipped_byte_anywhere_is_found_or_changes_nothing(tmp_path: Path) -> None:
    _, archive = fill(tmp_path, fetched(), captured(), fetched(), roll_bytes=2000)
    assert list(damages(tmp_path, archive.end)) == []
    chance = random.Random(7)
    files = sorted(tmp_path.iterdir())
    harmless = 0
    for _ in range(200):
        file = chance.choice(files)
        whole = file.read_bytes()
        at = chance.randrange(len(whole))
        file.write_bytes(
            whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :]
        )
        found = list(damages(tmp_path, archive.end))
        if found:
            assert found[0].startswith(file.name)
        else:  # the bits that fill up compressed data to whole bytes say nothing
            assert gzip.decompress(file.read_bytes()) == gzip.decompress(whole)
            harmless += 1
        file.write_bytes(whole)
    assert harmless < 10


def test_records_looked_at_elsewhere_are_passed_over_and_no_others(tmp_path: Path) -> None:
    places, archive = fill(tmp_path, fetched(), captured())
    file = tmp_path / "000001.warc.gz"
    whole = file.read_bytes()
    for at, seen in ((places[0].offset + 90, False), (places[1].offset - 40, True)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert bool(list(damages(tmp_path, archive.end, apart_from=places))) is seen
    file.write_bytes(whole)
    wrong = [replace(places[0], length=places[0].length - 1)]
    (message,) = damages(tmp_path, archive.end, apart_from=wrong)
    assert "no whole record" in message


def test_a_full_file_that_lost_its_last_record_is_found(tmp_path: Path) -> None:
    places, archive = fill(tmp_path, fetched(), captured(), roll_bytes=1)
    file = tmp_path / places[0].warc
    file.write_bytes(file.read_bytes()[: places[0].offset + places[0].length])  # a whole record
    (message,) = damages(tmp_path, archive.end)
    assert "000001.warc.gz" in message
    assert "cut short" in message


def test_a_tail_that_was_never_committed_is_no_damage(tmp_path: Path) -> None:
    with Archive(tmp_path, end=None, now=now) as archive:
        archive.append(captured())
        end = archive.end
        archive.append(captured(b"later"))
    assert list(damages(tmp_path, end)) == []
    (tmp_path / "000001.warc.gz").unlink()
    (message,) = damages(tmp_path, end)
    assert "is missing" in message


@pytest.fixture
def little_room() -> Iterator[None]:
    """No file may grow beyond 3,000 bytes: to a program, the same as a disk that is full."""
    signal = pytest.importorskip("signal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, old)


def test_a_full_disk_is_said_and_what_was_committed_stays(
    tmp_path: Path, little_room: None
) -> None:
    archive = Archive(tmp_path, end=None, now=now)
    place = archive.append(captured())
    end = archive.end
    noise = random.Random(1).randbytes(10_000)
    with pytest.raises(StemmataError, match=r"cannot be written to .* what was committed is safe"):
        archive.append(captured(noise))
    with pytest.raises(StemmataError, match="closed"):
        archive.append(captured())
    assert archive.end == end
    with Archive(tmp_path, end=end, now=now) as again:
        second = again.append(captured(b"<p>small</p>"))
    assert payload_at(tmp_path, place) == PAGE
    assert payload_at(tmp_path, second) == b"<p>small</p>"


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(StemmataError, match="cannot be written to"):
        Archive(tmp_path / "archive", end=None, now=now)
