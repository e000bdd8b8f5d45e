"""The page in a real browser, where one is installed: nothing is refused, nothing overflows."""

import html as markup
import re
import shutil
import subprocess

import pytest

from stemmata.model import Capture, Exhibit, Offsets, Place
from stemmata.report.dossier import About, chapters
from stemmata.report.dossier import render as render_dossier
from stemmata.report.page import render

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium: install chromium to check the page in a browser"
)

OFFLINE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=2000",
)

WIDTHS = (360, 768, 1280, 1920)

FRAMES = """<!doctype html><meta charset="utf-8">
{frames}
<script>onload = () => {{
  const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
  document.body.dataset.widths = frames.map((page) => page.documentElement.scrollWidth);
  const page = frames.at(-1);
  const on = (element) => !getComputedStyle(element).boxShadow.includes("rgba(0, 0, 0, 0)");
  const lit = (selector) => {{
    if (selector) page.querySelector(selector).focus();
    const parts = [...page.querySelectorAll(".text span[class*=x], .row")].filter(on);
    return parts.map((element) => element.className.match(/x\\d+/g).join("+")).join(" ");
  }};
  document.body.dataset.none = lit();
  document.body.dataset.row = lit("#r1-2 .number");
  document.body.dataset.text = lit("#t1-2");
  const note = getComputedStyle(page.querySelector(".unread-note"));
  document.body.dataset.shown = note.display;
  page.querySelector(".switch-unread").click();
  document.body.dataset.hidden = note.display;
}}</script>"""


def browse(page, folder):
    """The page's document after loading, and what the browser complained about."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8", newline="")
    command = [
        CHROMIUM,
        *OFFLINE,
        f"--user-data-dir={folder / 'profile'}",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    log = done.stderr.decode(errors="replace")
    return done.stdout.decode(), [line for line in log.splitlines() if "CONSOLE" in line]


@pytest.fixture(scope="module")
def page(partisan, accuracy):
    return render([partisan], accuracy=accuracy, generator="stemmata 0.0.0")


@pytest.fixture(scope="module")
def measured(page, tmp_path_factory):
    """What the browser made of the page at several widths, under focus and with a layer off."""
    frames = [
        f'<iframe style="width:{width}px;border:0" srcdoc="{markup.escape(page)}"></iframe>'
        for width in WIDTHS
    ]
    whole = FRAMES.format(frames="\n".join(frames))
    document, complaints = browse(whole, tmp_path_factory.mktemp("measured"))
    assert not complaints
    return dict(re.findall(r'data-(\w+)="([^"]*)"', re.findall("<body[^>]*>", document)[-1]))


def test_browser_reads_the_article_exactly_and_refuses_nothing(page, partisan, parse, tmp_path):
    document, complaints = browse(page, tmp_path)
    assert parse(document).columns == [partisan.article.text]
    assert not complaints


def test_browser_refuses_a_script_that_is_not_ours(page, tmp_path):
    hostile = page.replace("</body>", "<script>document.title = 'run'</script></body>")
    document, complaints = browse(hostile, tmp_path)
    assert any("Content Security Policy" in line for line in complaints)
    assert "<title>run" not in document


def test_page_never_scrolls_sideways(measured):
    widths = [int(width) for width in measured["widths"].split(",")]
    assert all(seen <= given for seen, given in zip(widths, WIDTHS, strict=True)), widths


def test_focus_on_a_row_lights_its_words_and_the_reverse(measured, page, parse):
    parts = [a for a in parse(page).having("x2") if "label" not in str(a["class"])]
    assert measured["row"].split() == measured["text"].split() == ["x2"] * len(parts)
    assert measured["none"] == ""


def test_layer_is_switched_by_its_checkbox(measured):
    assert (measured["shown"], measured["hidden"]) == ("inline", "none")


def test_browser_shows_a_dossier_and_refuses_nothing(partisan, accuracy, parse, tmp_path):
    exhibit = Exhibit(
        partisan,
        Capture("cap:sample", "c" * 64, "text/html"),
        Place("000001.warc.gz", 100, 50, "e" * 64),
        (),
        Offsets("utf-8"),
        "2031-05-04T08:00:00Z",
    )
    about = About("A case", "stemmata 0.0.0", "2031-05-04T08:00:00Z")
    document, complaints = browse(render_dossier(chapters([exhibit]), about, accuracy), tmp_path)
    assert not complaints
    assert "They came in three lorries" in "".join(parse(document).texts)
