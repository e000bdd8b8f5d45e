"""Mentions by exact span and type: UNER-EWT, CrossNER politics and re3d, dev parts."""

from collections.abc import Iterator

from evals.measure import Score, corpus_folder, encoder
from stemmata.extract.ledger import mentions_in
from stemmata.pipeline import token_scores
from training.corpora import Example, corpus

__all__ = ["measure"]

NAMES = frozenset({"person", "organization", "place"})
PARTS = (
    ("uner-ewt", "UNER-EWT dev, person, organization, place, exact F1", NAMES, 0.77),
    ("crossner", "CrossNER politics dev, with events, exact F1", NAMES | {"event"}, None),
    ("re3d", "re3d held-out documents, all its types, exact F1", None, None),
)


def measure() -> Iterator[Score]:
    """Exact F1 over the types that both we and the corpus know."""
    for name, what, types, asked in PARTS:
        corpus_folder(name)
        yield Score(what, _f1(corpus(name, "dev"), types), asked)


def _f1(examples: list[Example], types: frozenset[str] | None) -> float:
    right = total = 0
    for example in examples:
        wanted = types or example.types
        gold = {m for m in example.mentions or () if m[2] in wanted}
        scores = token_scores(encoder().read(example.text))
        named = mentions_in(example.text, scores)
        found = {(*m.span, m.type) for m in named if m.type in wanted}
        right += len(gold & found)
        total += len(gold) + len(found)
    return 2 * right / total if total else 1.0
