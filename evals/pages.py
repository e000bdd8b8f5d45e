"""How well pages are cleaned: ours against trafilatura alone, on saved pages with marked segments.

    python -m evals.pages [--sample N] [--show-wrong]

A segment that must appear and does is a true positive, one that must not and does a false positive.
Metadata: the share of pages with a marked value for which ours is the same. Titles, authors and dates are
marked on nearly all pages, the outlet (the site's name) on 16 only: a figure to look at, not to rank by.

Furniture on English pages: the share of segments that must not appear and are left to be read as claims.
For trafilatura alone that is all of them in its text. Ours keeps the text and marks furniture in it by
rule, which goes to `unread`: a segment is left where it stands in the text outside of that. Marking
everything would be cheating, so the share of segments that must appear and are marked is counted too.
"""

import argparse
import json
import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.measure import Score, corpus_folder
from stemmata.errors import InputError
from stemmata.extract.furniture import furniture
from stemmata.extract.sentences import sentences
from stemmata.model import Article, Capture, Captured, Sighting, Span
from stemmata.text import clean

HTML_LANG = re.compile(rb"<html[^>]*\blang=[\"']?([A-Za-z]{2})")
SEED = 1


def pages(corpus: Path, sample: int | None) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Address, marks and payload of the pages, or of a fixed sample of them."""
    marked = json.loads((corpus / "evaldata.json").read_text(encoding="utf-8"))
    addresses = sorted(marked)
    if sample is not None:
        addresses = random.Random(SEED).sample(addresses, min(sample, len(addresses)))
    for address in addresses:
        name = marked[address]["file"]
        file = next(f for f in (corpus / "eval" / name, corpus / "cache" / name) if f.exists())
        yield address, marked[address], file.read_bytes()


def captured(address: str, payload: bytes) -> Captured:
    """A page as `stemmata add` captures it from its address."""
    capture = Capture.of(payload, "text/html")
    return Captured(address, capture, Sighting(address, url=address), payload)


def ours(page: Captured) -> Article | None:
    """The article as `stemmata read` makes it; None where it is rejected."""
    try:
        return clean(page)
    except InputError:
        return None


def count_segments(text: str, marks: dict[str, Any], counts: Counter[str]) -> None:
    """Count the marked segments found in a text and not, as trafilatura's own benchmark does."""
    for segment in marks["with"]:
        counts["tp" if segment in text else "fn"] += 1
    for segment in marks["without"]:
        counts["fp" if segment in text else "tn"] += 1


