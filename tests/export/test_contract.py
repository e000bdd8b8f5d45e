"""Every exporter: hostile words come out whole and inert, an empty case is a valid file."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from stemmata.errors import MissingExtraError, UsageError
from stemmata.export.cells import printable
from stemmata.export.evidence import Evidence
from stemmata.model import Article, Reading, Rejected, Span, Unread
from stemmata.pipeline import export as exporting
from stemmata.pipeline.export import FORMATS
from stemmata.report.quoting import visible
from tests.export.conftest import HOSTILE, evidence_of, exported, reading_of

ROWS = [(f"Tarn {number}", words) for number, words in enumerate(HOSTILE)]


@pytest.fixture
def hostile() -> Evidence:
    """A case of hostile words, an article without anything, and one without rows."""
    bare = Article("art:bare", "cap:bare", "", None)
    unread = Article(
        "art:unread", "cap:unread", "Nur dieses hier", "=Blatt", "@Titel", language="de"
    )
    return evidence_of(
        reading_of(ROWS),
        Reading("-", bare, "", "sample 1"),
        Reading("x", unread, "", "sample 1", unread=(Unread(Span(0, 15), "language"),)),
        rejected=(Rejected("=bad\x00.html", "text", "@broken"),),
    )


def read_jsonl(data: bytes) -> list[str]:
    found = []
    for line in data.decode("ascii").splitlines():
        article = json.loads(line)
        text = article["article"]["text"]
        found += [text[s:e] for a in article["attributions"] for s, e in a["content"]]
    return found


def read_csv(data: bytes) -> list[str]:
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [c for row in rows for c in row.values() if c[:1] and c[0] in "=+-@\t\r＝＋－＠"]
    assert len(rows) == 0 or rows[-1]["attribution"] == ""
    return [row["content"] for row in rows if row["attribution"]]


def read_xlsx(data: bytes) -> list[str]:
    import openpyxl
    from openpyxl.utils.escape import unescape

    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["attributions", "articles", "sources", "rejected", "about"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    head, *rows = book["attributions"].iter_rows(values_only=True)
    column = head.index("content")
    return [unescape(str(row[column])) for row in rows if row[0]]  # openpyxl leaves that to us


def read_parquet(data: bytes) -> list[str]:
    from pyarrow import parquet

    rows = parquet.read_table(io.BytesIO(data)).to_pylist()
    for row in rows:
        for piece, words in zip(row["content_spans"] or [], row["content"] or [], strict=True):
            assert row["text"][piece["start"] : piece["end"]] == words
        for piece, words in zip(row["content_utf8"] or [], row["content"] or [], strict=True):
            if words == row["text"][row["start"] : row["end"]] and "\ufffd" not in row["text"]:
                assert row["text"].encode()[piece["start"] : piece["end"]] == words.encode()
    return [row["content"][0] for row in rows if row["attribution"]]


def read_docx(data: bytes) -> list[str]:
    import docx

    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [
        "".join(r.text for r in p.runs if r.bold)
        for p in paragraphs
        if p.style and p.style.name == "Quote"
    ]


class Inert(HTMLParser):
    """The contents of a dossier; fails on anything that could run or be fetched."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert tag not in ("script", "img", "iframe", "object", "embed", "link", "svg", "form")
        assert not [name for name in values if name.startswith("on") or name in ("src", "style")]
        assert (values.get("href") or "#").startswith("#")
        self.inside.append(values.get("class") or "")
        if values.get("class") == "content":
            self.found.append("")
        if tag in ("meta", "input", "br"):
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "content" in self.inside:
            self.found[-1] += data


def read_html(data: bytes) -> list[str]:
    page = data.decode()
    assert "default-src 'none'" in page and "script-src" not in page
    assert "unaltered since capture" in page and "authentic" not in page
    return Inert(page).found


