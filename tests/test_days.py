"""The day on which an article appeared."""

import pytest

from stemmata.days import printed_date
from stemmata.model import Article


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wed 05 Apr 2031 Crane falls in Vessin.", "2031-04-05"),
        ("5 April 2031 Crane falls.", "2031-04-05"),
        ("Date of publication 5 April, 2031 Crane falls.", "2031-04-05"),
        ("April 5, 2031 Crane falls.", "2031-04-05"),
        ("Last updated at Apr 052031 Crane falls.", "2031-04-05"),
        ("25.04.2031 (updated) Crane falls.", "2031-04-25"),
        ("2031-04-05 Crane falls.", "2031-04-05"),
        ("Crane falls in Vessin Coast Wire Saturday 5 Apr 2031 A crane", "2031-04-05"),
    ],
)
def test_a_date_line_is_read(text, day):
    assert printed_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "A crane fell on 5 April 2031 in Vessin.",
        "Since 5 April 2031 nothing moved.",
        "31 February 2031 Crane falls.",
        "Crane falls in Vessin.",
        "x" * 300 + " 5 April 2031",
    ],
)
def test_a_date_in_the_story_is_not_the_articles(text):
    assert printed_date(text) is None


def test_the_given_date_decides_what_numbers_mean():
    assert printed_date("03.04.2031 Crane falls.", "2031-03-05") == "2031-03-04"
    assert printed_date("03.04.2031 Crane falls.", "2031-04-01") == "2031-04-03"
    assert printed_date("03.04.2031 Crane falls.") == "2031-04-03"


def test_a_date_far_from_the_given_one_is_not_the_articles():
    assert printed_date("5 April 2021 The day the crane fell.", "2031-04-05") is None


def test_the_printed_date_is_better_than_the_given_one():
    article = Article("art", "cap", "5 April 2031 Crane falls.", published="2031-04-20")
    assert article.day == "2031-04-05"
    plain = Article("art", "cap", "Crane falls.", published="2031-04-20T10:00:00Z")
    assert plain.day == "2031-04-20"
    assert Article("art", "cap", "Crane falls.").day is None
    assert Article("art", "cap", "Crane falls.", published="last week").day is None
