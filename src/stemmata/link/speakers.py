"""Who each attribution of an article names: "the observatory" is the one that the article names.

Reads one article at a time, in text order, and remembers who has spoken.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from stemmata.link.credits import HEARING, cited_by
from stemmata.link.networks import Names
from stemmata.link.parties import (
    INSTITUTION,
    UNSPECIFIED,
    Party,
    is_institution,
    named_party,
    parts_of,
    party_named,
    trade_of,
    without_qualifiers,
)
from stemmata.link.places import country_in
from stemmata.model import Attribution, Entity, Reading, Span

__all__ = ["Speakers", "Statement"]


class Statement(NamedTuple):
    """One attribution with the parties it names, and the outlet that they told it, if it says so."""

    attribution: Attribution
    parties: tuple[Party, ...]
    told: str | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(s.start for s in (*self.attribution.source, *self.attribution.content))

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(s.end for s in (*self.attribution.source, *self.attribution.content))


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BACK = re.compile(
    r"^(?:(?:the|this|that|these|those)\s+(?:same\s+)?)?(?:he|she|it|they|who|which|we|i|source|sources|"
    r"group|organi[sz]ation|monitor|monitoring group|watchdog|war monitor|monitors|ministry|agency|"
    r"spokesman|spokeswoman|spokesperson|official|officials|statement|report|minister|president|"
    r"governor|network|body|service|hospital|channel|newspaper|website|director|doctor|activist|"
    r"activists|(?:human )?rights (?:group|organi[sz]ation)|activist group|jihadist group|extremist group|"
    r"militant group)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:he|she|it|they|who|which|we|i)$", re.IGNORECASE)
_RELATIVE = re.compile(r"who|which|that", re.IGNORECASE)
_COUNTING = re.compile(
    r"(?P<who>(?:[\w.’'&-]+ ){0,9}?[\w.’'&-]+?)(?:['’]s own (?:count|toll))?"
    r"(?:, (?:which|who|whose|where)\b[^,.]{1,90},)? (?:has |had |have |also |since |earlier |now |later )*"
    r"(?:put|puts|recorded|counted|registered|documented|tallied|updated|raised|revised|published)\b"
)
"""From the beginning of a sentence."""
_NAME_BEFORE = re.compile(
    r"((?:[A-Z][\w.'’&-]*\s+(?:(?:of|for|and|the)\s+)*)*[A-Z][\w.'’&-]*)(?:\s*\([^()]*\))?,?\s+$"
)
_LONGEST_NAME = 90  # code points
_DEFINITE = re.compile(r"^(?:the|this|that)\s", re.IGNORECASE)
_TOLD = re.compile(rf"\b{HEARING}\s+((?:\w+\S*\s+){{0,5}})", re.IGNORECASE)
_ROLES = (
    r"(?:head|director|manager|chairman|chairwoman|chief|spokesman|spokeswoman|spokesperson|president|"
    r"minister|leader|secretary|secretary-general|commander|founder|coordinator|representative|envoy)"
)
_RANK = re.compile(
    r"\b(Lt|Col|Maj|Gen|Brig|Capt|Sgt|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Adm|Cmdr|U\.S)\."
)
_ROLE_BEFORE = re.compile(
    rf"\b(?i:{_ROLES})\b(?:\s+(?:of|at|for|the|in|and|al-\S+|[A-Z]\S*|[\w.]+-based|{INSTITUTION}))*\s*$"
)
_ROLE_AFTER = re.compile(
    rf"\W+(?:who\s+(?:heads|runs|leads)|(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,3}}?{_ROLES}\s+(?:of|at|for))\s"
    r".{0,70}",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’-]*"
_OF_A_BODY = re.compile(
    rf"(?P<person>{_NAME}(?:\s+{_NAME})+)\s+of\s+"
    rf"(?P<body>(?:the\s+)?(?P<name>{_NAME}(?:\s+(?:of\s+)?{_NAME})+))$"
)
_GOVERNMENT = re.compile(
    r"([A-Z]\w+)(?:\s+Arab)?\s+(?:government|regime|president|President|[Aa]rmy|military|authorities|state)\b"
)
_STATE = re.compile(
    r"\b((?:state|regime|government)(?:[- ]\w+)?\s+(?:tv|television|media|radio))\b"
    r"|^(?:the\s+)?(regime|government|army|military)\b|\b(military)\s+(?:source|official)s?\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "the of for and in on at to by a an news agency group human rights state national international "
    "general head director chief source official spokesman city town province us".split()
)


class Speakers:
    """The statements of one article with the parties behind them."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self._names = names
        self._text = reading.article.text
        self._entities = {entity.id: entity for entity in reading.entities}
        self._affiliations: dict[str, Party] = {}
        self._places = {
            word.lower()
            for m in reading.mentions
            if m.type == "place"
            for word in _WORD.findall(self._text[m.span.start : m.span.end])
        }
        self._known = names.inside(self._text)
        self._bodies = self._bodies_named()
        self._said: list[tuple[int, str, Party]] = []
        sourced = sorted(
            (a for a in reading.attributions if a.voice == "source"),
            key=lambda a: (_begin(a), a.id),
        )
        self._learn_affiliations()
        self.statements = {a.id: self._statement(a) for a in sourced}

    def bodies(self, trade: str) -> list[Party]:
        """The named bodies of a trade that the article mentions anywhere, each once."""
        named = [party for _, party in self._bodies] + [p for *_, p in self._said if p.is_named]
        found: list[Party] = []
        for party in sorted(dict.fromkeys(named), key=lambda p: -len(p.name)):
            short = any(party.name in longer.name for longer in found)
            if party.trade == trade and not short:
                found.append(party)
        return [party for party in found if self._names.named(party.name)] or found

    def first_named(self, party: Party) -> int:
        """Where the article first names a party; its end where it does not."""
        places = [at for at, p in self._bodies if p == party]
        return min(
            [*places, *(at for at, _, p in self._said if p == party)], default=len(self._text)
        )

    def _bodies_named(self) -> list[tuple[int, Party]]:
        """Bodies by name, with the places where they stand."""
        found = [(start, party_named(row, self._names)) for row, start, _ in self._known]
        for mention in self.reading.mentions:
            entity = self._entities.get(mention.entity or "")
            if mention.type == "organization" and entity is not None:
                party = named_party(entity.name, self._names, (entity.name,))
                if party is not None and len(party.name.split()) > 1:
                    found.append((mention.span.start, party))
        return sorted(found, key=lambda item: (item[0], item[1].name))

    def _phrase(self, attribution: Attribution) -> list[str]:
        """The words of each piece of a source; one that ends amid a known name has the whole name."""
        whole = []
        for start, end in attribution.source:
            within = [
                (first, last) for _, first, last in self._known if first < end and start < last
            ]
            first, last = min([start, *(f for f, _ in within)]), max([end, *(n for _, n in within)])
            whole.append(self._text[first:last])
        return whole

    def _learn_affiliations(self) -> None:
        """Remember for whom people speak: "Orla Fenn, head of the port authority"."""
        for mention in self.reading.mentions:
            if mention.type != "person":
                continue
            name = _surname(self._text[mention.span.start : mention.span.end])
            for role in self._roles(mention.span):
                party = named_party(role, self._names) or self._alias(role, mention.span.start)
                if party is not None and not party.outlet:
                    self._affiliations.setdefault(name, self._with_country(party))
                    break

    def _roles(self, person: Span) -> Iterator[str]:
        """What stands right before and after a person's name and tells an office."""
        before = _RANK.sub(r"\1", self._text[max(0, person.start - 90) : person.start])
        before = re.split(r"[.;!?\"“”]", before)[-1]
        if match := _ROLE_BEFORE.search(before):
            if re.search(r"\b(?:of|at|for)\s", match[0]):
                yield match[0]
            words = before[: match.start()].split()
            for count in (2, 1, 3):  # "Ardesh Foreign" Minister, "Observatory" director
                yield " ".join([*words[-count:], match[0]])
        after = self._text[person.end : person.end + 110]
        if match := _ROLE_AFTER.match(after):
            yield re.split(r"[.;!?\"“”]", match[0])[0]

    def _organizations(self, attribution: Attribution, phrase: str = "") -> list[str]:
        """What the reading took for organizations in a source, or in whom its content names as one."""
        source = attribution.source
        return [
            words
            for m in self.reading.mentions
            if m.type == "organization"
            and (words := self._text[m.span.start : m.span.end])
            and (
                any(s.overlaps(m.span) for s in source)
                or (words in phrase and any(s.overlaps(m.span) for s in attribution.content))
            )
        ]

    def _statement(self, attribution: Attribution) -> Statement:
        pieces = self._phrase(attribution)
        told = self._told(attribution)
        parties: list[Party] = []
        bodies = self._organizations(attribution)
        phrases = [part for piece in pieces for part in parts_of(piece, self._names, bodies)]
        phrases = [p for p in phrases if not (told and len(phrases) > 1 and self._is(p, told))]
        for phrase in phrases:
            if parties and _PRONOUN.match(phrase.strip()):
                continue
            party = self._party(phrase, attribution, alone=len(phrases) == 1)
            if party not in parties:
                parties.append(party)
            self._said.append((_begin(attribution), phrase.lower(), party))
        if not phrases:
            parties = [UNSPECIFIED]
        cited = self._cited(attribution) if parties and all(p.outlet for p in parties) else None
        if cited is not None:
            parties.append(self._party(cited, attribution, alone=False))
        relays = [p for p in parties if p.outlet]
        if 0 < len(relays) < len(parties):
            # "Harbour News quoted the mayor as saying": the outlet passes on what the other said.
            parties = [p for p in parties if not p.outlet]
            told = told or (relays[0].name if len(relays) == 1 else None)
        return Statement(attribution, tuple(parties), told)

    def _cited(self, attribution: Attribution) -> str | None:
        """Whom an outlet says that it has it from, where the source as read begins with the outlet.

        "Harbour News reported, citing the mayor", "Harbour News reports that the mayor said".
        """
        named = Span(attribution.source[0].start, attribution.source[-1].end)
        within = [
            Span(s, e)
            for row, s, e in self._known
            if row.is_outlet and named.start <= s < named.end
        ]
        found = (cited_by(self._text, outlet) for outlet in (named, *within))
        phrase = next(filter(None, found), None)
        return None if phrase is None or _PRONOUN.match(phrase) else phrase

    def _is(self, phrase: str, outlet: str) -> bool:
        found = self._names.inside(phrase)
        return len(found) == 1 and found[0][0].name == outlet and len(phrase.split()) <= 3

    def _told(self, attribution: Attribution) -> str | None:
        """The outlet that a source is said to have spoken to, near the attribution."""
        spans = (*attribution.source, *attribution.cue)
        if not spans:
            return None
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        for match in _TOLD.finditer(self._text, max(0, start - 30), end + 60):
            for row, _, _ in self._names.inside(match[1]):
                if row.is_outlet:
                    return row.name
        return None

    def _party(self, phrase: str, attribution: Attribution, *, alone: bool) -> Party:
        at = _begin(attribution)
        outlet = self.reading.article.outlet
        if alone and attribution.source_kind == "outlet" and outlet:
            row = self._names.named(outlet)
            own = Party(outlet, "named_organization", "media", outlet=True)
            return party_named(row, self._names) if row else own
        entity = self._entities.get(attribution.source_entity or "") if alone else None
        if _RELATIVE.fullmatch(phrase.strip()) and (named := self._right_before(attribution)):
            return named
        if _PRONOUN.match(phrase.strip()):
            return (
                (entity and self._of_entity(entity, phrase, at))
                or self._back(phrase, at)
                or _nobody(phrase, attribution)
            )
        body = self._body_of_person(phrase)
        party = named_party(body or phrase, self._names, self._organizations(attribution, phrase))
        if party is not None:
            return self._with_country(party)
        if body is not None:
            named = Party(without_qualifiers(body), "named_organization", trade_of(body))
            return self._alias(body, at) or named
        party = self._alias(phrase, at) or self._of_person(phrase) or self._government(phrase)
        party = party or self._office(phrase)
        if party is None and _BACK.match(without_qualifiers(phrase)) and _DEFINITE.match(phrase):
            party = self._back(phrase, at)
        if party is None and entity is not None:
            party = self._of_entity(entity, phrase, at)
        return party or _nobody(phrase, attribution)

    def _body_of_person(self, phrase: str) -> str | None:
        """The body in "Orla Fenn of the Harbour Board"; None where a phrase names none so, or a place."""
        found = _OF_A_BODY.match(phrase)
        if found is None or self._is_place(found["name"]) or country_in(found["name"]):
            return None
        is_person = any(
            m.type == "person" and self._text[m.span.start : m.span.end] == found["person"]
            for m in self.reading.mentions
        )
        return found["body"] if is_person else None

    def counting(self, sentence: Span) -> Party | None:
        """Whose count a sentence gives, if it says so: "the hospital had recorded nine deaths"."""
        found = _COUNTING.match(self._text, *sentence)
        if found is None:
            return None
        who, start, end = found["who"], *found.span("who")
        there = [m for m in self.reading.mentions if start <= m.span.start and m.span.end <= end]
        bodies = [self._text[slice(*m.span)] for m in there if m.type == "organization"]
        party = named_party(who, self._names, bodies)
        party = party or self._alias(who, sentence.start)
        if party is None and _DEFINITE.match(who):
            party = self._back(who, sentence.start)
        return party if party is not None and party.is_named else None

    def _right_before(self, attribution: Attribution) -> Party | None:
        """The body whose name "which" follows: "Harbour Watch, which says"."""
        at = attribution.source[0].start
        name = _NAME_BEFORE.search(self._text, max(0, at - _LONGEST_NAME), at)
        return named_party(name[1], self._names, (name[1],)) if name else None

    def _with_country(self, party: Party) -> Party:
        """A ministry without a country is that of the country that the article speaks of."""
        if not party.name.endswith("Ministry") or country_in(party.name):
            return party
        full = [p for _, p in self._bodies if p.name.endswith(f" {party.name}")]
        return full[0] if full else party

    def _government(self, phrase: str) -> Party | None:
        """The government, army or station that "the regime" or "state TV" is in this article."""
        match = _STATE.search(phrase)
        if match is None:
            return None
        counted = Counter(
            country.demonym
            for found in _GOVERNMENT.finditer(self._text)
            if (country := country_in(found[1]))
        )
        if not counted:
            return None
        demonym = max(sorted(counted), key=lambda word: counted[word])
        if match[1]:
            return Party(f"{demonym} state television", "named_organization", "media")
        army = re.search(r"\b(?:army|military)\b", phrase.lower())
        return Party(f"{demonym} {'army' if army else 'government'}", "named_organization", "state")

    def _alias(self, phrase: str, at: int) -> Party | None:
        """A body of the article that a phrase names in short: "the observatory", "LCC head"."""
        if re.match(r"(?:an?|some|other|another|several)\s", phrase.strip(), re.IGNORECASE):
            return None
        words = _distinctive(without_qualifiers(phrase)) - self._places
        if not words:
            return None
        best: tuple[int, int, Party] | None = None
        for start, party in self._bodies:
            own = _distinctive(party.name)
            distinct = words & own
            short = distinct == own or any(is_institution(word) for word in distinct)
            if not distinct or not short or party.outlet or trade_conflict(phrase, party):
                continue
            rank = (len(distinct), -abs(at - start) if start <= at else -(10**6) - start, party)
            if best is None or rank[:2] > best[:2]:
                best = rank
        return best[2] if best else None

    def _of_person(self, phrase: str) -> Party | None:
        words = [w for w in _WORD.findall(phrase) if w[0].isupper()]
        return next(
            (p for w in reversed(words) if (p := self._affiliations.get(_surname(w)))), None
        )

    def _office(self, phrase: str) -> Party | None:
        """The person whose office a phrase names: "the Vessin governor"."""
        bare = without_qualifiers(phrase).lower()
        for entity in self.reading.entities:
            if entity.type == "person" and _role(entity).lower() == bare:
                return Party(_titled(entity), "named_person", trade_of(bare))
        return None

    def _of_entity(self, entity: Entity, phrase: str, at: int) -> Party | None:
        bare = without_qualifiers(entity.name)
        if entity.type == "person":
            return (
                self._affiliations.get(_surname(entity.name))
                or named_party(_role(entity), self._names)
                or self._alias(_role(entity), at)
                or named_party(entity.name, self._names)
                or Party(_titled(entity), "named_person", trade_of(entity.description or ""))
            )
        owner = (
            rf"\b{re.escape(entity.name)}(?:n|an|ian|ese|ish|i)?(?:['’]?s?(?:-|\s+[a-z])|['’]s\s)"
        )
        adjective = re.search(owner, phrase)
        if entity.type != "organization" or adjective or self._is_place(entity.name):
            return None
        party = named_party(entity.name, self._names, (entity.name,)) or self._alias(
            entity.name, at
        )
        if party is not None and party.outlet and trade_of(phrase) not in ("", "media", "state"):
            return None  # "the rights group" is no newspaper, whatever the reading made of it
        if party is not None or not bare[:1].isupper() or country_in(bare) or _BACK.match(bare):
            return party
        return Party(bare, "named_organization", trade_of(f"{bare} {entity.description or ''}"))

    def _is_place(self, name: str) -> bool:
        return any(
            m.type == "place" and self._text[m.span.start : m.span.end] == name
            for m in self.reading.mentions
        )

    def _back(self, phrase: str, at: int) -> Party | None:
        """Who spoke last among those that a phrase can mean."""
        earlier = [said for said in self._said if said[0] <= at][::-1]
        noun = (_WORD.findall(phrase.lower()) or [""])[-1]
        if not _PRONOUN.match(noun):
            # "The ministry" is one, "the source" was called so before.
            for _, words, party in earlier:
                if noun in party.name.lower().split() or noun in words.split():
                    return party
        trade = trade_of(phrase)
        group = re.fullmatch(r"group|organi[sz]ation|network|body|it|monitor|watchdog", noun)
        for _, _, party in earlier:
            if trade and party.trade and party.trade != trade:
                continue
            if group and party.kind in ("anonymous", "unnamed_person", "named_person"):
                continue
            return party
        return None


