import textwrap
import time

import pytest

from stemmata.extract.furniture import furniture
from stemmata.extract.sentences import sentences
from stemmata.model import Article

BODY = (
    "The old bridge over the Lim fell into the water on Monday at noon.\n"
    "Nobody was hurt, because the mayor had closed it a week before.\n"
    "Engineers had warned of the cracks in its pillars since the spring.\n"
)


def found(text: str, **known: object) -> list[str]:
    article = Article("art:x", "cap:x", text, **known)  # type: ignore[arg-type]
    return [text[start:end] for start, end in furniture(article, sentences(text))]


@pytest.mark.parametrize(
    "line",
    [
        "By Marla Dovic",
        "Marla Dovic",
        "by Marla Dovic, The Ardesh Mirror:",
        "Marla Dovic | 3 March 2031",
        "Monday, 3 March 2031 14:05",
        "Published: March 3, 2031",
        "Share on Facebook",
        "Facebook Twitter WhatsApp",
        "53 SHARES",
        "4 min read",
    ],
)
def test_lines_between_headline_and_text_are_furniture(line: str) -> None:
    assert found(f"Bridge falls in Ardesh\n{line}\n\n{BODY}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Exit mobile version",
        "Read more: Mayor of Lim resigns",
        "Also read: Why bridges fall",
        "(Related: Who owns the bridges of Ardesh?)",
        "Advertisement",
        "Subscribe to our newsletter and never miss a story.",
        "Follow us on Telegram and Facebook.",
        "© 2031 The Ardesh Mirror",
        "All content by the Lim News Agency is licensed under a free licence.",
        "This article originally appeared in The Ardesh Mirror.",
        "The views expressed are the author's own.",
        "Tags: bridge, Lim, Ardesh",
        "https://mirror.example/bridge",
        "#bridge #Lim",
        "(Reporting by Marla Dovic; editing by Orlo Tavish)",
        "Photo: Marla Dovic/The Ardesh Mirror",
        "Leave a comment",
        "12 Comments",
        "— Marla Dovic (@mdovic) March 3, 2031",
        "Marla Dovic",
        "MD/OT",
        "Marla Dovic is a researcher at the Institute of Bridges.",
    ],
)
def test_lines_after_the_text_are_furniture(line: str) -> None:
    assert found(f"Bridge falls in Ardesh\n\n{BODY}{line}") == [line]


@pytest.mark.parametrize(
    "sentence",
    [
        "Marla Dovic is a researcher at the Institute of Bridges.",
        "Residents had to sign a form and share their homes with strangers.",
        "The minister read more than forty letters from the town.",
        "The video showed the pillar as it broke, and the crowd on the bank.",
        "She hopes that many in the valley will register to vote, and that others follow them.",
        "The prot\u00c3\u00a9g\u00c3\u00a9 of the mayor, a teacher, was among the first on the bank.",
        "The photo taken by a fisherman from the bank went round the world.",
    ],
)
def test_a_sentence_inside_the_text_is_not_furniture(sentence: str) -> None:
    assert found(f"Bridge falls in Ardesh\n\n{BODY}{sentence}\n{BODY}{BODY}") == []


@pytest.mark.parametrize(
    ("prefix", "rest"),
    [
        ("LIM, March 3 (Ardesh News) —", "The old bridge fell into the water."),
        ("LIM –", "The old bridge fell into the water on Monday at noon."),
        ("Lim (AN) —", "The old bridge fell into the water on Monday at noon."),
        ("Wed 05 Mar 2031", "The old bridge fell into the water on Monday at noon."),
        ("Date of publication 5 March 2031", "The old bridge fell into the water at noon."),
        ("Last updated at Mar 52031", "The old bridge fell into the water at noon."),
        ("05.03.2031(updated 1457 06.03.2031) Get short URL 0 154", "The old bridge fell at noon."),
        ("title:", "The old bridge fell into the water at noon."),
    ],
)
def test_only_the_dateline_of_a_sentence_is_furniture(prefix: str, rest: str) -> None:
    assert found(f"{prefix} {rest} Nobody was hurt.") == [prefix]


