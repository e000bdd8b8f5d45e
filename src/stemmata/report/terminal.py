"""A reading on a terminal: wide, narrow, without colour."""

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stemmata.model import Reading, Rejected
from stemmata.report import words
from stemmata.report.quoting import shorten
from stemmata.report.rows import Row, header, rows_of, speakers, threads
from stemmata.report.sheet import Sheet

__all__ = ["show", "show_rejected"]

NARROW_COLUMNS = 80
"""Below this width five columns leave less than 25 letters for the words; rows are stacked."""
WHAT_LIMIT = 280
"""Code points of a content: about two sentences, five lines of a wide table."""
WHO_LIMIT = 120
"""Code points of a source, a cue or a description; the longest names of offices stay below it."""
PASSAGE_LIMIT = 160
"""Code points of a passage that was not read: enough to find it in the article."""
ROOMY_COLUMNS = 100
"""From this width on there is room for wider gaps between the columns."""
WIDE_COLUMNS = 150
"""Above this width lines become too long to read; the table grows no further."""
HOW_WIDTH, EVIDENCE_WIDTH = 10, 18
"""So that "according" and "named organisation" stay whole; who and what share the rest 1 to 2."""

Thread = tuple[Row, ...]


def show(reading: Reading, console: Console, *, unread: bool = False) -> None:
    """Print one reading: header, sources with their rows, the outlet's own voice, what was not read.

    Args:
        reading: What to show.
        console: Where to; its width decides between columns and a stacked list.
        unread: List the passages that were not read, not only their number.
    """
    sheet = _ReadingSheet(console)
    rows = rows_of(reading)
    sourced = [thread for thread in threads(rows) if not thread[0].is_outlet]
    own = [thread for thread in threads(rows) if thread[0].is_outlet]
    sheet.print(reading.path, "bold", indent=0)
    sheet.header(reading)
    sheet.print(_summary(rows), indent=0)
    if sourced:
        sheet.heading("What sources are reported to hold")
        sheet.rows(_by_source(sourced))
    if own:
        sheet.heading("What the outlet asserts itself")
        sheet.rows([own])
    if reading.unread:
        sheet.heading("What was not read")
        sheet.unread(reading, listed=unread)
    console.print()


def show_rejected(item: Rejected, console: Console) -> None:
    """Print an item that could not be read: which, at which stage, and why."""
    sheet = Sheet(console)
    sheet.print(f"Could not be read: {item.item}", "bold", indent=0)
    sheet.print(f"while {words.STAGES[item.stage]}: {item.reason}", indent=4)


def _by_source(sourced: list[Thread]) -> list[list[Thread]]:
    """The threads of each source together, sources in the order in which they first appear."""
    thread_of = {thread[0].number: thread for thread in sourced}
    grouped = speakers(thread[0] for thread in sourced)
    return [[thread_of[row.number] for row in speaker.rows] for speaker in grouped]


def _summary(rows: Sequence[Row]) -> str:
    if not rows:
        return "No rows."
    own = sum(row.is_outlet for row in rows)
    sourced = [row for row in rows if row.attribution.source]
    unsourced = len(rows) - own - len(sourced)
    parts = [
        f"{len(sourced)} from {words.counted(len(speakers(sourced)), 'source')}",
        f"{unsourced} from no source that is named" if unsourced else "",
        f"{own} in the outlet’s own voice",
    ]
    counts = ", ".join(part for part in parts if part)
    return f"{words.counted(len(rows), 'row')}: {counts}. The tool attributes; it does not assert."


def _evidence(row: Row) -> tuple[str, ...]:
    return (*row.evidence, f"inside row {row.within}") if row.within else row.evidence


class _ReadingSheet(Sheet):
    """A sheet and the shapes of a reading."""

    def header(self, reading: Reading) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        for line in header(reading):
            how = f"({line.how})" if line.how else ""
            grid.add_row(self.text(line.name, "dim"), self.text(line.value), self.text(how, "dim"))
        self.put(grid, 0)

    def rows(self, groups: list[list[Thread]]) -> None:
        """Print groups of threads, one group a source, as columns or stacked."""
        if self.console.width < NARROW_COLUMNS:
            self.stacked(groups)
        else:
            self.columns(groups)

    def columns(self, groups: list[list[Thread]]) -> None:
        width = min(self.console.width, WIDE_COLUMNS)
        gap = 2 if width >= ROOMY_COLUMNS else 1
        table = Table(box=box.SIMPLE_HEAD, padding=(0, gap, 0, 0), pad_edge=False, width=width)
        table.add_column("", justify="right", no_wrap=True)
        table.add_column("who", ratio=1, overflow="fold")
        table.add_column("how", width=HOW_WIDTH, overflow="fold")
        table.add_column("what", ratio=2, overflow="fold")
        table.add_column("on what evidence", width=EVIDENCE_WIDTH, overflow="fold")
        table.add_column("score", justify="right", no_wrap=True)
        for group in groups:
            last = None
            for row in (row for thread in group for row in thread):
                table.add_row(
                    str(row.number),
                    self.who(row, described=row.speaker != last),
                    self.text(shorten(row.how, WHO_LIMIT)),
                    self.text(shorten(row.what, WHAT_LIMIT)),
                    Text("\n").join(map(self.text, _evidence(row))),
                    f"{row.attribution.score:.2f}",
                )
                last = row.speaker
            table.add_section()
        self.put(table, 0)

    def stacked(self, groups: list[list[Thread]]) -> None:
        for group in groups:
            last = None
            for row in (row for thread in group for row in thread):
                lead = self.text(f"{row.number}. ")
                self.console.print()
                self.put(lead + self.who(row, described=row.speaker != last), row.depth * 2)
                indent = row.depth * 2 + 4
                if row.how:
                    self.print(shorten(row.how, WHO_LIMIT), "italic", indent)
                self.print(shorten(row.what, WHAT_LIMIT), "", indent)
                grounds = (*_evidence(row), f"score {row.attribution.score:.2f}")
                self.print(" · ".join(grounds), "dim", indent)
                last = row.speaker

    def who(self, row: Row, *, described: bool) -> Text:
        """The source's name; with its description where it comes first, and its words here."""
        sign = "  " * (row.depth - 1) + "↳ " if row.depth else ""
        shown = self.text(sign + shorten(row.who, WHO_LIMIT), "bold" if described else "")
        if described and row.description:
            shown += self.text(f", {shorten(row.description, WHO_LIMIT)}")
        if row.shown_as:
            shown += self.text(f" (here: {shorten(row.shown_as, WHO_LIMIT)})", "dim")
        return shown

    def unread(self, reading: Reading, *, listed: bool) -> None:
        """Print how many passages were not read for each reason; the passages too if `listed`."""
        for reason, number in Counter(passage.reason for passage in reading.unread).most_common():
            self.print(f"{number:>4}  {words.UNREAD_REASONS[reason]}", indent=0)
            if listed:
                spans = [passage.span for passage in reading.unread if passage.reason == reason]
                passages = [
                    shorten(words_, PASSAGE_LIMIT) for words_ in reading.article.quote(spans)
                ]
                for line in [" | ".join(passages)] if reason == "frame" else passages:
                    self.print(line, "dim", indent=8)
