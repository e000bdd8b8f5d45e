"""Who may ask, and what browsers are told about every answer."""

import re

import pytest
from starlette.testclient import TestClient

from stemmata.web.app import FILES, PAGES, create_app

TOKEN = "kept-secret"


@pytest.fixture(scope="module")
def secret(case):
    app = create_app(case, hosts=None, token=TOKEN)
    with TestClient(app, base_url="http://192.0.2.7:8484") as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1:8484", "localhost", "LOCALHOST:1", "[::1]:8484"])
def test_this_machine_is_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "", "[::1", "a@127.0.0.1:x@b"]
)
def test_a_name_rebound_to_this_machine_is_not_answered(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "sluice" not in answer.text


@pytest.mark.parametrize("path", ["/", "/wrong/", f"/{TOKEN}x/", "/articles", "/look.css"])
def test_without_the_secret_nothing_is_told(secret, path):
    answer = secret.get(path)
    assert answer.status_code == 404
    assert "sluice" not in answer.text


def test_with_the_secret_every_address_on_a_page_keeps_it(secret):
    page = secret.get(f"/{TOKEN}/")
    assert page.status_code == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
    assert links
    assert [link for link in links if not link.startswith(f"/{TOKEN}/")] == []
    assert {secret.get(link).status_code for link in set(links)} == {200}


def test_with_the_secret_a_form_leads_back_to_an_address_that_keeps_it(own_case):
    app = create_app(own_case, hosts=None, token=TOKEN)
    with TestClient(app, base_url="http://192.0.2.7:8484") as client:
        form = {"a": "clm:opened", "b": "clm:failed", "who": "Ada", "why": "so", "back": "/review"}
        done = client.post(
            f"/{TOKEN}/judgements/same",
            data=form,
            headers={"Origin": "http://192.0.2.7:8484"},
            follow_redirects=False,
        )
        assert done.headers["location"] == f"/{TOKEN}/review"
        assert client.post("/judgements/same", data=form).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused(client, headers):
    assert client.post("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://127.0.0.1:8484"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_a_form_of_our_own_gets_past_the_guard(client, headers):
    assert client.post("/", headers=headers).status_code == 405


@pytest.mark.parametrize(
    "path", [*PAGES, *FILES, "/rows.css?n=3", "/nowhere", "/claims.json", "/claims.csv"]
)
def test_every_answer_carries_the_strict_headers(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/articles/..%2f..%2fledger.db",
        "/articles/%2e%2e/captured",
        "/articles/art:0' OR 1=1 --",
        "/articles/%00",
        "/articles/%ff%fe/captured/page",
        "/static/../ledger.db",
        "/claims/%F0%9F%92%A5.json",
    ],
)
def test_names_in_paths_are_only_looked_up(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "SQLite" not in answer.text


def test_an_answer_about_a_fault_of_ours_carries_the_strict_headers_too(case, monkeypatch):
    def broken(asked):
        raise ZeroDivisionError("<b>secret</b>")

    monkeypatch.setitem(PAGES, "/articles", broken)
    with TestClient(
        create_app(case), base_url="http://127.0.0.1:8484", raise_server_exceptions=False
    ) as client:
        answer = client.get("/articles")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_style_and_script_stay_small(client):
    size = sum(len(client.get(path).content) for path in FILES) + len(
        client.get("/rows.css?n=99999").content
    )
    assert size <= 60_000
