"""What is in a case, and what changed in its pages, on a terminal."""

from rich.console import Console

from stemmata.model import Attribution, Exhibit, Span
from stemmata.report import words
from stemmata.report.quoting import joined, shorten
from stemmata.report.revision import Revision
from stemmata.report.sheet import Sheet

__all__ = ["show_revision"]

WORDS_LIMIT = 400
"""Code points shown of one changed stretch or row: a paragraph."""
AROUND = 40
"""Code points shown on each side of a change, so that it can be found on the page."""


def show_revision(found: Revision, address: str, console: Console) -> None:
    """Print what one page changed from one version to the next."""
    sheet = _RevisionSheet(console)
    sheet.print(address, "bold", indent=0)
    for name, exhibit in (("before", found.before), ("after", found.after)):
        seen = exhibit.sightings[0].seen_utc or exhibit.added_utc
        sheet.print(f"{name}: seen {seen}, capture {exhibit.capture.payload_digest}")
    if not found.edits:
        sheet.print("The bytes changed; the article's text did not.")
        return
    old, new = found.before.reading.article, found.after.reading.article
    sheet.heading(words.counted(len(found.edits), "change") + " in the text")
    for edit in found.edits:
        sheet.print(f"- {_around(old.text, edit.a)}")
        sheet.print(f"+ {_around(new.text, edit.b)}")
    sheet.rows("no longer said", "-", found.before, found.dropped)
    sheet.rows("newly said", "+", found.after, found.new)
    if found.reworded:
        sheet.heading("said in other words")
        for pair in found.reworded:
            sheet.print(f"- {_row(found.before, pair.before)}")
            sheet.print(f"+ {_row(found.after, pair.after)}")


class _RevisionSheet(Sheet):
    def rows(
        self, heading: str, sign: str, exhibit: Exhibit, rows: tuple[Attribution, ...]
    ) -> None:
        if rows:
            self.heading(heading)
        for row in rows:
            self.print(f"{sign} {_row(exhibit, row)}")


def _around(text: str, span: Span) -> str:
    """The changed words in brackets, with a little of what stands around them."""
    before = text[max(0, span.start - AROUND) : span.start]
    changed = shorten(text[span.start : span.end], WORDS_LIMIT)
    return f"…{before}[{changed}]{text[span.end : span.end + AROUND]}…"


def _row(exhibit: Exhibit, row: Attribution) -> str:
    quote = exhibit.reading.article.quote
    who = joined(quote(row.source)) if row.voice == "source" else "the outlet itself"
    said = shorten(joined(quote(row.content)), WORDS_LIMIT)
    return f"{who or words.NO_SOURCE}: {said}"
