"""Readings as one self-contained HTML page. The only user of jinja2, for the dossier too.

The page requests nothing, its script is only comfort, and its Content-Security-Policy allows that one
style and that one script by digest. Text of an article is never marked as safe.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from stemmata.model import Reading, Rejected, Unread
from stemmata.report import words
from stemmata.report.accuracy import Accuracy
from stemmata.report.marks import Paragraph, Shares, paragraphs, shares
from stemmata.report.quoting import BIDI_CONTROLS, shorten, visible
from stemmata.report.rows import HeaderLine, Row, Speaker, header, rows_of, speakers

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["Section", "environment", "filled", "part", "render", "section"]

WHAT_LIMIT = 420
"""Code points of a content in the ledger: a long paragraph; the whole stands in the text beside it."""
PASSAGE_LIMIT = 140
"""Code points of a passage in the list of what was not read: enough to know it again."""
LABEL_LIMIT = 80
"""Code points of a source in a label that is read aloud."""

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_BIDI_CONTROL = re.compile(f"[{BIDI_CONTROLS}]")


@dataclass(frozen=True, slots=True)
class Section:
    """One article's part of the page; `number` makes its anchors unique."""

    number: int
    reading: Reading
    title: str
    header: tuple[HeaderLine, ...]
    rows: tuple[Row, ...]
    speakers: tuple[Speaker, ...]
    paragraphs: tuple[Paragraph, ...]
    shares: Shares
    unread: tuple[tuple[str, tuple[tuple[int, Unread], ...]], ...]


def render(
    readings: Sequence[Reading],
    rejected: Sequence[Rejected] = (),
    *,
    accuracy: Accuracy,
    generator: str,
) -> str:
    """The readings as one HTML page that needs no other file.

    Args:
        readings: One section each, in this order; with more than one, a table of contents.
        rejected: Items that could not be read, shown at the end with the reason.
        accuracy: How well the weights of these readings do on data with known answers.
        generator: What made the page, such as ``stemmata 0.1.0``.

    Returns:
        The page. It can be encoded as UTF-8: NUL and lone surrogates, which no HTML page can hold,
        are shown as U+FFFD, one for one.
    """
    sections = [section(number, reading) for number, reading in enumerate(readings, start=1)]
    return filled(
        "page.html",
        style=part("page.css") + _highlights(sections),
        script=part("page.js"),
        sections=sections,
        rejected=rejected,
        accuracy=accuracy,
        generator=generator,
    )


def filled(template: str, *, style: str, script: str = "", **values: object) -> str:
    """A template filled in, with a style and a script of our own.

    NUL and lone surrogates, which no HTML page can hold, are shown as U+FFFD, one for one.
    """
    page = (
        environment()
        .get_template(template)
        .render(
            style=_trusted(style),
            script=_trusted(script),
            style_digest=_csp_digest(style),
            script_digest=_csp_digest(script),
            **values,
        )
    )
    return _NO_TEXT.sub("\ufffd", page)


def section(number: int, reading: Reading) -> Section:
    """One article's part of a page, with everything that its templates show."""
    rows = rows_of(reading)
    return Section(
        number=number,
        reading=reading,
        title=reading.article.title or reading.path,
        header=header(reading),
        rows=rows,
        speakers=speakers(rows),
        paragraphs=tuple(paragraphs(reading, rows)),
        shares=shares(reading, rows),
        unread=_by_reason(reading),
    )


def _by_reason(reading: Reading) -> tuple[tuple[str, tuple[tuple[int, Unread], ...]], ...]:
    """The unread passages with their numbers, by reason, the most frequent reason first."""
    numbered = list(enumerate(reading.unread, start=1))
    return tuple(
        (
            reason,
            tuple((number, passage) for number, passage in numbered if passage.reason == reason),
        )
        for reason, _ in Counter(passage.reason for passage in reading.unread).most_common()
    )


def _highlights(sections: Sequence[Section]) -> str:
    """The rule that lights up a row and its words together: one selector a row."""
    selectors = (
        f"#a{section.number}:has(.x{row.number}:is(:hover,:focus-within,:target)) .x{row.number}"
        for section in sections
        for row in section.rows
    )
    listed = ",\n".join(selectors)
    return f"{listed}{{--said:var(--glow);--own:var(--glow);--ring:var(--ink)}}\n" if listed else ""


def _exact(text: str) -> "Markup":
    """Text of an article as HTML whose text content is that text, code point for code point.

    A carriage return is written as a reference, since HTML would read it as a line feed. Characters
    that reorder the text around them are kept, but closed in and shown by their number.
    """
    from markupsafe import Markup, escape

    if text.isprintable():  # nothing of what is looked for
        return escape(text)
    escaped = str(escape(text)).replace("\r", "&#13;")
    shown = _BIDI_CONTROL.sub(
        lambda found: f'<bdi class="sign" data-code="U+{ord(found[0]):04X}">{found[0]}</bdi>',
        escaped,
    )
    return Markup(shown)


def _trusted(part: str) -> "Markup":
    """A style or script of our own, not to be escaped."""
    from markupsafe import Markup

    return Markup(part)


@lru_cache(maxsize=1)
def environment() -> "Environment":
    """Where templates are filled in: everything is escaped, a missing value is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("stemmata.report", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"exact": _exact, "visible": visible, "shorten": shorten}
    made.globals |= {
        "words": words,
        "WHAT_LIMIT": WHAT_LIMIT,
        "PASSAGE_LIMIT": PASSAGE_LIMIT,
        "LABEL_LIMIT": LABEL_LIMIT,
    }
    return made


@lru_cache(maxsize=3)
def part(name: str) -> str:
    """A style or script that ships with the package."""
    return files("stemmata.report").joinpath("templates", name).read_text(encoding="utf-8")


def _csp_digest(part: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
