"""Rows in reading order, nested beneath what they lie within, none left out."""

from dataclasses import replace

import pytest

from stemmata.model import Entity
from stemmata.report.rows import header, rows_of, speakers, threads


def test_rows_stand_in_reading_order_with_nested_ones_beneath(partisan):
    rows = rows_of(partisan)
    assert [row.number for row in rows] == list(range(1, len(partisan.attributions) + 1))
    denial = next(row for row in rows if row.how == "denied")
    assert (denial.depth, denial.within) == (1, denial.number - 1)


def test_source_is_the_entity_and_its_words_here(partisan):
    row = next(row for row in rows_of(partisan) if row.how == "believes")
    assert (row.who, row.description, row.shown_as) == ("Ivo Hallam", "Interior Minister", "He")
    assert row.evidence == ("named person", "believes", "reported speech")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("The Health Board", None),
        ("the minister, Ivo Hallam,", None),
        ("Mr Hallam", "Mr Hallam"),
        ("Ivo Hallam's aide", "Ivo Hallam's aide"),
    ],
)
def test_words_that_only_repeat_the_name_are_not_shown_again(build, source, shown):
    who = Entity("ent:1", "Ivo Hallam", "person", (), "minister")
    if "Board" in source:
        who = Entity("ent:1", "Health Board", "organization", (), None)
    b = build(f"So {source} said no")
    b.says(source, "said", "no")
    reading = b.build()
    said = replace(reading.attributions[0], source_entity="ent:1")
    (row,) = rows_of(replace(reading, attributions=(said,), entities=(who,)))
    assert row.shown_as == shown


def test_denial_is_called_a_denial(partisan):
    assert "denies" in next(row for row in rows_of(partisan) if row.how == "denied").evidence


def test_row_without_a_source_says_so(partisan):
    row = next(row for row in rows_of(partisan) if row.how == "widely feared")
    assert row.who == row.evidence[0] == "no source named"


def test_outlet_voice_and_the_outlet_as_a_source_are_two_speakers(partisan):
    names = [speaker.name for speaker in speakers(rows_of(partisan))]
    assert names.count("Lowland Courier") == 2
    assert names.count("Ivo Hallam") == 1


def test_rows_within_each_other_in_a_circle_are_all_shown(build):
    b = build("Mo said Jo said no")
    b.says("Mo", "said", "Jo said no", within="att:1")
    b.says("Jo", "said", "no", within="att:0")
    rows = rows_of(b.build())
    assert [(row.who, row.depth) for row in rows] == [("Mo", 0), ("Jo", 1)]
    assert len(threads(rows)) == 1


def test_inner_row_that_begins_before_its_outer_one_still_stands_beneath_it(build):
    b = build("No, Jo said, Mo reported")
    b.says("Jo", "said", "No", within="att:1")
    b.says("Mo", "reported", "No, Jo said")
    assert [(row.who, row.within) for row in rows_of(b.build())] == [("Mo", None), ("Jo", 1)]


def test_header_leaves_out_what_is_not_known(partisan):
    article = replace(partisan.article, outlet=None, byline=(), published=None)
    assert [line.name for line in header(replace(partisan, article=article))] == [
        "title",
        "language",
    ]
    found = {line.name: line.how for line in header(partisan)}
    assert found["published"] == "JSON-LD datePublished"
    assert found["title"] is None
