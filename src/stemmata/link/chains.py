"""From an occurrence to the end of its chain, across articles: copies, and outlets quoted by name.

own article (endings.py) -> copies of the passage (crossing.py) -> what a quoted outlet had it from
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import compress

from stemmata.link.crossing import Crossings, Twin
from stemmata.link.endings import CREDITED, NAMED, OWN_SOURCE, OWN_VOICE, Ending, Endings
from stemmata.link.figures import is_number_word, numbers
from stemmata.link.networks import Names
from stemmata.link.parties import Party
from stemmata.link.stories import WINDOW_DAYS
from stemmata.model import Occurrence, Passage, Step

__all__ = ["UNDATED", "Chains"]

UNDATED = "9999-12-31"  # an article without a date is taken for the latest
_WORD = re.compile(r"[\w’'-]+")
_FEW, _SAME = 3, 0.75
"""Words, and the share of them in common, of a short passage that is the same in two copies."""

_MARGIN = 40  # code points around a copy's passage, whose ends are rough
_MUCH = 0.3  # of the shorter text, for two to have had their nameless sources from one hand


class Chains:
    """Follows the occurrences of one claim at a time."""

    def __init__(self, endings: Endings, crossings: Crossings, names: Names) -> None:
        self._endings = endings
        self._crossings = crossings
        self._names = names
        self._days: dict[str, str] = {}
        self._agency = cache(self._agency_near)

    def day(self, article: str) -> str:
        """The day of an article, UNDATED where it has none."""
        if article not in self._days:
            speakers = self._endings.speakers(article)
            day = speakers.reading.article.day if speakers else None
            self._days[article] = day or UNDATED
        return self._days[article]

    def outlet(self, article: str) -> str:
        """The outlet of an article, by its best-known name."""
        return self._endings.outlet(article)

    def followed(self, occurrences: Sequence[Occurrence]) -> dict[str, Ending]:
        """The ending of each occurrence, by id.

        Args:
            occurrences: All of one claim, the earliest first.
        """
        there: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            there[occurrence.passage.article].append(occurrence)
        own = {o.id: self._endings.ending(o.passage, o.attribution) for o in occurrences}
        named = {_named_outlet(end) for end in own.values() if end is not None}
        copied = {o.id: self._through_copies(o, own[o.id], there, named) for o in occurrences}
        ends = {i: _to_the_first(i, copied, there) for i in copied}
        quoted = self._by_outlet(occurrences)
        outlets = {o.id: self.outlet(o.passage.article) for o in occurrences}
        return {i: _through_outlets(i, ends, quoted, outlets) for i in ends}

    def _through_copies(
        self,
        occurrence: Occurrence,
        own: Ending | None,
        there: Mapping[str, Sequence[Occurrence]],
        named: Collection[str],
    ) -> Ending:
        """The furthest ending of a passage and of the passages that are copies of it.

        `own` is its ending in its own article; `there` holds the occurrences of the claim in each article,
        `named` the outlets from which some say that they have it.
        """
        article = occurrence.passage.article
        if own is None:
            outlet = Party(article, "outlet", "media", outlet=True)
            return Ending((outlet,), article, OWN_VOICE, ())
        best, sources = own, []
        credited = {own.outlet, *(p.name for p in own.parties if p.outlet)} - {self.outlet(article)}
        twins = [
            twin
            for twin in sorted(self._twins(occurrence.passage, there), key=self._earliness)
            if self._tells_the_same(occurrence.passage, twin.passage, there)
        ]
        outlets = [self.outlet(twin.passage.article) for twin in twins]
        is_older = [
            house in credited or self._is_source(article, twin, named)
            for twin, house in zip(twins, outlets, strict=True)
        ]
        elder = {*compress(outlets, is_older), *self._before(article, there)}
        no_elder = {self.outlet(article), *outlets, *map(self.outlet, there)} - elder
        for twin, house, older in zip(twins, outlets, is_older, strict=True):
            other = self._copied_ending(twin.passage, there.get(twin.passage.article, ()))
            if other is None or (not older and self._leads_to(other, no_elder)):
                continue  # a copy that names its original, or who had it no earlier
            if older:
                sources.append(
                    (house not in credited, self._distance(article, twin), twin.passage.article)
                )
            if _adds_nothing(own, other):
                continue
            heard = self._heard(other, twin.passage.article)
            no_less = older and best is own and other.tells == own.tells < NAMED
            if (other.tells > best.tells and (older or _lends(own, other))) or no_less:
                step = Step("copy", twin.passage.article, occurrence.passage)
                itself = other.own and other.outlet == self.outlet(article)
                best = replace(heard, steps=(step, *heard.steps), own=itself)
            elif older and best is own and _nameless(own) & _nameless(other):
                best = replace(own, outlet=heard.outlet)  # whoever it is spoke to the older one
        if best is own:
            best = self._heard(own, article)
        return replace(best, copied_from=min(sources)[-1] if sources else None)

    def _twins(self, passage: Passage, there: Mapping[str, Sequence[Occurrence]]) -> Iterator[Twin]:
        """The copies of a passage, and what is too short to be found as one.

        That is the claim in the same words, in an article that has more in common with this one.
        """
        twins = list(self._crossings.twins(passage))
        yield from twins
        found = {passage.article, *(twin.passage.article for twin in twins)}
        for other in self._crossings.shared(passage.article).keys() & there.keys() - found:
            alike = (o.passage for o in there[other] if self._same_words(passage, o.passage))
            if (first := next(alike, None)) is not None:
                yield Twin(first, self._crossings.is_original(passage.article, other))

    def _same_words(self, one: Passage, two: Passage) -> bool:
        """Whether two short passages differ by hardly a word, numbers left out."""
        mine, other = (_wording(self._words(passage, margin=0)) for passage in (one, two))
        ratio = SequenceMatcher(None, mine, other, autojunk=False).ratio()
        return min(len(mine), len(other)) >= _FEW and ratio >= _SAME

    def _distance(self, article: str, twin: Twin) -> tuple[bool, str, int, str]:
        """How likely a text is the one that was copied: the outlet's own, the oldest, the most alike."""
        other = twin.passage.article
        shared = self._crossings.shared(article).get(other, 0)
        return (self.outlet(other) != self.outlet(article), self.day(other), -shared, other)

    def _before(self, article: str, others: Iterable[str]) -> set[str]:
        """The outlets of those articles that appeared on an earlier day than an article."""
        return {self.outlet(other) for other in others if self.day(other) < self.day(article)}

    @staticmethod
    def _leads_to(end: Ending, outlets: Collection[str]) -> bool:
        return any(party.outlet and party.name in outlets for party in end.parties)

    def _copied_ending(self, passage: Passage, known: Sequence[Occurrence]) -> Ending | None:
        """The ending of a copied passage; `known` are the occurrences of the claim in its article.

        What an article sums up in its own voice it has from whom it gives for the claim elsewhere.
        """
        end = self._endings.ending(*_overlapping(passage, known))
        if end is None or end.tells != OWN_VOICE:
            return end
        sourced = [o for o in known if o.stance == "reports"]
        given = (self._endings.ending(o.passage, o.attribution) for o in sourced)
        return max((end, *filter(None, given)), key=lambda e: e.tells)

    def _tells_the_same(self, one: Passage, two: Passage, there: Collection[str]) -> bool:
        """Whether a copy tells of the same event and has every number: a changed one is another claim.

        Like words of other days are of another event, where the claim does not know their article.
        """
        days = self.day(one.article), self.day(two.article)
        far = UNDATED not in days and _days_between(*days) > WINDOW_DAYS
        if far and two.article not in there:
            return False
        return numbers(self._words(one, margin=0)) <= numbers(self._words(two, margin=_MARGIN))

    def _words(self, passage: Passage, *, margin: int) -> str:
        speakers = self._endings.speakers(passage.article)
        text = speakers.reading.article.text if speakers else ""
        start, end = passage.span
        return text[max(0, start - margin) : end + margin]

    def _heard(self, end: Ending, article: str) -> Ending:
        """An article's end, its nameless sources pinned to the agency, if any is near, that they spoke to."""
        outlet = self.outlet(article)
        if end.outlet != outlet or all(p.is_named or p.outlet for p in end.parties):
            return end
        agency = self._agency(article)
        if agency is None:
            return end
        steps = tuple(s._replace(to=agency) if s.kind == "own source" else s for s in end.steps)
        return replace(end, outlet=agency, steps=steps)

    def _agency_near(self, article: str) -> str | None:
        """The one agency to which articles are credited that share much text with an article."""
        shared = self._crossings.shared(article).items()
        sizes = {other: min(self._size(article), self._size(other)) for other, _ in shared}
        near = [self._endings.credit(other) for other, n in shared if n >= _MUCH * sizes[other]]
        rows = (self._names.named(credit.outlet) for credit in near if credit is not None)
        agencies = {row.name for row in rows if row is not None and row.kind == "agency"}
        return agencies.pop() if len(agencies) == 1 else None

    def _size(self, article: str) -> int:
        speakers = self._endings.speakers(article)
        return len(speakers.reading.article.text) if speakers else 0

    def _earliness(self, twin: Twin) -> tuple[str, bool, int, str]:
        return self._rank(twin.passage.article)

    def _rank(self, article: str) -> tuple[str, bool, int, str]:
        """Which of two copies comes first: by day, else the one with a credit or with more sources."""
        speakers = self._endings.speakers(article)
        named = sum(
            any(party.is_named for party in statement.parties)
            for statement in (speakers.statements.values() if speakers else ())
        )
        return (self.day(article), self._endings.credit(article) is None, -named, article)

    def _is_source(self, article: str, twin: Twin, named: Collection[str]) -> bool:
        """Whether an article was copied from the twin's, as far as is known, else by convention.

        Of two that appeared together, it was from the one whose outlet others name for the claim.
        """
        other = twin.passage.article
        if self.day(other) == self.day(article):
            mine, theirs = self.outlet(article) in named, self.outlet(other) in named
            if mine != theirs:
                return theirs
        if twin.is_original is not None:
            return twin.is_original
        return self._earliness(twin) < self._rank(article)

    def _by_outlet(self, occurrences: Sequence[Occurrence]) -> Mapping[str, Sequence[str]]:
        """The supporting occurrences of each outlet and agency, those in texts credited to it too."""
        found: dict[str, list[str]] = defaultdict(list)
        for occurrence in occurrences:
            article = occurrence.passage.article
            if occurrence.stance == "denies":
                continue
            found[self.outlet(article)].append(occurrence.id)
            if credit := self._endings.credit(article):
                found[credit.outlet].append(occurrence.id)
        return found


