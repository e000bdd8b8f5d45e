"""Check a bundle of Stemmata on a bare Python, 3.8 or newer.

    python verify.py [FOLDER OR ZIP]

What is checked, from the claim down to the byte:
  1. every file of case.wacz against the SHA-256 in its datapackage.json, and that against its digest;
  2. every WARC record against its own digests, and each claim's record and payload against claims.jsonl;
  3. every article's and attribution's id, which is a digest of its text and spans;
  4. every span: the article's text from start to end is the quoted words;
  5. every stretch of text against the captured bytes, decoded, with entities resolved;
  6. the custody log: each entry's digest, and that it names the entry before;
  7. time stamps, if there are any: that they are over the log. Who signed them, openssl can tell.

Exit status: 0 all agrees, 1 something does not, 2 this is no bundle. What it shows is that nothing was
altered since capture. It cannot show that the page was right, or who made this bundle.

A program of its own that travels with each bundle: it uses the standard library only, and nothing
of Stemmata. Stemmata uses its `records` to index what it packs.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Iterable, Iterator, NamedTuple  # noqa: UP035 (Python 3.8)

PIECE_BYTES = 1 << 20
MOST_RECORD_BYTES = 4 << 30  # of one record decompressed; a larger one is an attack on this machine
GZIP_WINDOW = 31  # zlib's code for "with a gzip header"
BEGINNING = "0" * 64  # what the log's first entry names as the one before
ID_DIGITS = 24
ROLES = ("source", "cue", "content")
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)

NOT_PARSABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
JSON_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]"
)

STAMPED = "stamped"  # the act of the log whose entries hold a time stamp (RFC 3161)
STAMP = re.compile(  # SHA-256 and the digest, the serial number, and when
    rb"0[\x0b\x0d]\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01(?:\x05\x00)?\x04\x20(.{32})"
    rb"\x02.{1,40}?\x18.(\d{14})(?:\.\d+)?Z",
    re.DOTALL,
)

AGAIN = "ask for the bundle again; if it still differs, ask how the case was changed"
DISTRUST = "do not rely on this article; ask for the bundle again and compare"


class NoBundleError(Exception):
    """What was named is no bundle."""


class DamagedError(Exception):
    """A file cannot be read on from here."""


class Mismatch(NamedTuple):
    """Something that does not agree: where, what, and what to do."""

    where: str
    what: str
    advice: str


class Record(NamedTuple):
    """One WARC record: its place in the file, the digest of its bytes there, its header and block."""

    offset: int
    length: int
    digest: str
    fields: dict[str, str]
    block: bytes

    @property
    def payload(self) -> bytes:
        """The block without the head of an HTTP response."""
        if self.fields.get("warc-type") == "response":
            return self.block.partition(b"\r\n\r\n")[2]
        return self.block


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """What is left in a stream, piece by piece."""
    return iter(lambda: stream.read(PIECE_BYTES), b"")


def records(pieces: Iterator[bytes]) -> Iterator[Record]:
    """The records of a WARC file that is compressed record by record.

    Raises:
        DamagedError: What follows is no whole record.
    """
    offset, rest = 0, next(pieces, b"")
    while rest:
        inflate, digest = zlib.decompressobj(GZIP_WINDOW), hashlib.sha256()
        plain, length = bytearray(), 0
        while not inflate.eof:
            if not rest:
                raise DamagedError(f"the file ends inside the record at byte {offset}")
            try:
                plain += inflate.decompress(rest)
            except zlib.error as error:
                raise DamagedError(f"the record at byte {offset} is damaged: {error}") from error
            if len(plain) > MOST_RECORD_BYTES:
                raise DamagedError(f"the record at byte {offset} is larger than any of ours")
            used = len(rest) - len(inflate.unused_data)
            digest.update(rest[:used])
            length += used
            rest = inflate.unused_data or next(pieces, b"")
        yield _record(offset, length, digest.hexdigest(), bytes(plain))
        offset += length


def _record(offset: int, length: int, digest: str, plain: bytes) -> Record:
    head, _, rest = plain.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    size = fields.get("content-length", "")
    if not lines[0].startswith("WARC/") or not size.isdigit() or int(size) + 4 != len(rest):
        raise DamagedError(f"at byte {offset} there is no whole WARC record")
    return Record(offset, length, digest, fields, rest[:-4])


def sha256(payload: bytes) -> str:
    """The digest as 64 hexadecimal digits."""
    return hashlib.sha256(payload).hexdigest()


def sha256_of_stream(stream: BinaryIO) -> str:
    """The digest of all that is left in a stream."""
    digest = hashlib.sha256()
    for piece in pieces_of(stream):
        digest.update(piece)
    return digest.hexdigest()


def id_of(kind: str, *fields: Any) -> str:
    """The id of a thing: the beginning of the SHA-256 of the JSON array of what makes it."""
    array = json.dumps([kind, *fields], ensure_ascii=True, separators=(",", ":"))
    return f"{kind}:{sha256(array.encode())[:ID_DIGITS]}"


def timestamp_name(seq: int) -> str:
    """The file of a bundle that holds the time stamp of this entry of the log."""
    return f"timestamps/{seq:06}.tsr"


class Check:
    """One run over a bundle, counting what it looks at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts = dict.fromkeys(
            ("files", "records", "payloads", "articles", "attributions", "spans", "log entries"), 0
        )
        self.unplaced = 0
        self.head = BEGINNING
        self.stamps: list[str] = []
        self._logged: set[str] = set()

    def run(self) -> Iterator[Mismatch]:
        """Check everything."""
        yield from self._manifest()
        yield from self._log()
        with zipfile.ZipFile(self.folder / "case.wacz") as wacz:
            yield from self._package(wacz)
            yield from self._archive(wacz)

    def _manifest(self) -> Iterator[Mismatch]:
        manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        self.head = manifest["log_head"] or BEGINNING
        for name, expected in manifest["sha256"].items():
            self.counts["files"] += 1
            path = self.folder / name
            if not path.is_file():
                yield Mismatch(name, "is missing", AGAIN)
                continue
            with open(path, "rb") as stream:
                if sha256_of_stream(stream) != expected:
                    yield Mismatch(name, "was changed after the bundle was made", AGAIN)

    def _log(self) -> Iterator[Mismatch]:
        previous, digests = BEGINNING, [BEGINNING]
        for number, entry in enumerate(_lines(self.folder / "log.jsonl"), start=1):
            where = f"log.jsonl, line {number}"
            self.counts["log entries"] += 1
            self._logged.add(entry.get("subject", ""))
            names = ("seq", "at_utc", "act", "subject", "detail", "previous")
            array = json.dumps([entry.get(name) for name in names], separators=(",", ":"))
            if sha256(array.encode()) != entry.get("digest"):
                yield Mismatch(where, "the entry does not have the digest that it names", AGAIN)
            if entry.get("previous") != previous or entry.get("seq") != number:
                yield Mismatch(where, "does not follow the entry before it", AGAIN)
            if entry.get("act") == STAMPED:
                yield from self._stamp(where, number, json.loads(entry["detail"]), digests)
            previous = str(entry.get("digest"))
            digests.append(previous)
        if previous != self.head:
            yield Mismatch(
                "log.jsonl", "does not end with the entry that the manifest names", AGAIN
            )

    def _stamp(
        self, where: str, number: int, stamp: dict[str, Any], digests: list[str]
    ) -> Iterator[Mismatch]:
        """A time stamp: over the digest of an entry before it, and the same in its own file."""
        digest, token = stamp["digest"], base64.b64decode(stamp["token"])
        found, name = STAMP.search(token), timestamp_name(number)
        if digest not in digests[stamp["entry"] : stamp["entry"] + 1]:
            yield Mismatch(where, f"entry {stamp['entry']} is not as it was stamped", AGAIN)
        elif not found or found.group(1).hex() != digest:
            yield Mismatch(where, "the time stamp is for something else", AGAIN)
        elif (self.folder / name).read_bytes() != token:
            yield Mismatch(name, "is not the time stamp that the log holds", AGAIN)
        else:
            when = found.group(2).decode()
            said = "{}-{}-{} {}:{}:{} UTC".format(when[:4], *re.findall("..", when[4:]))
            self.stamps.append(
                f"time stamp: {stamp['authority']} says that the log up to entry {stamp['entry']} existed at "
                f"{said}; to check its signature with its root certificate:\n"
                f"  openssl ts -verify -digest {digest} -in {name} -CAfile ROOT.pem"
            )

    def _package(self, wacz: zipfile.ZipFile) -> Iterator[Mismatch]:
        package = wacz.read("datapackage.json")
        digest = json.loads(wacz.read("datapackage-digest.json"))
        if digest["hash"] != f"sha256:{sha256(package)}":
            yield Mismatch("case.wacz: datapackage.json", "does not have its digest", AGAIN)
        for resource in json.loads(package)["resources"]:
            self.counts["files"] += 1
            with wacz.open(resource["path"]) as stream:
                if f"sha256:{sha256_of_stream(stream)}" != resource["hash"]:  # type: ignore[arg-type]
                    where = f"case.wacz: {resource['path']}"
                    yield Mismatch(where, "does not have the digest in datapackage.json", AGAIN)

    def _archive(self, wacz: zipfile.ZipFile) -> Iterator[Mismatch]:
        wanted = self._claims_by_place()
        for name in sorted(wacz.namelist()):
            if name.startswith("archive/") and name.endswith(".warc.gz"):
                warc = name[len("archive/") :]
                with wacz.open(name) as stream:
                    yield from self._warc(warc, stream, wanted)  # type: ignore[arg-type]
        for (warc, offset), places in wanted.items():
            for claims in self._claims_at(places):
                what = f"its record at byte {offset} of {warc} was not found"
                yield Mismatch(claims["article"]["id"], what, AGAIN)

    def _claims_by_place(self) -> dict[tuple[str, int], list[int]]:
        """Where in claims.jsonl the articles of each WARC record stand."""
        found: dict[tuple[str, int], list[int]] = {}
        with open(self.folder / "claims.jsonl", "rb") as stream:
            at = 0
            for line in stream:
                place = json.loads(line)["place"]
                found.setdefault((place["warc"], place["offset"]), []).append(at)
                at += len(line)
        return found

    def _claims_at(self, places: Iterable[int]) -> Iterator[dict[str, Any]]:
        with open(self.folder / "claims.jsonl", "rb") as stream:
            for place in places:
                stream.seek(place)
                yield json.loads(stream.readline())

    def _warc(
        self, warc: str, stream: BinaryIO, wanted: dict[tuple[str, int], list[int]]
    ) -> Iterator[Mismatch]:
        try:
            for record in records(pieces_of(stream)):
                self.counts["records"] += 1
                yield from _record_mismatches(warc, record)
                claimed = wanted.pop((warc, record.offset), None)
                if claimed is not None:
                    self.counts["payloads"] += 1
                    for claims in self._claims_at(claimed):
                        yield from self._article(claims, record)
        except DamagedError as error:
            yield Mismatch(f"archive/{warc}", f"{error}; what follows was not checked", AGAIN)

    def _article(self, claims: dict[str, Any], record: Record) -> Iterator[Mismatch]:
        self.counts["articles"] += 1
        article, capture = claims["article"], claims["capture"]
        for what in _differences(claims, record):
            yield Mismatch(article["id"], what, DISTRUST)
        if self._logged:
            for subject in (article["id"], capture["id"]):
                if subject not in self._logged:
                    yield Mismatch(subject, "the custody log does not know it", DISTRUST)
        self.unplaced += _unplaced(article["text"], claims["offsets"]["runs"])
        for a in claims["attributions"]:
            self.counts["attributions"] += 1
            self.counts["spans"] += sum(len(a[role]) for role in ROLES)


