"""What mapping an article to its page's bytes costs, beside trafilatura's own time on the page."""

import logging
import time
from collections.abc import Iterator

from evals.measure import MissingCorpusError, corpus_folder
from evals.pages import captured, ours, pages
from stemmata.text.offsets import check_offsets, locate

__all__ = ["measure"]

PAGES = 200


def measure() -> Iterator[str]:
    """One line: CPU seconds on the same pages in turn, trafilatura with its metadata as we use it."""
    import trafilatura  # takes a while to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    seconds = {"trafilatura": 0.0, "locate": 0.0, "check": 0.0}
    size_bytes = articles = 0
    try:
        chosen = list(pages(corpus_folder("pages"), PAGES))
    except MissingCorpusError as error:
        yield f"offsets: not measured, {error}"
        return
    for address, _, payload in chosen:
        page = captured(address, payload)
        article = ours(page)
        if article is None:
            continue
        articles += 1
        size_bytes += len(payload)
        began = time.process_time()
        trafilatura.bare_extraction(
            payload, url=address, include_comments=False, with_metadata=True
        )
        extracted = time.process_time()
        offsets = locate(page, article)
        located = time.process_time()
        for wrong in check_offsets(payload, article, offsets):
            raise RuntimeError(wrong)
        seconds["check"] += time.process_time() - located
        seconds["locate"] += located - extracted
        seconds["trafilatura"] += extracted - began
    share = seconds["locate"] / seconds["trafilatura"]
    each = 1000 / max(1, articles)
    yield (
        f"offsets of {articles} articles: {seconds['locate'] * each:.1f} ms each, {share:.0%} of "
        f"trafilatura's {seconds['trafilatura'] * each:.1f} ms; asked: 25%; "
        f"checked at {size_bytes / 1e6 / seconds['check']:.0f} MB of payload a second; asked: 50"
    )
