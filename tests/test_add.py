"""Adding to a case: resumable, nothing lost, nothing twice."""

import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from stemmata.capture.archive import payload_at
from stemmata.errors import StemmataError, UsageError, WeightsError
from stemmata.ledger import Ledger, Mismatch
from stemmata.model import Article, Captured, Reading, Rejected
from stemmata.pipeline.add import ARCHIVE, Kept
from stemmata.pipeline.read import Reader
from stemmata.pipeline.revisions import revisions
from stemmata.pipeline.verify import Verified, verify
from stemmata.settings import Settings
from stemmata.text.offsets import locate
from tests.adding import PlainReader, add_slowly, added

KILLS = int(os.environ.get("STEMMATA_KILLS", "20"))
"""How often `add` is killed: 20 times in CI; STEMMATA_KILLS=300 for the whole of it."""


def page(title: str, body: str) -> str:
    return (
        f"<html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def story(number: int) -> str:
    return (
        f"<p>The bridge at Orvel was closed for the {number}th day, the water board said on "
        f"Monday.</p><p>Nobody was hurt &amp; {number * 7} cars had to turn back, it added.</p>"
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of pages, one of them twice, one without an article, and a file of rows."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.html").write_text(page(f"Day {number}", story(number)), "utf-8")
    shutil.copy(folder / "03.html", folder / "03-again.html")
    (folder / "empty.html").write_text(page("Nothing", ""), "utf-8")
    rows = [
        {"id": f"r{n}", "outlet": f"Outlet {n % 3}", "text": f"Row {n}: all is well."}
        for n in range(15)
    ]
    lines = [*map(json.dumps, rows), '{"id": "broken"', json.dumps({**rows[0], "id": "r0-b"})]
    (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def states(outcomes: list[Kept | Rejected]) -> list[str]:
    return [o.state if isinstance(o, Kept) else "rejected" for o in outcomes]


def wrong(case: Path) -> list[Mismatch]:
    found: list[Mismatch] = []
    for one in verify(case, threads=1):
        found += one.mismatches if isinstance(one, Verified) else [one]
    return found


def dump(case: Path) -> list[str]:
    """All that a ledger holds."""
    with sqlite3.connect(f"file:{case / 'ledger.db'}?mode=ro", uri=True) as db:
        lines = [line for line in db.iterdump() if "article_fts" not in line]
    db.close()
    return lines


def test_everything_is_kept_once_and_verifies(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    found = states(added(case, pages))
    assert found.count("added") == 12 + 15
    assert found.count("seen again") == 2  # the page's copy, and the row that says the same again
    assert found.count("rejected") == 2
    assert wrong(case) == []
    with Ledger.open(case) as ledger:
        exhibits = list(ledger.exhibits())
        assert len(exhibits) == 27
        for exhibit in exhibits:
            payload = payload_at(case / ARCHIVE, exhibit.place)
            row = exhibit.reading.attributions[0].content[0]
            (quoted,) = exhibit.reading.article.quote([row])
            said = b" ".join(payload[s:e] for s, e in exhibit.offsets.bytes_of(row))
            assert said.decode() == quoted


def test_a_second_run_has_nothing_to_do(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages)
    before = dump(case)
    found = states(added(case, pages))
    assert set(found) == {"known", "rejected"}
    assert dump(case) == before


def test_what_is_known_is_known_by_its_bytes_not_its_position(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages / "05.html", pages / "01.html")
    found = added(case, pages / "01.html", pages / "02.html", pages / "05.html")
    assert states(found) == ["known", "added", "known"]


def test_two_outlets_with_the_same_words_are_two_articles_of_one_capture(tmp_path: Path) -> None:
    rows = [{"id": o, "outlet": o, "text": "The dam at Orvel held, the board said."} for o in "AB"]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert states(added(tmp_path / "case", tmp_path / "rows.jsonl")) == ["added", "added"]
    with Ledger.open(tmp_path / "case") as ledger:
        assert ledger.status().captures == 1
        assert [e.reading.article.outlet for e in ledger.exhibits()] == ["A", "B"]


def test_other_weights_read_again_and_the_older_reading_stays(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages / "01.html")
    other = PlainReader()
    other.weights.digest = "1" * 64  # type: ignore[misc]
    assert states(added(case, pages / "01.html", reader=other)) == ["read again"]
    with Ledger.open(case) as ledger:
        assert ledger.status().readings == 2


def test_what_was_unread_for_its_language_is_read_again_when_the_language_is_given(
    tmp_path: Path,
) -> None:
    class ByLanguage(PlainReader):
        def one(self, item: Captured | Rejected) -> Reading | Rejected:
            return super().one(item) if self.settings.language == "en" else Reader.one(self, item)

    (tmp_path / "a.txt").write_text(
        "Der Fluss bei Orvel ist gestiegen, und die Brücke bleibt nach Angaben der Behörde gesperrt."
    )

    def run(language: str | None) -> list[str]:
        reader = ByLanguage(Settings(threads=2, language=language))
        return states(added(tmp_path / "case", tmp_path / "a.txt", reader=reader))

    found = [run(language) for language in (None, None, "en", "en", None, "de", "de", "en")]
    assert [state for (state,) in found] == [
        *("added", "known", "read again", "known", "known", "read again", "known", "read again")
    ]
    with Ledger.open(tmp_path / "case") as ledger:
        (exhibit,) = ledger.exhibits()
        assert len(exhibit.reading.attributions) == 1
        assert ledger.status().readings == 4


def test_the_language_of_an_article_is_the_one_that_it_was_last_read_in(tmp_path: Path) -> None:
    class Saying(PlainReader):
        def one(self, item: Captured | Rejected) -> Reading | Rejected:
            return Reader.one(self, item) if self.settings.language != "en" else super().one(item)

    case, page = tmp_path / "case", tmp_path / "a.txt"
    page.write_text(
        "Der Fluss bei Orvel ist gestiegen, und die Brücke bleibt nach Angaben der Behörde gesperrt."
    )

    def languages(language: str | None) -> set[str]:
        added(case, page, reader=Saying(Settings(threads=2, language=language)))
        with Ledger.open(case) as ledger:
            (status,) = ledger.status().languages
            (reading,) = ledger.readings()
            (exhibit,) = ledger.exhibits()
            (heading,) = ledger.headings(limit=1)
            (named,) = ledger.headings_of([reading.article.id]).values()
            assert list(ledger.check()) == []
        read = (reading.article, exhibit.reading.article)
        with closing(sqlite3.connect(case / "ledger.db")) as database:
            (listed,) = database.execute("SELECT language FROM articles").fetchone()
        return {status, heading.language, named.language, listed, *(x.language for x in read)}

    told = (None, "en", None, "nl", "de")
    assert [languages(x) for x in told] == [{"de"}, {"en"}, {"en"}, {"nl"}, {"de"}]


def test_without_weights_no_case_is_made(tmp_path: Path, pages: Path) -> None:
    reader = Reader(Settings(weights=str(tmp_path)))
    with pytest.raises(WeightsError, match=f"weights {tmp_path.name}: .* install"):
        added(tmp_path / "case", pages, reader=reader)
    assert not (tmp_path / "case").exists()


FEED = """<rss version="2.0"><channel><title>Orvel Gazette</title>
<item><guid>1</guid><title>Dam holds</title><link>https://gazette.example/1</link>
<description>The dam at Orvel held on Monday, the water board said.</description></item>
<item><guid>2</guid><title>Bridge shut</title><link>https://gazette.example/2</link>
<description>The bridge at Orvel was shut on Monday, the mayor said.</description></item>
</channel></rss>"""


def test_a_feed_is_archived_once_as_it_was_beside_the_pages_made_of_its_entries(
    tmp_path: Path,
) -> None:
    case = tmp_path / "case"
    (tmp_path / "feed.rss").write_text(FEED)
    assert states(added(case, tmp_path / "feed.rss")) == ["added", "added"]
    with open(case / ARCHIVE / "000001.warc.gz", "rb") as stream:
        kept = [(r.rec_type, r.content_stream().read()) for r in ArchiveIterator(stream)]
    assert [kind for kind, _ in kept] == ["warcinfo", "conversion", "resource", "conversion"]
    assert kept[2][1] == FEED.encode()
    with Ledger.open(case) as ledger:
        for exhibit in ledger.exhibits():
            (feed,) = ledger.assets_of(exhibit.capture.id)
            assert payload_at(case / ARCHIVE, feed.place) == FEED.encode()
    assert wrong(case) == []


def test_changed_bytes_at_one_address_are_a_new_version(tmp_path: Path) -> None:
    case = tmp_path / "case"
    for number, killed in enumerate(("twelve", "nine")):
        row = {"id": "x", "url": "https://outlet.example/a", "text": f"The flood killed {killed}."}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row))
        added(case, tmp_path / f"{number}.jsonl")
    ((address, found),) = revisions(case, None)
    assert address == "https://outlet.example/a"
    (edit,) = found.edits
    assert found.after.reading.article.quote([edit.b]) == ("nine.",)


def test_a_file_that_changed_in_its_place_is_a_new_version(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    for words in ("The dam at Orvel held.", "The dam at Orvel broke."):
        note.write_text(words)
        added(tmp_path / "case", note)
    ((address, found),) = revisions(tmp_path / "case", str(note))
    assert address == str(note)
    assert found.after.reading.article.quote([found.edits[0].b]) == ("broke.",)


def test_two_writers_get_a_clear_message(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages / "01.html")
    with Ledger.open(case, write=True), pytest.raises(UsageError, match=str(os.getpid())):
        added(case, pages / "02.html")
    assert wrong(case) == []


def test_reading_works_while_another_adds(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages / "01.html")
    with Ledger.open(case, write=True) as writer, writer.transaction(), Ledger.open(case) as reader:
        assert reader.status().articles == 1


def test_a_crash_while_mapping_rejects_one_item(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemmata.pipeline import add as adding

    def crash(item, article: Article):
        if item.path.endswith("02.html"):
            raise RuntimeError("boom")
        return locate(item, article)

    monkeypatch.setattr(adding, "locate", crash)
    found = added(tmp_path / "case", pages / "01.html", pages / "02.html", pages / "03.html")
    assert states(found) == ["added", "rejected", "added"]
    with Ledger.open(tmp_path / "case") as ledger:
        (item,) = ledger.rejected()
    assert "boom" in item.rejected.reason


def test_a_full_disk_ends_with_a_message_and_a_sound_case(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemmata.capture.archive import Archive

    case = tmp_path / "case"
    added(case, pages / "01.html")

    def full(self, file, end, members: bytes):
        file.write(members[: len(members) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Archive, "_write", full)
        with pytest.raises(StemmataError, match="No space left"):
            added(case, pages / "02.html")
    assert wrong(case) == []
    assert states(added(case, pages / "02.html")) == ["added"]
    assert wrong(case) == []


def test_stopping_early_keeps_what_was_shown(tmp_path: Path, pages: Path) -> None:
    from stemmata.pipeline.add import add

    case = tmp_path / "case"
    outcomes: Iterator[Kept | Rejected] = add(
        case, [str(pages)], PlainReader(), now=lambda: "2031-05-04T12:00:00Z"
    )
    shown = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert isinstance(shown, Kept)
    with Ledger.open(case) as ledger:
        assert any(e.reading.path == shown.path for e in ledger.exhibits())
    assert wrong(case) == []


def test_an_interruption_tells_of_all_that_it_keeps(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemmata.capture import gather
    from stemmata.pipeline import add as adding

    items = list(gather([str(pages)], limit_bytes=1_000_000))[:12]

    def interrupted(*_: object, **__: object) -> Iterator[object]:
        yield from items
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "gather", interrupted)
    case = tmp_path / "case"
    told: list[Kept | Rejected] = []
    outcomes = adding.add(case, [], PlainReader(), now=lambda: "2031-05-04T12:00:00Z")
    with pytest.raises(KeyboardInterrupt):
        told.extend(outcomes)
    with Ledger.open(case) as ledger:
        assert len(told) == ledger.status().sightings > 0
    assert wrong(case) == []


def test_only_attributions_that_are_new_to_the_case_are_counted(
    tmp_path: Path, pages: Path
) -> None:
    outcomes = added(tmp_path / "case", pages)
    assert "seen again" in states(outcomes)
    with Ledger.open(tmp_path / "case") as ledger:
        known = ledger.status().attributions
    assert sum(o.attributions for o in outcomes if isinstance(o, Kept)) == known


def test_an_empty_folder_becomes_a_case_and_another_is_left_alone(
    tmp_path: Path, pages: Path
) -> None:
    (tmp_path / "case").mkdir()
    assert states(added(tmp_path / "case", pages / "02.html")) == ["added"]
    with pytest.raises(UsageError, match="exists and is no case"):
        added(pages, pages / "02.html")


def test_lost_captures_are_not_said_to_be_untouched(tmp_path: Path, pages: Path) -> None:
    case = tmp_path / "case"
    added(case, pages / "02.html")
    (case / ARCHIVE / "000001.warc.gz").unlink()
    assert len(wrong(case)) == 2
    for mismatch in wrong(case):
        assert mismatch.what.startswith("000001.warc.gz is missing")
        assert mismatch.remedy == "restore archive/ from a copy"


def test_a_clock_that_goes_backwards_changes_nothing_but_the_times(
    tmp_path: Path, pages: Path
) -> None:
    from stemmata.pipeline.add import add

    hours = iter(range(23, 0, -1))
    paths = [str(pages / f"{n:02}.html") for n in range(4)]
    list(
        add(
            tmp_path / "case",
            paths,
            PlainReader(),
            now=lambda: f"2031-05-04T{next(hours):02}:00:00Z",
        )
    )
    assert wrong(tmp_path / "case") == []


def test_killed_at_any_moment_a_rerun_ends_like_an_undisturbed_run(
    tmp_path: Path, pages: Path
) -> None:
    rng = random.Random(7)
    whole = tmp_path / "whole"
    _add_in_a_process(tmp_path / "first", pages).join()  # the server that makes processes starts
    began = time.monotonic()
    _add_in_a_process(whole, pages).join()
    took_s = time.monotonic() - began
    expected, archived = dump(whole), (whole / ARCHIVE / "000001.warc.gz").read_bytes()
    for number in range(KILLS):
        case = tmp_path / f"killed-{number}"
        process = _add_in_a_process(case, pages)
        time.sleep(rng.random() * took_s)
        process.kill()
        process.join()
        if case.exists():
            assert wrong(case) == []
        added(case, pages)
        assert dump(case) == expected
        assert (case / ARCHIVE / "000001.warc.gz").read_bytes() == archived
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith(f".{case.name}")] == []


def _add_in_a_process(case: Path, pages: Path) -> BaseProcess:
    """A process of its own that has everything imported, so that a kill falls into its work."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.warmed"])
    process = processes.Process(target=add_slowly, args=(case, pages))
    process.start()
    return process
