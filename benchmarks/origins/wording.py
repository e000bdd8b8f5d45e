"""Words: numbers spelt out, light edits, and how alike two passages are."""

import random
import re

__all__ = ["alike", "edited", "flipped", "spelt"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()

# Both ways: a copyist may write either for the other without touching the sense.
_SYNONYMS = (
    ("because of", "owing to"), ("near", "close to"), ("after", "following"),
    ("houses", "homes"), ("killing", "leaving dead"), ("killed", "slain"), ("were taken", "went"),
    ("wounded", "injured"), ("bodies", "corpses"), ("police", "officers"), ("began", "started"),
    ("during", "in the course of"), ("within", "inside"), ("under", "beneath"), ("caused", "produced"),
    ("people", "persons"), ("victims", "dead"), ("fled", "ran from"), ("about", "regarding"),
    ("arrested", "apprehended"), ("would", "was expected to"), ("belonged to", "were the property of"),
    ("children", "youngsters"), ("money", "cash"), ("had been", "was"), ("outside", "just beyond"),
    ("families", "households"), ("opened fire", "started shooting"), ("of its value", "of its worth"),
    ("carried out", "executed"), ("village", "hamlet"), ("roofs", "rooftops"), ("market", "bazaar"),
    ("on board", "aboard"), ("prisoners", "detainees"), ("diplomats", "envoys"), ("patients", "sick"),
    ("soldiers", "troops"), ("passengers", "travellers"), ("demonstrators", "marchers"),
)  # fmt: skip
_SWAPS = {a: b for pair in _SYNONYMS for a, b in (pair, pair[::-1])}
_SWAP = re.compile(r"\b(?:" + "|".join(sorted(_SWAPS, key=len, reverse=True)) + r")\b")


def spelt(number: int) -> str:
    """A number below 1000 in words, as British newspapers write it."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" and {spelt(rest)}" if rest else "")


def flipped(words: str, number: int | None) -> str:
    """The same words with the number in figures where it was in words, and the other way round."""
    if number is None:
        return words
    for old, new in ((str(number), spelt(number)), (spelt(number), str(number))):
        if re.search(rf"\b{old}\b", words):
            return re.sub(rf"\b{old}\b", new, words, count=1)
    return words


def edited(words: str, rng: random.Random, share: float) -> str:
    """The words as a light hand leaves them: each one with a synonym is swapped at the rate `share`."""

    def swap(found: re.Match[str]) -> str:
        return _SWAPS[found[0]] if rng.random() < share else found[0]

    return _SWAP.sub(swap, words)


def alike(a: str, b: str) -> float:
    """The share of the shorter passage's words found, in order, in the longer one."""
    short, long = sorted((_words(a), _words(b)), key=len)
    row = [0] * (len(long) + 1)
    for word in short:
        last = row[:]
        for at, other in enumerate(long):
            row[at + 1] = last[at] + 1 if word == other else max(last[at + 1], row[at])
    return row[-1] / max(1, len(short))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())
