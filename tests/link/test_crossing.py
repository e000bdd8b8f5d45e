"""From a passage to its copies."""

from stemmata.link.crossing import Crossings
from stemmata.model import Change, Copy, Passage, Span


def test_a_passage_is_found_on_the_other_side_past_changes():
    # a: 0123456789 and b: 01xx3456789, where b has two code points for a's third.
    copy = Copy(
        Passage("one", Span(10, 20)),
        Passage("two", Span(50, 61)),
        (Change(Span(12, 13), Span(52, 54)),),
        0.9,
        "a",
    )
    crossings = Crossings([copy])
    (there,) = crossings.twins(Passage("one", Span(14, 18)))
    assert there.passage == Passage("two", Span(55, 59))
    assert there.is_original is False
    (back,) = crossings.twins(there.passage)
    assert back.passage == Passage("one", Span(14, 18))
    assert back.is_original is True


def test_a_passage_that_is_mostly_outside_has_no_copy():
    copy = Copy(Passage("one", Span(10, 20)), Passage("two", Span(50, 60)), (), 1.0)
    assert list(Crossings([copy]).twins(Passage("one", Span(16, 40)))) == []
    (twin,) = Crossings([copy]).twins(Passage("one", Span(14, 21)))
    assert twin.is_original is None


def test_what_two_articles_share_is_summed_up():
    copies = [
        Copy(Passage("one", Span(10, 20)), Passage("two", Span(50, 60)), (), 1.0),
        Copy(Passage("two", Span(70, 75)), Passage("one", Span(30, 35)), (), 1.0),
    ]
    assert Crossings(copies).shared("one") == {"two": 15}
    assert Crossings(copies).shared("three") == {}
