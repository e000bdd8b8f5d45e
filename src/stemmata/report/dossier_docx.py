"""A dossier as a Word document. The only user of python-docx.

What no XML can hold, and invisible characters that reorder the text around them, are shown as escapes.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from stemmata.report import words
from stemmata.report.dossier import About, Chapter, Entry, Piece
from stemmata.report.quoting import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["write"]

LONGEST_PROPERTY = 255  # characters that Word allows in a document's title


def write(chapters: Iterable[Chapter], about: About, out: BinaryIO) -> None:
    """Write the document."""
    import docx

    document = docx.Document()
    document.core_properties.title = visible(f"Dossier: {about.case}")[:LONGEST_PROPERTY]
    document.core_properties.author = ""
    document.core_properties.comments = f"Made by {about.generator}"
    document.add_heading(visible(f"Dossier: {about.case}"), 0)
    document.add_paragraph(words.NOT_A_VERDICT)
    for chapter in chapters:
        _add_chapter(document, chapter)
    document.add_heading("How this was made", 1)
    for sentence in (*words.METHODS, *((words.REDACTED,) if about.redacted else ())):
        document.add_paragraph(sentence)
    _add_facts(
        document,
        [
            ("exported", about.exported_utc),
            ("custody log ends with", about.head or "none"),
            ("made by", about.generator),
        ],
    )
    document.save(out)


def _add_chapter(document: "Document", chapter: Chapter) -> None:
    document.add_heading(visible(chapter.title), 1)
    _add_facts(document, [(line.name, line.value) for line in chapter.header])
    for entry in chapter.entries:
        _add_entry(document, entry)
    if not chapter.entries:
        document.add_paragraph("Nothing in this article makes a row.")
    document.add_heading("Evidence", 2)
    _add_facts(document, chapter.evidence)


def _add_entry(document: "Document", entry: Entry) -> None:
    row = entry.row
    who = f"{row.who}, {row.description}" if row.description else row.who
    document.add_heading(visible(f"{row.number}. {who}"), 2)
    paragraph = document.add_paragraph(style="Quote")
    for piece in entry.passage:
        _add_piece(paragraph, piece)
    score = f"score {row.attribution.score:.2f}"
    document.add_paragraph(" · ".join((*row.evidence, score)))
    _add_facts(document, entry.place)


def _add_piece(paragraph: "Paragraph", piece: Piece) -> None:
    """Content is bold, who and how are underlined, as the methods of print allow."""
    run = paragraph.add_run(visible(piece.text))
    run.bold = piece.role == "content"
    run.underline = piece.role in ("source", "cue")


def _add_facts(document: "Document", facts: Iterable[tuple[str, str]]) -> None:
    """One small paragraph of names and values, a line each."""
    paragraph = document.add_paragraph()
    for number, (name, value) in enumerate(facts):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(f"{name}: ").italic = True
        paragraph.add_run(visible(value))
