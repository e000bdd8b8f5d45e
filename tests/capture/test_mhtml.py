"""MHTML: the page is the payload in its own charset, the rest belongs to it."""

import base64
import quopri
from collections.abc import Callable
from pathlib import Path

import pytest

from stemmata.capture import gather
from stemmata.model import Captured, Rejected

PAGE = '<html><head><meta charset="windows-1252"></head><p>Übung – a = b</p></html>'.encode(
    "cp1252"
)
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
}
PICTURE = b"\x89PNG\r\n\x1a\n\0\0"


def mhtml(*parts: tuple[str, str, bytes], start: str = "") -> bytes:
    """Parts of (headers, encoding, body) as browsers write them."""
    text = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/\r\n"
        " a-long-address\r\nSubject: Talks\r\nDate: Wed, 3 Jul 2024 12:00:00 +0200\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; {start}boundary="--B"\r\n\r\n'
    ).encode()
    for headers, encoding, body in parts:
        coded = CODINGS[encoding](body)
        text += f"----B\r\n{headers}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        text += coded + b"\r\n"
    return text + b"----B--\r\n"


HTML = "Content-Type: text/html; charset=windows-1252\r\nContent-ID: <p@x>"
PNG = "Content-Type: image/png\r\nContent-Location: https://herald.example/1.png"


def one(tmp_path: Path, payload: bytes, name: str = "a.mhtml") -> Captured | Rejected:
    (tmp_path / name).write_bytes(payload)
    (item,) = gather([str(tmp_path / name)])
    return item


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.MHT"])
def test_the_page_and_its_pictures_are_taken_apart(
    tmp_path: Path, encoding: str, name: str
) -> None:
    item = one(tmp_path, mhtml((HTML, encoding, PAGE), (PNG, "base64", PICTURE)), name)
    assert isinstance(item, Captured)
    assert item.payload == PAGE
    assert (item.capture.media_type, item.given.charset) == ("text/html", "windows-1252")
    assert item.sighting.url == "https://herald.example/a-long-address"
    assert item.sighting.seen_utc == "2024-07-03T10:00:00Z"
    (picture,) = item.assets
    assert (picture.payload, picture.capture.media_type) == (PICTURE, "image/png")
    assert picture.sighting.url == "https://herald.example/1.png"


def test_the_page_that_the_file_names_as_its_start_is_the_page(tmp_path: Path) -> None:
    frame = ("Content-Type: text/html\r\nContent-ID: <frame@x>", "base64", b"<p>Frame</p>")
    item = one(tmp_path, mhtml(frame, (HTML, "base64", PAGE), start='start="<p@x>"; '))
    assert isinstance(item, Captured)
    assert item.payload == PAGE
    assert [asset.payload for asset in item.assets] == [b"<p>Frame</p>"]


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (b"", "holds no HTML page"),
        (mhtml((PNG, "base64", PICTURE)), "holds no HTML page"),
        (mhtml((HTML, "base64", b"")), "is empty"),
        (b"Content-Type: multipart/related; boundary=b\r\n\r\n" * 3000, "holds no HTML page"),
    ],
)
def test_what_holds_no_page_is_rejected(tmp_path: Path, payload: bytes, what: str) -> None:
    item = one(tmp_path, payload)
    assert isinstance(item, Rejected)
    assert what in item.reason


def test_parts_within_parts_without_end_are_rejected(tmp_path: Path) -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(2000)
    )
    item = one(tmp_path, nested)
    assert isinstance(item, Rejected)


def test_a_date_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    payload = mhtml((HTML, "base64", PAGE)).replace(b"Wed, 3 Jul 2024", b"Wed, 99 Jul 2024")
    item = one(tmp_path, payload)
    assert isinstance(item, Captured)
    assert item.sighting.seen_utc is None
