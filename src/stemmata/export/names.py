"""Who of a case is a private person, and what stands in place of their name.

Private is every entity of type `person`, unless the article calls them by an office
(`offices.OFFICES`: "Interior Minister", "spokesman for the army") in their description, their name or
the words that name them, or they are named in a byline. The office must be the head of the phrase:
"the minister's driver" and "wife of the mayor" are private. Who is public under their full name in
one article of a case is public under it in all of them, and under the surname alone where no private
person of the case bears it. In doubt a person is private.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemmata.export.offices import OFFICES, PRIVATE_ROLES
from stemmata.model import Entity, Exhibit, Reading

__all__ = ["NOT_NAMES", "Name", "PrivateNames", "private_names", "words_of"]

Name = tuple[str, ...]
"""A name as its words, case folded: "Jean-Luc Harn" is ("jean", "luc", "harn")."""

_WORD = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"[^\W_][\w-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|on|from|with|to|and|who|that|which)\s|[,;:(–—]")
_PRONOUNS = frozenset(
    "i he him his himself she her hers herself they them their we us our you it its who".split()
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady the a an former late then acting".split()
)

NOT_NAMES = _PRONOUNS | _TITLES | OFFICES | PRIVATE_ROLES
"""Words that mentions of persons hold beside their names."""


class WholeNames:
    """Names of two words and more with what stands in their place, to be found by their first word."""

    def __init__(self, labels: Mapping[Name, str]) -> None:
        self._found: dict[str, list[tuple[Name, str]]] = {}
        for name, label in sorted(labels.items(), key=lambda item: -len(item[0])):
            if len(name) > 1:
                self._found.setdefault(name[0], []).append((name, label))
        self.longest = max(map(len, labels), default=1)

    def beginning_with(self, word: str) -> Sequence[tuple[Name, str]]:
        """The names that begin with this word, the longest first."""
        return self._found.get(word, ())


class PrivateNames:
    """The private names of a case, each with what stands in its place, such as "[resident 2]"."""

    def __init__(self, labels: Mapping[Name, str]) -> None:
        self.labels = labels
        self.whole = WholeNames(labels)

    def label_of(self, entity: Entity) -> str | None:
        """What stands for this entity; None where it keeps its name."""
        return self.labels.get(words_of(entity.name)) if entity.type == "person" else None


def words_of(name: str) -> Name:
    """The words of a name, case folded."""
    return tuple(word.casefold() for word in _WORD.findall(name))


def private_names(exhibits: Iterable[Exhibit]) -> PrivateNames:
    """The private names of a case, numbered in the order in which they first appear."""
    roles: dict[Name, str] = {}
    aliases: dict[Name, Name] = {}
    public: set[Name] = set()
    marked: Counter[Name] = Counter()  # how much more often as a person than as anything else
    for exhibit in exhibits:
        reading = exhibit.reading
        for mention in reading.mentions:
            for name in _names_in(*reading.article.quote((mention.span,))):
                marked[name] += 1 if mention.type == "person" else -1
        public.update(words_of(author) for author in reading.article.byline)
        for entity in reading.entities:
            name = words_of(entity.name)
            if entity.type != "person" or not name or name[0] in _PRONOUNS:
                continue
            if _is_public(entity, reading):
                public.add(name)
            roles[name] = _stronger(roles.get(name, "person"), _role(entity, reading))
            for alias in map(words_of, entity.aliases):
                if len(alias) > 1:  # one word alone stands for its bearer only in that article
                    aliases.setdefault(alias, name)
    public |= _surnames(public) - _surnames(roles.keys() - public)
    private = {
        name: role for name, role in roles.items() if name not in public and marked[name] >= 0
    }
    labels = _numbered(private)
    for alias, name in aliases.items():
        if name in labels and alias not in public:
            labels.setdefault(alias, labels[name])
    return PrivateNames(labels)


def _names_in(mention: str) -> Iterator[Name]:
    """What a mention may be the name of: its words to the end, from any of them on."""
    words = words_of(_POSSESSIVE.sub("", mention))
    return (words[first:] for first in range(len(words)))


def _surnames(names: Iterable[Name]) -> set[Name]:
    return {name[-1:] for name in names if len(name) > 1}


def _numbered(roles: Mapping[Name, str]) -> dict[Name, str]:
    count: Counter[str] = Counter()
    labels = {}
    for name, role in roles.items():
        count[role] += 1
        labels[name] = f"[{role} {count[role]}]"
    return labels


def _role(entity: Entity, reading: Reading) -> str:
    """The common role that the article gives a person, else whether it quotes them."""
    role = _head(entity.description or "")
    if role in PRIVATE_ROLES:
        return role
    quoted = any(a.source_entity == entity.id for a in reading.attributions)
    return "source" if quoted else "person"


def _stronger(old: str, new: str) -> str:
    """The role that says more; the older of equals, so that a number once given stays."""
    order = ("person", "source")
    return new if old in order and new not in order[: order.index(old) + 1] else old


def _is_public(entity: Entity, reading: Reading) -> bool:
    if _head(entity.description or "") in OFFICES:
        return True
    spans = [m.span for m in reading.mentions if m.entity == entity.id]
    spans += [s for a in reading.attributions if a.source_entity == entity.id for s in a.source]
    named = {entity.name, *entity.aliases, *reading.article.quote(spans)}
    return any(_is_titled(words, entity) for words in named)


def _is_titled(words: str, entity: Entity) -> bool:
    """Whether an office stands right before or right behind the name: "Ivo Hallam, the governor"."""
    name = set(words_of(entity.name)) - OFFICES
    places = [found for found in _WORD.finditer(words) if found[0].casefold() in name]
    if not places:
        return False
    before = _HYPHENED.findall(words[: places[0].start()])
    after = words[places[-1].end() :]
    title = before[-1].casefold() if before else ""
    return title in OFFICES or (after.startswith(", ") and _head(after[2:]) in OFFICES)


def _head(description: str) -> str:
    """The word that says what someone is: "minister" of "Deputy Interior Minister of Ardesh"."""
    found = _HYPHENED.findall(_AFTER_HEAD.split(f" {description} ", maxsplit=1)[0])
    return found[-1].casefold() if found else ""
