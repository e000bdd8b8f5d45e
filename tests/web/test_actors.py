"""Actors: what each says, what is said of it and by whom; who accuses whom; and searching by name."""

import csv
import io
import re
import shutil
from typing import Any

import pytest
from starlette.testclient import TestClient

from stemmata.ledger import Ledger
from stemmata.web.app import create_app
from tests.linking import linked
from tests.quarrel import BOMBED, EVIL, quarrel
from tests.web.test_pages import SCRIPT, Tags
from tests.web.village import HOSTILE


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return quarrel(tmp_path_factory.mktemp("actors") / "quarrel")


@pytest.fixture(scope="module")
def client(case):
    with TestClient(create_app(case), base_url="http://127.0.0.1:8484") as client:
        yield client


@pytest.fixture(scope="module")
def ids(case):
    with Ledger.open(case) as ledger:
        return {actor.name: actor.id for actor in ledger.actors(limit=50)}


def test_list_counts_what_each_says_and_what_is_said_of_it(client):
    found = {a["name"]: a for a in client.get("/actors.json").json()["actors"]}
    army, watch = found["Vellan army"], found["Harbour Watch"]
    assert (army["said"], army["named"], army["accused"], army["accuses"]) == (2, 3, 3, 1)
    assert (watch["said"], watch["named"], watch["accused"], watch["accuses"]) == (2, 0, 0, 1)


def test_list_is_narrowed_and_ordered_by_its_query(client):
    names = [a["name"] for a in client.get("/actors.json?type=person").json()["actors"]]
    assert sorted(names) == ["Ada Fenn", "Tola Wend"]
    assert [a["name"] for a in client.get("/actors.json?text=HARBOUR").json()["actors"]] == [
        "Harbour Watch"
    ]
    first = client.get("/actors.json?by=accused").json()["actors"][0]
    assert first["name"] == "Vellan army"
    assert client.get("/actors?by=beauty").status_code == 400


def test_actor_shows_its_words_with_polarity_outlet_and_date(client, ids):
    page = client.get(f"/actors/{ids['Vellan army']}.json?show=said").json()
    assert [(row["outlet"], row["published"], row["polarity"]) for row in page["rows"]] == [
        ("Hill Post", "2031-04-03", "affirmed"),
        ("Bay Herald", "2031-06-01", "denied"),
    ]
    assert "is-denies" in client.get(f"/actors/{ids['Vellan army']}?show=said").text


def test_actor_shows_who_says_what_of_it_and_marks_accusations(client, ids):
    page = client.get(f"/actors/{ids['Vellan army']}.json?show=named").json()
    assert [row["who"] for row in page["rows"]] == ["Harbour Watch", "Ada Fenn", "Quay Radio"]
    assert {row["note"] for row in page["rows"]} == {"read as accusing it"}
    assert {row["what"] for row in page["rows"][:2]} == {BOMBED}
    council = client.get(f"/actors/{ids['Sennoth Council']}.json?show=named").json()["rows"]
    assert [row["note"] for row in council] == ["read as accusing it", ""]


def test_rows_lead_to_their_place_and_to_their_claim(client, ids):
    page = client.get(f"/actors/{ids['Vellan army']}?show=named").text
    (row, *_) = re.findall(r'href="(/articles/[^"]+/rows/[^"]+)"', page)
    assert client.get(row).status_code == 200
    (claim, *_) = re.findall(r'href="(/claims/[^"]+)"', page)
    assert "the Vellan army bombed the quay" in client.get(claim).text


def test_names_come_with_the_articles_that_use_them(client, ids):
    (name,) = client.get(f"/actors/{ids['Vellan army']}.json").json()["names"]
    assert (name["name"], name["articles"], len(name["examples"])) == ("Vellan army", 5, 3)


def test_drawing_says_in_words_what_it_shows(client, ids):
    page = client.get(f"/actors/{ids['Vellan army']}").text
    assert "is accused: March 2031 2, April 2031 1." in page


def test_a_person_is_shown_with_single_rows_and_without_sums(client, ids):
    page = client.get(f"/actors/{ids['Tola Wend']}").text
    assert "No sum of what is said against anyone" in page
    assert "<svg" not in page
    assert client.get(f"/actors/{ids['Tola Wend']}.json").json()["accused"] is None
    listed = client.get("/actors.json?type=person").json()["actors"]
    assert {actor["accused"] for actor in listed} == {None}
    assert client.get("/actors.json?by=accused").json()["actors"][-1]["type"] == "person"


def test_matrix_says_who_accuses_whom_and_leads_to_the_rows(client, ids):
    found = client.get("/accusations.json").json()
    army, council = ids["Vellan army"], ids["Sennoth Council"]
    pairs = {
        (pair["accuser"] or pair["outlet"], pair["accused"]): pair["articles"]
        for pair in found["pairs"]
    }
    assert pairs[ids["Harbour Watch"], army] == 1
    assert pairs["Quay Radio", army] == 1
    assert pairs[army, council] == 1
    page = client.get("/accusations").text
    links = [m.replace("&amp;", "&") for m in re.findall(r'href="(/accusations\?[^"]+)">1<', page)]
    (link,) = [m for m in links if f"accuser={ids['Harbour Watch']}" in m.replace("%3A", ":")]
    assert BOMBED in client.get(link).text
    assert client.get(link.replace("/accusations", "/accusations.json")).json()["total"] == 1


