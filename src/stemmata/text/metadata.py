"""What a page says of itself, each with where it says so. The places are tried in order of trust."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from htmldate import find_date
from trafilatura.metadata import extract_author

from stemmata.model import Finding
from stemmata.text.bylines import BY_LINE, names_in, unique
from stemmata.text.dates import day_in_address, iso_date
from stemmata.text.shown import one_line

__all__ = ["Heading", "Metadata", "key_of", "metadata_of"]

Json = dict[str, Any]
Said = Iterator[tuple[str, str]]
"""What a page says and where, best first: (value, how)."""

TITLE_SEPARATOR = re.compile(r"\s+[-–—|·•»«:~›]+\s+|\s*\|\s*")
SEPARATORS = " -–—|·•»«:~›"
SHORTEST_MATCH = 8  # letters of a heading that may be a part of the title; "News" is in many
ALIKE = 0.8  # share of letters in common, for headlines shortened or mended for search engines
LONGEST_TITLE = 300  # characters; the longest headline of 990 saved pages has 175
SHORTEST_NAME = 3  # letters of an outlet's name that is looked for in its address
LONGEST_OUTLET = 60  # characters; longer ones are slogans
DEEPEST_JSON = 12
IN_UTC = re.compile(r"\d:\d\d(?:\.\d+)?(?:Z|[+-]00:?00)$")  # not the outlet's own time of day
BREAKS = frozenset(("br", "div", "p", "li", "h1", "h2", "h3", "h4", "hr", "td"))
NOT_IN_CONTENT = (
    "not(ancestor::*[self::footer or self::nav or self::aside or contains(@class, 'comment')"
    " or contains(@id, 'comment') or contains(@class, 'related')])"
)

AUTHOR_META = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator",
               "parsely-author", "sailthru.author", "byl", "citation_author", "creator")  # fmt: skip
DATE_META = ("article:published_time", "og:article:published_time", "datepublished", "date",
             "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
             "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_date",
             "article.published", "og:published_time")  # fmt: skip
BY_LINES = (
    "//body//*[self::p or self::div or self::span or self::address]"
    "[string-length(normalize-space()) < 80]"
    f"[starts-with(translate(normalize-space(), 'BY', 'by'), 'by ')][{NOT_IN_CONTENT}]"
)


class Heading(NamedTuple):
    """A headline: its words as shown, and how it was found."""

    words: str
    how: str


class Metadata(NamedTuple):
    """Metadata of a page. `found` says how, but for the headline, which says so itself.

    `host` is that of the page's address, without "www.".
    """

    host: str | None
    outlet: str | None
    title: str | None
    headline: Heading | None
    byline: tuple[str, ...]
    published: str | None
    found: tuple[Finding, ...]


class Page(NamedTuple):
    """A page as the finders need it: its tree, its meta tags, its JSON-LD, articles first."""

    tree: Any
    url: str | None
    meta: dict[str, list[str]]
    items: list[Json]


def metadata_of(tree: Any, url: str | None) -> Metadata:
    """Everything that the page says of itself."""
    page = Page(tree, url, _meta(tree), _json_items(tree))
    host = _host(page)
    outlet = _outlet(page, host)
    headline = _headline(page, outlet[0] if outlet else None)
    outlet = outlet or _first(_inferred_outlets(page, headline), _outlet_name)
    title = (headline.words, headline.how) if headline else _first(_titles(page), one_line)
    byline = _byline(page, outlet[0] if outlet else None)
    published = _published(page)
    found = {"outlet": outlet, "title": title, "byline": byline, "published": published}
    return Metadata(
        host=host,
        outlet=outlet[0] if outlet else None,
        title=title[0] if title else None,
        headline=headline,
        byline=byline[0] if byline else (),
        published=published[0] if published else None,
        found=tuple(Finding(field, said[1]) for field, said in found.items() if said),
    )


def key_of(words: str) -> str:
    """What two spellings of one headline have in common: its letters and digits."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _first(said: Said, read: Callable[[str], str | None]) -> tuple[str, str] | None:
    """The first value that can be read, as read, and where it was said."""
    return next(((value, how) for words, how in said if (value := read(words))), None)


# Outlet


def _outlet(page: Page, host: str | None) -> tuple[str, str] | None:
    """What the page calls its site, preferably by the name that its address has.

    Of the site name "World" and the publisher Ostrel Wire, ostrelwire.example decides.
    """
    said = [(name, how) for words, how in _outlets(page) if (name := _outlet_name(words))]
    named = (one for one in said if _is_named_by(host or "", key_of(one[0])))
    return next(named, said[0] if said else None)


