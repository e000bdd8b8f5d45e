"""Words that make a person public: offices and functions held in the open.

Short on purpose. Who is missing here is redacted, and a name too few can be put back; a name too many
cannot be taken back.
"""

__all__ = ["OFFICES", "PRIVATE_ROLES"]

OFFICES = frozenset(
    """president vice-president premier minister prime-minister chancellor vice-chancellor governor
    lieutenant-governor mayor senator congressman congresswoman lawmaker legislator parliamentarian
    mp mep councillor councilman councilwoman commissioner undersecretary secretary-general
    ambassador envoy consul diplomat judge justice prosecutor attorney-general solicitor-general
    magistrate sheriff king queen prince princess emperor emir sultan sheikh monarch pope archbishop
    bishop cardinal patriarch ayatollah grand-mufti commander commander-in-chief general
    lieutenant-general major-general brigadier admiral marshal colonel lieutenant-colonel
    spokesman spokeswoman spokesperson director director-general chairman chairwoman chairperson
    leader warlord ceo deputy-minister ex-president ex-minister ex-premier ex-governor ex-mayor
    politician statesman stateswoman""".split()
)
"""The last word of a title or description: "Deputy Interior Minister", "spokesman for the army"."""

PRIVATE_ROLES = frozenset(
    """resident villager witness eyewitness survivor bystander onlooker passer-by neighbor neighbour
    local inhabitant refugee migrant displaced patient victim relative mother father parent
    grandmother grandfather widow widower wife husband son daughter brother sister child boy girl
    teenager student pupil teacher nurse doctor paramedic medic surgeon driver farmer fisherman
    shopkeeper trader worker labourer laborer engineer activist volunteer protester protestor
    demonstrator soldier fighter conscript veteran prisoner detainee inmate guard employee owner
    passenger tourist visitor voter analyst researcher lecturer expert lawyer customer
    man woman friend colleague""".split()
)
"""Roles that may stand in place of a name: so common that they tell nobody apart."""
