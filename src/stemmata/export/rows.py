"""An article's attributions as flat rows, which every table format writes in its own way."""

from collections.abc import Iterator
from typing import NamedTuple

from stemmata.export.units import Units
from stemmata.model import Attribution, Exhibit, Spans

__all__ = ["Row", "TextSpans", "rows_of"]


class TextSpans(NamedTuple):
    """The pieces of one role: the words, and where they stand in the text and in the payload.

    `spans` count code points, `utf16` UTF-16 units and `utf8` bytes of the text as UTF-8, all of the
    article's text. `payload` are byte ranges of the captured bytes that the words were made of.
    """

    words: tuple[str, ...]
    spans: Spans
    utf16: Spans
    utf8: Spans
    payload: tuple[tuple[int, int], ...]


class Row(NamedTuple):
    """One attribution with what it rests on; `attribution` is None for an article that has none."""

    exhibit: Exhibit
    attribution: Attribution | None
    source_name: str | None
    source: TextSpans
    cue: TextSpans
    content: TextSpans

    @property
    def url(self) -> str | None:
        """The first address at which the capture was seen."""
        return next((s.url for s in self.exhibit.sightings if s.url), None)


def rows_of(exhibit: Exhibit) -> Iterator[Row]:
    """The rows of one article in its order; an article without attributions has one empty row."""
    reading = exhibit.reading
    units = Units(reading.article.text)
    names = {entity.id: entity.name for entity in reading.entities}

    def role(spans: Spans) -> TextSpans:
        return TextSpans(
            reading.article.quote(spans),
            spans,
            units.utf16(spans),
            units.utf8(spans),
            tuple(found for span in spans for found in exhibit.offsets.bytes_of(span)),
        )

    for a in reading.attributions:
        name = names.get(a.source_entity or "")
        yield Row(exhibit, a, name, role(a.source), role(a.cue), role(a.content))
    if not reading.attributions:
        yield Row(exhibit, None, None, role(()), role(()), role(()))
