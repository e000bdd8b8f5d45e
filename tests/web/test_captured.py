"""The captured page: marked where its bytes lie, and harmless."""

import re
from html import unescape

import pytest

from stemmata.model import (
    Article,
    Capture,
    Exhibit,
    OffsetRun,
    Offsets,
    Place,
    Reading,
    Span,
    Unread,
)
from stemmata.web.pages.captured import marked

MARKED = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)


def exhibit(charset="utf-8", media_type="text/html"):
    text = "a"
    article = Article("art:1", "cap:1", text)
    reading = Reading("p", article, "w", "x", unread=(Unread(Span(0, 1), "other"),))
    capture = Capture("cap:1", "0" * 64, media_type)
    offsets = Offsets(charset, (OffsetRun(0, 1, 0, 1, 1),))
    return Exhibit(reading, capture, Place("000001.warc.gz", 0, 1, "0"), (), offsets, "2031")


def marks(payload: bytes, *words: bytes, charset="utf-8", media_type="text/html"):
    ranges = [(payload.index(w), payload.index(w) + len(w)) for w in words]
    return marked(payload, exhibit(charset, media_type), ranges)


def test_words_across_tags_are_marked_in_pieces_between_them():
    page = marks(b"<p>one <b>two</b> three</p>", b"one <b>two</b> three")
    assert MARKED.findall(page.html) == ["one ", "two", " three"]
    assert re.sub("</?mark[^>]*>", "", page.html) == "<p>one <b>two</b> three</p>"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1251", "shift_jis"])
def test_words_of_several_bytes_a_character_are_marked_exactly(charset):
    before, words, after = "<p>да " if charset != "shift_jis" else "<p>は ", "нет", " &eacute;</p>"
    if charset == "shift_jis":
        words = "いいえ"
    head = before.encode(charset)
    whole = (before + words + after).encode(charset)
    start = len(head)
    end = len((before + words).encode(charset))
    page = marked(whole, exhibit(charset), [(start, end)])
    assert MARKED.findall(page.html) == [words]


def test_words_in_head_attribute_script_or_comment_are_not_marked_but_counted():
    payload = b"<title>aaa</title><meta content='bbb'><!-- ccc --><script>ddd</script><p>eee</p>"
    page = marks(payload, b"aaa", b"bbb", b"ccc", b"ddd", b"eee")
    assert MARKED.findall(page.html) == ["eee"]
    assert (page.marks, page.hidden) == (1, 4)


def test_an_entity_is_marked_whole():
    page = marks(b"<p>mud &amp; water</p>", b"mud &amp; water")
    assert MARKED.findall(page.html) == ["mud &amp; water"]


def test_overlapping_ranges_become_one_mark():
    page = marked(b"<p>abcdef</p>", exhibit(), [(3, 6), (5, 8), (8, 9)])
    assert MARKED.findall(page.html) == ["abcdef"]


def test_text_that_is_no_page_is_shown_as_text():
    page = marks(b"a <script>x</script> b", b"<script>x", media_type="text/plain")
    assert MARKED.findall(page.html) == ["&lt;script&gt;x"]
    assert "<script" not in page.html


def test_what_names_other_machines_ahead_of_time_is_no_element_any_more():
    page = marked(b"<LINK rel=preconnect href=//a><link\nrel=x>", exhibit(), [])
    assert "<link" not in page.html.lower()


def test_frame_is_sandboxed_twice_and_may_fetch_nothing(client, by_outlet):
    exhibit = by_outlet["Brackwater Gazette"]
    row = exhibit.reading.attributions[1].id
    url = f"/articles/{exhibit.reading.article.id}/captured"
    around = client.get(f"{url}?row={row}").text
    frame = re.findall("<iframe[^>]*>", around)[0]
    assert 'sandbox=""' in frame
    inside = client.get(re.findall('src="([^"#]+)', frame)[0].replace("&amp;", "&"))
    policy = inside.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow" not in policy
    assert "http" not in policy
    assert "Documents seen by the Gazette" in MARKED.findall(inside.text)


def test_every_row_of_every_page_is_marked_where_its_words_are(client, exhibits):
    for exhibit in exhibits:
        article = exhibit.reading.article
        for row in exhibit.reading.attributions:
            url = f"/articles/{article.id}/captured/page?row={row.id}"
            shown = unescape("".join(MARKED.findall(client.get(url).text)))
            words = "".join(article.quote(sorted((*row.source, *row.cue, *row.content))))
            assert _squeezed(shown) == _squeezed(words)


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_a_row_of_another_article_is_not_there(client, by_outlet):
    article = by_outlet["Osk Wire"].reading.article.id
    assert client.get(f"/articles/{article}/captured?row=att:0").status_code == 404
