"""Pieces cover the text and keep what an uncased vocabulary loses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from stemmata.encoder.pieces import GAPS, SHAPES, cut
from stemmata.encoder.weights import find_weights

TOKENIZER = Tokenizer.from_str(find_weights().tokenizer)


@pytest.fixture
def tokenizer() -> Tokenizer:
    return TOKENIZER


def shapes(text: str, tokenizer: Tokenizer) -> list[str]:
    return [SHAPES[s] for s in cut(text, tokenizer).shapes]


@given(st.text(st.characters(exclude_categories=())))
def test_pieces_lie_in_any_text_in_order(text: str) -> None:
    pieces = cut(text, TOKENIZER)
    assert all(0 <= s <= e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)


def test_offsets_count_code_points(tokenizer: Tokenizer) -> None:
    text = "𝐀 café 🙂 said"
    pieces = cut(text, tokenizer)
    assert text[pieces.starts[-1] : pieces.ends[-1]] == "said"


def test_shapes_are_those_of_the_whole_word(tokenizer: Tokenizer) -> None:
    assert shapes("the Tamrick THF 27 McOld ,", tokenizer)[0] == "lower"
    assert set(shapes("Tamrickvale", tokenizer)) == {"title"}
    assert set(shapes("TAMRICKVALE", tokenizer)) == {"upper"}
    assert shapes("27", tokenizer) == ["digit"]
    assert shapes(",", tokenizer) == ["other"]


def test_gaps_tell_lines_from_paragraphs(tokenizer: Tokenizer) -> None:
    layouts = cut("one two\nthree\n\nfour,", tokenizer).layouts
    assert [GAPS[g] for g in layouts] == ["space", "space", "line", "paragraph", "none"]


def test_straight_and_curly_quotation_marks_open_and_close(tokenizer: Tokenizer) -> None:
    for text in ('he "did it" then', "he “did it” then"):
        inside = [layout >= len(GAPS) for layout in cut(text, tokenizer).layouts]
        assert inside == [False, True, True, True, True, False]


def test_an_open_quotation_ends_with_its_paragraph(tokenizer: Tokenizer) -> None:
    layouts = cut("“did it\n\nthen", tokenizer).layouts
    assert layouts[-1] < len(GAPS)


def test_a_lone_surrogate_is_read_as_a_replacement(tokenizer: Tokenizer) -> None:
    pieces = cut("a \ud800 said", tokenizer)
    assert (pieces.starts[-1], pieces.ends[-1]) == (4, 8)
