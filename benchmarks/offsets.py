"""What mapping an article to its page's bytes costs, beside trafilatura's own time on the page."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from evals.measure import MissingCorpusError, corpus_folder
from evals.pages import captured, ours, pages
from stemmata.model import Article, Captured
from stemmata.text.offsets import check_offsets, locate

__all__ = ["measure"]

PAGES, ROUNDS = 200, 3
"""Each page so often, one way after the other; the fastest counts, as other work on the machine only adds."""


def measure() -> Iterator[str]:
    """Two lines: CPU seconds on the same pages in turn."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        chosen = list(pages(corpus_folder("pages"), PAGES))
    except MissingCorpusError as error:
        yield f"offsets: not measured, {error}"
        return
    articles = [
        (page, article)
        for address, _, payload in chosen
        if (article := ours(page := captured(address, payload)))
    ]
    took = defaultdict[str, float](float)
    for page, article in articles:
        ways = _ways(page, article)
        for name, way in ways.items():
            way()  # warm
            took[name] += min(_seconds(way) for _ in range(ROUNDS))
    each_ms = {name: 1000 * s / len(articles) for name, s in took.items()}
    shares = ", ".join(
        f"{took['locate'] / took[name]:.0%} of {name}'s {each_ms[name]:.1f} ms"
        for name in ("trafilatura", "trafilatura without metadata")
    )
    yield (
        f"offsets of {len(articles)} articles: {each_ms['locate']:.1f} ms each, {shares}; asked: 25%"
    )
    size_bytes = sum(len(page.payload) for page, _ in articles)
    yield f"offsets checked at {size_bytes / 1e6 / took['check']:.0f} MB of payload a second; asked: 50"


def _ways(page: Captured, article: Article) -> dict[str, Callable[[], object]]:
    """What is timed on one page, by name."""
    from trafilatura import bare_extraction  # takes a while to load

    def extract(*, with_metadata: bool) -> object:
        return bare_extraction(
            page.payload,
            url=page.sighting.url,
            include_comments=False,
            with_metadata=with_metadata,
        )

    def check() -> None:
        for wrong in check_offsets(page.payload, article, offsets):
            raise RuntimeError(f"{article.id}: {wrong}")

    offsets = locate(page, article)
    return {
        "trafilatura": lambda: extract(with_metadata=True),
        "trafilatura without metadata": lambda: extract(with_metadata=False),
        "locate": lambda: locate(page, article),
        "check": check,
    }


def _seconds(way: Callable[[], object]) -> float:
    began = time.process_time()
    way()
    return time.process_time() - began
