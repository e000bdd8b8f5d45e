"""How well sourced statements are found in news stories, by the corpus's own scorer.

    stemmata read --json STORIES/*.txt | python -m evals.sourcing
    python -m evals.sourcing READ.jsonl     # the lines of an earlier "stemmata read --json"
    python -m evals.sourcing --show         # what is missed and what is wrong, read here and now

A sourced statement is an outermost assertion in a source's voice. The scorer and the rule that turns
rows into statements belong to the corpus and are run as they are; they need rapidfuzz.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.measure import Score, corpus_folder, reading_of
from stemmata.export.article_json import to_json

__all__ = ["figures", "measure"]

ASKED = {"f1": 0.88, "precision": None, "recall": None, "type_acc": 0.85, "name_acc": 0.85}


def stories() -> list[Path]:
    """The stories of the corpus, each a text to be taken as it is."""
    return sorted((corpus_folder("sourcing") / "articles").glob("*.txt"))


def read_stories() -> Iterator[str]:
    """One line of JSON for each story, as `stemmata read --json` prints it."""
    for path in stories():
        with path.open(encoding="utf-8", newline="") as file:
            yield to_json(reading_of(str(path), file.read()))


def figures(lines: Iterable[str], *, show: bool = False) -> dict[str, Any]:
    """The scorer's figures for the rows of `stemmata read --json`."""
    corpus = corpus_folder("sourcing")
    with tempfile.TemporaryDirectory() as folder:
        rows = "".join(f"{line.rstrip()}\n" for line in lines if line.strip())
        turn = [sys.executable, str(corpus / "to_statements.py"), folder]
        subprocess.run(turn, input=rows, check=True, text=True)
        score = [sys.executable, str(corpus / "score.py"), folder, "--only-present"]
        done = subprocess.run(score, check=True, capture_output=True, text=True)
        if show:
            for path in sorted(Path(folder).glob("*.json"), key=lambda p: int(p.stem)):
                _show(corpus, path)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure() -> Iterator[Score]:
    """The figures that the project is held to."""
    found = figures(read_stories())
    for name, asked in ASKED.items():
        yield Score(f"sourced statements: {name}", found[name] or 0.0, asked)


def _show(corpus: Path, predicted: Path) -> None:
    """Print the stretches that only one side has, as far as half of a statement shows it."""
    text = (corpus / "articles" / f"{predicted.stem}.txt").read_bytes().decode()
    right = json.loads((corpus / "gt" / predicted.name).read_text(encoding="utf-8"))
    found = json.loads(predicted.read_text(encoding="utf-8"))
    print(f"== story {predicted.stem}")
    for sign, rows, others in (("-", right, found), ("+", found, right)):
        covered = {i for row in others for s, e in row["spans"] or () for i in range(s, e)}
        for row in rows:
            own = {i for s, e in row["spans"] or () for i in range(s, e)}
            if 2 * len(own & covered) < len(own):
                words = " / ".join(" ".join(text[s:e].split()) for s, e in row["spans"])
                print(f"  {sign} {row.get('name') or '-'}: {words}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "read", nargs="?", type=Path, help="its JSON lines; default: read here, or stdin"
    )
    parser.add_argument(
        "--show", action="store_true", help="print what is missed and what is wrong"
    )
    options = parser.parse_args()
    if options.read is not None:
        lines: Iterable[str] = options.read.read_text(encoding="utf-8").splitlines()
    else:
        lines = read_stories() if sys.stdin.isatty() or options.show else sys.stdin
    found = figures(lines, show=options.show)
    for name in ASKED:
        print(f"{name:10} {found[name]}")
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
