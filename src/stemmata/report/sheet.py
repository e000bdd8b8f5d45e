"""What is printed on a terminal, whatever it shows.

Everything from an article passes through `visible`, so no escape sequence reaches the terminal.
Meaning is never carried by colour or weight alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stemmata.report.quoting import visible

__all__ = ["Sheet"]

_PLAIN_SIGNS = str.maketrans({"…": "...", "·": "-", "↳": ">", "↵": "/", "’": "'"})
"""What stands for our own signs on a terminal that is not Unicode."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A console and the few shapes that are printed on it."""

    console: Console

    def text(self, shown: str, style: str = "") -> Text:
        """The words, without anything that the terminal would obey or could not encode."""
        shown, encoding = visible(shown), self.console.encoding
        if not encoding.startswith("utf"):
            plain = shown.translate(_PLAIN_SIGNS)
            shown = plain.encode(encoding, "backslashreplace").decode(encoding)
        return Text(shown, style=style)

    def print(self, shown: str, style: str = "", indent: int = 2) -> None:
        """One paragraph."""
        self.put(self.text(shown, style), indent)

    def put(self, shown: RenderableType, indent: int) -> None:
        """Anything that rich can draw."""
        self.console.print(Padding(shown, (0, 0, 0, indent), expand=False), highlight=False)

    def heading(self, shown: str) -> None:
        """A line that begins a part."""
        self.console.print()
        self.print(shown.upper(), "bold", indent=0)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
        """A table; columns of numbers are set to the right."""
        listed = list(rows)
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False)
        for i, column in enumerate(columns):
            number = bool(listed) and all(isinstance(row[i], int) for row in listed)
            table.add_column(column, justify="right" if number else "left", overflow="fold")
        for row in listed:
            cells = (f"{cell:,}" if isinstance(cell, int) else cell for cell in row)
            table.add_row(*map(self.text, cells))
        self.put(table, 2)
