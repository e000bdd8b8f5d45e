"""Bytes to text: which charset, and how that is known. A declaration is checked, never trusted."""

import codecs
import re
from typing import NamedTuple

from stemmata.errors import InputError
from stemmata.model import Finding

__all__ = ["Declared", "Decoded", "declared_in_markup", "decode"]

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names: pages that declare them use its quotation marks and dashes.
READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254",
           "utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}  # fmt: skip
DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
DECLARED_WITHIN_BYTES = 4096  # the standard says 1024; real pages put scripts first
DETECTED_BYTES = 50_000  # enough to detect by, and quick
# UTF-8 with a few broken places, or another charset? A page cut in the middle has one broken place
# beside thousands of sound ones; text in another charset next to none that look sound.
SOUND_FOR_ONE_BROKEN = 1
# Signs of another charset in what was read as a Western one: symbols within words ("Za¿ó³æ"), but
# for those that words do hold: the soft hyphen, the acute for an apostrophe, the middle dot.
SYMBOL_IN_WORD = re.compile(
    r"[^\W\d_][\u00a1-\u00ac\u00ae-\u00b3\u00b5\u00b6\u00b8-\u00bf\u00d7\u00f7][^\W\d_]"
)
WESTERN_ASCII_SHARE = 0.8  # of Western prose 90 % and more is ASCII, of Greek or Cyrillic a third


class Declared(NamedTuple):
    """A charset and who declares it, such as ("iso-8859-1", "HTTP header")."""

    charset: str | None
    by: str


class Decoded(NamedTuple):
    """The text of a payload, how its charset was found, and Python's name of it.

    Every stretch of the payload that begins and ends with a code point can be read in `charset`
    alone; a mark at the payload's start that says which byte comes first is no part of the text.
    """

    text: str
    how: Finding
    charset: str


def declared_in_markup(payload: bytes) -> Declared:
    """The charset that a page's own head declares."""
    match = DECLARATION.search(payload[:DECLARED_WITHIN_BYTES])
    if match is None:
        return Declared(None, "meta charset")
    charset = (match[1] or match[2]).decode("ascii", "replace")
    # A declaration that can be read as ASCII is not in UTF-16, whatever it says.
    return Declared(None if charset.lower().startswith("utf-16") else charset, "meta charset")


def decode(payload: bytes, *declared: Declared) -> Decoded:
    """The text of a payload and how its charset was found.

    A byte order mark wins; then valid UTF-8 (other charsets hardly ever look like it by chance);
    then the declarations in the order given, where they fit; then detection. A UTF-8 mark stays in
    the text, so that offsets count what is in the file.

    Raises:
        InputError: the bytes are text in no known charset.
    """
    for mark, marked in MARKS:
        if payload.startswith(mark):
            text = _strict(payload[len(mark) :], marked)
            if text is not None:
                return Decoded(text, Finding("charset", f"{marked[:6]} (byte order mark)"), marked)
    wrong = ""
    for charset, by in declared:
        if charset is None:
            continue
        read = _as_declared(payload, charset)
        if read is not None:
            return Decoded(read[0], Finding("charset", f"{charset} ({by}){wrong}"), read[1])
        wrong += f", though the {by} says {charset}"
    text = _strict(payload, "utf-8")
    if text is not None:
        return Decoded(text, Finding("charset", f"utf-8 (valid){wrong}"), "utf-8")
    text, how, charset = _nearly_utf8(payload) or _detected(payload)
    return Decoded(text, Finding("charset", f"{how}{wrong}"), charset)


def _as_declared(payload: bytes, charset: str) -> tuple[str, str] | None:
    """The text by a declared charset and its name; None where it is unknown or does not fit."""
    try:
        name = codecs.lookup(charset.strip().lower()).name
    except (LookupError, ValueError):
        return None
    name = READ_AS.get(name, name)
    if name == "utf-8":
        # Rows of JSON may hold lone surrogates, which strict UTF-8 has no bytes for.
        text = _strict(payload, name, "surrogatepass")
        return None if text is None else (text, name)
    if not payload.isascii() and _strict(payload, "utf-8") is not None:
        return None
    text = _strict(payload, name)
    # Servers and templates declare this one by default, whatever the page is in.
    if text is None or (name == "cp1252" and not _is_western(text)):
        return None
    return text, name


def _is_western(text: str) -> bool:
    ascii_share = len(text.encode("ascii", "ignore")) / max(len(text), 1)
    return ascii_share >= WESTERN_ASCII_SHARE and SYMBOL_IN_WORD.search(text) is None


def _strict(payload: bytes, charset: str, errors: str = "strict") -> str | None:
    try:
        return payload.decode(charset, errors)
    except (UnicodeError, LookupError):  # LookupError: codecs from bytes to bytes, such as "hex"
        return None


def _nearly_utf8(payload: bytes) -> tuple[str, str, str] | None:
    """The text with U+FFFD in broken places, if there are few of them; how; its charset."""
    text = payload.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    if sound < SOUND_FOR_ONE_BROKEN * broken:
        return None
    return text, f"utf-8 (broken in {broken} places, U+FFFD there)", "utf-8"


def _detected(payload: bytes) -> tuple[str, str, str]:
    """The text by its likeliest charset, how, and that charset.

    Raises:
        InputError: it fits none.
    """
    from charset_normalizer import from_bytes

    # Short Western texts fit a dozen charsets equally well; this one is by far the most used.
    text = _strict(payload, "cp1252")
    if text is not None and _is_western(text):
        return text, "cp1252 (detected)", "cp1252"
    for match in from_bytes(payload[:DETECTED_BYTES]):
        text = _strict(payload, match.encoding)
        if text is not None:
            return text, f"{match.encoding} (detected)", match.encoding
    raise InputError(
        "its bytes are text in no known charset; expected UTF-8; "
        'save it as UTF-8, or declare its charset (<meta charset="…">)'
    )
