"""Dates and names out of the words that pages put beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.text.bylines import name_line, names_in
from stemmata.text.dates import iso_date, leading_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2031-05-05", "2031-05-05"),
        ("2031-05-05T23:59:59+02:00", "2031-05-05"),
        ("5 May 2031", "2031-05-05"),
        ("Mon 05 May 2031", "2031-05-05"),
        ("Monday, May 5th, 2031, 14:30 GMT", "2031-05-05"),
        ("Published on 5 September 2031", "2031-09-05"),
        ("31 June 2031", None),
        ("2031-13-01", None),
        ("05/06/2031", None),
        ("5 Marbles 1999", None),
        ("20315 May 2031", None),
        ("", None),
    ],
)
def test_only_unmistakable_dates_are_dates(words: str, date: str | None) -> None:
    assert iso_date(words) == date


def test_a_leading_date_ends_where_the_story_begins() -> None:
    text = "Wed 05 Apr 2017 Dam talks fail"
    found = leading_date(text)
    assert found is not None
    assert text[found[1] :] == " Dam talks fail"


@given(st.text())
def test_no_text_crashes_the_date_reader(text: str) -> None:
    found = leading_date(text)
    assert found is None or 0 < found[1] <= len(text)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Mira Kostova", ("Mira Kostova",)),
        ("By MIRA KOSTOVA and Per Holt, staff writers, 5 May 2031", ("MIRA KOSTOVA", "Per Holt")),
        ("Mira Kostova, Senior Correspondent", ("Mira Kostova",)),
        ("Mira Kostova | Updated 3 hours ago", ("Mira Kostova",)),
        ("Mira Kostova (Velm) mira@herald.example", ("Mira Kostova",)),
        ("Reporting by Mira Kostova; Editing by Per Holt", ("Mira Kostova",)),
        ("Von Anna Müller und Jan Koch", ("Anna Müller", "Jan Koch")),
        ("Show all articles by Mira Kostova →", ("Mira Kostova",)),
        ("Theresa May", ("Theresa May",)),
        ("Dr. Mira Kostova; Mira Kostova; MIRA KOSTOVA", ("Dr. Mira Kostova", "Mira Kostova")),
        ("Andrew Bylund", ("Andrew Bylund",)),
        ("Monday 5 May 2031", ()),
        ("Staff Reporter", ()),
        ("admin", ()),
        ("www.herald.example", ()),
        ("", ()),
    ],
)
def test_names_are_freed_of_what_stands_beside_them(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mira Kostova", ("Mira Kostova",)),
        ("Mira Kostova and Per van der Holt", ("Mira Kostova", "Per van der Holt")),
        ("Abu Ahmad al-Velmi", ("Abu Ahmad al-Velmi",)),
        ("The Broken Promise", ()),
        ("Dam Talks Fail In Ostra Again", ()),
        ("Ostra", ()),
        ("mira kostova", ()),
        ("MIRA KOSTOVA", ()),
        ("United Rivers", ()),
    ],
)
def test_a_line_is_taken_for_names_only_if_it_can_be_nothing_else(
    line: str, names: tuple[str, ...]
) -> None:
    assert name_line(line) == names
