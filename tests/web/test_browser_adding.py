"""Adding in a real browser: by keyboard, by dropping, without JavaScript, and what is too much."""

import pytest

pytest.importorskip("uvicorn", reason="needs uvicorn")
pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")

from stemmata.capture.uploads import from_uploads
from stemmata.pipeline.add import add_items
from stemmata.web import app, upload
from tests.adding import CLOCK, PlainReader
from tests.web.test_browser import (  # noqa: F401 - fixtures
    AXE_RULES,
    browser,
    outside,
    page,
    pytestmark,
    served,
)

TEXT = "The ferry of Osk stays in its harbour until the river falls, its crew said."
DROP = """() => {
  const moved = new DataTransfer();
  moved.items.add(new File([%r], "dropped.txt"));
  moved.items.add(new File(["%%PDF-1.4"], "scan.pdf"));
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: moved, bubbles: true}));
}"""


def add(folder, handed):
    return add_items(folder, from_uploads(handed), PlainReader(), now=lambda: CLOCK)


@pytest.fixture
def url(own_case, monkeypatch):
    monkeypatch.setattr(app, "add_with_weights", lambda **_: add)
    with served(own_case) as url:
        yield url


def test_without_javascript_a_text_is_pasted_and_its_progress_looked_at(browser, url):  # noqa: F811
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url)
        page.get_by_role("link", name="Add", exact=True).click()
        page.fill("[name=text]", TEXT)
        page.fill("[name=title]", "Crew waits")
        page.click("text=Add text")
        while page.locator("text=Look again").count():
            page.locator("text=Look again").first.click()
        assert "1 added" in page.locator(".uploads").inner_text()
        page.click("text=/All \\d+ articles/")
        assert page.locator("tbody >> text=Crew waits").count() == 1


def test_without_javascript_files_are_chosen_and_a_reject_is_explained(browser, url):  # noqa: F811
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url + "/adding")
        chosen = [
            {"name": "ferry.txt", "mimeType": "text/plain", "buffer": TEXT.encode()},
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"},
        ]
        page.set_input_files("[name=files] >> nth=0", chosen)
        page.click("text=Add files")
        while page.locator("text=Look again").count():
            page.locator("text=Look again").first.click()
        said = page.locator(".uploads").inner_text()
        assert "1 added, 1 rejected, of 2 items" in said
        assert "are not read yet" in said


def test_by_keyboard_alone_a_text_is_added_and_the_page_shows_it_by_itself(page, url):  # noqa: F811
    page.goto(url + "/adding")
    page.focus("#text-title ~ form textarea")
    page.keyboard.type(TEXT)
    for _ in range(7):  # title, outlet, the three parts of the date and its picker, the button
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Add text":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".uploads >> text=1 added")
    assert page.complaints == []


def test_files_dropped_anywhere_on_the_page_are_added(page, url):  # noqa: F811
    page.goto(url + "/adding")
    page.evaluate(DROP % TEXT)
    page.wait_for_selector(".uploads >> text=1 added, 1 rejected, of 2 items")
    assert page.complaints == []


def test_what_is_too_much_is_said_on_a_page_and_beside_the_drop(page, url, monkeypatch):  # noqa: F811
    monkeypatch.setattr(upload, "MOST_BYTES", 100_000)
    large = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"x" * 3_000_000}
    page.goto(url + "/adding")
    page.set_input_files("[name=files] >> nth=0", large)
    page.click("text=Add files")
    assert page.inner_text("h1") == "This is too much at once"
    page.goto(url + "/adding")
    page.evaluate(DROP % ("x" * 200_000))
    page.wait_for_selector(".sending >> text=This is too much at once")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_uploads_with_rejects_have_no_accessibility_violations(browser, url, scheme):  # noqa: F811
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe-playwright-python"
    ).Axe()
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(url + "/adding")
        page.evaluate(DROP % TEXT)
        page.wait_for_selector(".uploads >> text=1 added")
        answer = axe.run(page, options={"runOnly": AXE_RULES}).response
        assert [violation["id"] for violation in answer["violations"]] == []
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 360
