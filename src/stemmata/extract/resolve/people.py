"""The persons whom a source phrase names or describes: "Mayor Olena Hart", "the minister"."""

import re

from stemmata.extract.descriptions import head_words
from stemmata.extract.draft import Draft, Named
from stemmata.extract.names import Thing, key_of
from stemmata.extract.pronouns import Speaker, gender_of_noun
from stemmata.extract.resolve.bodies import last_body
from stemmata.extract.resolve.scene import Scene
from stemmata.extract.source_kinds import Phrase
from stemmata.extract.source_names import DETERMINERS
from stemmata.extract.words.sources import PERSONS, SPOKESPERSONS, TITLES

__all__ = ["described_person", "named_head", "person_in"]

_RECENT = 20  # speakers looked back at
_NEAR = 3  # sentences between a speaker and the noun that takes the speaker up
_HUMAN = ("named_person", "unnamed_person", "anonymous")
_ANYONE = frozenset("official expert politician diplomat".split())
"""What may be said of a person who was introduced as something else, and of whoever spoke last."""
_OFFICES = frozenset("president premier minister king queen pope chancellor governor mayor".split())
"""There is one, and not always the one who speaks."""
_GOVERNS_NAME = re.compile(r"\b(?:of|for|to|with|by|against)\s$|['’]s")
_CONTINUES = re.compile(r"\b(?:add|continu|explain|went on|conclud)")


def person_in(scene: Scene, phrase: Phrase) -> Thing | None:
    """The person whom the phrase names, with a title or an appositive or alone."""
    named = [m for m in phrase.names if scene.thing_at(m, "person")]
    head = named_head(scene, phrase)
    if head is not None and scene.thing_at(head, "person"):
        return scene.thing_at(head, "person")
    if not named:
        return None
    first = named[0]
    if first.span.start <= phrase.core.start + 1 and _is_titled(scene, first, phrase):
        return scene.thing_at(first, "person")
    noun = phrase.noun
    if noun in PERSONS or noun in TITLES:
        for mention in named:
            before = scene.text[phrase.core.start : mention.span.start]
            apposed = before.rstrip().endswith((",", "–", "—")) and " and " not in before[-6:]
            ends = mention.span.end >= phrase.rest.end - 1
            at_end = ends and not _GOVERNS_NAME.search(before)
            if (apposed or at_end) and mention.span.start >= phrase.core.end:
                return scene.thing_at(mention, "person")
    return None


def named_head(scene: Scene, phrase: Phrase) -> Named | None:
    """The name that heads the core; the first where it joins several: "Ardesh and Belmark"."""
    first = phrase.names[0] if phrase.names else None
    if first is None or first is phrase.name:
        return phrase.name
    end = phrase.name.span.start if phrase.name else phrase.core.end
    between = scene.text[first.span.end : end]
    before = DETERMINERS.sub("", scene.text[phrase.core.start : first.span.start])
    opens = all(word.lower() in TITLES for word in before.split())
    joined = re.search(r"\band\b|&", between) if phrase.name else between.startswith(" and ")
    joined = joined and not between.startswith(("'s ", "’s "))  # "Ardesh's Health and Labour Board"
    return first if opens and joined and first.span.end <= end else phrase.name


def _is_titled(scene: Scene, mention: Named, phrase: Phrase) -> bool:
    """Damaged text: "Olena Hart Director of the Institute", the comma lost."""
    words = scene.text[mention.span.start : mention.span.end].split()
    after = scene.text[mention.span.end : phrase.core.end].split()
    follows = scene.text[mention.span.end : mention.span.end + 2]
    if follows in ("'s", "’s") or len(words) < 2 or phrase.determiner:
        return False
    return bool(after) and all(w[0].isupper() or w.lower() in PERSONS for w in after)


def described_person(scene: Scene, draft: Draft, phrase: Phrase) -> Speaker:
    """Find who "the minister" is, the one described so last; for a spokesperson, the body."""
    noun = phrase.noun
    gender = gender_of_noun(noun)
    if noun in SPOKESPERSONS and phrase.determiner != "the":
        body = _spoken_for(scene, phrase)
        if body is None and not phrase.names:
            body = last_body(scene, phrase.core.start)
        return Speaker(body, "unnamed_person", gender)
    definite = phrase.determiner == "the" or noun in TITLES or phrase.names
    if definite and phrase.determiner not in ("a", "an"):
        person = _person_described(scene, draft, phrase)
        if person is not None:
            return Speaker(person, "named_person", person.gender)
    return Speaker(_spoken_for(scene, phrase), "unnamed_person", gender)


def _spoken_for(scene: Scene, phrase: Phrase) -> Thing | None:
    for mention in phrase.names:
        thing = scene.thing_of.get(mention.span)
        if thing is not None and thing.type == "organization":
            return thing
    return None


def _person_described(scene: Scene, draft: Draft, phrase: Phrase) -> Thing | None:
    if phrase.names:
        return _person_of(scene, phrase) or _speaker_before(scene, draft, phrase)
    at, noun = phrase.core.start, phrase.noun
    for speaker in reversed(scene.discourse.speakers[-_RECENT:]):
        person = speaker.thing
        if person is not None and any(noun in head_words(d) for d in person.descriptions):
            return person
    described = scene.called.last_before(noun, at, ("person",))
    if described is not None:
        return described
    return _speaker_before(scene, draft, phrase)


def _speaker_before(scene: Scene, draft: Draft, phrase: Phrase) -> Thing | None:
    """The person who spoke last, where the text goes on quoting or brings in nobody else."""
    at, noun = phrase.core.start, phrase.noun
    last = scene.previous(draft)
    cue = " ".join(scene.article.quote(draft.cue)).lower()
    gender = gender_of_noun(noun)
    if last is None or last.thing is None or last.thing.type != "person":
        return None
    if gender and last.thing.gender and gender != last.thing.gender:
        return None
    away = scene.discourse.sentence_at(at) - scene.discourse.sentence_at(last.at)
    continues = (_CONTINUES.search(cue) and away <= 2) or (
        away <= _NEAR and _is_only_speaker(scene, last.thing, noun)
    )
    return last.thing if continues else None


def _is_only_speaker(scene: Scene, person: Thing, noun: str) -> bool:
    """Whether "the lawyer" can only be the one person who has been quoted by name.

    An unnamed person whom the text quotes before that is how it brings the person in: "A lawyer has
    called for … Olena Hart said …".
    """
    speakers = scene.discourse.speakers
    if noun in _ANYONE:
        return all(s.thing is not None or s.kind not in _HUMAN for s in speakers[-_RECENT:])
    first = next(k for k, speaker in enumerate(speakers) if speaker.thing is person)
    others = any(s.thing is not person and s.kind in _HUMAN for s in speakers[first:])
    named_before = any(s.kind == "named_person" for s in speakers[:first])
    return not (others or named_before or noun in _OFFICES or person.descriptions)


def _person_of(scene: Scene, phrase: Phrase) -> Thing | None:
    """The only person described by the noun and a body: "the Observatory's director"."""
    body = _spoken_for(scene, phrase)
    if body is None or phrase.determiner in ("a", "an"):
        return None
    called = {word for name in body.names for word in key_of(name)[-1:]}
    found = [
        thing
        for thing in scene.things
        if thing.type == "person"
        and any(
            phrase.noun in head_words(words) and called & set(key_of(words))
            for words in thing.descriptions
        )
    ]
    return found[0] if len(found) == 1 else None
