"""What tells one event from another: the places and the day that a passage speaks of.

A sentence that names neither speaks of what its article leads with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stemmata.link.places import country_in
from stemmata.link.words import name_key
from stemmata.model import Reading, Span

__all__ = ["Event", "Scene"]

_LEAD_CHARS = 450
"""Headline, date line and first sentence or two."""

_WEEKDAYS = {
    day: number
    for number, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)
_SAYING = (
    "said|says|told|announced|reported|confirmed|stated|declared|denied|warned|wrote|published"
)
_SAID_ON = re.compile(
    rf"\b(?:{_SAYING})(?: (?:reporters|journalists|parliament|in an? (?:\w+ )?statement))?"
    r"(?: late| early)?(?: on)? $",
    re.IGNORECASE,
)
"""Before a weekday: it is that of the words, and what they tell of may be older."""
_BEFORE_DAY = 80  # code points before a weekday that tell of what it is the day
_ON_IT_SAID = re.compile(rf" (?:{_SAYING})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:next|coming|from|starting)(?: next)? $", re.IGNORECASE)
"""Before a weekday: it is still to come."""
_LIMIT = re.compile(r"\b(?:until|till|by)(?: late| early| next)? $", re.IGNORECASE)
"""Before a weekday: how far something reaches, not when it happened: "dead by Monday"."""
_NEAR = {"today": 0, "yesterday": 1}
_NEAR_DAY = re.compile(r"\b(today|yesterday)\b", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        1,
    )
}
_MONTH_NAMES = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH_NAMES})|(?P<m2>{_MONTH_NAMES}) (?P<d2>\d{{1,2}}))\b"
    r"(?:,? (?P<y>\d{4}))?",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:last (?:week|month|year)|(?:days?|weeks?|months?|years?) (?:ago|earlier|before)"
    rf"|since (?:the|19|20)\w*|in (?:{_MONTH_NAMES}|(?:19|20)\d\d)|previous(?:ly)?"
    r"|(?:in|over|for|during|within) (?:the )?(?:recent |past |last |previous )?(?:\w+ )?"
    r"(?:days|weeks|months|years)"
    r"|since (?=[^.]{0,40}\b(?:began|begun|start\w*|launch\w*|outbreak|declar\w*|last|early|late|mid))|so far"
    r"|\w+[- ]year(?:[- ]long)? (?:civil )?(?:war|conflict)"
    rf"|earlier (?:this|in|attack|strike|raid)s?|(?:{_MONTH_NAMES}) (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|separate(?:ly)?|elsewhere|meanwhile|similar|other attacks?)\b", re.IGNORECASE
)
_ACTS = (
    r"(?:attack|(?:air ?)?strike|raid|bombing|shelling|assault|massacre|killing|explosion|incident)"
)
_THAT_ACT = re.compile(rf"\b(?:that|those) (?:\w+ )?{_ACTS}s?\b(?! that\b)", re.IGNORECASE)
"""What the sentence before speaks of: "Damascus blamed that attack on rebels"."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_LONGEST_SENTENCE = 500
_MOST_BACK = 4  # sentences on end of which each speaks of "that attack"
_WEEK = 7
_ABBREVIATED = 3
"""Letters of names that are written in capitals anywhere: "UAE"."""
TOLD_LATER = 3
"""Days after an event on which reports of it still come."""
_NAMED_TYPES = frozenset({"person", "organization", "place", "event", "group"})


@dataclass(frozen=True, slots=True)
class Event:
    """Where and when something is said to have happened, as keys and as a count of days.

    `named` are the places of the sentence itself, `places` those of the lead as well where `lead` tells
    that it speaks of what the article leads with. `day` is None where nothing tells; `dated` tells that the
    words name it, or else it is the day on which the article appeared. `past` tells that it is said to be
    of an earlier time, or of a long one.
    """

    places: frozenset[str]
    named: frozenset[str]
    day: int | None
    lead: bool
    past: bool
    dated: bool = True

    def may_be(self, other: "Event") -> bool:
        """Whether both can be the same: a place in common, and days that do not differ."""
        if self.past or other.past or self.places.isdisjoint(other.places):
            return False
        return not self.other_day(other) and not self.other_spot(other)

    def elsewhere(self, other: "Event") -> bool:
        """Whether both name places, and none in common."""
        return bool(self.places and other.places) and self.places.isdisjoint(other.places)

    def other_spot(self, other: "Event") -> bool:
        """Whether each names a place that the other lacks, as two streets of one city."""
        return bool(self.named - other.places and other.named - self.places)

    def other_day(self, other: "Event") -> bool:
        """Whether their days differ; by one they may, a night or a time zone apart.

        Where only the day of publication is known, the event may be some days older.
        """
        if self.day is None or other.day is None:
            return False
        later = self if self.day >= other.day else other
        apart = abs(self.day - other.day)
        return apart > (1 if later.dated else TOLD_LATER)


