"""The map from article text to bytes: plain text in any charset, pages as they come."""

import codecs
from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemmata.model import Article, Capture, Captured, Given, OffsetRun, Offsets, Sighting, Span
from stemmata.text import clean
from stemmata.text.offsets import check_offsets, locate

FIRST = "The talks on the Velm dam failed on Monday after the delegation of Ostra left the room."
SECOND = "No date was set for another round, a spokesman of the river commission said on Tuesday."
THIRD = "The ministry in Velm denied that its engineers had known of the leak before the flood."


def captured(payload: bytes, media_type: str, charset: str | None = None) -> Captured:
    capture = Capture.of(payload, media_type)
    return Captured("a", capture, Sighting("a"), payload, Given(charset=charset))


def mapped(
    payload: bytes, media_type: str = "text/html", charset: str | None = None
) -> tuple[Article, Offsets]:
    """The article and its map, which leaves nothing out and stands up to its check."""
    item = captured(payload, media_type, charset)
    article = clean(item, language="en")
    offsets = locate(item, article)
    assert [*check_offsets(payload, article, offsets)] == []
    assert offsets.unplaced(len(article.text)) == ()
    return article, offsets


def page(body: str, head: str = "<title>Dam talks fail - Ostra Herald</title>") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav><main><article>"
        f"{body}</article></main><footer>Contact | Imprint</footer></body></html>"
    )


def bytes_of(words: str, payload: bytes, article: Article, offsets: Offsets) -> list[bytes]:
    """The pieces of payload that the words were made of."""
    start = article.text.index(words)
    found = offsets.bytes_of(Span(start, start + len(words)))
    return [payload[first:last] for first, last in found]


def test_plain_ascii_text_is_one_run() -> None:
    payload = FIRST.encode()
    _, offsets = mapped(payload, "text/plain")
    assert offsets.runs == (OffsetRun(0, len(FIRST), 0, len(payload), 1),)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Über die Brücke – “ja” 🙂 sagte er.\nNoch eine Zeile.", "utf-8"),
        ("Sdělení z Velmu přišlo pozdě večer.", "cp1250"),
        ("Talks in Velm failed \N{EM DASH} again.", "cp1252"),
        ("مرحبا بالعالم، قال الوزير في فيلم", "utf-8"),
        ("会談は月曜日に決裂したと広報官は述べた。Velm 川で。", "shift_jis"),
        ("会談は月曜日に決裂したと広報官は述べた。Velm 川で。", "euc_jp"),
        ("会谈于星期一破裂，发言人说。Velm 河。", "gb18030"),
        ("会談は月曜日に決裂したと広報官は述べた。Velm in.", "iso2022_jp"),
    ],
)
def test_each_word_of_a_plain_text_is_found_in_its_bytes(text: str, charset: str) -> None:
    payload = text.encode(charset)
    article, offsets = mapped(payload, "text/plain", charset)
    assert article.text == text
    assert b"".join(bytes_of(text, payload, article, offsets)) == payload
    ((first, last),) = offsets.bytes_of(Span(len(text) - 1, len(text)))
    assert payload[first:last].decode(charset) == text[-1]


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_shifts_the_bytes_and_not_the_text(mark: bytes, charset: str) -> None:
    payload = mark + f"🙂 {FIRST}".encode(charset)
    article, offsets = mapped(payload, "text/plain")
    assert offsets.charset == charset
    assert bytes_of("delegation", payload, article, offsets) == ["delegation".encode(charset)]


