"""What a kind of page is reduced to, before the input's own word and the language are added."""

from typing import NamedTuple

from stemmata.model import Finding, Span

__all__ = ["Cleaned"]


class Cleaned(NamedTuple):
    """Text and metadata as found in a payload; fields as in `model.Article`."""

    text: str
    headline: Span | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    found: tuple[Finding, ...] = ()
