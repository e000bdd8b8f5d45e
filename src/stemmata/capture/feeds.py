"""RSS and Atom files: each entry is an item, as far as the feed prints it.

An entry has no bytes of its own, so a page is made of it, and said to be (`Captured.made_from`). The feed as
it was is kept with each of them.
"""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from lxml import etree

from stemmata.capture.payload import read_whole
from stemmata.errors import InputError
from stemmata.model import Capture, Captured, Given, Rejected, Sighting

__all__ = ["entries"]

ROOTS = ("rss", "feed", "RDF")
TEXTS = ("encoded", "content", "description", "summary")  # the fullest first
DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")  # titles are HTML within XML
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Around a headline and an entry's text, so that they are a page, and short ones are not taken for none.
PAGE_START, PAGE_END = "<!DOCTYPE html><html><body><article>", "</article></body></html>"
EXPECTED = "expected an RSS or Atom feed; save the page itself as HTML"


def entries(stream: BinaryIO, path: str, limit_bytes: int) -> Iterator[Captured | Rejected]:
    """The entries of a feed, in its order. One with no more than a teaser is an item as well."""
    try:
        payload = read_whole(stream, limit_bytes)
        root = _root(payload)
    except InputError as error:
        yield Rejected(path, "capture", str(error))
        return
    feed = Captured(path, Capture.of(payload, _media_type(root)), Sighting(path), payload)
    found = list(root.iter("{*}item", "{*}entry"))
    outlet = _text(root, ("title",)) or _text(root.find("{*}channel"), ("title",))
    for number, entry in enumerate(found, start=1):
        yield _captured(entry, outlet, feed, number)
    if not found:
        yield Rejected(path, "capture", f"is a feed without any entry; {EXPECTED}")


def _root(payload: bytes) -> etree._Element:
    """The feed, without anything that its document type would put into it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is not well-formed XML ({error}); {EXPECTED}") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError(f"declares entities, which no feed needs; {EXPECTED}")
    name = etree.QName(root).localname
    if name not in ROOTS:
        raise InputError(f"is XML of the kind <{name}>; {EXPECTED}")
    return root


def _captured(
    entry: etree._Element, outlet: str | None, feed: Captured, number: int
) -> Captured | Rejected:
    path, link = feed.path, _link(entry)
    item = _text(entry, ("guid", "id")) or link or str(number)
    content = _content(entry)
    if not content:
        reason = "has neither content nor a summary; save the page itself"
        return Rejected(f"{path}#{item}", "capture", reason)
    title = _text(entry, ("title",))
    headline = f"<h1>{html.escape(title, quote=False)}</h1>" if title else ""
    payload = (PAGE_START + headline + content + PAGE_END).encode()
    return Captured(
        path=f"{path}#{item}",
        capture=Capture.of(payload, "text/html"),
        sighting=Sighting(path, link, item=item),
        payload=payload,
        given=Given(outlet, title, _day(entry), charset="utf-8"),
        assets=(feed,),
        made_from=feed.capture.payload_digest,
    )


def _media_type(root: etree._Element) -> str:
    kind = {"rss": "rss", "feed": "atom"}.get(etree.QName(root).localname, "rdf")
    return f"application/{kind}+xml"


def _content(entry: etree._Element) -> str:
    """The fullest text of an entry, as HTML."""
    for name in TEXTS:
        for node in entry.findall(f"{{*}}{name}"):
            kind = node.get("type", "html")
            if kind == "xhtml":
                text = "".join(etree.tostring(child, encoding="unicode") for child in node)
            else:
                text = _words(node)
                text = html.escape(text) if kind == "text" else text
            if text.strip():
                return text
    return ""


def _link(entry: etree._Element) -> str | None:
    for node in entry.findall("{*}link"):
        if node.get("rel", "alternate") == "alternate":
            url = (node.get("href") or node.text or "").strip()
            if url.lower().startswith(("http://", "https://")):
                return url
    return None


def _text(node: etree._Element | None, names: tuple[str, ...]) -> str | None:
    """The words of the first child of one of these names, without markup."""
    for name in names:
        found = None if node is None else node.find(f"{{*}}{name}")
        words = "" if found is None else " ".join(_words(found).split())
        if words:
            return html.unescape(TAG.sub("", words))
    return None


def _words(node: etree._Element) -> str:
    """All text below a node; comments, which `itertext` would give as well, left out."""
    return str(node.xpath("string()"))


def _day(entry: etree._Element) -> str | None:
    """The day an entry was published, where the publisher was."""
    written = _text(entry, DATES)
    if written is None or ISO_DAY.match(written):
        return written and written[:10]
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return None
