"""Sample readings out of invented text, built from quoted words instead of counted offsets."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from stemmata.model import (
    Article,
    Attitude,
    Attribution,
    Entity,
    EntityType,
    Finding,
    Manner,
    Mention,
    Polarity,
    Reading,
    SourceKind,
    Span,
    Spans,
    Unread,
    UnreadReason,
)
from stemmata.report.accuracy import Accuracy, Measure

HEADLINE = "Who Pays the Copper Brigade?"
TEXT = f"""{HEADLINE}

By Ottilie Crane

Tarnow has been arming the Copper Brigade for a year, according to documents obtained by the \
Lowland Courier. The shame of it needs no comment.

“They came in three lorries, at night,” said a border guard who asked not to be named. “Nobody \
stopped them.”

Last week its prime minister flew to Port Averin for two days. The Delta Wire agency reported \
that Interior Minister Ivo Hallam denied any link to the brigade. He also believes that the border \
will be closed by spring, and plans to ask parliament for money.

Sixty guards — all of them unpaid since May — have left their posts. It was widely feared that \
more would follow.

Do they think that we are blind? This adventure will end in ruin. Stand up and be counted!

Read more: Ten beaches to visit this spring
"""


@dataclass
class Builder:
    """Builds a reading; whatever no row and no `leave` covers becomes unread, `frame`."""

    text: str
    title: str | None = None
    outlet: str | None = None
    path: str = "sample.html"
    attributions: list[Attribution] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def find(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def finds(self, *words: str) -> Spans:
        return tuple(self.find(w) for w in words)

    def says(
        self,
        source: str,
        cue: str,
        *content: str,
        entity: str | None = None,
        kind: SourceKind | None = None,
        manner: Manner = "indirect",
        attitude: Attitude = "assertion",
        polarity: Polarity = "affirmed",
        within: str | None = None,
        score: float = 0.9,
    ) -> str:
        spans = (self.finds(source) if source else (), self.finds(cue) if cue else ())
        row = Attribution(
            f"att:{len(self.attributions)}",
            "source",
            *spans,
            self.finds(*content),
            manner,
            attitude,
            polarity,
            within,
            entity,
            kind,
            score,
        )
        self.attributions.append(row)
        return row.id

    def asserts(self, *content: str, score: float = 0.8) -> str:
        id_ = f"att:{len(self.attributions)}"
        spans = self.finds(*content)
        self.attributions.append(Attribution(id_, "outlet", (), (), spans, "outlet", score=score))
        return id_

    def names(self, words: str, type_: EntityType, entity: str | None = None) -> None:
        self.mentions.append(Mention(f"men:{len(self.mentions)}", self.find(words), type_, entity))

    def leave(self, words: str, reason: UnreadReason) -> None:
        self.unread.append(Unread(self.find(words), reason))

    def build(self) -> Reading:
        roles = [s for a in self.attributions for s in (*a.source, *a.cue, *a.content)]
        taken = {i for s in (*roles, *(u.span for u in self.unread)) for i in range(s.start, s.end)}
        rest = "".join(
            "\n" if i in taken and not c.isspace() else c for i, c in enumerate(self.text)
        )
        for run in re.finditer(r"[^\s](?:[^\n]*[^\s])?", rest):
            self.unread.append(Unread(Span(*run.span()), "frame"))
        headline = Span(0, len(HEADLINE)) if self.text.startswith(HEADLINE) else None
        article = Article(
            Article.id_for("cap:sample", self.text, self.outlet),
            "cap:sample",
            self.text,
            self.outlet,
            self.title,
            headline,
            ("Ottilie Crane",),
            "2031-05-03",
            "en",
            (Finding("outlet", "meta og:site_name"), Finding("published", "JSON-LD datePublished")),
        )
        return Reading(
            self.path,
            article,
            "0123456789abcdef" * 4,
            "sample-extractor 1",
            tuple(self.attributions),
            tuple(self.mentions),
            tuple(self.entities),
            tuple(self.unread),
        )


@pytest.fixture(scope="session")
def partisan() -> Reading:
    """A partisan article: every kind of voice, a nested row, a content in two pieces."""
    b = Builder(TEXT, HEADLINE, "Lowland Courier", "who-pays.html")
    b.entities += [
        Entity("ent:1", "Ivo Hallam", "person", ("He",), "Interior Minister"),
        Entity("ent:2", "Delta Wire", "organization"),
        Entity("ent:3", "Copper Brigade", "organization", ("the brigade",)),
        Entity("ent:4", "Lowland Courier", "organization"),
    ]
    b.says(
        "documents obtained by the Lowland Courier",
        "according to",
        "Tarnow has been arming the Copper Brigade for a year",
        entity="ent:4",
        kind="outlet",
        score=0.94,
    )
    b.says(
        "a border guard who asked not to be named",
        "said",
        "“They came in three lorries, at night,”",
        "“Nobody stopped them.”",
        kind="anonymous",
        manner="direct",
        score=0.97,
    )
    b.asserts("Last week its prime minister flew to Port Averin for two days", score=0.88)
    outer = b.says(
        "The Delta Wire agency",
        "reported",
        "Interior Minister Ivo Hallam denied any link to the brigade",
        entity="ent:2",
        kind="named_organization",
    )
    b.says(
        "Interior Minister Ivo Hallam",
        "denied",
        "any link to the brigade",
        entity="ent:1",
        kind="named_person",
        polarity="denied",
        within=outer,
        score=0.71,
    )
    b.says(
        "He",
        "believes",
        "that the border will be closed by spring",
        entity="ent:1",
        kind="named_person",
        attitude="belief",
    )
    b.says(
        "He",
        "plans",
        "to ask parliament for money",
        entity="ent:1",
        kind="named_person",
        attitude="intention",
        score=0.64,
    )
    b.asserts("Sixty guards", "have left their posts")
    b.asserts("all of them unpaid since May", score=0.58)
    b.says("", "widely feared", "more would follow", attitude="belief", score=0.55)
    b.names("Tarnow", "place")
    b.names("the Copper Brigade", "organization", "ent:3")
    b.names("Lowland Courier", "organization", "ent:4")
    b.names("Port Averin", "place")
    b.names("Ivo Hallam", "person", "ent:1")
    b.names("Interior Minister Ivo", "person", "ent:1")
    b.names("three lorries", "quantity")
    b.names("May", "time")
    b.leave(HEADLINE, "question")
    b.leave("By Ottilie Crane", "furniture")
    b.leave("The shame of it needs no comment.", "opinion")
    b.leave("Do they think that we are blind?", "question")
    b.leave("This adventure will end in ruin.", "prediction")
    b.leave("Stand up and be counted!", "exhortation")
    b.leave("Read more: Ten beaches to visit this spring", "furniture")
    return b.build()


class Page(HTMLParser):
    """What a test wants to know of a page: its elements, and the text of each article column."""

    VOID = ("meta", "input", "br", "link", "img")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.columns: list[str] = []
        self.texts: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.unclosed.append(tag)
        if tag == "article":
            self.columns.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if "article" in self.unclosed:
            self.columns[-1] += data

    def having(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of one class."""
        return [attrs for _, attrs in self.elements if name in (attrs.get("class") or "").split()]

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Page]:
    """Parses a page; fails where an element is not closed in order."""
    return Page


@pytest.fixture(scope="session")
def build() -> type[Builder]:
    """The builder, for readings of a test's own."""
    return Builder


@pytest.fixture(scope="session")
def accuracy() -> Accuracy:
    """Invented measurements, one without a comparison of two people."""
    return Accuracy(
        (
            Measure("whole attributions, F1", 0.751, 0.759, "invented corpus, dev"),
            Measure("outlet-voice claims, F1", 0.78, None, "invented sentences"),
        )
    )
