"""The JSON interface is as it describes itself: nothing that is asked breaks it, and answers fit."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from stemmata.errors import UsageError
from stemmata.ledger import Ledger
from stemmata.web.adder import Adder
from stemmata.web.app import PAGES, create_app
from stemmata.web.asking import Asked, NotHere
from stemmata.web.counted import Counted
from stemmata.web.linker import Linker
from stemmata.web.openapi import QUERIES, description, json_path

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")

EXAMPLES = 25
"""Requests for each page, made of its description."""


class Recorded(Mapping[str, str]):
    """A query that remembers what it was asked for."""

    def __init__(self):
        self.names = set()

    def __getitem__(self, name):
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


@pytest.fixture(scope="module")
def named(client, by_outlet):
    """The names in paths that this case knows."""
    actors = client.get("/actors.json").json()["actors"]
    first, second = (e.reading for e in list(by_outlet.values())[:2])
    return {
        "article": first.article.id,
        "before": second.article.id,
        "row": first.attributions[0].id,
        "claim": "clm:opened",
        "actor": actors[0]["id"] if actors else "act:none",
    }


def test_every_page_is_described_and_what_it_refers_to_is_there(client):
    made = client.get("/openapi.json").json()
    assert set(made["paths"]) == {json_path(path) for path in PAGES}
    referred = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(made)))
    assert referred <= set(made["components"]["schemas"])
    assert {"OverviewAnswer", "ClaimObject", "ArticleAnswer", "SearchAnswer"} <= referred


def test_every_part_of_a_query_that_a_page_looks_at_is_described(case, named):
    unnamed = {}
    for path, page in PAGES.items():
        query = Recorded()
        with Ledger.open(case) as ledger:
            adder, linker = Adder(case, lambda *_: iter(())), Linker(case, lambda *_: None)
            with suppress(NotHere, UsageError):  # what it looked at before that is known
                page(Asked(case, ledger, named, query, linker, adder, Counted()))
        unnamed[path] = query.names - set(QUERIES.get(path, {}))
    assert {path: names for path, names in unnamed.items() if names} == {}


def test_the_description_knows_the_secret_that_paths_begin_with(case):
    app = create_app(case, hosts=None, token="kept-secret")
    with TestClient(app, base_url="http://192.0.2.7:8484") as client:
        made = client.get("/kept-secret/openapi.json").json()
    assert made["servers"] == [{"url": "/kept-secret"}]


@pytest.fixture(scope="module")
def interface(case, named):
    """The interface, with names in its paths that the case has beside others."""
    made = description(PAGES)
    for path in made["paths"].values():
        for parameter in path["get"]["parameters"]:
            known = named.get(parameter["name"])
            if parameter["in"] == "path":
                either = [{"const": known}, {"type": "string", "minLength": 1, "maxLength": 40}]
                parameter["schema"] = {"anyOf": either}
    app = create_app(case, hosts=None)
    schema = schemathesis.openapi.from_dict(made)
    schema.app = app
    return schema


@pytest.mark.parametrize("path", [json_path(path) for path in PAGES])
def test_no_question_breaks_the_interface_and_every_answer_is_as_described(interface, path):
    @given(asked=interface[path]["GET"].as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def ask(asked):
        asked.call_and_validate()

    ask()
