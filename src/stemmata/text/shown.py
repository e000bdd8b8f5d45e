"""What a reader of a page sees of its text."""

import re

__all__ = ["INVISIBLE", "NOT_PARSABLE", "one_line", "parsable"]

# Soft hyphens, zero-width spaces and marks that only steer line breaking. Not the joiners
# U+200C and U+200D, which Persian and Hindi are spelt with.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
NOT_PARSABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text as a browser would show it in one line that is wide enough."""
    return " ".join(INVISIBLE.sub("", text).split())


def parsable(markup: str) -> str:
    """The markup without what an HTML parser cannot take and no page shows."""
    return LONE_SURROGATE.sub("\ufffd", NOT_PARSABLE.sub("", markup))
