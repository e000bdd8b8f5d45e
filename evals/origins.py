"""How well claims, their origins and contradictions are found, by the corpus's own scorer.

    python -m evals origins            # reads and links the whole war corpus: some three minutes

The gold holds a few event groups; the readings linked are those of the whole corpus around them, as in
a real case. Tuned on these groups: `link.same.WEIGHTS` and the thresholds of `link.contradicts`, so that the
scores of other groups lie a little lower.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from evals.measure import DATA, Score, corpus_folder
from stemmata.encoder.embedder import Embedder
from stemmata.encoder.weights import find_weights
from stemmata.link.claims import Linked, link
from stemmata.link.copies import find_copies
from stemmata.link.networks import known_names
from stemmata.model import Reading, Rejected
from stemmata.pipeline import Reader
from stemmata.settings import Settings

__all__ = ["measure"]

CORPUS = DATA / "corpora" / "syria-war.jsonl"


@cache
def readings() -> tuple[Reading, ...]:
    """The readings of the whole corpus."""
    corpus_folder("corpora")
    settings = Settings(language="en", weights=os.environ.get("STEMMATA_WEIGHTS"))
    found = list(Reader(settings).read([str(CORPUS)]))
    rejected = [r for r in found if isinstance(r, Rejected)]
    if rejected:
        raise ValueError(
            f"{len(rejected)} articles of {CORPUS.name} rejected: {rejected[0].reason}"
        )
    return tuple(r for r in found if isinstance(r, Reading))


@cache
def embedder() -> Embedder:
    """The embedder of the shipped weights."""
    return Embedder(find_weights(os.environ.get("STEMMATA_WEIGHTS")), threads=os.cpu_count() or 1)


def linked() -> Linked:
    """The claims of the whole corpus."""
    names = known_names().with_outlets(r.article.outlet or "" for r in readings())
    copies = find_copies((reading.article for reading in readings()), names=names)
    return link(readings(), embed=embedder().embed, copies=copies, names=names)


def predictions(found: Linked) -> Iterator[dict[str, Any]]:
    """Claims as the scorer takes them."""
    rows = {r.article.id: r.path.rpartition("#")[2] for r in readings()}
    for claim in found.claims:
        yield {
            "id": claim.id,
            "occurrences": [
                {
                    "unit_id": rows[o.passage.article],
                    "start": o.passage.span.start,
                    "end": o.passage.span.end,
                }
                for o in claim.occurrences
            ],
            "n_origins": len(claim.origins),
            "origins": [origin.name for origin in claim.origins],
            "contradicts": list(claim.contradicts),
        }


def score(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the corpus's scorer says of predictions."""
    scorer = corpus_folder("origins") / "score.py"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(scorer), file.name, "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def measure() -> Iterator[Score]:
    """The figures that the project is held to."""
    found = score(predictions(linked()))
    counted = found["n_origins"]
    yield Score("claims, occurrences found", found["occurrence_recall"], 0.70)
    yield Score("claims, clustered: B-cubed F1", found["bcubed_F1"], 0.70)
    yield Score("claims, contradiction pairs F1", found["contradiction"]["F1"], 0.50)
    everything = counted["system, all claims (missing = 0)"]["macro"]
    yield Score("origins, number right, all claims: macro", everything or 0.0, 0.60)
    covered = counted["system, covered claims"]["macro"]
    yield Score("origins, number right, covered claims: macro", covered or 0.0, 0.70)
    yield Score("origins, names, loose F1", found["origin_name_F1_loose"] or 0.0, 0.70)
    outlets = counted["count outlets, all claims"]["macro"]
    yield Score("origins, baseline: count outlets", outlets or 0.0)
