"""Reported words stay in their cue's sentence; quoted ones may go on."""

import pytest

from stemmata.extract.draft import Draft
from stemmata.extract.reach import within_reach
from stemmata.model import Span


def read(text: str, cue: str, *contents: str) -> list[str]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    draft = Draft((), (span(cue),), tuple(map(span, contents)), 1.0)
    (reached,) = within_reach(text, [draft])
    return [text[s.start : s.end] for s in reached.content]


def test_the_outlets_next_sentence_is_not_the_sources() -> None:
    text = "“No,” she said. The mill is shut, he added. The town was lied to."
    assert read(text, "added", "The mill is shut", "The town was lied to") == ["The mill is shut"]


def test_a_quotation_goes_on_beyond_the_sentence_of_its_cue() -> None:
    text = "“The mill is shut,” he said. “It will stay so.”"
    both = ["“The mill is shut,”", "“It will stay so.”"]
    assert read(text, "said", *both) == both


def test_one_piece_is_always_kept() -> None:
    text = "“No.” He said this. The mill is shut."
    assert read(text, "said this", "The mill is shut") == ["The mill is shut"]


def test_text_without_quotation_marks_is_left_alone() -> None:
    text = "The mill is shut he said. It will stay so."
    assert read(text, "said", "The mill is shut", "It will stay so") == [
        "The mill is shut",
        "It will stay so",
    ]


def test_text_with_commas_has_quoted_nothing() -> None:
    text = "The mill is shut, he said.\nIt burnt down in May, the town and all."
    assert read(text, "said", "The mill is shut", "It burnt down in May, the town") == [
        "The mill is shut"
    ]


@pytest.mark.parametrize(("cue", "source"), [("Knowing", []), ("—", ["the mayor"])])
def test_a_speaker_of_another_sentence_only_goes_with_a_dash(cue: str, source: list[str]) -> None:
    text = f"It rained, said the mayor.\n{cue} the mill is shut, Ardesh goes on."
    spans = [
        Span(text.index(w), text.index(w) + len(w)) for w in ("the mayor", cue, "the mill is shut")
    ]
    (reached,) = within_reach(text, [Draft((spans[0],), (spans[1],), (spans[2],), 1.0)])
    assert [text[s.start : s.end] for s in reached.source] == source


def test_a_speaker_of_another_sentence_is_not_the_cues() -> None:
    text = "“No,” Marla Dovic nodded. The mill is shut, the mayor said."
    source = tuple(
        Span(text.index(w), text.index(w) + len(w)) for w in ("Marla Dovic", "the mayor")
    )
    content, cue = Span(25, 41), Span(text.index("said"), text.index("said") + 4)
    (reached,) = within_reach(text, [Draft(source, (cue,), (content,), 1.0)])
    assert [text[s.start : s.end] for s in reached.source] == ["the mayor"]
