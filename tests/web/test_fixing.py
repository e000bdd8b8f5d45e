"""A passage or source put right beside the text of its article."""

import re

import pytest
from starlette.testclient import TestClient

from stemmata.ledger import Ledger
from stemmata.web.app import create_app
from tests.web.village import HOSTILE

OWN = {"Origin": "http://127.0.0.1:8484"}
BY = {"who": "Ada Fenn", "why": "the words go on"}


@pytest.fixture
def asking(own_case):
    with TestClient(create_app(own_case), base_url=OWN["Origin"], headers=OWN) as client:
        yield client


def test_every_row_of_an_article_can_be_corrected_there(client, by_outlet):
    reading = by_outlet["Osk Wire"].reading
    page = client.get(f"/articles/{reading.article.id}").text
    for row in reading.attributions:
        (link,) = re.findall(rf'href="([^"]*\?fix={row.id.replace(":", "%3A")}#fix)"', page)
        shown = client.get(link.partition("#")[0]).text
        assert f'name="a" value="{row.id}"' in shown
        assert f"{reading.article.quote(row.content)[0]}</textarea>" in shown


def test_the_claim_and_the_review_lead_to_the_passage_in_its_article(client):
    for path in ("/claims/clm:opened", "/review"):
        links = re.findall(r'href="(/articles/[^"]*\?fix=occ[^"]*)#fix"', client.get(path).text)
        assert links
        shown = client.get(links[0].replace("&amp;", "&")).text
        assert f'name="back" value="{path}' in shown


def test_a_passage_of_another_article_is_not_put_right_here(client, by_outlet):
    own, other = (by_outlet[name].reading for name in ("Osk Wire", "The Ferryman"))
    missing = client.get(f"/articles/{own.article.id}?fix={other.attributions[0].id}")
    assert missing.status_code == 404
    assert "has no passage" in missing.text


@pytest.mark.parametrize("back", ["//elsewhere.example/", "javascript:run()", '"><b id=run>'])
def test_where_to_go_back_to_is_only_ever_a_page_of_ours(asking, by_outlet, back):
    reading = by_outlet[HOSTILE].reading
    row = reading.attributions[0]
    page = asking.get(f"/articles/{reading.article.id}", params={"fix": row.id, "back": back}).text
    assert "<b id=run>" not in page
    assert f'href="{back}' not in page
    sent = {"a": row.id, "words": "Mr Evil", "back": back, **BY}
    done = asking.post("/judgements/span", data=sent, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/judgements")


def test_words_over_two_lines_are_found_though_browsers_send_other_line_ends(asking, own_case):
    with Ledger.open(own_case) as ledger:
        reading = next(r for r in ledger.readings() if "\n" in r.article.text)
    row = reading.attributions[0]
    first, second = reading.article.text.split("\n")[-2:]
    words = f"{first}\r\n{second}"
    assert f"{first}\n{second}" in reading.article.text
    sent = asking.post("/judgements/span", data={"a": row.id, "words": words, **BY})
    assert sent.is_success, sent.text
    (judged,) = asking.get("/judgements.json").json()["judgements"]
    assert judged["b"][0]["words"] == f"{first}\n{second}"
