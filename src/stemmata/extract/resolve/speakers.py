"""Who speaks in one attribution: the steps from a source's words to its thing and kind."""

import re

from stemmata.extract.draft import Draft
from stemmata.extract.pronouns import Speaker
from stemmata.extract.resolve.bodies import body_speaker, document_speaker
from stemmata.extract.resolve.itself import quotes_itself
from stemmata.extract.resolve.people import described_person, named_head, person_in
from stemmata.extract.resolve.pronoun_sources import pronoun_speaker
from stemmata.extract.resolve.scene import KIND_OF_TYPE, QUOTE_MARKS, Scene, place_of
from stemmata.extract.source_kinds import Phrase, is_withheld, kind_of_noun, phrase_of
from stemmata.extract.source_names import between
from stemmata.extract.words.sources import PERSONS

__all__ = ["speaker_of"]

_IMPERSONAL = re.compile(
    r"reported|alleged|supposed|believed|said to|claimed|rumou?red|thought|known|accused|expected|"
    r"estimated|understood|considered|allegation|belief|rumou?r|speculation|accusation|report"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|informed)\s+(?:the\s+)?$", re.IGNORECASE)


def speaker_of(scene: Scene, draft: Draft) -> Speaker:
    """Who speaks in a draft. Asked in text order: what is said leans on who spoke before."""
    words = " ".join(scene.article.quote(draft.source))
    if not words:
        return _sourceless(scene, draft)
    near = [m for piece in draft.source for m in between(scene.mentions, scene.starts, piece)]
    phrases = [p for piece in draft.source if (p := phrase_of(scene.text, (piece,), near))]
    if not phrases:
        return _sourceless(scene, draft)
    phrase = phrases[0]
    if _is_told(scene, draft, phrase):
        return Speaker(None, "anonymous")
    if quotes_itself(scene, draft, phrase, near, words):
        return Speaker(scene.outlet, "outlet")
    pronoun = scene.text[phrase.core.start : phrase.core.end].lower()
    if phrase.is_pronoun(scene.text) and phrase.name is None:
        return pronoun_speaker(scene, draft, phrase, pronoun)
    person = person_in(scene, phrase)
    if person is None and phrase.noun in PERSONS:  # "the founder of …" apart from the name
        person = next((t for other in phrases[1:] if (t := person_in(scene, other))), None)
    if person is not None:
        return Speaker(person, "named_person", person.gender)
    return _other(scene, draft, phrase, words)


def _is_told(scene: Scene, draft: Draft, phrase: Phrase) -> bool:
    """Whether the phrase stands behind "told": it is who hears it, and who says it is lost."""
    before = scene.text[max(0, phrase.core.start - 20) : phrase.core.start]
    return len(draft.source) == 1 and bool(_TOLD.search(before)) and bool(draft.cue)


def _other(scene: Scene, draft: Draft, phrase: Phrase, words: str) -> Speaker:
    """A source whose head is no person's name."""
    head = named_head(scene, phrase)
    if head is not None:
        thing = scene.thing_of.get(head.span)
        if thing is not None and thing.type == "group" and _withheld(scene, draft, words):
            return Speaker(None, "anonymous")
        kind = scene.kind_of(thing) if thing else KIND_OF_TYPE.get(head.type)
        return Speaker(thing, kind or "named_organization")
    noun = phrase.noun
    kind = kind_of_noun(noun, phrase.determiner)
    if kind in ("unnamed_person", "unnamed_group") and _withheld(scene, draft, words):
        return Speaker(None, "anonymous")
    if kind == "unnamed_person":
        return described_person(scene, draft, phrase)
    if kind == "named_organization":
        return body_speaker(scene, phrase)
    if kind == "document":
        return document_speaker(scene, phrase)
    return Speaker(None, kind)


def _withheld(scene: Scene, draft: Draft, words: str) -> bool:
    if is_withheld(words):
        return True
    first = draft.source[0].start
    sentence = scene.discourse.sentence_around(first)
    low, high = max(sentence.start, first - 300), min(sentence.end, first + 400)
    return is_withheld(scene.text[low:high], alone=False)


def _sourceless(scene: Scene, draft: Draft) -> Speaker:
    """No source: the speaker before, where the text goes on quoting; else nobody is named."""
    cue = " ".join(scene.article.quote(draft.cue)).lower()
    previous = scene.previous(draft)
    if previous is None or draft.within is not None or _IMPERSONAL.search(cue):
        return Speaker(None, "anonymous")
    at = place_of(draft)
    opens_quote = scene.text[draft.content[0].start] in QUOTE_MARKS
    same_paragraph = "\n" not in scene.text[previous.at : at]
    near = scene.discourse.sentence_at(at) - scene.discourse.sentence_at(previous.at)
    goes_on = (opens_quote and near <= 4) or (same_paragraph and near <= 1)
    return previous if goes_on else Speaker(None, "anonymous")
