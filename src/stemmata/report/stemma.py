"""The stemma of a claim, drawn: time runs to the right, one lane an outlet, lines for what came from where.

Pure: a claim and its articles in, a layout out; `svg` fills it into a template. Every node is a link.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log2
from typing import Literal

from stemmata.model import Article, Claim, Occurrence, Origin
from stemmata.report import words
from stemmata.report.page import environment
from stemmata.report.quoting import shorten

__all__ = ["Column", "Lane", "Line", "Node", "Stemma", "stemma", "svg"]

LABELS, HEAD, LANE = 196, 34, 46
"""Width of the outlets' names, height of the dates, height of a lane, in the drawing's own units."""
NODE, APART = 9, 24
"""Radius of a node, and the distance between nodes of one lane on one day."""
COLUMN, WIDE_COLUMN, WIDTH = 54, 120, 880
"""Least width of a day: its date must not touch the next. Few days spread, up to WIDE_COLUMN, over WIDTH."""
GAP = 9
"""How much wider a gap gets each time its days double."""
LABEL_LIMIT = 28
WORDS_LIMIT = 140
LAST_DAY = "9999"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

OUTSIDE = ("not in this case", "whom several quote")

Way = Literal["copy", "credit", "relay", "circular"]


@dataclass(frozen=True, slots=True)
class Node:
    """An occurrence in the drawing.

    `numbers` are those of its origins; it `begins` where it rests on no article, and is `circular` where its
    outlet has no evidence but its own word or its own network.
    """

    occurrence: Occurrence
    x: float
    y: float
    outlet: str
    published: str | None
    words: str
    numbers: tuple[int, ...]
    begins: bool
    circular: bool
    came: str

    @property
    def sign(self) -> str:
        """The numbers of its origins as they fit into a node."""
        return "·".join(map(str, self.numbers)) if len(self.numbers) < 3 else f"{self.numbers[0]}+"

    @property
    def denies(self) -> bool:
        """Whether it contradicts the claim instead of stating it."""
        return self.occurrence.stance == "denies"


@dataclass(frozen=True, slots=True)
class Lane:
    """One outlet; or, with words for what it is in `outside`, who articles name, which stands at `x`."""

    name: str
    label: str
    y: float
    outside: str
    x: float


@dataclass(frozen=True, slots=True)
class Column:
    """One day, or all that has no date."""

    x: float
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one node has from another: a path, and in words."""

    way: Way
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Stemma:
    """The drawing, laid out. Nodes are in order of time; `origins` are numbered from 1."""

    title: str
    description: str
    width: float
    height: float
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]
    origins: tuple[tuple[int, Origin], ...]


def stemma(claim: Claim, articles: Mapping[str, Article]) -> Stemma:
    """Lay out a claim.

    Args:
        claim: Its occurrences are drawn whose articles are given.
        articles: They, by id.
    """
    drawing = _Drawing(claim, articles)
    nodes = tuple(drawing.nodes())
    return Stemma(
        title=f"How “{shorten(claim.text, WORDS_LIMIT)}” travelled",
        description=_description(claim, articles, nodes),
        width=drawing.width,
        height=HEAD + LANE * len(drawing.lanes) + 8,
        columns=drawing.columns,
        lanes=tuple(drawing.lanes.values()),
        lines=tuple(drawing.lines(nodes)),
        nodes=nodes,
        origins=tuple(enumerate(claim.origins, start=1)),
    )


def svg(drawn: Stemma, href: Callable[[Node], str]) -> str:
    """The drawing as SVG; `href` says where the link of a node leads.

    Its looks are in `stemma.css`. Returns markup that is safe to put into a page.
    """
    return environment().get_template("stemma.svg").render(drawn=drawn, href=href, at="")


