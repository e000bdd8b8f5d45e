"""Paths in, readings and rejects out: nothing lost, whatever the text."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemmata.encoder.heads import KIND_LABELS
from stemmata.encoder.reader import Encoder
from stemmata.encoder.weights import find_weights
from stemmata.errors import WeightsError
from stemmata.extract.draft import KINDS
from stemmata.model import Article, Reading, Rejected
from stemmata.pipeline import Reader, read_article
from stemmata.settings import Settings

ENCODER = Encoder(find_weights(), threads=1)

STORY = """Bridge at Sarn closed after blast

The bridge at Sarn was closed on Monday after a blast, Deputy Minister Olva Brandt said.

“We do not know who did it,” she told the Sarn Courier.

According to a report by the Harbour Board, two people were hurt.

Why was nobody warned? The town has been lied to for years.
"""


def read_text(text: str) -> Reading:
    return read_article(
        "t", Article(id=Article.id_for("c", text, None), capture="c", text=text), ENCODER
    )


def quoted(reading: Reading, role: str) -> list[str]:
    return [" ".join(reading.article.quote(getattr(a, role))) for a in reading.attributions]


def test_extraction_reads_the_kinds_in_the_order_the_head_gives_them() -> None:
    assert KINDS == KIND_LABELS


def test_a_story_is_read_into_sources_cues_and_contents() -> None:
    reading = read_text(STORY)
    rows = {
        reading.article.quote(a.cue): a
        for a in reading.attributions
        if a.voice == "source" and a.cue
    }
    said = rows[("said",)]
    names = {e.id: e.name for e in reading.entities}
    assert "Olva Brandt" in names[said.source_entity or ""]
    told = next(a for cue, a in rows.items() if cue[0].startswith("told"))
    assert told.source_entity == said.source_entity
    assert told.manner == "direct"
    assert "“We do not know who did it,”" in quoted(reading, "content")


def test_what_makes_no_row_says_why() -> None:
    reading = read_text(STORY)
    reasons = {reading.article.quote((u.span,))[0]: u.reason for u in reading.unread}
    assert reasons["Why was nobody warned?"] == "question"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_is_read_with_exact_spans_and_nothing_lost(text: str) -> None:
    reading = read_text(text)  # a Reading checks every span and the accounting when it is made
    assert reading.article.text == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "He said ", "“It is over,” ", "\"no\" ", "the minister ", "that ", "according to ", "𐐷 ",
                "ﷺ ", "\u202e", "\x00", "e\u0301 ", "\ud800", "\n\n", ". ", "'", "Tarn ", "Reuters reports ",
            ]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_speech_among_odd_characters_is_read_with_exact_spans(parts: list[str]) -> None:
    read_text("".join(parts))


def test_a_hundred_thousand_words_without_a_full_stop_are_read() -> None:
    reading = read_text("word " * 100_000)
    assert len(reading.article.text) == 500_000


def test_items_come_back_in_order_with_rejects_between(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    rows = [{"id": str(i), "text": STORY} for i in range(12)]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    paths = [str(tmp_path / n) for n in ("a.txt", "missing.txt", "b.txt", "c.jsonl")]
    results = list(Reader(Settings(threads=2)).read(paths))
    assert [type(r) for r in results] == [Reading, Rejected, Rejected, *[Reading] * 12]
    assert [r.path.rpartition("#")[2] for r in results[3:] if isinstance(r, Reading)] == [
        str(i) for i in range(12)
    ]


def test_one_thread_and_two_read_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    one, two = (list(Reader(Settings(threads=n)).read([str(tmp_path)])) for n in (1, 2))
    assert one == two


def test_another_language_is_said_and_left_unread(tmp_path: Path) -> None:
    text = (
        "Le pont de Sarn a été fermé lundi après une explosion, a déclaré la ministre. "
        "Les habitants disent avoir entendu deux détonations pendant la nuit.\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (reading,) = Reader().read([str(tmp_path / "a.txt")])
    assert isinstance(reading, Reading)
    assert reading.article.language == "fr"
    assert [(u.span, u.reason) for u in reading.unread] == [((0, len(text) - 1), "language")]
    (forced,) = Reader(Settings(language="en")).read([str(tmp_path / "a.txt")])
    assert isinstance(forced, Reading) and forced.article.language == "en"


def test_missing_weights_stop_everything_with_a_message(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    with pytest.raises(WeightsError, match="install"):
        list(Reader(Settings(weights="no_such_weights")).read([str(tmp_path)]))


def test_a_crash_on_one_item_rejects_it_and_spares_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemmata.pipeline import read as pipeline

    def crash(path: str, article: Article, encoder: Encoder) -> Reading:
        if "poison" in article.text:
            raise RuntimeError("boom")
        return read_article(path, article, encoder)

    monkeypatch.setattr(pipeline, "read_article", crash)
    (tmp_path / "a.txt").write_text("poison " + STORY, "utf-8")
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    bad, good = Reader().read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(bad, Rejected) and "boom" in bad.reason
    assert isinstance(good, Reading)
