import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import KINDS
from stemmata.extract.kinds import has_clause, weigh


def kind(text: str, **more: object) -> str:
    scores = weigh(text, **more)  # type: ignore[arg-type]
    return KINDS[scores.index(max(scores))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army shelled the village of Lim on Monday and killed 14 people.", "claim"),
        ("Ardesh has been training the rebels on its soil.", "claim"),
        ("The two sides will sign the treaty at a conference planned for Monday.", "claim"),
        ("The traitors of the Lim Front sold the town to the enemy in 2030.", "claim"),
        ("The bridge may have been damaged before it fell.", "claim"),
        ("It is shameful and absurd.", "opinion"),
        ("What a disgrace!", "opinion"),
        ("You can keep your treaty, of course.", "opinion"),
        (
            "Indeed, the launch of this failed project will lead to the collapse of both.",
            "prediction",
        ),
        ("The rebels will not survive the winter.", "prediction"),
        ("The ruling could bolster other cases.", "prediction"),
        ("The government must act.", "exhortation"),
        ("Stop this war.", "exhortation"),
        ("The ministers need to resolve their differences.", "exhortation"),
        ("Who gave the order?", "question"),
        ("What more can be said.", "question"),
        ("It remains to be seen whether they will come.", "other"),
        ("Lim", "other"),
        ("The Mirror reports:", "other"),
    ],
)
def test_signs_in_the_words_tell_the_kind(sentence: str, expected: str) -> None:
    assert kind(sentence) == expected


def test_a_subordinate_clause_does_not_decide() -> None:
    assert kind("If the army comes, the town fell for nothing in 2030.") == "claim"
    assert kind("When the army withdrew in March, what did they leave?") == "question"


def test_a_headline_is_not_taken_for_a_fragment() -> None:
    headline = "Ardesh and Lim: The Makers of the War!"
    assert kind(headline, headline=True) == "claim"
    assert kind(headline) != "claim"


@pytest.mark.parametrize(
    "heading",
    ["Fees", "Types of loans", "High fees next to other wells", "Tamrick against Lim: the fees"],
)
def test_a_line_without_verb_and_stop_is_a_heading_whatever_the_model_says(heading: str) -> None:
    model = tuple(0.94 if name == "claim" else 0.01 for name in KINDS)
    assert kind(heading, model=model) == "other"


def test_a_model_that_is_sure_outweighs_weak_signs() -> None:
    model = tuple(0.94 if name == "opinion" else 0.01 for name in KINDS)
    sentence = "The army holds both banks of the river."
    assert kind(sentence) == "claim"
    assert kind(sentence, model=model) == "opinion"


def test_a_model_cannot_rule_a_kind_out() -> None:
    model = tuple(1.0 if name == "opinion" else 0.0 for name in KINDS)
    assert kind("Who gave the order?", model=model) == "question"


def test_a_clause_needs_a_verb() -> None:
    assert has_clause("the decision comes a day after")
    assert not has_clause("in an interview with the paper on Monday")


@given(st.text())
def test_probabilities_of_any_text_add_up(text: str) -> None:
    scores = weigh(text)
    assert len(scores) == len(KINDS)
    assert abs(sum(scores) - 1) < 1e-9
    assert min(scores) >= 0
