"""Who goes by which names: news outlets with their networks and owners, and bodies often cited.

The tables are `data/outlets.jsonl` and `data/bodies.jsonl`, one JSON object a line; a file of the
same form adds rows or replaces those of the same name. What they state is public record.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from stemmata.errors import InputError

__all__ = ["Name", "Names", "known_names", "letters_of"]


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet or a body under its best-known name.

    `kind` is "agency", "newspaper", "broadcaster" or "site" for outlets; "monitor", "health",
    "rescue", "state", "armed" or "body" for bodies. Members of one `network` are each other's own.
    `organ_of` is the body in whose name an outlet speaks. `owner` says who owns or controls it.
    `given_name` tells that people bear the name, so that a surname may follow it. A name that counts
    `alone` is one only where it is the whole of a source or of a credit: "Time" is too often no name
    amid a text.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    network: str = ""
    organ_of: str = ""
    given_name: bool = False
    alone: bool = False

    @property
    def is_outlet(self) -> bool:
        """Whether it publishes news."""
        return self.kind in _OUTLET_KINDS


_OUTLET_KINDS = frozenset({"agency", "newspaper", "broadcaster", "site"})
_KINDS = _OUTLET_KINDS | {"monitor", "health", "rescue", "state", "armed", "body"}
_WORD = re.compile(r"[^\W_](?:[\w.+&’'/-]*[\w+])?")
_CAPITALIZED = re.compile(r"\s[A-Z][a-z]")
_KEPT = 50_000
"""Names that stay looked up: a case's outlets are asked for again and again."""


@lru_cache(maxsize=_KEPT)
def letters_of(name: str) -> str:
    """The letters of a name as they are compared: no accents, marks, articles, or site endings.

    A name without Latin letters is compared as it is: "1+1" is not 11.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"^(?:https?://)?(?:www\.)?|^the\s+|\.(?:com|org|net|info)\b.*$", "", plain)
    letters = "".join(c for c in re.sub(r"^(?:al|el)[- ]", "al", plain) if c.isalnum())
    return name.strip().casefold() if not letters or letters.isdigit() else letters


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """A word as it is compared, without a possessive, also where its mark was lost: "SANAs"."""
    bare = re.sub(r"['’]s?$|(?<=[A-Z]{2})s$", "", word)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    return "".join(c for c in plain if c.isalnum())


class Names:
    """The tables, looked up by name, alias and domain. Later rows win over earlier ones."""

    def __init__(self, rows: Iterable[Name]) -> None:
        self._rows = {row.name: row for row in rows}
        self._exact: dict[str, Name] = {}
        self._domains: dict[str, Name] = {}
        self._runs: dict[tuple[str, ...], list[tuple[tuple[str, ...], Name, bool]]] = {}
        for row in self._rows.values():
            self._exact.setdefault(letters_of(row.name), row)
        for row in self._rows.values():
            self._index(row)
        self._heads = {run[0] for run in self._runs}
        self._named = lru_cache(maxsize=_KEPT)(self._looked_up)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._rows.values())

    def _index(self, row: Name) -> None:
        self._domains.update(dict.fromkeys(row.domains, row))
        for alias in (row.name, *row.aliases):
            self._exact.setdefault(letters_of(alias), row)
            run = tuple(_plain(word) for word in _WORD.findall(alias))
            # "The Times" may lack its article, "The National" is a common word without.
            run = run[1:] if run[:1] == ("the",) and len(run) > 2 else run
            # A short alias or a common word ("IS", "Time") is the name only in its own capitals.
            exact = len(run) == 1 and (alias.isupper() or not row.is_outlet or alias[:1].isupper())
            if run and all(run) and not row.alone and not "".join(run).isdigit():  # 24 is no name
                self._runs.setdefault(run[:2], []).append((run, row, exact))

    def with_file(self, path: Path) -> "Names":
        """These names and those of a file of the same form.

        Raises:
            InputError: It cannot be read, or a line is no such row; says which and what was expected.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}; expected a text file in UTF-8") from error
        return Names((*self, *_rows_of(text, str(path))))

    def with_outlets(self, outlets: Iterable[str]) -> "Names":
        """These names and those of outlets that they do not have yet; those of one word count alone."""
        new = sorted({o for o in outlets if o.strip() and self.named(o) is None})
        rows = (Name(outlet, "site", alone=len(outlet.split()) == 1) for outlet in new)
        return Names((*self, *rows)) if new else self

    def named(self, name: str | None) -> Name | None:
        """The one that goes by this name, abbreviation or domain, as a whole."""
        return self._named(name) if name else None

    def _looked_up(self, name: str) -> Name | None:
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.lower()).split("/")[0]
        for domain in (".".join(host.split(".")[k:]) for k in range(host.count("."))):
            if domain in self._domains:
                return self._domains[domain]
        return self._exact.get(letters_of(name))

    def inside(self, phrase: str) -> list[tuple[Name, int, int]]:
        """The names that a phrase contains, in order, the longest where several overlap."""
        places = [match.span() for match in _WORD.finditer(phrase)]
        words = tuple(_plain(phrase[start:end]) for start, end in places)
        found: list[tuple[Name, int, int]] = []
        reached = 0
        for k, word in enumerate(words):
            if k < reached or word not in self._heads:
                continue
            best = max(self._starting(phrase, words, places, k), key=lambda f: f[1], default=None)
            if best is not None:
                row, size = best
                found.append((row, places[k][0], places[k + size - 1][1]))
                reached = k + size
        return found

    def _starting(
        self, phrase: str, words: tuple[str, ...], places: list[tuple[int, int]], k: int
    ) -> Iterator[tuple[Name, int]]:
        """The names whose words begin at word `k` of a phrase, and how many words they have."""
        for run, row, exact in (
            *self._runs.get(words[k : k + 1], ()),
            *self._runs.get(words[k : k + 2], ()),
        ):
            if words[k : k + len(run)] != run:
                continue
            end = places[k + len(run) - 1][1]
            shown = phrase[places[k][0] : end]
            if exact and not (shown[0].isupper() or shown.startswith(("al-", "el-"))):
                continue
            one_word = len(run) == 1 or (run[0] == "the" and len(run) == 2)
            complete = row.kind == "agency" and not row.given_name
            if one_word and not complete and _goes_on(phrase, end):
                continue
            if len(run[0]) <= 4 and exact and len(run) == 1 and not _is_abbreviation(shown):
                continue
            yield row, len(run)

    def own(self, outlet: str | None, name: str) -> bool:
        """Whether a name is the outlet itself, or one of its own network."""
        if not outlet:
            return False
        mine, other = self.named(outlet), self.named(name)
        if letters_of(outlet) == letters_of(name) or (mine is not None and mine is other):
            return True
        return mine is not None and other is not None and mine.network == other.network != ""


