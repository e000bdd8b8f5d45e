"""Every value of the model has its plain words."""

from typing import get_args

import pytest

from stemmata import model
from stemmata.report import words


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.SOURCE_KINDS, model.SourceKind),
        (words.MANNERS, model.Manner),
        (words.UNREAD_REASONS, model.UnreadReason),
        (words.ENTITY_TYPES, model.EntityType),
        (words.STAGES, model.Stage),
    ],
)
def test_table_has_one_row_for_every_value(table, values):
    assert set(table) == set(get_args(values))
    assert len(set(table.values())) == len(table)


def test_every_attitude_can_be_affirmed_and_denied():
    pairs = {(a, p) for a in get_args(model.Attitude) for p in get_args(model.Polarity)}
    assert set(words.STANCES) == pairs
    assert len(set(words.STANCES.values())) == len(pairs)


def test_counted_noun_agrees_with_its_number():
    assert words.counted(1, "row") == "1 row"
    assert words.counted(0, "row") == "0 rows"
    assert words.counted(1200, "entity", "entities") == "1,200 entities"


def test_outlets_are_counted_that_are_named():
    assert words.in_outlets(["Lim Post", None, "Lim Post", ""]) == " in 1 outlet"
    assert words.in_outlets([None, ""]) == ""
