"""What the pages say, as HTML and as JSON."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from stemmata.ledger import Ledger, create
from stemmata.model import Occurrence, Origin, Passage, Span, Step
from stemmata.web.app import create_app
from stemmata.web.pages.claims import Stated
from stemmata.web.pages.overview import _marked
from stemmata.web.pages.search import around
from tests.web.village import HOSTILE

SCRIPT = {"src": "/comfort.js", "defer": None}


def test_overview_leads_to_the_stemma_of_the_most_carried_claim_with_one_click(client):
    page = client.get("/").text
    first = one(r'href="(/claims/[^"]+)"', page)
    claim = client.get(first).text
    assert 'class="stemma"' in claim
    assert "the sluice was opened by hand at night" in claim


def test_overview_counts_what_is_in_the_case(client):
    found = client.get("/overview.json").json()
    assert (found["articles"], found["changed_addresses"]) == (10, 1)
    assert {"outlet": "Osk Wire", "articles": 2} in found["outlets"]
    assert [claim["origins"] for claim in found["claims"]] == [2, 1]
    assert found["in_doubt"] == 1
    assert found["rejected"][0]["items"] == 1


def test_every_page_has_its_json(client, by_outlet):
    article = by_outlet["Osk Wire"].reading.article.id
    for path in ("/articles", f"/articles/{article}", "/claims", "/search?q=sluice", "/changes"):
        away = one(r'<a href="([^"]+)">This page as JSON', client.get(path).text)
        answer = client.get(away.replace("&amp;", "&"))
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()


def test_article_page_holds_the_text_exactly_once_with_its_rows_linked_both_ways(client, by_outlet):
    reading = by_outlet["Osk Wire"].reading
    page = client.get(f"/articles/{reading.article.id}").text
    column = one(r'(?s)(<article class="text".*?</article>)', page)
    assert re.sub("<[^>]*>", "", column) == reading.article.text
    for number in range(1, len(reading.attributions) + 1):
        assert f'href="#r1-{number}"' in column
        assert f'id="r1-{number}"' in page
        assert f'href="#t1-{number}"' in page


def test_article_shows_custody_copies_and_versions(client, by_outlet):
    exhibit = by_outlet["Osk Wire"]
    page = client.get(f"/articles/{exhibit.reading.article.id}").text
    assert exhibit.capture.payload_digest in page
    assert exhibit.place.digest in page
    assert "2 versions" in page
    ferryman = client.get(f"/articles/{by_outlet['The Ferryman'].reading.article.id}").text
    assert "copied from" in ferryman


def test_permanent_link_of_a_row_leads_to_its_place(client, by_outlet):
    reading = by_outlet["Osk Wire"].reading
    row = reading.attributions[1]
    link = f"/articles/{reading.article.id}/rows/{row.id}"
    moved = client.get(link, follow_redirects=False)
    assert moved.headers["location"] == f"/articles/{reading.article.id}#r1-2"
    assert client.get(link + ".json").json()["what"] == "someone opened the sluice by hand"


def test_what_changed_between_two_versions_is_shown(client):
    (changed,) = client.get("/changes.json").json()["pages"]
    before, after = changed["versions"]
    found = client.get(f"/articles/{after}/since/{before}.json").json()
    assert any("closed again" in edit["added"] for edit in found["edits"])
    assert "<ins>" in client.get(f"/articles/{after}/since/{before}").text


def test_search_shows_words_in_context_with_whose_they_are(client):
    (found,) = client.get('/search.json?q="border official"').json()["found"][:1]
    passage = found["passages"][0]
    assert passage["voice"] == "source"
    assert "border official said someone" in passage["words"]


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ("q=sluice&outlet=The+Ferryman", {"The Ferryman"}),
        ("q=sluice&since=2031-03-07", {"Brackwater Gazette", "Vesk Today"}),
        ("q=sluice&until=2031-03-03", {"Brackwater Gazette"}),
        ("q=flooded&voice=source", set()),
        ("q=flooded&voice=outlet", {"Osk Wire"}),
        ('q="opened by hand" "Harbour Agency"', {"Coast Monitor"}),
        ("q=nothing+holds+this", set()),
        ("q=AND+OR+NEAR(", set()),
        ("q=", set()),
    ],
)
def test_search_is_narrowed_by_its_query(client, query, outlets):
    found = client.get(f"/search.json?{query}").json()["found"]
    assert {hit["outlet"] for hit in found} == outlets
    assert client.get(f"/search?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=a&since=yesterday", "q=a&voice=loud"])
def test_a_query_that_makes_no_sense_is_said_so(client, query):
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    assert "expected" in answer.text or "write" in answer.text or "choose" in answer.text


def test_list_of_articles_is_narrowed_by_outlet_and_month(client):
    found = client.get("/articles.json?outlet=Osk+Wire&month=2031-03").json()["articles"]
    assert {heading["outlet"] for heading in found} == {"Osk Wire"}
    assert (
        client.get("/articles.json?month=2031-04").json()["articles"][0]["published"] >= "2031-04"
    )
    assert client.get("/articles.json?page=999999999999999999999").status_code == 200


def test_claim_puts_contradiction_beside_it_and_lists_all_occurrences(client):
    page = client.get("/claims/clm:opened").text
    assert "the gate failed of its own weight" in page
    assert page.count("<tr data-step") == 7
    found = client.get("/claims/clm:opened.json").json()
    assert (found["n_origins"], found["origins_range"], found["circular"]) == (2, [2, 3], True)
    assert {o["stance"] for o in found["occurrences"]} == {"asserts", "denies"}


@pytest.mark.parametrize("path", ["/articles/art:0", "/claims/clm:0", "/nowhere", "/articles/a/b"])
def test_what_is_not_there_is_said_with_a_way_back(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_hostile_names_and_texts_come_out_inert_everywhere(client, by_outlet):
    hostile = by_outlet[HOSTILE].reading
    article = hostile.article.id
    paths = ["/", "/articles", f"/articles/{article}", "/search?q=evil", "/rejected"]
    paths += [f"/articles/{article}/captured?row={hostile.attributions[1].id}"]
    paths += ['/search?q="><script>alert(1)</script>']
    for path in paths:
        tags = Tags()
        tags.feed(client.get(path).text)
        assert "img" not in [name for name, _ in tags.seen]
        assert [a for name, a in tags.seen if name == "script"] == [SCRIPT]
        assert [a for _, a in tags.seen if a.keys() & {"style", "onerror", "onload"}] == []
        assert [a for _, a in tags.seen if "javascript:" in str(a.get("href"))] == []


def one(pattern, text):
    (found,) = re.findall(pattern, text)[:1]
    return found


class Tags(HTMLParser):
    """The start tags of a page, as a browser reads them."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_an_empty_case_says_what_to_do(tmp_path):
    create(tmp_path / "empty", at_utc="2031-05-04T12:00:00Z")
    app = create_app(tmp_path / "empty")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("/", "/articles", "/claims", "/changes", "/rejected", "/search?q=a"):
            assert client.get(path).status_code == 200
        assert "stemmata add" in client.get("/").text


