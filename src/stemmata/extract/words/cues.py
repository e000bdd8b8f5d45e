"""What the words of a cue say about the attitude: the tables to extend when a cue is misjudged.

Words and the words of phrases are base forms; `FORMS` leads from an inflected form to its base.
Where a cue holds several entries the first one decides ("declined to say" is a refusal), a phrase
before its words, a word of LIGHT only where nothing else does ("gave a warning", "gave in").

    assertion    puts something forward as so: said, showed, accused
    belief       holds it in mind or takes a stand on it: thinks, fears, supports, seems
    fact         takes it as known: knows, learnt, remembers
    intention    means it to be: wants, plans, decided, voted for
    directive    uttered so that someone do it: ordered, called for
    commissive   uttered to bind the speaker: promised, threatened
    inquiry      says, or with an infinitive tells to: asked, told
    silent       a belief that no quotation marks turn into speech: thought

The classes follow PARC's four (Pareti, LREC 2016) and, within eventualities, the influence and
commitment verbs of the PDTB's control class (Prasad et al., 2006).
"""

from typing import Literal

__all__ = [
    "BARE",
    "CLAIM_NOUNS",
    "DENIALS",
    "DISMISSALS",
    "FORMS",
    "LIGHT",
    "PHRASES",
    "WORDS",
    "CueKind",
]

CueKind = Literal[
    "assertion",
    "belief",
    "fact",
    "intention",
    "directive",
    "commissive",
    "inquiry",
    "silent",
]