def _record_mismatches(warc: str, record: Record) -> Iterator[Mismatch]:
    where = f"archive/{warc} at byte {record.offset}"
    for name, found in (
        ("warc-block-digest", record.block),
        ("warc-payload-digest", record.payload),
    ):
        said = record.fields.get(name, "")
        if said.startswith("sha256:") and said != f"sha256:{sha256(found)}":
            yield Mismatch(where, f"the record does not have the {name} that it names", AGAIN)


def _differences(claims: dict[str, Any], record: Record) -> Iterator[str]:
    """What is wrong with one article of claims.jsonl, given the record that it was made of."""
    article, capture, text = claims["article"], claims["capture"], claims["article"]["text"]
    if record.digest != claims["place"]["digest"]:
        yield "its WARC record does not have the digest that is claimed"
    if sha256(record.payload) != capture["payload_sha256"]:
        yield "its captured payload does not have the digest that is claimed"
    if id_of("cap", capture["payload_sha256"], capture["media_type"]) != capture["id"]:
        yield "the id of its capture is not the digest of what it names"
    if id_of("art", capture["id"], text, article["outlet"]) != article["id"]:
        yield "its id is not the digest of its capture, text and outlet: one of them was changed"
    for a in claims["attributions"]:
        yield from _attribution_differences(a, claims)
    yield from _byte_differences(record.payload, text, claims["offsets"])


