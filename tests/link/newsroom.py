"""Invented articles with their readings, put together from sentences whose parts are known."""

from dataclasses import dataclass, field

from stemmata.ids import id_of
from stemmata.model import (
    Article,
    Attribution,
    Copy,
    Entity,
    EntityType,
    Mention,
    Occurrence,
    Passage,
    Reading,
    SourceKind,
    Span,
    Spans,
    Stance,
    Unread,
)


@dataclass
class Draft:
    """An article being written: own sentences, attributed ones, and the names in them."""

    outlet: str | None
    published: str | None = None
    text: str = ""
    attributions: list[Attribution] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    _last: tuple[Span, str] = (Span(0, 1), "")

    def _add(self, words: str) -> Span:
        start = len(self.text)
        self.text += f"{words} "
        return Span(start, start + len(words))

    def own(self, words: str) -> "Draft":
        """Say something in the outlet's own voice."""
        span = self._add(words)
        return self._keep("outlet", (), (), span)

    def said(
        self,
        source: str,
        words: str,
        *,
        cue: str = "said",
        kind: SourceKind = "named_organization",
        after: str = ".",
        entity: str | None = None,
    ) -> "Draft":
        """Report what somebody said: the words, the source, the cue."""
        content, who, how = self._add(words), self._add(source), self._add(cue)
        if after:
            self._add(after)
        return self._keep("source", (who,), (how,), content, kind, entity)

    def _keep(
        self,
        voice: str,
        source: Spans,
        cue: Spans,
        content: Span,
        kind: SourceKind | None = None,
        entity: str | None = None,
    ) -> "Draft":
        attribution = Attribution(
            id=id_of("att", self.outlet, content),
            voice="outlet" if voice == "outlet" else "source",
            source=source,
            cue=cue,
            content=(content,),
            manner="outlet" if voice == "outlet" else "indirect",
            source_kind=kind,
            source_entity=entity,
        )
        self.attributions.append(attribution)
        self._last = (content, attribution.id)
        return self

    def named(
        self, name: str, kind: EntityType = "person", description: str | None = None
    ) -> "Draft":
        """Mark the latest words of that name as a mention of an entity."""
        start = self.text.rindex(name)
        entity = Entity(id_of("ent", name), name, kind, (), description)
        self.entities.append(entity)
        span = Span(start, start + len(name))
        self.mentions.append(Mention(id_of("men", name, start), span, kind, entity.id))
        return self

    def reading(self) -> Reading:
        """The article as it was read; what is in no attribution is frame."""
        article_id = Article.id_for(self.outlet or "none", self.text, self.outlet)
        article = Article(article_id, "cap", self.text, self.outlet, published=self.published)
        covered = bytearray(len(self.text))
        for a in self.attributions:
            for s in (*a.source, *a.cue, *a.content):
                covered[s.start : s.end] = b"\1" * (s.end - s.start)
        unread = tuple(
            Unread(Span(i, i + 1), "frame")
            for i, char in enumerate(self.text)
            if not covered[i] and not char.isspace()
        )
        return Reading(
            path=article_id,
            article=article,
            weights="w",
            extractor="x",
            attributions=tuple(self.attributions),
            mentions=tuple(self.mentions),
            entities=tuple(self.entities),
            unread=unread,
        )


def occurrence(reading: Reading, words: str, stance: Stance = "reports") -> Occurrence:
    """The passage of an article that has these words, inside the attribution that holds it."""
    start = reading.article.text.index(words)
    span = Span(start, start + len(words))
    holder = next(a for a in reading.attributions if a.content[0].start <= start < a.content[0].end)
    passage = Passage(reading.article.id, span)
    return Occurrence(Occurrence.id_for(holder.id, span), passage, holder.id, stance)


def copy_of(one: Reading, two: Reading, words: str, original: str | None = None) -> Copy:
    """The copy that two articles make by both having these words."""
    a, b = (
        Passage(r.article.id, Span(at, at + len(words)))
        for r in (one, two)
        for at in (r.article.text.index(words),)
    )
    return Copy(a, b, (), 1.0, "a" if original == "a" else "b" if original == "b" else None)
