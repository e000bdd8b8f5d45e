"""Weights are what their digests say, or a message tells what is wrong."""

import json
import shutil
from pathlib import Path

import pytest

from stemmata.encoder.weights import GRAPH, MANIFEST, find_weights, measured_accuracy
from stemmata.errors import WeightsError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    shutil.copytree(find_weights().folder, folder)
    return folder


def test_a_copy_in_a_folder_is_as_good(copied: Path) -> None:
    assert find_weights(str(copied)).digest == find_weights().digest


def test_weights_with_another_digest_are_refused(copied: Path) -> None:
    graph = bytearray((copied / GRAPH).read_bytes())
    graph[len(graph) // 2] ^= 1
    (copied / GRAPH).write_bytes(graph)
    with pytest.raises(WeightsError, match=r"reader\.onnx has SHA-256 .* expected .*install"):
        find_weights(str(copied))


def test_weights_without_a_graph_are_refused(copied: Path) -> None:
    (copied / GRAPH).unlink()
    with pytest.raises(WeightsError, match="install the weights again"):
        find_weights(str(copied))


def test_weights_of_another_format_are_refused(copied: Path) -> None:
    manifest = json.loads((copied / MANIFEST).read_text())
    (copied / MANIFEST).write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(WeightsError, match="format 99"):
        find_weights(str(copied))


def test_unknown_weights_are_refused() -> None:
    with pytest.raises(WeightsError, match="neither an installed package nor a folder"):
        find_weights("no_such_weights")


def test_the_weights_that_ship_say_how_well_they_did() -> None:
    rows = measured_accuracy()
    assert rows and all(0 <= score <= 1 for _, score, _, _ in rows)
