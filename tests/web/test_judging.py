"""What people judge on the pages: kept, shown, taken back, and counted after linking."""

import re
import threading

import pytest
from starlette.testclient import TestClient

from stemmata.errors import InputError
from stemmata.ledger import Ledger
from stemmata.pipeline.judge import By, is_waiting, judge, judge_rows
from stemmata.pipeline.link import link
from stemmata.web.acts import ACTS
from stemmata.web.app import create_app
from stemmata.web.counted import Counted
from tests.adding import CLOCK
from tests.linking import WordEmbedder
from tests.web.village import HOSTILE

OWN = {"Origin": "http://127.0.0.1:8484"}
CLAIM = "/claims/clm:opened"
BY = By(who="Ada Fenn", why="read both", now=lambda: CLOCK)
SAID = {"who": "Ada Fenn", "why": "the radio means another sluice", "back": CLAIM + "#judged"}


def link_by_words(folder, say):
    link(folder, WordEmbedder, now=lambda: CLOCK, say=say)


@pytest.fixture
def asking(own_case):
    app = create_app(own_case, link=link_by_words)
    with TestClient(app, base_url="http://127.0.0.1:8484", headers=OWN) as client:
        yield client


@pytest.fixture
def opened(own_case):
    with Ledger.open(own_case) as ledger:
        return ledger.claim("clm:opened")


def kept(client):
    return client.get("/judgements.json").json()["judgements"]


def test_a_passage_is_split_from_its_claim_with_who_and_why(asking, opened):
    radio = opened.occurrences[2]
    assert f'value="{radio.id}"' in asking.get(CLAIM).text
    done = asking.post("/judgements/split", data={"a": radio.id, **SAID}, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, CLAIM + "#judged")
    (judged,) = kept(asking)
    assert (judged["verdict"], judged["who"], judged["state"]) == (
        "different",
        "Ada Fenn",
        "in force",
    )
    assert [anchor["words"] for anchor in judged["a"]] == ["someone opened the sluice by hand"]
    assert len(judged["b"]) == len(opened.occurrences) - 1
    page = asking.get(CLAIM).text
    assert "the radio means another sluice" in page
    assert "when the case is linked again" in asking.get("/claims").text


@pytest.mark.parametrize(
    "other", ["clm:failed", " clm:failed ", "http://127.0.0.1:8484/claims/clm:failed#judged"]
)
def test_two_claims_are_joined_by_id_or_by_the_address_of_a_page(asking, other):
    asking.post("/judgements/same", data={"a": "clm:opened", "b": other, **SAID})
    (judged,) = kept(asking)
    assert judged["verdict"] == "same"
    assert [anchor["words"] for anchor in judged["b"]] == ["the gate failed of its own weight"]
    assert "the radio means" in asking.get("/claims/clm:failed").text


def test_a_judgement_is_taken_back_and_stays_in_the_history(asking):
    asking.post("/judgements/same", data={"a": "clm:opened", "b": "clm:failed", **SAID})
    (first,) = kept(asking)
    asking.post("/judgements/withdraw", data={**SAID, "a": first["id"], "why": "a mistake"})
    newest, oldest = kept(asking)
    assert (newest["verdict"], newest["withdraws"]) == ("withdrawn", first["id"])
    assert oldest["state"] == "withdrawn"
    assert "/judgements/withdraw" not in asking.get("/judgements").text
    assert "/judgements/withdraw" not in asking.get(CLAIM).text


def test_a_judgement_of_another_process_that_waits_changes_what_is_in_doubt(own_case, opened):
    """The first one makes the linking stale, the second finds it so."""
    counted = Counted()

    def in_doubt():
        with Ledger.open(own_case) as ledger:
            return counted.in_doubt(ledger)

    denied, wire, radio = (o.id for o in opened.occurrences[:3])
    judge_rows(own_case, "rejected", [denied], **BY)
    assert is_waiting(own_case)
    assert in_doubt() == 1
    judge(own_case, "different", [wire], [radio], **BY)
    assert in_doubt() == 0


def test_the_name_of_who_judged_last_need_not_be_typed_again(asking):
    asking.post("/judgements/same", data={"a": "clm:opened", "b": "clm:failed", **SAID})
    for path in (CLAIM, "/review", "/judgements"):
        assert 'name="who" value="Ada Fenn"' in asking.get(path).text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/judgements/split", {"a": "occ:0"}),
        ("/judgements/split", {"a": ""}),
        ("/judgements/same", {"a": "clm:opened", "b": "clm:opened"}),
        ("/judgements/same", {"a": "clm:opened", "b": "the gate"}),
        ("/judgements/same", {"a": "clm:opened", "b": "clm:failed", "why": " "}),
        ("/judgements/same", {"a": "clm:opened", "b": "clm:failed", "who": "x" * 3000}),
        ("/judgements/withdraw", {"a": "jdg:0"}),
        ("/review", {"pair": "same occ:0"}),
        ("/review", {"pair": "same occ:0 occ:1 occ:2"}),
        ("/judgements/same", {str(n): "x" for n in range(99)}),
    ],
)
def test_what_cannot_be_judged_is_said_and_not_kept(asking, path, form):
    answer = asking.post(path, data={**SAID, **form})
    assert answer.status_code == 400
    assert 'href="/"' in answer.text
    assert kept(asking) == []


