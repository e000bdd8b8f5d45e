"""Who each attribution of an article names: "the observatory" is the one that the article names.

Reads one article at a time, in text order, and remembers who has spoken.
"""

import re
from collections import Counter
from typing import NamedTuple

from stemmata.link.networks import Names
from stemmata.link.parties import (
    Party,
    named_party,
    parts_of,
    party_named,
    trade_of,
    without_qualifiers,
)
from stemmata.link.places import country_in
from stemmata.model import Attribution, Entity, Reading

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


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BACK = re.compile(
    r"^(?:(?:the|this|that|these|those)\s+(?:same\s+)?)?(?:he|she|it|they|who|which|we|i|source|sources|"
    r"group|organi[sz]ation|monitor|monitoring group|watchdog|war monitor|monitors|ministry|agency|"
    r"spokesman|spokeswoman|spokesperson|official|officials|statement|report|minister|president|"
    r"governor|network|body|service|hospital|channel|newspaper|website|director|doctor|activist|"
    r"activists|rights group|activist group|jihadist group|extremist group|militant group)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:he|she|it|they|who|which|we|i)$", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:the|this|that)\s", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|speaking to|spoke to|speaking with|statement to|interview with|"
    r"informed|e-?mail to|comments to|remarks to)\s+((?:\w+\S*\s+){0,5})",
    re.IGNORECASE,
)
_SINGULAR = frozenset("he she who i".split())
_GOVERNMENT = re.compile(
    r"([A-Z]\w+)\s+(?:government|regime|president|President|army|military|authorities|state)\b"
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
        self._bodies = self._bodies_named()
        self._said: list[tuple[int, Party]] = []
        sourced = sorted(
            (a for a in reading.attributions if a.voice == "source"),
            key=lambda a: (_begin(a), a.id),
        )
        for attribution in sourced:
            self._learn_affiliation(attribution)
        self.statements = {a.id: self._statement(a) for a in sourced}

    def bodies(self, trade: str) -> list[Party]:
        """The named bodies of a trade that the article mentions anywhere, each once."""
        named = [party for _, party in self._bodies] + [p for _, p in self._said if p.is_named]
        return list(dict.fromkeys(party for party in named if party.trade == trade))

    def _bodies_named(self) -> list[tuple[int, Party]]:
        """Bodies by name, with the places where they stand."""
        found = [
            (start, party_named(row, self._names))
            for row, start, _ in self._names.inside(self._text)
        ]
        for mention in self.reading.mentions:
            entity = self._entities.get(mention.entity or "")
            if mention.type == "organization" and entity is not None:
                party = named_party(entity.name, self._names, (entity.name,))
                if party is not None and len(party.name.split()) > 1:
                    found.append((mention.span.start, party))
        return sorted(found, key=lambda item: (item[0], item[1].name))

    def _phrase(self, attribution: Attribution) -> list[str]:
        return [self._text[s.start : s.end] for s in attribution.source]

    def _learn_affiliation(self, attribution: Attribution) -> None:
        """Remember for whom a person speaks: "Orla Fenn, head of the port authority"."""
        entity = self._entities.get(attribution.source_entity or "")
        phrase = " ".join(self._phrase(attribution))
        party = named_party(phrase, self._names, self._organizations(attribution))
        party = party or self._alias(phrase, _begin(attribution))
        if party is None and entity is not None and entity.description:
            party = named_party(entity.description, self._names, ())
            party = party or self._alias(entity.description, _begin(attribution))
        if party is None or party.outlet:
            return
        persons = [
            self._text[m.span.start : m.span.end]
            for m in self.reading.mentions
            if m.type == "person" and any(s.overlaps(m.span) for s in attribution.source)
        ]
        if entity is not None and entity.type == "person":
            persons.append(entity.name)
        for person in persons:
            self._affiliations.setdefault(_surname(person), party)

    def _organizations(self, attribution: Attribution) -> list[str]:
        return [
            self._text[m.span.start : m.span.end]
            for m in self.reading.mentions
            if m.type == "organization" and any(s.overlaps(m.span) for s in attribution.source)
        ]

    def _statement(self, attribution: Attribution) -> Statement:
        pieces = self._phrase(attribution)
        told = self._told(attribution)
        parties: list[Party] = []
        phrases = [part for piece in pieces for part in parts_of(piece, self._names)]
        phrases = [p for p in phrases if not (told and len(phrases) > 1 and self._is(p, told))]
        for phrase in phrases:
            if parties and _PRONOUN.match(phrase.strip()):
                continue
            party = self._party(phrase, attribution, alone=len(phrases) == 1)
            if party not in parties:
                parties.append(party)
            self._said.append((_begin(attribution), party))
        if not phrases:
            parties = [Party("unspecified reports", "anonymous")]
        return Statement(attribution, tuple(parties), told)

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
        entity = self._entities.get(attribution.source_entity or "") if alone else None
        if _PRONOUN.match(phrase.strip()):
            return (entity and self._of_entity(entity, at)) or self._back(phrase, at) or _nobody(
                phrase, attribution
            )
        party = named_party(phrase, self._names, self._organizations(attribution))
        if party is not None:
            return self._with_country(party)
        party = self._alias(phrase, at) or self._of_person(phrase) or self._government(phrase)
        if party is None and _BACK.match(without_article(phrase)) and _DEFINITE.match(phrase):
            party = self._back(phrase, at)
        if party is None and entity is not None:
            party = self._of_entity(entity, at)
        return party or _nobody(phrase, attribution)

    def _with_country(self, party: Party) -> Party:
        """A ministry without a country is that of the country that the article speaks of."""
        if not party.name.endswith("Ministry") or country_in(party.name):
            return party
        full = [p for _, p in self._bodies if p.name.endswith(f" {party.name}")]
        return full[0] if full else party

    def _government(self, phrase: str) -> Party | None:
        """ "The regime" is the government that the article calls by its country."""
        match = re.match(r"(?:the\s+)?(regime|government|army|military)\b", phrase, re.IGNORECASE)
        if match is None:
            return None
        counted = Counter(
            country.demonym
            for found in _GOVERNMENT.finditer(self._text)
            if (country := country_in(found[1]))
        )
        if not counted:
            return None
        body = "army" if re.search(r"army|military", phrase, re.IGNORECASE) else "government"
        demonym = max(sorted(counted), key=lambda word: counted[word])
        return Party(f"{demonym} {body}", "named_organization", "state")

    def _alias(self, phrase: str, at: int) -> Party | None:
        """A body of the article that a phrase names in short: "the observatory", "LCC head"."""
        if re.match(r"(?:an?|some|other|another|several)\s", phrase.strip(), re.IGNORECASE):
            return None
        words = {w.lower() for w in _WORD.findall(without_qualifiers(phrase))} - _COMMON
        if not words:
            return None
        best: tuple[int, int, Party] | None = None
        for start, party in self._bodies:
            own = {w.lower() for w in _WORD.findall(party.name)} - _COMMON
            shared = words & own
            distinct = {w for w in shared if not country_in(w.title())}
            if not distinct or party.outlet or trade_conflict(phrase, party):
                continue
            rank = (len(distinct), -abs(at - start) if start <= at else -(10**6) - start, party)
            if best is None or rank[:2] > best[:2]:
                best = rank
        return best[2] if best else None

    def _of_person(self, phrase: str) -> Party | None:
        words = [w for w in _WORD.findall(phrase) if w[0].isupper()]
        return next((p for w in reversed(words) if (p := self._affiliations.get(_surname(w)))), None)

    def _of_entity(self, entity: Entity, at: int) -> Party | None:
        bare = without_qualifiers(entity.name)
        if entity.type == "person":
            return (
                self._affiliations.get(_surname(entity.name))
                or named_party(entity.description or "", self._names)
                or named_party(entity.name, self._names)
                or Party(_titled(entity), "named_person", trade_of(entity.description or ""))
            )
        party = named_party(entity.name, self._names, (entity.name,)) or self._alias(entity.name, at)
        if party is not None or not bare or not bare[0].isupper() or country_in(bare):
            return party
        if entity.name != bare and not _WORD.findall(bare)[0][0].isupper():
            return None
        if _BACK.match(bare) or entity.type != "organization":
            return None
        return Party(bare, "named_organization", trade_of(f"{bare} {entity.description or ''}"))

    def _back(self, phrase: str, at: int) -> Party | None:
        """Who spoke last among those that a phrase can mean."""
        trade = trade_of(phrase)
        group = re.search(r"\bgroup|organi[sz]ation|network|body|\bit\b", phrase, re.IGNORECASE)
        for _, party in reversed([said for said in self._said if said[0] <= at]):
            if trade and party.trade and party.trade != trade:
                continue
            if group and party.kind in ("anonymous", "unnamed_person"):
                continue
            return party
        return None


def trade_conflict(phrase: str, party: Party) -> bool:
    """Whether a phrase is about another kind of body than a party is."""
    trade = trade_of(phrase)
    return bool(trade and party.trade and trade != party.trade and trade in ("health", "media"))


def without_article(phrase: str) -> str:
    """A phrase without what qualifies it, the article kept off."""
    return without_qualifiers(phrase)


def _begin(attribution: Attribution) -> int:
    return min(s.start for s in (*attribution.source, *attribution.cue, *attribution.content))


def _surname(name: str) -> str:
    words = _WORD.findall(name)
    return re.sub(r"^(?:al|el)-|['’]s?$", "", words[-1].lower()) if words else ""


def _titled(entity: Entity) -> str:
    """A person's name with what he is, where that is short: "Vessin governor Orla Fenn"."""
    role = entity.description or ""
    return f"{role} {entity.name}" if 0 < len(role.split()) <= 3 else entity.name


def _nobody(phrase: str, attribution: Attribution) -> Party:
    """A source that cannot be told apart by name."""
    kind = attribution.source_kind or "anonymous"
    if kind in ("named_person", "named_organization", "document", "outlet"):
        kind = "anonymous"
    return Party(without_qualifiers(phrase) or phrase.strip(), kind, trade_of(phrase))
