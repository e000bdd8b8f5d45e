"""Whom a pronoun means: by gender, number, and how present each candidate is.

Candidates are the things named before it and the speakers before it, people without a name
included, so that "she" after an unnamed witness leads to nobody rather than to the last woman
named. The text is walked once: a pronoun that was understood keeps its bearer present.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemmata.extract.names import Gender, Thing
from stemmata.extract.words.sources import FEMALE_NOUNS, MALE_NOUNS, PERSONS
from stemmata.model import EntityType, SourceKind, Span

__all__ = ["Discourse", "Speaker", "gender_of_noun"]

REACH = 3  # sentences back that a candidate may stand; GUM train: 97 % of antecedents lie within
FAR = 8  # sentences back that the only candidate may stand
_FULL_SEARCH = 50  # candidates looked at; bounds the work on texts without sentences

# Weights found by random search over the subjects "he" and "she" of GUM train (567 pronouns), where
# they give 371 right, 20 wrong, and 25 answers where nobody is named. Dev was not used.
SUBJECT = 0.8  # it opens its sentence or stands before the verb
SPOKE_LAST = 1.4  # it is the source of the attribution before
CARRIED = 0.5  # it was last taken up by a pronoun: the text is about it
OFTEN = 0.25  # per further mention so far, four at most
KNOWN_GENDER = 0.7  # its gender is known, and fits
PER_SENTENCE = 0.4  # lost for every sentence between
IN_QUOTATION = 0.8  # lost when it was named by someone else, inside quotation marks
MARGIN = 0.05  # by how much the best must lead; below, the text does not tell

_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITIONS = frozenset(
    "of for in at from with on to by near about under over against around into than and between "
    "after before as like".split()
)
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) ((?:[\w-]+ ){0,3}[\w-]+)")
_PREDICATIVE = re.compile(r"\b(?:is|was|be|been|being|are|were|as|become|became|remains?|like)\s$")
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|[Hh]ers|[Hh]imself|[Hh]erself)\b")
_GENDERS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_PLURALS = frozenset("they them their theirs themselves".split())
_BODIES = frozenset(("organization", "place", "document", "event"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke in an attribution: the thing, if it has a name, and its kind."""

    thing: Thing | None
    kind: SourceKind
    gender: Gender | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """One place where a candidate stands. `thing` is None for people without a name."""

    at: int
    thing: Thing | None
    gender: Gender | None
    sentence: int
    subject: bool
    quoted: bool
    carried: bool = False

    @property
    def identity(self) -> int:
        """Equal for two places of one thing; people without a name are all different."""
        return id(self.thing) if self.thing is not None else -1 - self.at


class Discourse:
    """The candidates of one article, walked in text order, and who spoke so far.

    Invariant: `speakers` and the walk grow in text order, as the attributions are resolved.
    """

    def __init__(
        self,
        text: str,
        things: Sequence[Thing],
        sentences: Sequence[Span],
        quotations: Sequence[Span],
    ) -> None:
        self.text = text
        self.speakers: list[Speaker] = []
        # A line that goes on in lower case is wrapped: no new sentence for counting distances.
        self._sentences = [s for s in sentences if s.start == 0 or not text[s.start].islower()]
        self._starts = [sentence.start for sentence in self._sentences]
        self._quotations = sorted(quotations)
        self._quotation_starts = [quotation.start for quotation in self._quotations]
        spans = sorted(
            ((m.span, thing) for thing in things for m in thing.mentions), key=lambda row: row[0]
        )
        self._names = [self._seen(span.start, thing, thing.gender) for span, thing in spans]
        self._name_starts = [one.at for one in self._names]
        unnamed = self._unnamed([span for span, _ in spans])
        self._coming = iter(sorted([*self._names, *unnamed], key=lambda one: one.at))
        self._next = next(self._coming, None)
        self._pronouns = _PERSONAL.finditer(text)
        self._pronoun = next(self._pronouns, None)
        self._passed: list[_Seen] = []

    # Places

    def sentence_at(self, at: int) -> int:
        """The index of the sentence that holds or precedes a place."""
        return max(0, bisect_right(self._starts, at) - 1)

    def sentence_around(self, at: int) -> Span:
        """The sentence that holds or precedes a place; the place alone where there is none."""
        return self._sentences[self.sentence_at(at)] if self._sentences else Span(at, at + 1)

    def is_quoted(self, at: int) -> bool:
        """Whether a place lies inside a quotation."""
        k = bisect_right(self._quotation_starts, at) - 1
        return k >= 0 and at < self._quotations[k].end

    def subject_before(self, at: int, kind: EntityType, *, reach: int) -> Thing | None:
        """The subject of one type named last before a place, at most `reach` sentences back."""
        here = self.sentence_at(at)
        high = bisect_left(self._name_starts, at)
        for one in reversed(self._names[max(0, high - _FULL_SEARCH) : high]):
            if here - one.sentence > reach:
                return None
            if one.thing is not None and one.thing.type == kind and one.subject:
                return one.thing
        return None

    # Pronouns

    def resolve(self, pronoun: str, at: int, *, skip: Sequence[Span], opens: int) -> Speaker | None:
        """The one whom a source's pronoun means, or None where the text does not tell.

        Args:
            pronoun: In lower case.
            at: Where it stands; not before a place that was asked for earlier.
            skip: The content of its own attribution: "he" is not the one whom he talks about.
            opens: Where its attribution begins: a long quotation may come before "he said".
        """
        self._walk_to(at)
        skip = [*skip, Span(at, len(self.text) + 1)]
        gender, plural = _GENDERS.get(pronoun), pronoun in _PLURALS
        here = self.sentence_at(opens)
        last = self._last_speaker(here)
        if (
            last is not None
            and last.thing is None
            and _speaker_fits(last, gender, plural=plural)
            and not (gender and self._named_since(last.at, gender, skip=skip))
        ):
            return Speaker(None, last.kind, gender)
        best = self._best(here, gender, plural=plural, skip=skip)
        if gender is not None:
            best = best or self._only_one(here, gender, skip=skip)
        if best is None or not (gender or self._is_sure(best, here, last)):
            return None
        if best.thing is None:
            return Speaker(None, "unnamed_person", gender)
        return Speaker(best.thing, "named_person", gender)

    def _named_since(self, at: int, gender: Gender, *, skip: Sequence[Span]) -> bool:
        """Whether a sentence after a place is about somebody by name whom the pronoun may mean."""
        return any(
            one.thing is not None
            and one.subject
            and not one.carried
            and one.sentence > self.sentence_at(at)
            and _fits(one, gender, plural=False)
            and not any(s.start <= one.at < s.end for s in skip)
            for one in self._passed[-_FULL_SEARCH:]
        )

    def _walk_to(self, at: int) -> None:
        """Pass the names and the personal pronouns before a place."""
        while self._pronoun is not None and self._pronoun.start() < at:
            place = self._pronoun.start()
            self._pass_names(place)
            gender = _GENDERS[self._pronoun[0].lower()]
            best = self._best(self.sentence_at(place), gender, plural=False, skip=())
            if best is not None:
                self._learn_gender(best, gender)
                self._passed.append(self._seen(place, best.thing, gender, carried=True))
            self._pronoun = next(self._pronouns, None)
        self._pass_names(at)

    def _pass_names(self, at: int) -> None:
        while self._next is not None and self._next.at < at:
            self._passed.append(self._next)
            self._next = next(self._coming, None)

    @staticmethod
    def _learn_gender(best: _Seen, gender: Gender) -> None:
        if best.thing is not None and best.thing.gender is None:
            best.thing.gender = gender

    def _best(
        self, here: int, gender: Gender | None, *, plural: bool, skip: Sequence[Span]
    ) -> _Seen | None:
        """The most present candidate for a pronoun of one sentence, if it leads clearly."""
        last = self._last_speaker(here)
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        seen: dict[int, _Seen] = {}
        for one in reversed(self._passed[-_FULL_SEARCH:]):
            if here - one.sentence > REACH:
                break
            inside = any(s.start <= one.at < s.end for s in skip)
            if inside or not _fits(one, gender, plural=plural):
                continue
            key = one.identity
            counts[key] = counts.get(key, 0) + 1
            score = self._salience(one, here, last, gender)
            if score > scores.get(key, -9.0):
                scores[key] = score
            seen.setdefault(key, one)
        ranked = sorted((scores[key] + OFTEN * min(4, counts[key] - 1), key) for key in scores)
        if not ranked or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < MARGIN):
            return None
        return seen[ranked[-1][1]]

    @staticmethod
    def _is_sure(best: _Seen, here: int, last: Speaker | None) -> bool:
        """Whether "it" or "they" is clear: much has no name, so only a near subject or speaker is."""
        spoke = last is not None and last.thing is best.thing
        return spoke or (best.subject and here - best.sentence <= 1)

    def _only_one(self, here: int, gender: Gender, *, skip: Sequence[Span]) -> _Seen | None:
        """The person farther back, if there is no other up to there or it spoke last."""
        fits = [
            one
            for one in self._passed[-_FULL_SEARCH:]
            if here - one.sentence <= FAR
            and _fits(one, gender, plural=False)
            and not any(s.start <= one.at < s.end for s in skip)
        ]
        spoke = self.speakers[-1].thing if self.speakers else None
        alone = len({one.identity for one in fits}) == 1
        return fits[-1] if fits and (alone or fits[-1].thing is spoke is not None) else None

    def _salience(
        self, one: _Seen, here: int, last: Speaker | None, gender: Gender | None
    ) -> float:
        score = -PER_SENTENCE * max(0, here - one.sentence)
        score += SUBJECT * one.subject - IN_QUOTATION * one.quoted + CARRIED * one.carried
        known = one.thing.gender if one.thing is not None else one.gender
        score += KNOWN_GENDER * (gender is not None and known == gender)
        spoke = last is not None and last.thing is not None and last.thing is one.thing
        return score + SPOKE_LAST * spoke

    def _last_speaker(self, here: int) -> Speaker | None:
        if not self.speakers or here - self.sentence_at(self.speakers[-1].at) > REACH:
            return None
        return self.speakers[-1]

    # Candidates

    def _seen(
        self, at: int, thing: Thing | None, gender: Gender | None, *, carried: bool = False
    ) -> _Seen:
        subject = self._is_subject(at)
        return _Seen(at, thing, gender, self.sentence_at(at), subject, self.is_quoted(at), carried)

    def _is_subject(self, at: int) -> bool:
        """Roughly: near the start of its sentence and not behind a preposition."""
        low = self._starts[self.sentence_at(at)] if self._starts else 0
        before = _WORD.findall(self.text[max(low, at - 60) : at].lower())
        return len(before) <= 6 and not (set(before[-2:]) & _PREPOSITIONS)

    def _unnamed(self, names: Sequence[Span]) -> Iterator[_Seen]:
        """People without a name, where an indefinite article brings them in: "a witness"."""
        starts = [span.start for span in names]
        for match in _INDEFINITE.finditer(self.text):
            words = match[1].split(" ")
            noun = next((k for k, word in enumerate(words) if word.lower() in PERSONS), None)
            if noun is None:
                continue
            end = match.start(1) + len(" ".join(words[: noun + 1]))
            k = bisect_left(starts, match.start())
            before_name = k < len(starts) and starts[k] <= end + 2
            behind_name = k > 0 and names[k - 1].end + 2 >= match.start()
            said_of_another = _PREDICATIVE.search(
                self.text, max(0, match.start() - 12), match.start()
            )
            if not before_name and not behind_name and not said_of_another:
                one = self._seen(match.start(), None, gender_of_noun(words[noun].lower()))
                if one.subject:
                    yield one


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a noun for a person tells, if any."""
    if noun in MALE_NOUNS:
        return "male"
    return "female" if noun in FEMALE_NOUNS else None


def _fits(one: _Seen, gender: Gender | None, *, plural: bool) -> bool:
    if one.thing is None:
        return gender is not None and one.gender in (None, gender)
    if gender is not None:
        return one.thing.type == "person" and one.thing.gender in (None, gender)
    if plural:
        return one.thing.type in ("organization", "group")
    return one.thing.type in _BODIES


def _speaker_fits(last: Speaker, gender: Gender | None, *, plural: bool) -> bool:
    if gender is not None:
        fits = last.gender in (None, gender)
        return last.kind in ("unnamed_person", "anonymous") and fits
    if plural:
        return last.kind in ("unnamed_group", "anonymous")
    return last.kind in ("document", "named_organization")
