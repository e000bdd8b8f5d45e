"""The nouns: frozen values that the stages hand to each other. Standard library only.

Every span counts Unicode code points of `Article.text`, start included, end excluded. The quoted
words are always computed from article and spans (`Article.quote`), never stored beside them.
Ids are digests of what a thing is (`ids.id_of`).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, get_args

from stemmata.days import day_of
from stemmata.ids import digest_of, id_of

__all__ = [
    "Article",
    "Attitude",
    "Attribution",
    "Capture",
    "Captured",
    "Change",
    "Claim",
    "Copy",
    "Entity",
    "EntityType",
    "Exchange",
    "Exhibit",
    "Finding",
    "Given",
    "Link",
    "LinkKind",
    "Manner",
    "Mention",
    "Occurrence",
    "OffsetRun",
    "Offsets",
    "Origin",
    "Passage",
    "Place",
    "Polarity",
    "Reading",
    "Rejected",
    "Sighting",
    "SourceKind",
    "Span",
    "Spans",
    "Stance",
    "Step",
    "Titled",
    "Unread",
    "UnreadReason",
    "Voice",
]

Voice = Literal["source", "outlet"]
Manner = Literal["direct", "indirect", "mixed", "outlet"]
Attitude = Literal["assertion", "belief", "intention", "fact"]
Polarity = Literal["affirmed", "denied"]
SourceKind = Literal[
    "named_person",
    "named_organization",
    "document",
    "anonymous",
    "unnamed_person",
    "unnamed_group",
    "outlet",
]
EntityType = Literal[
    "person",
    "organization",
    "place",
    "group",
    "event",
    "document",
    "weapon",
    "time",
    "quantity",
]
UnreadReason = Literal[
    "opinion",
    "prediction",
    "exhortation",
    "question",
    "furniture",
    "frame",
    "language",
    "other",
]
Stage = Literal["capture", "text", "encoder", "extract", "ledger", "report"]
Stance = Literal["asserts", "reports", "denies"]
LinkKind = Literal["copy", "same", "contradicts"]


def _one_of(value: object, choices: Any, what: str) -> None:
    if value not in choices.__args__:  # get_args would take longer than all other checks together
        raise ValueError(f"{what} is {value!r}; expected one of {', '.join(get_args(choices))}")


class Span(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""Pieces in text order that do not overlap."""


def _check_spans(spans: Spans, what: str) -> None:
    last = 0
    for span in spans:
        if not last <= span.start < span.end:
            raise ValueError(
                f"{what} piece [{span.start}, {span.end}] is empty, negative, overlapping or out of order"
            )
        last = span.end


@dataclass(frozen=True, slots=True)
class Capture:
    """Preserved bytes. The same bytes of the same media type are one capture."""

    id: str
    payload_digest: str
    media_type: str

    @classmethod
    def of(cls, payload: bytes, media_type: str) -> "Capture":
        """The capture of these bytes."""
        digest = digest_of(payload)
        return cls(id_of("cap", digest, media_type), digest, media_type)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a capture was seen.

    `offset` is the record's byte offset in the WARC file `path`; None for anything but a WARC.
    `item` is the name that the input gives it: the `id` of a JSONL row.
    """

    path: str
    url: str | None = None
    seen_utc: str | None = None
    offset: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the input says of itself beside its bytes: the keys of a JSONL row, a header's charset."""

    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    charset: str | None = None


