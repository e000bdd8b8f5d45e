"""A dossier shows chosen passages in context, says what they rest on, and runs nothing."""

import io

import pytest

from stemmata.model import Capture, Exhibit, OffsetRun, Offsets, Place, Sighting
from stemmata.report import words
from stemmata.report.dossier import About, chapters, render
from stemmata.report.dossier_docx import write
from stemmata.report.page import part

NOW = "2031-05-04T08:00:00Z"
ABOUT = About("A <b>case</b>", "stemmata 0.0.0", NOW, "d" * 64)


@pytest.fixture
def exhibit(partisan):
    return Exhibit(
        partisan,
        Capture("cap:sample", "c" * 64, "text/html"),
        Place("000001.warc.gz", 100, 50, "e" * 64),
        (Sighting("who-pays.html", "javascript:alert(1)", NOW),),
        Offsets("utf-8", (OffsetRun(0, 400, 1000, 1400, 1),)),
        NOW,
    )


def test_passage_is_the_text_around_the_row_with_its_roles(exhibit):
    (chapter,) = chapters([exhibit])
    article = exhibit.reading.article
    for entry in chapter.entries:
        whole = "".join(piece.text for piece in entry.passage)
        assert whole.removeprefix("… ").removesuffix(" …") in article.text
        a = entry.row.attribution
        for role in ("source", "cue", "content"):
            marked = "".join(piece.text for piece in entry.passage if piece.role == role)
            assert marked.replace(" ", "") in "".join(article.quote(getattr(a, role))).replace(
                " ", ""
            )


def test_long_paragraph_is_cut_and_says_so(build, exhibit):
    b = build("x" * 900 + " The guard said it rained. " + "y" * 900)
    b.says("The guard", "said", "it rained")
    b.leave("x" * 900, "other")
    (chapter,) = chapters([Exhibit(b.build(), *_rest(exhibit))])
    first, *_, last = chapter.entries[0].passage
    assert (first.text, last.text) == ("… ", " …")


def _rest(exhibit):
    return (exhibit.capture, exhibit.place, exhibit.sightings, exhibit.offsets, exhibit.added_utc)


def test_only_articles_with_a_chosen_row_have_a_chapter(exhibit):
    chosen = exhibit.reading.attributions[1].id
    (chapter,) = chapters([exhibit], {chosen})
    assert [e.row.attribution.id for e in chapter.entries] == [chosen]
    assert chapter.rows_in_all == len(exhibit.reading.attributions)
    assert list(chapters([exhibit], {"att:of another"})) == []


def test_evidence_names_bytes_digests_and_the_archive(exhibit):
    (chapter,) = chapters([exhibit])
    assert ("SHA-256 of the captured bytes", "c" * 64) in chapter.evidence
    assert ("archive", "000001.warc.gz, bytes 100 to 150") in chapter.evidence
    start, end = exhibit.reading.attributions[0].content[0]
    place = dict(chapter.entries[0].place)
    assert place["bytes of the payload"] == f"{start + 1000} to {end + 1000}"


def test_page_runs_and_links_nothing_of_others(exhibit, accuracy, parse):
    page = render(chapters([exhibit]), ABOUT, accuracy)
    seen = parse(page)
    assert not {"script", "img", "b><case"} & {tag for tag, _ in seen.elements}
    assert all(link.startswith("#") for link in seen.values("href"))
    (policy,) = [c for c in seen.values("content") if "default-src" in c]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "A <b>case</b>" in "".join(seen.texts)
    assert all(sentence in "".join(seen.texts) for sentence in words.METHODS)


def test_methods_say_unaltered_and_never_authentic(exhibit, accuracy):
    page = render(chapters([exhibit]), ABOUT, accuracy)
    assert "unaltered since capture" in page
    assert "authentic" not in page


def test_style_holds_no_address():
    assert "url(" not in part("dossier.css")


def test_word_document_holds_the_same_words(exhibit):
    docx = pytest.importorskip("docx", reason="needs python-docx: pip install 'stemmata[docx]'")
    out = io.BytesIO()
    (chapter,) = chapters([exhibit])
    write([chapter], ABOUT, out)
    texts = [paragraph.text for paragraph in docx.Document(out).paragraphs]
    assert all(sentence in texts for sentence in words.METHODS)
    for entry in chapter.entries:
        assert "".join(piece.text for piece in entry.passage) in texts
