"""Plain text: taken as it is; what its first lines say of it is read conservatively."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import InputError
from stemmata.model import Article, Capture, Captured, Finding, Given, Sighting
from stemmata.text import clean

STORY = (
    "The talks on the Velm dam failed on Monday after the delegation of Ostra left the room, "
    "a spokesman of the river commission said. No date was set for another round of talks.\n"
)


def article(text: str | bytes, given: Given = Given(), language: str | None = None) -> Article:
    payload = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    capture = Capture.of(payload, "text/plain")
    return clean(Captured("a.txt", capture, Sighting("a.txt"), payload, given), language=language)


def headline_of(text: str) -> str | None:
    found = article(text)
    return None if found.headline is None else found.quote([found.headline])[0]


@given(st.text(min_size=1).filter(lambda text: not text.strip("\ufeff \t\r\n").isspace()))
def test_text_is_kept_code_point_for_code_point(text: str) -> None:
    try:
        found = article(text)
    except InputError:
        assert not text.replace("\ufeff", "").strip()
        return
    assert found.text == text
    if found.headline is not None:
        (words,) = found.quote([found.headline])
        assert words == found.title
        assert words.strip() == words != ""


@given(st.text(st.characters(codec=None), min_size=1))
def test_rows_with_lone_surrogates_are_kept_too(text: str) -> None:
    try:
        assert article(text, Given(charset="utf-8")).text == text
    except InputError:
        assert not text.replace("\ufeff", "").strip()


@pytest.mark.parametrize("text", [" \n\t\u2003\r\n", "\ufeff\n"])
def test_nothing_but_white_space_is_no_article(text: str) -> None:
    with pytest.raises(InputError, match="only white space"):
        article(text)


def test_a_byte_order_mark_stays_in_the_text_but_not_in_the_headline() -> None:
    found = article(codecs.BOM_UTF8 + b"Dam talks fail\n\n" + STORY.encode())
    assert found.text[0] == "\ufeff"
    assert found.title == "Dam talks fail"


@pytest.mark.parametrize(
    "opening",
    [
        "Dam talks fail\n\n",
        "Dam talks fail\r\n\r\n",
        "\n\n  Dam talks fail  \n\n",
        "Dam talks fail\n",
        "Dam talks fail\nMira Kostova\n\n",
        "Dam talks fail\nBy Mira Kostova\n",
        "Dam talks fail\n5 May 2031\n",
    ],
)
def test_a_short_first_line_is_the_headline(opening: str) -> None:
    assert headline_of(opening + STORY) == "Dam talks fail"


@pytest.mark.parametrize("headline", ["Who broke the dam?", "Velm and Ostra: A Broken Promise!"])
def test_a_headline_may_ask_or_exclaim(headline: str) -> None:
    assert headline_of(f"{headline}\n\n{STORY}") == headline


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The talks failed.\n\n" + STORY,
        "Dam talks fail",
        "The talks on the dam failed on Monday after\nthe delegation of Ostra left the room.\n",
        "The talks on the dam failed on Monday after\nOstra had left the room without a word.\n",
        "words " * 60 + "\n\n" + STORY,
        "5 May 2031\n\n" + STORY,
        "---\n\n" + STORY,
    ],
)
def test_a_first_line_that_is_a_sentence_or_wrapped_is_no_headline(text: str) -> None:
    assert headline_of(text) is None


@pytest.mark.parametrize(
    ("lines", "byline", "published"),
    [
        ("Mira Kostova\n\n", ("Mira Kostova",), None),
        ("By Mira Kostova and Per Holt\n\n", ("Mira Kostova", "Per Holt"), None),
        ("By Mira Kostova, staff writer\nMonday, 5 May 2031\n\n", ("Mira Kostova",), "2031-05-05"),
        ("5 May 2031\n\n", (), "2031-05-05"),
        ("2031-05-05 14:30\nMira Kostova\n\n", ("Mira Kostova",), "2031-05-05"),
        ("By the river\n\n", (), None),
        ("A Broken Promise\n\n", (), None),
        ("Weak Dam At Velm Was Known To Leak\n\n", (), None),
        ("05/06/2031\n\n", (), None),
    ],
)
def test_byline_and_date_under_the_headline(
    lines: str, byline: tuple[str, ...], published: str | None
) -> None:
    found = article(f"Dam talks fail\n\n{lines}{STORY}")
    assert (found.byline, found.published) == (byline, published)
    assert bool(byline) == any(f.field == "byline" for f in found.found)


def test_a_date_before_the_story_is_its_date() -> None:
    assert article(f"Wed 05 Apr 2017 {STORY}").published == "2017-04-05"
    assert article(f"The deal of 05 Apr 2017 failed. {STORY}").published is None
    assert article(f"Dam talks fail\n\n5 April 2017 was a dark day. {STORY}").published is None


def test_the_title_of_the_input_is_the_headline_where_the_text_begins_with_it() -> None:
    given_title = Given(title="Dam talks fail")
    found = article(f"Wed 05 Apr 2017 Dam talks fail. {STORY}", given_title)
    assert found.headline is not None
    assert found.quote([found.headline]) == ("Dam talks fail",)
    assert article(f"Dam talks failed again. {STORY}", given_title).headline is None


def test_what_the_input_says_wins_and_is_noted() -> None:
    found = article(
        f"Dam talks fail\n\n5 May 2031\n\n{STORY}",
        Given("Ostra Herald", "Another title", "2030-01-02T03:04:05Z"),
    )
    assert (found.outlet, found.title, found.published) == (
        "Ostra Herald",
        "Another title",
        "2030-01-02",
    )
    for field in ("outlet", "title", "published"):
        assert [f.how for f in found.found if f.field == field] == ["input row"]


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(InputError, match=r"'soon'.*ISO date"):
        article(STORY, Given(published="soon"))


def test_the_language_option_wins() -> None:
    found = article(STORY, language="de")
    assert found.language == "de"
    assert Finding("language", "option --language") in found.found


def test_a_hundred_thousand_words_without_a_full_stop_pass() -> None:
    text = "word " * 100_000
    assert article(text).text == text


def test_the_id_depends_on_the_bytes_and_the_text_alone() -> None:
    assert article(STORY).id == article(STORY, language="de").id != article(STORY + "!").id
