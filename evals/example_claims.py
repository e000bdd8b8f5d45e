"""Two invented crises from pages to claims, beside the records of who has which claim from whom.

    python -m evals example_claims     # needs no corpora

The articles are prose written by hand: denials in a pronoun, nicknames, figures in words, a circle of two
outlets of one network. Few claims, so that each weighs 8 or 9 points. Errors on the bundled crisis were read
while rules were mended; the sinking of a ferry was written down before, and only its scores were looked at.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.origins.linker import linked
from benchmarks.origins.record import Claim, Occurrence
from benchmarks.origins.scores import score
from evals.measure import Score
from stemmata.model import Reading
from stemmata.pipeline import Reader

__all__ = ["CRISES", "Crisis", "claims", "measure", "predictions"]

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"

Row = dict[str, Any]


class Crisis(NamedTuple):
    """Articles, the record of their claims, and the outlets' owners, as files."""

    name: str
    articles: Path
    record: Path
    outlets: Path


CRISES = (
    Crisis(
        "example crisis",
        EXAMPLES / "tamrick-market",
        EXAMPLES / "tamrick-market.stemma.json",
        EXAMPLES / "outlets.jsonl",
    ),
    Crisis(
        "ferry crisis",
        HERE / "ferry" / "articles.jsonl",
        HERE / "ferry" / "stemma.json",
        HERE / "ferry" / "outlets.jsonl",
    ),
)


def measure() -> Iterator[Score]:
    """How much of the records is found."""
    for crisis in CRISES:
        found = score(claims(crisis), predictions(crisis))
        yield Score(f"{crisis.name}: passages found", found.occurrences_found)
        yield Score(f"{crisis.name}: claims found", found.claims_found)
        yield Score(f"{crisis.name}: number of origins right", found.origins_exact)
        yield Score(f"{crisis.name}: circles found", found.circles_recall)


def predictions(crisis: Crisis) -> list[Row]:
    """The claims as `make demo` has them."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--outlets", str(crisis.outlets)]
        return linked(crisis.articles, Path(folder) / "case", link_options=options).claims


def claims(crisis: Crisis) -> list[Claim]:
    """The record's claims, with the places of their words in the articles' text."""
    record = json.loads(crisis.record.read_text("utf-8"))
    texts = {
        Path(r.path).name: r.article.text
        for r in Reader().read([str(crisis.articles)])
        if isinstance(r, Reading)
    }
    articles = {a["path"]: a for a in record["articles"]}

    return [
        Claim(
            id=row["id"],
            text=row["text"],
            occurrences=tuple(
                _occurrence(o, row, articles, texts, crisis) for o in row["occurrences"]
            ),
            n_origins=len(row["origins"]),
            n_origins_hidden=len(row["origins"]),
            circular=row["circular"],
            contradicts=tuple(row["contradicts"]),
        )
        for row in record["claims"]
    ]


def _occurrence(
    occurrence: Row,
    claim: Row,
    articles: dict[str, Row],
    texts: dict[str, str],
    crisis: Crisis,
) -> Occurrence:
    path = occurrence["path"]
    start, end = _place(occurrence["words"], texts[path], path)
    copied_from = occurrence["copied_from"]
    return Occurrence(
        article=_as_printed(path, crisis),
        start=start,
        end=end,
        stance=occurrence["stance"],
        outlet=articles[path]["outlet"],
        published=articles[path]["published"],
        origin=None if occurrence["stance"] == "denies" else occurrence["origin"],
        hidden_origin=None,
        copied_from=copied_from and _as_printed(copied_from, crisis),
        ancestors=tuple(_as_printed(path, crisis) for path in _ancestors(occurrence, claim)),
        direction="date" if copied_from else None,
    )


def _ancestors(occurrence: Row, claim: Row) -> Iterator[str]:
    """The articles that a passage's words came through, the nearest first."""
    by_path = {o["path"]: o for o in claim["occurrences"]}
    while occurrence and (above := occurrence["copied_from"]):
        yield above
        occurrence = by_path.get(above, {})


def _place(words: str, text: str, path: str) -> tuple[int, int]:
    """Where words stand, white space aside.

    Raises:
        ValueError: They do not; the record and the reader's text differ.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"{path}: no {words!r} in the text as read; put the record right")
    return found.span()


def _as_printed(path: str, crisis: Crisis) -> str:
    """An article's name as claims give it: the id of a row, the path of a file."""
    row = path.rpartition("#")[2]
    return row if row != path else str(crisis.articles / path)
