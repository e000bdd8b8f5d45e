"""Offsets in other units are those of the encoded text."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.export.units import Units
from stemmata.model import Span

TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)


@given(TEXTS, st.data())
def test_spans_are_where_the_encoded_words_are(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    units = Units(text)
    (in_utf16,) = units.utf16([Span(start, end)])
    (in_utf8,) = units.utf8([Span(start, end)])
    utf16, utf8 = (text.encode(name, "surrogatepass") for name in ("utf-16-le", "utf-8"))
    assert utf16[2 * in_utf16.start : 2 * in_utf16.end] == words.encode(
        "utf-16-le", "surrogatepass"
    )
    assert utf8[in_utf8.start : in_utf8.end] == words.encode("utf-8", "surrogatepass")


def test_a_sign_beyond_the_basic_plane_counts_two_units_and_four_bytes() -> None:
    units = Units("é😀x")
    assert units.utf16([Span(1, 2), Span(2, 3)]) == ((1, 3), (3, 4))
    assert units.utf8([Span(1, 2), Span(2, 3)]) == ((2, 6), (6, 7))
