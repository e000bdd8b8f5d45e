"""Nouns that say what a source is: a person, people, an institution, a document, nobody in the open.

The table to extend when a source gets the wrong kind. Nouns are singular unless said.
"""

__all__ = [
    "ANONYMITY",
    "CHANNELS",
    "DOCUMENTS",
    "FEMALE_NOUNS",
    "FEMALE_TITLES",
    "HIDDEN",
    "INITIATED",
    "INSTITUTIONS",
    "LOOSE_INSTITUTIONS",
    "MALE_NOUNS",
    "MALE_TITLES",
    "OFFICES",
    "PEOPLE",
    "PERSONS",
    "PERSON_PRONOUNS",
    "SPOKESPERSONS",
    "TITLES",
    "singular",
]

MALE_TITLES = frozenset("mr sir lord king prince emperor duke baron father brother fr shah".split())
FEMALE_TITLES = frozenset("mrs ms miss lady queen princess empress duchess madame sister".split())
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """mx dr prof professor president vice prime minister premier chancellor senator sen
        congressman congresswoman representative rep governor gov mayor judge justice general gen
        lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm commander cmdr
        brigadier brig lieut marshal corporal private officer chief sheriff detective inspector
        secretary ambassador director chairman chairwoman chair pope archbishop bishop cardinal
        reverend rev pastor rabbi imam ayatollah sheikh shaykh mullah mufti maulana mawlawi qari
        hojatoleslam grand deputy assistant acting former ex-president ex-prime ex-minister late
        coach ceo chairperson attorney attorney-general spokesman spokeswoman spokesperson leader
        superintendent commissioner councilman councilwoman councillor supervisor st saint
        foreign defence defense interior finance comrade crown sultan emir""".split()
    )
)
"""Words that stand before a person's name and are no part of it."""

MALE_NOUNS = frozenset(
    """man boy gentleman father dad son brother husband uncle nephew grandfather grandson widower
    spokesman chairman businessman congressman policeman fisherman councilman salesman statesman
    gunman lawman clergyman king prince emperor duke actor pope imam monk priest rabbi guy
    fireman serviceman frontman cameraman landlord boyfriend groom stepfather""".split()
)
FEMALE_NOUNS = frozenset(
    """woman girl lady mother mom mum daughter sister wife aunt niece grandmother granddaughter
    widow spokeswoman chairwoman businesswoman congresswoman policewoman councilwoman queen
    princess empress duchess actress nun girlfriend bride heroine stateswoman stepmother
    housewife waitress hostess""".split()
)

SPOKESPERSONS = frozenset("spokesman spokeswoman spokesperson representative".split())
"""They speak for the one who is named beside them, not for themselves."""

PERSONS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | SPOKESPERSONS
    | frozenset(
        """activist actor administrator advertiser adviser advisor advocate agent aide ally analyst
        anchor applicant architect artist assistant associate astronomer athlete attendee attorney
        author backer banker biographer biologist blogger boss broadcaster broker candidate captain
        caller caretaker celebrity challenger chair chairperson chancellor chemist chief citizen
        clergy cleric clerk client climber coach co-author co-chair co-founder colleague collector
        colonel columnist commander commentator commenter commissioner communist comedian competitor
        conservative constituent consultant contender contractor coordinator correspondent
        councillor councilor counsel counselor counterpart creator critic customer
        dealer defector defendant defender delegate democrat demonstrator deputy designer detainee
        detective developer diplomat director dissident doctor donor driver economist editor
        educator employee employer engineer entrepreneur environmentalist envoy epidemiologist
        examiner executive expert eyewitness fan farmer fellow fighter filmmaker firefighter
        foe founder friend general geologist governor graduate guest guard guardian head heckler
        historian host hunter industrialist inhabitant inmate insider inspector interpreter
        investigator investor jihadist journalist judge juror justice kid kin landowner lawmaker
        lawyer leader lecturer legislator liberal librarian lieutenant linguist lobbyist local
        magistrate major manager mathematician mayor mediator medic member merchant migrant militant
        minister moderator monarch motorist musician narrator naturalist negotiator neighbor
        neighbour neuroscientist newscaster nominee novelist nurse observer officer official
        onlooker operative operator opponent organiser organizer owner paramedic parent
        participant partner passenger pastor patient patron peer performer person philosopher
        photographer physician physicist pilot planner player plaintiff poet policymaker politician
        pollster preacher premier presenter president principal prisoner producer professor
        programmer proponent prosecutor protester protestor provider psychiatrist psychologist
        publisher pundit pupil ranger reader rebel recruiter refugee registrar relative reporter
        representative republican rescuer researcher resident respondent retiree rival sailor scholar
        scientist secretary senator sergeant sheriff shopkeeper singer skeptic socialist
        sociologist soldier specialist spectator speaker speechwriter staffer star storyteller
        strategist student subscriber superintendent supervisor supporter surgeon surrogate
        surveyor survivor suspect sympathizer teacher technician technologist teenager testifier
        theologian therapist tourist trader trainer translator traveler traveller treasurer         trustee tycoon undersecretary user veteran vendor viewer villager visitor volunteer voter
        warden watcher winner witness worker writer youth youngster child
        adult civilian islamist separatist loyalist seller buyer builder conductor composer dancer
        elder peasant laborer labourer miner physiologist ecologist climatologist
        meteorologist seismologist virologist biochemist anthropologist archaeologist mp mep
        ambassador academic barrister campaigner chef farmhand midwife nanny plumber solicitor
        pensioner shopper tenant commuter carer aunt pediatrician mogul neurosurgeon front-runner frontrunner hopeful incumbent
        caucusgoer superdelegate heir someone somebody anyone anybody everyone everybody nobody
        one another other""".split()
    )
)
"""Nouns for one human being, named or not."""

