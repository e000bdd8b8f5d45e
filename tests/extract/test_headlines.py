"""A headline may name its source before a colon."""

import pytest

from stemmata.extract.draft import Draft, Named
from stemmata.extract.headlines import headlined
from stemmata.model import Article, EntityType, Span


def read(
    headline: str, *drafts: Draft, name: tuple[str, EntityType, float] | None = None
) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is found in a headline above one sentence."""
    text = f"{headline}\nThe mill was shut on Monday.\n"
    named = [Named(Span(0, len(name[0])), name[1], name[2])] if name else []
    found = headlined(Article("art:x", "cap:x", text), drafts, named)
    return [tuple(text[slice(*s[0])] for s in (d.source, d.cue, d.content)) for d in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    "source", ["Minister", "Lim police", "Two officials", "Report", "Farm Ministry"]
)
def test_a_noun_for_a_speaker_before_a_colon_is_the_source(source: str) -> None:
    said = "The mill has been shut for years"
    assert read(f"{source}: {said}") == [(source, ":", said)]


def test_a_sure_name_before_a_colon_is_the_source() -> None:
    found = read("Vellan: The mill was shut", name=("Vellan", "person", 0.9))
    assert found == [("Vellan", ":", "The mill was shut")]
    assert read("Lim: The mill was shut", name=("Lim", "place", 0.9)) == []
    assert read("Vellan: The mill was shut", name=("Vellan", "person", 0.5)) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Drought: The mill was shut",  # a topic
        "Opinion: The mill was shut",  # a section
        "Minister: The Makers of the War!",  # no clause
        "Minister: was the mill shut?",  # a question
        "The mill was shut",
        "Police were called: the mill was shut",
    ],
)
def test_other_colons_name_nobody(headline: str) -> None:
    assert read(headline) == []


def test_a_headline_that_has_an_attribution_keeps_it() -> None:
    draft = Draft((), (), (Span(10, 22),), 0.9)
    assert read("Minister: The mill was shut", draft) == []
