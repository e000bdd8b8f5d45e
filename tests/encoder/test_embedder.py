"""A text's vector is its own, whatever stands beside it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from stemmata.encoder.embedder import DIMENSIONS, Embedder
from stemmata.encoder.weights import EMBEDDER, find_weights
from stemmata.errors import WeightsError

CLAIM = "A car bomb killed twelve people in Tarn, the Observatory said."
SAME = "Twelve died in Tarn when a car exploded, according to the Observatory."
OTHER = "Inflation fell to 3.1 per cent in May."


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(find_weights(), threads=2)


def test_vectors_have_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed([CLAIM, "", "word " * 2000, "a \ud800 surrogate"])
    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_a_text_has_the_same_vector_alone_and_in_company(embedder: Embedder) -> None:
    alone = embedder.embed([CLAIM])[0]
    company = embedder.embed([OTHER, CLAIM, "word " * 300, CLAIM])
    assert np.array_equal(company[1], alone)
    assert np.array_equal(company[3], alone)


def test_the_same_in_other_words_is_nearer_than_something_else(embedder: Embedder) -> None:
    claim, same, other = embedder.embed([CLAIM, SAME, OTHER])
    assert claim @ same > 0.7 > 0.3 > claim @ other


def test_a_damaged_embedder_is_refused_and_the_reader_still_loads(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(find_weights().folder, folder)
    (folder / EMBEDDER).write_bytes(b"damaged")
    weights = find_weights(str(folder))
    with pytest.raises(WeightsError, match=r"embedder\.onnx has SHA-256 .* expected .*install"):
        Embedder(weights)