def _attribution_differences(a: dict[str, Any], claims: dict[str, Any]) -> Iterator[str]:
    article, runs = claims["article"], claims["offsets"]["runs"]
    if id_of("att", article["id"], a["voice"], *(a[role] for role in ROLES)) != a["id"]:
        yield f"{a['id']}: its id is not the digest of its spans: one of them was changed"
    for role in ROLES:
        words = [article["text"][start:end] for start, end in a[role]]
        if words != a["words"][role]:
            yield f"{a['id']}: the text at its {role} reads {words!r}, not {a['words'][role]!r}"
        found = [piece for span in a[role] for piece in bytes_of(span, runs)]
        if found != a["bytes"][role]:
            yield f"{a['id']}: its {role} is made of bytes {found}, not {a['bytes'][role]}"


def bytes_of(span: list[int], runs: list[list[int]]) -> list[list[int]]:
    """The byte ranges that a span was made of, joined where they touch.

    A run is [start, end, first, last, width]: code points, bytes, and the bytes of each code point; 0
    where the run belongs to its bytes only as a whole.
    """
    found: list[list[int]] = []
    for start, end, first, last, width in runs:
        if start >= span[1]:
            break
        if end <= span[0]:
            continue
        if width:
            first, last = (
                first + width * (max(span[0], start) - start),
                last - width * (end - min(span[1], end)),
            )
        if found and found[-1][1] == first:
            found[-1][1] = last
        else:
            found.append([first, last])
    return found


