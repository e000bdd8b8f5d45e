"""Invented items for ledgers, and a case filled with them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from stemmata.ids import id_of
from stemmata.ledger import Ledger, create
from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Captured,
    Entity,
    Finding,
    Given,
    Mention,
    OffsetRun,
    Offsets,
    Place,
    Reading,
    Rejected,
    Sighting,
    Span,
    Unread,
)

NOON = "2031-05-01T12:00:00Z"
TEXT = "Bridge {n} closed\nMayor Odda Brenn said on Monday that bridge {n} is unsafe. Share this"
OUTLETS = ("Vellmar Courier", "Ostrel Wire")


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
    return folder
