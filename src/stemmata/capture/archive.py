"""The archive folder of a case: WARC 1.1 files that only grow.

What the ledger has committed is never touched again; what lies beyond was left by an interrupted run
and is cut when a writer opens.
"""

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from stemmata.capture.records import FOLLOWS, MEMBER_HEAD, member_of, records_of, warcinfo
from stemmata.closing import Closing
from stemmata.errors import InputError, StemmataError
from stemmata.ids import digest_of
from stemmata.model import Captured, Place

__all__ = ["RECOVER", "Archive", "damages", "payload_at"]

FILE_NAME = re.compile(r"\d{6}\.warc\.gz", re.ASCII)
ROLL_BYTES = 1_000_000_000  # a file that has reached this is followed by a new one, as crawlers do
MOST_RECORD_BYTES = 1_000_000_000  # of one record decompressed: 50 of the largest items by default
MOST_PLAIN_BYTES = MOST_RECORD_BYTES + 1_000_000  # with its header
PIECE_BYTES = 65_536
EMPTY_LINE = b"\r\n\r\n"  # behind a record's header, and behind its block
GZIP_WINDOW = 31  # zlib's code for "with a gzip header"
RECOVER = 'restore the case from a copy; "stemmata verify" lists all that is damaged'


class Archive(Closing):
    """Writes captures behind one another.

    Invariant: `end` is the file and offset up to which every record is whole; None while nothing was
    ever written. Commit it with what `append` returned, after `sync`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        end: tuple[str, int] | None,
        now: Callable[[], str],
        roll_bytes: int = ROLL_BYTES,
    ) -> None:
        """Open for writing and cut what lies beyond `end`, what was last committed.

        Raises:
            InputError: The archive ends before `end`: something was lost.
            StemmataError: The folder cannot be written to.
        """
        self.end = end
        self._folder, self._now, self._roll_bytes = folder, now, roll_bytes
        self._file: FileIO | None = None
        with _writing(folder):
            folder.mkdir(exist_ok=True)
            _cut(folder, end)
            if end is not None:
                self._file = open(folder / end[0], "ab", buffering=0)  # noqa: SIM115

    def append(self, captured: Captured) -> Place:
        """Write a capture with all that belongs to it; where the record with its payload lies.

        Raises:
            InputError: It is too large for one record.
            StemmataError: It cannot be written; the archive ends where it ended before.
        """
        records = records_of(captured, self._now())
        if max(len(record.block) for record in records) > MOST_RECORD_BYTES:
            raise InputError(f"holds more than {MOST_RECORD_BYTES:,} bytes; split it")
        with _writing(self._folder):
            file, end = self._open()
            name, start = end
            first, *rest = records
            record_id, member = member_of(first, f"{name} {start}")
            members = [member]
            members += [
                member_of(record, f"{name} {start} {number}", record_id)[1]
                for number, record in enumerate(rest, start=1)
            ]
            self.end = self._write(file, end, b"".join(members))
        return Place(name, start, len(member), digest_of(member))

    def sync(self) -> None:
        """Return once all that was appended is on the disk."""
        if self._file is not None:
            with _writing(self._folder):
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file. What was not committed is cut when the archive is opened again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> tuple[FileIO, tuple[str, int]]:
        """The file to write to and where it ends; a new one where the last is full."""
        if self.end is not None:
            if self._file is None:
                raise StemmataError(f"{self._folder}: the archive is closed; open it again")
            if self.end[1] < self._roll_bytes:
                return self._file, self.end
            self.sync()
            self.close()
        number = 1 if self.end is None else int(self.end[0][:6]) + 1
        name = f"{number:06}.warc.gz"
        self._file = file = open(self._folder / name, "xb", buffering=0)  # noqa: SIM115
        _sync_folder(self._folder)
        first = member_of(warcinfo(name, self._now(), self.end), name)[1]
        self.end = self._write(file, (name, 0), first)
        return file, self.end

    def _write(self, file: FileIO, end: tuple[str, int], members: bytes) -> tuple[str, int]:
        """Write behind `end`; the new end. Where that fails, the tail is cut at the next opening."""
        left = memoryview(members)
        try:
            while left:
                left = left[file.write(left) :]
        except OSError:
            self.close()
            raise
        return end[0], end[1] + len(members)


def payload_at(folder: Path, place: Place) -> bytes:
    """The payload that was archived at this place.

    Raises:
        InputError: It is not there, or not as it was written.
    """
    where = f"{place.warc} at byte {place.offset}"
    if not FILE_NAME.fullmatch(place.warc) or place.offset < 0:
        raise InputError(f"{where} is no place in an archive; {RECOVER}")
    with _reading(folder / place.warc), open(folder / place.warc, "rb") as file:
        left = os.fstat(file.fileno()).st_size - place.offset
        if not 0 < place.length <= left:
            raise InputError(
                f"{where}: the record has {place.length:,} bytes, but the file has only "
                f"{max(left, 0):,} from there on: it was cut short; {RECOVER}"
            )
        file.seek(place.offset)
        member = file.read(place.length)
    found = digest_of(member)
    if found != place.digest:
        raise InputError(
            f"{where}: the record was changed: its SHA-256 is {found}, "
            f"and was {place.digest} when it was written; {RECOVER}"
        )
    head, block, _ = _record(iter([member]), where)
    return block.partition(b"\r\n\r\n")[2] if head["WARC-Type"] == "response" else block


def damages(
    folder: Path, end: tuple[str, int] | None, *, apart_from: Iterable[Place] = ()
) -> Iterator[str]:
    """What is wrong with an archive, byte for byte: records without a payload included.

    Args:
        folder: The archive's folder.
        end: What was last committed; what lies beyond is no matter.
        apart_from: Records that are looked at with `payload_at`, and therefore not here.

    Yields:
        One message for each file that is missing, too short or damaged: where, and what to do. Only a
        flip among the few bits that fill up compressed data to whole bytes goes unnoticed here.
    """
    known = {(place.warc, place.offset): place.length for place in apart_from}
    last = 0 if end is None else int(end[0][:6])
    for number in range(1, last + 1):
        name = f"{number:06}.warc.gz"
        try:
            with _reading(folder / name), open(folder / name, "rb") as file:
                size_bytes = os.fstat(file.fileno()).st_size
                until = end[1] if end and number == last else _length_of(folder, number)
                if size_bytes < until:
                    raise InputError(
                        f"{name} has {size_bytes:,} bytes; expected {until:,}: "
                        f"it was cut short; {RECOVER}"
                    )
                _check_records(file, name, until or size_bytes, known)
        except InputError as error:
            yield str(error)


def _length_of(folder: Path, number: int) -> int:
    """How long a file is, as the one after it says; 0 where that one is damaged itself."""
    name, after = f"{number:06}.warc.gz", f"{number + 1:06}.warc.gz"
    try:
        with _reading(folder / after), open(folder / after, "rb") as file:
            _, block, _ = _record(_pieces(file, PIECE_BYTES), after)
    except InputError:
        return 0  # said where that file is looked at
    found = re.search(
        rf"^{FOLLOWS}: {re.escape(name)} (\d+)\r$", block.decode("utf-8", "replace"), re.MULTILINE
    )
    return int(found[1]) if found else 0


def _check_records(
    file: BinaryIO, name: str, until: int, known: Mapping[tuple[str, int], int]
) -> None:
    at = 0
    while at < until:
        length = known.get((name, at), 0)
        if not 0 < length <= until - at:
            length = _checked_length(file, at, until, f"{name} at byte {at}")
        at += length


def _checked_length(file: BinaryIO, at: int, until: int, where: str) -> int:
    """The length of the record that begins here, which agrees with its digest."""
    file.seek(at)
    head, block, length = _record(_pieces(file, until - at), where)
    if head.get("WARC-Block-Digest") != f"sha256:{digest_of(block)}":
        raise InputError(f"{where}: the record does not agree with its digest; {RECOVER}")
    return length


def _record(pieces: Iterator[bytes], where: str) -> tuple[dict[str, str], bytes, int]:
    """The header and block of the record that begins here, and its length compressed."""
    inflate = zlib.decompressobj(GZIP_WINDOW)
    parts, size, length = [], 0, 0
    for piece in pieces:
        if not length and not piece.startswith(MEMBER_HEAD):
            break
        length += len(piece)
        try:
            parts.append(inflate.decompress(piece, MOST_PLAIN_BYTES - size))
        except zlib.error as error:
            raise InputError(f"{where}: the record is damaged ({error}); {RECOVER}") from error
        size += len(parts[-1])
        if inflate.eof or size >= MOST_PLAIN_BYTES:
            break
    if not inflate.eof:
        raise InputError(f"{where}: there is no whole record of ours; {RECOVER}")
    plain = parts[0] if len(parts) == 1 else b"".join(parts)
    begin = plain.find(EMPTY_LINE) + len(EMPTY_LINE)
    head = plain[: begin - len(EMPTY_LINE)].decode("utf-8", "replace")
    fields = {name: value for name, _, value in (x.partition(": ") for x in head.split("\r\n"))}
    said = fields.get("Content-Length", "")
    end = begin + int(said) if said.isdecimal() else -1
    if begin < len(EMPTY_LINE) or end + len(EMPTY_LINE) != size or not plain.endswith(EMPTY_LINE):
        raise InputError(f"{where}: the record does not have the length it says; {RECOVER}")
    return fields, plain[begin:end], length - len(inflate.unused_data)


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (piece := file.read(min(PIECE_BYTES, left))):
        left -= len(piece)
        yield piece


def _cut(folder: Path, end: tuple[str, int] | None) -> None:
    """Take away what was never committed."""
    name, size_bytes = end or ("", 0)
    for path in folder.iterdir():
        if FILE_NAME.fullmatch(path.name) and path.name > name:
            path.unlink()
    if end is None:
        return
    path = folder / name
    have = path.stat().st_size if path.is_file() else 0
    if have < size_bytes:
        raise InputError(
            f"{path}: has {have:,} bytes, but {size_bytes:,} were committed: "
            f"it was cut short or removed; {RECOVER}"
        )
    if have > size_bytes:
        os.truncate(path, size_bytes)


def _sync_folder(folder: Path) -> None:
    """Make a new file's name as lasting as its bytes."""
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise StemmataError(
            f"{folder}: cannot be written to ({why}); what was committed is safe: make room or give "
            "yourself the right to write there, then run the same command again"
        ) from error


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(f"{path.name} is missing from {path.parent}; {RECOVER}") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"{path} cannot be read ({why}); check its permissions") from error
