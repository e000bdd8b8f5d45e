"""What is kept comes back: whole, in order, and only once."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.errors import LedgerError, UsageError
from stemmata.ledger import Ledger, create
from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Captured,
    Entity,
    Given,
    Mention,
    Offsets,
    Place,
    Reading,
    Rejected,
    Sighting,
    Span,
    Unread,
)
from tests.ledger.invented import NOON, Item, item, keep, made, reread, rich

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # NUL and surrogates too
NAMES = st.none() | st.text(st.characters(exclude_categories=()), max_size=8)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of any text: each of its words is a row, a part of one, or unread."""
    text = draw(ANY_TEXT)
    article = Article("art:1", "cap:1", text, draw(NAMES), draw(NAMES), published=draw(NAMES))
    rows, mentions, unread = [], [], []
    entities = (Entity("ent:1", draw(ANY_TEXT), "person", (draw(ANY_TEXT),), draw(NAMES)),)
    for n, word in enumerate(re.finditer(r"\S+", text)):
        span, half = Span(*word.span()), (word.start() + word.end()) // 2
        kind = draw(st.sampled_from(["outlet", "source", "pieces", "unread"]))
        score = draw(st.floats(0, 1))
        if kind == "unread":
            unread.append(Unread(span, draw(st.sampled_from(["furniture", "opinion"]))))
        elif kind == "outlet":
            rows.append(Attribution(f"att:{n}", "outlet", (), (), (span,), "outlet", score=score))
        elif kind == "pieces" and span.start < half:
            first, rest = Span(span.start, half), Span(half, span.end)
            rows.append(
                Attribution(f"att:{n}", "source", (first,), (), (first, rest), "mixed", score=score)
            )
            mentions.append(Mention(f"men:{n}", first, "person", "ent:1"))
        else:
            rows.append(
                Attribution(
                    f"att:{n}", "source", (), (span,), (span,), "direct", "belief", "denied"
                )
            )
    return Reading(
        draw(ANY_TEXT), article, "w", "x", tuple(rows), tuple(mentions), entities, tuple(unread)
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("shared") / "case", [])


@given(readings())
@settings(max_examples=60, deadline=None)
def test_any_reading_comes_back_equal_and_checks(shared: Path, reading: Reading) -> None:
    with Ledger.open(shared, write=True) as ledger:
        article = replace(reading.article, id=f"art:{ledger.status().articles}")
        reading = replace(reading, article=article)
        captured = Captured(reading.path, Capture("cap:1", "00", "text/html"), Sighting("a"), b"")
        with ledger.transaction():
            ledger.keep_capture(captured, Place("w", 0, 1, "00"), at_utc=NOON)
            ledger.keep_article(article, Offsets("utf-8"), at_utc=NOON)
            ledger.keep_reading(reading, at_utc=NOON)
        found = ledger.exhibit(article.id)
        assert found is not None
        assert found.reading == reading
        assert list(ledger.check()) == []


def test_an_exhibit_holds_the_evidence_under_the_reading(tmp_path: Path) -> None:
    kept = item(3)
    with Ledger.open(made(tmp_path / "case", [kept])) as ledger:
        found = ledger.exhibit(kept.reading.article.id)
        assert found is not None
        assert found.reading == kept.reading
        assert (found.capture, found.place) == (kept.captured.capture, kept.place)
        assert found.sightings == (kept.captured.sighting,)
        assert (found.offsets, found.added_utc) == (kept.offsets, NOON)
        mapped = (found.reading.article, found.offsets)
        assert list(ledger.mapped(kept.captured.capture.id)) == [mapped]
        assert ledger.exhibit("art:none") is None


def test_exhibits_come_in_the_order_of_adding_whatever_the_order_asked(tmp_path: Path) -> None:
    items = [item(n) for n in (5, 2, 9)]
    ids = [kept.reading.article.id for kept in items]
    with Ledger.open(made(tmp_path / "case", items)) as ledger:
        assert [e.reading.article.id for e in ledger.exhibits()] == ids
        some = ledger.exhibits(articles={ids[2], ids[0]})
        assert [e.reading.article.id for e in some] == [ids[0], ids[2]]


def test_exhibits_go_on_beyond_one_page_of_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemmata.ledger.database.PAGE_ROWS", 2)
    items = [item(n) for n in range(5)]
    with Ledger.open(made(tmp_path / "case", items)) as ledger:
        assert len(list(ledger.exhibits())) == 5
        assert len(list(ledger.log())) == 21
        assert list(ledger.check()) == []


