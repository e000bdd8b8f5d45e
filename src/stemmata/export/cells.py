"""Words of a page as the content of a spreadsheet's cell: they cannot run, and every file holds them.

A cell whose text begins like a formula is run when the file is opened. So the text gets an
apostrophe before it, which spreadsheets read as "this is text".

Source:
    CSV Injection, OWASP: =, +, -, @, tab, carriage return, line feed and the full-width forms.
"""

import re

__all__ = ["inert", "printable"]

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PICTURES = 0x2400  # the block of signs for control characters: U+2400 shows NUL as "␀"
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, with all of it printable."""
    text = printable(text)
    return f"'{text}" if _FORMULA.match(text) else text


def printable(text: str) -> str:
    """The text without what XML or UTF-8 cannot hold, one sign for each, so that spans still fit.

    Control characters become their pictures; lone surrogates and non-characters become U+FFFD.
    """
    return _UNWRITABLE.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    if found[0] == _DELETE:
        return _DELETE_PICTURE
    return chr(_PICTURES + ord(found[0])) if found[0] < " " else "\ufffd"
