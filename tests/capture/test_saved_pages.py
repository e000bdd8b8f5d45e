"""Saved pages: what lies in the folder beside a page is kept with it and is no item."""

import os
from pathlib import Path

import pytest

from stemmata.capture import gather, saved_pages
from stemmata.model import Captured

PAGE = b"<!DOCTYPE html><html><body><p>Words.</p></body></html>"


def save(root: Path, folder: str, page: str = "Talks fail.html", html: bytes = PAGE) -> None:
    (root / page).write_bytes(html)
    (root / folder).mkdir()
    (root / folder / "a.css").write_bytes(b"p {}")
    (root / folder / "frame.html").write_bytes(PAGE)


def read(root: Path, limit_bytes: int = 10_000) -> list[Captured]:
    items = list(gather([str(root)], limit_bytes=limit_bytes))
    return [item for item in items if isinstance(item, Captured)]


def names(item: Captured) -> list[str]:
    return [os.path.basename(asset.path) for asset in item.assets]


@pytest.mark.parametrize(
    "folder", ["Talks fail_files", "Talks fail-Dateien", "Talks fail_fichiers", "Talks fail_файлы"]
)
def test_a_folder_named_after_the_page_is_kept_with_it(tmp_path: Path, folder: str) -> None:
    save(tmp_path, folder)
    (item,) = read(tmp_path)
    assert item.payload == PAGE
    assert names(item) == ["a.css", "frame.html"]
    assert item.assets[0].capture.media_type == "text/css"
    (alone,) = gather([str(tmp_path / "Talks fail.html")])
    assert alone == item


def test_a_folder_that_the_page_takes_pictures_from_is_kept_with_it(tmp_path: Path) -> None:
    html = PAGE.replace(b"<p>", b'<img src="./Talks%20fail_tiedot/a.png"><p>')
    save(tmp_path, "Talks fail_tiedot", html=html)
    (item,) = read(tmp_path)
    assert names(item) == ["a.css", "frame.html"]


def test_all_folders_of_a_page_are_kept_with_it_whatever_the_case_of_its_suffix(
    tmp_path: Path,
) -> None:
    save(tmp_path, "Talks fail-Dateien", page="Talks fail.HTM")
    save(tmp_path, "Talks fail_files", page="Talks fail.HTM")
    (item,) = read(tmp_path)
    assert names(item) == ["a.css", "frame.html"] * 2


def test_a_folder_that_a_page_only_links_to_is_walked(tmp_path: Path) -> None:
    html = PAGE.replace(b"<p>", b'<a href="news-archive/frame.html">more</a><p>')
    save(tmp_path, "news-archive", page="news.html", html=html)
    assert len(read(tmp_path)) == 2


def test_a_folder_without_its_page_is_walked(tmp_path: Path) -> None:
    save(tmp_path, "Other_files")
    assert [os.path.basename(item.path) for item in read(tmp_path)] == [
        "frame.html",
        "Talks fail.html",
    ]


def test_links_among_the_assets_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "case").mkdir()
    save(tmp_path / "case", "Talks fail_files")
    (tmp_path / "case" / "Talks fail_files" / "b.css").symlink_to(tmp_path / "secret")
    (item,) = read(tmp_path / "case")
    assert names(item) == ["a.css", "frame.html"]


def test_assets_are_bounded_in_number_and_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    save(tmp_path, "Talks fail_files")
    (tmp_path / "Talks fail_files" / "b.png").write_bytes(b"x" * 9_999)
    (tmp_path / "Talks fail_files" / "c.png").write_bytes(b"x")
    with caplog.at_level("INFO", "stemmata.capture"):
        (item,) = read(tmp_path)
    assert names(item) == ["a.css", "c.png", "frame.html"]
    assert "left out 1 files" in caplog.text
    monkeypatch.setattr(saved_pages, "MOST_ASSETS", 2)
    (item,) = read(tmp_path)
    assert names(item) == ["a.css", "c.png"]


def test_a_page_cannot_name_a_folder_outside_its_own(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "key.txt").write_text("secret")
    pages = tmp_path / "pages"
    (pages / "bridge_files").mkdir(parents=True)
    (pages / "bridge_files" / "own.png").write_bytes(b"\x89PNG")
    hostile = '<p>Bridge.</p><img src="bridge_files%2F..%2F..%2Fprivate/key.txt">'
    (pages / "bridge.html").write_text(hostile)
    found = saved_pages.assets_of(str(pages / "bridge.html"), hostile.encode(), 1_000)
    assert [os.path.basename(asset.path) for asset in found] == ["own.png"]
