"""Copied passages over the marks of a text."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import Span
from stemmata.report.marks import Paragraph, Piece
from stemmata.web.copied import with_copied

LINES = (
    Paragraph(
        (Piece("The sluice", ("said", "opens", "closes"), notes=(("unread", "x"),)),), "\n", True
    ),
    Paragraph((), "\n", False),
    Paragraph((Piece("was "), Piece("opened by hand", ("own",))), "", False),
)
TEXT = "The sluice\n\nwas opened by hand"


def test_a_mark_keeps_its_edges_and_notes_when_it_is_cut():
    first, last = next(with_copied(LINES, [Span(0, 3)])).pieces
    assert first == Piece("The", ("said", "opens", "copied"))
    assert last == Piece(" sluice", ("said", "closes"), notes=(("unread", "x"),))


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
            lambda pair: Span(min(pair), max(pair))
        )
    )
)
def test_the_text_stays_and_just_what_is_copied_is_marked(spans):
    marked: list[int] = []
    text = ""
    for paragraph in with_copied(LINES, spans):
        for piece in paragraph.pieces:
            marked += (
                range(len(text), len(text) + len(piece.text)) if "copied" in piece.classes else ()
            )
            text += piece.text
        text += paragraph.ending
    assert text == TEXT
    inside = {at for span in spans for at in range(*span)}
    assert set(marked) == {at for at in inside if TEXT[at] != "\n"}


def test_copied_words_are_marked_on_the_page_and_can_be_switched_off(client, by_outlet):
    page = client.get(f"/articles/{by_outlet['The Ferryman'].reading.article.id}").text
    assert " copied" in page
    assert "switch-copied" in page
    other = client.get(f"/articles/{by_outlet['Osk Wire'].reading.article.id}").text
    assert "switch-copied" not in other
