"""Which of two copies was made from the other, as far as the texts and their dates can tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from stemmata.link.copies.shingles import words_of
from stemmata.link.credits import credits_in
from stemmata.link.networks import Names
from stemmata.model import Article, Change, Span

__all__ = ["QUOTATION", "Verdict", "Witness", "direction", "is_quotation", "witness"]

QUOTATION = "quotation only"
QUOTED = re.compile(r"[\"“„][^\"“”„]{1,800}[\"”]|«[^«»]{1,800}»")
QUOTED_SHARE = 0.5  # of a passage, before its few other words may be put down to the quotation
OWN_WORDS = 8  # outside the quotation: as many would be a passage of their own
COVERED = 0.9  # of a text, for it to be contained in the other
SHORTER = 0.85  # of the other's length, for a text to be called cut
CUT_WORDS = 3  # left out on one side and none on the other: edits that go one way


class Verdict(NamedTuple):
    """The original of two, None where that is open, and what this rests on."""

    original: Literal["a", "b"] | None
    why: tuple[str, ...]


OPEN = Verdict(None, ())


@dataclass(frozen=True, slots=True)
class Witness:
    """One article as a witness of where a text is from.

    `named` are the outlets that it says it has something from, itself left out; `signed` those of them
    that it credits with the text as a whole. `appeared` is the day that it prints, or that it came with
    and then the hour too where that is known; empty where nothing tells.
    """

    article: Article
    outlet: str | None
    named: frozenset[str]
    signed: frozenset[str]
    quoted: tuple[Span, ...]
    appeared: str


def witness(article: Article, names: Names) -> Witness:
    """What an article says of where its text is from."""
    known = names.named(article.outlet)
    outlet = known.name if known else article.outlet
    found = [credit for credit in credits_in(article, names) if credit.outlet != outlet]
    return Witness(
        article,
        outlet,
        named=frozenset(credit.outlet for credit in found),
        signed=frozenset(credit.outlet for credit in found if credit.line),
        quoted=tuple(Span(*match.span()) for match in QUOTED.finditer(article.text)),
        appeared=_appeared(article),
    )


def _appeared(article: Article) -> str:
    day, given = article.day or "", article.published or ""
    return given if given.startswith(day) else day


def direction(
    a: Witness, b: Witness, passages: Sequence[tuple[Span, Span]], changes: Sequence[Change]
) -> Verdict:
    """Which of two articles the other's copied passages were made from.

    The first of these that tells anything decides: who credits whom, dates, one text being contained
    in the other, words left out on one side only.

    Args:
        a: One article.
        b: The other.
        passages: All passages that they share, on both sides.
        changes: All differences within these.
    """
    earlier = _earlier(a, b)
    credited = _credited(a, b, earlier)
    if credited is not None:
        return credited
    if earlier:
        return Verdict(earlier, ("date",))
    return _contained(a, b, passages) or _cut(a, b, changes) or OPEN


def _earlier(a: Witness, b: Witness) -> Literal["a", "b"] | None:
    one, two = a.appeared, b.appeared
    width = min(len(one), len(two))  # a day against a day and hour: only the day can be compared
    if one[:width] == two[:width]:
        return None
    return "a" if one < two else "b"


def _credited(a: Witness, b: Witness, earlier: Literal["a", "b"] | None) -> Verdict | None:
    a_of_b, b_of_a = b.outlet in a.named, a.outlet in b.named
    if a_of_b != b_of_a:
        original: Literal["a", "b"] = "b" if a_of_b else "a"
        signed_to = b.outlet in a.signed if a_of_b else a.outlet in b.signed
        if earlier in (None, original) or signed_to:
            return Verdict(original, ("credit",))
        return Verdict(None, ("credit", "date"))  # it names the outlet for something older
    if a.signed & b.signed:  # both have it from a third
        return Verdict(None, ("credit",))
    if bool(a.signed) == bool(b.signed):
        return None
    # The text that says whose it is was not made from one that does not; the other may be, if it is later.
    signed: Literal["a", "b"] = "a" if a.signed else "b"
    if earlier is None:
        return Verdict(signed, ("credit",))
    return Verdict(signed if earlier == signed else None, ("credit", "date"))


def _contained(a: Witness, b: Witness, passages: Sequence[tuple[Span, Span]]) -> Verdict | None:
    """A text that stands whole in a longer one was cut from it: desks cut more than they add."""
    one, two = len(a.article.text), len(b.article.text)
    if one < SHORTER * two and _covered([x for x, _ in passages]) >= COVERED * one:
        return Verdict("b", ("inclusion",))
    if two < SHORTER * one and _covered([y for _, y in passages]) >= COVERED * two:
        return Verdict("a", ("inclusion",))
    return None


def _covered(spans: Sequence[Span]) -> int:
    """How many code points the spans cover together."""
    total = reached = 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


def _cut(a: Witness, b: Witness, changes: Sequence[Change]) -> Verdict | None:
    """Words left out on one side, and nothing left out on the other."""
    only_a = sum(_words(a, change.a) for change in changes if change.b.start == change.b.end)
    only_b = sum(_words(b, change.b) for change in changes if change.a.start == change.a.end)
    if only_a >= CUT_WORDS and not only_b:
        return Verdict("a", ("revision",))
    if only_b >= CUT_WORDS and not only_a:
        return Verdict("b", ("revision",))
    return None


def is_quotation(a: Witness, b: Witness, passage: tuple[Span, Span]) -> bool:
    """Whether a shared passage is the same quotation in both, which both may have heard themselves."""
    return all(_quotes(text, span) for text, span in zip((a, b), passage, strict=True))


def _quotes(text: Witness, span: Span) -> bool:
    inside = [
        Span(max(q.start, span.start), min(q.end, span.end))
        for q in text.quoted
        if q.overlaps(span)
    ]
    if not inside:
        return False
    words, quoted = _words(text, span), sum(_words(text, piece) for piece in inside)
    return quoted >= QUOTED_SHARE * words and words - quoted < OWN_WORDS


def _words(text: Witness, span: Span) -> int:
    return len(words_of(text.article.text[span.start : span.end]).hashes)
