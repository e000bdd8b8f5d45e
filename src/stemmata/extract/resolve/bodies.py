"""The bodies and documents that a source phrase takes up: "the ministry", "the report"."""

import re

from stemmata.extract.names import Thing, is_name
from stemmata.extract.pronouns import Speaker
from stemmata.extract.resolve.scene import Scene
from stemmata.extract.source_kinds import Phrase
from stemmata.extract.source_names import is_appositive
from stemmata.extract.words.sources import CHANNELS, LOOSE_INSTITUTIONS

__all__ = ["body_speaker", "document_speaker", "last_body"]

_OWNER = re.compile(r"(?:the|this|that)\s+(\w+)['’]s\s", re.IGNORECASE)


def body_speaker(scene: Scene, phrase: Phrase) -> Speaker:
    """A body without a name of its own at the head: "TASS news agency", "the ministry"."""
    inside = [m for m in phrase.names if m.span.end <= phrase.core.end]
    for mention in inside:
        thing = scene.thing_of.get(mention.span)
        if thing is not None and is_appositive(scene.text, mention, phrase.core):
            return Speaker(thing, "named_organization")
    if inside and is_name(scene.text[phrase.core.start : phrase.core.end], "organization"):
        return Speaker(None, "named_organization")
    return Speaker(_body_meant(scene, phrase), "named_organization")


def _body_meant(scene: Scene, phrase: Phrase) -> Thing | None:
    at, noun = phrase.core.start, phrase.noun
    thing = _body_named(scene, noun, at)
    if (
        thing is None
        and noun in LOOSE_INSTITUTIONS
        and phrase.determiner in ("the", "this", "that")
    ):
        return last_body(scene, at)
    return thing


def _body_named(scene: Scene, noun: str, at: int) -> Thing | None:
    """The body named last whose name or description holds a noun: "the ministry"."""
    return scene.called.last_before(noun, at, ("organization", "place", "event"))


def last_body(scene: Scene, at: int) -> Thing | None:
    """The body that spoke last, else the one that a sentence shortly before is about."""
    last = scene.discourse.speakers[-1] if scene.discourse.speakers else None
    if last is not None and last.thing is not None and last.thing.type == "organization":
        return last.thing
    return scene.discourse.subject_before(at, "organization", reach=2)


def document_speaker(scene: Scene, phrase: Phrase) -> Speaker:
    """A document at the head: its own name, whose channel it is, or the one named before."""
    noun = phrase.noun
    near = [scene.thing_of.get(m.span) for m in phrase.names]
    if noun in CHANNELS:
        for thing in near:
            if thing is not None and thing.type in ("organization", "place", "person"):
                return Speaker(thing, scene.kind_of(thing), thing.gender)
        owner = _OWNER.match(scene.text, phrase.core.start, phrase.core.end)
        thing = _body_named(scene, owner[1].lower(), phrase.core.start) if owner else None
        if thing is not None:
            return Speaker(thing, scene.kind_of(thing))
    for thing in near:
        if thing is not None and thing.type == "document":
            return Speaker(thing, "document")
    if phrase.determiner in ("the", "this", "that", "its") and not phrase.names:
        return Speaker(scene.called.last_before(noun, phrase.core.start, ("document",)), "document")
    return Speaker(None, "document")
