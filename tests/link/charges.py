"""Invented sentences of which every part is known: who says what with which words, and who is named."""

from collections.abc import Sequence

from stemmata.ids import id_of
from stemmata.model import (
    Article,
    Attribution,
    Entity,
    EntityType,
    Mention,
    Polarity,
    Reading,
    Span,
    Unread,
)

NAMES: dict[str, EntityType] = {
    "Vellan army": "organization",
    "Sennoth Council": "organization",
    "Harbour Watch": "organization",
    "Tamrick": "place",
    "Ada Fenn": "person",
    "Osk": "place",
}


def told(
    sentence: str,
    *,
    source: str = "",
    cue: str = "",
    content: str = "",
    polarity: Polarity = "affirmed",
    outlet: str | None = "Bay Herald",
    published: str | None = "2031-03-04",
    names: dict[str, EntityType] = NAMES,
) -> Reading:
    """One article of one sentence: a row of its source, or of the outlet where there is none."""
    article = Article(
        Article.id_for("cap", sentence, outlet), "cap", sentence, outlet, published=published
    )

    def place(words: str) -> tuple[Span, ...]:
        start = sentence.index(words)
        return (Span(start, start + len(words)),) if words else ()

    what = place(content or sentence)
    entities = {name: Entity(id_of("ent", name), name, kind) for name, kind in names.items()}
    mentions = [
        Mention(id_of("men", name), place(name)[0], entity.type, entity.id)
        for name, entity in entities.items()
        if name in sentence
    ]
    row = Attribution(
        Attribution.id_for(article.id, "source" if cue else "outlet", place(source), (), what),
        "source" if cue else "outlet",
        place(source),
        place(cue),
        what,
        "indirect" if cue else "outlet",
        polarity=polarity,
        source_entity=next((entities[n].id for n in entities if source and n in source), None),
        source_kind="named_organization" if cue else None,
    )
    named = {mention.entity for mention in mentions}
    return Reading(
        f"{outlet} {published}",
        article,
        "w",
        "x",
        (row,),
        tuple(mentions),
        tuple(entity for entity in entities.values() if entity.id in named),
        tuple(_rest(sentence, (*row.source, *row.cue, *row.content))),
    )


def _rest(text: str, spans: Sequence[Span]) -> list[Unread]:
    held = {i for span in spans for i in range(*span)}
    return [
        Unread(Span(i, i + 1), "frame")
        for i, char in enumerate(text)
        if i not in held and not char.isspace()
    ]
