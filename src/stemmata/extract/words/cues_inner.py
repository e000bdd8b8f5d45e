"""The words by which rules find attributions inside others, by what may follow them.

Verbs are base forms; `FORMS` of the cue table knows their inflections.
"""

__all__ = [
    "ALLEGEDLY",
    "AUXILIARIES",
    "BARE_CLAUSE_VERBS",
    "BE",
    "CLAUSE_VERBS",
    "DETERMINERS",
    "FINITE",
    "INFINITIVE_VERBS",
    "NOUNS",
    "OBJECT_VERBS",
    "PASSIVES",
    "PERSONS",
    "POSSESSIVES",
    "PREPOSITIONS",
    "PURPOSES",
    "SPEAKERS",
    "STATED",
    "SUBORDINATORS",
]

_CLAUSE_VERBS = """
    acknowledge add admit allege announce argue assert assume believe boast claim complain conclude
    concede confess confirm contend declare deny disclose doubt estimate expect explain fear
    find hint hope imply indicate inform insist know learn maintain note pledge predict promise
    realise realize recall remember report reveal say state stress suggest suspect swear tell
    testify think threaten vow warn worry write show assure remind notify
"""
CLAUSE_VERBS = frozenset(_CLAUSE_VERBS.split())
"""Take "that" and a clause, or the clause alone."""

_BARE_CLAUSE_VERBS = """
    acknowledge admit allege argue believe claim concede confess deny estimate expect fear hope insist
    know say suspect swear think warn worry
"""
BARE_CLAUSE_VERBS = frozenset(_BARE_CLAUSE_VERBS.split())
"""Take a clause without "that" often enough to trust one: not "assumed a role", "wrote letters"."""

_INFINITIVE_VERBS = "agree decide hope intend plan pledge promise refuse swear threaten vow want"
INFINITIVE_VERBS = frozenset(_INFINITIVE_VERBS.split())
"""Take "to": "the rebels had vowed to burn the fields"."""

_OBJECT_VERBS = "accuse blame confirm deny"
OBJECT_VERBS = frozenset(_OBJECT_VERBS.split())
"""Take a noun for the whole of what is said: "confirmed the death of two hikers"."""

_NOUNS = """
    accusation admission allegation announcement argument assertion assumption belief claim
    complaint contention conviction denial expectation fear hope insistence pledge prediction promise
    report revelation rumor rumour speculation statement suggestion suspicion theory threat view
    vow warning
"""
NOUNS = frozenset(_NOUNS.split())
"""Take "that" and a clause: "allegations that …"."""

_PASSIVES = """
    alleged assumed believed claimed feared presumed reported rumored rumoured said suspected
    thought understood suggested
"""
PASSIVES = frozenset(_PASSIVES.split())
"""After "it is … that" or "is … to": attributed to no one."""

ALLEGEDLY = frozenset(("allegedly", "purportedly", "reportedly", "supposedly"))
STATED = frozenset(("avowed", "declared", "professed", "stated"))
PURPOSES = frozenset("aim goal intention mission motive objective purpose reason".split())

_SPEAKERS = """
    activists agency analysts army authorities brigade channel data diplomats doctors documents
    figures footage government guard insiders intelligence letter media medics memo ministry
    newspaper observers officer officers official officials operators paper people person police
    records report reporters reports residents scouts source sources spokesman spokesperson
    spokeswoman staff statement statistics study survey survivors testimony
    census company complaint court filing firm guild hospital indictment lawsuit ledger
    office poll prosecutors registry troops villagers website witness
    witnesses workers
"""
SPEAKERS = frozenset(_SPEAKERS.split())
"""Who or what can be cited for a statement, where no name tells."""

_UNMARKED = """
    arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt
"""
"""Negated auxiliaries in text that has lost its apostrophes."""

BE = frozenset("am are be been being is was were 's 're".split())
AUXILIARIES = BE | frozenset(
    "can could did do does had has have may might must shall should will would 'd 'll 've used".split()
    + _UNMARKED.split()
)
FINITE = frozenset(
    "am are is was were can could did do does had has have may might must shall should will would "
    "'d 'll 've 're".split()
    + _UNMARKED.split()
)
"""Signs that a clause has its verb."""

DETERMINERS = frozenset(
    "a all an another any both each every few her his its many more most my no one our several some "
    "such that the their these this those two three".split()
)
PERSONS = frozenset("he i it she they we you who which everyone someone nobody".split())
POSSESSIVES = frozenset("her his its my our their your".split())
PREPOSITIONS = frozenset(
    "about above across against amid among around as at before behind below beneath beside between "
    "beyond by despite during except for from in inside into like near of off on onto over per since "
    "through throughout to toward towards under until up upon via with within without".split()
)
SUBORDINATORS = frozenset(
    "after although as because before how if once since so than that though unless until what when "
    "where whether while why".split()
)
