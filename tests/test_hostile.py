"""A hostile page through every command that writes HTML: what it says is shown, and nothing of it runs."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from tests.test_cli_case import run

EVIL = (
    '"><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>'
    "<a href='javascript:alert(4)'>{{ 7*7 }}${7*7}{% raw %}</title></style></textarea><!--"
)
SAID = 'The council said the "dam" at Orvel held on Monday and nobody was hurt in the valley.'
PAGE = """<!DOCTYPE html><html><head><title>{title}</title><meta property="og:site_name" content="{evil}">
<meta name="author" content="Mira {evil}"><link rel="canonical" href="javascript:alert(5)">
<script>alert(6)</script></head><body onload="alert(7)"><article><h1>{title}</h1>
<p>{said} <a href="javascript:alert(8)">{evil}</a></p><svg><script>alert(9)</script></svg>
<p>“{evil} is what we found,” Mira {evil} told the council on Tuesday in Orvel.</p></article></body></html>"""
RUNS = {"iframe", "object", "embed", "img", "form", "base", "link"}


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def outputs(folder: Path, evil: str) -> Iterator[tuple[str, str]]:
    """What each command writes of two pages that hold these words wherever a page can."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for number in range(2):
        name = f"{evil[:40].replace('/', '')}-{number}.html"
        text = PAGE.format(title=f"Dam holds {escape(evil)}", evil=escape(evil), said=SAID)
        (pages / name).write_text(text.replace("Tuesday", f"day {number}"), "utf-8")
    run("read", pages, "--report", folder / "read.html")
    run("add", folder / "case", pages)
    run("link", folder / "case")
    run("export", folder / "case", "--format", "html", "--output", folder / "dossier.html")
    run("trace", folder / "case", "dam held", "--report", folder / "trace.html")
    for name in ("read", "dossier", "trace"):
        yield name, (folder / f"{name}.html").read_text("utf-8")


def test_a_hostile_page_comes_out_of_every_html_output_inert(tmp_path: Path) -> None:
    harmless = dict(outputs(tmp_path / "harmless", "plain words"))
    for name, page in outputs(tmp_path / "hostile", EVIL):
        own, seen = Elements(harmless[name]).seen, Elements(page).seen
        assert "alert(1)" in page, f"{name} does not show the words at all"
        tags = [tag for tag, _ in seen]
        for tag in ("script", "style", "svg", *RUNS):
            assert tags.count(tag) == [tag for tag, _ in own].count(tag), (name, tag)
        for tag, attributes in seen:
            assert not [a for a in attributes if a.startswith("on")], (name, tag, attributes)
            values = " ".join(str(attributes.get(a)) for a in ("href", "src", "action"))
            assert "javascript:" not in values.lower(), (name, tag, values)
