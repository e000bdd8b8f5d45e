"""Languages: other than English only on strong evidence."""

import subprocess
import sys

import pytest

from stemmata.text.language import language_of

ENGLISH = (
    "The talks on the dam failed on Monday after the delegation left the room, and a spokesman of "
    "the river commission said that no date was set for another round of talks with the ministry."
)
WITHOUT_MARKS = (
    "Velm government says Ostras dam kills 12 residents of the lower valley Wed 05 Apr 2017 "
    "Rescue workers search rubble Governor visits Ostra hospital Residents flee to hills "
)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        WITHOUT_MARKS,
        WITHOUT_MARKS.upper(),
        "Dam kills 12",
        "OSTRA MINISTER RESIGNS",
        "Mira Kostova, Per Holt, Jan Koch 12 34, Ana Lund 5, Velm 3 Ostra 2, Ivo Petrov, Olga Marek",
    ],
)
def test_english_headlines_capitals_and_lists_of_names_are_english(text: str) -> None:
    assert language_of(text)[0] == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Gespräche über den Staudamm sind am Montag gescheitert, sagte ein Sprecher.", "de"),
        ("DIE GESPRÄCHE ÜBER DEN STAUDAMM SIND AM MONTAG GESCHEITERT, SAGTE ER.", "de"),
        ("Las conversaciones sobre la presa fracasaron el lunes, dijo un portavoz.", "es"),
        ("Переговоры о плотине провалились в понедельник, сказал представитель.", "ru"),
        ("فشلت المحادثات حول السد يوم الاثنين، كما قال متحدث باسم اللجنة.", "ar"),
    ],
)
def test_other_languages_are_told(text: str, code: str) -> None:
    assert language_of(text)[0] == code


@pytest.mark.parametrize("text", ["", "12: 34, 56", "😀 !", "\0"])
def test_without_words_the_language_is_unknown(text: str) -> None:
    assert language_of(text)[0] == "und"


def test_a_few_english_words_quoted_do_not_make_a_text_english() -> None:
    german = "Der Sprecher sagte am Montag, die Lage sei ernst und die Gespräche gescheitert. " * 3
    assert language_of(german + "Er nannte es the end of the road for the river.")[0] == "de"


def test_english_prose_is_told_without_loading_the_model() -> None:
    program = (
        "import sys; from stemmata.text.language import language_of; "
        f"language_of({ENGLISH!r}); assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
