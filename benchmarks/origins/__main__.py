"""Run with python -m benchmarks.origins; README.md says what it measures."""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.origins.baselines import BASELINES
from benchmarks.origins.given import given
from benchmarks.origins.levels import LEVELS
from benchmarks.origins.linker import linked, read_rows
from benchmarks.origins.record import Claim, Family
from benchmarks.origins.scores import Scores, as_predictions, score
from benchmarks.origins.tradition import tradition
from benchmarks.origins.truth import family
from benchmarks.origins.world import OUTLETS_FILE

COLUMNS = (
    ("origins", "origins_exact"), ("one", "one"), ("many", "many"), ("macro", "macro"),
    ("direction", "direction"), ("copies P", "copies_precision"), ("circles R", "circles_recall"),
    ("circles P", "circles_precision"), ("contrad.", "contradictions_f1"), ("claims", "claims_found"),
    ("passages", "occurrences_found"),
)  # fmt: skip


def main() -> None:
    """Prints the scores of the baselines, and of what else is asked for."""
    asked = _arguments()
    families = [family(tradition(n, asked.seed)) for n in range(asked.families)]
    claims = [c for f in families for c in f.claims]
    print("\n".join(_about(families, claims)))
    if asked.write:
        _write(asked.write, families)
    rows = {name: baseline(families) for name, baseline in BASELINES.items()}
    rows["hidden truth"] = [
        {**p, "n_origins": c.n_origins_hidden}
        for c, p in zip(claims, as_predictions(claims), strict=True)
    ]
    if asked.predictions:
        rows[asked.predictions.name] = read_rows(asked.predictions)
    if asked.link:
        with tempfile.TemporaryDirectory() as folder:
            articles = _write(Path(folder), families)
            options = [o.format(outlets=OUTLETS_FILE) for o in asked.link_option]
            done = linked(articles, Path(folder) / "case", link_options=options)
            rows["Stemmata"] = done.claims
            if asked.given_claims:
                rows["given the claims"] = given(Path(folder) / "case", claims)
        print("seconds: " + ", ".join(f"{what} {s:.1f}" for what, s in done.seconds.items()))
    scores = {name: score(claims, predictions) for name, predictions in rows.items()}
    print(f"{'':18}" + "".join(f"{head:>11}" for head, _ in COLUMNS))
    for name, found in scores.items():
        print(_line(name, [getattr(found, key) for _, key in COLUMNS]))
    print("\n".join(_apart(claims, scores)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.origins", description=__doc__)
    parser.add_argument(
        "--families", type=int, default=300, help="events, of 3 to 12 articles each"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--write", type=Path, metavar="DIR", help="write articles, outlets and truth"
    )
    parser.add_argument(
        "--predictions", type=Path, metavar="FILE", help="claims as JSON Lines to score"
    )
    parser.add_argument(
        "--link", action="store_true", help="run stemmata add, link and claims, and score"
    )
    parser.add_argument(
        "--link-option",
        action="append",
        default=[],
        metavar="WORD",
        help="a word for stemmata link; {outlets} stands for the path of the table of outlets",
    )
    parser.add_argument(
        "--given-claims",
        action="store_true",
        help="with --link, also score the origins where the passages of each claim are given",
    )
    asked = parser.parse_args()
    if asked.given_claims and not asked.link:
        parser.error("--given-claims needs --link, which makes the readings; add it")
    return asked


def _about(families: list[Family], claims: list[Claim]) -> Iterator[str]:
    counted = [c for c in claims if len(c.supporting) > 1]
    copies = [o for c in claims for o in c.occurrences if o.copied_from]
    yield (
        f"{len(families)} families, {sum(len(f.articles) for f in families)} articles, "
        f"{len(claims)} claims, {len(counted)} of them with two or more supporting passages, of which "
        f"{sum(c.n_origins == 1 for c in counted)} with one origin; "
        f"{len(copies)} copied passages, {sum(o.direction is None for o in copies)} of them with no sign "
        f"of direction; {sum(c.circular for c in claims)} circular claims"
    )


def _write(folder: Path, families: list[Family]) -> Path:
    """Writes articles.jsonl, outlets.jsonl and truth.jsonl; returns the first."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.jsonl"
    with articles.open("w", encoding="utf-8") as out:
        out.writelines(_json(row) for f in families for row in f.articles)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(_json(claim.row()) for f in families for claim in f.claims)
    (folder / "outlets.jsonl").write_bytes(OUTLETS_FILE.read_bytes())
    return articles


def _json(row: object) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _apart(claims: list[Claim], scores: dict[str, Scores]) -> Iterator[str]:
    """The same scores apart: origins by how far words drift, circles by what shows them."""
    counted = Counter(c.level for c in claims if len(c.supporting) > 1)
    named = Counter(c.by_network for c in claims if c.circular)
    heads = [f"{level} {counted[level]}" for level in LEVELS]
    heads += [f"name {named[False]}", f"network {named[True]}"]
    yield "\norigins by how far the words drift apart, circles found by what shows them; how many there are"
    yield f"{'':18}" + "".join(f"{head:>14}" for head in heads)
    for name, found in scores.items():
        shares = [*found.by_level.values(), found.circles_by_name, found.circles_by_network]
        yield _line(name, shares, width=14)


def _line(name: str, shares: Iterable[float], *, width: int = 11) -> str:
    return f"{name:18}" + "".join(f"{share:{width}.3f}" for share in shares)


if __name__ == "__main__":
    main()
