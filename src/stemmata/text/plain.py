"""Plain text: taken as it is, code point for code point. Its first lines may name what it is.

Nothing is removed, not even a byte order mark in the file: spans count what is there.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from stemmata.errors import InputError
from stemmata.model import Finding, Span
from stemmata.text.bylines import BY_LINE, name_line, names_in
from stemmata.text.cleaned import Cleaned
from stemmata.text.dates import leading_date
from stemmata.text.decode import Declared, decode

__all__ = ["clean_text"]

LONGEST_HEADLINE = 200  # characters; the longest of 6,725 news headlines has 136
LONGEST_BYLINE = 80
LINES_UNDER_HEADLINE = 3  # byline, date, and one between them
LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# A line that ends so is a sentence or goes on. A question or an exclamation can be a headline.
NOT_AT_END = (".", ",", ";", ":", "،", "。")


class Line(NamedTuple):
    """A line that is not blank: its text without white space at the ends, and where that lies."""

    text: str
    span: Span
    after_blank: bool


def clean_text(payload: bytes, charset: str | None, title: str | None) -> Cleaned:
    """The text as it is, with what its first lines say of it, read conservatively.

    Args:
        payload: The bytes of the text.
        charset: What the input says its charset is.
        title: What the input says its title is: where the text begins with it, it is the headline.

    Raises:
        InputError: there is nothing but white space, or the bytes are no text.
    """
    text, how, _ = decode(payload, Declared(charset, "input"))
    if not text.replace("\ufeff", "").strip():
        raise InputError(f"holds only white space ({len(text)} characters); expected a text")
    lines = list(islice(_lines(text), 1 + LINES_UNDER_HEADLINE))
    headline, how_headline = _title_span(text, title), "title of the input at the start of the text"
    if headline is None:
        headline, how_headline = _headline(lines), "first line of the text"
    byline, published, found = _under(headline, lines)
    if headline is not None:
        found = [Finding("headline", how_headline), Finding("title", "headline"), *found]
    return Cleaned(
        text=text,
        headline=headline,
        title=text[headline.start : headline.end] if headline else None,
        byline=byline,
        published=published,
        found=(how, *found),
    )


def _title_span(text: str, title: str | None) -> Span | None:
    """Where a text begins with its title, be it after a date."""
    title = (title or "").strip()
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if date := leading_date(text[start : start + LONGEST_BYLINE]):
        start += date[1]
        start += len(text[start:]) - len(text[start:].lstrip())
    end = start + len(title)
    if not title or text[start:end] != title or text[end : end + 1].isalnum():
        return None
    return Span(start, end)


def _under(
    headline: Span | None, lines: list[Line]
) -> tuple[tuple[str, ...], str | None, list[Finding]]:
    """Byline, date and how they were found, from the first lines, the headline left out."""
    byline: tuple[str, ...] = ()
    published = None
    found = []
    for line in lines:
        if line.span == headline:
            continue
        date = leading_date(line.text)
        # A date that begins a later line of more words belongs to the story.
        if date and published is None and (line is lines[0] or date[1] == len(line.text)):
            published = date[0]
            found.append(Finding("published", "date at the start of the text"))
        elif not byline and (byline := _byline(line, alone=headline is not None)):
            found.append(Finding("byline", "line above the text"))
        else:
            break
    return byline, published, found


def _lines(text: str) -> Iterator[Line]:
    end_before = 0
    for match in LINE.finditer(text):
        words = match[0].strip().strip("\ufeff").strip()
        if words:
            start = text.index(words, match.start())
            breaks = text.count("\n", end_before, start) or text.count("\r", end_before, start)
            yield Line(words, Span(start, start + len(words)), breaks > 1)
            end_before = start + len(words)


def _headline(lines: list[Line]) -> Span | None:
    if len(lines) < 2:
        return None
    first, second = lines[:2]
    if (
        len(first.text) > LONGEST_HEADLINE
        or first.text.endswith(NOT_AT_END)
        or not any(c.isalpha() for c in first.text)
        or leading_date(first.text)
        or BY_LINE.match(first.text)
        or not (second.after_blank or _stands_apart(first, second))
    ):
        return None
    return first.span


def _stands_apart(first: Line, second: Line) -> bool:
    """Whether a line is a headline though no blank line follows it.

    In text that is wrapped at a column, the first line is as long as the second and goes on in it.
    """
    if leading_date(second.text) or _byline(second, alone=True):
        return True
    return not second.text[0].islower() and len(second.text) > 2 * len(first.text)


def _byline(line: Line, *, alone: bool) -> tuple[str, ...]:
    if len(line.text) > LONGEST_BYLINE or line.text.endswith((".", "?", "!", ":")):
        return ()
    if BY_LINE.match(line.text):
        return names_in(line.text)
    return name_line(line.text) if alone else ()