PEOPLE = frozenset(
    """people officials residents locals folks many some others several few most both all everyone
    everybody those they police-officers experts men women children critics observers majority
    majorities minority crowd crowds audience public percent half third quarter two-thirds
    two-quarters three-quarters number lot handful hundreds thousands millions dozens scores
    couple pair trio generation elite leadership staff team families family personnel media
    authorities forces troops establishment electorate circles allies opposition masses base
    community communities faithful youths ones wing left right camp viewers hawks doves two three
    four five six seven eight nine ten nobody none each neighbors neighbours populace jury
    villagers clergy lawmakers democrats republicans conservatives liberals respondents skeptics
    plenty countries states nations rebels militants jihadists groups companies businesses parties
    organizations organisations agencies governments campaigns unions courts outlets newspapers
    networks media-outlets ngos""".split()
)
"""Words for several people or bodies, in the form in which they stand."""

INSTITUTIONS = frozenset(
    """academy administration agency airline alliance army assembly association authority
    bank board brigade broadcaster bureau business cabinet campaign caucus center centre chamber
    channel church city club coalition college commission committee company congress consortium
    corporation council country county court department directorate embassy enterprise
    exchange factory federation firm force foundation front fund government group guard hospital
    house institute institution intelligence judiciary junta kingdom laboratory league
    legislature magazine militia military ministry mission monarchy monitor mosque movement museum
    navy network newspaper nonprofit non-profit observatory office organisation
    organization outlet panel parliament party police presidency prosecution regime
    registry republic resistance school secretariat senate service state station syndicate television radio
    team think-tank thinktank town treasury tribunal tv union unit university watchdog
    website workshop journal daily weekly paper tabloid publisher troupe band brand ngo     coalition council-of-ministers command delegation jury village municipality province tribe
    camp subcommittee task-force programme program initiative society
    """.split()
)
"""Nouns for bodies that speak as one."""

LOOSE_INSTITUTIONS = frozenset(
    """group organisation organization agency company movement outlet firm body nonprofit non-profit
    institution association charity coalition alliance militia network newspaper paper country
    nation team ngo watchdog monitor faction regime""".split()
)
"""Institutions that "the ..." may take up though the name does not hold the word."""

OFFICES = frozenset("office campaign administration government team camp cabinet ministry".split())
"""Bodies that a person's name may own: "the Popov campaign", "Popov's office"."""

DOCUMENTS = frozenset(
    """affidavit agenda agreement amendment analysis announcement appeal article assessment
    audit autopsy bill biography blog book booklet briefing brief broadcast brochure bulletin
    bylaw census certificate chapter charter circular code column comment commentary communique complaint
    constitution contract convention copy database data dataset decision declaration decree
    definition directive document documentary documentation dossier draft edition editorial email
    e-mail encyclopedia entry episode essay evaluation evidence excerpt figure file filing
    findings finding footage footnote forecast form guideline handbook headline image index
    indictment inquiry inscription interview investigation invoice judgement judgment law lawsuit
    leaflet legislation letter list log manifesto manual manuscript map measure memo memoir
    memorandum message minutes model motion news-release note notice novel opinion order paper
    patent petition photo photograph piece plan plaque podcast policy poll polling poster
    post precedent press-release proclamation program projection proposal protocol publication
    questionnaire reading record recording regulation release report reporting
    requirement research resolution results result review rule ruling scorecard scripture sign
    signal speech standard statement statistic statistics story study subpoena suit summary
    summons survey table tally tape text theory thesis transcript translation treaty trial
    tweet verdict version video warrant website wire witness-statement writings ad
    advertisement estimate page placard magazine-article average """.split()
)
"""Nouns for things that are read, watched or measured."""

CHANNELS = frozenset(
    """data figure figures tally count website site page account estimate estimates numbers
    statistics post tweet feed channel blog""".split()
)
"""Ways by which the one who is named beside them speaks: "figures from the ministry"."""

HIDDEN = frozenset(
    "source sources insider insiders informant informants leaker leakers whistleblower "
    "whistleblowers".split()
)
"""Heads of sources that the text keeps unnamed on purpose."""

ANONYMITY = frozenset(
    (
        "anonym",
        "to be named",
        "not be named",
        "to be identified",
        "not be identified",
        "without being named",
        "not authorized to",
        "not authorised to",
        "n't authorized to",
        "n't authorised to",
    )
)
"""Words near a source that say its name is withheld."""

INITIATED = frozenset(
    ("familiar with", "with knowledge of", "with direct knowledge", "briefed on", "privy to")
)
"""Words in a source that keep it unnamed: it knows, and will not say how."""

PERSON_PRONOUNS = frozenset(
    """i me my mine myself you your yours yourself yourselves he him his himself she her hers herself
    it its itself we us our ours ourselves they them their theirs themselves who whom whose which
    that this these those what one someone somebody anyone anybody everyone everybody nobody none
    mine another other others each whoever whomever whichever whatever""".split()
)
"""Pronouns and words like them: never a name."""


def singular(noun: str) -> str:
    """The singular of a regular English plural, else the word itself."""
    if noun.endswith("women"):
        return noun[:-2] + "an"
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return "person" if noun == "people" else noun
