"""Changed pages: addresses whose bytes changed between sightings, and what is different."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, TypedDict

from stemmata.ledger import Heading
from stemmata.model import Attribution, Exhibit
from stemmata.report.quoting import joined, shorten
from stemmata.report.revision import Revision, revision
from stemmata.web.asking import Asked, NotHere
from stemmata.web.objects import plain
from stemmata.web.pages.article import exhibit_of

__all__ = ["ChangePage", "ChangedPage", "Changes", "change", "changes"]

MOST_ADDRESSES = 200
"""Addresses listed on one page."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """An address with its versions, oldest first."""

    address: str
    versions: tuple[Heading, ...]

    @property
    def steps(self) -> tuple[tuple[Heading, Heading], ...]:
        """Each version with the one that followed."""
        return tuple(pairwise(self.versions))


class VersionsAnswer(TypedDict):
    """The articles seen at one address, the oldest first."""

    address: str
    versions: list[str]


class ChangesAnswer(TypedDict):
    """The addresses whose pages changed."""

    pages: list[VersionsAnswer]
    left_out: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All addresses that changed."""

    TEMPLATE: ClassVar[str] = "changes.html"

    pages: tuple[ChangedPage, ...]
    left_out: int

    def to_object(self) -> ChangesAnswer:
        """The addresses and the articles seen at each."""
        return {
            "pages": [
                {"address": page.address, "versions": [v.article for v in page.versions]}
                for page in self.pages
            ],
            "left_out": self.left_out,
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """What was there and what stands in its place, with the words around."""

    before: str
    removed: str
    added: str
    after: str


class ChangeAnswer(TypedDict):
    """What one version changed against another; rows are pairs of who and what."""

    before: str
    after: str
    edits: list[Edit]
    dropped: list[tuple[str, str]]
    new: list[tuple[str, str]]
    reworded: list[tuple[tuple[str, str], tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What one version changed against another; rows are pairs of who and what."""

    TEMPLATE: ClassVar[str] = "change.html"

    before: Exhibit
    after: Exhibit
    edits: tuple[Edit, ...]
    dropped: tuple[tuple[str, str], ...]
    new: tuple[tuple[str, str], ...]
    reworded: tuple[tuple[tuple[str, str], tuple[str, str]], ...]

    def to_object(self) -> ChangeAnswer:
        """What changed in the words and in the rows."""
        return {
            "before": self.before.reading.article.id,
            "after": self.after.reading.article.id,
            "edits": plain(self.edits),
            "dropped": plain(self.dropped),
            "new": plain(self.new),
            "reworded": plain(self.reworded),
        }


AROUND, WORDS_LIMIT = 60, 600
"""Code points shown beside a change, and of it."""


def changes(asked: Asked) -> Changes:
    """All addresses that changed, in order of first sighting."""
    addresses = asked.ledger.changed_addresses()
    shown = {address: asked.ledger.versions(address) for address in addresses[:MOST_ADDRESSES]}
    headings = asked.ledger.headings_of([i for ids in shown.values() for i in ids])
    pages = [ChangedPage(a, tuple(headings[i] for i in ids)) for a, ids in shown.items()]
    return Changes(tuple(pages), left_out=max(0, len(addresses) - MOST_ADDRESSES))


def change(asked: Asked) -> ChangePage:
    """What changed from the article `before` to the article of the path."""
    after, before = exhibit_of(asked), asked.ledger.exhibit(asked.path["before"])
    if before is None:
        raise NotHere(f"The case has no article {asked.path['before']}.")
    found = revision(before, after)
    return ChangePage(
        before=before,
        after=after,
        edits=tuple(_edits(found)),
        dropped=tuple(_said(before, row) for row in found.dropped),
        new=tuple(_said(after, row) for row in found.new),
        reworded=tuple(
            (_said(before, pair.before), _said(after, pair.after)) for pair in found.reworded
        ),
    )


def _edits(found: Revision) -> list[Edit]:
    old, new = found.before.reading.article.text, found.after.reading.article.text
    return [
        Edit(
            before=new[max(0, edit.b.start - AROUND) : edit.b.start],
            removed=shorten(old[edit.a.start : edit.a.end], WORDS_LIMIT),
            added=shorten(new[edit.b.start : edit.b.end], WORDS_LIMIT),
            after=new[edit.b.end : edit.b.end + AROUND],
        )
        for edit in found.edits
    ]


def _said(exhibit: Exhibit, row: Attribution) -> tuple[str, str]:
    quote = exhibit.reading.article.quote
    outlet = exhibit.reading.article.outlet or "the outlet itself"
    who = joined(quote(row.source)) if row.voice == "source" else outlet
    return who or "no source named", shorten(joined(quote(row.content)), WORDS_LIMIT)
