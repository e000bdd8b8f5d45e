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
from stemmata.extract.source_names import DETERMINERS, between, is_appositive, with_derived
from stemmata.extract.words.sources import (
    CHANNELS,
    LOOSE_INSTITUTIONS,
    PEOPLE,
    PERSONS,
    SPOKESPERSONS,
    TITLES,
    singular,
)
from stemmata.ids import id_of
from stemmata.model import Article, Entity, EntityType, Mention, SourceKind, Span, Spans

__all__ = ["Resolution", "resolve"]

_DESCRIBED_MENTIONS = 6  # who someone is stands with the first mentions
_RECENT = 20  # speakers looked back at
_LONG_OUTLET, _EDITION = 6, 2  # letters: a name this long may lack an edition of this many
_DAMAGED_COMMAS = 1500  # text that has fewer commas than one in so many characters has lost them
_OWN_WORDS = re.compile(
    r"\bthis\s+(?:outlet|newspaper|paper|website|site|magazine|publication|newsroom|reporter)\b"
    r"|\bour\s+(?:own\s+)?(?:\w+\s+)?(?:outlet|newspaper|paper|website|site|magazine|agency|channel|"
    r"publication|newsroom|reporters?|correspondents?|journalists?|sources?|investigations?|"
    r"documents?|records?|reporting|analysts?|editors?|data)\b",
    re.IGNORECASE,
)
_DISCLOSED_BY = re.compile(
    r"\b(?:disclosed|obtained|seen|reviewed|acquired|published|released|revealed|viewed|compiled|"
    r"verified|exposed|leaked|collected|gathered|produced|conducted|given|made|provided|issued)"
    r"\s+(?:by|to)\s+(?:the\s+)?$"
)
_HAS_LEARNED = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:learn(?:ed|t)|seen|obtained|reviewed)\b|can reveal"
)
_NOBODY = frozenset(("no one", "no-one", "nobody", "none"))  # "she" after them is not they
_QUOTE_MARKS = '"“„«'
_IMPERSONAL = re.compile(
    r"reported|alleged|supposed|believed|said to|claimed|rumou?red|thought|known|accused|expected|"
    r"estimated|understood|considered|allegation|belief|rumou?r|speculation|accusation|report"
)
_GOVERNS_NAME = re.compile(r"\b(?:of|for|to|with|by|against)\s$|['’]s")
_TOLD = re.compile(r"\b(?:told|tells|telling|informed)\s+(?:the\s+)?$", re.IGNORECASE)
_CONTINUES = re.compile(r"\b(?:add|continu|explain|went on|conclud)")
_OWNER = re.compile(r"(?:the|this|that)\s+(\w+)['’]s\s", re.IGNORECASE)


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


