"""Whom "he", "they", "I" or "who" means where it is a source."""

import re
from bisect import bisect_left

from stemmata.extract.draft import Draft
from stemmata.extract.pronouns import Speaker
from stemmata.extract.resolve.scene import Scene, place_of
from stemmata.extract.source_kinds import Phrase, kind_of_noun
from stemmata.extract.words.sources import PEOPLE, PERSONS, singular
from stemmata.model import SourceKind

__all__ = ["pronoun_speaker"]

_FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
_RELATIVE = frozenset("who whom whose which that".split())
_KIND_OF_PRONOUN: dict[str, SourceKind] = {
    **dict.fromkeys("he him his himself she her hers herself".split(), "unnamed_person"),
    **dict.fromkeys("they them their theirs themselves".split(), "unnamed_group"),
    **dict.fromkeys("it its itself this".split(), "named_organization"),
}


def pronoun_speaker(scene: Scene, draft: Draft, phrase: Phrase, pronoun: str) -> Speaker:
    """Whom a pronoun means, or nobody where the text does not tell."""
    at = phrase.core.start
    if pronoun in _FIRST_PERSON:
        return _first_person(scene, draft, at)
    if pronoun in _RELATIVE:
        return _relative(scene, at)
    kind = _KIND_OF_PRONOUN.get(pronoun)
    if kind is None:
        return Speaker(None, kind_of_noun(pronoun, ""))
    opens = min(at, draft.content[0].start)
    speaker = scene.discourse.resolve(pronoun, at, skip=draft.content, opens=opens)
    if speaker is None:
        return (pronoun == "they" and _singular_they(scene, draft)) or Speaker(None, kind)
    if speaker.thing is not None:
        return Speaker(speaker.thing, scene.kind_of(speaker.thing), speaker.gender)
    return speaker


def _singular_they(scene: Scene, draft: Draft) -> Speaker | None:
    """The person who spoke right before, where no group is near that "they" could mean."""
    last = scene.previous(draft)
    if last is None or last.thing is None or last.thing.type != "person" or last.gender:
        return None
    near = scene.discourse.sentence_at(place_of(draft)) - scene.discourse.sentence_at(last.at) <= 1
    return last if near else None


def _first_person(scene: Scene, draft: Draft, at: int) -> Speaker:
    """Take "I" to be whoever is being quoted, else the outlet's author."""
    if draft.within is not None and draft.within in scene.found:
        return scene.found[draft.within]
    if scene.discourse.is_quoted(at):
        return scene.previous(draft) or Speaker(None, "unnamed_person")
    return Speaker(scene.outlet, "outlet")


def _relative(scene: Scene, at: int) -> Speaker:
    """Take "who" and "which" to mean the nearest name or noun on their left."""
    window = scene.text[max(0, at - 80) : at]
    last = re.split(r"[.!?;\n]", window)[-1]
    noun = re.findall(r"[\w'’-]+", last)[-1:] or [""]
    k = bisect_left(scene.starts, at)
    for mention in reversed(scene.mentions[max(0, k - 3) : k]):
        thing = scene.thing_of.get(mention.span)
        if thing is not None and at - mention.span.end <= 2:
            return Speaker(thing, scene.kind_of(thing), thing.gender)
    if singular(noun[0].lower()) in PERSONS or noun[0].lower() in PEOPLE:
        return Speaker(None, kind_of_noun(noun[0].lower(), ""))
    thing = scene.discourse.subject_before(at, "person", reach=0)
    if thing is not None:
        return Speaker(thing, "named_person", thing.gender)
    return Speaker(None, "unnamed_group")
