"""Where a passage's chain of sources ends, as far as its own article tells.

source named -> the body or person (a relay)          nobody named -> the outlet's own source
outlet's voice -> the source that the article gives for the same figure elsewhere,
else the agency that the article is credited to, else the outlet itself
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from stemmata.link.credits import HEARING, Credit, cited_by, cued_in
from stemmata.link.figures import Figure, agree, figures, numbers, sums_up
from stemmata.link.networks import Names
from stemmata.link.parties import (
    Party,
    named_party,
    party_named,
    trade_of,
    without_qualifiers,
)
from stemmata.link.presupposed import is_presupposed
from stemmata.link.signature import house_of, signature_of
from stemmata.link.speakers import Speakers, Statement
from stemmata.link.words import stems
from stemmata.model import Article, Passage, Reading, Span, Spans, Step

__all__ = ["NAMED", "OWN_SOURCE", "OWN_VOICE", "Ending", "Endings"]

NAMED, OWN_SOURCE, CREDITED, OWN_VOICE = 4, 3, 2, 1
"""How much an ending tells, from a source with a name down to the outlet's bare word."""


_KEPT = 5000
"""Articles kept in mind; claims come in order of their articles, so that few are worked out twice."""

_RARE = 10
"""A figure of this size is seldom given twice for different things in one article."""

_SAME_WORDS = 0.3
"""Of a passage's words, in a statement with the same small figures, for both to be about one thing."""

_ONE_SENTENCE = 300
"""Code points between two statements that leave room for one sentence."""

_LEAD = 450
"""Code points in which an article sums up what it gives further down, with a rounder figure."""

_SOON = 500
"""Code points between "a monitor said" and the monitor's name: some three sentences."""

_ALONE = frozenset({"monitor", "health", "rescue"})
"""Trades of which an article that says "a hospital" most often means the one that it names."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a passage's chain ends, and the steps that lead there.

    `outlet` is the one that vouches for the nameless among the parties. `tells` is one of NAMED,
    OWN_SOURCE, CREDITED, OWN_VOICE. `own` says that the end is the outlet itself or its own
    network, quoted by name or speaking in its body's name.
    """

    parties: tuple[Party, ...]
    outlet: str
    tells: int
    steps: tuple[Step, ...]
    own: bool = False
    copied_from: str | None = None


class _Heard(NamedTuple):
    """Who speaks in an article, whom it credits, and its outlet under its best-known name."""

    speakers: Speakers
    credit: Credit | None
    outlet: str


