"""Judge: what people decide about claims, kept in the case, and found again in later readings.

A passage that was judged is known by its words and those around it. Where its article is read anew, or its
page is cleaned anew, the passage nearest to them takes its place; where there is none, it is lost and said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal, NamedTuple

from stemmata.errors import UsageError
from stemmata.ledger import Anchor, Judgement, Ledger, Verdict
from stemmata.link.propositions import propositions
from stemmata.model import Article, Occurrence, Reading, Span

__all__ = ["Standing", "judge", "judged", "standing", "verdicts", "withdraw"]

AROUND = 60
"""Code points kept on each side of a passage: about ten words, enough to tell two places apart."""

ALIKE = 0.5
"""Least share of two spans' union that both cover for them to be one passage read in two ways."""

State = Literal["in force", "retired", "withdrawn", "lost"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of a judgement.

    `pairs` are the pairs of occurrences, smaller id first, that it decides, no newer one being about them.
    `lost` are its passages that the current readings no longer have.
    """

    judgement: Judgement
    state: State
    pairs: tuple[Pair, ...]
    lost: tuple[Anchor, ...]


def judge(
    folder: Path,
    verdict: Verdict,
    a: Sequence[str],
    b: Sequence[str],
    *,
    who: str,
    why: str,
    now: Callable[[], str],
) -> Judgement:
    """Keep that each of `a` states the same as each of `b`, or that none does.

    Args:
        folder: The case.
        verdict: "same" or "different".
        a: Ids of occurrences, or of claims for all of their occurrences.
        b: As `a`; empty for all others of the claim that has the first of `a`.
        who: The person who judges.
        why: Their reason.
        now: The clock; tests set it.

    Raises:
        UsageError: An id is none of a claim or occurrence, or nothing is left to be judged.
    """
    with Ledger.open(folder, write=True) as ledger:
        one = _occurrences(ledger, a)
        other = _occurrences(ledger, b) if b else _rest(ledger, one)
        if not one or not other or one.keys() & other.keys():
            raise UsageError("nothing to judge: name two different passages or claims")
        articles = ledger.articles(o.passage.article for o in (*one.values(), *other.values()))
        sides = (tuple(_anchor(o, articles) for o in side.values()) for side in (one, other))
        with ledger.transaction():
            return ledger.keep_judgement(verdict, *sides, who=who, why=why, at_utc=now())


def judged(folder: Path) -> list[Standing]:
    """All judgements of a case, oldest first, and what has become of them.

    Raises:
        UsageError: The folder is no case.
    """
    with Ledger.open(folder) as ledger:
        return standing(ledger)


def withdraw(
    folder: Path, judgement: str, *, who: str, why: str, now: Callable[[], str]
) -> Judgement:
    """Keep that an older judgement no longer holds.

    Raises:
        UsageError: The case has no such judgement.
    """
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        if judgement not in {known.id for known in ledger.judgements()}:
            raise UsageError(f'{judgement} is no judgement here; "stemmata judge --list" has them')
        return ledger.keep_judgement(
            "withdrawn", withdraws=judgement, who=who, why=why, at_utc=now()
        )


def _occurrences(ledger: Ledger, ids: Sequence[str]) -> dict[str, Occurrence]:
    found: dict[str, Occurrence] = {}
    for name in ids:
        claim = ledger.claim(name)
        holder = claim or ledger.claim_of(name)
        if holder is None:
            raise UsageError(
                f'{name} is no claim or occurrence here; "stemmata claims --json" has them'
            )
        found |= {o.id: o for o in holder.occurrences if claim or o.id == name}
    return found


def _rest(ledger: Ledger, chosen: Mapping[str, Occurrence]) -> dict[str, Occurrence]:
    claim = ledger.claim_of(next(iter(chosen)))
    return {o.id: o for o in claim.occurrences if o.id not in chosen} if claim else {}


def _anchor(occurrence: Occurrence, articles: Mapping[str, Article]) -> Anchor:
    article, (start, end) = occurrence.passage
    text = articles[article].text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(article, Span(start, end), text[start:end], before, after, occurrence.id)


def verdicts(judged: Iterable[Standing]) -> dict[Pair, bool]:
    """Whether the pairs of occurrences that people decided on state the same."""
    return {pair: one.judgement.verdict == "same" for one in judged for pair in one.pairs}


def standing(ledger: Ledger) -> list[Standing]:
    """What has become of each judgement in the current readings, in the order in which they were made."""
    judgements = ledger.judgements()
    anchored = _anchored(ledger, {x for one in judgements for x in (*one.a, *one.b)})
    withdrawn = {one.withdraws for one in judgements}
    decided: dict[Pair, Judgement] = {}
    for one in judgements:
        if one.id not in withdrawn:
            decided.update(dict.fromkeys(_pairs(one, anchored), one))
    held: dict[str, list[Pair]] = defaultdict(list)
    for pair, one in decided.items():
        held[one.id].append(pair)
    return [
        Standing(
            one,
            _state(one, one.id in withdrawn, bool(held[one.id]), anchored),
            tuple(sorted(held[one.id])),
            tuple(anchor for anchor in (*one.a, *one.b) if not anchored[anchor]),
        )
        for one in judgements
    ]


def _state(
    one: Judgement,
    withdrawn: bool,
    holds: bool,
    anchored: Mapping[Anchor, frozenset[str]],
) -> State:
    if withdrawn:
        return "withdrawn"
    if holds or one.verdict == "withdrawn":
        return "in force"
    return "retired" if any(True for _ in _pairs(one, anchored)) else "lost"


def _pairs(one: Judgement, anchored: Mapping[Anchor, frozenset[str]]) -> Iterator[Pair]:
    for x in one.a:
        for y in one.b:
            for a in anchored[x]:
                yield from ((min(a, b), max(a, b)) for b in anchored[y] if a != b)


class _Found(NamedTuple):
    """A passage of a reading that a judgement may be about, by how much of it."""

    share: float
    id: str


def _anchored(ledger: Ledger, anchors: Iterable[Anchor]) -> dict[Anchor, frozenset[str]]:
    """The occurrences that are read where passages were judged.

    One for each article that was made of a page; usually there is one.
    """
    listed = list(anchors)
    pages = {article: ledger.same_page(article) for article in {x.article for x in listed}}
    readings = {
        reading.article.id: reading
        for reading in ledger.readings(articles={i for page in pages.values() for i in page})
    }
    return {
        anchor: frozenset(
            found
            for article in pages[anchor.article]
            if article in readings and (found := _nearest(readings[article], anchor))
        )
        for anchor in listed
    }


def _nearest(reading: Reading, anchor: Anchor) -> str | None:
    """The passage of a reading that was judged, or is read in its place."""
    span = _span_of(anchor, reading.article.text)
    if span is None:
        return None
    stated = [_Found(_share(span, p.passage.span), p.id) for p in propositions(reading)]
    if any(found.id == anchor.occurrence for found in stated):
        return anchor.occurrence
    best = max(stated, default=_Found(0.0, ""))
    return best.id if best.share >= ALIKE else None


def _share(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))


def _span_of(anchor: Anchor, text: str) -> Span | None:
    """Where the words stand: in their place, or where most around them is the same."""
    words, start = anchor.words, anchor.span.start
    if text[start : anchor.span.end] == words:
        return anchor.span
    places = []
    at = text.find(words)
    while at >= 0:
        before = _alike(reversed(text[:at]), reversed(anchor.before))
        after = _alike(text[at + len(words) :], anchor.after)
        places.append((before + after, -abs(at - start), at))
        at = text.find(words, at + 1)
    return Span(max(places)[2], max(places)[2] + len(words)) if places else None


def _alike(a: Iterable[str], b: Iterable[str]) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
