"""Pages: headline, main text and metadata, and what is no article."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemmata.errors import InputError
from stemmata.model import Article, Capture, Captured, Given, Sighting
from stemmata.text import clean

PARAGRAPHS = (
    "The talks on the Velm dam failed on Monday after the delegation of Ostra left the room.",
    "“No date was set for another round,” a spokesman of the river commission said on Tuesday.",
    "The ministry in Velm denied that its engineers had known of the leak before the flood came.",
)
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"


def page(body: str, head: str = "<title>Dam talks fail - Ostra Herald</title>") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}<main><article>{body}</article></main>"
        "<footer>Contact | Imprint</footer></body></html>"
    )


def article(markup: str | bytes, given: Given = Given(), url: str | None = None) -> Article:
    payload = markup if isinstance(markup, bytes) else markup.encode("utf-8", "surrogatepass")
    capture = Capture.of(payload, "text/html")
    return clean(Captured("a.html", capture, Sighting("a.html", url=url), payload, given))


def how(found: Article, field: str) -> str:
    (finding,) = (f for f in found.found if f.field == field)
    return finding.how


def test_the_text_is_headline_blank_line_paragraphs_and_nothing_else() -> None:
    found = article(page(f"<h1>Dam talks fail</h1>{BODY}"))
    assert found.text == "Dam talks fail\n\n" + "\n".join(PARAGRAPHS)
    assert found.headline is not None
    assert found.quote([found.headline]) == ("Dam talks fail",)
    assert found.title == "Dam talks fail"
    assert how(found, "text") == "trafilatura"


def test_a_headline_outside_the_main_text_is_put_before_it() -> None:
    markup = page(BODY).replace(
        "<main>", "<header><h1>Dam talks\n <em>fail</em></h1></header><main>"
    )
    assert article(markup).text.startswith(f"Dam talks fail\n\n{PARAGRAPHS[0]}")


def test_a_headline_repeated_in_the_text_comes_once() -> None:
    found = article(page(f"<h1>Dam talks fail</h1><p>Dam talks fail</p>{BODY}"))
    assert found.text.count("Dam talks fail") == 1


def test_the_heading_that_matches_the_title_wins_over_the_sites_own_name() -> None:
    found = article(page(f"<h1>Ostra Herald</h1><h2>Dam talks fail</h2>{BODY}"))
    assert found.title == "Dam talks fail"
    assert how(found, "headline") == "<h2> matching <title>"


def test_a_page_without_a_headline_has_none() -> None:
    found = article(page(BODY, head=""))
    assert (found.headline, found.title) == (None, None)
    assert found.text == "\n".join(PARAGRAPHS)


def test_lists_subheadings_tables_and_breaks_stay_apart_without_marks_of_ours() -> None:
    inner = (
        f"<h1>Dam talks fail</h1>{BODY}<h2>What is next</h2>"
        "<ul><li>The commission meets again</li><li>The dam is <b>re</b>paired</li></ul>"
        "<p>First line.<br>Second&nbsp;&amp; last\n   line.</p>"
        "<table><tr><td>Dead</td><td>12</td></tr><tr><td>Injured</td><td>40</td></tr></table>"
        f"{BODY}"
    )
    lines = article(page(inner)).text.split("\n")
    for line in (
        "What is next",
        "The commission meets again",
        "The dam is repaired",
        "First line.",
        "Second & last line.",
        "Dead",
        "12",
    ):
        assert line in lines


def test_comments_are_left_out() -> None:
    comments = "<section id='comments'><h3>Comments</h3><p>I do not believe a word.</p></section>"
    assert "believe" not in article(page(f"<h1>Dam talks fail</h1>{BODY}{comments}")).text


def test_invisible_characters_are_left_out_and_joiners_kept() -> None:
    found = article(
        page(f"<h1>Dam\u00ad talks\u200b fail</h1>{BODY}<p>Velm&shy;dam می\u200cرود.</p>")
    )
    assert found.text.startswith("Dam talks fail\n\n")
    assert "Velmdam می\u200cرود." in found.text


LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Some site"},
        {"@type": "Person", "@id": "#mira", "name": "Mira Kostova"},
        {
            "@type": ["NewsArticle"],
            "headline": "Dam talks fail",
            "datePublished": "2031-05-05T08:00:00Z",
            "author": [{"@id": "#mira"}, {"@type": "Person", "name": "Per Holt"}],
            "publisher": {"@type": "Organization", "name": "Ostra Herald"},
        },
    ],
}


def test_json_ld_is_read_references_resolved() -> None:
    script = f"<script type='application/ld+json'>{json.dumps(LD)}</script>"
    found = article(page(f"<h1>Dam talks fail</h1>{BODY}", head=script))
    assert found.outlet == "Ostra Herald"
    assert found.byline == ("Mira Kostova", "Per Holt")
    assert found.published == "2031-05-05"
    assert how(found, "outlet") == "JSON-LD publisher"
    assert how(found, "byline") == "JSON-LD author"
    assert how(found, "published") == "JSON-LD datePublished"
    assert how(found, "headline") == "<h1> matching JSON-LD headline"


def test_broken_json_ld_is_passed_by() -> None:
    head = (
        "<script type='application/ld+json'>{not json</script>"
        f"<script type='application/ld+json'>{'[' * 50_000}</script>"
        "<meta property='og:site_name' content='Ostra Herald'>"
    )
    assert article(page(f"<h1>Dam talks fail</h1>{BODY}", head=head)).outlet == "Ostra Herald"


@pytest.mark.parametrize(
    ("head", "outlet", "where"),
    [
        (
            "<meta property='og:site_name' content=' Ostra  Herald '>",
            "Ostra Herald",
            "og:site_name",
        ),
        ("<meta name='application-name' content='Ostra Herald'>", "Ostra Herald", "application"),
        ("<title>Dam talks fail - Ostra Herald</title>", "Ostra Herald", "suffix of <title>"),
        ("<title>Dam talks fail | World | Ostra Herald</title>", "Ostra Herald", "suffix"),
        ("<title>Ostra Herald: Dam talks fail</title>", "Ostra Herald", "prefix of <title>"),
        ("<link rel='canonical' href='https://www.herald.example/1'>", "herald.example", "host"),
    ],
)
def test_the_outlet_and_where_it_is_named(head: str, outlet: str, where: str) -> None:
    found = article(page(f"<h1>Dam talks fail</h1>{BODY}", head=head))
    assert found.outlet == outlet
    assert where in how(found, "outlet")


@pytest.mark.parametrize(
    ("site", "publisher", "outlet"),
    [
        ("World", "Ostra Herald", "Ostra Herald"),
        ("Ostra Herald Blog", "Ostra Herald", "Ostra Herald Blog"),
        ("World", "Velm Media Group", "World"),
    ],
)
def test_of_two_names_the_one_that_the_address_bears_is_the_outlets(
    site: str, publisher: str, outlet: str
) -> None:
    item = {"@type": "NewsArticle", "publisher": {"name": publisher}}
    head = (
        f'<meta property="og:site_name" content="{site}">'
        f'<script type="application/ld+json">{json.dumps(item)}</script>'
    )
    url = "https://en.ostraherald.example/1"
    assert article(page(f"<h1>Dam talks fail</h1>{BODY}", head), url=url).outlet == outlet


def test_the_host_of_the_capture_is_the_last_resort_for_the_outlet() -> None:
    found = article(page(BODY, head=""), url="https://www.herald.example/news/1")
    assert found.outlet == "herald.example"
    assert article(page(BODY, head="")).outlet is None


@pytest.mark.parametrize(
    ("inner", "where"),
    [
        ("<a rel='author' href='/mk'>Mira Kostova</a>", "rel=author"),
        ("<span itemprop='author'>By Mira Kostova</span>", "itemprop=author"),
        ("<p class='byline'>By <b>Mira Kostova</b>, 5 May 2031</p>", "class byline"),
        ("<p class='w'><i>by</i> Mira Kostova</p>", "line that begins with By"),
    ],
)
def test_the_byline_and_where_it_stands(inner: str, where: str) -> None:
    found = article(page(f"<h1>Dam talks fail</h1>{inner}{BODY}"))
    assert found.byline == ("Mira Kostova",)
    assert how(found, "byline") == where


def test_a_person_is_preferred_to_the_outlet_as_author() -> None:
    head = (
        "<meta property='og:site_name' content='Ostra Herald'>"
        "<meta name='author' content='Ostra Herald'>"
    )
    found = article(page(f"<h1>Dam talks fail</h1><a rel=author>Mira Kostova</a>{BODY}", head=head))
    assert found.byline == ("Mira Kostova",)


@pytest.mark.parametrize(
    ("head", "inner", "where"),
    [
        ("<meta property='article:published_time' content='2031-05-05T23:00'>", "", "article:pub"),
        ("", "<time datetime='2031-05-05'>Monday</time>", "<time>"),
    ],
)
def test_the_date_and_where_it_stands(head: str, inner: str, where: str) -> None:
    found = article(page(f"<h1>Dam talks fail</h1>{inner}{BODY}", head=head))
    assert found.published == "2031-05-05"
    assert where in how(found, "published")


def test_what_the_input_says_wins_over_the_page() -> None:
    found = article(page(f"<h1>Dam talks fail</h1>{BODY}"), Given(outlet="Velm Times"))
    assert found.outlet == "Velm Times"
    assert how(found, "outlet") == "input row"
    assert found.title == "Dam talks fail"


@pytest.mark.parametrize(
    ("charset", "header"),
    [("cp1252", "utf-8"), ("utf-8", "iso-8859-1"), ("utf-16", "utf-8"), ("cp1252", "cp1252")],
)
def test_a_wrong_charset_makes_no_mojibake(charset: str, header: str) -> None:
    markup = page(f"<h1>Dam talks fail</h1>{BODY}").encode(charset)
    found = article(markup, Given(charset=header))
    assert PARAGRAPHS[1] in found.text
    assert charset in how(found, "charset")


def test_a_page_in_another_language_is_cleaned_and_named() -> None:
    german = (
        "<p>Die Gespräche über den Staudamm sind am Montag gescheitert, sagte ein Sprecher.</p>"
    )
    found = article(page(f"<h1>Gespräche gescheitert</h1>{german * 3}"))
    assert found.language == "de"
    assert found.text.startswith("Gespräche gescheitert\n\nDie Gespräche")


@pytest.mark.parametrize(
    "markup",
    [
        page(""),
        page("<h1>Log in</h1><form><input><button>Log in</button></form>"),
        page("<h1>Dam talks fail</h1>"),
        "plain words and no element",
        "<html></html>",
        "<",
    ],
)
def test_a_page_without_an_article_is_an_error(markup: str) -> None:
    with pytest.raises(InputError, match="no article text found"):
        article(markup)


def test_a_deeply_nested_page_is_an_error_and_no_crash() -> None:
    markup = page("<div>" * 100_000 + BODY + "</div>" * 100_000)
    with pytest.raises(InputError, match="nested more than"):
        article(markup)


def test_a_hundred_thousand_words_without_a_full_stop_pass() -> None:
    found = article(page(f"<h1>Dam talks fail</h1><p>{'word ' * 100_000}</p>"))
    assert found.text.count("word") == 100_000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_any_text_in_a_page_gives_an_article_or_an_error(headline: str, words: str) -> None:
    try:
        found = article(page(f"<h1>{headline}</h1><p>{words}</p>{BODY}"))
    except InputError:
        return
    assert found.text == found.text.strip()
    found.text.encode()  # no lone surrogates
    if found.headline is not None:
        assert found.headline.start == 0
        assert found.text[found.headline.end :].startswith("\n\n")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_give_an_article_or_an_error(payload: bytes) -> None:
    try:
        found = article(payload)
    except InputError:
        return
    assert found.text.strip()


def dated(published: str, address: str) -> str | None:
    head = f'<title>Dam talks fail</title><meta property="article:published_time" content="{published}">'
    return article(page(f"<h1>Dam talks fail</h1>{BODY}", head), url=address).published


def test_a_date_in_utc_near_midnight_gives_way_to_the_day_in_the_address() -> None:
    address = "https://herald.example/2024/05/02/dam-talks-fail"
    assert dated("2024-05-03T02:25:54+00:00", address) == "2024-05-02"
    assert dated("2024-05-01T23:25:54Z", address) == "2024-05-02"


def test_a_date_in_the_outlets_own_time_or_days_away_is_not_changed() -> None:
    address = "https://herald.example/2024/05/02/dam-talks-fail"
    assert dated("2024-05-03T02:25:54+02:00", address) == "2024-05-03"
    assert dated("2024-05-03", address) == "2024-05-03"
    assert dated("2024-05-09T02:25:54Z", address) == "2024-05-09"
    assert dated("2024-05-03T02:25:54Z", "https://herald.example/2024/99/02/a") == "2024-05-03"