def precision_recall_f1(counts: Counter[str]) -> tuple[float, float, float]:
    """From the counts of segments."""
    precision = counts["tp"] / max(1, counts["tp"] + counts["fp"])
    recall = counts["tp"] / max(1, counts["tp"] + counts["fn"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def key_of(value: str) -> str:
    """Letters and digits in lower case."""
    return "".join(c for c in value.casefold() if c.isalnum())


def same_names(found: str, marked: str | list[str]) -> bool:
    """Whether two bylines hold the same names, in any order."""
    names = marked if isinstance(marked, list) else re.split(r";|,|\bund\b|\band\b", marked)
    return {key_of(n) for n in found.split(";")} == {key_of(n) for n in names}


def same_title(found: str, marked: str) -> bool:
    """Whether two titles have the same letters."""
    return key_of(found) == key_of(marked)


def same_date(found: str, marked: str) -> bool:
    """Whether two ISO dates are the same."""
    return found == marked


MARKED_FIELDS: dict[str, Callable[[str, Any], bool]] = {
    "title": same_title,
    "author": same_names,
    "date": same_date,
    "sitename": same_title,
}


NAMED = {"sitename": "outlet"}
"""What we call a field that the corpus calls otherwise."""


def count_fields(
    found: dict[str, str], marks: dict[str, Any], counts: dict[str, Counter[str]]
) -> None:
    """Count right, wrong and missing values of the fields that are marked."""
    for name, same in MARKED_FIELDS.items():
        if marks.get(name):
            value = found[name]
            verdict = "missing" if not value else "right" if same(value, marks[name]) else "wrong"
            counts[name][verdict] += 1


def is_read(segment: str, text: str, unread: Sequence[Span]) -> bool:
    """Whether a text holds a segment at a place that is not wholly unread."""
    places = re.finditer(re.escape(segment), text)
    return any(
        not any(start <= place.start() and place.end() <= end for start, end in unread)
        for place in places
    )


OURS, ALONE = "ours", "trafilatura alone"


@dataclass
class Tally:
    """Counts over the pages read so far, for us and for trafilatura alone."""

    segments: dict[str, Counter[str]] = field(
        default_factory=lambda: {who: Counter() for who in (OURS, ALONE)}
    )
    fields: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: {
            who: {name: Counter() for name in MARKED_FIELDS} for who in (OURS, ALONE)
        }
    )
    seconds: dict[str, float] = field(default_factory=lambda: {OURS: 0.0, ALONE: 0.0})
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    unwanted_left: Counter[str] = field(default_factory=Counter)
    unwanted: int = 0
    wanted_unread: int = 0
    wanted: int = 0
    pages: int = 0
    rejected: int = 0

    def count_furniture(self, article: Article, alone: str, marks: dict[str, Any]) -> None:
        """Count the segments that are read as claims though they must not, or not though they must."""
        parts = sentences(article.text)
        unread = furniture(article, parts)
        for segment in marks["without"]:
            self.unwanted += 1
            self.unwanted_left[OURS] += is_read(segment, article.text, unread)
            self.unwanted_left[ALONE] += segment in alone
        for segment in marks["with"]:
            if segment in article.text:
                self.wanted += 1
                self.wanted_unread += not is_read(segment, article.text, unread)

    def right(self, who: str, name: str) -> float:
        """The share of marked values that were found right."""
        counts = self.fields[who][name]
        return counts["right"] / max(1, counts.total())


def run(sample: int | None = None, *, show_wrong: bool = False) -> Tally:
    """Clean the pages both ways and count."""
    corpus = corpus_folder("pages")
    import trafilatura  # after the check: it takes a while to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tally = Tally()
    for address, marks, payload in pages(corpus, sample):
        start = time.perf_counter()
        article = ours(captured(address, payload))
        between = time.perf_counter()
        alone: Any = trafilatura.bare_extraction(
            payload, url=address, include_comments=False, with_metadata=True
        )
        tally.seconds[OURS] += between - start
        tally.seconds[ALONE] += time.perf_counter() - between
        count_segments(article.text if article else "", marks, tally.segments[OURS])
        count_segments((alone and alone.text) or "", marks, tally.segments[ALONE])
        if article and article.language == "en":
            tally.count_furniture(article, (alone and alone.text) or "", marks)
        mine = {
            "title": (article and article.title) or "",
            "author": ";".join(article.byline) if article else "",
            "date": (article and article.published) or "",
            "sitename": (article and article.outlet) or "",
        }
        theirs = {name: (alone and getattr(alone, name)) or "" for name in MARKED_FIELDS}
        count_fields(mine, marks, tally.fields[OURS])
        count_fields(theirs, marks, tally.fields[ALONE])
        tally.pages += 1
        tally.rejected += article is None
        if article and (declared := HTML_LANG.search(payload[:20_000])):
            tally.languages[declared[1].decode().lower(), article.language] += 1
        if show_wrong:
            explain(article, mine, theirs, marks)
    return tally


def explain(
    article: Article | None, mine: dict[str, str], theirs: dict[str, str], marks: dict[str, Any]
) -> None:
    """Print each wrong value of one page, and how it was found."""
    how = dict(article.found) if article else {"title": "rejected"}
    names = {"author": "byline", "date": "published", "title": "title", "sitename": "outlet"}
    for name, same in MARKED_FIELDS.items():
        if marks.get(name) and not same(mine[name], marks[name]):
            wrong = (
                name,
                mine[name],
                marks[name],
                theirs[name],
                how.get(names[name]),
                marks["file"],
            )
            print(*wrong, sep=" | ")


def measure() -> Iterator[Score]:
    """F1 over marked segments and the shares of right fields; trafilatura's are what is asked."""
    tally = run()
    segments = (precision_recall_f1(tally.segments[who]) for who in (OURS, ALONE))
    for what, mine, theirs in zip(("precision", "recall", "F1"), *segments, strict=True):
        yield Score(f"pages, marked segments {what}", mine, theirs)
    left = {who: tally.unwanted_left[who] / max(1, tally.unwanted) for who in (OURS, ALONE)}
    yield Score("pages, furniture left", left[OURS], left[ALONE], lower_is_better=True)
    lost = tally.wanted_unread / max(1, tally.wanted)
    yield Score("pages, text taken for furniture", lost, lower_is_better=True)
    for name in MARKED_FIELDS:
        yield Score(
            f"pages, {NAMED.get(name, name)} right",
            tally.right(OURS, name),
            tally.right(ALONE, name),
        )
    agree = sum(n for (declared, found), n in tally.languages.items() if declared == found)
    yield Score("pages, language as declared", agree / max(1, tally.languages.total()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="only so many pages")
    parser.add_argument("--show-wrong", action="store_true", help="print each wrong value")
    options = parser.parse_args()
    tally = run(options.sample, show_wrong=options.show_wrong)
    print(f"{tally.pages} pages, {tally.rejected} rejected")
    for who, counts in tally.segments.items():
        precision, recall, f1 = precision_recall_f1(counts)
        print(
            f"{who:18} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
            f"  {tally.seconds[who] / tally.pages * 1000:.0f} ms a page"
        )
        shown = (
            f"{NAMED.get(name, name)} {tally.right(who, name):.3f} of {tally.fields[who][name].total()}"
            for name in MARKED_FIELDS
        )
        print(" " * 18, *shown)
    print(
        f"furniture left: {dict(tally.unwanted_left)} of {tally.unwanted} segments; "
        f"text taken for it: {tally.wanted_unread} of {tally.wanted}"
    )
    for (declared, found), n in tally.languages.most_common():
        if declared != found:
            print(f"declared {declared}, found {found}: {n}")


if __name__ == "__main__":
    main()
