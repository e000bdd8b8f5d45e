"""What one article agrees on about its names."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import Named
from stemmata.extract.mentions import settled
from stemmata.model import EntityType, Span


def names(text: str, *guesses: tuple[str, EntityType, float]) -> list[tuple[str, str]]:
    """The settled mentions, each guess standing at the first place of its words behind the last."""
    named, at = [], 0
    for words, kind, score in guesses:
        at = text.index(words, at)
        named.append(Named(Span(at, at + len(words)), kind, score))
        at += len(words)
    return [(text[slice(*m.span)], m.type) for m in settled(text, named)]


def test_a_mention_that_is_likelier_wrong_than_right_is_dropped() -> None:
    assert names("They met in Tamrick.", ("Tamrick", "place", 0.5)) == []


def test_a_doubtful_full_name_with_a_given_name_is_kept() -> None:
    assert names("Olena Vellan left.", ("Olena Vellan", "person", 0.4)) == [
        ("Olena Vellan", "person")
    ]


def test_a_mention_does_not_cross_a_line() -> None:
    text = "Regards\nOlena\nMarla, hello"
    assert names(text, ("Olena\nMarla", "person", 0.9)) == [
        ("Olena", "person"),
        ("Marla", "person"),
    ]


def test_initials_join_the_name_behind_them() -> None:
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("O. K.", "person", 0.9),
        ("Vellan", "person", 0.9),
    )
    assert names("Then O. K. Vellan left.", *guesses) == [("O. K. Vellan", "person")]


@pytest.mark.parametrize(
    "address", ["press@tamrick.example.org", "www.tamrick.example", "tamrick.pdf"]
)
def test_an_address_names_nobody(address: str) -> None:
    assert names(f"Write to {address} now.", ("tamrick", "place", 0.9)) == []


@pytest.mark.parametrize("people", ["Norwegian", "Kurds", "Lebanese"])
def test_a_people_is_a_group_and_no_place(people: str) -> None:
    assert names(f"The {people} camp.", (people, "place", 0.9)) == [(people, "group")]


def test_a_front_is_no_person() -> None:
    text = "The Tamrick Front left."
    assert names(text, ("Tamrick Front", "person", 0.9)) == [("Tamrick Front", "organization")]


def test_a_name_has_one_type_in_one_article() -> None:
    text = "Sennoth won. Sennoth left. Sennoth lost."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Sennoth", "person", 0.9),
        ("Sennoth", "place", 0.6),
        ("Sennoth", "person", 0.9),
    )
    assert names(text, *guesses) == [("Sennoth", "person")] * 3


def test_a_sure_name_is_found_where_else_it_stands() -> None:
    text = "Sennoth won. They saw Sennoth. Sennothia is far, and Sennoth Valley too."
    assert names(text, ("Sennoth", "person", 0.9)) == [("Sennoth", "person")] * 2


def test_a_longer_guess_that_was_dropped_is_not_cut_to_the_name_inside() -> None:
    text = "Vellan won. The Vellan cabinet met."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Vellan", "person", 0.9),
        ("Vellan cabinet", "organization", 0.4),
    )
    assert names(text, *guesses) == [("Vellan", "person")]


@given(st.text(alphabet="AB ab.\n@'", max_size=60), st.data())
def test_settled_mentions_never_overlap_and_hold_words(text: str, data: st.DataObject) -> None:
    ends = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    every: tuple[EntityType, ...] = ("person", "place", "organization")
    kinds = st.sampled_from(every)
    named = [
        Named(Span(s, e), data.draw(kinds), data.draw(st.floats(0, 1)))
        for s, e in pairs
        if text[s:e].strip() and not text[s].isspace() and not text[e - 1].isspace()
    ]
    found = settled(text, named)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(text[m.span.start : m.span.end].strip() for m in found)


def test_a_doubtful_full_name_holds_where_its_surname_is_sure() -> None:
    text = "Ysolde Vellan spoke. Vellan left."
    assert names(text, ("Ysolde Vellan", "person", 0.48), ("Vellan", "person", 0.95)) == [
        ("Ysolde Vellan", "person"),
        ("Vellan", "person"),
    ]


def test_a_body_keeps_what_it_is_the_body_of() -> None:
    text = "The International Committee of the Blue Star met in Tamrick."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("International Committee", "organization", 0.9),
        ("Blue Star", "organization", 0.9),
        ("Tamrick", "place", 0.9),
    )
    assert names(text, *guesses) == [
        ("International Committee of the Blue Star", "organization"),
        ("Tamrick", "place"),
    ]


@pytest.mark.parametrize(
    ("first", "verb", "expected"),
    [
        ("Tolls", "says", ["Tolls and Border Watch"]),
        ("Tolls and", "says", ["Tolls and Border Watch"]),
        ("Tolls", "say", ["Tolls", "Border Watch"]),
    ],
)
def test_a_body_that_speaks_as_one_has_one_name(first: str, verb: str, expected: list[str]) -> None:
    text = f"Tolls and Border Watch {verb} that it rained."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        (first, "organization", 0.9),
        ("Border Watch", "organization", 0.9),
    )
    assert [name for name, _ in names(text, *guesses)] == expected


def test_a_person_of_a_place_is_not_joined_to_it() -> None:
    text = "Hart of Tamrick spoke."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Hart", "person", 0.9),
        ("Tamrick", "place", 0.9),
    )
    assert names(text, *guesses) == [("Hart", "person"), ("Tamrick", "place")]


def test_a_given_name_joins_the_names_behind_it() -> None:
    text = "Quoting Vesmin Dovari Nasrin, the envoy to Ardesh."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Vesmin", "person", 0.9),
        ("Dovari Nasrin", "person", 0.9),
    )
    assert names(text, *guesses) == [("Vesmin Dovari Nasrin", "person")]


def test_an_apostrophe_inside_a_name_does_not_part_it() -> None:
    text = "Orlo Ta’vem Al Vellan met Varga’s Hart."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Orlo Ta", "person", 0.9),
        ("Al Vellan", "person", 0.9),
        ("Varga", "person", 0.9),
        ("Hart", "person", 0.9),
    )
    assert [name for name, _ in names(text, *guesses)] == ["Orlo Ta’vem Al Vellan", "Varga", "Hart"]


def test_a_name_cut_short_grows_to_the_one_that_is_known() -> None:
    text = "Siege Ledger counted six. Siege Ledger reported nine."
    assert names(text, ("Siege Ledger", "organization", 0.9), ("Siege", "organization", 0.7)) == [
        ("Siege Ledger", "organization"),
        ("Siege Ledger", "organization"),
    ]


def test_a_name_grows_to_the_longest_that_is_known() -> None:
    text = "Siege Ledger of Orm, Siege Ledger and Siege Ledger of Orm met."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Siege Ledger of Orm", "organization", 0.9),
        ("Siege Ledger", "person", 0.9),
        ("Siege", "person", 0.7),
    )
    assert names(text, *guesses) == [
        ("Siege Ledger of Orm", "organization"),
        ("Siege Ledger", "person"),
        ("Siege Ledger of Orm", "organization"),
    ]


def test_no_name_grows_beyond_the_end_of_the_text() -> None:
    text = "Mohan Ad, Mohan Adar, Mohan Ad"
    guesses = ((0, 8), (10, 20), (22, 27))
    found = settled(text, [Named(Span(*guess), "person", 0.9) for guess in guesses])
    assert [mention.span for mention in found] == [(0, 8), (10, 20), (22, 30)]


def test_names_with_one_first_word_are_not_all_looked_at_for_each_other() -> None:
    class Counting(str):
        """A text that counts how often it is looked into."""

        looks = 0

        def startswith(self, *asked: Any) -> bool:
            self.looks += 1
            return super().startswith(*asked)

        def __getitem__(self, place: Any) -> str:
            self.looks += 1
            return super().__getitem__(place)

    def looks(count: int, guessed: str) -> int:
        people = [f"Mohan {chr(65 + n // 26)}{chr(97 + n % 26)}dar" for n in range(count)]
        text = Counting(" left. ".join(people) + count * " left. Mohan")
        found = re.finditer(guessed, text)
        named = [Named(Span(*match.span()), "person", 0.9) for match in found]
        settled(text, named)
        return text.looks

    for guessed in (r"Mohan( \w+dar)?", r"Mohan \w+dar"):
        assert looks(400, guessed) < 5 * looks(100, guessed)


def test_an_acronym_in_brackets_is_found_wherever_it_stands() -> None:
    text = "The Grain Board (GB) met. GB fighters left, and the GBX too."
    assert names(text, ("Grain Board", "organization", 0.9)) == [
        ("Grain Board", "organization"),
        ("GB", "organization"),
        ("GB", "organization"),
    ]


@pytest.mark.parametrize("country", ["Uruguay", "UK", "the Netherlands", "U.S."])
def test_a_country_is_a_place(country: str) -> None:
    assert names(f"They left {country} now.", (country, "person", 0.9)) == [(country, "place")]


def test_a_people_is_no_person_unless_its_name_is_a_surname_too() -> None:
    text = "Six Tajik youths and most Canadians met Mr French."
    guesses: tuple[tuple[str, EntityType, float], ...] = (
        ("Tajik", "person", 0.9),
        ("Canadians", "person", 0.9),
        ("French", "person", 0.9),
    )
    assert [kind for _, kind in names(text, *guesses)] == ["group", "group", "person"]
