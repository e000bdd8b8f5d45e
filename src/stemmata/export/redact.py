"""A case's exports without the names of private persons (`names` says who is private).

What is replaced: full names of private persons wherever they stand in the case, and the single words
of a name in the articles that name the person, by a role in square brackets that is the same
everywhere: "[resident 2]". The words of a name stay where they name a place or a public person. The
article's text, title, outlet and entities are rewritten, and every span is moved along:
`text[start:end]` stays the quoted words. Bylines stay.

What is left out, since it leads back to a name: addresses, file names, rejected items, byte ranges,
and the digests of what was captured. With a digest of the text, anybody could try names until it
fits; so all ids are made anew, of the rewritten text, and begin with "redacted-".

What stays: names that no reading of the case marked as a person's, and what the rest of the text gives
away ("the only baker of the village"). A person must read a redacted export before it is published.
Nothing can be proved from it, since captured bytes cannot be redacted; so there is no redacted bundle.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from stemmata.export.cuts import Cuts
from stemmata.export.evidence import Evidence
from stemmata.export.names import PrivateNames, private_names
from stemmata.export.search import Search
from stemmata.ids import id_of
from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Entity,
    Exhibit,
    Finding,
    Mention,
    Offsets,
    Place,
    Reading,
    Sighting,
    Span,
    Unread,
)

__all__ = ["MARK", "redact_exhibit", "redact_reading", "redacted"]

MARK = "redacted-"
"""What the ids of redacted things begin with."""


def redacted(case: Evidence) -> Evidence:
    """The case without the names of private persons. Goes through the case once to find them."""
    names = private_names(case.exhibits())
    return replace(
        case,
        name="redacted case",
        exhibits=lambda: (redact_exhibit(exhibit, names) for exhibit in case.exhibits()),
        rejected=(),
        archive=None,
        archive_end=None,
        log=tuple,
        chosen=case.chosen and _chosen(case, names),
        redacted=True,
    )


def _chosen(case: Evidence, names: PrivateNames) -> frozenset[str]:
    """The new ids of the chosen attributions."""
    return frozenset(
        new.id
        for exhibit in case.exhibits()
        if any(a.id in (case.chosen or ()) for a in exhibit.reading.attributions)
        for old, new in zip(
            exhibit.reading.attributions,
            redact_exhibit(exhibit, names).reading.attributions,
            strict=True,
        )
        if old.id in (case.chosen or ())
    )


def redact_exhibit(exhibit: Exhibit, names: PrivateNames) -> Exhibit:
    """One article of the case, rewritten."""
    reading = redact_reading(exhibit.reading, names)
    return replace(
        exhibit,
        reading=reading,
        capture=Capture(reading.article.capture, "", exhibit.capture.media_type),
        place=Place("", 0, 0, ""),
        sightings=tuple(Sighting("", seen_utc=s.seen_utc) for s in exhibit.sightings),
        offsets=Offsets(exhibit.offsets.charset),
    )


def redact_reading(old: Reading, names: PrivateNames) -> Reading:
    """The reading of the rewritten text, checked as every reading is."""
    search = Search(old, names)
    cuts = Cuts(search.in_text())
    article = _article(old.article, cuts, search)
    entities = {
        e.id: _entity(e, MARK + id_of("ent", article.id, number), names, search)
        for number, e in enumerate(old.entities)
    }
    ids = {
        a.id: MARK + id_of("att", article.id, number) for number, a in enumerate(old.attributions)
    }
    attributions = tuple(
        replace(
            a,
            id=ids[a.id],
            source=cuts.moved(a.source),
            cue=cuts.moved(a.cue),
            content=cuts.moved(a.content),
            within=ids[a.within] if a.within else None,
            source_entity=entities[a.source_entity].id if a.source_entity else None,
        )
        for a in old.attributions
    )
    return replace(
        old,
        path=article.id,
        article=article,
        attributions=attributions,
        mentions=tuple(
            Mention(
                MARK + id_of("men", article.id, number),
                cuts.moved((m.span,))[0],
                m.type,
                entities[m.entity].id if m.entity else None,
            )
            for number, m in enumerate(old.mentions)
        ),
        entities=tuple(entities.values()),
        unread=tuple(_unread(old.unread, cuts, attributions, article.text)),
    )


def _article(old: Article, cuts: Cuts, search: Search) -> Article:
    text = cuts.rewritten(old.text)
    outlet = old.outlet and search.rewritten(old.outlet)
    id_ = MARK + id_of("art", text, outlet)
    return replace(
        old,
        id=id_,
        capture=MARK + id_of("cap", id_),
        text=text,
        outlet=outlet,
        title=old.title and search.rewritten(old.title),
        headline=old.headline and cuts.moved((old.headline,))[0],
        found=tuple(Finding(field, search.rewritten(how)) for field, how in old.found),
    )


def _entity(old: Entity, id_: str, names: PrivateNames, search: Search) -> Entity:
    label = names.label_of(old)
    if label:
        return Entity(id_, label, old.type)
    keep = old.type in ("place", "person")
    return replace(
        old,
        id=id_,
        name=search.rewritten(old.name, keep=keep),
        aliases=tuple(search.rewritten(alias, keep=keep) for alias in old.aliases),
        description=old.description and search.rewritten(old.description),
    )


def _unread(
    old: tuple[Unread, ...], cuts: Cuts, attributions: tuple[Attribution, ...], text: str
) -> Iterator[Unread]:
    """The unread passages, less what a name that reached over their edge gave to the outlet."""
    taken = bytearray(len(text))
    for a in attributions:
        if a.voice == "outlet":
            for start, end in a.content:
                taken[start:end] = b"\1" * (end - start)
    for passage in old:
        (span,) = cuts.moved((passage.span,))
        free = "".join(" " if taken[at] else "x" for at in range(span.start, span.end))
        for found in re.finditer("x+", free):
            words = text[span.start + found.start() : span.start + found.end()]
            start = span.start + found.start() + len(words) - len(words.lstrip())
            end = span.start + found.end() - len(words) + len(words.rstrip())
            if start < end:
                yield Unread(Span(start, end), passage.reason)
