"""Bytes in: files, folders, feeds, archives, addresses and standard input become captures.

One module per place that bytes come from. Must not read the text: that is `stemmata.text`.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from stemmata.capture.files import from_file
from stemmata.capture.folders import files_of
from stemmata.capture.names import named
from stemmata.capture.payload import LIMIT_BYTES
from stemmata.capture.standard_input import from_standard_input
from stemmata.model import Captured, Rejected

if TYPE_CHECKING:
    from stemmata.capture.fetch import Fetcher

__all__ = ["LIMIT_BYTES", "gather"]


def gather(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    limit_bytes: int = LIMIT_BYTES,
    fetch: "Fetcher | None" = None,
) -> Iterator[Captured | Rejected]:
    """Capture everything that the paths name, in input order, one item at a time.

    Args:
        paths: Files, folders (walked in sorted order), addresses, and "-" for standard input.
        stdin: What "-" reads from; the process's own standard input where None.
        limit_bytes: Most bytes of one item. No more than a few times this is ever held.
        fetch: What gets the pages of addresses. Where None, each address is rejected.

    Yields:
        A Captured, or a Rejected of stage "capture" for what cannot be captured. How many WARC
        records hold no page is logged to `stemmata.capture` at level INFO.
    """
    for path in paths:
        if path == "-":
            yield from map(named, from_standard_input(stdin, limit_bytes))
            continue
        for file in files_of(path):
            if isinstance(file, Rejected):
                yield named(file)
            else:
                yield from map(named, from_file(file, limit_bytes, fetch))
