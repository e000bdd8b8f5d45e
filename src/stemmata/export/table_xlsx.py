"""The case as an Excel workbook: attributions, articles, sources, what was rejected, and what is what.

Every text is written as a text, never as a formula, a number or a link, and begins with an apostrophe
where it looks like a formula: a sheet saved as CSV stays harmless.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from stemmata.export.cells import inert
from stemmata.export.columns import COLUMNS, Column, as_cell
from stemmata.export.evidence import Evidence
from stemmata.export.rows import Row, rows_of
from stemmata.model import Exhibit

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write"]

MOST_UNITS = 32_767  # UTF-16 units that a cell of Excel holds
MOST_ROWS = 1_048_576  # that a sheet of Excel holds
CUT = " … [cut: a cell holds no more; the whole is in the other formats]"
WIDTH = 18  # characters; narrow enough that several columns show, wide enough for a name
WIDE = {"content": 70, "title": 40, "url": 30, "text": 70, "reason": 70, "meaning": 70}

SHEET_COLUMNS = (
    *COLUMNS,
    Column(
        "content_utf16",
        "ranges",
        lambda row: row.content.utf16,
        "pieces as MID() counts: UTF-16 units of the article's text",
    ),
)
ARTICLES = {
    "article": "id of the article",
    "outlet": "who published it",
    "published": "ISO date",
    "title": "title of the page",
    "byline": "its authors, as the page names them",
    "language": "ISO 639-1",
    "url": "addresses at which the page was seen",
    "attributions": "how many rows it has",
    "unread": "passages that make no row, by reason",
    "payload_sha256": "SHA-256 of the captured payload",
    "text": "the article's text; spans count its code points",
}
SOURCES = {
    "article": "id of the article",
    "name": "fullest name in the article",
    "kind": "what kind of source",
    "description": "what the article calls it",
    "rows": "attributions of this source in this article",
}
REJECTED = {"item": "what could not be read", "stage": "where it failed", "reason": "why"}

Cell = str | int | float | None


class _Sheet:
    """One sheet, written row by row."""

    def __init__(self, book: "Workbook", name: str, heads: Iterable[str], bold: "Format") -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._heads, self._row = tuple(heads), 0
        for column, head in enumerate(self._heads):
            self._sheet.set_column(column, column, WIDE.get(head, WIDTH))
        self._sheet.freeze_panes(1, 0)
        self._format: Format | None = bold
        self.add(self._heads)
        self._format = None

    def add(self, cells: Iterable[Cell]) -> None:
        """Write the next row. Beyond what a sheet holds, the last row says that it is not all."""
        if self._row >= MOST_ROWS:
            return
        if self._row == MOST_ROWS - 1:
            cells = ("NOT ALL: a sheet holds no more rows; use the format csv or parquet",)
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, column, _fitting(inert(cell)), self._format)
            elif cell is not None:
                self._sheet.write_number(self._row, column, cell)
        self._row += 1

    def finish(self) -> None:
        """Let a reader filter by any column."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._heads) - 1)


def write(case: Evidence, out: BinaryIO) -> None:
    """Write the workbook."""
    from xlsxwriter import Workbook

    with Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})

        def sheet(name: str, heads: Iterable[str]) -> _Sheet:
            return _Sheet(book, name, heads, bold)

        sheets = (
            sheet("attributions", [column.name for column in SHEET_COLUMNS]),
            sheet("articles", ARTICLES),
            sheet("sources", SOURCES),
            sheet("rejected", REJECTED),
            sheet("about", ("column", "meaning")),
        )
        attributions, articles, sources, rejected, about = sheets
        for exhibit in case.exhibits():
            rows = list(rows_of(exhibit))
            for row in rows:
                attributions.add(as_cell(column, row) for column in SHEET_COLUMNS)
            articles.add(_article(exhibit, rows))
            for source in _sources(exhibit, rows):
                sources.add(source)
        for item in case.rejected:
            rejected.add((item.item, item.stage, item.reason))
        for line in _about(case):
            about.add(line)
        for each in sheets:
            each.finish()


def _article(exhibit: Exhibit, rows: list[Row]) -> Iterator[Cell]:
    reading, article = exhibit.reading, exhibit.reading.article
    unread = Counter(passage.reason for passage in reading.unread)
    yield from (article.id, article.outlet, article.published, article.title)
    yield "; ".join(article.byline)
    yield article.language
    yield " ".join(dict.fromkeys(s.url for s in exhibit.sightings if s.url))
    yield sum(row.attribution is not None for row in rows)
    yield ", ".join(f"{reason} {count}" for reason, count in unread.most_common())
    yield exhibit.capture.payload_digest
    yield article.text


def _sources(exhibit: Exhibit, rows: list[Row]) -> Iterator[tuple[Cell, ...]]:
    """The sources of one article, each once, whether or not they have a name."""
    descriptions = {e.id: e.description for e in exhibit.reading.entities}
    found: Counter[tuple[str, str | None, str | None]] = Counter()
    for row in rows:
        if row.attribution and row.attribution.voice == "source":
            name = row.source_name or " … ".join(row.source.words) or "no source named"
            description = descriptions.get(row.attribution.source_entity or "")
            found[name, row.attribution.source_kind, description] += 1
    for (name, kind, description), count in found.items():
        yield exhibit.reading.article.id, name, kind, description, count


def _about(case: Evidence) -> Iterator[tuple[str, str]]:
    yield "case", case.name
    yield "made by", case.generator
    yield "exported", case.exported_utc
    yield "custody log", case.head or "none"
    if case.redacted:
        yield "redacted", "names of private persons are replaced by roles in square brackets"
    yield "", "Stemmata attributes; it does not assert. Each row says who is reported to hold what."
    for column in SHEET_COLUMNS:
        yield column.name, column.about
    for heads in (ARTICLES, SOURCES, REJECTED):
        yield from ((f"{name}", about) for name, about in heads.items())


def _fitting(text: str) -> str:
    """The text, cut where it is longer than a cell of Excel may be, and marked so."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_UNITS:
        return text
    units = text.encode("utf-16-le")[: 2 * (MOST_UNITS - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT
