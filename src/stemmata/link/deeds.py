"""The words that accuse: somebody does so in words, or a deed and who did it stand side by side.

Patterns only; `accusations.py` says whose deed it is and who holds that.
"""

import re

__all__ = [
    "ACCUSED",
    "AIMED",
    "BELONGS",
    "BY",
    "CLAUSE_END",
    "DEED",
    "DEED_BEFORE",
    "DENIED",
    "ELSEWHERE",
    "FOUGHT",
    "HAS_AGENTS",
    "OBJECT",
    "OPEN",
    "POSSESSES",
    "PURPOSE",
    "QUALIFIES",
    "RULES",
    "SAYING",
    "SUBJECT",
    "WE",
]

_HARM = (
    r"(?:air ?strikes?|strikes?|raids?|attacks?|assaults?|bombings?|blasts?|explosions?|shelling|massacres?|"
    r"killings?|crimes?|murders?|shootings?|chemical weapons?|poisonings?|hacks?|hacking|arson|sabotage|"
    r"abductions?|kidnappings?|robber\w+|coup|thefts?|leaks?|atrocit\w+|genocide|torture|assassinations?|"
    r"fraud|terror|terrorism|aggression|violations?|ambush\w*|executions?|deaths?|bloodshed|disaster|escalation)"
)
_DID = r"carried out|perpetrated|committed|ordered|masterminded|orchestrated|planned|planted|caused"
_HARMED = (
    r"bombed|bombarded|shelled|gassed|poisoned|murdered|massacred|slaughtered|tortured|beheaded|executed|"
    r"assassinated|kidnapped|abducted|looted|plundered|raped|torched|sabotaged|besieged|invaded|"
    r"hacked|bribed|embezzled|stole|stolen|robbed"
)
_VICTIMS = (
    r"(?:civilians?|children|women|people|persons|residents|villagers|families|workers|medics|doctors|"
    r"nurses|patients|students|pupils|teachers|journalists|protesters|passengers|prisoners|hostages|"
    r"refugees|dockers|hospitals?|clinics?|schools?|markets?|mosques?|church\w*|homes|houses|"
    r"neighbou?rhoods?|camps?|buses|ambulances?)"
)
"""Who is not fought with, and where they live: that they were struck is held against somebody."""

_STRUCK = r"killed|attacked|targeted|struck|hit|pounded|shot|wounded|injured|destroyed"
_HELP = (
    r"(?:train|arm|fund|financ|support|shelter|harbou?r|sponsor|recruit|back|supply|supplie)"
    r"(?:s|es|ed|ing)?"
)
_WORDS = r"(?:[\w'’-]+ ){0,5}?"
_BE = r"(?:is|are|was|were|been|being|stands?|stood)"

SAYING = {
    re.compile(r"\b(?:accus|blam)(?:e|es|ed|ing)\s+"): re.compile(""),
    re.compile(
        r"\b(?:pin|pins|pinned|pinning|blam(?:e|es|ed|ing)) [^.;\n]{3,80}? on\s+"
    ): re.compile(""),
    re.compile(r"\b(?:holds?|held|holding)\s+"): re.compile(
        rf"(?:['’]s?)? {_WORDS}(?:responsible|accountable)\b"
    ),
    re.compile(r"\b(?:condemn(?:s|ed|ing)|denounc(?:es|ed|ing))\s+"): re.compile(
        rf"(?:['’]s?)? {_WORDS}for\b"
    ),
}
"""Somebody accuses whoever follows, if the text goes on in this way."""

ACCUSED = re.compile(rf"\b{_BE} (?:\w+ly )?(?:accused of|blamed for|suspected of)\b")
"""Whoever stands before is accused, by somebody unnamed."""

BY = re.compile(r"\bby\s+")
DEED_BEFORE = re.compile(
    rf"\b(?:carried out|perpetrated|committed|masterminded|orchestrated|planted|{_HARMED}|{_HARM}|"
    rf"{_STRUCK})\s$",
    re.IGNORECASE,
)
"""A deed and "by": whoever follows did it."""

FOUGHT = re.compile(
    r"\b(?:terrorists?|militants?|gunmen|fighters?|rebels?|insurgents?|commanders?)\s(?:\w+\s){0,6}$",
    re.IGNORECASE,
)
"""Before a deed "by" somebody: these are fought with."""