def _goes_on(phrase: str, end: int) -> bool:
    """Whether a one-word name is only the beginning of a longer one: "Guardian Council"."""
    return _CAPITALIZED.match(phrase, end) is not None


def _is_abbreviation(shown: str) -> bool:
    """Whether a short word is a name: "RIA" and "Xinhua" are, "Is" and "Who" open a sentence."""
    return re.sub(r"['’]?s$", "", shown).isupper() or len(re.sub(r"\W|s$", "", shown)) > 3


@cache
def known_names() -> Names:
    """The names that ship with Stemmata."""
    folder = resources.files("stemmata.link") / "data"
    return Names(
        row
        for file in ("outlets.jsonl", "bodies.jsonl")
        for row in _rows_of((folder / file).read_text(encoding="utf-8"), file)
    )


def _rows_of(text: str, source: str) -> Iterator[Name]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _row(line, f"{source}:{number}")


def _row(line: str, where: str) -> Name:
    known = {field.name for field in fields(Name)}
    expected = f"expected a JSON object with name, kind and any of {', '.join(sorted(known))}"
    try:
        values: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}; {expected}") from error
    if not isinstance(values, dict) or not {"name", "kind"} <= values.keys() <= known:
        raise InputError(f"{where}: {line[:60]!r} is no row; {expected}")
    if values["kind"] not in _KINDS:
        kinds = ", ".join(sorted(_KINDS))
        raise InputError(f"{where}: kind is {values['kind']!r}; expected one of {kinds}")
    marks = {key: values.get(key, False) for key in _MARKS}
    for key, mark in marks.items():
        if not isinstance(mark, bool):
            raise InputError(f"{where}: {key} is {mark!r}; expected true or false")
    texts = {key: str(values.get(key, "")) for key in _TEXTS}
    return Name(
        aliases=tuple(map(str, values.get("aliases", ()))),
        domains=tuple(map(str, values.get("domains", ()))),
        given_name=marks["given_name"],
        alone=marks["alone"],
        **texts,
    )


_MARKS = ("given_name", "alone")
_TEXTS = ("name", "kind", "country", "owner", "network", "organ_of")
