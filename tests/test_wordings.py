"""What the embedder is taught with: well-formed, written once, and no news of the benchmark."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks.origins.tradition import tradition
from benchmarks.origins.truth import family

WORDINGS = Path(__file__).parents[1] / "training" / "wordings"
RUN = 9
"""Words in a row; shorter runs are idiom ("was travelling at 140 kilometres an hour")."""


def facts() -> Iterator[tuple[Path, dict[str, list[str]]]]:
    for path in sorted(WORDINGS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            event = json.loads(line)
            assert len(event["facts"]) > 2, line
            for fact in event["facts"]:
                yield path, fact


def test_each_fact_has_wordings_and_what_contradicts_it():
    malformed = [
        (path.name, fact)
        for path, fact in facts()
        if len(fact["same"]) < 3
        or not fact["contrary"]
        or not all(map(str.strip, chain(*fact.values())))
    ]
    assert not malformed


def test_no_statement_stands_twice():
    statements = [text for _, fact in facts() for text in chain(*fact.values())]
    assert len(statements) > 50_000
    assert len(statements) == len(set(statements))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def test_none_is_out_of_the_artificial_traditions():
    articles = chain.from_iterable(family(tradition(n, 23)).articles for n in range(64))
    printed = {run for article in articles for run in runs(article["text"] or "")}
    shared = [
        text
        for _, fact in facts()
        for text in chain(*fact.values())
        if not printed.isdisjoint(runs(text))
    ]
    assert not shared
