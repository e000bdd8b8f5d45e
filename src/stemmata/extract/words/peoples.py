"""Adjectives and nouns of peoples: "Norwegian", "Kurds". Names of places and bodies look different."""

import re

from stemmata.extract.wordlists import word_set

__all__ = ["is_people", "is_surely_people"]

_FORMED = re.compile(r"[A-Z][a-z]+(?:ian|ese|ish|ican)s?")
"""The regular endings; of the others only a list knows."""

_NOT_FORMED = word_set("vatican guardian meridian parish republican")

_LISTED = word_set(
    "afghan arab austrian bahraini bangladeshi bedouin berber bosniak briton catalan chechen corsican "
    "croat cypriot czech dane dutch emirati filipino finn french german greek hazara icelander iraqi "
    "israeli kazakh korean kosovar kurd kuwaiti kyrgyz moroccan nepali omani pakistani pashtun "
    "qatari rohingya saudi scot serb slovak slovene somali spaniard swede swiss tajik tatar thai "
    "tibetan tuareg turk turkmen uighur uyghur uzbek welsh yemeni zulu american african european mexican "
    "cuban libyan "
    "alawite catholic druze hindu islamist jew jihadi kharijite muslim mujahideen mujahidin "
    "protestant salafi shia shiite sikh sunni takfiri yazidi zionist"
)


_SURNAMES = word_set("dane dutch finn french german greek scot swede turk welsh american")
"""Peoples' names that are also persons'."""


def is_surely_people(words: str) -> bool:
    """Whether a single word is a people's name and no person's, whatever a finder says."""
    lower = words.lower()
    known = lower in _LISTED or lower.removesuffix("s") in _LISTED
    several = words.endswith("s") and bool(_FORMED.fullmatch(words))
    return words[:1].isupper() and (known or several) and lower not in _SURNAMES


def is_people(words: str) -> bool:
    """Whether a single capitalised word is the name of a people, or the adjective of one."""
    lower = words.lower()
    if not words[:1].isupper() or not words.isalpha() or lower in _NOT_FORMED:
        return False
    listed = lower in _LISTED or lower.removesuffix("s") in _LISTED
    return listed or bool(_FORMED.fullmatch(words))
