"""The encoder's scores fit the text, whatever the text."""

import numpy as np
import pytest

from stemmata.encoder.heads import MENTION_LABELS, ROLE_LABELS
from stemmata.encoder.reader import Encoder
from stemmata.encoder.weights import find_weights


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(find_weights(), threads=1)


@pytest.mark.parametrize("text", ["a", "Tarn said so.", "word " * 700, "x" * 5000])
def test_every_piece_has_scores(encoder: Encoder, text: str) -> None:
    scores = encoder.read(text)
    n = len(scores.pieces)
    assert scores.roles.shape == (n, len(ROLE_LABELS))
    assert scores.mentions.shape == (n, len(MENTION_LABELS))
    assert scores.anchors.shape == scores.anchor_scores.shape
    assert np.allclose(np.exp(scores.roles).sum(axis=1), 1, atol=1e-3)


def test_a_text_without_pieces_has_no_scores(encoder: Encoder) -> None:
    assert len(encoder.read(" \n\x00").roles) == 0


def test_the_same_text_gives_the_same_scores_whatever_was_read_before(encoder: Encoder) -> None:
    text = "The ministry said on Monday that the bridge had been closed. " * 12
    first = encoder.read(text)
    encoder.read("Something else. " * 300)
    assert np.array_equal(first.roles, encoder.read(text).roles)