class Endings:
    """The endings of passages, article by article. Keeps what it has worked out about an article."""

    def __init__(self, reading_of: Callable[[str], Reading | None], names: Names) -> None:
        self._reading_of = reading_of
        self._names = names
        self._known = lru_cache(maxsize=_KEPT)(self._worked_out)

    def _worked_out(self, article: str) -> _Heard | None:
        reading = self._reading_of(article)
        if reading is None:
            return None
        given = reading.article.outlet or house_of(reading.article, self._names)
        row = self._names.named(given)
        return _Heard(
            Speakers(reading, self._names),
            signature_of(reading.article, self._names),
            row.name if row else given or _unnamed(reading.article),
        )

    def speakers(self, article: str) -> Speakers | None:
        """Who speaks in an article; None where it has no reading."""
        known = self._known(article)
        return known.speakers if known else None

    def credit(self, article: str) -> Credit | None:
        """To whom the article is credited as a whole."""
        known = self._known(article)
        return known.credit if known else None

    def outlet(self, article: str) -> str:
        """The outlet under its best-known name; what its article begins with where none is known."""
        known = self._known(article)
        return known.outlet if known else article

    def ending(self, passage: Passage, attribution: str | None = None) -> Ending | None:
        """Where a passage's chain ends. Without an attribution, the ones that cover it are looked up."""
        speakers = self.speakers(passage.article)
        if speakers is None:
            return None
        statement = _innermost(speakers, passage.span, attribution)
        if statement is None:
            return self._own_voice(speakers, passage)
        statement = self._vouched(speakers, statement)
        article = speakers.reading.article
        if is_presupposed(article, statement.attribution, passage.span):
            return self._own_voice(speakers, passage, but=statement)
        nobody = not statement.attribution.source or _is_hearer(article, statement)
        cued = self._cued(article, passage) if nobody else None
        end = cued or self._sourced(speakers, passage, statement)
        if end.own:
            return self._elsewhere(speakers, passage, statement, but_not=end.parties) or end
        return end

    def _vouched(self, speakers: Speakers, statement: Statement) -> Statement:
        """The statement of the body that vouches for what it has from people without a name.

        "The monitor said, citing medics, that ..." is the monitor's word; so is what it says is suspected.
        """
        at = statement
        while not any(party.is_named for party in at.parties):
            outer = speakers.statements.get(at.attribution.within or "")
            if outer is None or outer.attribution.polarity == "denied":
                return statement
            at = outer
        outlet = self.outlet(speakers.reading.article.id)
        passed_on = all(p.outlet or self._names.own(outlet, p.name) for p in at.parties)
        return statement if passed_on else at

    def _sourced(self, speakers: Speakers, passage: Passage, statement: Statement) -> Ending:
        article = speakers.reading.article
        evidence = Passage(article.id, _hull(statement, passage.span))
        outlet = statement.told or _relaying(speakers, statement) or self.reporter(article.id)
        parties: list[Party] = []
        for party in statement.parties:
            parties += self._identified(speakers, passage, statement, party)
        named = tuple(dict.fromkeys(p for p in parties if p.is_named))
        own = tuple(p for p in named if self._names.own(self.outlet(article.id), p.name))
        if own and len(own) == len(parties):
            step = Step("own source", self.outlet(article.id), evidence)
            # "We counted 27" is the outlet's work; by its own name it rests on its own word.
            pieces = [article.text[s.start : s.end] for s in statement.attribution.source]
            cue = " ".join(article.text[s.start : s.end] for s in statement.attribution.cue)
            at_work = all(_FIRST_PERSON.match(piece) for piece in pieces) or _SIGNED.fullmatch(cue)
            alone = all(self._names.named(piece) for piece in pieces)
            person = statement.attribution.source_kind == "named_person" and not alone
            heard = person or any(_HEARD.search(piece) for piece in pieces)
            named_itself = not (at_work or heard)
            return Ending(own, self.outlet(article.id), NAMED, (step,), own=named_itself)
        kept = tuple(dict.fromkeys(p for p in parties if p not in own))
        steps = tuple(Step("relay", party.name, evidence) for party in named if party not in own)
        if steps:
            return Ending(kept, outlet, NAMED, steps)
        return Ending(kept, outlet, OWN_SOURCE, (Step("own source", outlet, evidence),))

    def reporter(self, article: str) -> str:
        """The outlet whose reporters speak in an article: the credited agency, or the outlet itself."""
        credit = self.credit(article)
        return credit.outlet if credit else self.outlet(article)

    def _identified(
        self, speakers: Speakers, passage: Passage, statement: Statement, party: Party
    ) -> tuple[Party, ...]:
        """The named body that the article means by "a monitor", or the party as it is."""
        if party.is_named or statement.attribution.source == ():
            return (party,)
        if (presented := self._presented(speakers, statement, party)) is not None:
            return (presented,)
        if not party.trade:
            return (party,)
        if party.trade in _ALONE and not _OF_ANOTHER_FIELD.search(party.name.lower()):
            bodies = speakers.bodies(party.trade) or self._later(speakers, statement, party)
            # "Activists say" sums up the one monitor named after it, not one named before.
            sums_up = (
                party.trade == "monitor"
                and len(statement.parties) == 1
                and any(statement.start < speakers.first_named(body) for body in bodies)
            )
            if len(bodies) == 1 and (sums_up or not _is_crowd(party)):
                return (bodies[0],)
            if (
                bodies
                and not _is_crowd(party)
                and (first := _introduced(speakers, statement, bodies))
            ):
                return (first,)
        if len(statement.parties) > 1:
            return (party,)
        for other in self._same_figures(speakers, passage, statement):
            found = [p for p in other.parties if p.is_named and _fits(party, p)]
            if found and other.start > statement.start:
                return tuple(found[:1])
        return (party,)

    @staticmethod
    def _presented(speakers: Speakers, statement: Statement, party: Party) -> Party | None:
        """The body that "an independent group" at an article's head is, where it is named right after."""
        head = speakers.reading.article.text[: _HEAD + len(party.name)]
        called = re.search(rf"\b[Aa]n?\s+{re.escape(party.name)}", head)
        if statement.start > _HEAD or not _GROUP.match(party.name) or not called:
            return None
        after = [s for s in speakers.statements.values() if s.start > statement.start]
        for other in sorted(after, key=lambda s: s.start):
            if other.parties == statement.parties:
                continue
            named = other.parties[0] if len(other.parties) == 1 else party
            is_group = named.kind == "named_organization" and named.trade not in ("state", "media")
            near = other.start - statement.end <= _NEXT
            return named if is_group and near and not named.outlet else None
        return None

    def _later(self, speakers: Speakers, statement: Statement, party: Party) -> list[Party]:
        """The parties of the same trade that speak further down, each once."""
        later = [s for s in speakers.statements.values() if s.start > statement.start]
        found = [p for s in later for p in s.parties if p.trade == party.trade]
        return list(dict.fromkeys(p for p in found if not _is_crowd(p)))

    def _own_voice(
        self, speakers: Speakers, passage: Passage, but: Statement | None = None
    ) -> Ending:
        article = speakers.reading.article
        given = self._elsewhere(speakers, passage, but) or self._continued(speakers, passage)
        if given is not None:
            return given
        outlet, credit = self.outlet(article.id), self.credit(article.id)
        if (counted := self._counted(speakers, passage)) is not None:
            return counted
        if (cued := self._cued(article, passage)) is not None:
            return cued
        row = self._names.named(outlet)
        if row is not None and row.organ_of:
            step = Step("own voice", outlet, passage)
            return Ending((party_named(row, self._names),), outlet, NAMED, (step,), own=True)
        if credit is not None:
            shown = Passage(article.id, credit.span) if credit.span else None
            step = Step("credit", credit.outlet, shown)
            agency = Party(credit.outlet, "named_organization", "media", True)
            return Ending((agency,), outlet, CREDITED, (step,))
        step = Step("own voice", outlet, passage)
        # By the name that the case has for it, as wherever else the outlet is shown.
        itself = Party(article.outlet or outlet, "outlet", "media", outlet=True)
        return Ending((itself,), outlet, OWN_VOICE, (step,))

    def _cued(self, article: Article, passage: Passage) -> Ending | None:
        """Whose word a sentence says that it is, where the reading found nobody."""
        sentence = _sentence(article.text, passage.span)
        cued = cued_in(article.text, *sentence, self._names)
        if len({c.outlet for c in cued}) == 1:
            return self._had_from(article, cued[0])
        return self._closing(article, sentence)

    def _counted(self, speakers: Speakers, passage: Passage) -> Ending | None:
        """Who counted what a passage gives figures of, where the reading found nobody."""
        text = speakers.reading.article.text
        sentence = _sentence(text, passage.span)
        party = speakers.counting(sentence) if numbers(text[slice(*passage.span)]) else None
        if party is None or self._names.own(self.outlet(passage.article), party.name):
            return None
        step = Step("relay", party.name, Passage(passage.article, sentence))
        return Ending((party,), self.outlet(passage.article), NAMED, (step,))

    def _had_from(self, article: Article, credit: Credit) -> Ending:
        """Where a sentence says whose word it is, though nobody is its source: "Harbour News reported"."""
        shown = Passage(article.id, credit.span) if credit.span else None
        if credit.span and (speaker := cited_by(article.text, credit.span)):
            party = named_party(speaker, self._names)
            party = party or Party(without_qualifiers(speaker), "anonymous", trade_of(speaker))
            if party.is_named:
                return Ending((party,), credit.outlet, NAMED, (Step("relay", party.name, shown),))
            step = Step("own source", credit.outlet, shown)
            return Ending((party,), credit.outlet, OWN_SOURCE, (step,))
        party = Party(credit.outlet, "named_organization", "media", outlet=True)
        outlet = self.outlet(article.id)
        own = self._names.own(outlet, credit.outlet)
        at = credit.span.start if credit.span else 0
        step = Step("own source", outlet, shown) if own else Step("relay", credit.outlet, shown)
        heard = _HEARS.search(article.text, max(0, at - _LONGEST_HEARING), at) if own else None
        circular = own and not heard and not _at_work(article, credit)
        return Ending((party,), outlet, NAMED, (step,), own=circular)

    def _closing(self, article: Article, sentence: Span) -> Ending | None:
        """The known body that a sentence ends with where its comma was lost: "... Harbour Watch said."."""
        for row, start, end in self._names.inside(article.text[sentence.start : sentence.end]):
            at = Span(sentence.start + start, sentence.start + end)
            said = _SAID_LAST.match(article.text[at.end : sentence.end])
            if not row.is_outlet and said and start > 0:
                party = party_named(row, self._names)
                step = Step("relay", party.name, Passage(article.id, at))
                return Ending((party,), self.outlet(article.id), NAMED, (step,))
        return None

    def _elsewhere(
        self,
        speakers: Speakers,
        passage: Passage,
        statement: Statement | None,
        but_not: Iterable[Party] = (),
    ) -> Ending | None:
        """The ending of a statement of the same article that gives the same figures."""
        others = self._same_figures(speakers, passage, statement)
        ends = [self._sourced(speakers, passage, o) for o in others if o.parties]
        ends = [e for e in ends if not e.own and not set(but_not) & set(e.parties)]
        return max(ends, key=lambda end: end.tells, default=None)

    def _continued(self, speakers: Speakers, passage: Passage) -> Ending | None:
        """The ending of the statements right before and after a figure, where one party made both.

        The sentence between them goes on with what that party said.
        """
        text = speakers.reading.article.text
        if not figures(text[passage.span.start : passage.span.end]):
            return None
        statements = sorted(speakers.statements.values(), key=lambda s: s.start)
        before = [s for s in statements if s.end <= passage.span.start]
        after = [s for s in statements if s.start >= passage.span.end]
        if not before or not after or after[0].start - before[-1].end > _ONE_SENTENCE:
            return None
        one, two = (self._sourced(speakers, passage, s) for s in (before[-1], after[0]))
        return one if one.parties == two.parties and one.tells == NAMED and not one.own else None

    def _same_figures(
        self, speakers: Speakers, passage: Passage, but: Statement | None
    ) -> list[Statement]:
        """Other statements of the article that give a passage's figures, those after it first."""
        text = speakers.reading.article.text
        words = text[passage.span.start : passage.span.end]
        mine = figures(words)
        if not mine:
            return []
        main = next((figure for figure in mine if not figure.part), mine[0])
        found = []
        for statement in speakers.statements.values():
            if but is not None and statement.attribution.id == but.attribution.id:
                continue
            if _only_responds(speakers.reading.article, statement):
                continue
            content = " ".join(text[s.start : s.end] for s in statement.attribution.content)
            leads = but is None and passage.span.start < min(_LEAD, statement.start)
            shared = _shared(mine, figures(content), rounded=leads)
            rare = main in shared and main.number >= _RARE
            if rare or (len(shared) == len(mine) and _alike(words, content)):
                before = statement.start < passage.span.start
                found.append((-len(shared), before, statement.start, statement))
        return [statement for *_, statement in sorted(found, key=lambda f: f[:3])]