class Exchange(NamedTuple):
    """One request and the head of its answer (status line and headers) as captured, both as bytes.

    `request` is empty where it is not known. `body` and `seen_utc` are a redirect's own; a page has them in
    its capture and sighting.
    """

    url: str
    request: bytes
    response: bytes
    body: bytes = b""
    seen_utc: str | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """One item on its way into the reader: its capture, where it was seen, and its payload.

    `exchanges` are empty for a file; for what came over HTTP, the last one brought the payload and
    those before it are redirects. `assets` are the pictures and styles saved beside a page: kept with
    it, never read. `made_from` is the digest of the payload that Stemmata made this one from, where nobody
    served this one: the page of a feed's entry, which is made from the feed and has it as its asset.
    """

    path: str
    capture: Capture
    sighting: Sighting
    payload: bytes = field(repr=False)
    given: Given = Given()
    exchanges: tuple[Exchange, ...] = ()
    assets: tuple["Captured", ...] = ()
    made_from: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture lies in a case's archive: the bytes of one WARC record and their SHA-256.

    `offset` and `length` count bytes of the file `warc`, a name in the case's `archive/` folder.
    """

    warc: str
    offset: int
    length: int
    digest: str


class OffsetRun(NamedTuple):
    """The code points `start:end` of a text and the payload's bytes `first:last` they were made of.

    `width` is the bytes that each code point takes where they follow one another evenly; 0 where the run
    belongs to its bytes only as a whole: an entity, collapsed white space, an inserted break.
    """

    start: int
    end: int
    first: int
    last: int
    width: int


@dataclass(frozen=True, slots=True)
class Offsets:
    """The map from a text to the payload's bytes, which are read in `charset`.

    Invariant: runs are in text order and do not overlap. Code points between them are not placed.
    """

    charset: str
    runs: tuple[OffsetRun, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for start, end, first, last, width in self.runs:
            even = width == 0 or width * (end - start) == last - first
            if not (at <= start < end and 0 <= first <= last and even):
                run = (start, end, first, last, width)
                raise ValueError(f"offset run {run} is empty, uneven or out of order")
            at = end

    def bytes_of(self, span: "Span") -> tuple[tuple[int, int], ...]:
        """The byte ranges of the payload that a span was made of, joined where they touch."""
        found: list[tuple[int, int]] = []
        at = max(0, bisect_right(self.runs, span.start, key=lambda run: run.start) - 1)
        for run in self.runs[at:]:
            if run.start >= span.end:
                break
            if run.end <= span.start:
                continue
            first, last = run.first, run.last
            if run.width:
                first += run.width * (max(span.start, run.start) - run.start)
                last -= run.width * (run.end - min(span.end, run.end))
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return tuple(found)

    def unplaced(self, size: int) -> "Spans":
        """The stretches of a text of `size` code points that no run covers."""
        found, at = [], 0
        for run in self.runs:
            if at < run.start:
                found.append(Span(at, run.start))
            at = run.end
        if at < size:
            found.append(Span(at, size))
        return tuple(found)


class Finding(NamedTuple):
    """How one field of an article was found, such as ("published", "meta article:published_time")."""

    field: str
    how: str


@dataclass(frozen=True, slots=True)
class Article:
    """Cleaned text and metadata of one capture.

    `headline` is its span in `text`, or None where the text does not begin with one. `published` is
    an ISO date. `language` is an ISO 639-1 code, `und` where it cannot be told.
    """

    id: str
    capture: str
    text: str = field(repr=False)
    outlet: str | None = None
    title: str | None = None
    headline: Span | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str = "en"
    found: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.headline is not None:
            self.check((self.headline,), "headline")

    @classmethod
    def id_for(cls, capture: str, text: str, outlet: str | None) -> str:
        """The id of the article that this text of this capture makes, as this outlet's.

        Two outlets that print the same bytes have two articles: who published is what an article is.
        """
        return id_of("art", capture, text, outlet)

    @property
    def day(self) -> str | None:
        """The day on which it appeared, as it prints it or as it came with it; None where nothing tells."""
        return day_of(self.text, self.published)

    def quote(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The words of each piece, exactly."""
        return tuple(self.text[s.start : s.end] for s in spans)

    def check(self, spans: Spans, what: str) -> None:
        """Raise ValueError unless every piece lies in the text, free of white space at its ends."""
        _check_spans(spans, what)
        for s in spans:
            if s.end > len(self.text):
                raise ValueError(
                    f"{self.id}: {what} ends at {s.end}, text has {len(self.text)} code points"
                )
            if self.text[s.start].isspace() or self.text[s.end - 1].isspace():
                words = self.text[s.start : s.end]
                raise ValueError(
                    f"{self.id}: {what} {words[:40]!r} begins or ends with white space"
                )


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something. `entity` is the id of the one they name, if known."""

    id: str
    span: Span
    type: EntityType
    entity: str | None = None

    def __post_init__(self) -> None:
        _check_spans((self.span,), "mention")
        _one_of(self.type, EntityType, "mention type")


@dataclass(frozen=True, slots=True)
class Entity:
    """The one that several mentions of an article name.

    `name` is its fullest name in the text, `aliases` the other ones, `description` what the article
    calls it ("Prime Minister of Ardesh") or None.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    description: str | None = None

    def __post_init__(self) -> None:
        _one_of(self.type, EntityType, "entity type")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One place where someone is reported to say or think something: the ledger's row.

    Invariants: there is a content; outlet voice has neither source nor cue, and its manner is
    `outlet`; pieces of a role are in order and do not overlap; `score` lies in [0, 1]. `within`
    is the id of the attribution whose content holds this one.
    """

    id: str
    voice: Voice
    source: Spans
    cue: Spans
    content: Spans
    manner: Manner
    attitude: Attitude = "assertion"
    polarity: Polarity = "affirmed"
    within: str | None = None
    source_entity: str | None = None
    source_kind: SourceKind | None = None
    score: float = 1.0

    def __post_init__(self) -> None:
        for spans, what in (
            (self.source, "source"),
            (self.cue, "cue"),
            (self.content, "content"),
        ):
            _check_spans(spans, what)
        if not self.content:
            raise ValueError("an attribution needs a content")
        if self.voice == "outlet" and (self.source or self.cue):
            raise ValueError("outlet voice has neither source nor cue")
        if (self.voice == "outlet") != (self.manner == "outlet"):
            raise ValueError(f"manner {self.manner!r} does not fit voice {self.voice!r}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"score {self.score} lies outside [0, 1]")
        _one_of(self.voice, Voice, "voice")
        _one_of(self.manner, Manner, "manner")
        _one_of(self.attitude, Attitude, "attitude")
        _one_of(self.polarity, Polarity, "polarity")
        if self.source_kind is not None:
            _one_of(self.source_kind, SourceKind, "source_kind")

    @staticmethod
    def id_for(article: str, voice: Voice, source: Spans, cue: Spans, content: Spans) -> str:
        """The id of the attribution that these spans make in this article."""
        return id_of("att", article, voice, source, cue, content)


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that makes no row, and why."""

    span: Span
    reason: UnreadReason

    def __post_init__(self) -> None:
        _check_spans((self.span,), "unread")
        _one_of(self.reason, UnreadReason, "unread reason")


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of one set of weights over one article, checked as a whole.

    Invariants: every span lies in the text and is free of white space at its ends; every code point
    that is not white space lies in a source, cue, content or unread span; outlet-voice content and
    unread do not overlap; ids are unique and references resolve. `path` is the input's name.
    """

    path: str
    article: Article
    weights: str
    extractor: str
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __post_init__(self) -> None:
        article, size = self.article, len(self.article.text)
        covered, outlet, unread = bytearray(size), bytearray(size), bytearray(size)

        def mark(target: bytearray, span: Span) -> None:
            target[span.start : span.end] = b"\1" * (span.end - span.start)

        ids = {a.id for a in self.attributions}
        entities = {e.id for e in self.entities}
        if len(ids) != len(self.attributions) or len(entities) != len(self.entities):
            raise ValueError(f"{article.id}: ids of attributions or entities are not unique")
        for a in self.attributions:
            for spans, what in ((a.source, "source"), (a.cue, "cue"), (a.content, "content")):
                article.check(spans, f"{a.id} {what}")
                for span in spans:
                    mark(covered, span)
                    if a.voice == "outlet":
                        mark(outlet, span)
            if a.within is not None and a.within not in ids:
                raise ValueError(f"{a.id}: within {a.within} is no attribution of this reading")
            if a.source_entity is not None and a.source_entity not in entities:
                raise ValueError(f"{a.id}: source_entity {a.source_entity} is no entity here")
        for m in self.mentions:
            article.check((m.span,), f"{m.id} mention")
            if m.entity is not None and m.entity not in entities:
                raise ValueError(f"{m.id}: {m.entity} is no entity of this reading")
        for u in self.unread:
            article.check((u.span,), "unread")
            mark(covered, u.span)
            mark(unread, u.span)
        # As whole numbers the flags are compared at once: texts have thousands of code points.
        if int.from_bytes(outlet) & int.from_bytes(unread):
            raise ValueError(f"{article.id}: outlet-voice content and unread overlap")
        i = covered.find(0)
        while i >= 0:
            if not article.text[i].isspace():
                words = article.text[i : i + 40]
                raise ValueError(f"{article.id}: code point {i} is unaccounted for: {words!r}")
            i = covered.find(0, i + 1)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One article of a case: its current reading with the evidence under it.

    `added_utc` is when the case took it in. `sightings` are in the order in which they were made.
    """

    reading: Reading
    capture: Capture
    place: Place
    sightings: tuple[Sighting, ...]
    offsets: Offsets
    added_utc: str