_WORDS: dict[CueKind, str] = {
    "assertion": """
        accord account accusation accuse acknowledge acknowledgement acknowledgment ad
        adamant add address admission admit admonish advance advertise advertisement
        advisory affidavit affirm alert allay allegation allege allegedly allude amplify
        analysis analyst anecdote announce announcement answer apologetic apologise
        apologize apology apparently appendix applaud argue argument article articulate
        aside assail assert assertion assess assessment assure attack attest attribute audit
        author autobiography autopsy backpedal bait banner banter barb bark bash beam
        belittle bellow bemoan berate bicker biography blame blare blast blister blistering
        blog bludgeon blunt blurt boast boo boom brag brainchild brand brief briefing
        bristle broadcast broadside bulletin cable cackle cagey calculate calculation call
        candid caption capture carp case celebrate census certify challenge champion chant
        chapter characterise characterization characterize charge chart chastise chatter
        cheer chide chime chortle chorus chronicle chuckle circulate cite claim
        clarification clarify clash classify clear co-author coin commend comment commentary
        communicate communique communiqué compare compile complain complaint compliment
        computation concede conclude conclusion concoct concur condemn condemnation confer
        conference confess confession confide confirm confirmation conflate confront
        confrontation conjecture connect consist contain contend contention
        continue contradict contrast controversy conversation correct corroborate counsel
        count counter counter-accuse crack credit credo critic critical criticise criticism
        criticize critique croak cross-examine crow cry curse data database deadpan debate
        debunk declaim declaration declare decry deduction defend define delve demonise
        demonize demonstrate denial denigrate denounce denunciation deny depict depiction
        depose deride describe description detail diagnose diagnosis dial diatribe dictate
        dictum dig disavow disclose disclosure discourse discredit discuss discussion
        dismiss dismissal dismissive disparage dispatch display dispute disregard dissect
        docket document documentary dossier downplay drawl dub dwell e-mail echo
        editorialise editorialize elaborate email emblazon emphasise emphasize enthuse
        entitle entry enumerate equate essay estimate eulogise eulogize evidence eviscerate
        exaggerate exchange exclaim excoriate expand explain explanation explode expose
        exposed express expression extol exult falsify fault feature feud file filing find
        finding flag flash flatter follow-up footage footnote forecast forensic foreshadow
        foretell forthcoming frame fulminate fume gesture gibe giggle gloat gloss graph
        grievance grin gripe groan grouse growl grumble grunt guesswork guilty gush hail
        hammer harangue headline heckle herald highlight hint hiss holler honest honor
        honour howl hypothesise hypothesize identify illustrate implication imply include
        indicate indication indictment inference inform information inquest inquiry
        insinuate insist insistence insult intensify interject interpose interview intone
        introduce invoke itemise jab jeer jest jibe joke justify kid knock label lambast
        lambaste lament lampoon lash laud laugh lawsuit leaflet leak lecture ledger lesson
        letter lie liken link list lob log maintain malign manifesto mantra map mean measure
        measurement memo memoir memorialise mention message mimic minimise minimize mirror
        mislead misrepresent missive misspeak misstate moan mock moralise moralize mourn
        mouth mum mumble murmur muse muster mutter name narrate narrative needle news
        nickname nod note notify object observation observe op-ed opine outcry outline
        outspoken overstate paint pamphlet pan paper paraphrase parody parrot passage peg
        perpetuate phone piggyback pillory pin pitch placard plead podcast poem point poll
        pontificate pooh-pooh portray posit post postulate pounce praise prattle preach
        predict prediction present presentation press-release presser presumably preview
        proclaim proclamation profess profile prognosis prognosticate project promote
        pronounce pronouncement proof propound protest prove proven publicise publicize
        publish pummel purportedly purr quantify quarrel quash quaver question quip
        quotation quote rail rant rap rasp rate rationale razz react read reaffirm reason
        reassert reassure rebuff rebuke rebut rebuttal recall recant recap recapitulate
        recast recite recollection record recording recount recrimination recuse refer
        reference reflect refrain refute register reinterpret reiterate reiteration reject
        rejection relate relay release remark reminder reminisce rename renew repeat reply
        report reportedly represent reprimand reprise reproach repudiate research respond
        restate retell retort retract retraction retweet reveal revelation revise revisit
        rhetoric rib ridicule rip roar rubbish rule ruling rumbling rumor rumour salvo
        sanitise satirise satirize savage say saying scathing scoff scold score scorn scowl
        scream screech screenplay script second second-guess send shame share shout show
        shriek shrill shrug sigh signal sing size sketch skewer slam slap sling slogan slur
        smear smile smirk snap snarl sneer snicker snort so-called sob soothe soundbite spar
        speak specify speculate speech spell spin spotlight spout sputter squeal stammer
        state statement statistic sticker stipulate story stress study stump submit
        substantiate sugarcoat suggest suggestion sum summarise summarize summary supply
        supposedly surmise survey swipe tackle takeaway takedown tale talk talking-point
        tally tangle taunt tease telegram telegraph telephone testify testimony text
        theme theorise theorize thesis thunder tip tirade title touch tout trace transcript
        trash tribute troll trump trumpet tweet type unapologetic unclear underline
        underplay underscore understate unleash unveil update upfront utter vague vent
        venture verdict verify vilify vocal voice vouch waffle wage-survey wail warrant weep
        weigh welcome whine whisper wire wisdom wisecrack witness write yammer yell yelp
    """,
    "belief": """
        abhor aboard accept adherent admiration admire admirer adore adulation affection
        afraid aghast agitate agonize alarm alienate align allegiance ally amaze
        ambivalence ambivalent amuse anger angry annoy annoyance anticipate anticipation
        antipathy anxiety anxious apathetic appal appall appeal appear appearance
        appreciate appreciative apprehension apprehensive approval ashamed associate
        assume assumption astonish attitude attract aversion back backer baffle bearish
        belief believe believer bent bet bewilder bias bitter bored bother bullish
        captivate cautious chagrin cherish cold comfortable conceive concept concern
        concerned confidence confident confuse confusion congratulate consensus consider
        consume contempt content conviction convince countenance coy credence curious cynic
        cynical daunt deem defender delight deplore despair desperate despise detest
        detractor devastate dim disagree disagreement disappoint disappointed
        disappointment disapproval disapprove disbelief disbelieve discomfort discontent
        disdain disenchanted disgust disillusion dislike dismay displease
        dissatisfaction dissatisfied dissent distance distaste distress distrust
        distrustful disturb divide doubt doubter doubtful dread dream dreamt embarrass
        embitter embolden empathise empathize enamored enamour enchant endorse
        endorsement energise energize enjoy enrage enthral enthusiasm enthusiastic
        envisage envision esteem euphoric evaluate exasperate excite excited expect
        expectation faith fan fancy fascinate fathom favor favorability favorable
        favorite favour favourability favourite fear fearful feel feeling figure fixate
        fixation fond fondness foresee friendly frighten frustrate frustration furious
        fury gall galvanise galvanize glad gleeful grapple grateful gratitude gravitate
        grief grieve guess hallucinate happy hate hatred haunt hesitant hesitation hope
        hopeful horrify hostile hostility hunch hungry hurt idea ideology idolise
        idolize illusion imagine impress impression incense inclined incredulous
        indifferent indignant indignation infuriate insecurity inspire instinct interest
        interested interpret interpretation intrigue intuit ire irk irritate jealous
        jolt judge judgement judgment lean leery liable like likely livid loath loathe
        long-held lost love loyal loyalty lukewarm marvel mesmerise mesmerize mesmerized
        mindset misconception misgiving misread misreading mistake mistrust mistrustful
        motivate mystify mythology negative nervous notion obsess obsession offend
        opinion opponent oppose opposition optimism optimistic outlook outrage
        overestimate overwhelm panic partial passion passionate perceive perception
        perplex perspective pessimism pessimistic philosophy please pleased popular
        popularity position positive preconception predisposed prefer preference
        prejudice presume presumption pride prioritise prioritize priority prize
        proponent proud puzzle rank rankle rattle reassess reckon regard rejoice relief
        relieve relish reluctance reputation resent resentful resentment reservation
        resonate respect rethink revel revere revile revulsion romance root sad sadness
        sanguine satisfied satisfy scare scared sceptical scepticism scrutinise
        scrutinize second-class see seem seemingly seethe sensation sense sensibility
        sensitive sentiment serious shake shock sick sicken side skeptic skeptical
        skepticism speculation split stance stand startle stereotype stun stunned
        support supporter supportive suppose supposition surprise suspect suspicion
        suspicious sway sympathetic sympathise sympathize sympathy taste tempt tend
        tepid terrify thank theory thrill tired tolerate torn trouble uncertain uncertainty
        uncomfortable undecided underestimate understandable undervalue unease
        uneasiness uneasy unenthusiastic unfavorable unhappy unify unimaginable
        unimpressed unite unnerve unpopular unpopularity unsettle unsure upbeat upset
        value venerate vex view vision visualise visualize wariness wary weary
        widespread wonder worldview worried worry worship zeal
    """,
    "fact": """
        acquaint analyse analyze apparent ascertain awaken aware awareness certain cognizant
        comprehend comprehension conscious detect determine discover discovery epiphany
        evident examine experience explore familiar familiarity forget glean grasp hindsight
        ignore insight inspect investigate investigation know knowledge learn memory
        misunderstand monitor neglect notice oblivious obvious overhear overlook realise
        realization realize recognise recognition recognize regret remember remorse review
        scent scrutiny sight spot supervise sure track unaware uncover understand
        understanding undoubtedly unearth unknown unmentioned wise
    """,
    "intention": """
        abandon abandonment abolish abstain acquiesce acquit activate administer adopt
        agenda aim allow ambition ambitious amendment angle annex appoint appointment
        appropriate approve arrest aspiration aspire attempt authorise authorize avoid award
        balk ban bankroll bar bid bill block bow boycott brace broker budget busy cancel
        choice choose chosen co-sponsor compromise concentrate confiscate consent
        consideration considering conspire contemplate contribute convict coordinate
        counterattack court craft crave create criminalise criminalize crown deadlock decide
        decision decline decree dedicate defect delay delegate deliberate demur deploy
        deport deregulate desert design designate desire detain deter determination
        determined devise devote disallow disarm discourage disinclined distribute ditch
        dodge donate duck eager eagerness earmark effort elect eliminate embark empower
        enable enact endeavor endeavour enforce enlist ensure eschew evacuate
        evade extradite eye filibuster fine flout forfeit forge forgo free gear goal grant
        guide halt hesitate hinder hire hunger impeach impeachment impetus implement impose
        inclination initiative inject intend intent intention invalidate invest itch launch
        law legalise legalize legislate legislation license lift limit litigate lobby manage
        mandate maneuver march mission mobilisation mobilise mobilization mobilize motion
        motive mount mull negotiate nominate nomination nominee nullify objective obligate
        oblige opt outlaw overhaul override overrule overturn pass penalise penalize permit
        pivot place plan platform plot poise policy politicize ponder postpone prep prepare
        pretend prevent proceed prohibit propel provide purpose pursue pursuit ratify ready
        rebel rebrand recalibrate reconsider recruit reduce referendum refusal refuse
        reinstate reluctant rely remove renege renegotiate renounce repeal replace repurpose
        require rescind reserve resign resist resistance resolve restrain restrict
        restriction retaliate retreat reversal reverse revoke rewrite rush sabotage sanction
        schedule scheme scramble scrap scuttle secede seek seize select sentence settle
        shelve shift shun sidestep skip slash spare sponsor spurn steer strategy strike
        strive struggle sue surrender suspend switch tap tariff thirst thwart torpedo toy
        try undertake unwilling unwillingness uphold veto vie vote wage want wield willing
        willingly willingness wish withdraw withhold yearn
    """,
    "directive": """
        advice advise advocacy advocate beg behest beseech bidding boss cajole coax command
        commission compel demand direct dissuade egg encourage encouragement enjoin entreat
        exhort exhortation goad implore incite instruct instruction invitation invite nudge
        ordain order persuade petition plea pray prayer prescribe press pressure prod prompt
        proposal propose proposition recommend recommendation request solicit spur subpoena
        summon urge urging
    """,
    "commissive": """
        establish agree agreement assurance bargain commit commitment dare guarantee oath offer pledge
        promise swear threat threaten ultimatum volunteer vow
    """,
    "inquiry": """
        ask caution enquire enquiry grill inquire interrogate probe query quiz remind teach
        tell warn warning
    """,
    "silent": """
        daydream think
    """,
}