_HEAD = 400  # code points: headline, date line and first sentence
_NEXT = 300  # code points to the next sentence that says whose word it is
_GROUP = re.compile(
    r"(?:[\w’'-]+ ){0,3}(?:group|organi[sz]ation|body|network|charity|watchdog|union)\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 400  # code points; where no end is nearer, only the passage itself is looked at

_FIRST_PERSON = re.compile(r"(?:we|i|us|me|our|my)\b", re.IGNORECASE)
_HEARD = re.compile(rf"\b{HEARING}\b|^(?:he|she|they)$", re.IGNORECASE)
"""An outlet that saw a paper or heard somebody is not its own evidence, nor is who "he" was to it."""

_HEARS = re.compile(rf"\b{HEARING}\s+(?:the\s+)?$", re.IGNORECASE)
_LONGEST_HEARING = 30
_SIGNED = re.compile(r"Sources?\W*")
"""The cue of a closing line, "Source: Harbour News": it signs what stands before it."""

_STAFF = re.compile(r"\s+(?:reporters?|correspondents?|journalists?|photographers?)\b")
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Tt]wo)\s$")
_SAID_LAST = re.compile(
    r"\)?\s+(?:has\s+|also\s+)?(?:said|says|reported|announced|confirmed)(?:\s+on)?(?:\s+(?:late|early))?(?:\s+\w+day)?"
    r"(?:\W*$|\s+(?=(?:The|An?|It|He|She|They|In|On|At|But)\s))"
)
"""Also where the full stop was lost behind it."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?:\s|$)|\n")


def _sentence(text: str, span: Span) -> Span:
    """The sentence around a passage, as far as its marks tell."""
    reach = max(0, span.start - _LONGEST_SENTENCE)
    before = [m.end() for m in _SENTENCE_END.finditer(text, reach, span.start)]
    after = _SENTENCE_END.search(text, max(span.start, span.end - 1), span.end + _LONGEST_SENTENCE)
    return Span(
        before[-1] if before else reach if reach == 0 else span.start,
        after.start() if after else span.end,
    )


def _shared(mine: Sequence[Figure], theirs: Sequence[Figure], *, rounded: bool) -> list[Figure]:
    """The figures of one passage that another gives too, or of which it gives a rounder one."""
    return [
        o
        for o in mine
        if any(
            (agree(o, t) and o.number == t.number) or (rounded and sums_up(o, t)) for t in theirs
        )
    ]


def _alike(one: str, two: str) -> bool:
    """Whether a passage has enough of another's words to be about the same."""
    words = set(stems(one))
    return len(words & set(stems(two))) >= _SAME_WORDS * len(words)


