"""What the steps of a resolution share: an article's names, its outlet, and who spoke so far."""

from collections.abc import Sequence

from stemmata.extract.descriptions import descriptions_at, head_words
from stemmata.extract.draft import Draft, Named
from stemmata.extract.names import Thing, gender_of_name, is_name, things_in, trimmed_mentions
from stemmata.extract.pronouns import Discourse, Speaker, gender_of_noun
from stemmata.extract.resolve.called import Called
from stemmata.extract.resolve.outlets import is_outlet
from stemmata.extract.sentences import sentences
from stemmata.extract.source_names import with_derived
from stemmata.model import Article, EntityType, SourceKind, Spans

__all__ = ["KIND_OF_TYPE", "QUOTE_MARKS", "Scene", "place_of"]

_DESCRIBED_MENTIONS = 6  # who someone is stands with the first mentions
_DAMAGED_COMMAS = 1500  # text that has fewer commas than one in so many characters has lost them
QUOTE_MARKS = '"“„«'
KIND_OF_TYPE: dict[str, SourceKind] = {
    "person": "named_person",
    "group": "unnamed_group",
    "document": "document",
}


class Scene:
    """One article while its sources are resolved: mentions by place, things, the discourse so far."""

    def __init__(self, article: Article, named: Sequence[Named], drafts: Sequence[Draft]) -> None:
        self.article, self.drafts = article, drafts
        self.text = article.text
        found = trimmed_mentions(self.text, named)
        names = [is_name(self.text[m.span.start : m.span.end], m.type) for m in found]
        self.nouns = [m for m, named_here in zip(found, names, strict=True) if not named_here]
        found = [m for m, named_here in zip(found, names, strict=True) if named_here]
        times = [m for m in self.nouns if m.type in ("time", "quantity")]
        self.mentions = with_derived(self.text, found, drafts, times)
        self.starts = [mention.span.start for mention in self.mentions]
        self.things = things_in(self.text, self.mentions)
        self.thing_of = {m.span: thing for thing in self.things for m in thing.mentions}
        self.outlet = self._outlet_thing()
        self._describe()
        self.called = Called(self.things)
        quotations = [s for d in drafts for s in d.content if self.text[s.start] in QUOTE_MARKS]
        self.discourse = Discourse(self.text, self.things, sentences(self.text), quotations)
        self.found: dict[int, Speaker] = {}

    def _outlet_thing(self) -> Thing | None:
        """The outlet where the article names it, else a thing of its own for when it is quoted."""
        outlet = self.article.outlet
        if not outlet:
            return None
        for thing in self.things:
            if any(is_outlet(name, outlet) for name in thing.names):
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

    def thing_at(self, mention: Named, kind: EntityType) -> Thing | None:
        """What a mention names, if it is of this type."""
        thing = self.thing_of.get(mention.span)
        return thing if thing is not None and thing.type == kind else None

    def previous(self, draft: Draft) -> Speaker | None:
        """Who spoke last before a draft."""
        at = place_of(draft)
        speakers = self.discourse.speakers
        return speakers[-1] if speakers and speakers[-1].at <= at else None

    def kind_of(self, thing: Thing) -> SourceKind:
        """The kind of source that a named thing is."""
        if thing is self.outlet:
            return "outlet"
        return KIND_OF_TYPE.get(thing.type, "named_organization")


def place_of(draft: Draft) -> int:
    """Where a draft begins: at its source, else its cue, else its content."""
    spans: Spans = draft.source or draft.cue or draft.content
    return spans[0].start
