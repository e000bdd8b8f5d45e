"""Adding from the page: taken, read, kept and told; whatever it is called, nothing else is written."""

import csv
import os
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
from click.testing import CliRunner
from starlette.requests import Request
from starlette.testclient import TestClient

from stemmata.capture.fetch import Fetcher
from stemmata.capture.uploads import Pasted, from_uploads
from stemmata.cli.serve import serve
from stemmata.ledger import Ledger
from stemmata.ledger.folder import locked
from stemmata.model import Given
from stemmata.pipeline.add import add_items
from stemmata.web import adder, upload
from stemmata.web.app import create_app
from stemmata.web.chart import calendar
from stemmata.web.counted import FRESH_S, LATEST_S, Counted
from stemmata.web.upload import uploaded
from tests.adding import CLOCK, PlainReader
from tests.web.village import HOSTILE

HOST = "http://127.0.0.1:8484"
OWN = {"Origin": HOST}
PAGE = b"<html><body><article><h1>The ferry stays</h1><p>%s</p></article></body></html>"
TEXT = b"The ferry of Osk stays in its harbour until the river falls, its crew said."


def page(words=TEXT):
    return PAGE % words


def add(folder, handed, fetch=None):
    return add_items(folder, from_uploads(handed, fetch=fetch), PlainReader(), now=lambda: CLOCK)


def add_fetching(folder, handed):
    return add(folder, handed, Fetcher(now=lambda: CLOCK, delay_s=0))


@contextmanager
def asking(case, **options):
    app = create_app(case, **{"add": add, **options})
    with TestClient(app, base_url=HOST, headers=OWN) as client:
        yield client


