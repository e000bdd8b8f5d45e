"""Pages that a browser saved "complete": X.html with its pictures and styles in a folder beside it."""

import logging
import mimetypes
import os
import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote, unquote_to_bytes

from stemmata.capture.payload import LIMIT_BYTES
from stemmata.model import Capture, Captured, Sighting

__all__ = [
    "FOLDER_SUFFIXES",
    "MOST_ASSETS",
    "PAGE_SUFFIXES",
    "asset_of",
    "assets_of",
    "is_assets_folder",
]

LOGGER = logging.getLogger("stemmata.capture")

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
ANY_CASE = (*PAGE_SUFFIXES, *map(str.upper, PAGE_SUFFIXES))
SEPARATOR = re.compile(r"[/\\\0]")
MOST_ASSETS = 1_000  # a news page has 50 to 200

FOLDER_SUFFIXES = tuple(
    "_files .files -files -Dateien _Dateien _fichiers -fichiers _archivos _file _arquivos _ficheiros "
    "_bestanden -bestanden -filer _filer _tiedostot _pliki _soubory _súbory _elemei _dosyalar _файлы "
    "_файли _fitxers _fitxategiak _datoteke _fajlovi _bylos _failid _fails _fișiere _αρχεία _файлове "
    "_קבצים _ملفات _文件 _檔案 _ファイル".split()
)
"""What browsers and Windows, in their languages, append to a page's name."""


def assets_of(page: str, payload: bytes, limit_bytes: int) -> tuple[Captured, ...]:
    """What was saved along with a page, in sorted order; no more than `limit_bytes` altogether."""
    found: list[Captured] = []
    left_out = 0
    for path in chain.from_iterable(map(_files, _folders_of(page, payload))):
        room = limit_bytes - sum(len(asset.payload) for asset in found)
        asset = asset_of(path, room) if len(found) < MOST_ASSETS else None
        if asset is None:
            left_out += 1
        else:
            found.append(asset)
    if left_out:
        LOGGER.info("%s: left out %d files saved beside it: links, or too much", page, left_out)
    return tuple(found)


def is_assets_folder(path: str, names: frozenset[str]) -> bool:
    """Whether a folder belongs to a page beside it, one of `names`: it is kept with that page."""
    parent, name = os.path.split(path)
    for end in range(1, len(name)):
        for page in (name[:end] + suffix for suffix in ANY_CASE):
            if page in names:
                known = name[end:] in FOLDER_SUFFIXES
                if known or name in _references(os.path.join(parent, page), name[:end]):
                    return True
    return False


def _folders_of(page: str, payload: bytes) -> list[str]:
    parent, name = os.path.split(page)
    stem = os.path.splitext(name)[0]
    names = {stem + suffix for suffix in FOLDER_SUFFIXES} | _referenced(stem, payload)
    paths = [os.path.join(parent, name) for name in sorted(names)]
    return [path for path in paths if os.path.isdir(path) and not os.path.islink(path)]


def _referenced(stem: str, payload: bytes) -> set[str]:
    """The folders that a page takes pictures or scripts from and that are named after it."""
    stems = {os.fsencode(stem), quote(os.fsencode(stem)).encode()}
    either = b"|".join(re.escape(one) for one in stems)
    pattern = rb"src\s*=\s*[\"']?(?:\./)?((?:%s)[_. -][^\"'/<>?#:]*)/" % either
    found = re.findall(pattern, payload, re.IGNORECASE)
    names = {os.fsdecode(unquote_to_bytes(name)) for name in found}
    # "%2F..%2F" would lead out of the folder that the page lies in.
    return {name for name in names if not SEPARATOR.search(name)}


def _references(page: str, stem: str) -> set[str]:
    try:
        return _referenced(stem, _read(page, LIMIT_BYTES))
    except OSError:
        return set()  # said where the page itself is read


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):  # links are not followed
        folders.sort()
        yield from (os.path.join(parent, name) for name in sorted(names))


def asset_of(path: str, room_bytes: int) -> Captured | None:
    """One file, unless it is a link, too large or not to be read."""
    try:
        if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) > room_bytes:
            return None
        payload = _read(path, room_bytes)
    except OSError:
        return None
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Captured(path, Capture.of(payload, media_type), Sighting(path), payload)


def _read(path: str, limit_bytes: int) -> bytes:
    with open(path, "rb") as file:
        return file.read(limit_bytes)
