"""Search: words, phrases and names where they stand, with whose words they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Literal, NamedTuple, TypedDict

from stemmata.errors import UsageError
from stemmata.ledger import Hit, Within
from stemmata.model import Reading, Span, Spans
from stemmata.report.rows import Row, rows_of
from stemmata.web.asking import Asked
from stemmata.web.objects import plain
from stemmata.web.pages.articles import number_in

__all__ = ["Found", "Passage", "Search", "around", "everything", "search"]

PAGE = 20
"""Articles a page of results."""
FARTHEST = 10
"""Pages of results; whoever needs more narrows the search."""
MOST_LOOKED_AT = 200
"""Articles looked at where only one voice is wanted: a fifth of a second."""
MOST_PASSAGES = 3
"""Passages shown of one article."""
AROUND = 110
"""Code points shown on each side of the words found."""

DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
Voice = Literal["source", "outlet", "unread"]
VOICES: tuple[Voice, ...] = ("source", "outlet", "unread")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words found: `pieces` of the passage in turn, found ones at odd places. `row` holds them.

    `cut` says whether its line goes on before and behind it.
    """

    pieces: tuple[str, ...]
    start: int
    cut: tuple[bool, bool]
    voice: Voice
    row: Row | None


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds what was searched for."""

    hit: Hit
    passages: tuple[Passage, ...]
    more: int


class PassageAnswer(TypedDict):
    """Words found, and the attribution that holds them."""

    words: str
    start: int
    voice: Voice
    attribution: str | None


class FoundAnswer(TypedDict):
    """An article that holds what was searched for; `spans` are the words found."""

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    spans: list[tuple[int, int]]
    passages: list[PassageAnswer]


class SearchAnswer(TypedDict):
    """A page of what a query found."""

    query: str
    entity: str | None
    page: int
    has_more: bool
    found: list[FoundAnswer]


class Wanted(NamedTuple):
    """What a query asks for."""

    query: str
    entity: str | None
    outlet: str | None
    since: str | None
    until: str | None
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class Search:
    """A query and a page of what it found; all fields of the form are in the address."""

    TEMPLATE: ClassVar[str] = "search.html"

    wanted: Wanted
    page: int
    found: tuple[Found, ...]
    has_more: bool
    outlets: tuple[str, ...]

    def to_object(self) -> SearchAnswer:
        """What was found."""
        return {
            "query": self.wanted.query,
            "entity": self.wanted.entity,
            "page": self.page,
            "has_more": self.has_more,
            "found": [
                {
                    "article": found.hit.article,
                    "outlet": found.hit.outlet,
                    "published": found.hit.published,
                    "title": found.hit.title,
                    "spans": plain(found.hit.spans),
                    "passages": [
                        {
                            "words": "".join(passage.pieces),
                            "start": passage.start,
                            "voice": passage.voice,
                            "attribution": passage.row.attribution.id if passage.row else None,
                        }
                        for passage in found.passages
                    ],
                }
                for found in self.found
            ],
        }


def search(asked: Asked) -> Search:
    """What the query finds, a page at a time.

    Raises:
        UsageError: A date is none, or there is no such voice.
    """
    page = min(number_in(asked.query, "page", default=1), FARTHEST)
    wanted = _wanted(asked)
    most = PAGE * page + 1
    found = list(islice(_finds(asked, wanted, most, after=PAGE * (page - 1)), most))
    has_more = len(found) == most
    return Search(
        wanted=wanted,
        page=page,
        found=tuple(found[PAGE * (page - 1) : PAGE * page]),
        has_more=has_more and page < FARTHEST,
        outlets=asked.counted.of(asked.ledger).outlets,
    )


def everything(asked: Asked) -> Iterator[Found]:
    """What the query finds, all pages of it.

    Raises:
        UsageError: As `search`.
    """
    return islice(_finds(asked, _wanted(asked), PAGE * FARTHEST), PAGE * FARTHEST)


def _wanted(asked: Asked) -> Wanted:
    given = asked.query
    return Wanted(
        query=given.get("q", "").strip(),
        entity=given.get("entity", "").strip() or None,
        outlet=given.get("outlet") or None,
        since=_date(given.get("since")),
        until=_date(given.get("until")),
        voice=_voice(given.get("voice")),
    )


def _finds(asked: Asked, wanted: Wanted, most: int, *, after: int = 0) -> Iterator[Found]:
    """At most so many articles, best first; of those before the number `after`, only that they are."""
    limit = MOST_LOOKED_AT if wanted.voice else most
    # "2031" and "2031-05" mean all days of them: "~" sorts behind every digit and "-".
    within = Within(wanted.outlet, wanted.since, wanted.until and wanted.until + "~", wanted.entity)
    hits = asked.ledger.search(wanted.query, limit=limit, within=within)
    for number, hit in enumerate(hits):
        if wanted.voice is None and number < after:
            yield Found(hit, (), 0)
        elif (shown := _found(asked, hit, wanted.voice)) is not None:
            yield shown


def _date(given: str | None) -> str | None:
    if not given:
        return None
    if not DATE.fullmatch(given):
        raise UsageError(f"{given!r} is no date; write 2031, 2031-05 or 2031-05-04")
    return given


def _voice(given: str | None) -> Voice | None:
    if not given:
        return None
    for voice in VOICES:
        if voice == given:
            return voice
    raise UsageError(f"{given!r} is no voice; choose one of {', '.join(VOICES)}")


def _found(asked: Asked, hit: Hit, voice: Voice | None) -> Found | None:
    """The passages of one article that are of the voice; None where there is none."""
    reading = next(asked.ledger.readings(articles=[hit.article]), None)
    if reading is None:
        return None
    right = asked.ledger.corrected(reading)
    every = [p for p in _passages(right, hit) if voice in (None, p.voice)]
    if not every and (voice is not None or hit.spans):
        return None
    return Found(hit, tuple(every[:MOST_PASSAGES]), max(0, len(every) - MOST_PASSAGES))


def _passages(reading: Reading, hit: Hit) -> Iterator[Passage]:
    """The words found with what stands around them, nothing twice."""
    rows, text = rows_of(reading), reading.article.text
    shown = 0
    for row, spans in _near(hit.spans, rows):
        first, last = around(text, spans[0].start, spans[-1].end, AROUND, shown=shown)
        pieces, at, shown = [], first, last
        for span in spans:
            pieces += [text[at : span.start], text[span.start : span.end]]
            at = span.end
        pieces.append(text[at:last])
        voice: Voice = "unread" if row is None else row.attribution.voice
        yield Passage(tuple(pieces), first, _cut(text, first, last), voice, row)


def _cut(text: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether the line that holds a passage has words before it, and behind it."""
    before = text[text.rfind("\n", 0, first) + 1 : first]
    end = text.find("\n", last)
    behind = text[last : end if end >= 0 else len(text)]
    return bool(before.strip()), bool(behind.strip())


def _near(spans: Spans, rows: tuple[Row, ...]) -> Iterator[tuple[Row | None, list[Span]]]:
    """Spans of one row that are so near each other that they are shown together."""
    group: list[Span] = []
    held: Row | None = None
    for span in spans:
        row = _innermost(span, rows)
        if group and (row is not held or span.start - group[-1].end > AROUND):
            yield held, group
            group = []
        held = row
        group.append(span)
    if group:
        yield held, group


def around(text: str, start: int, end: int, size: int, *, shown: int = 0) -> tuple[int, int]:
    """Some more on both sides of a passage: whole words of the same line, none that was `shown` before."""
    line = text.rfind("\n", 0, start) + 1
    first, last = max(shown, line, start - size), min(len(text), end + size)
    stop = text.find("\n", end, last)
    last = stop if stop >= 0 else last
    while line < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def _innermost(span: Span, rows: tuple[Row, ...]) -> Row | None:
    """The deepest row that has these words in one of its roles."""
    holding = [
        row
        for row in rows
        if any(
            piece.overlaps(span)
            for piece in (*row.attribution.content, *row.attribution.source, *row.attribution.cue)
        )
    ]
    return max(holding, key=lambda row: row.depth, default=None)
