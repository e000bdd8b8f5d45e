"""Weights by digest: find them, check them, say what is wrong with them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from stemmata.errors import WeightsError
from stemmata.ids import digest_of

__all__ = [
    "ACCURACY",
    "ANCHORS_KEPT",
    "EMBEDDER",
    "FORMAT",
    "GRAPH",
    "MANIFEST",
    "TOKENIZER",
    "Weights",
    "find_weights",
    "measured_accuracy",
]

GRAPH, EMBEDDER = "reader.onnx", "embedder.onnx"
TOKENIZER, MANIFEST = "tokenizer.json", "weights.json"
ACCURACY = "accuracy.json"
FORMAT = 1
"""Raised when the graph's inputs, outputs or labels change."""

ANCHORS_KEPT = 8
"""The likeliest anchors kept of each piece; the ninth never held more than a few thousandths."""

DEFAULT = "stemmata_en"

REINSTALL = 'install the weights again ("make setup" in a checkout)'


@dataclass(frozen=True, slots=True)
class Weights:
    """Checked weights. `digest` names the reader's in a `Reading`: it covers graph and tokenizer."""

    folder: Path
    digest: str
    graph: bytes
    tokenizer: str

    def embedder(self) -> bytes:
        """The sentence embedder's graph; read and checked when asked for, as reading needs none.

        Raises:
            WeightsError: As `find_weights`.
        """
        return _checked(self.folder, _manifest(self.folder), EMBEDDER)


def find_weights(name: str | None = None) -> Weights:
    """Load and check a set of weights.

    Args:
        name: An installed package of weights, or a folder; None for the ones that ship.

    Raises:
        WeightsError: Missing, damaged, or of another format; says which and what to do.
    """
    folder = _folder(name or DEFAULT)
    digests = _manifest(folder)
    graph, tokenizer = (_checked(folder, digests, file) for file in (GRAPH, TOKENIZER))
    digest = digest_of("".join(sorted(digests[file] for file in (GRAPH, TOKENIZER))).encode())
    return Weights(folder, digest, graph, tokenizer.decode())


def _manifest(folder: Path) -> dict[str, str]:
    """The digest of each file of weights, by the file's name."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _missing(folder, error) from error
    if manifest.get("format") != FORMAT:
        raise WeightsError(
            f"weights {folder.name} have format {manifest.get('format')}, this Stemmata reads {FORMAT}; "
            "install the weights that belong to this version"
        )
    return dict(manifest.get("digests", {}))


def _checked(folder: Path, digests: Mapping[str, str], file: str) -> bytes:
    try:
        payload = (folder / file).read_bytes()
    except OSError as error:
        raise _missing(folder, error) from error
    if (found := digest_of(payload)) != (expected := digests.get(file)):
        raise WeightsError(
            f"weights {folder.name}: {file} has SHA-256 {found}, expected {expected}; {REINSTALL}"
        )
    return payload


def _missing(folder: Path, error: Exception) -> WeightsError:
    files = ", ".join((GRAPH, TOKENIZER, EMBEDDER))
    return WeightsError(
        f"weights {folder.name}: {error}; expected {files} and {MANIFEST}; {REINSTALL}"
    )


def measured_accuracy(name: str | None = None) -> list[tuple[str, float, float | None, str]]:
    """The scores measured when the weights were made: what, score, two people's score, on what data.

    Empty for weights that come without.
    """
    path = _folder(name or DEFAULT) / ACCURACY
    return [tuple(row) for row in json.loads(path.read_text("utf-8"))] if path.exists() else []


def _folder(name: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or spec.origin is None:
        raise WeightsError(
            f"weights {name!r}: neither an installed package nor a folder; "
            'install them ("make setup" in a checkout, "pip install stemmata-en" elsewhere)'
        )
    return Path(spec.origin).parent
