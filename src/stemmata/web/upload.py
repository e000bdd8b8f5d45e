"""A form with files: taken apart as it comes in, its bytes written to a folder of our own.

No name of the request reaches the file system: files are numbered, and keep a suffix of letters and digits.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from stemmata.capture.uploads import Pasted, Upload, clean_name, suffix_of
from stemmata.errors import UsageError
from stemmata.model import Given
from stemmata.web.adder import Handed
from stemmata.web.asking import Trouble

__all__ = ["MOST_BYTES", "MOST_FILES", "Form", "handed_over", "uploaded"]

MOST_BYTES, MOST_FILES = 200_000_000, 1_000
"""Most of one upload; `stemmata add` in a terminal has no such limits."""
MOST_FIELDS, MOST_TEXT_BYTES, MOST_HEADER_BYTES = 10, 5_000_000, 32_768
"""Fields of ours, a pasted text (a novel has 1 MB), and the head of a part, whose names may be long."""
MOST_DRAINED_BYTES = 2_000_000_000
"""Of what is too large, so much is let by: browsers show no answer to a form that was not taken whole."""
MOST_ADDRESSES, MOST_LABEL = 50, 2_000

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TERMINAL = 'for more, run "stemmata add" in a terminal'


@dataclass(frozen=True, slots=True)
class Form:
    """What a form holds: its fields, and its files where they lie now."""

    fields: Mapping[str, str]
    files: tuple[Upload, ...]


async def uploaded(request: Request, folder: Path) -> Form | Trouble:
    """Take a form with files apart.

    Args:
        request: It.
        folder: An empty folder, for the files.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        return Trouble(415, "This is no form with files", "Expected multipart/form-data.")
    parts = _Parts(folder)
    trouble: Trouble | None = None
    size_bytes = 0
    try:
        parser = MultipartParser(
            options[b"boundary"],
            {name: getattr(parts, name) for name in dir(parts) if name.startswith("on_")},  # type: ignore[arg-type]
            max_header_size=MOST_HEADER_BYTES,
        )
        async for piece in request.stream():
            size_bytes += len(piece)
            if size_bytes > MOST_DRAINED_BYTES:
                break
            if trouble is None and size_bytes > MOST_BYTES:
                trouble = _too_large(f"{MOST_BYTES // 1_000_000:,} MB")
            if trouble is None:
                parser.write(piece)
                trouble = parts.trouble
    except FormParserError as error:
        trouble = Trouble(400, "This is no form of ours", f"It cannot be taken apart: {error}.")
    except ClientDisconnect:
        trouble = BROKEN_OFF
    except OSError as error:
        trouble = Trouble(500, "There is no room for this", f"{error.strerror}; {TERMINAL}.")
    finally:
        parts.close()
    if trouble is not None or not parts.is_complete:
        return trouble or BROKEN_OFF
    fields = {name: bytes(value).decode("utf-8", "replace") for name, value in parts.fields.items()}
    return Form(fields, tuple(parts.files))


BROKEN_OFF = Trouble(400, "The upload broke off", "Nothing of it was added; send it again.")


def _too_large(most: str) -> Trouble:
    return Trouble(413, "This is too much at once", f"Expected {most} at most; {TERMINAL}.")


class _Parts:
    """What the parser calls, part by part."""

    def __init__(self, folder: Path) -> None:
        self.fields: dict[str, bytearray] = {}
        self.files: list[Upload] = []
        self.trouble: Trouble | None = None
        self.is_complete = False
        self._folder = folder
        self._name, self._value, self._disposition = bytearray(), bytearray(), b""
        self._file: BinaryIO | None = None
        self._field: bytearray | None = None

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        name, file_name = options.get(b"name", b""), options.get(b"filename")
        if file_name is None:
            self._begin_field(name.decode("utf-8", "replace"))
        elif file_name:  # empty where no file was chosen
            self._begin_file(clean_name(file_name.decode("utf-8", "replace")))

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])
        elif self._field is not None:
            self._field += data[start:end]
            if len(self._field) > MOST_TEXT_BYTES:
                self.trouble = _too_large(f"{MOST_TEXT_BYTES // 1_000_000} MB of text")

    def on_part_end(self) -> None:
        self.close()
        self._field, self._disposition = None, b""

    def on_end(self) -> None:
        self.is_complete = True

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin_field(self, name: str) -> None:
        self._field = self.fields.setdefault(name, bytearray())
        if len(self.fields) > MOST_FIELDS:
            self.trouble = Trouble(400, "This is no form of ours", "It has too many fields.")

    def _begin_file(self, name: str) -> None:
        if "/" in name and any(part.startswith(".") for part in name.split("/")):
            return  # hidden in a folder, such as .DS_Store: `add` leaves those out too
        if len(self.files) == MOST_FILES:
            self.trouble = _too_large(f"{MOST_FILES:,} files")
            return
        file = self._folder / f"{len(self.files):04}{suffix_of(name)}"
        self._file = file.open("xb")
        self.files.append(Upload(name, file))


def handed_over(form: Form, *, may_fetch: bool) -> list[Handed]:
    """What is to be added of a form.

    Raises:
        UsageError: There is nothing, or a field does not hold what it should.
    """
    handed: list[Handed] = list(form.files)
    text = form.fields.get("text", "").replace("\r\n", "\n")  # forms send all line ends so
    if text.strip():
        handed.append(Pasted(text, _given(form.fields)))
    addresses = form.fields.get("url", "").split()
    if addresses and not may_fetch:
        raise UsageError(
            'this server fetches nothing; start it with "stemmata serve --fetch", '
            "or save the page in a browser and add the file"
        )
    if len(addresses) > MOST_ADDRESSES:
        raise UsageError(f"{len(addresses)} addresses; expected {MOST_ADDRESSES} at most")
    for address in addresses:
        if not address.lower().startswith(("http://", "https://")):
            raise UsageError(f"{address[:200]!r} is no address; expected http:// or https://")
    handed += addresses
    if not handed:
        raise UsageError("nothing was handed over; choose files, or paste a text or an address")
    return handed


def _given(fields: Mapping[str, str]) -> Given:
    title, outlet, published = (
        fields.get(name, "").strip() for name in ("title", "outlet", "published")
    )
    if published and not ISO_DATE.fullmatch(published):
        raise UsageError(f"{published[:40]!r} is no date; write it as 2031-05-04")
    if max(len(title), len(outlet)) > MOST_LABEL:
        raise UsageError(f"expected {MOST_LABEL:,} characters at most for a title or an outlet")
    return Given(outlet or None, title or None, published or None)
