"""An invented case with claims: pages of six outlets, read by a rule instead of a model. Some are hostile."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stemmata.ids import id_of
from stemmata.ledger import Ledger, Linked
from stemmata.model import (
    Attribution,
    Captured,
    Claim,
    Copy,
    Entity,
    Link,
    Mention,
    Occurrence,
    Origin,
    Passage,
    Reading,
    Rejected,
    Span,
    Step,
    Unread,
)
from stemmata.pipeline.add import add
from stemmata.pipeline.read import EXTRACTOR, attempt
from stemmata.text import clean
from tests.adding import CLOCK, WEIGHTS, PlainReader

SCRIPT = "<script>document.title='run'</script>"
HOSTILE = f'"><img src=x onerror="document.title=1">{SCRIPT}'
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="refresh" content="0;url=https://outside.example/refresh">
<link rel="preconnect" href="https://outside.example/"><link rel="stylesheet" href="https://outside.example/a.css">
<style>p {{ color: #123; background: url(https://outside.example/b.png) }}</style>
<script>document.title = "run"; fetch("https://outside.example/c")</script></head>
<body onload="document.title='run'"><nav>Home</nav><article><h1>{title}</h1>
<img src="https://outside.example/d.png" alt="The harbour">
{paragraphs}
</article><form action="https://outside.example/e"><button>Go</button></form></body></html>"""
SAID = re.compile(r"(.+?) (said|denied|reported|showed) (.+?)\.?")

STORIES = (
    (
        *("Brackwater Gazette", "2031-03-03", "Who opened the Osk sluice?"),
        "Documents seen by the Gazette showed the sluice was opened by hand at night.",
        "The café on the quay stood a metre deep in water &amp; mud the next morning.",
    ),
    (
        *("Osk Wire", "2031-03-04", "Official: sluice opened by hand"),
        "A border official said someone opened the sluice by hand.",
        "The town below was flooded before dawn and its people fled to the hill.",
    ),
    (
        *("Radio Estuary", "2031-03-05", "Flood: sluice opened by hand, wire reports"),
        "Osk Wire reported someone opened the sluice by hand.",
        "Our listeners sent pictures of boats that lay in the market square.",
    ),
    (
        *("The Ferryman", "2031-03-05", "Sluice opened by hand"),
        "The sluice was opened by hand at night.",
        "Ferries between the two banks stay at their moorings until the water falls.",
    ),
    (
        *("Coast Monitor", "2031-03-06", "Two accounts of a flood"),
        "Harbour Agency said the sluice was opened by hand.",
        "Engineer Tola Wend said the gate failed of its own weight.",
    ),
    (
        *("Brackwater Gazette", "2031-03-07", "What this newspaper revealed"),
        "The Gazette reported the sluice was opened by hand at night.",
        "Parliament will hear the minister for rivers about it on Thursday morning.",
    ),
    (
        *("Vesk Today", "2031-03-08", "Ministry: nobody touched the sluice"),
        "The Vesk ministry denied that anyone opened the sluice by hand.",
        "The ministry did not say when its own engineers last went to see the gate.",
    ),
    (
        *(HOSTILE, "2031-04-01", f"Attack {HOSTILE}"),
        "Mr Evil said &lt;script&gt;document.title='run'&lt;/script&gt; is his name.",
        "The words {{ 7 * 7 }} and &amp;lt;b&amp;gt; stand here as they are, and nothing comes of them.",
    ),
    (
        *("صحيفة النهر", "2031-04-02", "فيضان في البلدة"),
        "وزير الأنهار said المياه ارتفعت مترا كاملا خلال الليل.",
        "The rest of this page is in English, so that it can be read from both sides.",
    ),
)


class SayingReader(PlainReader):
    """Makes a row of each paragraph: of a source where someone said something, else of the outlet."""

    def one(self, item: Captured | Rejected) -> Reading | Rejected:
        if isinstance(item, Rejected):
            return item
        article = attempt(item.path, "text", lambda: clean(item, language="en"))
        if isinstance(article, Rejected):
            return article
        rows, unread, entities, mentions = [], [], [], []
        for found in re.finditer(r"[^\n]*\S", article.text):
            line = Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.end())
            said = SAID.fullmatch(article.text[line.start : line.end])
            if said is None:
                rows.append(_row(article.id, (), (), (line,)))
                continue
            at = line.start
            who, how, what = (Span(at + said.start(i), at + said.end(i)) for i in (1, 2, 3))
            entity = id_of("ent", article.id, said[1])
            rows.append(_row(article.id, (who,), (how,), (what,), entity))
            entities.append(Entity(entity, said[1], "person"))
            mentions.append(Mention(id_of("men", article.id, *who), who, "person", entity))
            if what.end < line.end:
                unread.append(Unread(Span(what.end, line.end), "frame"))
        named = {entity.id: entity for entity in entities}
        return Reading(
            item.path,
            article,
            WEIGHTS,
            EXTRACTOR,
            tuple(rows),
            tuple(mentions),
            tuple(named.values()),
            tuple(unread),
        )