_PHRASES: dict[CueKind, str] = {
    "assertion": """
        according to | base on | be find | begin with | break down | bring up | brush aside
        | brush off | call attention | call out | come clean | come out swinging | double
        down | draw attention | drive home | feel free | find guilty | fire back | get real
        about | go after | go easy on | go further | go off on | go on record | go so far |
        hit back | hit out | in the word of | know as | know for | lash out | lay bare | lay
        out | make a case | make an argument | make clear | make it clear | make no secret |
        make the argument | make the case | open up | out of | pile on | play down | plead
        guilty | point finger | poke fun | push back | put forward | put it | put out | rule
        out | see fit | set out | shed light | shoot back | sign off | single out | speak
        out | speak up | spell out | start with | step up | stick to | take a shot | take a
        swipe | take aim | take issue | take to task | throw shade | touch on | turn up |
        wave off | weigh in | work out | zero in
    """,
    "belief": """
        appeal to | approve of | at ease | at odds | bank on | be against | be for | be into
        | be over | be with | come around to | come out against | come out for | come out in
        favor | come out in support | count on | cross finger | express hope for | fall in
        love | get behind | have faith | have no confidence | in favor of | in opposition to
        | in support of | in the eye of | look forward | lose faith | make of | make sense |
        make up mind | no fan | not a fan | on board | open to | point of view | pull for |
        pump for | see eye to eye | sit well with | stand against | stand by | stand with |
        take a stand | take comfort | take offense | take pleasure | take pride | throw
        support | throw weight behind | turn against | turn off | turn on | wash hand of |
        weigh on | write off
    """,
    "fact": """
        be find out | bear in mind | come to term | dawn on | figure out | find out | in
        light of | in the dark | keep in mind | lose sight of | pay attention | take note |
        take notice | turn out | well know | widely know
    """,
    "intention": """
        angle for | be about to | be go to | be out to | be poise to | be schedule to | be
        set to | bow out | call off | come out as | come out to | cut off | decline to | do
        away with | do not want | draw plan | draw up | drop out | get rid of | give up | go
        ahead | go along | have plan | have to | hold accountable | hold back | hold off |
        hold out | in order to | in pursuit of | in search of | in talk | jump in | keep
        from | look for | look into | look to | make a bid | make plan | on the hunt | opt
        out | out to | prepare to | put off | search for | seek to | set sight | set to |
        shut down | sign into law | sign on | sign up | stay away | step aside | step back |
        step down | strike down | take action | take on | take step | take up | talk to |
        try to | turn away | turn down | vote down | walk away | want to | would like |
        would love | would prefer | would rather
    """,
    "directive": """
        appeal for | ask for | call for | call on | call to | call upon | cry out for |
        lobby for | make a plea | press for | push for | put pressure | talk into | talk out
        of
    """,
    "commissive": """
        give word | raise the possibility of | sign a pledge
    """,
    "silent": """
        say to herself | say to himself
    """,
}