AIMED = re.compile(
    r"(?:\s(?:[\w'’-]+\s){0,3}|[^.;\n]{0,25}?\b(?:on|against|targeting|of)\b[^.;\n]{0,30}?\b)"
    r"(?:positions?|militants?|terrorists?|insurgents?|gunmen|fighters?|strongholds?|convoys?)\b"
)
"""Behind a deed: it was aimed at those who are fought with."""

DEED = re.compile(
    rf"\b(?:{_BE} (?:(?:believed|thought|suspected) to be )?(?:\w+ly )?behind (?:th\w+|it)\b|"
    rf"(?:bears?|bore|carries|carried|shares?) {_WORDS}(?:responsibility|blame)\b|"
    rf"{_BE} (?:\w+ly )?(?:responsible|to blame) for {_WORDS}{_HARM}\b|"
    rf"(?:{_DID}|used|committing|perpetrating) (?!no\b){_WORDS}{_HARM}\b|(?:{_HARMED})\b|"
    rf"(?:{_STRUCK}|launched|conducted|staged) (?!(?:no|when|while|by|in)\b)"
    rf"(?:[\w'’-]+ ){{0,9}}?{_VICTIMS}\b|"
    rf"(?!armed forces){_HELP} {_WORDS}"
    r"(?:terroris\w+|militants?|extremists?|insurgents?|mercenaries|gunmen)\b)"
)
"""Whoever stands before did it."""

_AGENTS = (
    r"army|armed|forces?|troops|jets?|planes|warplanes|aircraft|helicopters?|fighters?|soldiers|agents?|"
    r"government|regime|military|police|security|intelligence|air|navy|gunmen|militias?|militants|"
    r"drones?|missiles?|artillery|officials?|ministry|minister|president|leaders?|group|"
    r"movement|party|backed|led|coalition|rebels?|terrorists?|authorities|rulers?"
)
SUBJECT = re.compile(
    rf"(?:['’]s?)?(?:\s+(?:has|have|had|also|again|who|which|that|itself|\w+ly|{_AGENTS}))*\s+"
)
"""What may stand between a name and what it did."""

POSSESSES = re.compile(r"['’]s?\s+\w")
QUALIFIES = re.compile(
    r"['’]s?\s+\w|\s+(?!(?:and|or|in|on|at|of|for|against|during|since|who|which|that|to|with|from|as|"
    r"after|before|while|over|by|but|ha[sd]|have|is|are|was|were|not|\w+ly|\w+ed)\b)\w"
)
"""Behind a name that only says whose, or which, the noun after it is."""

HAS_AGENTS = re.compile(rf"(?:['’]s?)?\s+(?:\w+\s+)?(?:{_AGENTS})\b")
OBJECT = re.compile(
    r"(?:(?:the|an?|its|their|two|three|several|[a-z]+-\w+|so-called|former)\s+){0,3}"
)
"""What may stand between a deed and the name of whoever did it."""

ELSEWHERE = re.compile(
    r"\b(?:(?:in|at|near|from|to|on|into|against|over|for|with|by|inside|across|outside)\s+"
    r"(?:[\w-]+\s+){0,2}|(?:capital|city|town|village|province|region|fighting|battling)\s+(?:the\s+)?)$"
)
BELONGS = re.compile(r"(?<!\w)(?P<head>[\w-]+) of (?:the )?$")
RULES = re.compile(
    r"(?:army|forces?|government|regime|military|police|troops|president|republic|authorities|state|kingdom)",
    re.IGNORECASE,
)
PURPOSE = re.compile(r"\b(?:for|of|from|against|without|to|by)\s+$")
"""Before "accusing": what somebody might do, or why; not that they did."""

WE = re.compile(r"\b(?:we|I)\s+(?:\w+ly\s+)?$")

_NOT = (
    r"\b(?:not|never|no|neither|nor|den(?:y|ies|ied|ying)|if|whether|unless|without|reject(?:s|ed|ing)?|"
    r"refut(?:es|ed|ing)|cannot|n['’]t"
)
DENIED = re.compile(rf"{_NOT})\b", re.IGNORECASE)
"""Before a name and its deed: it is denied or asked."""

OPEN = re.compile(rf"{_NOT}|should|would|could|might|may|will|to)\b", re.IGNORECASE)
"""Before a deed whose doer follows: it is denied, asked, feared or planned."""

CLAUSE_END = re.compile(r"[,;:()\n]|[.!?]\s")
