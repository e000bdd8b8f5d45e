"""Lines between an article's paragraphs that only lead on to another story of the same site.

"Read more: Council delays the vote", "Lea también: …", "À lire aussi » …": told by their form, in any
language: a short label, then a link to their end. A credit ("Source: …") has that form too, but leads to
another site; a line of a chronicle ("8 May 2031: …") has a date for its label. Both stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from stemmata.text.shown import one_line

__all__ = ["pointers"]

LABEL_ENDS = ":»>|–-"
LONGEST_LABEL = 30  # characters; "You may also be interested in:" has them
SHORTEST_TITLE, LONGEST_TITLE = 16, 180  # of a story; what is shorter is a name ("Sennoth Herald")
FULL_STOPS = (".", "。", "।")  # no title ends so: 'She said: <a href="…">the bridge is shut.</a>'
LEVELS = 4  # elements around a link that may be its paragraph: <p><strong><em><a>


def pointers(lines: Iterable[str], tree: Any, host: str | None) -> frozenset[str]:
    """Those of an article's lines that are such pointers on its page.

    Args:
        lines: Each as `one_line` makes it.
        tree: The page.
        host: The site's own, as in an address; where it is None, only links without one are the site's.
    """
    possible = defaultdict[str, set[str]](set)
    for line in lines:
        for title in _titles(line):
            possible[title].add(line)
    found = set[str]()
    for link in tree.iter("a") if possible else ():
        led_to = possible.get(_words(link, LONGEST_TITLE) or "")
        if led_to and _stays(link.get("href"), host):
            found |= led_to.intersection(_around(link))
    return frozenset(found)


def _titles(line: str) -> Iterator[str]:
    """What a line may have for a title, after a label without a digit."""
    for at, letter in enumerate(line[: LONGEST_LABEL + 1]):
        if letter.isdigit():
            break
        if at and letter in LABEL_ENDS:
            title = line[at + 1 :].lstrip()
            if SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and not title.endswith(FULL_STOPS):
                yield title


def _around(link: Any) -> Iterator[str]:
    """The words of the elements around a link, as long as they may be a label and a title."""
    around = link.getparent()
    for _ in range(LEVELS):
        line = None if around is None else _words(around, LONGEST_LABEL + LONGEST_TITLE + 2)
        if line is None:
            break
        yield line
        around = around.getparent()


def _words(element: Any, most: int) -> str | None:
    """The words of an element in one line; None where they have more characters than that."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        size += len(piece.strip())
        if size > most:
            return None
        pieces.append(piece)
    return one_line("".join(pieces))


def _stays(href: str | None, host: str | None) -> bool:
    """Whether a link leads to a page of the site itself."""
    try:
        to = urlsplit((href or "").strip())
        name = to.hostname
    except ValueError:
        return False
    if to.scheme not in ("", "http", "https") or not (to.path or to.netloc):
        return False
    return name is None or (host is not None and _site(name) == _site(host))


def _site(host: str) -> str:
    """The last two labels of a host: "www.herald.example" and "en.herald.example" are one site."""
    return ".".join(host.lower().rsplit(".", 2)[-2:])
