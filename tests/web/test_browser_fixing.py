"""A passage put right in a real browser: with words selected in the text, and without JavaScript."""

import pytest

pytest.importorskip("uvicorn", reason="needs uvicorn")
pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")

from tests.web.test_browser import (  # noqa: F401 - fixtures
    AXE_RULES,
    WIDTHS,
    browser,
    outside,
    own_url,
    page,
    pytestmark,
    served,
)

SELECT = """
    const piece = document.querySelectorAll('.text .own')[1].firstChild;
    getSelection().setBaseAndExtent(piece, 0, piece, piece.data.indexOf(' stood'));
"""


@pytest.fixture
def fixing(by_outlet):
    reading = by_outlet["Brackwater Gazette"].reading
    return f"/articles/{reading.article.id}?fix={reading.attributions[1].id}#fix"


def test_words_selected_in_the_article_become_the_passage(page, own_url, fixing):  # noqa: F811
    page.goto(own_url + fixing)
    take = page.get_by_role("button", name="Use the selected words as the passage")
    assert take.is_disabled()
    page.evaluate(SELECT)
    take.click()
    form = page.locator("#fix form").first
    words = form.locator("textarea").input_value()
    assert words
    assert words in page.locator("article.text").text_content()
    form.locator("[name=who]").fill("Ada Fenn")
    form.locator("[name=why]").fill("it ends there")
    form.locator("button", has_text="This is the passage").click()
    page.wait_for_url("**#r1-*")
    page.goto(own_url + "/judgements")
    assert words in page.locator(".claims > li").inner_text()
    assert page.complaints == []


def test_words_over_marks_and_labels_are_the_articles_own(page, own_url, fixing):  # noqa: F811
    page.goto(own_url + fixing)
    page.evaluate("getSelection().selectAllChildren(document.querySelectorAll('.text p')[1])")
    page.get_by_role("button", name="Use the selected words as the passage").click()
    own = page.evaluate("document.querySelectorAll('.text p')[1].textContent.trim()")
    assert page.locator("#fix textarea").input_value() == own


def test_without_javascript_the_words_are_typed(browser, own_url, fixing):  # noqa: F811
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(own_url + fixing)
        assert page.locator("#fix textarea").is_visible()
        assert page.locator("#fix [data-selected]").first.is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_putting_right_is_for_everyone_and_narrow_screens(browser, own_url, fixing, scheme):  # noqa: F811
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe-playwright-python"
    ).Axe()
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(own_url + fixing)
        found = axe.run(page, options={"runOnly": AXE_RULES, "iframes": False}).response
        assert [violation["id"] for violation in found["violations"]] == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
