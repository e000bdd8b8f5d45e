"""The workbench in a real browser: journeys, with and without JavaScript, and what it asks of whom."""

import shutil
import socket
import socketserver
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="needs uvicorn")
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="needs playwright: pip install playwright"
)

from stemmata.ledger import Ledger  # noqa: E402 - only where the browser can be driven
from stemmata.web.app import create_app  # noqa: E402 - only where the browser can be driven
from tests.web.village import HOSTILE  # noqa: E402

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium: install chromium to walk through the workbench"
)

WIDTHS = (360, 900, 1440)
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def served(case):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(case)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def url(case):
    with served(case) as url:
        yield url


@pytest.fixture
def own_url(own_case):
    with served(own_case) as url:
        yield url


@pytest.fixture(scope="module")
def outside():
    """All that is said to other machines: every name leads to this listener."""
    heard = []

    class Listener(socketserver.BaseRequestHandler):
        def handle(self):
            heard.append(self.request.recv(4096))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield SimpleNamespace(port=server.server_address[1], heard=heard)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(outside):
    with sync_api.sync_playwright() as playwright:
        rules = f"--host-resolver-rules=MAP * 127.0.0.1:{outside.port}, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", rules]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page that notes what it complains about."""
    with browser.new_context() as context:
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page


@pytest.fixture(scope="module")
def paths(by_outlet, case):
    with Ledger.open(case) as ledger:
        wire = ledger.versions(ledger.changed_addresses()[0])
    hostile, gazette = by_outlet[HOSTILE].reading, by_outlet["Brackwater Gazette"].reading
    arabic = next(e for o, e in by_outlet.items() if o and not o.isascii()).reading
    row = gazette.attributions[1].id
    return {
        "overview": "/",
        "claims": "/claims",
        "claim": "/claims/clm:opened",
        "articles": "/articles",
        "article": f"/articles/{gazette.article.id}",
        "hostile": f"/articles/{hostile.article.id}",
        "right to left": f"/articles/{arabic.article.id}",
        "captured": f"/articles/{gazette.article.id}/captured?row={row}",
        "captured hostile": f"/articles/{hostile.article.id}/captured",
        "search": "/search?q=sluice",
        "changes": "/changes",
        "change": f"/articles/{wire[1]}/since/{wire[0]}",
        "fixing": f"/articles/{gazette.article.id}?fix={row}#fix",
        "chosen": "/claims/selection?claim=clm:opened&claim=clm:failed&claim=clm:none",
        "nothing chosen": "/claims/selection",
        "nothing found": "/search?q=zzz",
        "no claim": "/claims?text=zzz",
        "actors": "/actors",
        "accusations": "/accusations",
        "rejected": "/rejected",
        "review": "/review",
        "judgements": "/judgements",
        "linking": "/linking",
        "adding": "/adding",
        "missing": "/nowhere",
    }


def test_no_page_runs_what_is_not_ours_or_is_refused_what_is(page, url, paths):
    # A captured page is refused what it wants to fetch, and that is right; a missing one is a 404.
    ours = [path for name, path in paths.items() if name.split()[0] not in ("captured", "missing")]
    for path in ours:
        page.goto(url + path)
        assert page.title() not in ("run", "1")
    assert page.complaints == []


def test_nothing_is_said_to_another_machine(page, url, paths, outside):
    for path in paths.values():
        page.goto(url + path)
    page.goto(url + paths["captured"])
    page.frames[1].locator("button").click()
    page.wait_for_timeout(200)
    assert [said for said in outside.heard if b".example" in said] == []
    with pytest.raises(sync_api.Error):
        page.goto("http://watched.example/")
    assert [said for said in outside.heard if b"watched.example" in said]


def test_two_clicks_lead_from_the_start_to_a_passage_and_back_to_its_row(page, url):
    page.goto(url)
    page.click(".claims a")
    node = page.locator("svg.stemma a").first
    assert "Brackwater Gazette" in node.get_attribute("aria-label")
    node.click()
    assert page.url.endswith("#r1-2")
    page.click("#r1-2 .number")
    assert page.url.endswith("#t1-2")


def test_captured_page_shows_the_words_marked_and_runs_nothing(page, url, paths):
    page.goto(url + paths["captured"])
    frame = page.frames[1]
    frame.wait_for_load_state()
    assert frame.locator("mark").count() == 3
    assert frame.locator("mark").first.inner_text() == "Documents seen by the Gazette"
    assert frame.evaluate("origin") == "null"
    assert frame.title() == "Who opened the Osk sluice?"  # its script would have made it "run"


def test_layers_switch_without_javascript(browser, url, paths):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url + paths["article"])
        label = page.locator(".text .label.by-source").first
        assert label.is_visible()
        page.uncheck(".switch-said")
        assert not label.is_visible()


def test_copied_words_are_underlined_until_that_is_switched_off(page, url, by_outlet):
    page.goto(f"{url}/articles/{by_outlet['The Ferryman'].reading.article.id}")
    line = "getComputedStyle(document.querySelector('.text .copied')).borderBottomStyle"
    assert page.evaluate(line) == "dashed"
    page.uncheck(".switch-copied")
    assert page.evaluate(line) == "none"


def test_without_javascript_a_search_finds_and_narrows(browser, url):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url)
        page.fill("#q", "flooded")
        page.press("#q", "Enter")
        assert page.locator(".found > li").count() == 2
        page.select_option("select[name=voice]", "source")
        page.click(".filters button")
        assert page.locator(".found > li").count() == 0
        assert page.locator(".keys").is_hidden()


def test_claims_are_chosen_and_taken_away_with_the_keyboard_and_without_javascript(browser, url):
    with browser.new_context(java_script_enabled=False, accept_downloads=True) as context:
        page = context.new_page()
        page.goto(url + "/claims")
        boxes = page.locator(".ticked > input")
        for number in range(boxes.count()):
            boxes.nth(number).focus()
            page.keyboard.press("Space")
        page.locator(".taking button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/selection?claim=clm*")
        assert page.locator("h1").inner_text() == "2 chosen claims"
        with page.expect_download() as taken:
            page.get_by_role("link", name="one dossier").press("Enter")
        assert taken.value.suggested_filename == "claims.html"


def test_keyboard_alone_reaches_search_and_results(page, url):
    page.goto(url + "/articles")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type('"border official"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    page.locator("main").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.found > li') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")


def test_keyboard_alone_judges_a_pair_in_the_review(page, own_url):
    page.goto(own_url + "/review")
    page.fill("[name=who]", "Ada Fenn")
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_url("**/review#next")
    assert page.locator(".doubts > li").count() == 0
    page.goto(own_url + "/judgements")
    assert "not the same" in page.locator(".claims > li").inner_text()
    assert page.complaints == []


def test_keyboard_alone_fixes_a_passage_and_undoes_that(page, own_url):
    page.goto(own_url + "/review")
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.press("Control+A")
    page.keyboard.type("the sluice by hand")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada Fenn")
    page.keyboard.press("Tab")
    page.keyboard.type("the article names nobody")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review#next")
    assert "the passage should be" in page.locator("[data-anywhere]").inner_text()
    page.locator("main").focus()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("[data-anywhere]").count() == 0
    page.goto(own_url + "/judgements")
    assert page.locator(".tag").first.inner_text() == "in force"
    assert "withdrawn" in page.locator(".claims > li").last.inner_text()
    assert page.complaints == []


def test_without_javascript_a_passage_is_split_and_that_is_taken_back(browser, own_url):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(own_url + "/claims/clm:opened")
        row = page.locator(".occurrences tbody tr").nth(2)
        row.locator("summary").first.click()
        row.locator("[name=who]").first.fill("Ada Fenn")
        row.locator("[name=why]").first.fill("another sluice")
        row.locator("button").first.click()
        assert page.url.endswith("/claims/clm:opened#judged")
        judged = page.locator(".claims > li")
        assert "another sluice" in judged.inner_text()
        judged.locator("summary").click()
        judged.locator("[name=why]").fill("a mistake")
        judged.locator("button").click()
        assert judged.locator(".tag").inner_text() == "withdrawn"


def test_keys_can_be_switched_off_and_stay_off(page, url):
    page.goto(url + "/articles")
    page.uncheck("#keys")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_no_page_scrolls_sideways(page, url, paths):
    wide = []
    for name, path in paths.items():
        page.goto(url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    assert wide == []


@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [("light", 1280, AXE_RULES), ("light", 360, AXE_RULES), ("dark", 1280, ["color-contrast"])],
)
def test_pages_have_no_accessibility_violations(browser, url, paths, scheme, width, rules):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe-playwright-python"
    ).Axe()
    size = {"width": width, "height": 900}
    with browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport=size
    ) as context:
        page = context.new_page()
        found = []
        # The article stands for those of its template, which take longest.
        for name in paths.keys() - {"right to left", "captured hostile"}:
            page.goto(url + paths[name])
            answer = axe.run(page, options={"runOnly": rules, "iframes": False}).response
            found += [
                f"{name}: {violation['id']}: {[node['target'] for node in violation['nodes']][:3]}"
                for violation in answer["violations"]
            ]
        assert found == []
