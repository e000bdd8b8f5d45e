"""What one gets without following who had it from whom.

The baselines are given the true claims with all their passages: only the counting is theirs.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.origins.record import Family
from benchmarks.origins.scores import as_predictions

__all__ = ["BASELINES"]

SAME = 0.8  # Jaccard index, estimated, from which MinHash calls two articles the same
SHINGLE, PERMUTATIONS = 3, 128
_PRIME = (1 << 31) - 1


def always_one(families: Sequence[Family]) -> list[dict[str, Any]]:
    """Every claim has one origin."""
    return [{**p, **_nothing(1)} for f in families for p in _given(f)]


def count_articles(families: Sequence[Family]) -> list[dict[str, Any]]:
    """Every article is an origin."""
    return [
        {**p, **_nothing(len({o.article for o in c.supporting}))}
        for f in families
        for c, p in zip(f.claims, _given(f), strict=True)
    ]


def count_outlets(families: Sequence[Family]) -> list[dict[str, Any]]:
    """Every outlet is an origin."""
    return [
        {**p, **_nothing(len({o.outlet for o in c.supporting}))}
        for f in families
        for c, p in zip(f.claims, _given(f), strict=True)
    ]


def minhash(families: Sequence[Family]) -> list[dict[str, Any]]:
    """Articles alike as a whole are one origin; the earliest of them is the original."""
    return [row for f in families for row in _collapsed(f)]


BASELINES = {
    "always one": always_one,
    "count articles": count_articles,
    "count outlets": count_outlets,
    f"MinHash {SAME}": minhash,
}


def _given(family: Family) -> list[dict[str, Any]]:
    """The true passages of the claims, without what is to be found out."""
    rows = as_predictions(family.claims)
    for row in rows:
        row["occurrences"] = [
            {**o, "origin": None, "copied_from": None} for o in row["occurrences"]
        ]
    return rows


def _nothing(origins: int) -> dict[str, Any]:
    return {"n_origins": origins, "origins": [], "contradicts": [], "circular": False}


def _collapsed(family: Family) -> list[dict[str, Any]]:
    first = _clusters(family)
    rows = []
    for claim, row in zip(family.claims, _given(family), strict=True):
        clusters = {first[o.article] for o in claim.supporting}
        for occurrence in row["occurrences"]:
            original = first[occurrence["article"]]
            occurrence["copied_from"] = original if original != occurrence["article"] else None
        rows.append({**row, **_nothing(len(clusters))})
    return rows


def _clusters(family: Family) -> dict[str, str]:
    """For each article the first one of its cluster, by date and then by id."""
    articles = sorted(family.articles, key=lambda a: (a["published"] or "9999", str(a["id"])))
    signatures = [_signature(str(a["text"])) for a in articles]
    first: dict[str, str] = {}
    for at, article in enumerate(articles):
        same = (
            other for other in range(at) if np.mean(signatures[at] == signatures[other]) >= SAME
        )
        name = str(article["id"])
        original = next(same, None)
        first[name] = name if original is None else first[str(articles[original]["id"])]
    return first


def _signature(text: str) -> NDArray[np.uint64]:
    words = text.lower().split()
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = np.array([zlib.crc32(run.encode()) % _PRIME for run in sorted(runs)], dtype=np.uint64)
    rng = np.random.default_rng(1)
    a, b = rng.integers(1, _PRIME, size=(2, PERMUTATIONS, 1), dtype=np.uint64)
    signature: NDArray[np.uint64] = ((a * hashes + b) % np.uint64(_PRIME)).min(axis=1)
    return signature
