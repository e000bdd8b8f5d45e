"""JSONL rows: one article a line, each error by its line number."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.capture import gather, jsonl
from stemmata.model import Captured, Given, Rejected


def rows(text: str | bytes, limit_bytes: int = 10_000) -> list[Captured | Rejected]:
    payload = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return list(jsonl.rows(io.BytesIO(payload), "feed.jsonl", limit_bytes))


def rejected(line: str | bytes) -> Rejected:
    (item,) = rows(line)
    assert isinstance(item, Rejected)
    return item


def test_a_row_carries_what_it_says_of_itself(tmp_path: Path) -> None:
    row = {
        "id": "7",
        "url": "https://herald.example/7",
        "outlet": "Ostra Herald",
        "title": "Dam talks fail",
        "published": "2024-07-03",
        "text": "The talks failed.",
    }
    (tmp_path / "feed.jsonl").write_text(json.dumps(row) + "\n")
    (item,) = gather([str(tmp_path / "feed.jsonl")])
    assert isinstance(item, Captured)
    assert item.path == f"{tmp_path}/feed.jsonl#7"
    assert item.payload == b"The talks failed."
    assert item.capture.media_type == "text/plain"
    assert item.sighting.url == "https://herald.example/7"
    assert item.given == Given("Ostra Herald", "Dam talks fail", "2024-07-03", "utf-8")


def test_a_row_with_html_is_a_page() -> None:
    (item,) = rows('{"id": "a", "html": "<p>Words</p>"}')
    assert isinstance(item, Captured)
    assert item.capture.media_type == "text/html"


def test_null_is_the_same_as_left_out() -> None:
    (item,) = rows('{"id": "a", "text": "words", "html": null, "published": null, "outlet": ""}')
    assert isinstance(item, Captured)
    assert item.given == Given(charset="utf-8")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{not json", "is not JSON"),
        ('["a"]', "object"),
        ('"words"', "object"),
        ('{"text": "words"}', "missing required field `id`"),
        ('{"id": "", "text": "words"}', "id is empty"),
        ('{"id": 7, "text": "words"}', "$.id"),
        ('{"id": "a", "text": "words", "body": "x"}', "unknown field `body`"),
        ('{"id": "a"}', "neither of text and html"),
        ('{"id": "a", "text": "x", "html": "y"}', "both of text and html"),
        ('{"id": "a", "text": ["x"]}', "$.text"),
        ('{"id": "a", "text": "x", "text": "y"}', "'text' twice"),
        ("[" * 9_000, "nested too deeply"),
        (b'{"id": "a", "text": "\xff"}', "is not UTF-8"),
        ('{"id": "a", "text": "' + "x" * 10_001 + '"}', "at most 10,000"),
    ],
)
def test_a_bad_line_is_rejected_by_file_and_number_and_the_rest_is_read(
    line: str | bytes, what: str
) -> None:
    bad = line if isinstance(line, bytes) else line.encode()
    first, wrong, last = rows(b'{"id": "1", "text": "x"}\n' + bad + b'\n{"id": "3", "text": "y"}')
    assert isinstance(first, Captured)
    assert isinstance(last, Captured)
    assert isinstance(wrong, Rejected)
    assert wrong.item == "feed.jsonl:2"
    assert "line 2" in wrong.reason
    assert what in wrong.reason
    assert "expected" in wrong.reason or "at most" in wrong.reason or "UTF-8" in wrong.reason


def test_an_id_that_comes_again_is_rejected() -> None:
    first, again = rows('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n')
    assert isinstance(first, Captured)
    assert isinstance(again, Rejected)
    assert "'a' was used before" in again.reason


def test_blank_lines_are_counted_but_are_no_rows() -> None:
    items = rows('\n{"id": "a", "text": "x"}\n\n  \nnonsense\n')
    assert len(items) == 2
    assert isinstance(items[1], Rejected)
    assert items[1].item == "feed.jsonl:5"


def test_a_byte_order_mark_before_the_first_row_is_no_error() -> None:
    (item,) = rows(b'\xef\xbb\xbf{"id": "a", "text": "x"}')
    assert isinstance(item, Captured)


def test_a_file_without_rows_is_rejected() -> None:
    assert "holds no row" in rejected("\n\n").reason
    assert "holds no row" in rejected("").reason


@given(st.text(st.characters(codec=None), min_size=1))
def test_text_survives_code_point_for_code_point_lone_surrogates_too(text: str) -> None:
    (item,) = rows(json.dumps({"id": "a", "text": text}), limit_bytes=10**6)
    assert isinstance(item, Captured)
    assert item.payload.decode("utf-8", "surrogatepass") == text


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(payload: bytes) -> None:
    assert all(isinstance(item, Captured | Rejected) for item in rows(payload))