class Scene:
    """The events of one article."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._places = [
            (m.span.start, key)
            for m in reading.mentions
            if m.type == "place" and not self._is_dateline(m.span)
            for key in _keys(self._text[m.span.start : m.span.end])
        ]
        self._names = sorted(
            (m.span.start, m.span.end, key)
            for m in reading.mentions
            if m.type in _NAMED_TYPES
            for key in _keys(self._text[m.span.start : m.span.end])
        )
        day = reading.article.day
        self.day = date.fromisoformat(day).toordinal() if day else None
        lead = Span(0, min(_LEAD_CHARS, len(self._text)))
        self._lead_places = self._in(lead)
        self._lead_day = self._day_in(self._text[lead.start : lead.end])
        self._lead_dated = self._lead_day is not None
        if self._lead_day is None:
            self._lead_day = self.day

    def _is_dateline(self, span: Span) -> bool:
        """Whether a place is where a report was written: "ARDESH (Harbour News) - A ship sank"."""
        words = self._text[span.start : span.end]
        return span.start < _LEAD_CHARS and words.isupper() and len(words) > _ABBREVIATED

    def named(self, span: Span) -> frozenset[str]:
        """Keys of the people, bodies and places that a passage names."""
        return frozenset(
            k for start, end, k in self._names if span.start <= start and end <= span.end
        )

    def event(self, sentence: Span) -> Event:
        """The event that a sentence speaks of."""
        sentence = self._telling(sentence)
        words = self._text[sentence.start : sentence.end]
        named, day = self._in(sentence), self._day_in(words)
        past = bool(_LONG_AGO.search(words)) and day is None
        lead = (
            (named <= self._lead_places or sentence.start < _LEAD_CHARS)
            and (day is None or day == self._lead_day)
            and not past
            and not _ANOTHER.search(words)
        )
        if lead:
            places = named | self._lead_places
            return Event(places, named, self._lead_day, lead, past, self._lead_dated)
        return Event(named, named, day, lead, past)

    def _telling(self, sentence: Span) -> Span:
        """The sentence that tells of what one speaks of as "that attack"; else the sentence itself."""
        for _ in range(_MOST_BACK):
            words = self._text[sentence.start : sentence.end]
            told = self._in(sentence) or self._day_in(words) is not None
            if told or not _THAT_ACT.search(words):
                break
            before = self._before(sentence)
            if before.start == before.end:
                break
            sentence = before
        return sentence

    def _before(self, sentence: Span) -> Span:
        """The sentence before one; it is empty where none is."""
        start = max(0, sentence.start - 2 * _LONGEST_SENTENCE)
        stop = sentence.start + 2  # the mark and the letter with which it may begin
        ends = [m.end() for m in _SENTENCE_END.finditer(self._text, start, stop)]
        if not ends:
            return Span(sentence.start, sentence.start)
        return Span(ends[-2] if len(ends) > 1 else start, ends[-1])

    def _in(self, span: Span) -> frozenset[str]:
        return frozenset(key for start, key in self._places if span.start <= start < span.end)

    def _day_in(self, words: str) -> int | None:
        """The day that words name, counted back from the article's."""
        if self.day is None:
            return None
        published = date.fromordinal(self.day)
        for found in _DATE.finditer(words):
            try:
                named = date(
                    int(found["y"] or published.year),
                    _MONTHS[(found["m"] or found["m2"]).lower()],
                    int(found["d"] or found["d2"]),
                )
            except ValueError:
                continue
            if named != published or not _WEEKDAY.search(words):
                return named.toordinal()
        for weekday in _WEEKDAY.finditer(words):
            first = max(0, weekday.start() - _BEFORE_DAY)
            said = _SAID_ON.search(words, first, weekday.start())
            limit = _LIMIT.search(words, first, weekday.start())
            if said or limit or _ON_IT_SAID.match(words, weekday.end()):
                continue
            back = (published.weekday() - _WEEKDAYS[weekday[1].lower()]) % _WEEK
            ahead = _WEEK if _AHEAD.search(words, first, weekday.start()) else 0
            return self.day - back + ahead
        if near := _NEAR_DAY.search(words):
            return self.day - _NEAR[near[1].lower()]
        return None


def _keys(name: str) -> Iterable[str]:
    for word in re.findall(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*", name):
        general = word.lower() in _WEEKDAYS or word.lower() in _GENERAL
        if (word[0].isupper() or "-" in word) and not general and not country_in(word):
            yield name_key(word)


_GENERAL = frozenset(
    "province governorate city town village district north south east west northern southern eastern western "
    "countryside neighborhood neighbourhood area region central camp street mountains river the al el".split()
)