def _unplaced(text: str, runs: list[list[int]]) -> int:
    """How many code points that are not white space have no bytes."""
    at = missing = 0
    for start, end, *_ in [*runs, [len(text), len(text)]]:
        missing += sum(not c.isspace() for c in text[at:start])
        at = end
    return missing


def _byte_differences(payload: bytes, text: str, offsets: dict[str, Any]) -> Iterator[str]:
    """Stretches of the text that are not what the payload reads at their bytes."""
    runs = offsets["runs"]
    for number, (start, end, first, last, width) in enumerate(runs):
        words = text[start:end]
        if end > len(text) or last > len(payload):
            yield f"code points {start} to {end} are mapped to bytes that are not there"
        elif words.isspace() and not width:
            beside = (number > 0 and runs[number - 1][3] == first) or (
                number + 1 < len(runs) and runs[number + 1][2] == last
            )
            if not beside:
                yield f"the white space at {start} does not lie beside its neighbours' bytes"
        elif not _reads(payload[first:last], words, width, offsets["charset"]):
            shown = payload[first:last][:60]
            yield f"bytes {first} to {last} read {shown!r}, the text {words[:60]!r}"


def _reads(raw: bytes, words: str, width: int, charset: str) -> bool:
    """Whether bytes are words; as a whole they may be written as entities or JSON's escapes."""
    try:
        read = raw.decode(charset, "surrogatepass")
    except UnicodeError:
        read = raw.decode(charset, "replace")
    if read == words:
        return True
    if width:
        return False
    plain = JSON_ESCAPE.sub(lambda found: str(json.loads(f'"{found[0]}"')), read)
    parsable = LONE_SURROGATE.sub("\ufffd", NOT_PARSABLE.sub("", read))
    return words in (parsable, html.unescape(read), html.unescape(plain))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _say(line: str) -> None:
    sys.stdout.write(line.encode("ascii", "backslashreplace").decode("ascii") + "\n")


def check_folder(folder: Path) -> int:
    """Check an unpacked bundle and say what was found; the exit status."""
    if not (folder / "case.wacz").is_file() or not (folder / "claims.jsonl").is_file():
        raise NoBundleError(f"{folder} holds no case.wacz and claims.jsonl; name the bundle")
    check, wrong = Check(folder), 0
    try:
        for found in check.run():
            wrong += 1
            _say(f"MISMATCH {found.where}: {found.what}\n  {found.advice}")
    except (KeyError, TypeError, OSError, *DAMAGED_ZIP) as error:
        wrong += 1
        _say(f"MISMATCH the bundle cannot be read on: {error!r}\n  {AGAIN}")
    counted = ", ".join(f"{number} {what}" for what, number in check.counts.items())
    _say(f"checked: {counted}")
    _say(f"custody log ends with: {check.head}")
    for stamp in check.stamps:
        _say(stamp)
    if check.unplaced:
        _say(f"not mapped to bytes: {check.unplaced} characters; only their text was checked")
    if wrong:
        _say(f"{wrong} mismatches: something was altered since capture, or damaged on its way")
        return 1
    _say(f"unaltered since capture: {check.counts['articles']} articles")
    return 0


def _unpack(target: Path, folder: str) -> None:
    try:
        bundle = zipfile.ZipFile(target)
    except DAMAGED_ZIP as error:
        raise NoBundleError(f"is no ZIP file, or a damaged one: {error}") from error
    with bundle:
        try:
            bundle.extractall(folder)
        except DAMAGED_ZIP as error:
            raise DamagedError(str(error)) from error


def main(arguments: list[str]) -> int:
    """Check the bundle that is named, or the one that this program lies in."""
    target = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        if not target.is_file():
            return check_folder(target)
        with tempfile.TemporaryDirectory() as folder:
            _unpack(target, folder)
            return check_folder(Path(folder))
    except DamagedError as error:
        _say(f"MISMATCH {target}: cannot be unpacked: {error}\n  {AGAIN}")
        return 1
    except (NoBundleError, OSError) as error:
        _say(f"{target}: {error}")
        return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
