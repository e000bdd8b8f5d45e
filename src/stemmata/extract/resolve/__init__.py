"""Who each source is: names become entities, and sources lead to them or to nobody.

    mentions -> things (names/) -> each source in text order: its phrase (source_kinds.py), its
    antecedent (pronouns.py), its kind -> Mention, Entity, and one (entity, kind) for each draft

Pronouns never become entities. Where the text does not tell, the answer is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemmata.extract.draft import Draft, Named
from stemmata.extract.names import Thing
from stemmata.extract.resolve.scene import Scene, place_of
from stemmata.extract.resolve.speakers import speaker_of
from stemmata.ids import id_of
from stemmata.model import Article, Entity, Mention, SourceKind, Span

__all__ = ["Resolution", "resolve"]

_NOBODY = frozenset(("no one", "no-one", "nobody", "none"))  # "she" after them is not they


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
    scene = Scene(article, named, drafts)
    for index in sorted(range(len(drafts)), key=lambda k: place_of(drafts[k])):
        draft = drafts[index]
        speaker = replace(speaker_of(scene, draft), at=place_of(draft))
        scene.found[index] = speaker
        known = bool(draft.source or speaker.thing)
        if draft.within is None and known and not _is_nobody(article, draft):
            scene.discourse.speakers.append(speaker)
    return _named(scene)


def _is_nobody(article: Article, draft: Draft) -> bool:
    return " ".join(article.quote(draft.source)).lower() in _NOBODY


def _named(scene: Scene) -> Resolution:
    things = list(scene.things)
    quoted = any(s.thing is scene.outlet for s in scene.found.values())
    if scene.outlet is not None and quoted and scene.outlet not in things:
        things.append(scene.outlet)
    ids: dict[int, str] = {}
    entities: dict[str, Entity] = {}
    for thing in things:
        entity = _entity(scene.article.id, thing)
        ids[id(thing)] = entity.id
        entities.setdefault(entity.id, entity)
    mentions = []
    taken = {mention.span for mention in scene.mentions}
    nouns = [mention for mention in scene.nouns if mention.span not in taken]
    for mention in sorted([*scene.mentions, *nouns], key=_span_of):
        thing_here = scene.thing_of.get(mention.span)
        kind = thing_here.type if thing_here and thing_here.type == "person" else mention.type
        mentions.append(
            Mention(
                id_of("men", scene.article.id, *mention.span, kind),
                mention.span,
                kind,
                ids[id(thing_here)] if thing_here else None,
            )
        )
    sources = []
    for index in range(len(scene.drafts)):
        speaker = scene.found[index]
        sources.append((ids[id(speaker.thing)] if speaker.thing else None, speaker.kind))
    return Resolution(tuple(mentions), tuple(entities.values()), tuple(sources))


def _entity(article: str, thing: Thing) -> Entity:
    name = thing.name
    spellings = {other.lower().replace(".", ""): other for other in reversed(thing.names)}
    spellings.pop(name.lower().replace(".", ""), None)
    return Entity(
        id_of("ent", article, thing.type, name),
        name,
        thing.type,
        tuple(other for other in thing.names if other in spellings.values()),
        max(thing.descriptions, key=len, default=None),
    )


def _span_of(mention: Named) -> Span:
    return mention.span
