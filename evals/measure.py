"""What an evaluation yields, where the corpora lie, and the reader that is evaluated."""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from stemmata.encoder.reader import Encoder
from stemmata.encoder.weights import find_weights
from stemmata.model import Article, Reading
from stemmata.pipeline import read_article

__all__ = ["DATA", "MissingCorpusError", "Score", "corpus_folder", "encoder", "reading_of"]

SHARED = Path(os.environ.get("STEMMATA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data"


class MissingCorpusError(Exception):
    """A corpus that an evaluation needs is not on this machine."""


class Score(NamedTuple):
    """One measured number. `asked` is what the project set out to reach, `people` how two people agree."""

    what: str
    value: float
    asked: float | None = None
    people: float | None = None
    lower_is_better: bool = False


def corpus_folder(name: str) -> Path:
    """The folder of one corpus.

    Raises:
        MissingCorpusError: It is not there; says where it was looked for.
    """
    folder = DATA / name
    if not folder.is_dir():
        raise MissingCorpusError(
            f"{name}: no corpus at {folder}; set STEMMATA_SHARED to its parent"
        )
    return folder


@cache
def encoder() -> Encoder:
    """The shipped weights, or those of $STEMMATA_WEIGHTS, loaded once."""
    return Encoder(find_weights(os.environ.get("STEMMATA_WEIGHTS")), threads=1)


def reading_of(name: str, text: str, *, outlet: str | None = None) -> Reading:
    """The reading of a text taken as it is."""
    article = Article(id=Article.id_for(name, text, outlet), capture=name, text=text, outlet=outlet)
    return read_article(name, article, encoder())