def read_web_annotation(data: bytes) -> list[str]:
    collection = json.loads(data)
    assert collection["type"] == "AnnotationCollection"
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    found = []
    for item in items:
        assert item["type"] == "Annotation" and item["id"].startswith("urn:")
        for target in item["target"]:
            quotation, position = target["selector"]
            assert quotation["type"], position["type"] == (
                "TextQuoteSelector",
                "TextPositionSelector",
            )
            assert position["end"] - position["start"] == len(quotation["exact"])
            if target["stemmata:role"] == "content":
                found.append(quotation["exact"])
    return found


def _escaped(words: str) -> str:
    return words.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def _celled(words: str) -> str:
    shown = printable(words)
    return f"'{shown}" if shown[0] in "=+-@＝" else shown


READERS: dict[str, tuple[Callable[[bytes], list[str]], Callable[[str], str]]] = {
    "jsonl": (read_jsonl, str),
    "csv": (read_csv, _celled),
    "xlsx": (read_xlsx, _celled),
    "parquet": (read_parquet, printable),
    "docx": (read_docx, visible),
    "html": (read_html, _escaped),
    "webannotation": (read_web_annotation, str),
}


def test_every_format_is_tested_here() -> None:
    assert set(READERS) | {"bundle"} == set(FORMATS)


@pytest.mark.parametrize("name", READERS)
def test_hostile_words_come_out_whole_and_inert(name: str, hostile: Evidence) -> None:
    read, shown = READERS[name]
    assert read(exported(name, hostile)) == [shown(words) for words in HOSTILE]


@pytest.mark.parametrize("name", READERS)
def test_an_empty_case_is_a_valid_file(name: str) -> None:
    read, _ = READERS[name]
    assert read(exported(name, evidence_of())) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_case_gives_the_same_words_to_an_output_that_cannot_seek(
    name: str, real_case: Evidence
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    out = Pipe()
    exporting.export(name, real_case, out)
    assert len(out.getvalue()) > 0


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_dossier_holds_only_the_chosen(name: str, hostile: Evidence) -> None:
    (first, *_) = hostile.exhibits()
    chosen = frozenset([first.reading.attributions[5].id])
    read, shown = READERS[name]
    assert read(exported(name, replace(hostile, chosen=chosen))) == [shown(HOSTILE[5])]


def test_workbook_says_where_a_text_does_not_fit() -> None:
    import openpyxl

    data = exported("xlsx", evidence_of(reading_of([("Tarn", "😀" * 20_000)])))
    cells = list(openpyxl.load_workbook(io.BytesIO(data))["articles"].iter_rows(values_only=True))
    assert "[cut: a cell holds no more" in cells[1][-1]
    assert len(cells[1][-1].encode("utf-16-le")) // 2 <= 32_767


def test_workbook_spans_are_what_excel_counts() -> None:
    import openpyxl

    data = exported("xlsx", evidence_of(reading_of([("😀 Tarn", "it rained")])))
    book = openpyxl.load_workbook(io.BytesIO(data))
    head, row = book["attributions"].iter_rows(values_only=True)
    start, end = map(int, row[head.index("content_utf16")].split("-"))
    text = book["articles"].cell(2, 11).value.encode("utf-16-le")
    assert text[2 * start : 2 * end].decode("utf-16-le") == "it rained"


def test_a_missing_part_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'stemmata\[xlsx\]'"):
        exported("xlsx", evidence_of())
    assert exported("csv", evidence_of())


def test_an_unknown_format_names_those_that_are() -> None:
    with pytest.raises(UsageError, match="expected one of jsonl, csv"):
        exported("pdf", evidence_of())


def test_a_bundle_cannot_be_redacted(real_case: Evidence) -> None:
    with pytest.raises(UsageError, match="which hold every name"):
        exported("bundle", real_case, redact=True)


def test_word_documents_are_sound_zip_files(hostile: Evidence) -> None:
    assert zipfile.ZipFile(io.BytesIO(exported("docx", hostile))).testzip() is None
