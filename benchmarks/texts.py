"""Articles of one length out of the bundled examples, so that anyone can run the benchmarks."""

from pathlib import Path

from stemmata.model import Rejected
from stemmata.pipeline import Reader

__all__ = ["EXAMPLES", "articles"]

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def articles(count: int, *, words: int) -> list[str]:
    """`count` texts of about `words` words, cut at line ends out of the examples' running text."""
    pages = sorted(str(p) for p in EXAMPLES.glob("*/*.html"))
    results = Reader().read(pages)
    lines = [
        line
        for result in results
        if not isinstance(result, Rejected) and result.article.language == "en"
        for line in result.article.text.splitlines()
        if line.strip()
    ]
    texts, at = [], 0
    for _ in range(count):
        parts: list[str] = []
        while sum(len(p.split()) for p in parts) < words:
            parts.append(lines[at % len(lines)])
            at += 1
        texts.append("\n".join(parts))
    return texts
