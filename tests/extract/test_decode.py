"""Decoding reads the best well-formed answer off the scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stemmata.extract.decode import (
    TokenScores,
    attributions,
    best_labels,
    candidates,
    kind_of,
    mentions,
)
from stemmata.model import Span

ROLES = ("O", *(f"{t}-{r}" for r in ("source", "cue", "content") for t in "BIES"))
NAMES = ("O", "B-person", "I-person", "B-place", "I-place")
WORDS = "Rain fell , said Tarn . Oster denied it".split()


def scores(labels: str, anchors: list[int], names: str = "") -> TokenScores:
    """Certain scores for one word a piece: labels such as "Bc Ec O Su Ss O"."""
    short = {"c": "content", "u": "cue", "s": "source", "p": "person", "l": "place"}

    def table(tags: str, order: tuple[str, ...]) -> np.ndarray:
        wanted = [t if t == "O" else f"{t[0]}-{short[t[1]]}" for t in tags.split()]
        return np.log(
            np.array(
                [[0.9 if o == w else 0.1 / len(order) for o in order] for w in wanted], np.float32
            )
        )

    n = len(labels.split())
    starts = np.cumsum([0, *(len(w) + 1 for w in WORDS[: n - 1])])
    return TokenScores(
        starts=starts,
        ends=starts + [len(w) for w in WORDS[:n]],
        roles=table(labels, ROLES),
        role_labels=ROLES,
        mentions=table(names or " ".join("O" for _ in range(n)), NAMES),
        mention_labels=NAMES,
        kinds=np.log(np.full((n, 7), 1 / 7, np.float32)),
        anchors=np.array(anchors)[:, None],
        anchor_scores=np.full((n, 1), -0.1, np.float32),
    )


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


def test_pieces_that_point_at_one_cue_make_one_attribution() -> None:
    text = " ".join(WORDS)
    found = attributions(scores("Bc Ec O Su Ss O Ss Su Sc", [3, 3, 0, 3, 3, 0, 7, 7, 7]))
    assert [words(text, d.source) for d in found] == [["Tarn"], ["Oster"]]
    assert [words(text, d.cue) for d in found] == [["said"], ["denied"]]
    assert [words(text, d.content) for d in found] == [["Rain fell"], ["it"]]


def test_content_in_two_pieces_keeps_both() -> None:
    text = " ".join(WORDS)
    (found,) = attributions(scores("Bc Ec O Su Ss O Bc Ic Ec", [3, 3, 0, 3, 3, 0, 3, 3, 3]))
    assert words(text, found.content) == ["Rain fell", "Oster denied it"]


def test_a_source_without_content_makes_no_attribution() -> None:
    assert attributions(scores("O O O Su Ss", [0, 0, 0, 3, 3])) == []


def test_content_without_cue_stands_alone() -> None:
    ((found, evidence),) = candidates(scores("Bc Ec O", [0, 0, 0]))
    assert found.source == found.cue == ()
    assert (evidence.has_source, evidence.has_cue) == (0, 0)


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(1, 9), st.just(len(ROLES))),
        elements=st.floats(-9, 0, width=32),
    )
)
def test_the_best_labels_are_well_formed_and_no_single_change_is_better(values: np.ndarray) -> None:
    best = best_labels(values, ROLES)
    assert well_formed(best)

    def total(labels: list[str]) -> float:
        return float(sum(values[i, ROLES.index(label)] for i, label in enumerate(labels)))

    for i in range(len(best)):
        for label in ROLES:
            other = [*best[:i], label, *best[i + 1 :]]
            assert not well_formed(other) or total(other) <= total(best) + 1e-4


def well_formed(labels: list[str]) -> bool:
    ended = "O"
    for label in [*labels, "O"]:
        opened = ended[0] in "BI"
        if opened != (label[0] in "IE") or (opened and label[2:] != ended[2:]):
            return False
        ended = label
    return True


def test_mentions_take_whole_words() -> None:
    found = mentions(" ".join(WORDS), scores("O O O O O", [0] * 5, "O O O O Bp"))
    assert [(n.span, n.type) for n in found] == [(Span(17, 21), "person")]


def test_a_mention_that_cuts_a_word_grows_to_its_ends() -> None:
    made = scores("O O O O O", [0] * 5, "O O O O Bp")
    made.ends[4] -= 2
    assert mentions(" ".join(WORDS), made)[0].span == Span(17, 21)


def test_kinds_of_a_sentence_are_probabilities() -> None:
    made = scores("O O O O O", [0] * 5)
    kinds = kind_of(made)(Span(0, 9))
    assert kinds is not None and abs(sum(kinds) - 1) < 1e-6
    assert kind_of(made)(Span(400, 410)) is None
