"""Figures that a speaker takes for known."""

import pytest

from stemmata.link.presupposed import is_presupposed
from tests.link.newsroom import Draft, occurrence


@pytest.mark.parametrize(
    ("cue", "content", "passage"),
    [
        ("condemned", "the raid on the mill which killed nine dockers", "killed nine dockers"),
        ("condemned", "the raid which killed nine dockers", "the raid which killed nine dockers"),
        ("claimed responsibility for", "a bombing in which nine dockers died", "nine dockers died"),
        ("claims", "the double bombing of the mill killing nine dockers", "killing nine dockers"),
        ("said", "the army was responsible for a raid that killed nine dockers", "killed nine dockers"),
        ("blamed", "the army for the raid that killed nine dockers", "killed nine dockers"),
    ],
)  # fmt: skip
def test_a_toll_said_by_the_way_is_presupposed(cue: str, content: str, passage: str):
    assert _presupposed(cue, content, passage)


@pytest.mark.parametrize(
    ("cue", "content", "passage"),
    [
        ("said", "a raid on the mill killed nine dockers", "killed nine dockers"),
        ("said", "the army raided the mill killing nine dockers", "killing nine dockers"),
        ("said", "the mill burned in a raid that killed nine dockers", "killed nine dockers"),
        ("claims", "that soldiers shot at the mill killing nine dockers", "killing nine dockers"),
        ("condemned", "the raid on the mill", "the raid on the mill"),
        ("blamed", "the army for the raid that burned down the mill", "burned down the mill"),
    ],
)
def test_a_toll_that_is_told_is_not(cue: str, content: str, passage: str):
    assert not _presupposed(cue, content, passage)


def _presupposed(cue: str, content: str, passage: str) -> bool:
    reading = Draft("Bay Herald").said("the union", content, cue=cue).reading()
    span = occurrence(reading, passage).passage.span
    return is_presupposed(reading.article, reading.attributions[0], span)
