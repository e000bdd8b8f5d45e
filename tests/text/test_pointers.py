"""Lines that only lead on to another story are no part of an article; credits are."""

import pytest

from stemmata.text.html import clean_page

STORY = "The council delayed the vote on the harbour on Monday, the mayor of Tamrick said."
URL = "https://www.herald.example/harbour"


def cleaned(*paragraphs: str, url: str | None = URL) -> tuple[str, str]:
    """The text of a page of a story with these paragraphs in it, and how it was found."""
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html><body><article><h1>Vote delayed</h1><p>{STORY}</p>{inner}<p>{STORY[::-1]}.</p></article>"
    found = clean_page(page.encode(), None, url)
    return found.text, dict(found.found)["text"]


@pytest.mark.parametrize(
    "line",
    [
        'Read more: <a href="/toll">Toll of the Sennoth flood rises</a>',
        'Lea también: <a href="https://herald.example/toll">Sube el peaje de Sennoth</a>',
        '<strong>À lire aussi » <em><a href="//en.herald.example/toll">Le péage de Sennoth</a></em></strong>',
        'MIRA | <a href="toll.html">Toll of the <b>Sennoth</b> flood rises</a>',
    ],
)
def test_a_label_with_a_link_to_another_story_of_the_site_is_left_out(line: str) -> None:
    text, how = cleaned(line)
    assert "Sennoth" not in text
    assert how == "trafilatura; 1 lines left out that only lead to other stories of the site"


@pytest.mark.parametrize(
    "line",
    [
        'Source: <a href="https://observatory.example/report">Vellan Observatory of Harbours</a>',
        '8 May 2031: <a href="/toll">Toll of the Sennoth flood rises</a>',
        'Read more: <a href="/toll">Toll of the Sennoth flood rises</a>, he wrote.',
        'The report: <a href="/x">Tamrick Post</a>',
        'Write to: <a href="mailto:desk@herald.example">the desk of the herald</a>',
        "He said: Toll of the Sennoth flood rises",
        'The mayor said: "<a href="/toll">The toll of the Sennoth flood rises.</a>"',
        'The mayor said: <a href="/toll">The toll of the Sennoth flood rises.</a>',
        '<a href="/toll">Toll of the Sennoth flood rises</a>',
        'Broken: <a href="http://[x/toll">Toll of the Sennoth flood rises</a>',
    ],
)
def test_credits_dates_quotations_and_other_links_stay(line: str) -> None:
    text, how = cleaned(line)
    assert text.count("\n") == 4
    assert how == "trafilatura"


def test_where_the_site_is_not_known_only_links_within_it_lead_to_it() -> None:
    line = 'Read more: <a href="{}/toll">Toll of the Sennoth flood rises</a>'
    assert "Read more" in cleaned(line.format("https://herald.example"), url=None)[0]
    assert "Read more" not in cleaned(line.format(""), url=None)[0]
