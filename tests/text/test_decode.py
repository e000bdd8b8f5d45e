"""Charsets: a declaration is checked, never trusted."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import InputError
from stemmata.text.decode import Declared, declared_in_markup, decode

ENGLISH = "The café in Ostra – said to be “closed” – isn’t. "
POLISH = "Zażółć gęślą jaźń, powiedział minister w środę po południu w Warszawie. " * 4
RUSSIAN = "Министр сказал, что переговоры продолжатся во вторник. " * 4


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_is_read_whatever_is_declared(text: str) -> None:
    for declared in (None, "utf-8", "iso-8859-1", "windows-1252", "koi8-r", "no-such-charset"):
        assert decode(text.encode(), Declared(declared, "HTTP header"))[0] == text or (
            text.isascii()
        )


@pytest.mark.parametrize("charset", ["utf-16", "utf-32"])
def test_a_byte_order_mark_wins(charset: str) -> None:
    text, how, _ = decode(ENGLISH.encode(charset), Declared("utf-8", "HTTP header"))
    assert text == ENGLISH
    assert "byte order mark" in how.how


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "cp1252", "ISO-8859-1"),  # as browsers read it
        (POLISH, "iso8859-2", "iso-8859-2"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        ("日本の水。" * 5, "shift_jis", "Shift_JIS"),
        ("日本の水。" * 5, "iso2022_jp", "iso-2022-jp"),
    ],
)
def test_a_declaration_that_fits_is_believed(text: str, charset: str, declared: str) -> None:
    found, how, _ = decode(text.encode(charset), Declared(declared, "HTTP header"))
    assert found == text
    assert how.how == f"{declared} (HTTP header)"


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (ENGLISH, "utf-8", "iso-8859-1"),
        (ENGLISH, "cp1252", "utf-8"),
        (ENGLISH, "cp1252", "no-such-charset"),
        (ENGLISH, "cp1252", "hex"),
        (POLISH, "cp1250", "utf-8"),
        (POLISH, "cp1250", "iso-8859-1"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
    ],
)
def test_a_wrong_declaration_makes_no_mojibake_and_is_noted(
    text: str, charset: str, declared: str
) -> None:
    found, how, _ = decode(text.encode(charset), Declared(declared, "HTTP header"))
    assert found == text
    assert f"though the HTTP header says {declared}" in how.how


def test_declarations_are_tried_in_order() -> None:
    payload = ENGLISH.encode("cp1252")
    _, how, _ = decode(
        payload, Declared("utf-8", "HTTP header"), Declared("cp1252", "meta charset")
    )
    assert how.how.startswith("cp1252 (meta charset)")


def test_broken_places_are_marked_and_the_rest_is_kept() -> None:
    text, how, _ = decode("Überfälle in Übersee".encode().replace(b"s", b"\xff", 1) + b"\xc3")
    assert text == "Überfälle in Über\ufffdee\ufffd"
    assert "broken in 2 places" in how.how


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(InputError, match="no known charset"):
        decode(b"\x81\x8d\x00\x01\x90" * 40)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(payload: bytes) -> None:
    try:
        text, how, _ = decode(
            payload, Declared("utf-8", "HTTP header"), declared_in_markup(payload)
        )
    except InputError:
        return
    assert bool(text) == bool(payload) or "utf" in how.how  # of a mark alone nothing is left


@pytest.mark.parametrize(
    ("markup", "charset"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<meta charset="utf-16">', None),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_the_declaration_in_the_head_is_found(markup: bytes, charset: str | None) -> None:
    assert declared_in_markup(markup).charset == charset


def test_a_utf8_mark_stays_in_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + b"words")[0] == "\ufeffwords"
