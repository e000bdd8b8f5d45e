"""Files and folders: what is captured, and what is rejected with a reason that helps."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stemmata.capture import LIMIT_BYTES, gather
from stemmata.ids import digest_of
from stemmata.model import Captured, Rejected

PAGE = b"<!DOCTYPE html><html><body><h1>Dam talks fail</h1><p>Words.</p></body></html>"


def one(path: Path | str, limit_bytes: int = LIMIT_BYTES) -> Captured | Rejected:
    (item,) = gather([str(path)], limit_bytes=limit_bytes)
    return item


def reason_of(item: Captured | Rejected) -> str:
    assert isinstance(item, Rejected)
    assert item.stage == "capture"
    return item.reason


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.xhtml", "text/html"),
    ],
)
def test_a_file_is_captured_byte_for_byte_by_its_suffix(
    tmp_path: Path, name: str, media_type: str
) -> None:
    (tmp_path / name).write_bytes(PAGE)
    item = one(tmp_path / name)
    assert isinstance(item, Captured)
    assert item.payload == PAGE
    assert item.path == item.sighting.path == str(tmp_path / name)
    assert (item.capture.media_type, item.capture.payload_digest) == (media_type, digest_of(PAGE))


def test_items_come_in_input_order_and_a_bad_one_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("words")
    paths = [str(tmp_path / name) for name in ("b.txt", "missing.txt", "a.txt")]
    items = list(gather(paths))
    assert [type(item) for item in items] == [Captured, Rejected, Captured]
    assert [item.path for item in items if isinstance(item, Captured)] == [paths[0], paths[2]]


def test_a_missing_file_is_rejected_by_name(tmp_path: Path) -> None:
    item = one(tmp_path / "missing.html")
    assert "does not exist" in reason_of(item)
    assert isinstance(item, Rejected)
    assert item.item == str(tmp_path / "missing.html")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_an_empty_file_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert "0 bytes" in reason_of(one(tmp_path / name))


@pytest.mark.parametrize("name", ["a.pdf", "a.PNG", "a.docx", "chat.zip", "result.json", "a.mp4"])
def test_formats_of_later_issues_are_said_to_be_not_read_yet(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    reason = reason_of(one(tmp_path / name))
    assert "not read yet" in reason
    assert ".html" in reason


@pytest.mark.parametrize("name", ["a.xyz", "README"])
def test_an_unknown_suffix_is_rejected_with_the_known_ones(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("words")
    assert "expected one of .txt, .html" in reason_of(one(tmp_path / name))


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0" * 5000, "binary"),
    ],
)
def test_a_binary_called_html_is_rejected_with_what_it_looks_like(
    tmp_path: Path, payload: bytes, kind: str
) -> None:
    (tmp_path / "a.html").write_bytes(payload)
    assert kind in reason_of(one(tmp_path / "a.html"))


def test_utf16_text_is_not_taken_for_binary(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_bytes("<html><p>Words</p>".encode("utf-16"))
        assert isinstance(one(tmp_path / name), Captured)


def test_text_with_nul_characters_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\0b\0c\0")
    assert isinstance(one(tmp_path / "a.txt"), Captured)


def test_a_page_over_the_limit_is_rejected_with_size_and_limit(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE + b" " * 900)
    reason = reason_of(one(tmp_path / "a.html", limit_bytes=500))
    assert f"{len(PAGE) + 900:,} bytes" in reason
    assert "at most 500" in reason


def test_fifty_megabytes_are_too_much_without_being_read(tmp_path: Path) -> None:
    with open(tmp_path / "a.html", "wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room
    reason = reason_of(one(tmp_path / "a.html"))
    assert "50,000,000 bytes" in reason
    assert f"{LIMIT_BYTES:,}" in reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read" in reason_of(one(tmp_path / "a.txt"))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "neither a file nor a folder" in reason_of(one(tmp_path / "a.txt"))


def test_an_address_is_not_fetched() -> None:
    assert "nothing is fetched" in reason_of(one("https://herald.example/1.html"))


def test_a_text_of_nothing_but_addresses_is_a_list_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        b"\xef\xbb\xbf# to be read\r\nhttps://herald.example/1\r\n\r\nHTTP://herald.example/2\r\n"
    )
    items = list(gather([str(tmp_path / "a.txt")]))
    assert [item.item for item in items if isinstance(item, Rejected)] == [
        "https://herald.example/1",
        "HTTP://herald.example/2",
    ]
    assert all("--fetch" in reason_of(item) for item in items)


@pytest.mark.parametrize(
    "text",
    ["# only a comment\n", "See https://herald.example/1\n", "https://herald.example/1 fell\n"],
)
def test_a_text_with_other_words_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(f"https://herald.example/0\n{text}" if "fell" in text else text)
    assert isinstance(one(tmp_path / "a.txt"), Captured)


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.html", ".git/x.txt", ".hidden.txt", "b/.y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    items = list(gather([str(tmp_path)]))
    names = [os.path.relpath(item.path, tmp_path) for item in items if isinstance(item, Captured)]
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "c.html"]
    assert len(items) == len(names)


def test_unknown_files_in_a_folder_are_rejected_and_the_others_read(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}")
    (tmp_path / "b.txt").write_text("words")
    rejected, captured = gather([str(tmp_path)])
    assert "unknown suffix .css" in reason_of(rejected)
    assert isinstance(captured, Captured)


@pytest.mark.parametrize(
    "fill", [lambda folder: None, lambda folder: (folder / ".hidden").write_text("x")]
)
def test_a_folder_without_any_file_is_rejected(
    tmp_path: Path, fill: Callable[[Path], object]
) -> None:
    fill(tmp_path)
    assert "without any file" in reason_of(one(tmp_path))


def test_links_that_lead_outside_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_text("secret")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "file.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (tmp_path / "case" / "folder").symlink_to(tmp_path / "secret")
    items = list(gather([str(tmp_path / "case")]))
    assert len(items) == 2
    assert all("leads outside the folder" in reason_of(item) for item in items)


def test_links_within_a_folder_are_followed_but_never_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    items = list(gather([str(tmp_path)]))
    assert [type(item) for item in items] == [Captured, Captured, Rejected]
    assert "does not exist" in reason_of(items[2])


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    items = gather([str(tmp_path / "a.txt"), str(tmp_path / "later.txt")])
    assert isinstance(next(items), Captured)
    (tmp_path / "later.txt").write_text("words")
    assert isinstance(next(items), Captured)