def test_broken_bytes_and_lone_surrogates_are_mapped_too() -> None:
    payload = "Überfälle über Überfälle in Übersee".encode().replace(b"s", b"\xff", 1) + b"\xe2\x82"
    article, _ = mapped(payload, "text/plain")
    assert article.text.count("\ufffd") == 2
    lone = f"{FIRST} \ud83d end".encode("utf-8", "surrogatepass")
    article, offsets = mapped(lone, "text/plain", "utf-8")
    assert bytes_of("\ud83d", lone, article, offsets) == [b"\xed\xa0\xbd"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_any_text_is_mapped_whole(text: str, charset: str) -> None:
    text = f"Words {text} words"
    payload = text.encode(charset)
    article, offsets = mapped(payload, "text/plain", charset)
    for at, char in enumerate(article.text):
        ((first, last),) = offsets.bytes_of(Span(at, at + 1))
        assert payload[first:last].decode(offsets.charset) == char


BODY = f"<h1>Dam talks fail</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.mark.parametrize(
    ("markup", "words", "pieces"),
    [
        ("the <b>Ve</b>lm dam", "Velm dam", ["Ve", "lm dam"]),
        ("the Velm<!-- no dam --> dam", "Velm dam", ["Velm<!-- no dam --> dam"]),
        ("the Ve<!-- > -->lm dam", "Velm dam", ["Ve", "lm dam"]),
        ("the&nbsp;Velm&#32;dam", "the Velm dam", ["the&nbsp;Velm&#32;dam"]),
        ("the Ve&shy;lm dam", "Velm dam", ["Ve", "lm dam"]),
        ("the Velm\n\t  dam", "Velm dam", ["Velm\n\t  dam"]),
        ("the &#x56;elm &quot;dam&quot;", '"dam"', ["&quot;dam&quot;"]),
        ("the V\u200belm dam", "Velm", ["V", "elm"]),
        ("the Velm &amp;amp; dam", "&amp;", ["&amp;amp;"]),
        ("the Velm & dam &copy 2020", "& dam © 2020", ["& dam &copy 2020"]),
        (
            "the Vélm d\u0301am 👩\u200d🚒",
            "Vélm d\u0301am 👩\u200d🚒",
            ["Vélm d\u0301am 👩\u200d🚒"],
        ),
        ("the Velm <span title='a > b'>dam</span>", "dam", ["dam"]),
        ("the سد Velm \u0628\u200c\u0647 dam", "\u0628\u200c\u0647", ["\u0628\u200c\u0647"]),
        ("the V\0elm dam", "Velm", ["V", "elm"]),
        ("the Velm dam<br>failed", "dam", ["dam"]),
        ("the <i>Velm <b>dam</i></b>", "Velm dam", ["Velm <b>dam"]),
    ],
)
def test_words_are_found_however_they_are_written(
    markup: str, words: str, pieces: list[str]
) -> None:
    payload = page(BODY.replace("the Velm dam", markup)).encode()
    article, offsets = mapped(payload)
    found = bytes_of(words, payload, article, offsets)
    assert [piece.decode() for piece in found] == pieces


@pytest.mark.parametrize("charset", ["utf-16", "cp1252", "shift_jis", "utf-8"])
def test_pages_in_any_charset_map_to_their_own_bytes(charset: str) -> None:
    head = f'<meta charset="{charset}"><title>Dam talks fail</title>'
    dash = "–" if charset == "cp1252" else "×"
    payload = page(BODY.replace("the Velm dam", f"the {dash} Velm dam"), head).encode(charset)
    article, offsets = mapped(payload, charset=charset)
    assert bytes_of("Velm dam failed", payload, article, offsets) == [
        "Velm dam failed".encode(offsets.charset)
    ]


def test_windows_quotation_marks_in_a_page_labelled_latin_1_are_one_byte_each() -> None:
    head = '<meta charset="iso-8859-1"><title>Dam talks fail</title>'
    payload = page(BODY.replace("another round", "“another” round"), head).encode("cp1252")
    article, offsets = mapped(payload)
    assert bytes_of("“another”", payload, article, offsets) == [b"\x93another\x94"]


def test_a_headline_said_everywhere_is_found_in_the_heading() -> None:
    head = (
        '<title>Dam talks fail</title><meta property="og:title" content="Dam talks fail">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam talks fail"}'
        "</script>"
    )
    share = '<p><a href="/s?t=Dam talks fail">Dam talks fail</a></p>'
    markup = page(share + BODY + share + "<aside>Dam talks fail</aside>", head)
    payload = markup.encode()
    _, offsets = mapped(payload)
    assert offsets.runs[0].first == payload.index(b"<h1>") + len("<h1>")


def test_of_the_same_sentence_twice_the_one_in_its_place_is_found() -> None:
    teaser = f"<div class='teaser'><a href='/b'>{SECOND}</a></div>"
    payload = page(BODY).replace("<main>", f"<main>{teaser}").encode()
    payload += f"<script>var text = '{SECOND}'; document.write('<p>{SECOND}</p>')</script>".encode()
    article, offsets = mapped(payload)
    ((first, _),) = offsets.bytes_of(Span(at := article.text.index(SECOND), at + len(SECOND)))
    assert first == payload.index(f"<p>{SECOND}".encode()) + len("<p>")


def test_words_that_only_json_holds_are_found_there() -> None:
    text = f"{FIRST} “{SECOND}”\\n{THIRD} Ärger folgte."
    coded = text.replace("Ä", "\\u00c4").replace("room", "ro\\/om")
    payload = page(
        "<div id='app'></div>",
        "<title>Dam talks fail</title><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "headline": "Dam talks fail", "articleBody": "{coded}"}}</script>',
    ).encode()
    article, offsets = mapped(payload)
    assert bytes_of("Ärger", payload, article, offsets) == [b"\\u00c4rger"]
    assert bytes_of("ro/om", payload, article, offsets) == [b"ro\\/om"]