def test_the_handle_of_an_embedded_post_is_furniture_and_its_words_are_not() -> None:
    handle = "pic.twitter.com/a1B2 — Marla Dovic (@mdovic) March 3, 2031"
    assert found(f"{BODY}Is the bridge gone? {handle}\n{BODY}") == [handle]


def test_a_caption_that_is_wrapped_at_a_column_is_furniture() -> None:
    story = (
        "The old bridge of Ardesh fell into the water on Monday at noon, and nobody was hurt. " * 4
    )
    caption = (
        "Marla Dovic looks at the ruin. She crossed it daily on her way. (Orlo Tavish/The Mirror)"
    )
    text = "\n".join(textwrap.wrap(story, 50)) + "\n\n" + "\n".join(textwrap.wrap(caption, 50))
    assert " ".join(" ".join(found(text)).split()) == caption


def test_a_poll_is_furniture_from_its_first_line_to_its_last() -> None:
    poll = "Take our poll - story continues below\nWho should pay?\n* The mayor\nEmail *\n"
    assert found(f"{BODY}{poll}{BODY}") == poll.strip().split("\n")


def test_a_caption_is_furniture_with_all_its_sentences() -> None:
    caption = [
        "Marla Dovic looks at the ruin.",
        "She crossed it daily.",
        "(Orlo Tavish/The Ardesh Mirror)",
    ]
    assert found(f"{BODY}{' '.join(caption)}\n{BODY}") == caption


@pytest.mark.parametrize(
    "line",
    [
        "Home / Inquiries / The Bridge of Ardesh: Inside the Cracks That Nobody Wanted to See",
        "Marla Dovic · 3 March 2031 · 4 minutes",
        "Share: letter · card | 12 letters from readers",
        "— Photo Lim News Agency",
    ],
)
def test_lines_below_a_standfirst_are_furniture(line: str) -> None:
    standfirst = "It had been closed for a week, and nobody who lives there was surprised."
    assert found(f"Bridge falls in Ardesh\n{standfirst}\n{line}\n{BODY}") == [line]


@pytest.mark.parametrize("line", ["Marla Dovic and Orlo Tavish", "Marla Dovic, Orlo Tavish"])
def test_authors_known_from_the_page_are_furniture_on_one_line(line: str) -> None:
    text = f"Bridge falls in Ardesh\n{BODY}{line}\n{BODY}"
    assert found(text, byline=("Marla Dovic", "Orlo Tavish")) == [line]
    assert found(text, byline=("Marla Dovic",)) == []


@pytest.mark.parametrize("rubric", ["Editorial: Who pays for bridges", "Video: The bridge falls"])
def test_the_title_of_another_piece_with_its_rubric_is_furniture(rubric: str) -> None:
    assert found(f"{BODY}{rubric}\n{BODY}") == [rubric]


def test_titles_of_other_stories_above_the_closing_line_are_furniture() -> None:
    end = "Read more: The bridges\nMayor flies to the coast in a private jet\nSources include:"
    assert found(BODY + BODY + end) == end.split("\n")


def test_a_headline_is_never_furniture_nor_is_its_repetition() -> None:
    title = "WATCH: Old bridge over the Lim falls into the water"
    assert found(f"{title}\n\n{BODY}") == []
    text = f"Old bridge falls\nOld bridge falls\n\n{BODY}"
    assert found(text) == []


def test_a_byline_known_from_the_page_is_furniture() -> None:
    text = f"Bridge falls\nmirror staff\n\n{BODY}"
    assert found(text, byline=("mirror staff",)) == ["mirror staff"]


@pytest.mark.parametrize(
    "unit",
    ["Aa ", "A. ", "Abc and ", "#a, ", "12 ", "(photo ", "January 1 ", "A-", "Subscribe to\n"],
)
def test_hostile_repetition_takes_little_time(unit: str) -> None:
    text = unit * 40_000
    began = time.process_time()
    found(text)
    found(f"Bridge falls\n{unit * 300}\n{BODY}{unit * 300}")
    assert time.process_time() - began < 4
