"""JSON Lines: one article a row, as in DESIGN section 9."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from stemmata.capture.payload import size_reason
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Given, Rejected, Sighting

__all__ = ["lines_of", "rows", "rows_of_lines"]

SKIPPED_BYTES = 65_536  # a line over the limit is passed over in pieces of this size


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One row as it must be. Exactly one of `text` and `html` is there."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    text: str | None = None
    html: str | None = None


def rows(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The rows of a JSONL file; a bad one is rejected by its line number, the others go on."""
    return rows_of_lines(lines_of(stream, limit_bytes), path, limit_bytes)


def lines_of(stream: BinaryIO, limit_bytes: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that holds more than `limit_bytes`."""
    while line := stream.readline(limit_bytes + 1):
        if len(line) <= limit_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(SKIPPED_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield None


def rows_of_lines(
    lines: Iterable[bytes | None], path: str, limit_bytes: int
) -> Iterator[Captured | Rejected]:
    """The same, from lines as `lines_of` gives them."""
    seen: set[str] = set()
    empty = True
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            if line is None:
                raise InputError(size_reason(None, limit_bytes))
            row = _row(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            if row.id in seen:
                raise InputError(f"id {row.id!r} was used before; expected one row for each id")
        except InputError as error:
            yield Rejected(f"{path}:{number}", "capture", f"line {number}: {error}")
            continue
        seen.add(row.id)
        yield _captured(row, path)
    if empty:
        yield Rejected(path, "capture", "holds no row; expected one JSON object on each line")


def _row(line: bytes) -> Row:
    try:
        # The standard library's parser, since msgspec's refuses the lone surrogates that scrapers
        # leave in escapes.
        parsed = json.loads(line, object_pairs_hook=_unique)
        row = msgspec.convert(parsed, Row)
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except RecursionError as error:
        raise InputError("is nested too deeply; expected a flat JSON object") from error
    except msgspec.ValidationError as error:
        raise InputError(f"{error}; expected an object with {_KEYS}") from error
    except ValueError as error:  # json.JSONDecodeError, or a number beyond Python's limit
        raise InputError(f"is not JSON ({error}); expected one object on each line") from error
    if not row.id:
        raise InputError("id is empty; expected a name that no other row has")
    if (row.text is None) == (row.html is None):
        have = "neither" if row.text is None else "both"
        raise InputError(f"has {have} of text and html; expected exactly one of them")
    return row


_KEYS = "the keys id, url, outlet, title, published, and either text or html (all strings)"


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"has the key {twice!r} twice; expected each key once")
    return found


def _captured(row: Row, path: str) -> Captured:
    media_type = "text/plain" if row.text is not None else "text/html"
    payload = (row.text or row.html or "").encode("utf-8", "surrogatepass")
    return Captured(
        path=f"{path}#{row.id}",
        capture=Capture.of(payload, media_type),
        sighting=Sighting(path, url=row.url or None, item=row.id),
        payload=payload,
        # The row's text is Unicode already: whatever charset a page in it declares is history.
        given=Given(row.outlet or None, row.title or None, row.published or None, charset="utf-8"),
    )