def test_a_case_that_is_gone_is_said_so(tmp_path):
    app = create_app(tmp_path / "gone")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.get("/")
        assert answer.status_code == 400
        assert "is no case" in answer.text
        assert client.get("/overview.json").json()["error"]


def test_overview_marks_circular_and_contradicted_claims_beside_the_most_carried(case):
    with Ledger.open(case) as ledger:
        carried = list(ledger.claim_lines())
        assert [line.id for line in _marked(ledger, ())] == [line.id for line in carried]
        assert [line.id for line in _marked(ledger, tuple(carried[:1]))] == ["clm:failed"]


def test_claims_are_narrowed_to_contradicted_ones(client):
    page = client.get("/").text
    assert 'href="/claims?contradicted=1"' in page
    assert client.get("/claims.json?contradicted=1").json()["total"] == 2


def test_review_shows_whole_words_around_a_passage(client, exhibits):
    texts = {e.reading.article.id: e.reading.article.text for e in exhibits}
    for doubt in client.get("/review.json").json()["doubts"]:
        for side in filter(None, (doubt["a"], doubt["b"])):
            shown = side["before"] + side["words"] + side["after"]
            text = texts[side["heading"]["article"]]
            at = text.index(shown)
            assert at == 0 or text[at - 1].isspace()
            assert at + len(shown) == len(text) or text[at + len(shown)].isspace()


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, "gate"), (5, "the gate"), (8, "the gate failed"), (99, "then the gate failed today")],
)
def test_words_around_a_passage_are_whole_and_of_its_line(size, expected):
    text = "before\nthen the gate failed today\nafter"
    start = text.index("gate")
    first, last = around(text, start, start + len("gate"), size)
    assert text[first:last] == expected


def test_a_circular_claim_says_what_runs_in_a_circle(client):
    page = client.get("/claims/clm:opened").text
    assert "2 passages rest on nothing but their outlet’s own word or network" in page
    assert page.count("</span> nothing but its own word or network") == 2
    assert len(re.findall('<path class="way circular" d="[^"]*"><title>', page)) == 1
    assert "Circular:" not in client.get("/claims/clm:failed").text


def test_an_article_says_which_claims_its_rows_state(client, by_outlet):
    page = client.get(f"/articles/{by_outlet['The Ferryman'].reading.article.id}").text
    shown = one(r"(?s)(claim <bdi>.*?</bdi>: 7 articles, 2 origins)", page)
    assert "the sluice was opened by hand at night" in shown


def test_of_many_articles_that_share_passages_the_nearest_are_listed(
    client, by_outlet, monkeypatch
):
    path = f"/articles/{by_outlet['The Ferryman'].reading.article.id}"
    assert "Shared with 1 article" in client.get(path).text
    monkeypatch.setattr("stemmata.web.pages.article.MOST_SHARED", 0)
    page = client.get(path).text
    assert "Shared with 1 article" in page
    assert "The 0 that share most with it" in page
    assert len(client.get(f"{path}.json").json()["copies"]) == 1


def test_overview_counts_one_outlet_that_is_not_drawn_as_one(case, monkeypatch):
    with Ledger.open(case) as ledger:
        monkeypatch.setattr("stemmata.web.chart.MOST_OUTLETS", len(ledger.status().outlets) - 1)
    with TestClient(create_app(case), base_url="http://127.0.0.1:8484") as client:
        page = client.get("/").text
    assert "1 smaller outlet" in page
    assert "1 smaller outlets" not in page


@pytest.mark.parametrize(("kind", "leads"), [("outlet", True), ("named_organization", False)])
def test_a_step_to_an_outlet_names_the_origin_that_is_the_outlet_itself(kind, leads):
    step = Step("own voice", "Osk Wire")
    stated = Occurrence("occ:1", Passage("art:1", Span(0, 1)), "att:1", "asserts", steps=(step,))
    origin = Origin("org:1", "outlet itself: Osk Wire", kind)
    assert Stated(stated, None, "", None, (origin,)).leads_to(origin) is leads
