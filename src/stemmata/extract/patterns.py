"""Mentions that are forms rather than names: times, quantities, weapons.

No corpus that may ship annotates them in more than a few documents, so they are found by form; the
model's own mentions are kept where the two meet. A form is tried only at a word that can begin it,
which keeps the cost of a long text near that of splitting it into words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from stemmata.extract.draft import Named
from stemmata.model import EntityType, Span

__all__ = ["with_patterns"]

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_AMOUNTS = ("0", "a", "an", "several", *_NUMBERS)
_NEAR, _SEASON = "(?i:last|next|this|past)", "(?:week(?:end)?|spring|summer|autumn|winter)"
_BEFORE_YEARS = "in since by until during from".split()
_GUIDED = "ballistic cruise surface-to-air anti-tank guided hypersonic shoulder-fired".split()
_BOMBS = "barrel car truck cluster roadside suicide dirty nuclear atomic petrol smoke".split()
_POISONS = "chemical nuclear biological chlorine mustard nerve".split()
_ARMS = (
    "missile warhead rocket rpg mortar grenade landmine howitzer kalashnikov rifle pistol drone ied "
    "sarin napalm"
).split()
_CROWDS = "dozens scores hundreds thousands millions".split()
_ABOUT = re.compile(
    r"(?:at least|more than|less than|fewer than|up to|as many as|no fewer than|nearly|almost|about|"
    r"around|some|over|roughly|approximately)\s$",
    re.IGNORECASE,
)
_ABOUT_WIDTH = 16  # longest of these with its space


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_MONTH = rf"(?:{_any(m.title() for m in _MONTHS)})\.?"
_DAY = _any(d.title() for d in _DAYS)
_NUMBER = rf"(?:{_any(_NUMBERS)}(?:-{_any(_NUMBERS[:9])})?)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)s?"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_PERIOD = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|century)"
_UNIT = (
    r"(?:percent|per cent|people|persons?|civilians?|children|women|men|soldiers?|fighters?|"
    r"militants?|troops|dead|killed|wounded|injured|victims?|families|refugees|prisoners?|"
    r"kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|tons?|tonnes?|kilograms?|kg|"
    r"barrels?|dollars?|euros?|pounds?|rounds?|houses?|homes?|attacks?|strikes?|raids?)"
)
_DATE_TAIL = rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|{_MONTH}(?:\sof)?\s\d{{4}}"
_DAY_FIRST = rf"\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?"

_FORMS: tuple[tuple[EntityType, str, Iterable[str]], ...] = (
    ("time", rf"(?:{_DATE_TAIL})\b", _MONTHS),
    (
        "time",
        rf"{_DAY}(?:,?\s(?:{_DATE_TAIL}|{_DAY_FIRST})|\s(?:morning|afternoon|evening|night))?\b",
        _DAYS,
    ),
    ("time", rf"(?:{_DAY_FIRST}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})\b", "0"),
    ("time", r"\d{1,2}(?::\d{2})?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|GMT\b)", "0"),
    ("time", r"(?i:yesterday|today|tomorrow|tonight)\b", ("yesterday", "today", "tomorrow", "tonight")),
    ("time", rf"{_NEAR}\s(?:{_PERIOD}|{_DAY}|{_MONTH}|{_SEASON})\b", ("last", "next", "this", "past")),
    ("time", r"(?i:in|since|by|until|during|from)\s(?P<core>(?:19|20)\d{2})\b", _BEFORE_YEARS),
    ("time", rf"(?:\d+|{_NUMBER}|(?i:an?|several))\s{_PERIOD}\s(?:ago|earlier|later)\b", _AMOUNTS),
    ("quantity", rf"(?:{_FIGURE}|{_NUMBER})(?:\s{_SCALE})?\s(?:more\s)?{_UNIT}\b", ("0", *_NUMBERS)),
    ("quantity", rf"{_FIGURE}\s?%", "0"),
    ("quantity", rf"(?:{_FIGURE}|{_NUMBER}|a)\s{_SCALE}\b", _AMOUNTS),
    ("quantity", rf"[$€£]\s?{_FIGURE}(?:\s?{_SCALE}|[mb]n?\b)?", "$€£"),
    ("quantity", rf"{_any(_CROWDS)}\sof\s\w+\b", _CROWDS),
    ("weapon", rf"{_any(_GUIDED)}\s(?:missiles?|warheads?)\b", (w.split("-")[0] for w in _GUIDED)),
    ("weapon", rf"{_any(_BOMBS)}\s(?:bombs?|munitions?|devices?)\b", _BOMBS),
    ("weapon", rf"{_any(_POISONS)}\s(?:weapons?|gas|agents?)\b", _POISONS),
    ("weapon", r"(?:improvised\s)?explosive\s(?:devices?|belts?|vests?)\b", ("improvised", "explosive")),
    ("weapon", r"(?:mortar|artillery)\s(?:shells?|rounds?)\b", ("mortar", "artillery")),
    ("weapon", r"(?:machine\sguns?|assault\srifles?|white\sphosphorus)\b", ("machine", "assault", "white")),
    ("weapon", r"(?:rocket-propelled\sgrenades?|AK-47s?)\b", ("rocket", "ak")),
    ("weapon", rf"{_any(_ARMS)}s?\b", (form for arm in _ARMS for form in (arm, f"{arm}s"))),
)  # fmt: skip


def _by_first_word() -> dict[str, list[tuple[EntityType, re.Pattern[str]]]]:
    """The forms by the lower-cased word that can begin them; "0" stands for any figure."""
    table: dict[str, list[tuple[EntityType, re.Pattern[str]]]] = {}
    for kind, pattern, triggers in _FORMS:
        # Months and days count only in title case: "may" and "sun" are other words.
        form = re.compile(pattern, 0 if kind == "time" else re.IGNORECASE)
        for trigger in triggers:
            table.setdefault(trigger, []).append((kind, form))
    return table


_TABLE = _by_first_word()
_WORD = re.compile(r"[^\W\d_]+|\d+|[$€£]")


def with_patterns(text: str, named: Iterable[Named]) -> list[Named]:
    """The mentions with those found by form added where none is yet, in text order.

    Of forms that overlap the longest stays. Forms score 1: they either match or not. A mention that
    lies within a time or a quantity is that: "Friday" names nobody.
    """
    forms = sorted(_forms(text), key=lambda f: (f[0].start - f[0].end, f[0].start))
    kept = list(_without_misnamed(named, [span for span, kind in forms if kind != "weapon"]))
    taken = bytearray(len(text))
    for start, end in (n.span for n in kept):
        taken[start:end] = b"\1" * (end - start)
    for span, kind in forms:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(Named(span, kind, 1.0))
    return sorted(kept, key=lambda n: n.span)


def _without_misnamed(named: Iterable[Named], forms: Sequence[Span]) -> Iterator[Named]:
    within = {i for start, end in forms for i in range(start, end)}
    for mention in named:
        if not within.issuperset(range(*mention.span)):
            yield mention


def _forms(text: str) -> Iterator[tuple[Span, EntityType]]:
    for word in _WORD.finditer(text):
        first, start = word.group(), word.start()
        for kind, form in _TABLE.get("0" if first.isdigit() else first.lower(), ()):
            if found := form.match(text, start):
                at, end = found.span("core") if "core" in form.groupindex else found.span()
                if kind == "quantity" and (
                    about := _ABOUT.search(text, max(0, at - _ABOUT_WIDTH), at)
                ):
                    at = about.start()
                yield Span(at, end), kind
