"""What changed between two versions of a page."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Change,
    Exhibit,
    Offsets,
    Place,
    Reading,
    Sighting,
    Span,
    Unread,
)
from stemmata.report.revision import revision

STATEMENT = re.compile(r"(?P<source>[A-Z]\w+) (?P<cue>said|denied) (?P<content>[^.]+)\.")


def exhibit(text: str) -> Exhibit:
    """A version of a page in which each "X said Y." is a row and the rest is unread."""
    capture = Capture.of(text.encode(), "text/html")
    article = Article(Article.id_for(capture.id, text, None), capture.id, text)
    rows = []
    for found in STATEMENT.finditer(text):
        source, cue, content = ((Span(*found.span(role)),) for role in ("source", "cue", "content"))
        id_ = Attribution.id_for(article.id, "source", source, cue, content)
        rows.append(Attribution(id_, "source", source, cue, content, "indirect"))
    rest = [Unread(Span(*found.span()), "other") for found in re.finditer(r"\S+", text)]
    reading = Reading("a.html", article, "w", "e", tuple(rows), unread=tuple(rest))
    return Exhibit(
        reading, capture, Place("1", 0, 1, "d"), (Sighting("a.html"),), Offsets("utf-8"), ""
    )


def applied(old: str, new: str, edits: tuple[Change, ...]) -> list[str]:
    """The words of the old text with each edit made."""
    words, at = [], 0
    for edit in edits:
        words += old[at : edit.a.start].split() + new[edit.b.start : edit.b.end].split()
        at = edit.a.end
    return words + old[at:].split()


def test_a_figure_that_changed_is_one_edit_and_one_reworded_row() -> None:
    found = revision(
        exhibit("Tarn said the flood killed twelve people in Orvel. The bridge is shut."),
        exhibit("Tarn said the flood killed nine people in Orvel. The bridge is shut."),
    )
    (edit,) = found.edits
    assert found.before.reading.article.quote([edit.a]) == ("twelve",)
    assert found.after.reading.article.quote([edit.b]) == ("nine",)
    assert [(p.before.voice, p.after.voice) for p in found.reworded] == [("source", "source")]
    assert found.dropped == found.new == ()


def test_a_statement_that_is_gone_is_dropped_and_another_is_new() -> None:
    found = revision(
        exhibit("Tarn said the dam held. Orla denied any knowledge of the shipment."),
        exhibit("Tarn said the dam held. Brev said nobody will be charged over this."),
    )
    quote = found.before.reading.article.quote
    assert [quote(row.source) for row in found.dropped] == [("Orla",)]
    assert [found.after.reading.article.quote(row.source) for row in found.new] == [("Brev",)]
    assert found.reworded == ()


def test_the_same_article_from_other_bytes_has_no_change() -> None:
    version = exhibit("Tarn said the dam held.")
    other = replace(version, capture=Capture.of(b"other", "text/html"))
    found = revision(version, other)
    assert (found.edits, found.dropped, found.new, found.reworded) == ((), (), (), ())


@given(
    st.lists(st.sampled_from("the dam held fell and Tarn 12".split())),
    st.lists(st.sampled_from("the dam held broke or Orla 9".split())),
)
def test_edits_turn_the_old_words_into_the_new(old: list[str], new: list[str]) -> None:
    found = revision(exhibit(" ".join(old)), exhibit(" ".join(new)))
    assert applied(" ".join(old), " ".join(new), found.edits) == new