def test_the_newest_reading_is_the_current_one_and_the_older_stays(tmp_path: Path) -> None:
    kept = item(1)
    newer = reread(kept.reading, "second")
    folder = made(tmp_path / "case", [kept])
    with Ledger.open(folder, write=True) as ledger:
        assert ledger.is_read(newer.article.id, "first", "rules 1")
        with ledger.transaction():
            ledger.keep_reading(newer, at_utc=NOON)
        assert ledger.is_read(newer.article.id, "second", "rules 1")
        assert not ledger.is_read(newer.article.id, "first", "rules 1")
        assert [e.reading for e in ledger.exhibits()] == [newer]
        assert ledger.status().readings == 2


def test_keeping_what_is_there_changes_nothing(tmp_path: Path) -> None:
    kept = item(1)
    folder = made(tmp_path / "case", [kept])
    reject = Rejected("x", "capture", "no such file")
    with Ledger.open(folder, write=True) as ledger:
        with ledger.transaction():
            ledger.keep_rejected(reject, captured=None, at_utc=NOON)
        head = ledger.head()
        with ledger.transaction():
            ledger.keep_capture(kept.captured, kept.place, at_utc="later")
            ledger.keep_article(kept.reading.article, kept.offsets, at_utc="later")
            ledger.keep_rejected(reject, captured=None, at_utc="later")
        assert ledger.head() == head


def test_a_sighting_is_known_only_by_all_that_makes_it(tmp_path: Path) -> None:
    kept = item(1)
    known = kept.captured
    bad = Captured("bad", known.capture, Sighting("bad"), b"")
    with Ledger.open(made(tmp_path / "case", [kept]), write=True) as ledger:
        with ledger.transaction():
            ledger.keep_rejected(Rejected("bad", "text", "is empty"), captured=bad, at_utc=NOON)
        assert ledger.outcome(known) == "article"
        assert ledger.article_of(known) == kept.reading.article.id
        assert ledger.outcome(bad) == "rejected"
        for other in (
            Captured("b", known.capture, Sighting("b"), b""),
            Captured(known.path, known.capture, known.sighting, b"", Given("Another Outlet")),
            Captured(known.path, Capture.of(b"", "text/html"), known.sighting, b"", known.given),
        ):
            assert ledger.outcome(other) is None


def test_an_address_with_changed_bytes_has_versions_in_order_of_being_seen(tmp_path: Path) -> None:
    url = "https://vellmar.example/bridge"
    later = item(1, url=url, seen="2031-03-01T00:00:00Z")
    earlier = item(2, url=url, seen="2031-01-01T00:00:00Z")
    folder = made(tmp_path / "case", [later, earlier, item(3), later])
    with Ledger.open(folder) as ledger:
        assert ledger.changed_addresses() == [url]
        ids = [kept.reading.article.id for kept in (earlier, later)]
        assert ledger.versions(url) == ids
        assert ledger.versions("https://vellmar.example/none") == []
        assert ledger.status().changed_addresses == 1


def test_the_archive_ends_behind_all_records_of_the_last_capture(tmp_path: Path) -> None:
    first, second = item(1), item(2)
    create(tmp_path / "case", at_utc=NOON)
    with Ledger.open(tmp_path / "case", write=True) as ledger:
        assert ledger.archive_end() is None
        with ledger.transaction():
            ledger.keep_capture(first.captured, first.place, at_utc=NOON)
        assert ledger.archive_end() == ("000001.warc.gz", 1900)
        with ledger.transaction():
            ledger.keep_capture(second.captured, second.place, at_utc=NOON, end=3333)
        assert ledger.archive_end() == ("000001.warc.gz", 3333)


def test_assets_and_rejects_are_listed(tmp_path: Path) -> None:
    with Ledger.open(rich(tmp_path / "case")) as ledger:
        (asset,) = ledger.assets_of(item(1).captured.capture.id)
        assert (asset.capture.media_type, asset.sighting.path) == ("image/png", "a.png")
        assert ledger.place_of(asset.capture.id) == asset.place
        assert asset.capture in [capture for capture, _, _ in ledger.captures()]
        alone, with_bytes = ledger.rejected()
        assert alone.rejected == Rejected("b.txt", "text", "is empty")
        assert alone.payload_digest is None
        assert with_bytes.rejected.reason == "no \udc80"
        assert with_bytes.payload_digest == item(8).captured.capture.payload_digest


def test_a_transaction_that_fails_keeps_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [item(1)])
    with Ledger.open(folder, write=True) as ledger:
        head = ledger.head()

        def fail() -> None:
            with ledger.transaction():
                keep(ledger, item(2))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert ledger.head() == head
        with ledger.transaction():
            keep(ledger, item(2))
        assert list(ledger.check()) == []


