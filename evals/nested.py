"""Precision and recall of the nesting rules, on sentences of our own.

    python -m evals.nested [FILE]     # default: nested.txt beside this file

A found row is right where its cue overlaps a gold row's, their contents overlap with IoU of at
least 0.5, their sources overlap or are both absent, and both lie within the same row.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals.measure import Score
from stemmata.extract.draft import Draft
from stemmata.extract.nested import nested
from stemmata.model import Article, Span, Spans

GOLD = Path(__file__).with_suffix(".txt")
UNSEEN = GOLD.with_name("nested_unseen.txt")


class Case(NamedTuple):
    """A text, the drafts given, and the rows that should be added to them."""

    text: str
    drafts: list[Draft]
    added: list[Draft]


class Counts(NamedTuple):
    """Rows right, found and wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file; its first lines say how it is written."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            text = lines[0].removeprefix("T: ")
            drafts = [_row(text, line[3:]) for line in lines if line.startswith("D: ")]
            added = [_row(text, line[3:]) for line in lines if line.startswith("N: ")]
            yield Case(text, drafts, added)


def _row(text: str, line: str) -> Draft:
    fields, _, within = line.partition(" < ")
    source, cue, content = (_spans(text, field) for field in fields.split(" | "))
    return Draft(source, cue, content, 1.0, int(within) if within else None)


def _spans(text: str, field: str) -> Spans:
    pieces = [] if field.strip() == "-" else field.split(" / ")
    return tuple(_span(text, piece.strip()) for piece in pieces)


def _span(text: str, piece: str) -> Span:
    words, _, nth = piece.partition("@")
    start = -1
    for _i in range(int(nth or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def found_in(case: Case) -> list[Draft]:
    """What the rules add to a case."""
    article = Article("art:case", "cap:case", case.text)
    return nested(article, case.drafts)[len(case.drafts) :]


def is_same(found: Draft, gold: Draft) -> bool:
    """Whether a found row is the gold one."""
    a, b = _places(found.content), _places(gold.content)
    sources = _places(found.source), _places(gold.source)
    return (
        found.within == gold.within
        and bool(_places(found.cue) & _places(gold.cue))
        and len(a & b) >= 0.5 * len(a | b)
        and (bool(sources[0] & sources[1]) or not any(sources))
    )


def _places(spans: Spans) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end)}


def counts(path: Path, *, show: bool = False) -> Counts:
    """Rows right, found and wanted over a file's cases."""
    right = found = wanted = 0
    for case in cases(path):
        got, left = found_in(case), list(case.added)
        wrong = []
        for row in got:
            match = next((gold for gold in left if is_same(row, gold)), None)
            if match is None:
                wrong.append(row)
            else:
                left.remove(match)
        right, found, wanted = (
            right + len(got) - len(wrong),
            found + len(got),
            wanted + len(case.added),
        )
        if show and (wrong or left):
            print(case.text)
            for sign, rows in (("+", wrong), ("-", left)):
                for row in rows:
                    print(
                        "  ",
                        sign,
                        *(_words(case.text, s) for s in (row.source, row.cue, row.content)),
                        row.within,
                    )
    return Counts(right, found, wanted)


def _words(text: str, spans: Spans) -> str:
    return "[" + " / ".join(text[s.start : s.end] for s in spans) + "]"


def measure() -> Iterator[Score]:
    """Precision and recall on the sentences that were written before the rules."""
    result = counts(UNSEEN)
    yield Score("own nested sentences: precision", result.precision)
    yield Score("own nested sentences: recall", result.recall)


def main() -> int:
    """Print the figures and every error."""
    for path in [Path(p) for p in sys.argv[1:]] or [GOLD]:
        result = counts(path, show=True)
        print(
            f"{path.name}: precision {result.precision:.3f}, recall {result.recall:.3f}, {result}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