class Passage(NamedTuple):
    """A span of one article."""

    article: str
    span: Span


class Change(NamedTuple):
    """What differs between two copies: a stretch of `a` and the stretch of `b` in its place.

    Either may be empty (`start == end`): words left out or put in.
    """

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Passages `a` and `b` of two articles that are the same nearly word for word.

    `original` says which one the other was made from, None where that is open; `why` names what that
    rests on: "date", "credit", "inclusion" or "revision". "phrase only" (stock phrases, an outlet's
    boilerplate at another) and "quotation only" (both may have heard it) say that neither was made from
    the other, as far as this passage tells. `score` is the share of words in common.
    """

    a: Passage
    b: Passage
    changes: tuple[Change, ...]
    score: float
    original: Literal["a", "b"] | None = None
    why: tuple[str, ...] = ()


class Step(NamedTuple):
    """One step from an occurrence towards its origin, and the passage that shows it.

    `kind`: "copy" (the same words in the article `to`, which may be the later), "credit" (to the agency
    or outlet named `to`), "relay" (what `to` is reported to have said), "own voice" or "own source" (the
    end, at the outlet `to`).
    """

    kind: Literal["copy", "credit", "relay", "own voice", "own source"]
    to: str
    evidence: Passage | None = None


class Titled(Protocol):
    """What is said of an article in a line."""

    @property
    def name(self) -> str:
        """What the input calls it: the id of a JSONL row, else its path."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> str | None:
        """The date that it came with."""

    @property
    def day(self) -> str | None:
        """The day on which it appeared, as it prints it or as it came with it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent beginning of a claim: where the steps of some of its occurrences end.

    `kind` is the source kind, `outlet` where an outlet itself is the end. `circular` where that end is
    the outlet's own earlier word or its own network quoted by name.
    """

    id: str
    name: str
    kind: SourceKind
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage of one article, inside one attribution, that states one claim.

    `origins` are ids of `Origin`s, none for a denial; `steps` lead from the passage to the first of
    them. `copied_from` is the article whose passage this one is a copy of. `circular` where its outlet has
    no evidence for the claim but its own word or its own network.
    """

    id: str
    passage: Passage
    attribution: str
    stance: Stance
    origins: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    copied_from: str | None = None
    circular: bool = False

    @staticmethod
    def id_for(attribution: str, span: Span) -> str:
        """The id of the occurrence that this span makes inside this attribution."""
        return id_of("occ", attribution, span)

    def likeness(self, other: "Occurrence") -> tuple[bool, int]:
        """How well another of the same claim fits it, where one article has several: stance, origins."""
        return self.stance == other.stance, len({*self.origins} & {*other.origins})


@dataclass(frozen=True, slots=True)
class Link:
    """A scored pair of occurrences, `a` before `b` by id, and what it was decided on."""

    kind: LinkKind
    a: str
    b: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition with all passages that state it, in order of date.

    `text` is the clearest occurrence's own words. `origins_range` is how far uncredited takeover
    leaves the number of origins open. `first_seen` is the earliest supporting occurrence's date, which
    several may share, None where none is dated. `contradicts` are ids of claims that cannot hold
    together with this one.
    """

    id: str
    text: str
    occurrences: tuple[Occurrence, ...]
    origins: tuple[Origin, ...]
    origins_range: tuple[int, int]
    first_seen: str | None = None
    contradicts: tuple[str, ...] = ()
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not be read: which one, at which stage, and why."""

    item: str
    stage: Stage
    reason: str
