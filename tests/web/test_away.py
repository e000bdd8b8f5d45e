"""Lists as tables and pages as dossiers, to take away."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from stemmata.ledger import Ledger
from stemmata.web.app import create_app
from tests.web.village import HOSTILE


def table(answer):
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_claims_are_a_table_with_their_numbers(client):
    opened, failed = table(client.get("/claims.csv"))
    assert opened["claim"] == "clm:opened"
    assert [opened[n] for n in ("articles", "origins", "origins_most")] == ["7", "2", "3"]
    assert (opened["circular"], failed["circular"]) == ("yes", "no")


def test_a_table_is_narrowed_like_its_page(client):
    assert [row["claim"] for row in table(client.get("/claims.csv?circular=1"))] == ["clm:opened"]
    assert {row["outlet"] for row in table(client.get("/articles.csv?outlet=Osk+Wire"))} == {
        "Osk Wire"
    }
    assert 'href="/claims.csv?circular=1"' in client.get("/claims?circular=1").text


def test_rows_of_an_article_are_a_table(client, by_outlet):
    reading = by_outlet["Osk Wire"].reading
    rows = table(client.get(f"/articles/{reading.article.id}.csv"))
    assert [row["attribution"] for row in rows] == [a.id for a in reading.attributions]


def test_no_cell_runs_as_a_formula(monkeypatch, client):
    monkeypatch.setattr(
        "stemmata.web.pages.away._claims", lambda *_: [('=HYPERLINK("x")', "+1", 3)]
    )
    assert b"'=HYPERLINK" in client.get("/claims.csv").content
    assert b"'+1,3" in client.get("/claims.csv").content


@pytest.mark.parametrize("outlet", ["Osk Wire", HOSTILE])
def test_an_article_is_a_dossier_that_needs_no_other_file_and_runs_nothing(
    client, by_outlet, outlet
):
    article = by_outlet[outlet].reading.article.id
    answer = client.get(f"/articles/{article}/dossier")
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="{article.replace(":", "-")}.html"'
    )
    assert "<style>" in answer.text
    assert "<script" not in answer.text
    assert "<img" not in answer.text


def test_a_claim_is_a_dossier_with_its_stemma(client):
    answer = client.get("/claims/clm:opened/dossier")
    assert answer.headers["content-disposition"] == 'attachment; filename="clm-opened.html"'
    assert 'class="stemma"' in answer.text
    assert "the gate failed of its own weight" in answer.text


@pytest.mark.parametrize(
    "path", ["/articles/art:0.csv", "/articles/art:0/dossier", "/claims/clm:0/dossier"]
)
def test_what_is_not_there_cannot_be_taken_away(client, path):
    assert client.get(path).status_code == 404


CHOSEN = "claim=clm:failed&claim=clm:opened"


def test_chosen_claims_are_one_dossier(client):
    answer = client.get(f"/claims/selection/dossier?{CHOSEN}")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.html"'
    assert answer.text.count('<svg class="stemma"') == 2
    assert re.findall(r'<a href="#c(\d)"><bdi>the (sluice|gate)', answer.text) == [
        ("1", "gate"),
        ("2", "sluice"),
    ]
    ids = re.findall(r'\bid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', answer.text)) <= set(ids)


def test_chosen_claims_are_a_table_and_json(client):
    rows = table(client.get(f"/claims/selection.csv?{CHOSEN}"))
    assert [row["claim"] for row in rows] == ["clm:failed", "clm:opened"]
    found = client.get(f"/claims/selection.json?{CHOSEN}&claim=clm:none").json()
    assert [claim["id"] for claim in found["claims"]] == ["clm:failed", "clm:opened"]
    assert found["missing"] == ["clm:none"]
    assert found["claims"][1] == client.get("/claims/clm:opened.json").json()


def test_claims_are_chosen_by_ticking_boxes_without_a_script(client):
    page = client.get("/claims").text
    boxes = re.findall(r'<input type="checkbox" name="claim" value="([^"]+)"', page)
    assert boxes == ["clm:opened", "clm:failed"]
    chosen = client.get("/claims/selection", params={"claim": boxes}).text
    assert "2 chosen claims" in chosen
    away = re.findall(r'href="(/claims/selection[^"]+)">(one dossier|CSV|JSON)', chosen)
    assert [name for _, name in away] == ["one dossier", "CSV", "JSON"]
    assert [client.get(href.replace("&amp;", "&")).status_code for href, _ in away] == [200] * 3


def test_a_choice_of_nothing_or_of_too_much_says_what_to_do(client):
    assert "Tick claims in the list" in client.get("/claims/selection").text
    assert client.get("/claims/selection/dossier").status_code == 404
    many = client.get("/claims/selection", params={"claim": [f"clm:{n}" for n in range(101)]})
    assert many.status_code == 400
    assert "choose at most 100" in many.text


@pytest.mark.parametrize(
    ("path", "column", "first"),
    [
        ("/search.csv?q=sluice&voice=source", "voice", "source"),
        ("/rejected.csv", "stage", "capture"),
        ("/changes.csv", "version", "1"),
    ],
)
def test_each_list_is_a_table_that_its_page_leads_to(client, path, column, first):
    rows = table(client.get(path))
    assert rows[0][column] == first
    page = client.get(path.replace(".csv", "")).text
    assert f'href="{path.replace("&", "&amp;")}">All of it as CSV' in page


def test_a_search_is_taken_away_with_all_its_pages(client, monkeypatch):
    every = table(client.get("/search.csv?q=the"))
    monkeypatch.setattr("stemmata.web.pages.search.PAGE", 2)
    assert client.get("/search.json?q=the").json()["has_more"]
    assert table(client.get("/search.csv?q=the")) == every


def test_judgements_are_a_table(own_case):
    with TestClient(create_app(own_case), base_url="http://127.0.0.1:8484") as client:
        with Ledger.open(own_case) as ledger:
            row = next(ledger.readings()).attributions[0].id
        said = {"a": row, "who": "Imre", "why": "=a caption", "verdict": "rejected"}
        sent = client.post(
            "/judgements/row", data=said, headers={"Origin": "http://127.0.0.1:8484"}
        )
        assert sent.status_code == 200
        (one,) = table(client.get("/judgements.csv"))
    assert (one["who"], one["why"], one["verdict"], one["state"]) == (
        *("Imre", "'=a caption", "rejected", "in force"),
    )
