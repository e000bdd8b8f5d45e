"""From a capture's bytes to the article: its text, its headline, and what is known of it.

One module per kind of payload (`plain`, `html` with `metadata`); `decode`, `language`, `dates` and
`bylines` serve them. Must not know where the bytes came from: that is `stemmata.capture`.
"""

from stemmata.errors import InputError
from stemmata.model import Article, Captured, Finding, Given
from stemmata.text.cleaned import Cleaned
from stemmata.text.dates import iso_date
from stemmata.text.language import language_of

__all__ = ["clean"]

GIVEN = "input row"


def clean(captured: Captured, *, language: str | None = None) -> Article:
    """The article of a capture.

    Plain text is taken as it is, a page is reduced to its headline and main text. What the input
    says of itself (`Captured.given`) wins over what is found in the payload.

    Args:
        captured: A capture of media type text/plain or text/html.
        language: What the user says the language is; detected where None.

    Raises:
        InputError: there is no article in it.
    """
    if captured.capture.media_type == "text/html":
        from stemmata.text.html import clean_page  # takes 0.3 s to load

        cleaned = clean_page(captured.payload, captured.given.charset, captured.sighting.url)
    else:
        from stemmata.text.plain import clean_text

        cleaned = clean_text(captured.payload, captured.given.charset, captured.given.title)
    cleaned = _with_given(cleaned, captured.given)
    if captured.made_from:
        made = Finding("page", "made by Stemmata from a feed's entry; the feed is kept beside it")
        cleaned = cleaned._replace(found=(*cleaned.found, made))
    code, how = language_of(cleaned.text, chosen=language)
    return Article(
        id=Article.id_for(captured.capture.id, cleaned.text, cleaned.outlet),
        capture=captured.capture.id,
        text=cleaned.text,
        outlet=cleaned.outlet,
        title=cleaned.title,
        headline=cleaned.headline,
        byline=cleaned.byline,
        published=cleaned.published,
        language=code,
        found=(*cleaned.found, how),
    )


def _with_given(cleaned: Cleaned, given: Given) -> Cleaned:
    """The same with what the input says of itself in the place of what was found."""
    said = {
        "outlet": given.outlet,
        "title": given.title,
        "published": _iso(given.published),
    }
    fields = {field: value for field, value in said.items() if value is not None}
    found = tuple(finding for finding in cleaned.found if finding.field not in fields)
    return cleaned._replace(
        outlet=fields.get("outlet", cleaned.outlet),
        title=fields.get("title", cleaned.title),
        published=fields.get("published", cleaned.published),
        found=(*found, *(Finding(field, GIVEN) for field in fields)),
    )


def _iso(published: str | None) -> str | None:
    if published is None:
        return None
    found = iso_date(published)
    if found is None:
        raise InputError(
            f"published is {published!r}; expected an ISO date such as 2024-07-03, or null"
        )
    return found