_LIGHT: dict[CueKind, str] = {
    "intention": """
        act bring campaign cast cut draft drop end fight focus force fund give help let move
        need pick push rally run set sign spend stop take target test use void work
    """,
    "belief": """
        attach care cool count embrace hold keen look mind mood soft sound treat trust turn
        warm
    """,
    "assertion": """
        air book carry cover deliver draw fire hit issue line piece print raise reaction
        response tape tie video word
    """,
    "fact": "hear watch",
}

BARE: dict[str, CueKind] = {
    **dict.fromkeys(
        (":", "-", "–", "—", "―", "about", "at", "by", "from", "in", "of", "on"), "assertion"
    ),
    **dict.fromkeys(("per", "under", "via", "with", "as follows", "[", "@"), "assertion"),
    **dict.fromkeys(("among", "for", "to"), "belief"),
}
"""Whole cues without a word that says or holds: "Mayor: …", "in a poll, …", "for her, …"."""

CLAIM_NOUNS = frozenset(
    "accusation allegation argument assertion charge claim complaint conclusion contention "
    "criticism finding idea insinuation notion premise report rumor rumour speculation statement "
    "suggestion suspicion theory view".split()
)
"""Nouns for something said or held: to reject one is to deny its content."""

DENIALS = frozenset(
    "contradict debunk deny denial disagree disbelieve dispute doubt "
    "doubtful doubter rebut rebuttal recant refute repudiate retract skeptic skeptical skepticism "
    "sceptical scepticism".split()
)
"""The source holds the content to be untrue, or doubts it."""

