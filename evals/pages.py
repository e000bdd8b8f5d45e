"""How well pages are cleaned: ours against trafilatura alone, on saved pages with marked segments.

    python evals/pages.py [--sample N]

A segment that must appear and does is a true positive, one that must not and does a false positive.
Metadata: the share of pages with a marked value for which ours is the same. The corpus is read
from $STEMMATA_SHARED/data/pages (default: ../shared beside the checkout) and is never copied.
"""

import argparse
import json
import logging
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from stemmata.errors import InputError
from stemmata.model import Article, Capture, Captured, Sighting
from stemmata.text import clean

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("STEMMATA_SHARED", CHECKOUT.parent / "shared"))
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


def ours(address: str, payload: bytes) -> Article | None:
    """The article as `stemmata read` makes it; None where it is rejected."""
    capture = Capture.of(payload, "text/html")
    try:
        return clean(Captured(address, capture, Sighting(address, url=address), payload))
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
}


def count_fields(
    found: dict[str, str], marks: dict[str, Any], counts: dict[str, Counter[str]]
) -> None:
    """Count right, wrong and missing values of the fields that are marked."""
    for field, same in MARKED_FIELDS.items():
        if marks.get(field):
            value = found[field]
            verdict = "missing" if not value else "right" if same(value, marks[field]) else "wrong"
            counts[field][verdict] += 1


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="only so many pages")
    parser.add_argument("--show-wrong", action="store_true", help="print each wrong value")
    options = parser.parse_args()
    corpus = SHARED / "data" / "pages"
    if not corpus.is_dir():
        print(f"no pages at {corpus}; set STEMMATA_SHARED to the folder of corpora; skipped")
        return 0

    import trafilatura  # after the check: it takes a while to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    segments = {"ours": Counter[str](), "trafilatura alone": Counter[str]()}
    fields = {who: {field: Counter[str]() for field in MARKED_FIELDS} for who in segments}
    seconds = dict.fromkeys(segments, 0.0)
    languages: Counter[tuple[str, str]] = Counter()
    rejected = headlines = total = 0
    for address, marks, payload in pages(corpus, options.sample):
        total += 1
        start = time.perf_counter()
        article = ours(address, payload)
        seconds["ours"] += time.perf_counter() - start
        start = time.perf_counter()
        alone: Any = trafilatura.bare_extraction(
            payload, url=address, include_comments=False, with_metadata=True
        )
        seconds["trafilatura alone"] += time.perf_counter() - start
        count_segments(article.text if article else "", marks, segments["ours"])
        count_segments((alone and alone.text) or "", marks, segments["trafilatura alone"])
        mine = {
            "title": (article and article.title) or "",
            "author": ";".join(article.byline) if article else "",
            "date": (article and article.published) or "",
        }
        theirs = {field: (alone and getattr(alone, field)) or "" for field in MARKED_FIELDS}
        count_fields(mine, marks, fields["ours"])
        count_fields(theirs, marks, fields["trafilatura alone"])
        rejected += article is None
        headlines += article is not None and article.headline is not None
        declared = HTML_LANG.search(payload[:20_000])
        if article and declared:
            languages[declared[1].decode().lower(), article.language] += 1
        if options.show_wrong:
            how = dict(article.found) if article else {}
            names = {"author": "byline", "date": "published", "title": "title"}
            for field, same in MARKED_FIELDS.items():
                if marks.get(field) and not same(mine[field], marks[field]):
                    print(field, "|", mine[field], "|", marks[field], "|", theirs[field],
                          "|", how.get(names[field]), "|", marks["file"])  # fmt: skip
            if article is None:
                print("rejected |", address, marks["file"])

    print(f"{total} pages, {rejected} rejected, {headlines} with a headline")
    for who, counts in segments.items():
        precision, recall, f1 = precision_recall_f1(counts)
        print(
            f"{who:18} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
            f"  {seconds[who] / total * 1000:.0f} ms a page"
        )
    for field in MARKED_FIELDS:
        for who in segments:
            c = fields[who][field]
            print(
                f"{field:8} {who:18} right {c['right'] / max(1, c.total()):.3f}"
                f"  wrong {c['wrong'] / max(1, c.total()):.3f}  of {c.total()}"
            )
    agree = sum(n for (declared_code, code), n in languages.items() if declared_code == code)
    print(f"language as the html lang attribute says: {agree} of {languages.total()}; others:")
    for (declared_code, code), n in languages.most_common():
        if declared_code != code:
            print(f"  declared {declared_code}, found {code}: {n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
