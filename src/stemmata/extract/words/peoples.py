"""Adjectives and nouns of peoples: "Norwegian", "Kurds". Names of places and bodies look different."""

import re

from stemmata.extract.wordlists import word_set

__all__ = ["is_people"]

_FORMED = re.compile(r"[A-Z][a-z]+(?:ian|ese|ish|ican)s?")
"""The regular endings; of the others only a list knows."""

_NOT_FORMED = word_set("vatican guardian meridian parish republican")

_LISTED = word_set(
    "afghan arab austrian bahraini bangladeshi bedouin berber bosniak briton catalan chechen corsican "
    "croat cypriot czech dane dutch emirati filipino finn french german greek hazara icelander iraqi "
    "israeli kazakh korean kosovar kurd kuwaiti kyrgyz moroccan nepali omani pakistani pashtun "
    "qatari rohingya saudi scot serb slovak slovene somali spaniard swede swiss tajik tatar thai "
    "tibetan tuareg turk turkmen uighur uyghur uzbek welsh yemeni zulu american african european mexican "
    "cuban libyan"
)


def is_people(words: str) -> bool:
    """Whether a single capitalised word is the name of a people, or the adjective of one."""
    lower = words.lower()
    if not words[:1].isupper() or not words.isalpha() or lower in _NOT_FORMED:
        return False
    listed = lower in _LISTED or lower.removesuffix("s") in _LISTED
    return listed or bool(_FORMED.fullmatch(words))