def test_accused_persons_are_left_out_of_the_matrix_until_asked_for(client, ids):
    found = client.get("/accusations.json").json()
    assert found["persons_left_out"] == 1
    assert ids["Tola Wend"] not in {pair["accused"] for pair in found["pairs"]}
    shown = client.get("/accusations.json?persons=1").json()
    assert ids["Tola Wend"] in {pair["accused"] for pair in shown["pairs"]}
    assert client.get("/accusations?holder=everyone").status_code == 400


def test_accusations_are_always_shown_as_reports(client, ids):
    for path in ("/accusations", f"/actors/{ids['Vellan army']}?show=named"):
        assert "Reports, not findings" in client.get(path).text


def test_lists_are_taken_away_as_tables(client):
    text = client.get("/accusations.csv?holder=outlet").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["accuser"], row["accused"]) == ("Quay Radio", "Vellan army")
    assert row["words"] == "Vellan army bombed"

    def accused(query):
        text = client.get(f"/accusations.csv?{query}").content.decode("utf-8-sig")
        return {row["accused"] for row in csv.DictReader(io.StringIO(text))}

    assert accused("persons=1") - accused("") == {"Tola Wend"}
    listed = client.get("/actors.csv?type=person").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(listed)))) == 2


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ("entity=sennoth+council", {"Hill Post", HOSTILE}),
        ("entity=Sennoth+Council&q=theft", {"Hill Post"}),
        ("entity=Harbour+Watch&until=2031-03", {"Bay Herald"}),
        ("entity=Harbour+Watch&voice=outlet", set()),
        ("entity=Vellan+army&voice=outlet", {"Quay Radio"}),
        ("entity=Harbour+Watch&q=nothing", set()),
        ("entity=Nobody", set()),
    ],
)
def test_search_finds_articles_that_name_someone(client, query, outlets):
    found = client.get(f"/search.json?{query}").json()["found"]
    assert {hit["outlet"] for hit in found} == outlets
    assert client.get(f"/search?{query}").status_code == 200


def test_search_by_name_alone_marks_the_name(client):
    (first, *_) = client.get("/search.json?entity=Ada+Fenn").json()["found"]
    assert first["spans"] == [[0, 8]]
    assert "<mark>Ada Fenn</mark>" in client.get("/search?entity=Ada+Fenn").text


def test_an_actor_that_is_not_there_is_said_so(client):
    assert client.get("/actors/act:0").status_code == 404
    assert client.get("/actors?page=99").status_code == 200
    assert client.get("/accusations?accused=act:0").status_code == 200


def test_hostile_names_come_out_inert(client, ids):
    paths = ["/actors", "/accusations", f"/actors/{ids[EVIL]}", f"/accusations?accused={ids[EVIL]}"]
    paths += ['/actors?text="><script>alert(1)</script>', f"/actors/{ids['Sennoth Council']}"]
    for path in paths:
        tags = Tags()
        tags.feed(client.get(path).text)
        assert "img" not in [name for name, _ in tags.seen]
        assert [a for name, a in tags.seen if name == "script"] == [SCRIPT]
        assert [a for _, a in tags.seen if a.keys() & {"style", "onerror", "onload"}] == []


def test_a_form_on_the_page_joins_two_actors_and_parts_them_again(case, tmp_path):
    own = shutil.copytree(case, tmp_path / "own")
    origin = {"Origin": "http://127.0.0.1:8484"}
    by = {"who": "Ida", "why": "its old name", "b": "Vellan army"}

    def council() -> Any:
        """The actor with this name, in its page's words."""
        linked(own)
        found = asking.get("/search.json?entity=Sennoth+Council").json()
        assert found["found"]
        (first, *_) = asking.get("/actors.json?text=sennoth").json()["actors"]
        return asking.get(f"/actors/{first['id']}.json").json()

    with TestClient(create_app(own), base_url=origin["Origin"], headers=origin) as asking:
        page = asking.get(f"/actors/{council()['id']}").text
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        done = asking.post("/judgements/actors", data=fields | by, follow_redirects=False)
        assert done.headers["location"] == fields["back"]
        joined = council()
        assert {name["name"] for name in joined["names"]} == {"Vellan army", "Sennoth Council"}
        page = asking.get(f"/actors/{joined['id']}").text
        assert "a person joined them" in page
        assert "They are two" in page
        parting = {"verdict": "different", "a": joined["id"], **by}
        asking.post("/judgements/actors", data=parting)
        assert [name["name"] for name in council()["names"]] == ["Sennoth Council"]


def test_a_case_that_is_not_linked_has_no_actors(tmp_path):
    from stemmata.ledger import create

    create(tmp_path / "new", at_utc="2031-05-04T12:00:00Z")
    with TestClient(create_app(tmp_path / "new"), base_url="http://127.0.0.1") as client:
        for path in ("/actors", "/accusations", "/search?entity=Osk"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "linking" in answer.text