DISMISSALS = frozenset(
    "brush discount dismiss dismissal dismissive downplay discredit reject rejection shrug rubbish "
    "scoff pour ridicule laugh wave".split()
)
"""A denial where what is turned away is a claim, not where it is a plan or a person."""

_IRREGULAR = """
    be am is are was were been being 's 're 'm
    beg begged begging | begin began begun | bet bet | bid bade bidden | bring brought
    broadcast broadcast | cast cast | choose chose chosen | come came come | cut cut | deal dealt
    dig dug | do did done does | draw drew drawn | dream dreamt | drive drove driven | dwell dwelt
    fall fell fallen | feel felt | fight fought | find found | forbid forbade forbidden
    forecast forecast | foresee foresaw foreseen | forget forgot forgotten | forgo forwent forgone
    get got gotten | give gave given | go went gone goes | have has had having 've 'd
    hear heard | hit hit | hold held | keep kept | know knew known | lay laid | lead led
    lean leant | learn learnt | leave left | let let | lie lied lying | lose lost | make made
    mean meant | mislead misled | misspeak misspoke misspoken
    misunderstand misunderstood | overhear overheard | overturn overturned | plead pled pleaded
    put put putting | quit quit | read read | redo redid redone | retell retold | rise rose risen
    run ran | say said says | see saw seen | seek sought | sell sold | send sent | set set | show shown
    shrink shrank | shut shut | shun shunned | sing sang sung | speak spoke spoken | spell spelt
    spend spent | spin spun | split split | stand stood | steal stole stolen | stick stuck
    sting stung | strike struck stricken | strive strove striven | swear swore sworn
    take took taken | teach taught | tear tore torn | tell told | think thought | throw threw thrown
    tie tied tying | understand understood | undertake undertook undertaken | uphold upheld
    upset upset | weep wept | win won | withdraw withdrew withdrawn | withhold withheld
    write wrote written
"""
_VOWELS = "aeiou"


def _table(rows: dict[CueKind, str]) -> dict[str, CueKind]:
    return {word: kind for kind, words in rows.items() for word in words.split()}


def _phrases(rows: dict[CueKind, str]) -> dict[tuple[str, ...], CueKind]:
    return {
        tuple(phrase.split()): kind for kind, line in rows.items() for phrase in line.split("|")
    }


def _inflections(word: str) -> list[str]:
    """Regular forms of a verb, plural of a noun; a form that no one writes does no harm."""
    stem = word.removesuffix("e")
    forms = [f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        forms += [f"{word[:-1]}ies", f"{word[:-1]}ied"]
    if word[-1] not in "wxyhaeiou" and word[-2:-1] in _VOWELS and not _long_vowel(word):
        forms += [f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"]  # planned, rebutted
    if word.endswith("ic"):
        forms += [f"{word}ked", f"{word}king"]
    return forms


def _long_vowel(word: str) -> bool:
    return word[-3:-2] in tuple(_VOWELS) and word[-4:-2] != "qu"


def _forms(words: set[str]) -> dict[str, str]:
    inflected = sorted(words - _UNINFLECTED, key=lambda word: (len(word), word))
    known = {
        form: word for word in inflected for form in _inflections(word)
    }  # "hoped": hope, not hop
    for line in _IRREGULAR.replace("|", "\n").splitlines():
        word, *forms = line.split() or [""]
        known.update(dict.fromkeys(forms, word))
    known.update({word: word for word in words if known.get(word, word) not in _STRONG})
    return known


_UNINFLECTED = frozenset(
    "a about against aside at away by down far for forward from in it no not odd of off "
    "on out over rather so the to under up upon well widely with".split()
)
"""Words of phrases that are no verbs: "noted" comes of "note", not of "not"."""

_STRONG = frozenset({"find", "see", "lie", "feel"})
"""Their past forms are more frequent than the words that look the same ("found", "saw", "felt")."""

WORDS = _table(_WORDS)
PHRASES = _phrases(_PHRASES)
LIGHT = _table(_LIGHT)
FORMS = _forms(
    set(WORDS) | set(LIGHT) | DENIALS | DISMISSALS | CLAIM_NOUNS | {w for p in PHRASES for w in p}
)
