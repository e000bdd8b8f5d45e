"""The nouns: frozen values that the stages hand to each other. Standard library only.

Every span counts Unicode code points of `Article.text`, start included, end excluded. The quoted
words are always computed from article and spans (`Article.quote`), never stored beside them.
Ids are digests of what a thing is (`ids.id_of`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from stemmata.ids import digest_of, id_of

__all__ = [
    "Article",
    "Attitude",
    "Attribution",
    "Capture",
    "Captured",
    "Entity",
    "EntityType",
    "Finding",
    "Given",
    "Manner",
    "Mention",
    "Polarity",
    "Reading",
    "Rejected",
    "Sighting",
    "SourceKind",
    "Span",
    "Spans",
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
Stage = Literal["capture", "text", "encoder", "extract", "report"]


def _one_of(value: object, choices: object, what: str) -> None:
    if value not in get_args(choices):
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
    """

    path: str
    url: str | None = None
    seen_utc: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the input says of itself beside its bytes: the keys of a JSONL row, a header's charset."""

    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """One item on its way into the reader: its capture, where it was seen, and its payload."""

    path: str
    capture: Capture
    sighting: Sighting
    payload: bytes = field(repr=False)
    given: Given = Given()


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
    def id_for(cls, capture: str, text: str) -> str:
        """The id of the article that this text of this capture makes."""
        return id_of("art", capture, text)

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
        if any(o and u for o, u in zip(outlet, unread, strict=True)):
            raise ValueError(f"{article.id}: outlet-voice content and unread overlap")
        for i, seen in enumerate(covered):
            if not seen and not article.text[i].isspace():
                words = article.text[i : i + 40]
                raise ValueError(f"{article.id}: code point {i} is unaccounted for: {words!r}")


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not be read: which one, at which stage, and why."""

    item: str
    stage: Stage
    reason: str
