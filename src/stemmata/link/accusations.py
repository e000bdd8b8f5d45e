"""Who accuses whom: an actor that a row says did harm or bears the blame, and who holds that.

By rule, over words and the names in a text: what cannot be told is left out. An accusation is a report of
what somebody holds, never a finding; what is denied, asked, feared or planned is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from stemmata.link.deeds import (
    ACCUSED,
    AIMED,
    BELONGS,
    BY,
    CLAUSE_END,
    DEED,
    DEED_BEFORE,
    DENIED,
    ELSEWHERE,
    FOUGHT,
    HAS_AGENTS,
    OBJECT,
    OPEN,
    POSSESSES,
    PURPOSE,
    QUALIFIES,
    RULES,
    SAYING,
    SUBJECT,
    WE,
)
from stemmata.link.places import country_in
from stemmata.link.speaking import named_in
from stemmata.model import Attribution, Mention, Reading, Span

__all__ = ["Accusation", "Holder", "accusations"]

Holder = Literal["actor", "outlet", "unnamed"]
"""Who accuses: an actor, the outlet in its own voice, or somebody who is not named."""


class Accusation(NamedTuple):
    """A row of an article in which an actor is accused; `span` holds the accused and the deed.

    `accuser` is an actor's id where the holder is one, else None.
    """

    article: str
    attribution: str
    span: Span
    accused: str
    holder: Holder
    accuser: str | None


_NEAR = 40
"""Code points before a deed in which a denial belongs to it: about seven words."""


def accusations(
    readings: Iterable[Reading], actors: Mapping[str, Mapping[str, str]]
) -> Iterator[Accusation]:
    """The accusations in these readings; `actors` names the actor of each entity, by article."""
    for reading in readings:
        own = actors.get(reading.article.id, {})
        if own:
            yield from _Text(reading, own).accusations()


class _Charge(NamedTuple):
    """Words that accuse: whom, in which stretch, and whether and by whom they say it is an accusation."""

    accused: Mention
    words: Span
    says: bool
    by: Mention | None = None


class _Text:
    """One article, its names in order, and the row that speaks of each."""

    def __init__(self, reading: Reading, actors: Mapping[str, str]) -> None:
        self._article, self._actors = reading.article, actors
        self._text = reading.article.text
        self._mentions = sorted(
            (m for m in reading.mentions if m.entity in actors), key=lambda m: m.span
        )
        self._starts = [m.span.start for m in self._mentions]
        self._rows = named_in(reading)
        self._cues = [(cue, row) for row in reading.attributions for cue in row.cue]

    def accusations(self) -> Iterator[Accusation]:
        """Each accused actor of each row and accuser once, in order."""
        seen: set[tuple[str, str, Holder, str | None]] = set()
        for charge in sorted(self._charges(), key=lambda charge: charge.words):
            row = self._rows.get(charge.accused.id)
            held = row and self._held(charge, row)
            if row is None or not held:
                continue
            accused, (holder, accuser) = self._actor(charge.accused), held
            key = (row.id, accused, holder, accuser)
            if accuser != accused and key not in seen:
                seen.add(key)
                span = self._hull(charge)
                yield Accusation(self._article.id, row.id, span, accused, holder, accuser)

    def _charges(self) -> Iterator[_Charge]:
        yield from self._said()
        yield from self._done_by()
        for pattern in (DEED, ACCUSED):
            for found in pattern.finditer(self._text):
                accused = self._before(found.start())
                if accused and not self._stands(DENIED, accused.span.start):
                    yield _Charge(accused, Span(*found.span()), pattern is ACCUSED)

    def _said(self) -> Iterator[_Charge]:
        """Somebody accuses in words whoever follows them."""
        for pattern, goes_on in SAYING.items():
            for found in pattern.finditer(self._text):
                accused = self._after(found.end())
                if accused is None or not goes_on.match(self._text, accused.span.end):
                    continue
                if not (
                    self._stands(PURPOSE, found.start()) or self._stands(DENIED, found.start())
                ):
                    by = self._before(found.start())
                    yield _Charge(accused, Span(*found.span()), True, by)

    def _done_by(self) -> Iterator[_Charge]:
        """A deed was done "by" whoever follows."""
        for found in BY.finditer(self._text):
            deed = DEED_BEFORE.search(self._text[max(0, found.start() - _NEAR) : found.start()])
            accused = deed and self._after(found.end())
            if deed and accused:
                start = found.start() - len(deed[0])
                if not self._stands(FOUGHT, start) and not self._stands(OPEN, start):
                    yield _Charge(accused, Span(start, found.end()), False)

    def _before(self, at: int) -> Mention | None:
        """The one that stands before a deed as who did it."""
        k = bisect_left(self._starts, at) - 1
        if k < 0:
            return None
        mention = self._mentions[k]
        if not SUBJECT.fullmatch(self._text, mention.span.end, at):
            return None
        before = self._text[max(0, mention.span.start - _NEAR) : mention.span.start]
        belongs = BELONGS.search(before)
        if ELSEWHERE.search(before) or (belongs and not RULES.fullmatch(belongs["head"])):
            return None
        return mention if self._can_act(mention) else None

    def _after(self, at: int) -> Mention | None:
        """The one that stands behind a deed as who did it."""
        skipped = OBJECT.match(self._text, at)
        k = bisect_left(self._starts, at)
        if k == len(self._mentions) or skipped is None:
            return None
        mention = self._mentions[k]
        near = mention.span.start <= skipped.end() and self._can_act(mention)
        return mention if near else None

    def _can_act(self, mention: Mention) -> bool:
        """Whether a name is that of somebody: a town is not, a country or a town's police is.

        Nor is it where it only says whose or which: "Vellan's neighbours", "Vellan propaganda".
        """
        words, (_, end) = self._article.quote((mention.span,))[0], mention.span
        if HAS_AGENTS.match(self._text, end):
            return True
        if mention.type == "place" and country_in(words) is None:
            return False
        loose = mention.type in ("place", "group")
        return not (QUALIFIES if loose else POSSESSES).match(self._text, end)

    def _stands(self, words: re.Pattern[str], at: int) -> bool:
        """Whether such words stand before a place, in its clause."""
        before = CLAUSE_END.split(self._text[max(0, at - _NEAR) : at])[-1]
        return words.search(before) is not None

    def _held(self, charge: _Charge, row: Attribution) -> tuple[Holder, str | None] | None:
        """Who holds it; None where nobody does, or where that cannot be told."""
        cued = self._cued(charge)
        if cued is not None:
            return self._source(cued)
        if not charge.says:
            is_held = row.polarity == "affirmed" and row.attitude != "intention"
            is_fight = AIMED.match(self._text, self._hull(charge).end)
            return self._holder(row) if is_held and not is_fight else None
        if charge.by is not None:
            return "actor", self._actor(charge.by)
        if self._stands(WE, charge.words.start):
            return self._holder(row)
        participle = self._text[slice(*charge.words)].split()[0].endswith("ing")
        if participle:
            return self._source(row) if row.voice == "source" else None
        return "unnamed", None

    def _cued(self, charge: _Charge) -> Attribution | None:
        """The row whose cue the accusing words are."""
        if not charge.says:
            return None
        return next((row for cue, row in self._cues if cue.overlaps(charge.words)), None)

    def _holder(self, row: Attribution) -> tuple[Holder, str | None]:
        return ("outlet", None) if row.voice == "outlet" else self._source(row)

    def _source(self, row: Attribution) -> tuple[Holder, str | None]:
        actor = self._actors.get(row.source_entity or "")
        return ("actor", actor) if actor else ("unnamed", None)

    def _actor(self, mention: Mention) -> str:
        return self._actors[mention.entity or ""]

    def _hull(self, charge: _Charge) -> Span:
        first, last = sorted((charge.accused.span, charge.words))
        end = max(first.end, last.end)
        return Span(first.start, first.start + len(self._text[first.start : end].rstrip()))
