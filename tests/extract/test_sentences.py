import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.sentences import MAX_SENTENCE_CHARS, sentences, trimmed


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge fell.", "Nobody was hurt."],
        ["Mr. Orlo met Gen. Tavish of the U.S. Army at 9 a.m. Monday.", "It rained."],
        ["He left the U.S.", "The talks went on."],
        ["J. K. Maro wrote it.", "He is 40."],
        ["Resolution No. 12 fell short by 3.5 percent.", "That hurt."],
        ["She said no.", "Everyone left."],
        ["It ended in Sept.", "The rest came later."],
        ["It ended on Sept. 3 at noon."],
        ['"We lost everything."', "He wept."],
        ["“Is it over?” Marla Dovic asked.", "No one knew."],
        ["“Is it over?”", "The hall was silent."],
        ["What now?", "Who knows!", "We wait …", "And wait."],
        ["The people are ... more than tired."],
        ["He called it a “farce.”", "(It was one.)", "So it ended."],
        ["As the report shows.[12]", "Others differ."],
        ["They came in March.", "Nobody had seen them."],
        ["1. First the army came.", "2. Then it left."],
        ["Visit example.com for more.", "Or News.Ardesh Online."],
        ["它是真的。", "他说。"],
    ],
)
def test_running_text_is_split_into_its_sentences(parts: list[str]) -> None:
    joined = "".join(parts) if parts[0].endswith("。") else " ".join(parts)
    assert split(joined) == parts


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    text = "Bridge falls in Ardesh\nBy Marla Dovic\n\nThe bridge fell. It was old\nShare"
    assert split(text) == [
        "Bridge falls in Ardesh",
        "By Marla Dovic",
        "The bridge fell.",
        "It was old",
        "Share",
    ]


def test_lines_wrapped_at_a_column_do_not_end_a_sentence() -> None:
    words = ("the old bridge over the river fell into the water at noon " * 9).split()
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line + "."])
    assert len(split(wrapped)) == 1
    assert len(split("Bridge falls\n\n" + wrapped)) == 2


def test_equally_long_headlines_on_lines_of_their_own_stay_apart() -> None:
    text = "\n".join(f"Minister Number {n} Opens Another Very Long Bridge Today" for n in range(9))
    assert len(split(text)) == 9


def test_a_lost_space_after_a_full_stop_still_ends_the_sentence() -> None:
    assert split("It fell in the spring.The mayor left.") == [
        "It fell in the spring.",
        "The mayor left.",
    ]


def test_text_without_commas_keeps_its_full_stops_as_the_only_ends() -> None:
    text = "Wed 05 Apr 2017 Ardesh attack symptoms consistent. Victims of the attack were treated."
    assert len(split(text)) == 2


def test_a_text_without_a_full_stop_is_cut_at_words_within_the_bound() -> None:
    text = "word " * 100_000
    began = time.process_time()
    pieces = split(text)
    assert time.process_time() - began < 2
    assert max(map(len, pieces)) <= MAX_SENTENCE_CHARS
    assert set(" ".join(pieces).split()) == {"word"}


@pytest.mark.parametrize("unit", ['. "', "U.S. ", '?" Abc de ', "\n", "....", '"', "Mr. ", ". .\n"])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    began = time.process_time()
    sentences(unit * 50_000)
    assert time.process_time() - began < 3


def test_a_line_that_is_wrapped_early_and_goes_on_in_lower_case_is_one_sentence() -> None:
    line = "The old bridge over the Lim fell into the\nwater on Monday, and nobody was hurt by\n"
    text = (
        line * 5 + "it because it had been closed a while\nago by the mayor of the town and others."
    )
    assert len(sentences(text)) == 1


def test_trimming_white_space_leaves_nothing_or_the_inside() -> None:
    assert trimmed("  ab ", 0, 5) == (2, 4)
    assert trimmed(" \u2028\t", 0, 3) is None


prose = st.lists(
    st.sampled_from(
        [
            "Mr.",
            "U.S.",
            "fell.",
            "“Why?”",
            "He",
            "said",
            "\n",
            " ",
            "…",
            "3.5",
            ". . .",
            "\u2028",
            ")",
        ]
    )
).map(" ".join)


@given(st.one_of(st.text(), prose, st.text(alphabet=". \n\"'?!aA”)\x85\u00a0")))
def test_every_code_point_that_is_not_white_space_lies_in_one_sentence(text: str) -> None:
    last, covered = 0, set[int]()
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        assert end - start <= MAX_SENTENCE_CHARS
        covered.update(range(start, end))
        last = end
    assert all(i in covered or ch.isspace() for i, ch in enumerate(text))
