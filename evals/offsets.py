"""How much of the articles' text is mapped to the bytes of its page, and whether the bytes say it.

    python -m evals.offsets [--sample N]

Pages that are rejected, since they hold no article, do not count. What is not placed is printed.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from evals.measure import Score, corpus_folder
from evals.pages import captured, ours, pages
from stemmata.ledger.varints import pack_runs
from stemmata.model import Article, Span
from stemmata.text.offsets import check_offsets, locate

__all__ = ["measure"]


@dataclass
class Tally:
    """Counts over the articles mapped so far: code points, runs, those that fail the check, bytes."""

    articles: int = 0
    size: int = 0
    placed: int = 0
    wrong: int = 0
    runs: int = 0
    packed: int = 0


def run(sample: int | None = None, *, show: bool = False) -> Tally:
    """Map the articles of the pages, or of a fixed sample of them."""
    tally = Tally()
    for address, marks, payload in pages(corpus_folder("pages"), sample):
        page = captured(address, payload)
        article = ours(page)
        if article is None:
            continue
        offsets = locate(page, article)
        missing = offsets.unplaced(len(article.text))
        tally.articles += 1
        tally.size += len(article.text)
        wrong = [*check_offsets(payload, article, offsets)]
        tally.placed += len(article.text) - sum(end - start for start, end in missing)
        tally.wrong += len(wrong)
        tally.runs += len(offsets.runs)
        tally.packed += len(pack_runs(offsets.runs))
        if show:
            for span in missing:
                print(f"{marks['file']}: {_shown(article, span)}")
            print(*wrong, sep="\n", end="\n" * bool(wrong))
    return tally


def _shown(article: Article, span: Span) -> str:
    before = article.text[max(0, span.start - 20) : span.start]
    return (
        f"not placed, {span.end - span.start}: {before!r} {article.text[span.start : span.end]!r}"
    )


def measure() -> Iterator[Score]:
    """Shares of code points, and the size of the maps."""
    tally = run()
    yield Score("offsets, code points placed", tally.placed / tally.size, 0.999)
    yield Score("offsets, runs whose bytes say the words", 1 - tally.wrong / tally.runs, 1.0)
    runs, packed = tally.runs / tally.articles, tally.packed / tally.articles
    yield Score("offsets, runs an article", runs, lower_is_better=True)
    yield Score("offsets, packed bytes an article", packed, lower_is_better=True)


def main() -> None:
    """Print what is not placed, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="only so many pages")
    print(run(parser.parse_args().sample, show=True))


if __name__ == "__main__":
    main()
