"""The bundled crisis agrees with its record: every quoted word stands on the page it names."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
CRISIS = EXAMPLES / "tamrick-market"
STEMMA: dict[str, Any] = json.loads((EXAMPLES / "tamrick-market.stemma.json").read_text("utf-8"))
CLAIMS: list[dict[str, Any]] = STEMMA["claims"]
OCCURRENCES = [(claim["id"], o) for claim in CLAIMS for o in claim["occurrences"]]


class VisibleText(HTMLParser):
    """Collects what a browser would show of a page's body, scripts and styles left out."""

    hidden = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.hidden:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.pieces.append(data)


def visible(page: str) -> str:
    parser = VisibleText()
    parser.feed(page)
    parser.close()
    return "".join(parser.pieces)


def decoded(payload: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", payload[:1024])
    return payload.decode(declared[1].decode() if declared else "utf-8")


def articles() -> Iterator[tuple[str, str]]:
    """Every article of the crisis: its path as tamrick-market.stemma.json names it, and its visible text."""
    for path in sorted(CRISIS.iterdir()):
        if path.suffix == ".html":
            yield path.name, visible(decoded(path.read_bytes()))
        elif path.suffix == ".txt":
            yield path.name, path.read_text("utf-8")
        elif path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                text = visible(row["html"]) if "html" in row else row["text"]
                yield f"{path.name}#{row['id']}", text


TEXTS = dict(articles())


def test_the_record_names_every_article_and_no_other() -> None:
    assert {a["path"] for a in STEMMA["articles"]} == set(TEXTS)
    assert sum(path.endswith(".html") for path in TEXTS) >= 14


@pytest.mark.parametrize(("claim", "occurrence"), OCCURRENCES)
def test_words_and_source_of_an_occurrence_stand_in_its_article(
    claim: str, occurrence: dict[str, Any]
) -> None:
    text = TEXTS[occurrence["path"]]
    assert occurrence["words"] in text, claim
    assert occurrence["source"] is None or occurrence["source"] in text, claim


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: str(c["id"]))
def test_origins_are_those_of_the_supporting_occurrences(claim: dict[str, Any]) -> None:
    supporting = {o["origin"] for o in claim["occurrences"] if o["stance"] != "denies"}
    assert set(claim["origins"]) == supporting
    assert len(claim["origins"]) == len(supporting)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: str(c["id"]))
def test_a_copy_is_younger_than_its_model_and_shares_its_claim(claim: dict[str, Any]) -> None:
    published = {a["path"]: a["published"] for a in STEMMA["articles"]}
    holders = {(o["path"], o["stance"]) for o in claim["occurrences"]}
    for o in claim["occurrences"]:
        if o["copied_from"] is not None:
            assert (o["copied_from"], o["stance"]) in holders
            assert published[o["copied_from"]] < published[o["path"]]


@pytest.mark.parametrize("relation", ["contradicts", "rivals"])
def test_contradictions_and_rivals_hold_both_ways(relation: str) -> None:
    pairs = {(claim["id"], other) for claim in CLAIMS for other in claim[relation]}
    assert pairs
    assert {other for _, other in pairs} <= {claim["id"] for claim in CLAIMS}
    assert pairs == {(b, a) for a, b in pairs}


def test_only_the_claim_that_rests_on_its_own_network_is_circular() -> None:
    assert [claim["id"] for claim in CLAIMS if claim["circular"]] == ["camp"]


def test_the_readme_says_that_all_is_invented_and_names_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    assert "invented" in readme and "Apache-2.0" in readme
    for path in CRISIS.iterdir():
        assert f"`{path.name}`" in readme