class _Called:
    """By which nouns each thing goes, and where it was named: what "the ministry" may take up."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._places: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._things = things
        for number, thing in enumerate(things):
            for word in self._nouns(thing):
                places = self._places.setdefault((thing.type, word), [])
                places += [(mention.span.start, number) for mention in thing.mentions]
        for places in self._places.values():
            places.sort()

    @staticmethod
    def _nouns(thing: Thing) -> set[str]:
        described = {word for words in thing.descriptions for word in head_words(words)}
        if thing.type == "person":
            return described
        return described | {word for name in thing.names for word in key_of(name)}

    def last_before(self, noun: str, at: int, types: Sequence[EntityType]) -> Thing | None:
        """The thing of these types that goes by a noun and was named last before a place."""
        found = []
        for kind in types:
            places = self._places.get((kind, noun), [])
            k = bisect_left(places, (at, 0))
            found += places[k - 1 : k] if k else []
        return self._things[max(found)[1]] if found else None


class _Resolver:
    """The state of one resolution: mentions by place, things, and the discourse so far."""

    def __init__(self, article: Article, named: Sequence[Named], drafts: Sequence[Draft]) -> None:
        self.article, self.drafts = article, drafts
        self.text = article.text
        found = trimmed_mentions(self.text, named)
        names = [is_name(self.text[m.span.start : m.span.end], m.type) for m in found]
        self.nouns = [m for m, named_here in zip(found, names, strict=True) if not named_here]
        found = [m for m, named_here in zip(found, names, strict=True) if named_here]
        self.mentions = with_derived(self.text, found, drafts)
        self.starts = [mention.span.start for mention in self.mentions]
        self.things = things_in(self.text, self.mentions)
        self.thing_of = {m.span: thing for thing in self.things for m in thing.mentions}
        self.outlet = self._outlet_thing()
        self._describe()
        self.called = _Called(self.things)
        quotations = [s for d in drafts for s in d.content if self.text[s.start] in _QUOTE_MARKS]
        self.discourse = Discourse(self.text, self.things, sentences(self.text), quotations)
        self.found: dict[int, Speaker] = {}

    def resolution(self) -> Resolution:
        """Resolve every draft in text order and name the entities."""
        for index in sorted(range(len(self.drafts)), key=lambda k: _place(self.drafts[k])):
            draft = self.drafts[index]
            speaker = self._speaker(draft)
            at = _place(draft)
            speaker = Speaker(speaker.thing, speaker.kind, speaker.gender, at)
            self.found[index] = speaker
            if (
                draft.within is None
                and (draft.source or speaker.thing)
                and not self._is_nobody(draft)
            ):
                self.discourse.speakers.append(speaker)
        return self._named()

    def _is_nobody(self, draft: Draft) -> bool:
        return " ".join(self.article.quote(draft.source)).lower() in _NOBODY

    # Mentions and things

    def _outlet_thing(self) -> Thing | None:
        """The outlet where the article names it, else a thing of its own for when it is quoted."""
        outlet = self.article.outlet
        if not outlet:
            return None
        for thing in self.things:
            if any(_is_outlet(name, outlet) for name in thing.names):
                thing.type = "organization"
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

    def _speaker(self, draft: Draft) -> Speaker:
        words = " ".join(self.article.quote(draft.source))
        if not words:
            return self._sourceless(draft)
        near = [m for piece in draft.source for m in between(self.mentions, self.starts, piece)]
        phrases = [p for piece in draft.source if (p := phrase_of(self.text, (piece,), near))]
        if not phrases:
            return self._sourceless(draft)
        phrase = phrases[0]
        if self._is_told(draft, phrase):
            return Speaker(None, "anonymous")
        if self._quotes_itself(draft, phrase, near, words):
            return Speaker(self.outlet, "outlet")
        pronoun = self.text[phrase.core.start : phrase.core.end].lower()
        if phrase.is_pronoun(self.text) and phrase.name is None:
            return self._pronoun(draft, phrase, pronoun)
        person = self._person_in(phrase)
        if person is None and phrase.noun in PERSONS:  # "the founder of …" apart from the name
            person = next((t for other in phrases[1:] if (t := self._person_in(other))), None)
        if person is not None:
            return Speaker(person, "named_person", person.gender)
        return self._other(draft, phrase, words)

    def _is_told(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether the phrase stands behind "told": it is who hears it, and who says it is lost."""
        before = self.text[max(0, phrase.core.start - 20) : phrase.core.start]
        return len(draft.source) == 1 and bool(_TOLD.search(before)) and bool(draft.cue)

    def _quotes_itself(
        self, draft: Draft, phrase: Phrase, near: Sequence[Named], words: str
    ) -> bool:
        """Whether the source is the outlet, or something that the outlet says it holds."""
        if self.discourse.is_quoted(phrase.core.start):
            return False
        if _OWN_WORDS.search(words):
            return True
        if self.outlet is None:
            return self._has_learned(draft, phrase)
        for mention in near:
            if self.thing_of.get(mention.span) is self.outlet:
                before = self.text[phrase.core.start : mention.span.start]
                if mention is phrase.name or _DISCLOSED_BY.search(before):
                    return True
        return False

    def _has_learned(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether it is "the Herald has learned": an outlet says this, and only of itself."""
        cue = " ".join(self.article.quote(draft.cue))
        name = phrase.name
        if name is None or name.type != "organization" or not _HAS_LEARNED.search(cue):
            return False
        self.outlet = self.thing_of.get(name.span)
        return True

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
            return (pronoun == "they" and self._singular_they(draft)) or Speaker(None, kind)
        if speaker.thing is not None:
            return Speaker(speaker.thing, self._kind_of(speaker.thing), speaker.gender)
        return speaker

    def _singular_they(self, draft: Draft) -> Speaker | None:
        """The person who spoke right before, where no group is near that "they" could mean."""
        last = self._previous(draft)
        if last is None or last.thing is None or last.thing.type != "person" or last.gender:
            return None
        near = self.discourse.sentence_at(_place(draft)) - self.discourse.sentence_at(last.at) <= 1
        return last if near else None

    def _first_person(self, draft: Draft, at: int) -> Speaker:
        """Take "I" to be whoever is being quoted, else the outlet's author."""
        if draft.within is not None and draft.within in self.found:
            return self.found[draft.within]
        if self.discourse.is_quoted(at):
            return self._previous(draft) or Speaker(None, "unnamed_person")
        return Speaker(self.outlet, "outlet")

    def _relative(self, at: int) -> Speaker:
        """Take "who" and "which" to mean the nearest name or noun on their left."""
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
        thing = self.discourse.subject_before(at, "person", reach=0)
        if thing is not None:
            return Speaker(thing, "named_person", thing.gender)
        return Speaker(None, "unnamed_group")

    def _person_in(self, phrase: Phrase) -> Thing | None:
        """The person whom the phrase names, with a title or an appositive or alone."""
        named = [m for m in phrase.names if self._thing_at(m, "person")]
        head = self._named_head(phrase)
        if head is not None and self._thing_at(head, "person"):
            return self._thing_at(head, "person")
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
                at_end = ends and not _GOVERNS_NAME.search(before)
                if (apposed or at_end) and mention.span.start >= phrase.core.end:
                    return self._thing_at(mention, "person")
        return None

    def _named_head(self, phrase: Phrase) -> Named | None:
        """The name that heads the core; the first where it joins several: "Ardesh and Belmark"."""
        first = phrase.names[0] if phrase.names else None
        if first is None or first is phrase.name:
            return phrase.name
        end = phrase.name.span.start if phrase.name else phrase.core.end
        between = self.text[first.span.end : end]
        opens = not DETERMINERS.sub("", self.text[phrase.core.start : first.span.start])
        joined = re.search(r"\band\b|&", between) if phrase.name else between.startswith(" and ")
        joined = joined and not between.startswith(
            ("'s ", "’s ")
        )  # "Ardesh's Health and Labour Board"
        return first if opens and joined and first.span.end <= end else phrase.name

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
        head = self._named_head(phrase)
        if head is not None:
            thing = self.thing_of.get(head.span)
            if thing is not None and thing.type == "group" and self._withheld(draft, words):
                return Speaker(None, "anonymous")
            kind = self._kind_of(thing) if thing else _KIND_OF_TYPE.get(head.type)
            return Speaker(thing, kind or "named_organization")
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
        return is_withheld(self.text[low:high], alone=False)

    def _described_person(self, draft: Draft, phrase: Phrase) -> Speaker:
        """Find who "the minister" is, the one described so last; for a spokesperson, the body."""
        noun = phrase.noun
        gender = gender_of_noun(noun)
        if noun in SPOKESPERSONS and phrase.determiner != "the":
            body = self._spoken_for(phrase)
            if body is None and not phrase.names:
                body = self._last_body(phrase.core.start)
            return Speaker(body, "unnamed_person", gender)
        definite = phrase.determiner == "the" or noun in TITLES or phrase.names
        if definite and phrase.determiner not in ("a", "an"):
            person = self._person_described(draft, phrase)
            if person is not None:
                return Speaker(person, "named_person", person.gender)
        return Speaker(self._spoken_for(phrase), "unnamed_person", gender)

    def _spoken_for(self, phrase: Phrase) -> Thing | None:
        for mention in phrase.names:
            thing = self.thing_of.get(mention.span)
            if thing is not None and thing.type == "organization":
                return thing
        return None

    def _person_described(self, draft: Draft, phrase: Phrase) -> Thing | None:
        if phrase.names:
            return self._person_of(phrase)
        at, noun = phrase.core.start, phrase.noun
        for speaker in reversed(self.discourse.speakers[-_RECENT:]):
            person = speaker.thing
            if person is not None and any(noun in head_words(d) for d in person.descriptions):
                return person
        described = self.called.last_before(noun, at, ("person",))
        if described is not None:
            return described
        last = self._previous(draft)
        cue = " ".join(self.article.quote(draft.cue)).lower()
        gender = gender_of_noun(noun)
        if last is None or last.thing is None or last.thing.type != "person":
            return None
        if gender and last.thing.gender and gender != last.thing.gender:
            return None
        close = self.discourse.sentence_at(at) - self.discourse.sentence_at(last.at) <= 2
        continues = _CONTINUES.search(cue)
        return last.thing if close and continues else None

    def _person_of(self, phrase: Phrase) -> Thing | None:
        """The only person described by the noun and a body: "the Observatory's director"."""
        body = self._spoken_for(phrase)
        if body is None or phrase.determiner in ("a", "an"):
            return None
        called = {word for name in body.names for word in key_of(name)[-1:]}
        found = [
            thing
            for thing in self.things
            if thing.type == "person"
            and any(
                phrase.noun in head_words(words) and called & set(key_of(words))
                for words in thing.descriptions
            )
        ]
        return found[0] if len(found) == 1 else None

    def _body(self, phrase: Phrase) -> Speaker:
        """A body without a name of its own at the head: "TASS news agency", "the ministry"."""
        inside = [m for m in phrase.names if m.span.end <= phrase.core.end]
        for mention in inside:
            thing = self.thing_of.get(mention.span)
            if thing is not None and is_appositive(self.text, mention, phrase.core):
                return Speaker(thing, "named_organization")
        if inside and is_name(self.text[phrase.core.start : phrase.core.end], "organization"):
            return Speaker(None, "named_organization")
        return Speaker(self._body_meant(phrase), "named_organization")

    def _body_meant(self, phrase: Phrase) -> Thing | None:
        at, noun = phrase.core.start, phrase.noun
        thing = self._body_named(noun, at)
        if (
            thing is None
            and noun in LOOSE_INSTITUTIONS
            and phrase.determiner in ("the", "this", "that")
        ):
            return self._last_body(at)
        return thing

    def _body_named(self, noun: str, at: int) -> Thing | None:
        """The body named last whose name or description holds a noun: "the ministry"."""
        return self.called.last_before(noun, at, ("organization", "place", "event"))

    def _last_body(self, at: int) -> Thing | None:
        last = self.discourse.speakers[-1] if self.discourse.speakers else None
        if last is not None and last.thing is not None and last.thing.type == "organization":
            return last.thing
        return self.discourse.subject_before(at, "organization", reach=2)

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
            return Speaker(
                self.called.last_before(noun, phrase.core.start, ("document",)), "document"
            )
        return Speaker(None, "document")

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
        quoted = any(s.thing is self.outlet for s in self.found.values())
        if self.outlet is not None and quoted and self.outlet not in things:
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
        spellings = {other.lower().replace(".", ""): other for other in reversed(thing.names)}
        spellings.pop(name.lower().replace(".", ""), None)
        return Entity(
            id_of("ent", self.article.id, thing.type, name),
            name,
            thing.type,
            tuple(other for other in thing.names if other in spellings.values()),
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


def _span_of(mention: Named) -> Span:
    return mention.span


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's; site names may add an edition: "Dawnpost EN", "dawnpost.net"."""
    letters, wanted = _letters(name), _letters(outlet)
    edition = wanted.removeprefix(letters) if len(letters) >= _LONG_OUTLET else wanted
    return letters == wanted or len(edition) <= _EDITION


def _letters(name: str) -> str:
    lower = re.sub(r"^the\s+|^www\.|\.(?:com|org|net)\b.*$", "", name.lower())
    return "".join(c for c in lower if c.isalnum())


def _place(draft: Draft) -> int:
    spans: Spans = draft.source or draft.cue or draft.content
    return spans[0].start
