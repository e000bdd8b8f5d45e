"""Article: the text with its marks, the ledger beside it, and the evidence under both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypedDict, cast

from stemmata.export.evidence_json import to_object
from stemmata.ledger import Asset, ClaimLine, Heading
from stemmata.model import Copy, Exhibit, Reading, Span
from stemmata.report.page import Section, section
from stemmata.report.rows import Row
from stemmata.web.asking import Asked, Moved, NotHere
from stemmata.web.copied import with_copied
from stemmata.web.objects import plain
from stemmata.web.pages.judgements import last_judge

__all__ = ["ArticlePage", "CopiedPassage", "Fixing", "article", "exhibit_of", "row"]


MOST_SHARED = 50
"""Articles listed of those that share passages: a stock phrase may stand in hundreds."""


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage that stands in another article too. `is_original`: None where that is open."""

    span: Span
    words: str
    other: str
    heading: Heading | None
    score: float
    is_original: bool | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Another article, the passages that both have, the longest first, and which way they went.

    `is_original` as in `CopiedPassage`; None too where it differs between passages.
    """

    other: str
    heading: Heading | None
    passages: tuple[CopiedPassage, ...]
    is_original: bool | None
    why: tuple[str, ...]


class ArticleAnswer(TypedDict):
    schema: str
    path: str
    article: dict[str, Any]
    attributions: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    unread: list[dict[str, Any]]
    weights: str
    extractor: str
    capture: dict[str, Any]
    place: dict[str, Any]
    sightings: list[dict[str, Any]]
    added_utc: str
    offsets: dict[str, Any]
    copies: list[CopiedPassage]
    versions: list[str]


"""The article object of the contract, with its evidence and what it shares with others."""


@dataclass(frozen=True, slots=True)
class Fixing:
    """A passage that a person is about to put right, and the page that they came from."""

    id: str
    words: str
    row: Row | None
    back: str
    who: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article. `claims` are those that its attributions state, by attribution."""

    TEMPLATE: ClassVar[str] = "article.html"

    exhibit: Exhibit
    section: Section
    versions: tuple[Heading, ...]
    assets: tuple[Asset, ...]
    claims: Mapping[str, Sequence[ClaimLine]]
    copies: tuple[CopiedPassage, ...]
    log_head: str
    fixing: Fixing | None

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The copies by the article that they are shared with: those that share most, in order of date."""
        by_other: dict[str, list[CopiedPassage]] = {}
        for copy in self.copies:
            by_other.setdefault(copy.other, []).append(copy)
        most = sorted(by_other.values(), key=_code_points, reverse=True)[:MOST_SHARED]
        return tuple(sorted(map(_shared, most), key=_day))

    @property
    def others(self) -> int:
        """How many articles it shares passages with."""
        return len({copy.other for copy in self.copies})

    def to_object(self) -> ArticleAnswer:
        """The article object of the contract, with its evidence and what it shares with others."""
        shared = {"copies": plain(self.copies), "versions": [v.article for v in self.versions]}
        return cast(ArticleAnswer, to_object(self.exhibit) | shared)


def article(asked: Asked) -> ArticlePage:
    """The article that the path names."""
    exhibit = exhibit_of(asked)
    ledger = asked.ledger
    copies = _copied(asked, exhibit, ledger.copies_of(exhibit.reading.article.id))
    shown = section(1, exhibit.reading)
    marked = with_copied(shown.paragraphs, [copy.span for copy in copies])
    return ArticlePage(
        exhibit=exhibit,
        section=replace(shown, paragraphs=tuple(marked)),
        versions=_versions(asked, exhibit),
        assets=ledger.assets_of(exhibit.capture.id),
        claims=ledger.lines_stated(exhibit.reading.article.id),
        copies=copies,
        log_head=ledger.head(),
        fixing=_fixing(asked, exhibit.reading, shown.rows),
    )


def row(asked: Asked) -> Moved:
    """The permanent link of one attribution: where it stands on its article's page."""
    exhibit = exhibit_of(asked)
    wanted = asked.path["row"]
    for shown in section(1, exhibit.reading).rows:
        if shown.attribution.id == wanted:
            article_id = exhibit.reading.article.id
            thing = {"article": article_id, "number": shown.number, "who": shown.who}
            quoted = {"how": shown.how, "what": shown.what}
            return Moved(
                f"/articles/{article_id}#r1-{shown.number}",
                plain(shown.attribution) | thing | quoted,
            )
    raise NotHere(f"The current reading of this article has no row {wanted}.")