def _row(article: str, who, how, what, entity: str | None = None) -> Attribution:
    if not who:
        id_ = Attribution.id_for(article, "outlet", (), (), what)
        return Attribution(id_, "outlet", (), (), what, "outlet", score=0.9)
    return Attribution(
        Attribution.id_for(article, "source", who, how, what),
        *("source", who, how, what, "indirect"),
        source_entity=entity,
        source_kind="named_person",
        score=0.9,
    )


def village(folder: Path) -> Path:
    """The case, made of pages that went through capture, archive and offsets like any other."""
    rows = folder.with_name(folder.name + ".jsonl")
    rows.write_text("".join(map(_line, range(len(STORIES)))), encoding="utf-8")
    second = rows.with_name("again.jsonl")
    second.write_text(_line(1, " It has since been closed again by the river guard."), "utf-8")
    empty = rows.with_name("empty.txt")
    empty.write_bytes(b"")
    for path in (rows, second, empty):
        list(add(folder, [str(path)], SayingReader(), now=lambda: CLOCK))
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        opened, failed = _opened(ledger), _failed(ledger)
        a, b = (opened.occurrences[i].passage for i in (0, 3))
        copy = Copy(a, b, (), 0.9, "a", ("date",))
        # The wire and the radio, in doubt; the wire and the newspaper, not.
        paper, wire, radio = (opened.occurrences[i].id for i in (0, 1, 2))
        links = [
            Link("same", min(wire, other), max(wire, other), score)
            for other, score in ((radio, 0.55), (paper, 0.99))
        ]
        ledger.keep_linked(Linked([opened, failed], links, [copy], ()), at_utc=CLOCK)
    return folder


def _line(number: int, more: str = "") -> str:
    outlet, published, title, *paragraphs = STORIES[number]
    paragraphs[-1] += more
    shown = title.replace("<", "&lt;").replace('"', "&quot;")
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    row = {
        "id": str(number),
        "url": f"https://outlet{number}.example/flood",
        "outlet": outlet,
        "title": title,
        "published": published,
        "html": PAGE.format(title=shown, paragraphs=body),
    }
    return json.dumps(row) + "\n"


def _opened(ledger: Ledger) -> Claim:
    by = dict(_found(ledger, "opened"))
    gazette, ferry = by["Brackwater Gazette 2031-03-03"], by["The Ferryman 2031-03-05"]
    wire, radio = by["Osk Wire 2031-03-04"], by["Radio Estuary 2031-03-05"]
    monitor, again = by["Coast Monitor 2031-03-06"], by["Brackwater Gazette 2031-03-07"]
    denial = by["Vesk Today 2031-03-08"]
    papers = Origin("org:papers", "documents seen by the Gazette", "document", circular=True)
    official = Origin("org:official", "a border official", "anonymous")
    relay, credit = Step("relay", "Osk Wire", radio[0]), Step("credit", "Harbour Agency")
    return Claim(
        "clm:opened",
        "the sluice was opened by hand at night",
        (
            _circling(gazette, (papers,), Step("own source", "Brackwater Gazette")),
            _occurrence(wire, (official,)),
            _occurrence(radio, (official,), relay),
            _occurrence(ferry, (papers,), Step("copy", gazette[0].article)),
            _occurrence(monitor, (official,), credit),
            _circling(again, (papers,), Step("own source", "Brackwater Gazette")),
            _occurrence(denial, (), stance="denies"),
        ),
        (papers, official),
        (2, 3),
        "2031-03-03",
        ("clm:failed",),
        circular=True,
    )


def _failed(ledger: Ledger) -> Claim:
    (found,) = dict(_found(ledger, "gate failed")).values()
    engineer = Origin("org:engineer", "Tola Wend", "named_person")
    occurrence = _occurrence(found, (engineer,))
    text = "the gate failed of its own weight"
    return Claim(
        "clm:failed",
        text,
        (occurrence,),
        (engineer,),
        (1, 1),
        "2031-03-06",
        ("clm:opened",),
    )


def _found(ledger: Ledger, words: str) -> Iterator[tuple[str, tuple[Passage, str]]]:
    """The first row of each article that holds the words, by outlet and date."""
    for exhibit in ledger.exhibits():
        article = exhibit.reading.article
        for row in exhibit.reading.attributions:
            is_headline = article.headline is not None and row.content[0].overlaps(article.headline)
            if words in article.quote(row.content)[0] and not is_headline:
                place = Passage(article.id, row.content[0]), row.id
                yield f"{article.outlet} {article.published}", place
                break


def _circling(*told) -> Occurrence:
    return replace(_occurrence(*told), circular=True)


def _occurrence(found: tuple[Passage, str], origins, *steps: Step, stance="asserts") -> Occurrence:
    passage, row = found
    copied = next((step.to for step in steps if step.kind == "copy"), None)
    return Occurrence(
        Occurrence.id_for(row, passage.span),
        passage,
        row,
        stance,
        tuple(origin.id for origin in origins),
        steps,
        copied,
    )