def test_keeping_outside_a_transaction_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [])
    with Ledger.open(folder, write=True) as ledger, pytest.raises(UsageError, match="transaction"):
        keep(ledger, item(1))


def test_a_full_disk_says_so_and_keeps_what_was_committed(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [item(1)])
    with Ledger.open(folder, write=True) as ledger:
        head = ledger.head()
        (pages,) = ledger._database.one("PRAGMA page_count")
        ledger._database.run(f"PRAGMA max_page_count = {pages}")

        def fill() -> None:
            with ledger.transaction():
                for n in range(2, 200):
                    keep(ledger, item(n))

        with pytest.raises(LedgerError, match="make room"):
            fill()
        assert ledger.head() == head
        assert list(ledger.check()) == []


def test_a_clock_that_goes_backwards_is_kept_as_it_was_told(tmp_path: Path) -> None:
    folder = made(tmp_path / "case", [])
    with Ledger.open(folder, write=True) as ledger:
        with ledger.transaction():
            ledger.note("exported", "case", "csv", at_utc="2030-01-01T00:00:00Z")
            ledger.note("exported", "case", "csv", at_utc="2029-01-01T00:00:00Z")
        assert [entry.at_utc[:4] for entry in ledger.log()] == ["2031", "2030", "2029"]
        assert list(ledger.check()) == []


def test_two_runs_over_the_same_input_make_equal_ledgers(tmp_path: Path) -> None:
    heads = set()
    for name in ("one", "two"):
        with Ledger.open(rich(tmp_path / name)) as ledger:
            heads.add((ledger.head(), len(list(ledger.log()))))
    assert len(heads) == 1


def test_status_counts_what_is_there(tmp_path: Path) -> None:
    with Ledger.open(rich(tmp_path / "case")) as ledger:
        status = ledger.status()
    assert (status.captures, status.sightings, status.articles) == (6, 5, 5)
    assert (status.readings, status.attributions) == (6, 10)
    assert status.rejected == {("text", "is empty"): 1, ("text", "no \ufffd"): 1}
    assert status.unread == {"furniture": 53, "frame": 5}
    assert status.outlets == {"Ostrel Wire": 3, "Vellmar Courier": 2}
    assert status.languages == {"en": 5}
    assert status.months == {"2031-01": 1, "2031-02": 3, "2031-03": 1}


def test_the_views_show_the_words_of_each_row(tmp_path: Path) -> None:
    kept = item(4)
    folder = made(tmp_path / "case", [kept])
    database = sqlite3.connect(folder / "ledger.db")
    rows = database.execute(
        "SELECT voice, source_words, cue_words, content_words, source_name FROM rows"
    ).fetchall()
    words = database.execute("SELECT words, entity FROM mentions").fetchall()
    unread = database.execute("SELECT reason, words FROM unread_passages").fetchall()
    articles = database.execute("SELECT title, code_points, url FROM articles").fetchall()
    database.close()
    assert rows == [
        ("outlet", None, None, "Bridge 4 closed", None),
        ("source", "Mayor Odda Brenn", "said on Monday", "that bridge … 4 is unsafe", "Odda Brenn"),
    ]
    assert words == [("Mayor Odda Brenn", "Odda Brenn"), ("Bridge 4 closed", None)]
    assert unread == [("frame", "."), ("furniture", "Share this")]
    assert articles == [("Bridge 4 closed", 83, "https://vellmar.example/4")]


def test_the_ledger_refuses_to_change_what_it_holds(tmp_path: Path) -> None:
    folder = rich(tmp_path / "case")
    database = sqlite3.connect(folder / "ledger.db")
    tables = [
        *("log", "capture", "asset", "article", "reading", "attribution", "mention"),
        *("entity", "unread", "sighting", "rejected"),
    ]
    for table in tables:
        (column, *_), *_ = database.execute(f"SELECT name FROM pragma_table_info('{table}')")
        for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="only appends"):
                database.execute(change)
    database.close()


def test_item_is_a_sound_example() -> None:
    kept: Item = item(1)
    assert kept.offsets.unplaced(len(kept.reading.article.text)) == ()


def test_a_reading_of_an_article_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with (
        Ledger.open(made(tmp_path / "case", []), write=True) as ledger,
        pytest.raises(LedgerError, match="does not fit"),
        ledger.transaction(),
    ):
        ledger.keep_reading(item(1).reading, at_utc=NOON)
