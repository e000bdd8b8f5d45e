"""Who each source is: names become entities, and sources lead to them or to nobody.

    mentions -> things (names.py) -> each source in text order: its phrase (source_kinds.py), its
    antecedent (pronouns.py), its kind -> Mention, Entity, and one (entity, kind) for each draft

Pronouns never become entities. Where the text does not tell, the answer is None.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from stemmata.extract.descriptions import descriptions_at, head_words
from stemmata.extract.draft import Draft, Named
from stemmata.extract.names import (
    Thing,
    bare,
    gender_of_name,
    is_name,
    key_of,
    things_in,
    trimmed_mentions,
)
from stemmata.extract.pronouns import Discourse, Speaker, gender_of_noun
from stemmata.extract.sentences import sentences
from stemmata.extract.source_kinds import (
    Phrase,
    is_withheld,
    kind_of_noun,
    phrase_of,
)
from stemmata.extract.words.given_names import FEMALE, MALE
from stemmata.extract.words.sources import (
    CHANNELS,
    DOCUMENTS,
    INSTITUTIONS,
    LOOSE_INSTITUTIONS,
    OFFICES,
    PEOPLE,
    PERSON_PRONOUNS,
    PERSONS,
    SPOKESPERSONS,
    TITLES,
    singular,
)
from stemmata.ids import id_of
from stemmata.model import Article, Entity, EntityType, Mention, SourceKind, Span, Spans

__all__ = ["Resolution", "resolve"]

_DERIVED_SCORE = 0.5  # a name that only its place in a source tells: below any that a finder saw
_DESCRIBED_MENTIONS = 6  # who someone is stands with the first mentions
_LONG_NAME_WORDS = 12
_DAMAGED_COMMAS = 1500  # text that has fewer commas than one in so many characters has lost them

_CAPITALISED = re.compile(
    r"(?:al-)?[A-Z][\w.&'’-]*"
    r"(?:[ \u00a0](?:(?:of|for|and|de|la|al|bin|bint|ibn|van|von|der|den|del|the)[ \u00a0]){0,2}"
    r"(?:al-|el-|d'|d’)?[A-Z0-9][\w.&'’-]*){0,8}"
)
_OWN_WORDS = re.compile(
    r"\b(?:our|this)\s+(?:own\s+)?(?:\w+\s+)?(?:outlet|newspaper|paper|website|site|magazine|agency|"
    r"channel|publication|newsroom|reporters?|correspondents?|journalists?|sources?|investigations?|"
    r"documents?|records?|reporting|analysts?|editors?|data)\b",
    re.IGNORECASE,
)
_DISCLOSED_BY = re.compile(
    r"\b(?:disclosed|obtained|seen|reviewed|acquired|published|released|revealed|viewed|compiled|"
    r"verified|exposed|leaked|collected|gathered|produced|conducted|given|made|provided|issued)"
    r"\s+(?:by|to)\s+$"
)
_HAS_LEARNED = re.compile(r"\b(?:has|have)\s+(?:\w+\s+)?(?:learn(?:ed|t)|seen|obtained|reviewed)\b|can reveal")
_QUOTE_MARKS = "\"“„«"
_IMPERSONAL = re.compile(
    r"reported|alleged|supposed|believed|said to|claimed|rumou?red|thought|known|accused|expected|"
    r"estimated|understood|considered|allegation|belief|rumou?r|speculation|accusation|report"
)
_CONTINUES = re.compile(r"add|continu|explain|went on|recall|note|conclude|say|said|tell|told")
_DETERMINERS = re.compile(
    r"(?:(?:the|an?|this|that|these|those|its|their|his|her|our|my|your|some|many|several|few|most|all|"
    r"other|any|no|both|more|at least|about|around|nearly|dozens of|numerous|various|certain|other|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+)+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:the|this|that)\s+(\w+)['’]s\s", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Mentions and entities of one article, and for each draft its source's entity and kind."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    sources: tuple[tuple[str | None, SourceKind], ...]


def resolve(article: Article, named: Sequence[Named], drafts: Sequence[Draft]) -> Resolution:
    """Find the entities of one article and the one that each source leads to.

    Args:
        article: The article. Its outlet, if known, tells an outlet that quotes itself.
        named: Mentions as a finder decodes them, mistakes included.
        drafts: Attributions in a source's voice, in any order.

    Returns:
        Mentions in text order, entities in order of first mention, and one pair (entity id or
        None, kind) for each draft, in the order of the drafts.
    """
    return _Resolver(article, named, drafts).resolution()


class _Resolver:
    """The state of one resolution: mentions by place, things, and the discourse so far."""

    def __init__(
        self, article: Article, named: Sequence[Named], drafts: Sequence[Draft]
    ) -> None:
        self.article, self.drafts = article, drafts
        self.text = article.text
        found = trimmed_mentions(self.text, named)
        self.nouns = [m for m in found if not self._names(m)]
        self.mentions = [m for m in found if self._names(m)]
        self.mentions = self._with_derived()
        self.starts = [mention.span.start for mention in self.mentions]
        self.things = things_in(self.text, self.mentions)
        self.thing_of = {m.span: thing for thing in self.things for m in thing.mentions}
        self.outlet = self._outlet_thing()
        self._describe()
        quotations = [s for d in drafts for s in d.content if self.text[s.start] in _QUOTE_MARKS]
        self.discourse = Discourse(self.text, self.things, sentences(self.text), quotations)
        self.found: dict[int, Speaker] = {}

    def resolution(self) -> Resolution:
        """Resolve every draft in text order and name the entities."""
        for index in sorted(range(len(self.drafts)), key=lambda k: _place(self.drafts[k])):
            draft = self.drafts[index]
            speaker = self._speaker(index, draft)
            at = _place(draft)
            speaker = Speaker(speaker.thing, speaker.kind, speaker.gender, at)
            self.found[index] = speaker
            if draft.within is None and (draft.source or speaker.thing is not None):
                self.discourse.speakers.append(speaker)
        return self._named()

    # Mentions and things

    def _names(self, mention: Named) -> bool:
        return is_name(self.text[mention.span.start : mention.span.end], mention.type)

    def _with_derived(self) -> list[Named]:
        """Add the names that the finder missed in sources."""
        found = list(self.mentions)
        starts = [mention.span.start for mention in found]
        for draft in self.drafts:
            for piece in draft.source:
                near = _between(found, starts, piece)
                derived = [*self._capitalised(piece, near)]
                phrase = phrase_of(self.text, (piece,), sorted([*near, *derived], key=_span_of))
                if phrase is not None:
                    derived += self._compound(phrase)
                found += derived
                if derived:
                    found.sort(key=_span_of)
                    starts = [mention.span.start for mention in found]
        return trimmed_mentions(self.text, found)

    def _capitalised(self, piece: Span, near: Sequence[Named]) -> list[Named]:
        """Capitalised runs in a source that no mention covers."""
        found = []
        for match in _CAPITALISED.finditer(self.text, piece.start, piece.end):
            span = self._without_common_words(Span(match.start(), match.end()), near)
            if span is None or any(m.span.overlaps(span) for m in near):
                continue
            if self._opens_only(span, piece):
                continue
            kind = self._type_of(span, piece)
            if is_name(self.text[span.start : span.end], kind):
                found.append(Named(span, kind, _DERIVED_SCORE))
        return found

    def _opens_only(self, span: Span, piece: Span) -> bool:
        """Whether one word is capitalised for opening the sentence: "Angry residents"."""
        words = self.text[span.start : span.end]
        before = self.text[max(0, span.start - 3) : span.start].rstrip(" \"“‘'")
        opens = not before or before[-1] in ".!?:\n"
        follows = self.text[span.end : piece.end]
        return opens and " " not in words and words[1:].islower() and follows[:2].strip().isalpha()

    def _without_common_words(self, span: Span, near: Sequence[Named]) -> Span | None:
        """Cut words off a run's front that are capitalised for opening a sentence."""
        words = list(re.finditer(r"\S+", self.text[span.start : span.end]))
        while words and self._is_common(words[0][0], alone=len(words) == 1):
            words = words[1:]
        while words and words[-1][0].lower() in ("of", "for", "and", "the"):
            words = words[:-1]
        if not words:
            return None
        last = re.sub(r"['’][sS]?$|[.,]$", "", words[-1][0])
        return Span(span.start + words[0].start(), span.start + words[-1].start() + len(last))

    def _is_common(self, word: str, *, alone: bool) -> bool:
        lower = re.sub(r"['’]s?$", "", word.lower()).strip(".,")
        if lower in PERSON_PRONOUNS or lower in _OPENING_WORDS or lower in PEOPLE:
            return True
        if lower in TITLES and not alone:
            return False
        one = singular(lower)
        return alone and (one in PERSONS or one in DOCUMENTS or one in INSTITUTIONS or lower in TITLES)

    def _type_of(self, span: Span, piece: Span) -> EntityType:
        """A guess at the type of a name that only its words and its place tell."""
        words = self.text[span.start : span.end]
        parts = [part.strip(".,'’") for part in words.split()]
        lowers = [re.sub(r"['’]s$", "", part.lower()) for part in words.split()]
        before = self.text[max(0, span.start - 5) : span.start].lower()
        if lowers[0].strip(".") in TITLES and len(parts) > 1:
            return "person"
        if any(lower in INSTITUTIONS for lower in lowers):
            return "organization"
        if lowers[-1] in DOCUMENTS:
            return "document"
        if len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1:
            return "organization"
        if before.endswith("the ") or set(lowers) & {"of", "for", "and"}:
            return "organization"
        if lowers[0] in MALE or lowers[0] in FEMALE or len(parts) in (2, 3):
            return "person"
        return "person" if self._ends_core(span, piece) else "organization"

    def _ends_core(self, span: Span, piece: Span) -> bool:
        follows = self.text[span.end : piece.end].lstrip("'’s")
        return not follows.strip() or follows.startswith(",")

    def _compound(self, phrase: Phrase) -> list[Named]:
        """The name that a source makes of another name: "Syrian foreign ministry", "Popov's office"."""
        noun, core = phrase.noun, phrase.core
        one = singular(noun)
        if phrase.name is not None:
            return []
        if _is_people(noun):
            return [Named(self._without_determiner(core), "group", _DERIVED_SCORE)]
        if not phrase.names:
            return []
        inside = [m for m in phrase.names if m.span.end <= core.end]
        if noun in SPOKESPERSONS and inside:
            return self._body_before_spokesperson(phrase, inside)
        if noun in INSTITUTIONS and inside:
            person = inside[0].type == "person"
            if (person and noun not in OFFICES) or _is_appositive(self.text, inside[-1], core):
                return []
            return [Named(self._without_determiner(core), "organization", _DERIVED_SCORE)]
        if (noun in DOCUMENTS or one in DOCUMENTS) and noun not in CHANNELS:
            span = self._document_span(phrase)
            return [Named(span, "document", _DERIVED_SCORE)] if span else []
        return []

    def _body_before_spokesperson(self, phrase: Phrase, inside: Sequence[Named]) -> list[Named]:
        """ "Ardesh defence ministry" in "an Ardesh defence ministry spokesman"."""
        span = self._without_determiner(phrase.core)
        cut = self.text.rfind(" ", span.start, span.end)
        words = self.text[span.start : cut].split() if cut > span.start else []
        if not words or words[-1].lower() not in INSTITUTIONS or words[-1][0].isupper():
            return []
        if inside[0].type == "person" and words[-1].lower() not in OFFICES:
            return []
        return [Named(Span(span.start, cut), "organization", _DERIVED_SCORE)]

    def _document_span(self, phrase: Phrase) -> Span | None:
        start = self._without_determiner(phrase.core).start
        rest = self.text[phrase.core.end : phrase.rest.end]
        cut = re.search(r"[,;:(\n]|\s(?:that|which|who)\s", rest)
        end = phrase.core.end + (cut.start() if cut else len(rest))
        words = self.text[start:end].split()
        named = any(m.span.end <= end for m in phrase.names) or _YEAR.search(self.text[start:end])
        return Span(start, end) if named and len(words) <= _LONG_NAME_WORDS else None

    def _without_determiner(self, core: Span) -> Span:
        match = _DETERMINERS.match(self.text, core.start, core.end)
        return Span(match.end(), core.end) if match else core

    def _outlet_thing(self) -> Thing | None:
        """The outlet where the article names it, else a thing of its own once it is quoted."""
        outlet = self.article.outlet
        if not outlet:
            return None
        wanted = _letters(outlet)
        for thing in self.things:
            if any(_letters(name) == wanted for name in thing.names):
                return thing
        return Thing("organization", names=[outlet])

    def _describe(self) -> None:
        damaged = self.text.count(",") * _DAMAGED_COMMAS < len(self.text)
        for thing in self.things:
            if thing.type in ("person", "organization"):
                for mention in thing.mentions[:_DESCRIBED_MENTIONS]:
                    words = descriptions_at(self.text, mention.span, thing.type, damaged=damaged)
                    thing.descriptions += [w for w in words if w not in thing.descriptions]
            if thing.type == "person" and thing.gender is None:
                thing.gender = next(
                    (g for name in thing.names if (g := gender_of_name(name))), None
                ) or next(
                    (
                        g
                        for words in thing.descriptions
                        for word in head_words(words)
                        if (g := gender_of_noun(word))
                    ),
                    None,
                )

    # Sources

    def _speaker(self, index: int, draft: Draft) -> Speaker:
        words = " ".join(self.article.quote(draft.source))
        if not words:
            return self._sourceless(draft)
        near = [m for piece in draft.source for m in _between(self.mentions, self.starts, piece)]
        phrases = [p for piece in draft.source if (p := phrase_of(self.text, (piece,), near))]
        if not phrases:
            return self._sourceless(draft)
        phrase = phrases[0]
        if self._quotes_itself(draft, phrase, words):
            return Speaker(self.outlet, "outlet")
        pronoun = self.text[phrase.core.start : phrase.core.end].lower()
        if phrase.is_pronoun(self.text) and phrase.name is None:
            return self._pronoun(draft, phrase, pronoun)
        person = self._person_in(phrase)
        if person is None and phrase.noun in PERSONS:  # "the founder of …," in one piece, the name in another
            person = next((p for other in phrases[1:] if (p := self._person_in(other))), None)
        if person is not None:
            return Speaker(person, "named_person", person.gender)
        return self._other(draft, phrase, words)

    def _quotes_itself(self, draft: Draft, phrase: Phrase, words: str) -> bool:
        if self.discourse.is_quoted(phrase.core.start):
            return False
        if _OWN_WORDS.search(words):
            return True
        cue = " ".join(self.article.quote(draft.cue))
        if self.outlet is None:
            learned = bool(_HAS_LEARNED.search(cue)) and phrase.name is not None
            if learned and phrase.name is not None and phrase.name.type == "organization":
                self.outlet = self.thing_of.get(phrase.name.span)
                return True
            return False
        for mention in phrase.names:
            if self.thing_of.get(mention.span) is self.outlet:
                before = self.text[phrase.core.start : mention.span.start]
                if mention is phrase.name or _DISCLOSED_BY.search(re.sub(r"the\s+$", "", before)):
                    return True
        return False

    def _pronoun(self, draft: Draft, phrase: Phrase, pronoun: str) -> Speaker:
        at = phrase.core.start
        if pronoun in _FIRST_PERSON:
            return self._first_person(draft, at)
        if pronoun in _RELATIVE:
            return self._relative(at)
        kind = _KIND_OF_PRONOUN.get(pronoun)
        if kind is None:
            return Speaker(None, kind_of_noun(pronoun, ""))
        opens = min(at, draft.content[0].start)
        speaker = self.discourse.resolve(pronoun, at, skip=draft.content, opens=opens)
        if speaker is None:
            return Speaker(None, kind)
        if speaker.thing is not None:
            return Speaker(speaker.thing, self._kind_of(speaker.thing), speaker.gender)
        return speaker

    def _first_person(self, draft: Draft, at: int) -> Speaker:
        """ "I" is whoever is being quoted, else the outlet's author."""
        if draft.within is not None and draft.within in self.found:
            return self.found[draft.within]
        if self.discourse.is_quoted(at):
            return self._previous(draft) or Speaker(None, "unnamed_person")
        return Speaker(self.outlet, "outlet")

    def _relative(self, at: int) -> Speaker:
        """ "who" and "which" mean the nearest name or noun on their left."""
        window = self.text[max(0, at - 80) : at]
        last = re.split(r"[.!?;\n]", window)[-1]
        noun = re.findall(r"[\w'’-]+", last)[-1:] or [""]
        k = bisect_left(self.starts, at)
        for mention in reversed(self.mentions[max(0, k - 3) : k]):
            thing = self.thing_of.get(mention.span)
            if thing is not None and at - mention.span.end <= 2:
                return Speaker(thing, self._kind_of(thing), thing.gender)
        if singular(noun[0].lower()) in PERSONS or noun[0].lower() in PEOPLE:
            return Speaker(None, kind_of_noun(noun[0].lower(), ""))
        thing = self.discourse.nearest_before(at, ("person",))
        if thing is not None:
            return Speaker(thing, "named_person", thing.gender)
        return Speaker(None, "unnamed_group")

    def _person_in(self, phrase: Phrase) -> Thing | None:
        """The person whom the phrase names, with a title or an appositive or alone."""
        if phrase.name is not None and phrase.name.type == "person":
            return self._thing_at(phrase.name, "person")
        named = [m for m in phrase.names if self._thing_at(m, "person")]
        if phrase.name is not None and self._thing_at(phrase.name, "person"):
            return self._thing_at(phrase.name, "person")
        if not named:
            return None
        first = named[0]
        if first.span.start <= phrase.core.start + 1 and self._is_titled(first, phrase):
            return self._thing_at(first, "person")
        noun = phrase.noun
        if noun in PERSONS or noun in TITLES:
            for mention in named:
                before = self.text[phrase.core.start : mention.span.start]
                apposed = before.rstrip().endswith((",", "–", "—")) and " and " not in before[-6:]
                ends = mention.span.end >= phrase.rest.end - 1
                if apposed or (ends and not re.search(r"\b(?:of|for|to|with|by|against)\s$|['’]s", before)):
                    if mention.span.start > phrase.core.end - 1:
                        return self._thing_at(mention, "person")
        return None

    def _is_titled(self, mention: Named, phrase: Phrase) -> bool:
        """Damaged text: "Olena Hart Director of the Institute", the comma lost."""
        words = self.text[mention.span.start : mention.span.end].split()
        after = self.text[mention.span.end : phrase.core.end].split()
        follows = self.text[mention.span.end : mention.span.end + 2]
        if follows in ("'s", "’s") or len(words) < 2 or phrase.determiner:
            return False
        return bool(after) and all(w[0].isupper() or w.lower() in PERSONS for w in after)

    def _thing_at(self, mention: Named, kind: EntityType) -> Thing | None:
        thing = self.thing_of.get(mention.span)
        return thing if thing is not None and thing.type == kind else None

    def _other(self, draft: Draft, phrase: Phrase, words: str) -> Speaker:
        """A source whose head is no person's name."""
        if phrase.name is not None:
            thing = self.thing_of.get(phrase.name.span)
            if thing is not None and thing.type == "group" and self._withheld(draft, words):
                return Speaker(None, "anonymous")
            return Speaker(thing, self._kind_of(thing) if thing else "unnamed_person")
        noun = phrase.noun
        kind = kind_of_noun(noun, phrase.determiner)
        if kind in ("unnamed_person", "unnamed_group") and self._withheld(draft, words):
            return Speaker(None, "anonymous")
        if kind == "unnamed_person":
            return self._described_person(draft, phrase)
        if kind == "named_organization":
            return self._body(phrase)
        if kind == "document":
            return self._document(phrase)
        return Speaker(None, kind)

    def _withheld(self, draft: Draft, words: str) -> bool:
        if is_withheld(words):
            return True
        first = draft.source[0].start
        sentence = self.discourse.sentence_around(first)
        low, high = max(sentence.start, first - 300), min(sentence.end, first + 400)
        return is_withheld(self.text[low:high])

    def _described_person(self, draft: Draft, phrase: Phrase) -> Speaker:
        """ "the minister": the one described so last; a spokesperson: the body spoken for."""
        noun = phrase.noun
        gender = gender_of_noun(noun)
        if noun in SPOKESPERSONS and phrase.determiner != "the":
            return Speaker(self._spoken_for(phrase), "unnamed_person", gender)
        definite = phrase.determiner == "the" or noun in TITLES
        if definite and phrase.determiner not in ("a", "an"):
            person = self._person_described(draft, phrase)
            if person is not None:
                return Speaker(person, "named_person", person.gender)
        thing = self._spoken_for(phrase) if noun in SPOKESPERSONS else None
        return Speaker(thing, "unnamed_person", gender)

    def _spoken_for(self, phrase: Phrase) -> Thing | None:
        for mention in phrase.names:
            thing = self.thing_of.get(mention.span)
            if thing is not None and thing.type in ("organization", "place"):
                return thing
        return None

    def _person_described(self, draft: Draft, phrase: Phrase) -> Thing | None:
        if phrase.names:
            return None
        at, noun = phrase.core.start, phrase.noun
        fits = []
        for thing in self.things:
            if thing.type == "person" and any(noun in head_words(d) for d in thing.descriptions):
                before = [m.span.start for m in thing.mentions if m.span.start < at]
                spoke = [s.at for s in self.discourse.speakers if s.thing is thing]
                if before:
                    fits.append((max([*before, *spoke]), thing))
        if fits:
            return max(fits, key=lambda row: row[0])[1]
        last = self._previous(draft)
        cue = " ".join(self.article.quote(draft.cue)).lower()
        gender = gender_of_noun(noun)
        if last is None or last.thing is None or last.thing.type != "person":
            return None
        if gender and last.thing.gender and gender != last.thing.gender:
            return None
        close = self.discourse.sentence_at(at) - self.discourse.sentence_at(last.at) <= 2
        continues = re.search(r"\b(?:add|continu|explain|went on|conclud)", cue)
        return last.thing if close and continues else None

    def _body(self, phrase: Phrase) -> Speaker:
        """A body without a name of its own at the head: "TASS news agency", "the ministry"."""
        inside = [m for m in phrase.names if m.span.end <= phrase.core.end]
        for mention in inside:
            thing = self.thing_of.get(mention.span)
            if thing is not None and _is_appositive(self.text, mention, phrase.core):
                return Speaker(thing, "named_organization")
        if inside:
            return Speaker(None, "named_organization")
        return Speaker(self._body_meant(phrase), "named_organization")

    def _body_meant(self, phrase: Phrase) -> Thing | None:
        at, noun = phrase.core.start, phrase.noun
        thing = self._body_named(noun, at)
        if thing is None and noun in LOOSE_INSTITUTIONS and phrase.determiner in ("the", "this", "that"):
            return self._last_body(at)
        return thing

    def _body_named(self, noun: str, at: int) -> Thing | None:
        """The body named last whose name or description holds a noun: "the ministry"."""
        fits = [
            (max(before), thing)
            for thing in self.things
            if thing.type in ("organization", "place", "event")
            and (
                any(noun in key_of(name) for name in thing.names)
                or any(noun in head_words(words) for words in thing.descriptions)
            )
            and (before := [m.span.start for m in thing.mentions if m.span.start < at])
        ]
        return max(fits, key=lambda row: row[0])[1] if fits else None

    def _last_body(self, at: int) -> Thing | None:
        last = self.discourse.speakers[-1] if self.discourse.speakers else None
        if last is not None and last.thing is not None and last.thing.type == "organization":
            return last.thing
        return self.discourse.nearest_before(at, ("organization",), reach=2)

    def _document(self, phrase: Phrase) -> Speaker:
        noun = phrase.noun
        near = [self.thing_of.get(m.span) for m in phrase.names]
        if noun in CHANNELS:
            for thing in near:
                if thing is not None and thing.type in ("organization", "place", "person"):
                    return Speaker(thing, self._kind_of(thing), thing.gender)
            owner = _OWNER.match(self.text, phrase.core.start, phrase.core.end)
            thing = self._body_named(owner[1].lower(), phrase.core.start) if owner else None
            if thing is not None:
                return Speaker(thing, self._kind_of(thing))
        for thing in near:
            if thing is not None and thing.type == "document":
                return Speaker(thing, "document")
        if phrase.determiner in ("the", "this", "that", "its") and not phrase.names:
            return Speaker(self._document_meant(noun, phrase.core.start), "document")
        return Speaker(None, "document")

    def _document_meant(self, noun: str, at: int) -> Thing | None:
        fits = [
            (max(before), thing)
            for thing in self.things
            if thing.type == "document"
            and any(noun in key_of(name) for name in thing.names)
            and (before := [m.span.start for m in thing.mentions if m.span.start < at])
        ]
        return max(fits, key=lambda row: row[0])[1] if fits else None

    def _sourceless(self, draft: Draft) -> Speaker:
        """No source: the speaker before, where the text goes on quoting; else nobody is named."""
        cue = " ".join(self.article.quote(draft.cue)).lower()
        previous = self._previous(draft)
        if previous is None or draft.within is not None or _IMPERSONAL.search(cue):
            return Speaker(None, "anonymous")
        at = _place(draft)
        opens_quote = self.text[draft.content[0].start] in _QUOTE_MARKS
        between = self.text[previous.at : at]
        same_paragraph = "\n" not in between
        near = self.discourse.sentence_at(at) - self.discourse.sentence_at(previous.at)
        goes_on = (opens_quote and near <= 4) or (same_paragraph and near <= 1)
        return previous if goes_on else Speaker(None, "anonymous")

    def _previous(self, draft: Draft) -> Speaker | None:
        at = _place(draft)
        speakers = self.discourse.speakers
        return speakers[-1] if speakers and speakers[-1].at <= at else None

    def _kind_of(self, thing: Thing) -> SourceKind:
        if thing is self.outlet:
            return "outlet"
        return _KIND_OF_TYPE.get(thing.type, "named_organization")

    # The result

    def _named(self) -> Resolution:
        things = list(self.things)
        if self.outlet is not None and any(s.thing is self.outlet for s in self.found.values()):
            if self.outlet not in things:
                things.append(self.outlet)
        ids: dict[int, str] = {}
        entities: dict[str, Entity] = {}
        for thing in things:
            entity = self._entity(thing)
            ids[id(thing)] = entity.id
            entities.setdefault(entity.id, entity)
        mentions = []
        taken = {mention.span for mention in self.mentions}
        nouns = [mention for mention in self.nouns if mention.span not in taken]
        for mention in sorted([*self.mentions, *nouns], key=_span_of):
            thing_here = self.thing_of.get(mention.span)
            kind = thing_here.type if thing_here and thing_here.type == "person" else mention.type
            mentions.append(
                Mention(
                    id_of("men", self.article.id, *mention.span, kind),
                    mention.span,
                    kind,
                    ids[id(thing_here)] if thing_here else None,
                )
            )
        sources = []
        for index in range(len(self.drafts)):
            speaker = self.found[index]
            sources.append((ids[id(speaker.thing)] if speaker.thing else None, speaker.kind))
        return Resolution(tuple(mentions), tuple(entities.values()), tuple(sources))

    def _entity(self, thing: Thing) -> Entity:
        name = thing.name
        return Entity(
            id_of("ent", self.article.id, thing.type, name),
            name,
            thing.type,
            tuple(other for other in thing.names if other != name),
            max(thing.descriptions, key=len, default=None),
        )


_FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
_RELATIVE = frozenset("who whom whose which that".split())
_KIND_OF_PRONOUN: dict[str, SourceKind] = {
    **dict.fromkeys("he him his himself she her hers herself".split(), "unnamed_person"),
    **dict.fromkeys("they them their theirs themselves".split(), "unnamed_group"),
    **dict.fromkeys("it its itself this".split(), "named_organization"),
}
_KIND_OF_TYPE: dict[str, SourceKind] = {
    "person": "named_person",
    "group": "unnamed_group",
    "document": "document",
}
_OPENING_WORDS = frozenset(
    """according the a an as by in on at for from to of with but and or while when if however though
    although after before since both even only also meanwhile some many most all several few other
    others another those these this that two three four five six seven eight nine ten one local
    senior top former new recent one-time such no not yet still then now more less""".split()
)


def _is_people(noun: str) -> bool:
    """A plural noun for people who can be told apart from others: "officials", not "many"."""
    one = singular(noun)
    return noun == "authorities" or (one != noun and one in PERSONS and one not in ("one", "other"))


def _is_appositive(text: str, mention: Named, core: Span) -> bool:
    """Whether only generic words for a body follow a body's name: "TASS news agency"."""
    if mention.type not in ("organization", "event", "document"):
        return False
    words = text[mention.span.end : core.end].split()
    return bool(words) and all(word.islower() for word in words) and words[0][0] not in "'’"


def _between(mentions: Sequence[Named], starts: Sequence[int], piece: Span) -> list[Named]:
    """The mentions that begin in a piece, or reach into it."""
    low = max(0, bisect_left(starts, piece.start) - 2)
    high = bisect_left(starts, piece.end)
    return [m for m in mentions[low:high] if m.span.overlaps(piece)]


def _span_of(mention: Named) -> Span:
    return mention.span


def _letters(name: str) -> str:
    lower = re.sub(r"^the\s+|\.(?:com|org|net)\b.*$", "", name.lower())
    return "".join(c for c in lower if c.isalnum())


def _place(draft: Draft) -> int:
    spans: Spans = draft.source or draft.cue or draft.content
    return spans[0].start
