"""Countries by their names, demonyms and capitals: whose ministry "the ministry in Moscow" is."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

__all__ = ["Country", "country_in"]

_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_OTHER_WORDS = {
    "u.s": "United States",
    "u.s.": "United States",
    "usa": "United States",
    "america": "United States",
    "american": "United States",
    "u.k.": "United Kingdom",
    "uk": "United Kingdom",
    "uae": "United Arab Emirates",
    "kiev": "Ukraine",
    "teheran": "Iran",
}
_CALLED_BRITAIN = "United Kingdom"


class Country(NamedTuple):
    """A country: "Russia", "Russian", "Moscow"."""

    name: str
    demonym: str
    capital: str


@lru_cache(maxsize=50_000)
def country_in(phrase: str) -> Country | None:
    """The first country that a phrase names, by name, demonym or capital; None where none does."""
    words = [match[0] for match in _WORD.finditer(phrase)]
    table = _table()
    for k, word in enumerate(words):
        if not word[0].isupper():
            continue
        pair = f"{word} {words[k + 1]}" if k + 1 < len(words) else word
        for candidate in (pair, word):
            lower = re.sub(r"['’]s?$", "", candidate.lower())
            found = table.get(lower) or table.get(lower.removesuffix("s"))
            if found and (candidate != "us" and (lower != "us" or word.isupper())):
                return found
    return None


@cache
def _table() -> dict[str, Country]:
    text = (resources.files("stemmata.link") / "data" / "countries.csv").read_text("utf-8")
    rows = [Country(*row) for row in csv.reader(text.splitlines()[1:])]
    rows = [row for row in rows if row.name != _CALLED_BRITAIN]
    by_name = {row.name: row for row in rows}
    by_name[_CALLED_BRITAIN] = by_name["Britain"]
    found = {words.lower(): row for row in rows for words in row}
    return found | {word: by_name[name] for word, name in _OTHER_WORDS.items()}
