"""The terminal: wide, narrow, without colour, and deaf to what hostile words would have it do."""

import io
import re

import pytest
from rich.console import Console

from stemmata.model import Entity, Rejected
from stemmata.report.terminal import show, show_rejected


def printed(shown, width=120, **options):
    out = io.StringIO()
    console = Console(file=out, width=width, **options)
    shown(console)
    return out.getvalue()


def words(text):
    """The words, without frames and line ends."""
    return " ".join(re.sub("[─━-]{2,}", " ", text).split())


def test_wide_terminal_shows_five_columns(partisan):
    text = printed(lambda console: show(partisan, console), 150)
    assert re.search("who +how +what +on what evidence +score", text)
    assert "Ivo Hallam (here: He) " in text
    assert re.search("believes +that the border will be closed by spring +named person +0.90", text)


def test_summary_counts_only_sources_that_are_named(partisan):
    text = printed(lambda console: show(partisan, console))
    assert "10 rows: 6 from 4 sources, 1 from no source that is named, 3 in the outlet" in text


def test_narrow_terminal_stacks_the_rows(partisan):
    text = printed(lambda console: show(partisan, console), 50)
    assert "on what evidence" not in text
    assert max(map(len, text.splitlines())) <= 50
    assert "named person · believes · reported speech · score 0.90" in words(text)


@pytest.mark.parametrize("width", [20, 50, 79, 80, 120, 200])
def test_every_row_is_shown_at_any_width(partisan, width):
    text = printed(lambda console: show(partisan, console), width)
    for number in range(1, len(partisan.attributions) + 1):
        assert re.search(rf"^ *{number}[ .]", text, re.MULTILINE)
    assert max(map(len, text.splitlines())) <= width


def test_content_in_two_pieces_is_joined_by_an_ellipsis(partisan):
    text = words(printed(lambda console: show(partisan, console), 50))
    assert "“They came in three lorries, at night,” … “Nobody stopped them.”" in text


def test_sources_come_before_the_outlet_and_the_unread(partisan):
    text = printed(lambda console: show(partisan, console))
    places = [text.index(h) for h in ("WHAT SOURCES", "WHAT THE OUTLET", "WHAT WAS NOT READ")]
    assert places == sorted(places)
    assert text.index("Last week its prime minister") > places[1]


def test_rows_of_one_source_stand_together_and_nested_ones_beneath(build):
    b = build("Mo said A. Jo told us B. She added that Jim denied C.")
    b.entities.append(Entity("ent:1", "Mo", "person"))
    b.says("Mo", "said", "A", entity="ent:1")
    b.says("Jo", "told", "us B")
    outer = b.says("She", "added", "that Jim denied C", entity="ent:1")
    b.says("Jim", "denied", "C", within=outer)
    text = printed(lambda console: show(b.build(), console), 50)
    assert re.findall(r"^ *(\d)\.", text, re.MULTILINE) == ["1", "3", "4", "2"]


def test_unread_passages_are_counted_and_listed_when_asked(partisan):
    short = printed(lambda console: show(partisan, console))
    long = printed(lambda console: show(partisan, console, unread=True))
    assert re.search("2 +page furniture", short)
    assert "Ten beaches" not in short
    assert "Ten beaches" in long


def test_article_in_another_language_says_so(build):
    b = build("Bu makale Türkçe yazıldı.")
    b.leave(b.text, "language")
    assert "1  not in English" in printed(lambda console: show(b.build(), console))


def test_meaning_survives_without_colour(partisan, monkeypatch):
    colours = printed(lambda console: show(partisan, console), force_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    plain = printed(lambda console: show(partisan, console))
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", colours) == plain


def test_hostile_words_cannot_move_the_cursor_or_style_the_text(build):
    evil = "[bold red]x[/] \x1b[2J\x1b]0;t\x07\x08\r\u202e\ud800"
    b = build(f"{evil}! said Mo", f"t{evil}", f"o{evil}", f"p{evil}")
    b.says("Mo", "said", evil + "!")
    text = printed(lambda console: show(b.build(), console, unread=True), 400, force_terminal=True)
    text += printed(lambda console: show_rejected(Rejected(evil, "text", evil), console))
    assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202e\ud800]", text)
    assert set(re.findall("\x1b.[0-9;]*.", text)) <= set(re.findall("\x1b\\[[0-9;]*m", text))
    assert r"[bold red]x[/] \x1b[2J\x1b]0;t\x07\x08 ↵ \u202e\ud800!" in words(text)


def test_terminal_that_knows_only_ascii_gets_ascii(partisan):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    show(partisan, Console(file=out, width=120), unread=True)
    out.flush()
    assert b"a border guard" in raw.getvalue()
    assert b"\\u201cNobody stopped" in raw.getvalue()


def test_long_content_is_cut_at_a_word(build):
    b = build("Mo said " + "word " * 200 + "end.")
    b.says("Mo", "said", ("word " * 200 + "end").strip())
    text = words(printed(lambda console: show(b.build(), console), 200))
    assert re.search("word word…", text)
    assert "end" not in text.split("WHAT WAS NOT READ")[0].replace("ended", "")


def test_rejected_items_name_item_stage_and_reason():
    item = Rejected("scan.pdf", "capture", "a PDF; expected HTML or text")
    text = words(printed(lambda console: show_rejected(item, console)))
    assert text == "Could not be read: scan.pdf while opening it: a PDF; expected HTML or text"