@pytest.fixture
def client(own_case, tmp_path, monkeypatch):
    """Asks about a copy of the case; temporary folders are made where the test can see them."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    with asking(own_case) as client:
        yield client


def files(*named):
    return [("files", (name, body)) for name, body in named]


def added(client, *named, **fields):
    """What came of handing this over, when it is done."""
    parts = files(*named) if named else [(name, (None, value)) for name, value in fields.items()]
    answer = client.post("/adding", files=parts, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/adding")
    wait()
    return client.get("/adding.json").json()["uploads"][0]


def wait():
    for thread in threading.enumerate():
        if thread.name == "adding":
            thread.join(20)


def sightings(case):
    with Ledger.open(case) as ledger:
        return [(e.reading.article, e.sightings[0]) for e in ledger.exhibits()]


def everything_in(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_files_are_read_and_kept_under_the_names_they_came_with(client, own_case):
    done = added(client, ("ferry.html", page()), ("deep/osk.txt", TEXT + b" It was so."))
    assert (done["state"], done["counts"]) == ("done", {"added": 2})
    paths = [seen.path for _, seen in sightings(own_case)]
    assert paths[-2:] == ["ferry.html", "deep/osk.txt"]
    assert "2 added, of 2 items" in client.get("/adding").text


def test_the_same_files_once_more_are_known(client):
    added(client, ("ferry.html", page()))
    assert added(client, ("ferry.html", page()))["counts"] == {"known": 1}


def test_a_pasted_text_has_what_was_said_of_it_and_no_address(client, own_case):
    text = TEXT.decode() + "\r\nAnd the bridge is shut."
    fields = {"title": "Ferry", "outlet": "Osk Wire", "published": "2031-05-02"}
    assert added(client, text=text, **fields)["counts"] == {"added": 1}
    article, seen = sightings(own_case)[-1]
    assert (article.outlet, article.title, article.published) == ("Osk Wire", "Ferry", "2031-05-02")
    assert article.text == text.replace("\r\n", "\n")
    assert (seen.path, seen.url) == ("-", None)
    added(client, text="Another text, that is no newer version of the one before it.")
    addresses = [page["address"] for page in client.get("/changes.json").json()["pages"]]
    assert addresses == ["https://outlet1.example/flood"]  # as before


def test_what_a_browser_saved_beside_a_page_is_kept_with_it(client, own_case):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    done = added(
        client,
        ("saved/ferry.html", page()),
        ("saved/ferry_files/boat.png", picture),
        ("saved/.DS_Store", b"x"),
    )
    assert (done["counts"], done["rejected"]) == ({"added": 1}, [])
    with Ledger.open(own_case) as ledger:
        exhibit = list(ledger.exhibits())[-1]
        (asset,) = ledger.assets_of(exhibit.capture.id)
    assert (asset.sighting.path, asset.capture.media_type) == (
        "saved/ferry_files/boat.png",
        "image/png",
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../outside.txt", "outside.txt"),
        ("/etc/outside.txt", "etc/outside.txt"),
        ("..\\..\\outside.txt", "outside.txt"),
        ("a/../../b/./outside.txt", "a/b/outside.txt"),
        ("zero\x00end.txt", "zero\ufffdend.txt"),
        ("\u202egnp.txt", "\u202egnp.txt"),
        ("نهر/فيضان.txt", "نهر/فيضان.txt"),
        ("-.txt", "-.txt"),
        ("http:__x.txt", "http:__x.txt"),
        ("CON.txt", "CON.txt"),
    ],
)
def test_odd_names_are_data_and_nothing_is_written_outside_the_case(
    client, own_case, tmp_path, monkeypatch, name, kept
):
    (tmp_path / "here" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "deep")
    before = everything_in(tmp_path)
    raw = name.encode()
    body = (
        b'--xx\r\nContent-Disposition: form-data; name="files"; filename="'
        + raw
        + b'"\r\n\r\n'
        + TEXT
        + b"\r\n--xx--\r\n"
    )
    sent = client.post(
        "/adding", content=body, headers={"Content-Type": "multipart/form-data; boundary=xx"}
    )
    assert sent.status_code == 200
    wait()
    new = everything_in(tmp_path) - before
    assert [path for path in new if not path.startswith("own/")] == []
    assert not Path("/etc/outside.txt").exists()
    assert sightings(own_case)[-1][1].path == kept
    assert client.get("/adding").status_code == 200


def test_a_name_of_4000_characters_is_rejected_and_says_so(client):
    done = added(client, ("n" * 4000 + ".txt", TEXT), ("good.txt", TEXT))
    assert done["counts"] == {"rejected": 1, "added": 1}
    assert "4,004 characters" in done["rejected"][0]["reason"]
    assert len(client.get("/adding").text) < 20_000


def test_rejects_are_listed_with_their_reasons(client):
    done = added(client, ("scan.pdf", b"%PDF-1.4 x"), ("empty.html", b""), ("good.txt", TEXT))
    assert done["counts"] == {"rejected": 2, "added": 1}
    assert [one["item"] for one in done["rejected"]] == ["scan.pdf", "empty.html"]
    shown = client.get("/adding").text
    assert "PDF documents (.pdf) are not read yet" in shown
    assert "is empty (0 bytes)" in shown


def test_hostile_names_and_contents_come_out_inert(client):
    name = HOSTILE.replace('"', "").replace("/", "") + ".html"
    added(client, (name, b""), (name.replace("html", "htm"), page(HOSTILE.encode())))
    for path in ("/adding", "/articles", "/rejected"):
        shown = client.get(path).text
        assert "<img" not in shown
        assert "<script>" not in shown
    assert "&lt;img" in client.get("/adding").text


def test_too_much_is_refused_with_a_clear_page_and_leaves_nothing(client, tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "MOST_BYTES", 10_000)
    answer = client.post("/adding", files=files(("large.txt", b"x" * 50_000)))
    assert answer.status_code == 413
    assert "too much at once" in answer.text
    assert "stemmata add" in answer.text
    assert everything_in(tmp_path / "tmp") == set()
    assert client.get("/adding.json").json()["uploads"] == []


def test_too_many_files_and_too_long_a_text_are_refused(client, monkeypatch):
    monkeypatch.setattr(upload, "MOST_FILES", 3)
    many = client.post("/adding", files=files(*((f"{n}.txt", TEXT) for n in range(4))))
    assert many.status_code == 413
    assert "3 files" in many.text
    monkeypatch.setattr(upload, "MOST_TEXT_BYTES", 100)
    assert client.post("/adding", files=[("text", (None, "x" * 101))]).status_code == 413


async def taken(folder, *messages):
    """What is made of a request that comes in these pieces."""
    waiting = list(messages)

    async def receive():
        return waiting.pop(0)

    kind = (b"content-type", b"multipart/form-data; boundary=xx")
    return await uploaded(
        Request({"type": "http", "method": "POST", "headers": [kind]}, receive), folder
    )


HALF = (
    b'--xx\r\nContent-Disposition: form-data; name="files"; filename="half.txt"\r\n\r\n' + TEXT[:30]
)


@pytest.mark.parametrize(
    "last", [{"type": "http.disconnect"}, {"type": "http.request", "body": b""}]
)
def test_an_upload_that_is_cut_off_adds_nothing(tmp_path, last):
    first = {"type": "http.request", "body": HALF, "more_body": True}
    trouble = anyio.run(taken, tmp_path, first, last)
    assert (trouble.status, trouble.title) == (400, "The upload broke off")


def test_a_disk_that_takes_nothing_is_said(tmp_path):
    whole = {"type": "http.request", "body": HALF + b"\r\n--xx--\r\n"}
    trouble = anyio.run(taken, tmp_path / "gone", whole)
    assert (trouble.status, trouble.title) == (500, "There is no room for this")


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"x", 415),
        ("multipart/form-data", b"x", 415),
        ("multipart/form-data; boundary=xx", b"no part at all", 400),
        ("multipart/form-data; boundary=xx", b"--xx\r\nNo colon\r\n\r\nx\r\n--xx--", 400),
        ("multipart/form-data; boundary=" + "x" * 5000, b"x", 400),
        ("multipart/form-data; boundary=xx", b"--xx\r\nA: " + b"y" * 60_000 + b"\r\n\r\n", 400),
    ],
)
def test_what_is_no_form_is_refused(client, tmp_path, kind, body, status):
    answer = client.post("/adding", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert 'href="/"' in answer.text
    assert everything_in(tmp_path / "tmp") == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "  "},
        {"text": "A text.", "published": "yesterday"},
        {"text": "A text.", "title": "x" * 3000},
        {"url": "https://osk.example/a"},
        {f"f{n}": "x" for n in range(20)},
    ],
)
def test_what_cannot_be_added_is_said_and_not_kept(client, tmp_path, fields):
    answer = client.post("/adding", files=[(k, (None, v)) for k, v in fields.items()])
    assert answer.status_code == 400
    assert everything_in(tmp_path / "tmp") == set()
    assert client.get("/adding.json").json()["uploads"] == []


def test_addresses_are_only_fetched_where_the_server_was_told_so(client, own_case):
    page = client.get("/adding").text
    assert "stemmata serve --fetch" in page
    assert 'name="url"' not in page
    refused = client.post("/adding", files=[("url", (None, "https://osk.example/"))])
    assert "--fetch" in refused.text
    with asking(own_case, add=add_fetching, fetching=True) as fetching:
        assert 'name="url"' in fetching.get("/adding").text


def test_serve_lets_addresses_be_fetched_only_with_fetch(own_case, monkeypatch):
    made = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: made.append(app))
    for options in ([], ["--fetch"]):
        assert CliRunner().invoke(serve, [str(own_case), *options]).exit_code == 0
    offered = []
    for app in made:
        with TestClient(app, base_url=HOST) as client:
            offered.append('name="url"' in client.get("/adding").text)
    assert offered == [False, True]


def test_with_the_secret_an_upload_leads_back_to_an_address_that_keeps_it(own_case):
    at = "http://192.0.2.7:8484"
    app = create_app(own_case, hosts=None, token="kept-secret", add=add)
    with TestClient(app, base_url=at, headers={"Origin": at}) as client:
        sent = client.post("/kept-secret/adding", files=files(("f.txt", TEXT)))
        wait()
        assert sent.url.path == "/kept-secret/adding"
        assert client.post("/adding", files=files(("f.txt", TEXT))).status_code == 404


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x", "http://localhost/", "http://169.254.1.1/", "http://[::1]/"]
)
def test_private_addresses_are_refused_as_on_the_command_line(own_case, address):
    with asking(own_case, add=add_fetching, fetching=True) as client:
        done = added(client, url=address)
        assert done["counts"] == {"rejected": 1}
        assert "private" in done["rejected"][0]["reason"]
        assert client.post("/adding", files=[("url", (None, "file:///etc/x"))]).status_code == 400


def test_while_another_process_writes_the_upload_waits_for_a_second_try(client, own_case):
    with locked(own_case):
        done = added(client, ("ferry.txt", TEXT))
        assert done["state"] == "stopped"
        assert f"another process (pid {os.getpid()}) is writing" in done["trouble"]
        assert "Try again" in client.get("/adding").text
    client.post("/adding/again", data={"upload": str(done["number"]), "do": "again"})
    wait()
    (again,) = client.get("/adding.json").json()["uploads"]
    assert (again["state"], again["counts"], again["trouble"]) == ("done", {"added": 1}, None)


def test_an_upload_that_is_put_aside_leaves_no_file(client, own_case, tmp_path):
    with locked(own_case):
        done = added(client, ("ferry.txt", TEXT))
    assert everything_in(tmp_path / "tmp")
    client.post("/adding/again", data={"upload": str(done["number"]), "do": "drop"})
    assert everything_in(tmp_path / "tmp") == set()
    assert client.get("/adding.json").json()["uploads"] == []
    for number in ("1", "x", "", "9" * 30):
        gone = client.post("/adding/again", data={"upload": number, "do": "drop"})
        assert gone.status_code == 400


def test_two_uploads_at_once_are_added_one_after_the_other(own_case):
    begun, go_on = threading.Event(), threading.Event()
    running: list[int] = []

    def slow(folder, handed):
        running.append(len(running))
        begun.set()
        assert go_on.wait(20)
        assert len(running) == 1
        yield from add(folder, handed)
        running.clear()

    with asking(own_case, add=slow) as client:
        client.post("/adding", files=files(("first.txt", TEXT + b" One.")))
        assert begun.wait(20)
        client.post("/adding", files=files(("second.txt", TEXT + b" Two.")))
        shown = client.get("/adding").text
        assert "Waits:" in shown
        assert "nothing yet, of first.txt" in shown
        assert "http-equiv" not in shown
        assert '<noscript><meta http-equiv="refresh"' in client.get("/adding?every=5").text
        states = [one["state"] for one in client.get("/adding.json").json()["uploads"]]
        assert states == ["waiting", "running"]
        go_on.set()
        wait()
        uploads = client.get("/adding.json").json()["uploads"]
        assert [one["counts"] for one in uploads] == [{"added": 1}, {"added": 1}]


def test_more_uploads_than_can_wait_are_refused(client, own_case, monkeypatch):
    monkeypatch.setattr(adder, "MOST_WAITING", 1)
    with locked(own_case):
        added(client, ("ferry.txt", TEXT))
        refused = client.post("/adding", files=files(("second.txt", TEXT)))
    assert refused.status_code == 400
    assert "not done yet" in refused.text
    client.post("/adding/again", data={"upload": "1", "do": "drop"})


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_adding_that_breaks_is_not_taken_for_done(own_case):
    def broken(*_):
        raise MemoryError

    with asking(own_case, add=broken) as client:
        done = added(client, ("ferry.txt", TEXT))
        assert done["state"] == "stopped"
        assert "the terminal that serves this page" in done["trouble"]
        client.post("/adding/again", data={"upload": "1", "do": "drop"})


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_form_of_another_site_adds_nothing(client, tmp_path, origin):
    answer = client.post("/adding", files=files(("f.txt", TEXT)), headers={"Origin": origin})
    assert answer.status_code == 403
    assert client.get("/adding.json").json()["uploads"] == []
    assert everything_in(tmp_path / "tmp") == set()
    rebound = client.post("/adding", files=files(("f.txt", TEXT)), headers={"Host": "evil.example"})
    assert rebound.status_code == 421


def test_what_was_added_is_counted_at_once(client):
    before = client.get("/overview.json").json()["articles"]
    added(client, ("ferry.txt", TEXT))
    assert client.get("/overview.json").json()["articles"] == before + 1


def test_while_another_process_adds_the_numbers_are_counted_anew_after_a_while(own_case):
    now = [0.0]
    counted = Counted(lambda: now[0])

    def articles():
        with Ledger.open(own_case) as ledger:
            return counted.of(ledger).status.articles

    before = articles()
    list(add(own_case, [Pasted(TEXT.decode(), Given())]))
    assert articles() == before
    now[0] = FRESH_S
    assert articles() == before  # nobody waits for the counting
    counted.wait()
    assert articles() == before + 1
    list(add(own_case, [Pasted(TEXT.decode() + " Twice.", Given())]))
    now[0] += LATEST_S
    assert articles() == before + 2


def test_the_table_of_what_was_not_read_says_what_was_read_later(client):
    added(client, ("twice.html", b""), ("once.html", b""))
    added(client, ("twice.html", page()))
    lines = csv.DictReader(client.get("/rejected.csv").content.decode("utf-8-sig").splitlines())
    said = {line["item"]: line["read_since"] for line in lines}
    assert (said["twice.html"], said["once.html"]) == ("yes", "no")


def test_numbers_counted_before_an_act_do_not_replace_those_counted_after_it(own_case, monkeypatch):
    now, begun, goes_on = [0.0], threading.Event(), threading.Event()
    counted = Counted(lambda: now[0])

    def articles():
        with Ledger.open(own_case) as ledger:
            return counted.of(ledger).status.articles

    def held(months):
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            goes_on.wait()
        return calendar(months)

    monkeypatch.setattr("stemmata.web.counted.calendar", held)
    before = articles()
    list(add(own_case, [Pasted(TEXT.decode(), Given())]))
    now[0] = FRESH_S
    articles()
    begun.wait()
    list(add(own_case, [Pasted(TEXT.decode() + " Twice.", Given())]))
    counted.forget()
    assert articles() == before + 2
    goes_on.set()
    counted.wait()
    assert articles() == before + 2


def test_when_it_is_done_the_case_can_be_linked_at_once(client):
    added(client, ("ferry.txt", TEXT))
    assert 'action="/linking"><button>Link' in client.get("/adding").text
