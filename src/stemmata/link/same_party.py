"""Which parties of one claim are the same one under several names.

"Harbour Watch" and "the Ardesh Harbour Watch" are one; the nameless sources of one outlet are one,
since several words for them may hide the same person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, product

from stemmata.ids import id_of
from stemmata.link.networks import Names, letters_of
from stemmata.link.parties import Party
from stemmata.link.verdicts import Pair
from stemmata.link.words import name_key
from stemmata.model import Origin

__all__ = ["ITSELF", "Parties"]

ITSELF = "outlet itself: "
"""What the name of an origin that is an outlet begins with."""

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.9  # of the letters: "Al-Vessin" and "Al-Vesin"; below it, other people have such names
_EMPTY_WORDS = frozenset(
    """the of for and in at on a an al el group agency news city town province governorate local service
    organisation organization""".split()
)
_SPELLINGS = {
    "defense": "defence", "center": "centre", "directorate": "authority", "department": "authority",
    "medical": "health", "organization": "organisation", "labor": "labour",
}  # fmt: skip
Member = tuple[str, Party]


class Parties:
    """The parties of one claim, grouped; each group is one origin.

    `judged` says of two names, by their letters, whether people hold them to be of one party, the newest
    last. Those that they part stay apart though a third name would join them: it goes with the first.
    """

    def __init__(
        self,
        ends: Iterable[tuple[str, Sequence[Party]]],
        names: Names,
        judged: Mapping[Pair, bool] | None = None,
    ) -> None:
        self._names, self._judged = names, judged or {}
        everyone = list(
            dict.fromkeys((_pin(outlet, p), p) for outlet, parties in ends for p in parties)
        )
        self._group = {member: [member] for member in everyone}
        self._join(everyone)

    def origins_of(self, outlet: str, parties: Sequence[Party]) -> tuple[Origin, ...]:
        """The origins of parties at the end of one chain, each once."""
        found = (_origin(self._group[_pin(outlet, party), party]) for party in parties)
        return tuple(dict.fromkeys(found))

    def _join(self, everyone: Sequence[Member]) -> None:
        """Bring together who is one: by what people judged, the newest first, and then by the names."""
        called = {m: letters_of(m[1].name) for m in everyone if self._judged and m[1].is_named}
        bearers: dict[str, list[Member]] = defaultdict(list)
        for member, letters in called.items():
            bearers[letters].append(member)
        pairs: dict[bool, list[tuple[Member, Member]]] = {True: [], False: []}
        for (first, second), same in reversed([*self._judged.items()]):
            pairs[same] += product(bearers.get(first, ()), bearers.get(second, ()))
        apart = {frozenset(pair) for pair in pairs[False]}
        group = self._group
        alike = (
            (a, b)
            for at, b in enumerate(everyone)
            for a in everyone[:at]
            if group[a] is not group[b] and self._same(a, b)
        )
        for a, b in chain(pairs[True], alike):
            one, two = group[a], group[b]
            parted = apart and any(frozenset(pair) in apart for pair in product(one, two))
            if one is not two and not parted:
                one += two
                group.update(dict.fromkeys(two, one))

    def _same(self, one: Member, two: Member) -> bool:
        (pin_one, a), (pin_two, b) = one, two
        if a.outlet and b.outlet:
            return self._names.own(a.name, b.name)  # nor do parts of a network vouch for each other
        if not a.is_named or not b.is_named:
            nameless = not (a.is_named or b.is_named or a.outlet or b.outlet)
            if nameless:
                return pin_one == pin_two
            return _is_office_of(a, b) or _is_office_of(b, a)
        row_a, row_b = self._names.named(a.name), self._names.named(b.name)
        if row_a is not None and row_b is not None:
            return row_a is row_b
        words_a, words_b = _words(a.name), _words(b.name)
        if words_a and words_b and (words_a <= words_b or words_b <= words_a):
            return True
        return SequenceMatcher(None, a.name.lower(), b.name.lower()).ratio() >= _ALIKE


def _is_office_of(nameless: Party, named: Party) -> bool:
    """Whether "the Vessin governor" can be "Vessin governor Orla Fenn"."""
    words = _words(nameless.name)
    proper = any(word[0].isupper() for word in _WORD.findall(nameless.name)[:-1])
    return (
        named.kind == "named_person" and proper and len(words) > 1 and words <= _words(named.name)
    )


def _words(name: str) -> frozenset[str]:
    """A name's words that tell it apart, foreign spellings made alike."""
    lower = (word.lower() for word in _WORD.findall(name))
    kept = [_SPELLINGS.get(w, w) for w in lower if w not in _EMPTY_WORDS]
    return frozenset(name_key(word) for word in kept)


def _pin(outlet: str, party: Party) -> str:
    """The outlet that vouches for a nameless source; nothing for one with a name."""
    return "" if party.is_named else outlet


def _origin(group: Sequence[Member]) -> Origin:
    """The origin that a group makes, under its fullest name."""
    outlet, party = max(
        group, key=lambda g: (g[1].is_named, not g[1].outlet, len(g[1].name), g[1].name)
    )
    if party.kind == "outlet":
        name = f"{ITSELF}{party.name}"
    elif party.is_named:
        name = party.name
    else:
        name = f"{party.name} ({outlet})"
    return Origin(id_of("org", name), name, party.kind)