def _distinctive(phrase: str) -> set[str]:
    """The words of a phrase that can stand for a body: "observatory", not "Ardesh" or "group"."""
    words = {re.sub(r"['’]?s$", "", word.lower()) for word in _WORD.findall(phrase)}
    return {w for w in words - _COMMON if not country_in(w.title())}


def trade_conflict(phrase: str, party: Party) -> bool:
    """Whether a phrase is about another kind of body than a party is."""
    trade = trade_of(phrase)
    return bool(trade and party.trade and trade != party.trade and trade in ("health", "media"))


def _begin(attribution: Attribution) -> int:
    return min(s.start for s in (*attribution.source, *attribution.cue, *attribution.content))


def _surname(name: str) -> str:
    words = _WORD.findall(name)
    return re.sub(r"^(?:al|el)-|['’]s?$", "", words[-1].lower()) if words else ""


def _role(entity: Entity) -> str:
    """What a person is, without "its", or the day that a text with lost marks puts before it."""
    return re.sub(r"^(?:\w+day|its|their|his|her|our)\s+", "", entity.description or "")


def _titled(entity: Entity) -> str:
    """A person's name with what he is, where that is short: "Vessin governor Orla Fenn"."""
    role = _role(entity)
    return f"{role} {entity.name}" if 0 < len(role.split()) <= 3 else entity.name


def _nobody(phrase: str, attribution: Attribution) -> Party:
    """A source that cannot be told apart by name."""
    kind = attribution.source_kind or "anonymous"
    if kind in ("named_person", "named_organization", "document", "outlet"):
        kind = "anonymous"
    name = "somebody unnamed" if _PRONOUN.match(phrase.strip()) else without_qualifiers(phrase)
    return Party(name or phrase.strip(), kind, trade_of(phrase))