def test_a_break_belongs_to_what_lies_between_its_neighbours() -> None:
    payload = page(BODY).encode()
    article, offsets = mapped(payload)
    at = article.text.index(SECOND)
    assert [payload[a:b] for a, b in offsets.bytes_of(Span(at - 1, at))] == [b"</p><p>"]


def test_words_that_the_page_does_not_hold_are_not_placed() -> None:
    item = captured(page(BODY).encode(), "text/html")
    article = clean(item, language="en")
    stranger = replace(article, text=f"{article.text}\nQuixotic zebras jumped over.")
    offsets = locate(item, stranger)
    (missing,) = stranger.quote(offsets.unplaced(len(stranger.text)))
    assert missing.strip() == "Quixotic zebras jumped over."
    assert [*check_offsets(item.payload, stranger, offsets)] == []


def test_each_run_moved_by_a_byte_or_to_other_words_is_found() -> None:
    markup = BODY.replace("the Velm dam", "the&nbsp;Velm &amp; <b>Över</b>  dam")
    payload = page(markup).encode()
    article, offsets = mapped(payload)
    for number, run in enumerate(offsets.runs):
        for shift in (-1, 1, 40):
            moved = run._replace(first=run.first + shift, last=run.last + shift)
            runs = (*offsets.runs[:number], moved, *offsets.runs[number + 1 :])
            assert [*check_offsets(payload, article, replace(offsets, runs=runs))], moved


def test_a_changed_byte_or_a_payload_cut_short_is_found() -> None:
    payload = page(BODY).encode()
    article, offsets = mapped(payload)
    changed = payload.replace(b"Monday", b"Sunday", 1)
    assert [*check_offsets(changed, article, offsets)]
    assert [*check_offsets(payload[: len(payload) // 2], article, offsets)]


def test_a_run_of_uneven_code_points_is_found() -> None:
    payload = "a€ – €a".encode()
    article = Article("art:1", "cap:1", "a€")
    assert [*check_offsets(payload, article, Offsets("utf-8", (OffsetRun(0, 2, 0, 4, 2),)))]


@pytest.mark.parametrize("charset", ["no-such-charset", "hex", "utf-16-le"])
def test_a_changed_charset_is_found(charset: str) -> None:
    payload = FIRST.encode()
    article, offsets = mapped(payload, "text/plain")
    assert [*check_offsets(payload, article, replace(offsets, charset=charset))]


def test_the_check_shows_the_place_that_differs() -> None:
    payload = b"The dam at Orvel held on Monday, as the water board had said that it would."
    article = clean(captured(payload, "text/plain"))
    offsets = locate(captured(payload, "text/plain"), article)
    (what,) = check_offsets(payload.replace(b"Monday", b"Sunday"), article, offsets)
    assert "from code point 25 of them on they read 'l held on Sunday, as" in what


def test_the_check_says_where_and_what() -> None:
    article, payload = clean(captured(FIRST.encode(), "text/plain")), FIRST.encode()
    wrong = Offsets("utf-8", (OffsetRun(0, 9, 1, 10, 1),))
    (what,) = check_offsets(payload, article, wrong)
    assert what == (
        "code points 0 to 9 are mapped to bytes 1 to 10: "
        "from code point 0 of them on they read 'he talks ', the text 'The talks'"
    )


INLINE = ("b", "i", "em", "strong", "span", "u")
LETTERS = st.characters(categories=["L", "N"], max_codepoint=0x1F9FF)
WORDS = st.text(LETTERS | st.sampled_from("’-&<>\"'.,é\u0301"), min_size=1, max_size=12)
SPACES = st.sampled_from([" ", "  ", "\n", "&nbsp;", "\t ", " <!-- x --> "])


@st.composite
def written(draw: st.DrawFn) -> str:
    """A paragraph's markup: random words in random inline tags and entities."""
    pieces = [f"{FIRST} "]
    for word in draw(st.lists(WORDS, min_size=1, max_size=12)):
        chars = (f"&#{ord(c)};" if draw(st.integers(0, 9)) == 0 else escape(c) for c in word)
        markup = "".join(chars)
        if draw(st.booleans()):
            tag = draw(st.sampled_from(INLINE))
            markup = f"<{tag} title='a &amp; b'>{markup}</{tag}>"
        pieces += [markup, draw(SPACES)]
    return "".join(pieces) + SECOND


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(written(), min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-16"]))
def test_any_page_maps_whole_and_checks(paragraphs: list[str], charset: str) -> None:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    mapped(page(f"<h1>Dam talks fail</h1>{body}<p>{THIRD}</p>").encode(charset))
