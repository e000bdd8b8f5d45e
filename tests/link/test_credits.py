"""Credit lines of well-known agencies in invented articles."""

import pytest

from stemmata.link.credits import cited_by, credits_in
from stemmata.link.networks import known_names
from stemmata.model import Article, Span

BODY = "Three boats sank off Port Velmar on Tuesday night, the coast guard said. " * 5


def found(text: str, byline: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    article = Article(id="a", capture="a", text=text, outlet="Velmar Post", byline=byline)
    return [(credit.outlet, credit.line) for credit in credits_in(article, known_names())]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"PORT VELMAR (AFP) - {BODY}", "AFP"),
        (f"PORT VELMAR, Jan 3 (Reuters) - {BODY}", "Reuters"),
        (f"Boats sink AFP Friday 12 Sep 2014 {BODY}", "AFP"),
        (f"{BODY}(AFP)", "AFP"),
        (f"{BODY}- REUTERS", "Reuters"),
        (f"{BODY}--SANA", "SANA"),
        (f"{BODY}Source: Reuters", "Reuters"),
        (f"{BODY}Source: Reuters and agencies", "Reuters"),
    ],
)
def test_a_line_credits_the_whole_text(text: str, outlet: str):
    assert found(text) == [(outlet, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Reuters reported.",
        "A diver told Reuters.",
        "According to Reuters, two are missing.",
        "Reuters' correspondent saw it.",
        "It was first reported by Reuters.",
        "Two are missing, the Reuters news agency said.",
    ],
)
def test_a_cue_credits_its_sentence(words: str):
    assert found(f"{BODY}{words} {BODY}") == [("Reuters", False)]


def test_a_byline_credits_the_whole_text():
    assert found(BODY, byline=("Reuters",)) == [("Reuters", True)]


@pytest.mark.parametrize(
    "words",
    [
        "Shares of Reuters fell.",
        "The office of Agence France-Presse (AFP) was closed.",
        "Divers at work. (Reuters) Two more boats came.",
    ],
)
def test_a_name_alone_is_no_credit(words: str):
    assert found(f"{BODY}{words} {BODY}") == []


def test_a_picture_credit_at_the_head_is_none_of_the_text():
    assert found(f"Divers at work in the harbour. (Reuters) {BODY}") == []


def test_the_spans_are_the_names():
    article = Article(id="a", capture="a", text=f"{BODY}(AFP)", outlet="Velmar Post")
    (credit,) = credits_in(article, known_names())
    assert credit.span is not None
    assert article.quote([credit.span]) == ("AFP",)


@pytest.mark.parametrize(
    "text",
    [
        "The pier fell, Bay Herald reported, citing {}.",
        "Bay Herald reported on Monday citing {}.",
        "Bay Herald reports that {} said the pier fell.",
        "Bay Herald quoted {} as saying that the pier fell.",
        "Citing {}, Bay Herald said that the pier fell.",
    ],
)
@pytest.mark.parametrize("who", ["the coast guard", "an official who asked not to be named"])
def test_whom_an_outlet_cites_is_found(text: str, who: str):
    text = text.format(who)
    start = text.index("Bay Herald")
    assert cited_by(text, Span(start, start + len("Bay Herald"))) == who


def test_an_outlet_that_reports_by_itself_cites_nobody():
    text = "Bay Herald reported that the pier fell on Monday."
    assert cited_by(text, Span(0, len("Bay Herald"))) is None


def test_whom_the_next_sentence_names_is_not_cited():
    text = "Bay Herald said that the pier fell on Monday. The mayor told Quay Radio that it would be built."
    assert cited_by(text, Span(0, len("Bay Herald"))) is None
    titled = "Bay Herald said that Lt. Orla Fenn told it so."
    assert cited_by(titled, Span(0, len("Bay Herald"))) == "Lt. Orla Fenn"


def test_who_told_an_outlet_is_found():
    text = "The pier fell, a diver who gave no name told Bay Herald."
    start = text.index("Bay Herald")
    assert cited_by(text, Span(start, len(text) - 1)) == "a diver who gave no name "


def test_a_number_after_a_name_is_no_date():
    assert found(f"According to Reuters, 19 divers were saved. {BODY}") == [("Reuters", False)]
    assert found(f"VESSIN, Reuters, 19 March - Divers were saved. {BODY}") == [("Reuters", True)]
