"""The rules by which one sentence, or the part of it in a content, shows further attributions.

A word calls the rules that it may belong to, in `_rules`; each answers with what it found or None.
They prefer silence to a guess. Must not know of rows, drafts in a list, or other sentences.
"""

import re

from stemmata.extract.clauses import Words
from stemmata.extract.inner.cited import according, as_saying, only_cites, quoted_speaker, relay
from stemmata.extract.inner.found import Found, Rule
from stemmata.extract.inner.nominal import nominal, stated_purpose
from stemmata.extract.inner.passive import accused, allegedly, passive
from stemmata.extract.inner.reported import reported
from stemmata.extract.words.cues import FORMS
from stemmata.extract.words.cues_inner import (
    ALLEGEDLY,
    CLAUSE_VERBS,
    INFINITIVE_VERBS,
    NOUNS,
    OBJECT_VERBS,
    PASSIVES,
    STATED,
)
from stemmata.model import Span

__all__ = ["Found", "only_cites", "relay", "rows_of"]

_CALLERS = re.compile(r"\b[A-Za-z]+\b|:")


def rows_of(text: str, part: Span) -> list[Found]:
    """What the rules find in a sentence, without what lies in another find's content."""
    if not any(word.lower() in _RULES for word in _CALLERS.findall(text, *part)):
        return []
    words = Words.of(text, part)
    rows: list[Found] = []
    for at, word in enumerate(words.lower):
        for rule in _RULES.get(word, ()):
            found = rule(words, at)
            if found is None or not found.content:
                continue
            if not any(
                s.overlaps(c) for row in rows for s in (*row.content, *row.cue) for c in found.cue
            ):
                rows.append(found)
                break
    return rows


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Which rules a word calls, in order."""
    called: dict[str, tuple[Rule, ...]] = {}

    def call(rule: Rule, words: frozenset[str]) -> None:
        for word in words:
            called[word] = (*called.get(word, ()), rule)

    call(nominal, frozenset(form for form, base in FORMS.items() if base in NOUNS))
    call(accused, frozenset(("accused", "suspected")))
    call(passive, PASSIVES)
    verbs = CLAUSE_VERBS | INFINITIVE_VERBS | OBJECT_VERBS
    call(reported, frozenset(form for form, base in FORMS.items() if base in verbs))
    call(according, frozenset(("according",)))
    call(as_saying, frozenset(("as",)))
    call(stated_purpose, STATED)
    call(allegedly, ALLEGEDLY)
    call(quoted_speaker, frozenset((":",)))
    return called


_RULES = _rules()
