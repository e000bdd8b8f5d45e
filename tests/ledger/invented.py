"""Invented items for ledgers, and a case filled with them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from stemmata.ids import id_of
from stemmata.ledger import Accused, Actor, Anchor, Ledger, Linked, Spoke, create, key_of
from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Captured,
    Change,
    Claim,
    Copy,
    Entity,
    Finding,
    Given,
    Link,
    Mention,
    Occurrence,
    OffsetRun,
    Offsets,
    Origin,
    Passage,
    Place,
    Reading,
    Rejected,
    Sighting,
    Span,
    Step,
    Unread,
)

NOON = "2031-05-01T12:00:00Z"
TEXT = "Bridge {n} closed\nMayor Odda Brenn said on Monday that bridge {n} is unsafe. Share this"
OUTLETS = ("Vellmar Courier", "Ostrel Wire")
VECTORS = {
    key_of(f"sentence {n}", "first"): np.random.default_rng(n).normal(size=384).astype(np.float32)
    for n in range(12)
}


class Item(NamedTuple):
    """What `stemmata add` would make of one page."""

    captured: Captured
    place: Place
    reading: Reading
    offsets: Offsets


def item(n: int, text: str = TEXT, *, url: str | None = None, seen: str | None = None) -> Item:
    text = text.format(n=n)
    payload = text.encode("utf-8", "surrogatepass")
    capture = Capture.of(payload, "text/plain")
    outlet = OUTLETS[n % 2]
    captured = Captured(
        f"pages/{n}.txt",
        capture,
        Sighting(f"pages/{n}.txt", url or f"https://vellmar.example/{n}", seen, item=str(n)),
        payload,
        Given(outlet=outlet),
    )
    article = Article(
        Article.id_for(capture.id, text, outlet),
        capture.id,
        text,
        outlet,
        f"Bridge {n} closed",
        Span(0, text.index("\n")) if "\n" in text else None,
        ("Ina Tarp", "Jo Voss"),
        f"2031-0{1 + n % 3}-02",
        found=(Finding("outlet", "given"),),
    )
    offsets = Offsets("utf-8", (OffsetRun(0, len(text), 0, len(payload), 0),))
    return Item(captured, _place(n), _read(captured.path, article), offsets)


def _place(n: int) -> Place:
    return Place("000001.warc.gz", 1000 * n, 900, id_of("record", n))


def _read(path: str, article: Article, weights: str = "first") -> Reading:
    def span(words: str) -> Span:
        start = article.text.index(words)
        return Span(start, start + len(words))

    number = article.text.split()[1]
    source, cue = (span("Mayor Odda Brenn"),), (span("said on Monday"),)
    content = (span("that bridge"), span(f"{number} is unsafe"))
    closed = (span(f"Bridge {number} closed"),)
    mayor, bridge = id_of("ent", article.id, 1), id_of("ent", article.id, 2)
    unread = (
        Unread(Span(content[1].end, content[1].end + 1), "frame"),
        Unread(Span(article.text.index("Share"), len(article.text)), "furniture"),
    )
    id_for = Attribution.id_for
    return Reading(
        path,
        article,
        weights,
        "rules 1",
        (
            Attribution(
                id_for(article.id, "outlet", (), (), closed),
                *("outlet", (), (), closed, "outlet"),
                score=0.75,
            ),
            Attribution(
                id_for(article.id, "source", source, cue, content),
                *("source", source, cue, content, "indirect"),
                source_entity=mayor,
                source_kind="named_person",
                score=0.9,
            ),
        ),
        (
            Mention(id_of("men", article.id, 1), source[0], "person", mayor),
            Mention(id_of("men", article.id, 2), closed[0], "event"),
        ),
        (
            Entity(mayor, "Odda Brenn", "person", ("Brenn",), "Mayor"),
            Entity(bridge, f"Bridge {number}", "place"),
        ),
        unread,
    )


def _occurrence(n: int) -> Occurrence:
    reading = item(n).reading
    row = reading.attributions[1]
    passage = Passage(reading.article.id, row.content[0])
    step = Step("own source", OUTLETS[n % 2], Passage(reading.article.id, row.source[0]))
    copied = item(n - 2).reading.article.id if n > 2 else None
    return Occurrence(
        *(Occurrence.id_for(row.id, row.content[0]), passage, row.id, "reports"),
        *((f"org:{n % 2}",), (step,), copied),
    )


def _anchor(o: Occurrence) -> Anchor:
    return Anchor(o.passage.article, o.passage.span, "that bridge", "closed ", " is", o.id)


def _claim(*numbers: int) -> Claim:
    occurrences = tuple(_occurrence(n) for n in numbers)
    origins = tuple(Origin(f"org:{n}", f"Odda Brenn \ud800 {n}", "named_person") for n in (0, 1))
    text = f"that bridge {numbers[0]}"
    return Claim(id_of("clm", numbers), text, occurrences, origins, (1, 2), "2031-01-02")


FIRST, SECOND = _claim(1, 3), _claim(2)
CLAIMS = (
    replace(FIRST, contradicts=(SECOND.id,)),
    replace(
        SECOND,
        occurrences=tuple(replace(o, circular=True) for o in SECOND.occurrences),
        contradicts=(FIRST.id,),
        circular=True,
    ),
)
_IDS = tuple(o.id for o in FIRST.occurrences)
_ROW = FIRST.occurrences[0].attribution
_PASSAGES = (FIRST.occurrences[0].passage, FIRST.occurrences[1].passage)
LINKED = Linked(
    CLAIMS,
    [Link("same", min(_IDS), max(_IDS), 0.75, ("figure",))],
    [Copy(*_PASSAGES, (Change(Span(4, 5), Span(4, 5)),), 0.5, "a", ("date",))],
    [
        Actor(
            *("act:1", "Odda Brenn", "person", ("Brenn", "Odda Brenn")),
            tuple((r.article.id, r.entities[0].id) for r in (item(n).reading for n in range(1, 4))),
            (("Brenn", "Odda Brenn", 0.9, "table"),),
        ),
        Actor("act:2", "Bridge 1", "place", ("Bridge 1",), ()),
    ],
    [Spoke("act:1", item(n).reading.article.id, 1, 0, ("Odda Brenn",)) for n in range(1, 4)],
    [Accused(_PASSAGES[0].article, _ROW, _PASSAGES[0].span, "act:2", "actor", "act:1")],
    [(_IDS[0], _PASSAGES[0].article, FIRST.id, _IDS[0])],
    [(min(_IDS), max(_IDS), True, 0.5, "[]")],
    "first",
)


def reread(reading: Reading, weights: str) -> Reading:
    return _read(reading.path, reading.article, weights)


def keep(ledger: Ledger, kept: Item) -> None:
    ledger.keep_capture(kept.captured, kept.place, at_utc=NOON)
    ledger.keep_article(kept.reading.article, kept.offsets, at_utc=NOON)
    ledger.keep_reading(kept.reading, at_utc=NOON)
    ledger.keep_sighting(kept.captured, article=kept.reading.article.id, at_utc=NOON)


def made(folder: Path, items: Iterable[Item]) -> Path:
    create(folder, at_utc=NOON)
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        for one in items:
            keep(ledger, one)
    return folder


def rich(folder: Path) -> Path:
    """A case with something in each of its tables."""
    made(folder, map(item, range(1, 5)))
    page, odd = item(1).captured, item(7, TEXT + " \0\ud800")
    picture = Captured("a.png", Capture.of(b"png", "image/png"), Sighting("a.png"), b"png")
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        ledger.keep_asset(picture, page.capture.id, _place(9), at_utc=NOON)
        ledger.keep_rejected(Rejected("b.txt", "text", "is empty"), captured=None, at_utc=NOON)
        no = Rejected("c.txt", "text", "no \udc80")
        ledger.keep_rejected(no, captured=item(8).captured, at_utc=NOON)
        ledger.note("exported", "case", {"format": "jsonl"}, at_utc=NOON)
        keep(ledger, odd)
        ledger.keep_reading(reread(item(2).reading, "second"), at_utc=NOON)
        one, other = map(_anchor, FIRST.occurrences)
        ledger.keep_judgement("same", (one,), (other,), who="Ida", why="read both", at_utc=NOON)
        older = replace(FIRST, id="clm:older")
        ledger.keep_linked(replace(LINKED, claims=(older,), members=()), at_utc=NOON)
        ledger.keep_linked(LINKED, at_utc=NOON)
        for some in (list(VECTORS)[:7], list(VECTORS)[5:]):
            ledger.keep_embeddings({key: VECTORS[key] for key in some}, at_utc=NOON)
    return folder