def _innermost(speakers: Speakers, span: Span, attribution: str | None) -> Statement | None:
    """The statement that holds a passage, the inner one where one stands inside another."""
    given = speakers.statements.get(attribution or "")
    if attribution is not None and given is None:
        return None
    covering = [
        statement
        for statement in speakers.statements.values()
        if (given is None or _is_within(speakers, statement, given))
        and (statement is given or statement.attribution.source)
        and 2 * _overlap(statement.attribution.content, span) > span.end - span.start
    ]
    # "The town plans to close it, a clerk said" is the clerk's word.
    telling = [s for s in covering if s.attribution.attitude != "intention"]
    return min(
        telling or covering,
        key=lambda s: (_size(s.attribution.content), -_depth(speakers, s), s.start),
        default=given,
    )


def _introduced(speakers: Speakers, statement: Statement, bodies: Sequence[Party]) -> Party | None:
    """The body that a lead's "a monitor" introduces: the first to be named, soon after it."""
    first = min(bodies, key=speakers.first_named)
    return first if 0 <= speakers.first_named(first) - statement.end < _SOON else None


def _only_responds(article: Article, statement: Statement) -> bool:
    """Whether a statement takes all that it counts for known."""
    content = statement.attribution.content
    return all(is_presupposed(article, statement.attribution, piece) for piece in content)