def exhibit_of(asked: Asked) -> Exhibit:
    """The article that the path names, with its evidence.

    Raises:
        NotHere: The case does not have it.
    """
    exhibit = asked.ledger.exhibit(asked.path["article"])
    if exhibit is None:
        raise NotHere(f"The case has no article {asked.path['article']}.")
    return exhibit


def _fixing(asked: Asked, reading: Reading, rows: Sequence[Row]) -> Fixing | None:
    """What the query asks to put right: the id of a row, or of a passage of a claim.

    Raises:
        NotHere: This article has no such passage.
    """
    wanted, article = asked.query.get("fix"), reading.article
    if not wanted:
        return None
    claim = asked.ledger.claim_of(wanted)
    held = next((o for o in claim.occurrences if o.id == wanted), None) if claim else None
    attribution = held.attribution if held else wanted
    row = next((r for r in rows if r.attribution.id == attribution), None)
    if held and held.passage.article == article.id:
        span = held.passage.span
    elif row and not held:
        span = row.attribution.content[0]
    else:
        raise NotHere(f"The current reading of this article has no passage {wanted}.")
    here = f"/articles/{article.id}" + (f"#r1-{row.number}" if row else "")
    back = asked.query.get("back") or here
    return Fixing(wanted, article.quote((span,))[0], row, back, last_judge(asked))


def _versions(asked: Asked, exhibit: Exhibit) -> tuple[Heading, ...]:
    """The versions of the page at the first address it was seen at, oldest first; none for only one."""
    seen = exhibit.sightings[0]
    address = seen.url or (f"{seen.path}#{seen.item}" if seen.item else seen.path)
    ids = asked.ledger.versions(address)
    if len(ids) < 2:
        return ()
    headings = asked.ledger.headings_of(ids)
    return tuple(headings[i] for i in ids)


def _code_points(copies: Sequence[CopiedPassage]) -> int:
    return sum(copy.span.end - copy.span.start for copy in copies)


def _shared(copies: Sequence[CopiedPassage]) -> Shared:
    ways = {copy.is_original for copy in copies}
    why = dict.fromkeys(reason for copy in copies for reason in copy.why)
    longest = sorted(copies, key=lambda copy: (copy.span.start - copy.span.end, copy.span))
    first = copies[0]
    way = ways.pop() if len(ways) == 1 else None
    return Shared(first.other, first.heading, tuple(longest), way, tuple(why))


def _day(shared: Shared) -> tuple[bool, str, str]:
    day = shared.heading.published if shared.heading else None
    return day is None, day or "", shared.other


def _copied(asked: Asked, exhibit: Exhibit, copies: Sequence[Copy]) -> tuple[CopiedPassage, ...]:
    own = exhibit.reading.article
    headings = asked.ledger.headings_of([p.article for c in copies for p in (c.a, c.b)])
    found = []
    for copy in copies:
        is_a = copy.a.article == own.id
        here, there = (copy.a, copy.b) if is_a else (copy.b, copy.a)
        found.append(
            CopiedPassage(
                span=here.span,
                words=own.quote((here.span,))[0],
                other=there.article,
                heading=headings.get(there.article),
                score=copy.score,
                is_original=None if copy.original is None else (copy.original == "a") == is_a,
                why=copy.why,
            )
        )
    return tuple(found)