def _description(claim: Claim, articles: Mapping[str, Article], nodes: Sequence[Node]) -> str:
    where = words.in_outlets(articles[n.occurrence.passage.article].outlet for n in nodes)
    low, high = claim.origins_range
    origins = str(len(claim.origins)) if low == high else f"{len(claim.origins)} ({low} to {high})"
    denials = sum(node.denies for node in nodes)
    said = [f"{len(nodes)} occurrences{where}", f"origins: {origins}"]
    if denials:
        said.append(f"{denials} deny it")
    if circles := sum(node.circular for node in nodes):
        said.append(f"{circles} in a circle")
    return (
        "; ".join(said) + ". Each node opens its passage; the table below says the same in words."
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """What a node has its words from: another node, or an outlet outside the case."""

    way: Way
    occurrence: str | None
    lane: str
    words: str


class _Drawing:
    """The places of things: found once, asked for by all parts."""

    def __init__(self, claim: Claim, articles: Mapping[str, Article]) -> None:
        self.articles = articles
        here = [o for o in claim.occurrences if o.passage.article in articles]
        self.occurrences = sorted(here, key=self._when)
        self.origins = {origin.id: n for n, origin in enumerate(claim.origins, start=1)}
        self.relayed = Counter(
            s.to.casefold() for o in self.occurrences for s in o.steps[:1] if s.kind == "relay"
        )
        self.sources = {o.id: source for o in self.occurrences if (source := self._source(o))}
        self.circles = {o.id: end for o in self.occurrences if (end := self._circle(o))}
        self.days = self._days()
        self.column = max(COLUMN, min(WIDE_COLUMN, WIDTH // max(1, len(self.days))))
        self.columns, self.at, self.width = self._columns()
        self.lanes = self._lanes()

    def outlet(self, occurrence: Occurrence) -> str:
        """Who published it."""
        article = self.articles[occurrence.passage.article]
        return article.outlet or words.NO_OUTLET

    def day(self, occurrence: Occurrence) -> str | None:
        """The day on which its article appeared, or what of a date it came with."""
        article = self.articles[occurrence.passage.article]
        return article.day or article.published

    def _when(self, occurrence: Occurrence) -> tuple[bool, str, str, int]:
        day = self.day(occurrence)
        return day is None, day or "", self.outlet(occurrence), occurrence.passage.span.start

    def _source(self, occurrence: Occurrence) -> _Source | None:
        """What it is a copy of, else the first step that leads to another node, or out of the case."""
        if occurrence.copied_from:
            copied = self._in_article(occurrence.copied_from, occurrence)
            if copied is not None:
                return _Source("copy", copied.id, self.outlet(copied), "copied from")
        for step in occurrence.steps:
            if step.kind == "copy":
                # What a passage only has its words in common with is not what it was copied from.
                original = occurrence.copied_from and self._in_article(step.to, occurrence)
                if original:
                    return _Source("copy", original.id, self.outlet(original), "copied from")
            elif step.kind in ("credit", "relay"):
                way: Way = "credit" if step.kind == "credit" else "relay"
                named = self._in_lane(step.to, occurrence)
                words = "credits" if way == "credit" else "relays"
                if named is not None:
                    return _Source(way, named.id, self.outlet(named), words)
                if way == "credit" or self.relayed[step.to.casefold()] > 1:
                    return _Source(way, None, step.to, words)
        return None

    def _circle(self, occurrence: Occurrence) -> _Source | None:
        """Where a circle leads back to: its outlet's earlier passage, another outlet's, or itself."""
        if not occurrence.circular:
            return None
        own = self.outlet(occurrence)
        circling = [o for o in self.occurrences if o.circular]
        others = [o for o in circling if self.outlet(o) == own and o is not occurrence]
        earlier = [o for o in others if self._when(o) < self._when(occurrence)]
        if earlier:
            return _Source("circular", earlier[-1].id, own, "rests on its own earlier word in")
        for step in occurrence.steps:
            named = [o for o in circling if self.outlet(o).casefold() == step.to.casefold()]
            if named and self.outlet(named[0]) != own:
                words = "in a circle with"
                return _Source("circular", named[0].id, self.outlet(named[0]), words)
        if others:  # later ones, whose lines lead here
            return None
        return _Source("circular", occurrence.id, own, "rests on nothing but the word of")

    def _in_article(self, article: str, but: Occurrence) -> Occurrence | None:
        """The occurrence in an article, not of a later day, that is likest: in stance and origins."""
        latest = self.day(but) or LAST_DAY
        found = [
            o
            for o in self.occurrences
            if o.passage.article == article and o is not but and (self.day(o) or "") <= latest
        ]
        return max(found, key=but.likeness, default=None)

    def _in_lane(self, outlet: str, before: Occurrence) -> Occurrence | None:
        """The last occurrence of an outlet before this one."""
        earlier = self.occurrences[: self.occurrences.index(before)]
        same = [o for o in earlier if self.outlet(o).casefold() == outlet.casefold()]
        return same[-1] if same else None

    def _days(self) -> dict[str | None, list[Occurrence]]:
        """What was published on each day; what has no date comes last."""
        days: dict[str | None, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            days[self.day(occurrence)].append(occurrence)
        return days

    def _columns(self) -> tuple[tuple[Column, ...], dict[str, float], float]:
        """The columns, where each occurrence stands, and the width of it all."""
        at: dict[str, float] = {}
        columns: list[Column] = []
        x = float(LABELS)
        for before, day in pairwise([None, *self.days]):
            x += _gap(before, day)
            lanes: dict[str, int] = defaultdict(int)
            for occurrence in self.days[day]:
                outlet = self.outlet(occurrence)
                at[occurrence.id] = x + self.column / 2 + APART * lanes[outlet]
                lanes[outlet] += 1
            label, year = _labels(day)
            is_new = not columns or year != _labels(before)[1]
            columns.append(Column(x + self.column / 2, label, year if is_new else ""))
            x += self.column + APART * (max(lanes.values()) - 1)
        return tuple(columns), at, x

    def _lanes(self) -> dict[str, Lane]:
        """The outlets in order of their first occurrence, each after those outside that it names."""
        first: dict[str, tuple[str, float]] = {}
        own = {self.outlet(o) for o in self.occurrences}
        for occurrence in self.occurrences:
            source = self.sources.get(occurrence.id)
            if source is not None and source.lane not in own:
                what = OUTSIDE[source.way == "relay"]
                first.setdefault(source.lane, (what, self.at[occurrence.id] - self.column * 0.4))
            first.setdefault(self.outlet(occurrence), ("", 0.0))
        return {
            name: Lane(name, shorten(name, LABEL_LIMIT), HEAD + LANE * (i + 0.5), outside, x)
            for i, (name, (outside, x)) in enumerate(first.items())
        }

    def nodes(self) -> Iterator[Node]:
        """The occurrences in order of time."""
        for o in self.occurrences:
            article = self.articles[o.passage.article]
            source = self.sources.get(o.id)
            yield Node(
                occurrence=o,
                x=self.at[o.id],
                y=self.lanes[self.outlet(o)].y,
                outlet=self.outlet(o),
                published=self.day(o),
                words=shorten(article.quote((o.passage.span,))[0], WORDS_LIMIT),
                numbers=tuple(self.origins[i] for i in o.origins if i in self.origins),
                begins=o.stance != "denies"
                and (source is None or (source.way == "relay" and source.occurrence is None)),
                circular=o.circular,
                came="; ".join(
                    f"{end.words} {end.lane}" for end in (source, self.circles.get(o.id)) if end
                ),
            )

    def lines(self, nodes: Sequence[Node]) -> Iterator[Line]:
        """From each source to what has its words from there, and each circle back to where it began."""
        by_id = {node.occurrence.id: node for node in nodes}
        for node in nodes:
            source, circle = (
                found.get(node.occurrence.id) for found in (self.sources, self.circles)
            )
            if source and circle and source.occurrence == circle.occurrence:
                source = None
            for end in (source, circle):
                if end is not None:
                    yield self._line(end, node, by_id)

    def _line(self, source: _Source, node: Node, by_id: Mapping[str, Node]) -> Line:
        lane = self.lanes[source.lane]
        start = (lane.x, lane.y)
        if source.occurrence is not None:
            origin = by_id[source.occurrence]
            start = (origin.x, origin.y)
        title = f"{node.outlet}, {node.published or 'no date'}, {source.words} {source.lane}"
        return Line(source.way, _curve(start, (node.x, node.y)), title)


def _gap(before: str | None, day: str | None) -> float:
    """Wider for more days in between, but far less than they are."""
    if before is None or day is None:
        return 0.0
    try:
        days = (date.fromisoformat(day) - date.fromisoformat(before)).days
    except ValueError:  # a month or a year only
        return float(GAP)
    return GAP * log2(max(1, days))


def _labels(day: str | None) -> tuple[str, str]:
    """A date as day and month, and its year."""
    if day is None:
        return "no date", ""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day, day[:4]
    return f"{found.day} {MONTHS[found.month - 1]}", str(found.year)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A path that leaves and arrives level; within a lane it is an arc above it, at one place a loop."""
    (x1, y1), (x2, y2) = start, end
    if start == end:
        edge, side, top = y1 - NODE + 2, NODE * 2, y1 - LANE * 0.7
        return (
            f"M{x1 - 6:g} {edge:g}C{x1 - side:g} {top:g} {x1 + side:g} {top:g} {x1 + 6:g} {edge:g}"
        )
    if y1 == y2:
        rise = min(LANE * 0.42, 10 + abs(x2 - x1) * 0.12)
        edge, top = y1 - NODE, y1 - NODE - rise
        return f"M{x1:g} {edge:g}C{x1:g} {top:g} {x2:g} {top:g} {x2:g} {edge:g}"
    if abs(x2 - x1) < LANE and abs(y2 - y1) > LANE:
        # On one day the line goes round the outlets between, which have no part in it.
        aside = max(x1, x2) + min(LANE, NODE + abs(y2 - y1) * 0.15)
        return f"M{x1:g} {y1:g}C{aside:g} {y1:g} {aside:g} {y2:g} {x2:g} {y2:g}"
    bend = max(16.0, (x2 - x1) * 0.5)
    return f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