def _is_hearer(article: Article, statement: Statement) -> bool:
    """Whether an outlet was taken for the source though it only heard it: "a witness told Harbour News"."""
    start = statement.attribution.source[0].start
    told = _HEARS.search(article.text, max(0, start - _LONGEST_HEARING), start)
    return told is not None and all(party.outlet for party in statement.parties)


def _relaying(speakers: Speakers, statement: Statement) -> str | None:
    """The outlet in whose report a statement stands: "Harbour News reported, citing the mayor"."""
    outer = speakers.statements.get(statement.attribution.within or "")
    if outer and outer.told:
        return outer.told
    outlets = [party.name for party in outer.parties if party.outlet] if outer else []
    return outlets[0] if len(outlets) == 1 else None


def _depth(speakers: Speakers, statement: Statement) -> int:
    """How many attributions a statement stands inside."""
    outer = speakers.statements.get(statement.attribution.within or "")
    return 1 + _depth(speakers, outer) if outer is not None else 0


def _is_within(speakers: Speakers, inner: Statement, outer: Statement) -> bool:
    at: Statement | None = inner
    while at is not None and at is not outer:
        at = speakers.statements.get(at.attribution.within or "")
    return at is outer


def _overlap(spans: Spans, span: Span) -> int:
    return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _hull(statement: Statement, fallback: Span) -> Span:
    """The source with its cue: the words that show who is said to have said it."""
    spans = sorted((*statement.attribution.source, *statement.attribution.cue)) or [fallback]
    first = spans[0]
    near = [s for s in spans if s.start - first.end < 200]
    return Span(first.start, max(s.end for s in near))