def _is_named_by(host: str, name: str) -> bool:
    """Whether an outlet's name and its host have a name in common."""
    own = key_of(max(host.split(".")[:-1], key=len, default=""))
    return (len(name) >= SHORTEST_NAME and name in key_of(host)) or (
        len(own) >= SHORTEST_NAME and own in name
    )


def _outlets(page: Page) -> Said:
    yield from _of_meta(page, ("og:site_name",))
    for item in page.items:
        yield from ((name, "JSON-LD publisher") for name in _names(item.get("publisher"), page))
    yield from _of_meta(page, ("application-name", "apple-mobile-web-app-title", "dc.publisher"))


def _inferred_outlets(page: Page, headline: Heading | None) -> Said:
    """From what stands beside the headline in <title> ("Dam talks fail - Ostra Herald")."""
    if headline is not None:
        for title in page.tree.xpath("//head//title"):
            before, found, after = _words(title)[:LONGEST_TITLE].partition(headline.words)
            if found and (suffix := TITLE_SEPARATOR.split(after.strip(SEPARATORS))[-1]):
                yield suffix, "suffix of <title>"
            if found and (prefix := TITLE_SEPARATOR.split(before.strip(SEPARATORS))[0]):
                yield prefix, "prefix of <title>"
    if host := _host(page):
        yield host, "host of the page's address"


def _outlet_name(words: str) -> str | None:
    name = one_line(words)
    return name if name and len(name) <= LONGEST_OUTLET and "://" not in name else None


def _host(page: Page) -> str | None:
    for address in _addresses(page):
        try:
            host: str | None = urlsplit(address).hostname
        except ValueError:
            continue
        if host:
            return host.removeprefix("www.")
    return None


def _addresses(page: Page) -> tuple[str, ...]:
    """The page's own addresses, the one it prefers first."""
    canonical = page.tree.xpath("//link[@rel='canonical']/@href")
    return (*canonical, *page.meta.get("og:url", ()), page.url or "")


# Headline and title


def _headline(page: Page, outlet: str | None) -> Heading | None:
    """The heading that matches what the page calls itself, else its only first-level heading."""
    titles = [(key_of(words), how) for words, how in _titles(page)]
    best: tuple[float, Heading] | None = None
    headings = page.tree.xpath("//h1 | //h2 | //*[@itemprop='headline'] | //h3")
    for element in sorted(headings, key=lambda h: h.tag):  # stable: in page order within a level
        words = _words(element)
        if len(words) > LONGEST_TITLE:
            continue
        for title, how in titles:
            score = _match(key_of(words), title)
            if score > (best[0] if best else 0.0):
                best = score, Heading(words, f"<{element.tag}> matching {how}")
    if best:
        return best[1]
    only = [words for h1 in page.tree.xpath("//h1") if (words := _words(h1))]
    if (
        len(only) == 1
        and " " in only[0]
        and len(only[0]) <= LONGEST_TITLE
        and key_of(only[0]) != key_of(outlet or "")
    ):
        return Heading(only[0], "the only <h1>")
    return None


def _match(heading: str, title: str) -> float:
    """How well a heading's key fits a title's, in [0, 1]; 0 where it does not."""
    if not heading or not title:
        return 0.0
    if heading == title:
        return 1.0
    if len(heading) >= SHORTEST_MATCH and heading in title:
        return 0.9 * len(heading) / len(title)
    alike = SequenceMatcher(None, heading, title, autojunk=False)
    if alike.real_quick_ratio() < ALIKE or alike.quick_ratio() < ALIKE:
        return 0.0
    ratio = alike.ratio()
    return 0.9 * ratio if ratio >= ALIKE else 0.0


def _titles(page: Page) -> Said:
    return (said for said in _said_titles(page) if len(said[0]) <= LONGEST_TITLE)


def _said_titles(page: Page) -> Said:
    for item in page.items:
        if isinstance(words := item.get("headline"), str):
            yield words, "JSON-LD headline"
    yield from _of_meta(page, ("og:title", "twitter:title", "dc.title", "parsely-title"))
    for title in page.tree.xpath("//head//title"):
        yield _words(title), "<title>"


# Byline


def _byline(page: Page, outlet: str | None) -> tuple[tuple[str, ...], str] | None:
    """The first place that names someone other than the outlet, else the first that names anyone."""
    found = [(names, how) for said, how in _author_places(page) if (names := _all_names(said))]
    own = {key_of(outlet or ""), key_of(_host(page) or "")}
    for names, how in found:
        if persons := tuple(name for name in names if key_of(name) not in own):
            return persons, how
    return found[0] if found else None


