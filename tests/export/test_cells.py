"""No cell runs, and none holds what its file cannot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.export.cells import inert, printable

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)
XML_CHAR = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@pytest.mark.parametrize("begin", [*"=+-@\t\r\n＝＋－＠", " =", "\xa0-"])
def test_text_like_a_formula_gets_an_apostrophe(begin: str) -> None:
    assert inert(f"{begin}SUM(1)").startswith("'")
    assert inert(f"{begin}SUM(1)").endswith("SUM(1)")


def test_plain_words_stay_as_they_are() -> None:
    assert inert("Tarn said: 1 = 1 - 0") == "Tarn said: 1 = 1 - 0"


@given(TEXTS)
def test_every_text_fits_into_xml_and_keeps_its_length(text: str) -> None:
    shown = printable(text)
    assert XML_CHAR.fullmatch(shown)
    assert len(shown) == len(text)
    shown.encode("utf-8")


def test_control_characters_are_shown_not_dropped() -> None:
    assert printable("a\x00b\x1b\x7f\ud800\uffff") == "a␀b␛␡\ufffd\ufffd"