_OF_ANOTHER_FIELD = re.compile(
    r"\b(?:weapons|arms|nuclear|atomic|media|press|elections?|electoral|internet|web|aviation|financial|banking"
    r"|corruption|graft|environment(?:al)?|climate|weather|energy|trade|labou?r|consumer|privacy|doping)[- ]"
    r"(?:\w+[- ])?(?:watchdogs?|monitors?|monitoring|observ\w+|inspectors?|bod(?:y|ies)|group|network)\b"
)
"""A watchdog that looks after something else than deeds of war: "the chemical weapons watchdog"."""


_PLACED = re.compile(r"((?:[\w'’-]+\s+){0,2}[\w'’-]+)\s+(?:in|at|from|near|who)\s")
"""A short name and where they are: "medical workers" of "medical workers in the area"."""


def _is_crowd(party: Party) -> bool:
    """Whether several are meant: "activists", "medical workers in the area"."""
    name = party.name.lower()
    place = _PLACED.match(name)
    return (place[1] if place else name).endswith("s") or "activist" in name


def _fits(generic: Party, named: Party) -> bool:
    return not named.trade or generic.trade == named.trade


def _at_work(article: Article, credit: Credit) -> bool:
    """Whether it is "a Herald reporter", who did something, not "the Herald's reporter said"."""
    if credit.span is None or not _STAFF.match(article.text, credit.span.end):
        return False
    return (
        _INDEFINITE.search(article.text, max(0, credit.span.start - 5), credit.span.start)
        is not None
    )


_FIRST_WORDS = 7
_ID_END = 4  # digits of its id that tell an article from others that begin alike
_AS_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # outlets are told apart by letters alone


def _unnamed(article: Article) -> str:
    """What an outlet is called that nobody named: no two articles are taken to be of the same one."""
    words = (article.title or article.text).split()
    begins = " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
    return f"unnamed outlet, “{begins}”, {article.id[-_ID_END:].translate(_AS_LETTERS)}"