def _to_the_first(
    start: str, ends: Mapping[str, Ending], there: Mapping[str, Sequence[Occurrence]]
) -> Ending:
    """The end of the text from which an outlet's bare word was copied, and that one's, and so on."""
    seen = [start]
    while (
        (end := ends[seen[-1]]).tells == OWN_VOICE and end.steps[:1] and end.steps[0].kind == "copy"
    ):
        found = next((o.id for o in there.get(end.steps[0].to, ()) if o.stance == "asserts"), None)
        if found is None or found in seen:
            break
        seen.append(found)
    last, copy = ends[seen[-1]], ends[start].steps[:1]
    if len(seen) == 1:
        return last
    steps = last.steps if last.steps[:1] and last.steps[0].kind == "copy" else (*copy, *last.steps)
    return replace(last, steps=steps, copied_from=ends[start].copied_from)


def _adds_nothing(own: Ending, other: Ending) -> bool:
    """Whether a copy has it only from the outlets that an article names itself."""
    return all(party.outlet and party in own.parties for party in other.parties)


def _nameless(end: Ending) -> set[str]:
    """What those are called whom an outlet vouches for."""
    return {party.name for party in end.parties if not party.is_named and not party.outlet}


def _lends(own: Ending, later: Ending) -> bool:
    """Whether a later copy may tell where a text ends: not at nameless sources in place of its own."""
    return own.tells < OWN_SOURCE or not _nameless(later)


