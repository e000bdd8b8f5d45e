"""`tests.adding`, once it has read a page: a process made of this one has nothing to set up any more."""

from stemmata.model import Capture, Captured, Given, Sighting
from tests.adding import CLOCK, PlainReader, add_slowly

__all__ = ["add_slowly"]

PAGE = b"<html><body><article><h1>Dam</h1><p>The dam at Orvel held on Monday.</p></article></body></html>"

PlainReader().one(
    Captured(
        "a.html", Capture.of(PAGE, "text/html"), Sighting("a.html", seen_utc=CLOCK), PAGE, Given()
    )
)
