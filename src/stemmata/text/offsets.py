"""From the code points of an article's text back to the bytes of the payload it was made of.

`locate` makes the map; `check_offsets` proves it from the bytes alone, without knowing how it was made.
"""

from collections.abc import Iterator
from html import unescape

import numpy as np

from stemmata.model import Article, Captured, OffsetRun, Offsets
from stemmata.text.codepoints import CodePoints, Indices, Numbers, byte_ranges, numbers_of, text_of
from stemmata.text.decode import Declared, Decoded, declared_in_markup, decode
from stemmata.text.layers import Markup, unescaped_json
from stemmata.text.placing import place
from stemmata.text.shown import NOT_PARSABLE, parsable

__all__ = ["check_offsets", "locate"]


def locate(captured: Captured, article: Article) -> Offsets:
    """The bytes of the payload that each code point of the article's text was made of."""
    payload, charset = captured.payload, captured.given.charset
    if captured.capture.media_type == "text/html":
        decoded = decode(payload, Declared(charset, "HTTP header"), declared_in_markup(payload))
        points = _of_page(payload, decoded, article)
    else:
        decoded = decode(payload, Declared(charset, "input"))
        points = byte_ranges(payload, decoded.charset, numbers_of(decoded.text))
    # What stands for bytes that are no text belongs to them as a whole.
    unreadable = (points.first >= 0) & (numbers_of(article.text) == ord("\ufffd"))
    whole = points.whole | unreadable
    return Offsets(decoded.charset, tuple(_runs(points._replace(whole=whole))))


def _runs(points: CodePoints) -> Iterator[OffsetRun]:
    """The ranges in as few runs as say the same."""
    first, last, whole = points
    if not first.size:
        return
    width = np.where(whole, 0, last - first)
    even = ~whole[1:] & ~whole[:-1] & (width[1:] == width[:-1]) & (first[1:] == last[:-1])
    same = whole[1:] & whole[:-1] & (first[1:] == first[:-1]) & (last[1:] == last[:-1])
    starts = np.flatnonzero(np.concatenate(([True], ~(even | same))))
    ends = np.append(starts[1:], first.size)
    columns = (starts, ends, first[starts], last[ends - 1], width[starts])
    for run in zip(*(column.tolist() for column in columns), strict=True):
        if run[2] >= 0:
            yield OffsetRun(*run)


def _of_page(payload: bytes, decoded: Decoded, article: Article) -> CodePoints:
    """The byte ranges of the text of a page's article."""
    numbers = numbers_of(decoded.text)
    markup, kept = _parsed(decoded.text, numbers)
    found = place(
        Markup(markup, numbers if kept is None else numbers_of(markup)),
        article.text,
        has_headline=article.headline is not None,
    )
    ends = np.concatenate((np.minimum(found.first, len(markup) - 1), found.last - 1))
    ends = ends if kept is None else kept[ends]
    first, last, whole = byte_ranges(payload, decoded.charset, numbers, ends)
    size, placed = len(article.text), found.first >= 0
    last = np.where(placed, last[size:], -1)
    first = np.where(found.last > found.first, first[:size], last)
    return CodePoints(first, last, found.whole | (placed & (whole[:size] | whole[size:])))


def _parsed(text: str, numbers: Numbers) -> tuple[str, Indices | None]:
    """The markup that the parser was given, and which code points it has, None for all."""
    odd = text_of(numbers[(numbers < ord(" ")) | (numbers >= 0xD800)])  # the first surrogate
    if parsable(odd) == odd:  # nearly always, and sooner seen than from the whole text
        return text, None
    dropped = [found.start() for found in NOT_PARSABLE.finditer(text)]
    return parsable(text), np.delete(np.arange(len(text)), dropped)


def check_offsets(payload: bytes, article: Article, offsets: Offsets) -> Iterator[str]:
    """What is wrong with the map from an article's text to the payload: a line for each wrong run.

    Bytes are read in the map's charset and compared with the words. What belongs to its bytes as a
    whole may be written there as entities or JSON's escapes; white space may be anything that lies
    between the bytes of its neighbours.
    """
    runs, text = offsets.runs, article.text
    try:
        b"a".decode(offsets.charset, "replace")
    except LookupError as error:
        yield f"its bytes cannot be read: {error}"
        return
    for number, run in enumerate(runs):
        words = text[run.start : run.end]
        raw = payload[run.first : run.last]
        if run.end > len(text) or run.last > len(payload):
            problem = f"{len(text)} code points and {len(payload)} bytes are there"
        elif words.isspace() and run.width == 0:
            beside = (number > 0 and runs[number - 1].last == run.first) or (
                number + 1 < len(runs) and runs[number + 1].first == run.last
            )
            problem = "" if beside else "white space does not lie beside its neighbours"
        else:
            problem = _difference(words, raw, run.width, offsets.charset)
        if problem:
            yield (
                f"code points {run.start} to {run.end} are mapped to bytes "
                f"{run.first} to {run.last}: {problem}"
            )


def _difference(words: str, raw: bytes, width: int, charset: str) -> str:
    """How the bytes of a run differ from its words; empty where they do not."""
    try:
        read = raw.decode(charset, "surrogatepass")
    except UnicodeError:
        read = raw.decode(charset, "replace")
    if read == words:
        even = width < 2 or all(len(c.encode(charset, "surrogatepass")) == width for c in {*words})
        return "" if even else f"not all of {words[:40]!r} take {width} bytes"
    if not width and words in (parsable(read), unescape(read), unescape(unescaped_json(read))):
        return ""
    pairs = zip(read, words, strict=False)
    alike = next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(read), len(words))
    )
    shown = slice(max(0, alike - 10), alike + 30)
    return (
        f"from code point {alike} of them on they read {read[shown]!r}, the text {words[shown]!r}"
    )