def _wording(words: str) -> list[str]:
    """The words of a passage in lower case, without those that are part of a number."""
    return [w for w in _WORD.findall(words.lower()) if not is_number_word(w)]


def _days_between(one: str, two: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


def _overlapping(passage: Passage, known: Sequence[Occurrence]) -> tuple[Passage, str | None]:
    """The occurrence that a copied passage is, with its attribution; else the passage as it is."""

    def fit(occurrence: Occurrence) -> tuple[int, int]:
        span = occurrence.passage.span
        shared = min(span.end, passage.span.end) - max(span.start, passage.span.start)
        return shared, span.start - span.end

    best = max(known, key=fit, default=None)
    if best is None or 2 * fit(best)[0] < passage.span.end - passage.span.start:
        return passage, None
    return best.passage, best.attribution


def _through_outlets(
    start: str,
    ends: Mapping[str, Ending],
    quoted: Mapping[str, Sequence[str]],
    outlets: Mapping[str, str],
) -> Ending:
    """What the outlet that an occurrence quotes had it from, as far as the claim tells.

    Outlets that lead only back to one another are a circle, and end at the earliest of them. What an
    outlet rests its own word on is not what it wrote later.
    """
    order = {i: place for place, i in enumerate(ends)}
    steps: dict[str, tuple[Step, ...]] = {start: ()}
    best, circular, queue = None, False, [start]
    for at in queue:
        end, named = ends[at], _named_outlet(ends[at])
        leads = [
            i
            for i in quoted.get(named, ())
            if i != at
            and (outlets[i] != outlets[start] or order[i] <= order[start])
            # What two texts are credited to is no circle.
            and (end.tells == NAMED or outlets[i] == named)
        ]
        # What an outlet copied, or has credited to it by others, it does not rest on by name.
        by_name = outlets[start] == named and not (_is_copied(end) or _is_copied(ends[start]))
        circular = circular or (start in leads and by_name)
        for i in leads:
            if i not in steps:
                steps[i] = (*steps[at], *end.steps)
                queue.append(i)
        if not leads and (best is None or end.tells > best.tells):
            best = replace(end, steps=(*steps[at], *end.steps))
    if best is not None:
        # An outlet's bare word, reached by quoting it, is that outlet quoted by name.
        bare = _whose_word(best) == _named_outlet(ends[start])
        if bare or len(queue) == 1:
            return ends[start]
        # Who passes on what runs in another outlet's circle does not run in it; who quotes another for
        # what that had from its own nameless sources does.
        told = any(party.is_named for party in best.parties)
        itself = best.outlet == outlets[start] and (best.own or not told)
        return replace(best, copied_from=ends[start].copied_from, own=itself)
    circle = [i for i in ends if i in steps and (circular or i != start)]
    # Texts that are only credited to one of them are none of the circle's.
    named_ones = {_named_outlet(ends[i]) for i in steps}
    circle = [i for i in circle if outlets[i] in named_ones] or circle
    first = Party(outlets[circle[0]], "named_organization", "media", outlet=True)
    return replace(ends[start], parties=(first,), own=circular)


def _is_copied(end: Ending) -> bool:
    return end.steps[:1] != () and end.steps[0].kind == "copy"


def _whose_word(end: Ending) -> str:
    """The outlet of whose bare word an ending is: in its own voice, or in a text credited to it."""
    if end.tells == CREDITED:
        return end.parties[0].name
    return end.outlet if end.tells == OWN_VOICE else ""


def _named_outlet(end: Ending) -> str:
    """The one outlet that is quoted or credited, empty where an ending is at anyone else."""
    outlet = end.tells in (NAMED, CREDITED) and len(end.parties) == 1 and end.parties[0].outlet
    return end.parties[0].name if outlet else ""
