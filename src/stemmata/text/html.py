"""HTML pages: the headline as shown and the main text, from trafilatura.

The only user of trafilatura beside `metadata`. Loads slowly (0.3 s): import it where it is needed.
"""

import logging
from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from stemmata.errors import InputError
from stemmata.model import Finding, Span
from stemmata.text.cleaned import Cleaned
from stemmata.text.decode import Declared, declared_in_markup, decode
from stemmata.text.metadata import Heading, Metadata, key_of, metadata_of
from stemmata.text.pointers import pointers
from stemmata.text.shown import one_line, parsable

__all__ = ["clean_page"]

# Both report on standard error what we report as InputError.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)

DEEPEST = 250  # the HTML parser gives up at 256 and drops the rest of the page in silence
# In trafilatura's output.
BLOCKS = frozenset(("p", "head", "item", "quote", "row", "cell", "list", "table", "div", "body"))
REPEATED_WITHIN_LINES = 3  # the headline again: after a kicker and a dateline at most
SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", '."', ".”", ".«", ".»")
LONG_LINE = 60  # characters; menus, lists of links and buttons have shorter lines


def clean_page(payload: bytes, charset: str | None, url: str | None) -> Cleaned:
    """The headline, the main text without comments, and the metadata of a page.

    Args:
        payload: The bytes of the page.
        charset: The one its HTTP header declares.
        url: Where it was seen.

    Raises:
        InputError: there is no article in it.
    """
    markup, how, _ = decode(payload, Declared(charset, "HTTP header"), declared_in_markup(payload))
    tree = load_html(parsable(markup))
    if tree is None:
        raise InputError("no article text found: it holds no HTML elements; expected a page")
    if tree.xpath(f"boolean(//*[count(ancestor::*) >= {DEEPEST}])"):
        raise InputError(
            f"its elements are nested more than {DEEPEST} deep; expected a page that a parser can "
            "read whole; save its text as a .txt file"
        )
    found = metadata_of(tree, url)
    lines = _main_lines(tree, url)
    headline = found.headline or _first_line_as_headline(lines, found)
    lines = _without(lines, headline)
    leading_on = pointers(lines, tree, found.host)
    body = [line for line in lines if line not in leading_on]
    if not any(len(line) >= LONG_LINE or line.endswith(SENTENCE_END) for line in body):
        raise InputError(
            f"no article text found: {len(' '.join(body).split())} words and no sentence outside "
            "menus and page furniture; expected an article; open the page and see whether it "
            "holds one (it may need scripts or a login)"
        )
    return _joined(headline, body, found, (how, _how(len(lines) - len(body))))


def _main_lines(tree: Any, url: str | None) -> list[str]:
    """The paragraphs, list items, subheadings and table cells of the main text."""
    document: Any = bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    return [] if document is None else list(_lines_of(document.body))


def _lines_of(body: Any) -> Iterator[str]:
    pieces: list[str] = []
    block_before = None
    for piece in body.xpath(".//text()"):
        element = piece.getparent()
        block = element.getparent() if piece.is_tail else element
        while block is not body and block.tag not in BLOCKS:
            block = block.getparent()
        if block is not block_before or (piece.is_tail and element.tag == "lb"):
            if line := one_line("".join(pieces)):
                yield line
            pieces, block_before = [], block
        pieces.append(piece)
    if line := one_line("".join(pieces)):
        yield line


def _first_line_as_headline(lines: list[str], found: Metadata) -> Heading | None:
    """The first line of the main text, where it is the page's title."""
    if lines and found.title and key_of(lines[0]) == key_of(found.title):
        return Heading(lines[0], "first line of the main text, matching the title")
    return None


def _without(lines: list[str], headline: Heading | None) -> list[str]:
    """The lines without the headline's repetition."""
    if headline is None:
        return lines
    again = key_of(headline.words)
    opening, rest = lines[:REPEATED_WITHIN_LINES], lines[REPEATED_WITHIN_LINES:]
    return [line for line in opening if key_of(line) != again] + rest


def _how(left_out: int) -> Finding:
    """How the text was found, and what of it was left out."""
    note = f"; {left_out} lines left out that only lead to other stories of the site"
    return Finding("text", "trafilatura" + note * bool(left_out))


def _joined(
    headline: Heading | None, body: list[str], found: Metadata, said: tuple[Finding, ...]
) -> Cleaned:
    findings = [*said]
    text, span = "\n".join(body), None
    if headline is not None:
        text, span = f"{headline.words}\n\n{text}", Span(0, len(headline.words))
        findings.append(Finding("headline", headline.how))
    return Cleaned(
        text=text,
        headline=span,
        title=found.title,
        outlet=found.outlet,
        byline=found.byline,
        published=found.published,
        found=(*findings, *found.found),
    )
