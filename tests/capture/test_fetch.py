"""Fetching: polite, bounded, and never into a private network. All servers here are on loopback."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stemmata.capture import gather
from stemmata.capture.archive import Archive, payload_at
from stemmata.capture.fetch import Fetcher
from stemmata.capture.network import Timeouts, public
from stemmata.errors import UsageError
from stemmata.model import Captured, Rejected

PAGE = b"<!DOCTYPE html><html><body><p>The talks failed.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on loopback: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        site = self

        class Server(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers), time.monotonic()))
                answer = site.answers.get(self.path, (404, {}, b"none"))
                if callable(answer):
                    answer(self)
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self.thread.start()

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
    site.thread.join()


def fetcher(**options: object) -> Fetcher:
    kept = {"allow_private": True, "delay_s": 0.0, "timeouts": Timeouts(2, 0.5, 1), **options}
    return Fetcher(now=lambda: "2025-01-02T03:04:05Z", **kept)  # type: ignore[arg-type]


def reason(url: str, **options: object) -> str:
    item = fetcher(**options).fetch(url)
    assert isinstance(item, Rejected)
    assert (item.item, item.stage) == (url, "capture")
    return item.reason


def page(url: str, **options: object) -> Captured:
    item = fetcher(**options).fetch(url)
    assert isinstance(item, Captured), item
    return item


def test_a_page_is_captured_with_what_was_asked_and_answered(site: Site) -> None:
    site.answers["/1?q=a%20b"] = (200, HTML, PAGE)
    item = page(f"{site.url}/1?q=a b#part", contact="desk@herald.example")
    assert (item.payload, item.given.charset) == (PAGE, "utf-8")
    assert item.sighting.url == f"{site.url}/1?q=a b"
    assert item.sighting.seen_utc == "2025-01-02T03:04:05Z"
    (exchange,) = item.exchanges
    assert exchange.request.startswith(b"GET /1?q=a%20b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert exchange.response.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Content-Type: text/html; charset=utf-8\r\n" in exchange.response
    assert PAGE not in exchange.response
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("Stemmata/")
    assert agent.endswith("(+desk@herald.example)")


def test_a_fetched_page_goes_into_the_archive_and_comes_back(site: Site, tmp_path: Path) -> None:
    site.answers["/old"] = (301, {"Location": "/new"}, b"moved")
    site.answers["/new"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE))
    item = page(f"{site.url}/old")
    assert [e.url for e in item.exchanges] == [f"{site.url}/old", f"{site.url}/new"]
    assert item.sighting.url == f"{site.url}/new"
    with Archive(tmp_path, end=None, now=lambda: "2025-01-02T03:04:06Z") as archive:
        place = archive.append(item)
    assert payload_at(tmp_path, place) == item.payload == PAGE
    (again,) = gather([str(tmp_path)])
    assert isinstance(again, Captured)
    assert again.capture == item.capture


def test_robots_txt_is_asked_once_and_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: stemmata\nDisallow: /private\n")
    site.answers["/1"] = site.answers["/private/1"] = (200, HTML, PAGE)
    one = fetcher()
    assert isinstance(one.fetch(f"{site.url}/1"), Captured)
    forbidden = one.fetch(f"{site.url}/private/1")
    assert isinstance(forbidden, Rejected)
    assert "robots.txt forbids" in forbidden.reason
    assert site.paths() == ["/robots.txt", "/1"]


def test_a_redirect_to_a_forbidden_page_is_not_followed(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/1"] = (302, {"Location": "/private/1"}, b"")
    assert "robots.txt forbids" in reason(f"{site.url}/1")
    assert "/private/1" not in site.paths()


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)]
)
def test_a_robots_txt_out_of_order_forbids_all_and_none_allows_all(
    site: Site, status: int, allowed: bool
) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/1"] = (200, HTML, PAGE)
    assert isinstance(fetcher().fetch(f"{site.url}/1"), Captured) is allowed


def test_requests_to_one_host_have_a_rest_between_them(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 1\nAllow: /\n")
    site.answers["/1"] = (200, HTML, PAGE)
    page(f"{site.url}/1", delay_s=0.15)
    times = [when for _, _, when in site.asked]
    assert times[1] - times[0] >= 0.9  # the longer rest that the site asks for
    site.asked.clear()
    site.answers["/robots.txt"] = (404, {}, b"")
    page(f"{site.url}/1", delay_s=0.15)
    times = [when for _, _, when in site.asked]
    assert times[1] - times[0] >= 0.14


def test_redirects_end_after_ten(site: Site) -> None:
    for number in range(20):
        site.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    assert "more than 10 times" in reason(f"{site.url}/0")
    site.answers["/10"] = (200, HTML, PAGE)
    assert len(page(f"{site.url}/0").exchanges) == 11


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x.example/", "javascript:1", "http://["]
)
def test_a_redirect_to_what_is_no_web_address_is_rejected(site: Site, target: str) -> None:
    site.answers["/1"] = (302, {"Location": target}, b"")
    assert "no address" in reason(f"{site.url}/1")


@pytest.mark.parametrize("status", [404, 410, 500, 304])
def test_an_error_is_a_reject_with_its_status(site: Site, status: int) -> None:
    site.answers["/1"] = (status, HTML, PAGE if status != 304 else b"")
    assert f"HTTP/1.1 {status}" in reason(f"{site.url}/1")


def test_what_is_no_html_page_is_rejected(site: Site) -> None:
    site.answers["/1"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    assert "application/pdf" in reason(f"{site.url}/1")
    site.answers["/2"] = (200, {}, PAGE)  # no type said, but plain to see
    assert page(f"{site.url}/2").payload == PAGE


def test_too_much_is_not_read(site: Site) -> None:
    def endless(answer: BaseHTTPRequestHandler) -> None:
        answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        try:
            while True:
                answer.wfile.write(b"x" * 10_000)
        except OSError:
            site.asked.append(("hung up", {}, 0.0))

    site.answers["/endless"] = endless
    site.answers["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b" " * 10**7))
    for name in ("endless", "bomb"):
        assert "at most 100,000" in reason(f"{site.url}/{name}", limit_bytes=100_000)


def test_a_slow_server_is_given_up(site: Site) -> None:
    def dripping(answer: BaseHTTPRequestHandler) -> None:
        answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        try:
            for _ in range(100):
                answer.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    site.answers["/silent"] = lambda answer: time.sleep(0.6)
    site.answers["/dripping"] = dripping
    assert "timed out" in reason(f"{site.url}/silent", timeouts=Timeouts(1, 0.2, 5))
    drops = reason(f"{site.url}/dripping", timeouts=Timeouts(1, 0.1, 0.3))
    assert "timed out" in drops or "not finished after 0.3 s" in drops


def test_an_answer_that_breaks_off_is_rejected(site: Site) -> None:
    site.answers["/1"] = (200, {**HTML, "Content-Length": "500", "Connection": "close"}, PAGE)
    site.answers["/2"] = lambda answer: (
        answer.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"
        )
        and None
    )  # type: ignore[assignment]
    site.answers["/3"] = lambda answer: answer.wfile.write(b"nonsense\r\n\r\n") and None  # type: ignore[assignment]
    assert "before its end" in reason(f"{site.url}/1")
    assert "gave no answer" in reason(f"{site.url}/2")
    assert "gave no answer" in reason(f"{site.url}/3")


def test_chunked_pages_are_put_together(site: Site) -> None:
    site.answers["/1"] = lambda answer: (
        answer.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
        )
        and None
    )  # type: ignore[assignment]
    item = page(f"{site.url}/1")
    assert item.payload == PAGE
    assert item.exchanges[0].response.endswith(b"chunked\r\n")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1",
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::]", "0.0.0.0", "0",
        "169.254.169.254", "10.0.0.1", "[fd00:ec2::254]", "[fe80::1]", "[ff02::1]", "224.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_spelt(site: Site, host: str) -> None:
    url = f"http://{host}:{site.server.server_port}/1"
    assert "--allow-private" in reason(url, allow_private=False)
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/1"] = (302, {"Location": "http://0x7f.1/secret"}, b"")
    # The site itself counts as public here; where it points to does not.
    monkeypatch.setattr("stemmata.capture.network.public", lambda address: len(site.asked) < 2)
    assert "--allow-private" in reason(f"{site.url}/1", allow_private=False)
    assert site.paths() == ["/robots.txt", "/1"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [(2, 1, 6, "", ("192.0.2.1", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: both)
    assert "no public address" in reason("http://two.example/", allow_private=False)


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved = []

    def rebinding(host: str, port: int, **kwargs: object) -> list[object]:
        resolved.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", site.server.server_port))]

    monkeypatch.setattr("socket.getaddrinfo", rebinding)
    site.answers["/1"] = (200, HTML, PAGE)
    page("http://herald.example/1")
    assert resolved == ["herald.example"] * 2  # once for robots.txt, once for the page
    assert site.asked[-1][1]["Host"] == "herald.example"


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    site.answers["/1"] = (200, HTML, PAGE)
    assert page(f"{site.url}/1").payload == PAGE


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("64:ff9b::5db8:d70e", True),
        ("100.64.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False), ("255.255.255.255", False),
        ("168.63.129.16", False), ("192.0.0.192", False), ("100.100.100.200", False),
        ("2002:7f00:1::", False), ("2002:5db8:d70e::", True), ("64:ff9b:1::1", False),
        ("::7f00:1", False), ("fec0::1", False), ("fe80::1%eth0", False), ("2001:db8::1", False),
        ("::ffff:93.184.215.14", True), ("240.0.0.1", False),
    ],
)  # fmt: skip
def test_public_is_what_is_given_out_to_the_world(address: str, is_public: bool) -> None:
    assert public(address) is is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@127.0.0.1/", "http:///x", "http://[::1", "http://x:99999/", "http://a b/",
        "http://x\x01y/", "http://" + "ü" * 300 + "/", "ftp://x.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_rejected(url: str) -> None:
    assert "address" in reason(url) or "host name" in reason(url)


def test_a_server_that_is_not_there_is_rejected(site: Site) -> None:
    site.server.shutdown()
    site.server.server_close()
    assert "gave no answer" in reason(f"{site.url}/1")


def test_a_contact_cannot_smuggle_a_header_in() -> None:
    with pytest.raises(UsageError, match="contact"):
        fetcher(contact="me\r\nX: y")


def test_lists_of_addresses_are_fetched_in_order(site: Site, tmp_path: Path) -> None:
    site.answers["/1"] = site.answers["/2"] = (200, HTML, PAGE)
    (tmp_path / "a.urls").write_text(f"# ours\n{site.url}/1\n\n{site.url}/2\nherald.example/3\n")
    (tmp_path / "b.url").write_text(f"[InternetShortcut]\r\nIconIndex=1\r\nURL={site.url}/2\r\n")
    items = list(gather([str(tmp_path), f"{site.url}/1"], fetch=fetcher()))
    names = [item.path if isinstance(item, Captured) else item.item for item in items]
    assert names == [
        f"{site.url}/1",
        f"{site.url}/2",
        f"{tmp_path}/a.urls:5",
        f"{site.url}/2",
        f"{site.url}/1",
    ]


def test_without_being_asked_nothing_is_fetched(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text(f"{site.url}/1\n")
    for item in gather([str(tmp_path), f"{site.url}/1"]):
        assert isinstance(item, Rejected)
        assert "--fetch" in item.reason
    assert site.asked == []


def test_a_list_without_addresses_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text("# nothing yet\n")
    (item,) = gather([str(tmp_path)])
    assert isinstance(item, Rejected)
    assert "holds no address" in item.reason