def _all_names(said: list[str]) -> tuple[str, ...]:
    return unique(name for words in said for name in names_in(unescape(words)))


def _author_places(page: Page) -> Iterator[tuple[list[str], str]]:
    """All that each place says of the authors, and which place it is, best first."""
    for item in page.items:
        yield list(_names(item.get("author"), page)), "JSON-LD author"
    for name in AUTHOR_META:
        said = page.meta.get(name, ())
        yield [words for words in said if "://" not in words], f"meta {name}"
    for test, how in (
        ("@rel='author'", "rel=author"),
        ("contains(concat(' ', @itemprop, ' '), ' author ')", "itemprop=author"),
        ("contains(concat(' ', @class, ' '), ' byline ')", "class byline"),
        ("contains(concat(' ', @class, ' '), ' author ')", "class author"),
    ):
        elements = page.tree.xpath(f"//body//*[{test}][{NOT_IN_CONTENT}]")
        yield [_words(element) for element in elements], how
    yield (
        [words for e in page.tree.xpath(BY_LINES) if BY_LINE.match(words := _words(e))][:1],
        ("line that begins with By"),
    )
    yield [extract_author(page.tree) or ""], "trafilatura's author patterns"


# Date


def _published(page: Page) -> tuple[str, str] | None:
    """The first date that the page gives, as the outlet's own day where its address says that."""
    for said, how in _dates(page):
        if (found := iso_date(said)) is None:
            continue
        if IN_UTC.search(said) and (own := day_in_address(found, _addresses(page))):
            return own, f"{how}, the day by the page's address"
        return found, how
    return None


def _dates(page: Page) -> Said:
    # Meta tags first: JSON-LD is mostly in UTC, which is another day than the page's own at times.
    yield from _of_meta(page, DATE_META)
    for item in page.items:
        if isinstance(when := item.get("datePublished"), str):
            yield when, "JSON-LD datePublished"
    for element in page.tree.xpath("//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or "", "itemprop=datePublished"
    for element in page.tree.xpath(f"//article//time[@datetime][{NOT_IN_CONTENT}]"):
        yield element.get("datetime"), "<time>"
    if guess := find_date(page.tree, original_date=True, extensive_search=True, url=page.url):
        yield guess, "htmldate"


# What the page is made of


def _meta(tree: Any) -> dict[str, list[str]]:
    """The contents of the meta tags by lower-case name, in page order."""
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        content = element.get("content").strip()
        for attribute in ("property", "name", "itemprop"):
            if (name := element.get(attribute)) and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _of_meta(page: Page, names: Iterable[str]) -> Said:
    for name in names:
        yield from ((content, f"meta {name}") for content in page.meta.get(name, ()))


def _json_items(tree: Any) -> list[Json]:
    """The objects of all JSON-LD scripts, those about articles first."""
    items: list[Json] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            items += _objects(json.loads(script.text_content(), strict=False))
        except (ValueError, RecursionError):
            continue  # broken scripts are common; the page says most things twice
    return sorted(items, key=lambda item: not _is_article(item))


def _objects(value: Any, depth: int = 0) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list) and depth < DEEPEST_JSON:
        for child in inner:
            yield from _objects(child, depth + 1)


def _is_article(item: Json) -> bool:
    types = item.get("@type")
    return any(
        isinstance(t, str) and t.endswith(("Article", "Posting", "Report"))
        for t in (types if isinstance(types, list) else [types])
    )


def _names(value: Any, page: Page) -> Iterator[str]:
    """The names of the persons or organisations in a JSON-LD value, references resolved."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            if "://" not in one:
                yield one
        elif isinstance(one, dict):
            name = one.get("name")
            if name is None and "@id" in one:
                same = (item for item in page.items if item.get("@id") == one["@id"])
                name = next((item["name"] for item in same if "name" in item), None)
            yield from (
                n for n in (name if isinstance(name, list) else [name]) if isinstance(n, str)
            )


def _words(element: Any) -> str:
    """The words of an element as shown, in one line."""
    pieces = []
    for piece in element.xpath(".//text()[not(ancestor::script or ancestor::style)]"):
        if piece.getparent() is not element and piece.getparent().tag in BREAKS:
            pieces.append(" ")
        pieces.append(piece)
    return one_line("".join(pieces))
