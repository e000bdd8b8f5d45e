"""Weights by digest: find them, check them, say what is wrong with them."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from stemmata.errors import WeightsError
from stemmata.ids import digest_of

__all__ = [
    "ACCURACY",
    "ANCHORS_KEPT",
    "GRAPH",
    "MANIFEST",
    "TOKENIZER",
    "Weights",
    "find_weights",
    "measured_accuracy",
]

GRAPH, TOKENIZER, MANIFEST = "reader.onnx", "tokenizer.json", "weights.json"
ACCURACY = "accuracy.json"
FORMAT = 1
"""Raised when the graph's inputs, outputs or labels change."""

ANCHORS_KEPT = 8
"""The likeliest anchors kept of each piece; the ninth never held more than a few thousandths."""

DEFAULT = "stemmata_en"


@dataclass(frozen=True, slots=True)
class Weights:
    """Checked weights. `digest` names them in a `Reading`: it covers graph and tokenizer."""

    folder: Path
    digest: str
    graph: bytes
    tokenizer: str


def find_weights(name: str | None = None) -> Weights:
    """Load and check a set of weights.

    Args:
        name: An installed package of weights, or a folder; None for the ones that ship.

    Raises:
        WeightsError: Missing, damaged, or of another format; says which and what to do.
    """
    folder = _folder(name or DEFAULT)
    manifest_path = folder / MANIFEST
    try:
        manifest = json.loads(manifest_path.read_text("utf-8"))
        files = {file: (folder / file).read_bytes() for file in (GRAPH, TOKENIZER)}
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"weights {folder.name}: {error}; expected {GRAPH}, {TOKENIZER} and {MANIFEST}; "
            'install the weights again ("make setup" in a checkout)'
        ) from error
    if manifest.get("format") != FORMAT:
        raise WeightsError(
            f"weights {folder.name} have format {manifest.get('format')}, this Stemmata reads {FORMAT}; "
            "install the weights that belong to this version"
        )
    for file, payload in files.items():
        expected = manifest.get("digests", {}).get(file)
        if (found := digest_of(payload)) != expected:
            raise WeightsError(
                f"weights {folder.name}: {file} has SHA-256 {found}, expected {expected}; "
                'install the weights again ("make setup" in a checkout)'
            )
    digest = digest_of("".join(sorted(manifest["digests"].values())).encode())
    return Weights(folder, digest, files[GRAPH], files[TOKENIZER].decode())


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
