"""Sentences of an article: who is said to state what, and how that becomes words with spans."""

import random
from dataclasses import dataclass, replace
from typing import Literal

__all__ = [
    "ANONYMOUS",
    "Clause",
    "Statement",
    "anonymous_words",
    "filler",
    "form_for",
    "speaker_words",
    "wrote",
]

ANONYMOUS = "anonymous"
"""The source of a statement whose speaker has no name."""

# {c} what is stated, {s} the words for the source, {v} the outlet or agency named as carrying it.
_OWN = ("{c}.",)
_SAID = (
    "{s} said {c}.",
    "{s} said that {c}.",
    "{s} confirmed that {c}.",
    "{s} announced that {c}.",
    "in a statement, {s} said {c}.",
    "{c}, {s} said.",
    "{c}, according to {s}.",
    "according to {s}, {c}.",
)
_RELAYED = (
    "{v} reports that {s} said {c}.",
    "{s} told {v} that {c}.",
    "{v} quoted {s} as saying that {c}.",
    "{c}, {s} told {v}.",
    "{c}, {v} reported, citing {s}.",
    "citing {s}, {v} said that {c}.",
)
_CREDITED = (
    "{v} reported that {c}.",
    "{v} says {c}.",
    "{c}, {v} reported.",
    "{c}, according to {v}.",
    "according to a report by {v}, {c}.",
)
_SELF = (
    "{v}’s correspondent said that {c}.",
    "{v}’s own reporter in the area said {c}.",
    "as {v} has reported, {c}.",
    "{c}, {v}’s newsroom established.",
)
_DENIED = (
    "{s} denied that {c}.",
    "{s} dismissed as untrue reports that {c}.",
    "{s} rejected the claim that {c}.",
    "{s} said there was no truth in reports that {c}.",
    "it is false that {c}, {s} said.",
)
_ANONYMOUS = (
    "a senior official who asked not to be named",
    "an official who spoke on condition of anonymity",
    "a source close to the inquiry",
    "two people familiar with the matter",
    "a diplomat who declined to be identified",
    "a government adviser who was not authorised to speak",
)
_FOR_A_BODY = ("{b}", "{b}", "{b}", "a spokesman for {b}", "{b}’s spokeswoman {p}", "{p} of {b}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A proposition of the family in certain words.

    `wording` numbers the words as first written, across all copies and light edits. `copied` is the
    draft these words were copied from; `taken` the draft whose matter was put into new words. At most
    one of them is there.
    """

    claim: int
    words: str
    wording: int
    copied: int | None = None
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: `form` with its clauses, the speaker's words, and the carrier's name put in.

    `source` is a body's full name, ANONYMOUS or None; `via` an outlet named as carrying it. A sentence
    without clauses is filler, and `form` its words.
    """

    form: str
    clauses: tuple[Clause, ...] = ()
    source: str | None = None
    speaker: str = ""
    via: str | None = None
    stance: Literal["asserts", "reports", "denies"] = "asserts"

    def rendered(self) -> tuple[str, list[tuple[int, int]]]:
        """The sentence, and where in it each clause stands."""
        if not self.clauses:
            return self.form, []
        before, after = self.form.split("{c}")
        text = before.format(s=self.speaker, v=self.via)
        spans: list[tuple[int, int]] = []
        for clause in self.clauses:
            text += " and " if spans else ""
            spans.append((len(text), len(text) + len(clause.words)))
            text += clause.words
        text += after.format(s=self.speaker, v=self.via)
        return text[0].upper() + text[1:], spans

    def copied(self, draft: int) -> "Statement":
        """The same sentence as another draft has it that copies it from `draft`."""
        clauses = tuple(replace(c, copied=draft, taken=None) for c in self.clauses)
        return replace(self, clauses=clauses)


def filler(words: str) -> Statement:
    """A sentence on other matters."""
    return Statement(words)


def form_for(
    source: str | None, via: str | None, *, own: bool = False, denied: bool = False
) -> tuple[str, ...]:
    """The forms of a sentence with that attribution; `own` where `via` is the article's outlet."""
    if denied:
        return _DENIED
    if source is not None:
        return _SAID if via is None else _RELAYED
    if via is None:
        return _OWN
    return _SELF if own else _CREDITED


def wrote(
    clauses: tuple[Clause, ...],
    rng: random.Random,
    *,
    source: str | None = None,
    speaker: str = "",
    via: str | None = None,
    own: bool = False,
    denied: bool = False,
) -> Statement:
    """A new sentence that states the clauses with that attribution."""
    form = rng.choice(form_for(source, via, own=own, denied=denied))
    stance: Literal["asserts", "reports", "denies"] = "asserts" if form in _OWN else "reports"
    return Statement(form, clauses, source, speaker, via, "denies" if denied else stance)


def speaker_words(forms: tuple[str, ...], name: str, rng: random.Random) -> str:
    """Words for a body as a speaker: itself, or someone (`name`) who speaks for it."""
    return rng.choice(_FOR_A_BODY).format(b=rng.choice(forms), p=name)


def anonymous_words(rng: random.Random) -> str:
    """Words for a source who is not named."""
    return rng.choice(_ANONYMOUS)
