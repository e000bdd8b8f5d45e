"""Actors in a real browser: by keyboard, without JavaScript, on a narrow screen, for everyone."""

import pytest

pytest.importorskip("uvicorn", reason="needs uvicorn")
pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")

from stemmata.ledger import Ledger
from tests.quarrel import quarrel
from tests.web.test_browser import (  # noqa: F401 - fixtures
    AXE_RULES,
    WIDTHS,
    browser,
    outside,
    page,
    pytestmark,
    served,
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return quarrel(tmp_path_factory.mktemp("actors") / "quarrel")


@pytest.fixture(scope="module")
def url(case):
    with served(case) as url:
        yield url


@pytest.fixture(scope="module")
def paths(case):
    with Ledger.open(case) as ledger:
        ids = {actor.name: actor.id for actor in ledger.actors(limit=50)}
    army, evil = ids["Vellan army"], next(i for name, i in ids.items() if "onerror" in name)
    return {
        "actors": "/actors",
        "actor": f"/actors/{army}",
        "spoken of": f"/actors/{army}?show=named",
        "person": f"/actors/{ids['Ada Fenn']}",
        "hostile": f"/actors/{evil}?show=named",
        "matrix": "/accusations?persons=1",
        "rows": f"/accusations?accused={army}",
        "hostile rows": f"/accusations?accused={evil}",
        "search": "/search?entity=Vellan+army",
    }


def test_without_javascript_the_matrix_leads_to_a_passage(browser, url):  # noqa: F811
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url)
        page.get_by_role("link", name="Actors", exact=True).click()
        page.click("text=Who accuses whom")
        page.locator(".matrix td a").first.click()
        page.locator(".told-rows >> text=in the article").first.click()
        assert "/articles/" in page.url
        assert "#r1-" in page.url


def test_keyboard_alone_scrolls_the_matrix_on_a_narrow_screen(page, url):  # noqa: F811
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(url + "/accusations?persons=1")
    region = page.get_by_role("region", name="Accusers down, accused across")
    region.focus()
    assert region.evaluate("r => r === document.activeElement && r.scrollWidth > r.clientWidth")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("r => r.scrollLeft > 0", arg=region.element_handle())
    head = page.locator(".matrix tbody th").first.bounding_box()
    assert head["x"] >= 0  # who accuses stays in view


def test_keyboard_alone_walks_through_the_rows_of_an_actor(page, url, paths):  # noqa: F811
    page.goto(url + paths["spoken of"])
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.told-rows > li:nth-child(2)') !== null")


def test_no_page_runs_what_is_not_ours_or_scrolls_sideways(page, url, paths):  # noqa: F811
    wide = []
    for name, path in paths.items():
        page.goto(url + path)
        assert page.title() not in ("run", "1")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    assert wide == []
    assert page.complaints == []


@pytest.mark.parametrize(("scheme", "rules"), [("light", AXE_RULES), ("dark", ["color-contrast"])])
def test_pages_have_no_accessibility_violations(browser, url, paths, scheme, rules):  # noqa: F811
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe-playwright-python"
    ).Axe()
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        found = []
        for name, path in paths.items():
            page.goto(url + path)
            answer = axe.run(page, options={"runOnly": rules}).response
            found += [
                f"{name}: {violation['id']}: {[node['target'] for node in violation['nodes']][:3]}"
                for violation in answer["violations"]
            ]
        assert found == []
