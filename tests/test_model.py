"""The nouns keep their promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Entity,
    Mention,
    Reading,
    Rejected,
    Span,
    Unread,
)

TEXT = "The moon is full, said Tarn."


def article(text: str = TEXT) -> Article:
    return Article(id=Article.id_for("cap:1", text, None), capture="cap:1", text=text)


def attribution(**changes: object) -> Attribution:
    fields: dict[str, object] = {
        "id": "att:1",
        "voice": "source",
        "source": (Span(23, 27),),
        "cue": (Span(18, 22),),
        "content": (Span(0, 16),),
        "manner": "indirect",
    }
    return Attribution(**(fields | changes))  # type: ignore[arg-type]


def reading(text: str = TEXT, **changes: object) -> Reading:
    fields: dict[str, object] = {
        "path": "a.txt",
        "article": article(text),
        "weights": "w",
        "extractor": "x",
        "attributions": (attribution(),),
        "unread": (Unread(Span(16, 17), "frame"), Unread(Span(27, 28), "frame")),
    }
    return Reading(**(fields | changes))  # type: ignore[arg-type]


def test_quoted_words_come_from_the_text() -> None:
    assert article().quote((Span(23, 27), Span(0, 3))) == ("Tarn", "The")


@given(st.text(), st.integers(-2, 12), st.integers(-2, 12))
def test_a_span_that_passes_the_check_slices_words_without_white_space_at_its_ends(
    text: str, start: int, end: int
) -> None:
    try:
        article(text).check((Span(start, end),), "any")
    except ValueError:
        return
    words = text[start:end]
    assert words and words == words.strip() and len(words) == end - start


@pytest.mark.parametrize(
    "spans",
    [
        (Span(3, 3),),
        (Span(5, 2),),
        (Span(-1, 2),),
        (Span(4, 8), Span(6, 9)),
        (Span(6, 9), Span(1, 3)),
        (Span(0, 99),),
        (Span(3, 8),),
    ],
)
def test_spans_that_lie_are_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match=r"piece|ends at|white space"):
        article().check(spans, "content")


@pytest.mark.parametrize(
    "changes",
    [
        {"content": ()},
        {"voice": "outlet"},
        {"voice": "outlet", "source": (), "cue": ()},
        {"manner": "outlet"},
        {"manner": "shouted"},
        {"attitude": "mood"},
        {"polarity": "maybe"},
        {"source_kind": "ghost"},
        {"score": 1.5},
        {"cue": (Span(4, 4),)},
    ],
)
def test_an_attribution_that_breaks_its_invariants_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        attribution(**changes)


def test_a_whole_reading_is_accepted() -> None:
    assert reading().article.quote(reading().attributions[0].source) == ("Tarn",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"unread": ()}, "unaccounted"),
        ({"attributions": (attribution(), attribution())}, "not unique"),
        ({"attributions": (attribution(within="att:9"),)}, "within"),
        ({"attributions": (attribution(source_entity="ent:9"),)}, "no entity"),
        ({"mentions": (Mention("men:1", Span(23, 27), "person", "ent:9"),)}, "no entity"),
        ({"mentions": (Mention("men:1", Span(23, 99), "person"),)}, "ends at"),
    ],
)
def test_a_reading_that_does_not_add_up_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        reading(**changes)  # type: ignore[arg-type]


def test_outlet_voice_and_unread_may_not_overlap() -> None:
    row = attribution(voice="outlet", manner="outlet", source=(), cue=(), content=(Span(0, 28),))
    with pytest.raises(ValueError, match="overlap"):
        reading(attributions=(row,))


def test_entities_resolve() -> None:
    entity = Entity("ent:1", "Tarn", "person")
    made = reading(
        entities=(entity,),
        attributions=(attribution(source_entity="ent:1"),),
        mentions=(Mention("men:1", Span(23, 27), "person", "ent:1"),),
    )
    assert made.entities == (entity,)


def test_the_same_bytes_are_the_same_capture_whatever_their_name() -> None:
    assert Capture.of(b"x", "text/plain") == Capture.of(b"x", "text/plain")
    assert Capture.of(b"x", "text/plain").id != Capture.of(b"x", "text/html").id


def test_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Rejected("a", "text", "b").item = "c"  # type: ignore[misc]