def test_a_body_that_is_no_form_or_too_long_is_not_read(asking):
    assert asking.post("/review", json={"pair": "same"}).status_code == 415
    assert asking.post("/review", data={"why": "x" * 100_000}).status_code == 413


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_form_of_another_site_does_nothing(asking, path, origin):
    form = {"a": "clm:opened", "b": "clm:failed", **SAID}
    assert asking.post(path, data=form, headers={"Origin": origin}).status_code == 403
    assert kept(asking) == []


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", ""]
)
def test_a_form_leads_nowhere_but_to_our_own_pages(asking, back):
    form = {**SAID, "a": "clm:opened", "b": "clm:failed", "back": back}
    done = asking.post("/judgements/same", data=form, follow_redirects=False)
    assert done.headers["location"] == "/judgements"


def test_hostile_names_and_reasons_are_shown_and_inert(asking):
    form = {"a": "clm:opened", "b": "clm:failed", "who": HOSTILE, "why": HOSTILE + "\x00\ud800"}
    asking.post("/judgements/same", data={k: v.encode("utf-8", "replace") for k, v in form.items()})
    assert len(kept(asking)) == 1
    for path in ("/judgements", CLAIM, "/review"):
        page = asking.get(path).text
        assert "&lt;img" in page
        assert "<img" not in page
        assert page.count("<script") == 1


def test_review_shows_pairs_in_doubt_until_they_are_judged(asking, opened):
    (doubt,) = asking.get("/review.json").json()["doubts"]
    wire, radio = (opened.occurrences[i].id for i in (1, 2))
    assert {doubt["a"]["occurrence"], doubt["b"]["occurrence"]} == {wire, radio}
    (button,) = re.findall(r'value="(different [^"]+)"', asking.get("/review").text)
    done = asking.post("/review", data={"pair": button, "who": "Ada"}, follow_redirects=False)
    assert done.headers["location"] == "/review#next"
    (judged,) = kept(asking)
    assert (judged["verdict"], judged["who"]) == ("different", "Ada")
    assert asking.get("/review.json").json()["doubts"] == []


def test_enter_in_a_field_of_the_review_decides_nothing(asking):
    page = asking.get("/review").text
    form = page[page.index('<form id="judge"') :]
    assert 'formmethod="get"' in re.findall("<button[^>]*>", form)[0]


def test_counts_follow_a_judgement_at_once(asking):
    start(asking)
    wait(asking)
    claim = asking.get("/claims.json").json()["claims"][0]
    found = asking.get(f"/claims/{claim['id']}.json").json()["occurrences"]
    page = asking.get(f"/claims/{claim['id']}").text
    occurrence = re.findall(r'name="a" value="(occ:\w+)"', page)[0]
    asking.post("/judgements/split", data={**SAID, "a": occurrence})
    assert not asking.get("/linking.json").json()["linking"]["stale"]
    now = asking.get(f"/claims/{claim['id']}.json").json()["occurrences"]
    assert len(now) < len(found)


def start(client):
    answer = client.post("/linking", data={"now": "1"})
    assert answer.url.path == "/linking"
    assert answer.status_code == 200
    return answer.text


def wait(client):
    for thread in threading.enumerate():
        if thread.name == "linking":
            thread.join(10)
    assert client.get("/linking.json").json()["running"] is False


def test_linking_runs_once_at_a_time_and_its_page_shows_it(own_case):
    begun, go_on, runs = threading.Event(), threading.Event(), []

    def slow(_, say):
        runs.append(1)
        say("claims <b>")
        begun.set()
        go_on.wait(10)

    with TestClient(
        create_app(own_case, link=slow), base_url="http://127.0.0.1:8484", headers=OWN
    ) as client:
        start(client)
        begun.wait(10)
        page = start(client)
        assert "claims &lt;b&gt;" in page
        assert "<button>Link" not in page
        go_on.set()
        wait(client)
        assert "<button>Link" in client.get("/linking").text
    assert runs == [1]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_linking_that_breaks_is_not_taken_for_done(own_case):
    def broken(*_):
        raise MemoryError

    with TestClient(
        create_app(own_case, link=broken), base_url="http://127.0.0.1:8484", headers=OWN
    ) as client:
        start(client)
        wait(client)
        assert "the terminal that serves this page" in client.get("/linking").text


def test_linking_that_cannot_be_done_says_why(own_case):
    def failing(*_):
        raise InputError("outlets.jsonl: line 3 is no JSON")

    with TestClient(
        create_app(own_case, link=failing), base_url="http://127.0.0.1:8484", headers=OWN
    ) as client:
        start(client)
        wait(client)
        assert "line 3 is no JSON" in client.get("/linking").text


def test_undoing_in_the_review_says_that_it_undid(asking, opened):
    by = {"who": "Ada Fenn", "why": ""}
    asking.post("/review", data={"pair": f"split {opened.occurrences[2].id}", **by})
    (made,) = kept(asking)
    asking.post("/review", data={"pair": f"withdraw {made['id']}", **by})
    assert [one["why"] for one in kept(asking)] == [
        "undone in the review",
        "compared in the review",
    ]


def test_the_overview_counts_at_once_what_still_awaits_judgement(asking, opened):
    assert asking.get("/overview.json").json()["in_doubt"] == 1
    wire, radio = (occurrence.id for occurrence in opened.occurrences[1:3])
    asking.post("/review", data={"pair": f"same {wire} {radio}", "who": "Ada Fenn", "why": ""})
    assert asking.get("/overview.json").json()["in_doubt"] == 0
