"""A reading as rows for people: who, how, what, on what evidence.

Rows stand in reading order, nested ones beneath the row they lie within. What the page and the
terminal both show is decided here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stemmata.model import Attribution, Entity, Finding, Reading
from stemmata.report import words
from stemmata.report.quoting import joined

__all__ = ["HeaderLine", "Row", "Speaker", "header", "rows_of", "speakers", "threads"]


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution in plain words.

    `number` counts the rows of a reading from 1; `within` is the number of the row that this one
    lies within, `depth` how many such rows there are above it. `who` is the fullest name, and
    `shown_as` the words in this place where they do not only say the same. `how` is empty where no
    cue stands.
    """

    number: int
    depth: int
    within: int | None
    attribution: Attribution = field(repr=False)
    who: str
    description: str | None
    shown_as: str | None
    how: str
    what: str
    evidence: tuple[str, ...]

    @property
    def is_outlet(self) -> bool:
        """Whether the outlet itself asserts this."""
        return self.attribution.voice == "outlet"

    @property
    def speaker(self) -> str:
        """What rows of the same source have in common: the entity, else the words on the page."""
        return self.attribution.source_entity or f"{self.attribution.voice} {self.who.casefold()}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with its rows, which are in reading order."""

    name: str
    description: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One field of the article's header, and how it was found; `how` is None where nothing tells."""

    name: str
    value: str
    how: str | None


def header(reading: Reading) -> tuple[HeaderLine, ...]:
    """The fields of the article's header that are known."""
    article = reading.article
    found = dict(Finding(*finding) for finding in article.found)
    values = {
        "outlet": article.outlet,
        "title": article.title,
        "byline": ", ".join(article.byline),
        "published": article.published,
        "language": article.language,
    }
    return tuple(
        HeaderLine(name, value, found.get(key))
        for key, name in words.FIELDS.items()
        if (value := values[key])
    )


def rows_of(reading: Reading) -> tuple[Row, ...]:
    """Every attribution of the reading as a row, none left out."""
    entities = {entity.id: entity for entity in reading.entities}
    numbers: dict[str, int] = {}
    rows = []
    for number, (attribution, depth) in enumerate(_outline(reading.attributions), start=1):
        numbers[attribution.id] = number
        within = numbers.get(attribution.within) if attribution.within and depth else None
        entity = entities.get(attribution.source_entity or "")
        rows.append(_row(reading, attribution, entity, number, depth, within))
    return tuple(rows)


def _outline(attributions: Sequence[Attribution]) -> Iterator[tuple[Attribution, int]]:
    """The attributions in reading order with their depth, each after the one it lies within.

    Rows that lie within each other in a circle have no outermost one; they stand at depth 0.
    """
    inner: dict[str | None, list[Attribution]] = {}
    for attribution in sorted(attributions, key=_place):
        inner.setdefault(attribution.within, []).append(attribution)
    seen: set[str] = set()

    def below(roots: Iterable[Attribution]) -> Iterator[tuple[Attribution, int]]:
        stack = [(root, 0) for root in roots][::-1]
        while stack:
            attribution, depth = stack.pop()
            if attribution.id not in seen:
                seen.add(attribution.id)
                yield attribution, depth
                stack += [(a, depth + 1) for a in inner.get(attribution.id, [])[::-1]]

    yield from below(inner.get(None, []))
    for left in sorted(attributions, key=_place):
        yield from below([left])


def _place(attribution: Attribution) -> tuple[int, int]:
    """Where a reader meets it; of several with one source, the one whose content comes first."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(spans).start, attribution.content[0].start


def _row(
    reading: Reading,
    attribution: Attribution,
    entity: Entity | None,
    number: int,
    depth: int,
    within: int | None,
) -> Row:
    quote = reading.article.quote
    source = joined(quote(attribution.source))
    if attribution.voice == "outlet":
        who = reading.article.outlet or "the outlet"
    else:
        who = entity.name if entity else source or words.NO_SOURCE
    description = entity.description if entity else None
    return Row(
        number=number,
        depth=depth,
        within=within,
        attribution=attribution,
        who=who,
        description=description,
        shown_as=source if source and _adds(source, who, description) else None,
        how=joined(quote(attribution.cue)),
        what=joined(quote(attribution.content)),
        evidence=_evidence(attribution),
    )


def _adds(source: str, who: str, description: str | None) -> bool:
    """Whether words in the text say less, more or other than the full name and its description."""
    said, name = (_bare_words(words) for words in (source, who))
    return not name <= said <= name | _bare_words(description or "")


def _bare_words(words: str) -> frozenset[str]:
    bare = (word.strip(",.;:…“”\"'’").casefold() for word in words.split())
    return frozenset(word for word in bare if word not in ("", "the", "a", "an"))


def _evidence(attribution: Attribution) -> tuple[str, ...]:
    """The grounds a reader is given: who vouches, in what stance, in whose words."""
    stance = words.STANCES[attribution.attitude, attribution.polarity]
    manner = words.MANNERS[attribution.manner]
    if attribution.source_kind is not None:
        return words.SOURCE_KINDS[attribution.source_kind], stance, manner
    if attribution.voice == "source" and not attribution.source:
        return words.NO_SOURCE, stance, manner
    return stance, manner


def speakers(rows: Iterable[Row]) -> tuple[Speaker, ...]:
    """The rows by source, sources in the order in which they first appear."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.speaker, []).append(row)
    return tuple(
        Speaker(group[0].who, group[0].description, tuple(group)) for group in grouped.values()
    )


def threads(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """Each outermost row together with the rows that lie within it, in order."""
    grouped: list[list[Row]] = []
    for row in rows:
        if row.depth == 0:
            grouped.append([])
        grouped[-1].append(row)
    return tuple(tuple(thread) for thread in grouped)
