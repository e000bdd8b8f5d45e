"""Judge: what people decide about what the machine proposed, kept in the case with who, when and why.

Each act keeps one judgement, which counts at once where that can be done: see `recount.py`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from stemmata.errors import UsageError
from stemmata.ledger import Anchor, Judgement, Ledger, Named, Speaker, Subject, Verdict
from stemmata.ledger.anchors import anchor_at
from stemmata.link.propositions import propositions
from stemmata.model import Article, Attribution, Occurrence, Reading, SourceKind, Span
from stemmata.pipeline.recount import recount
from stemmata.pipeline.standing import Standing, standing

__all__ = [
    "By",
    "is_waiting",
    "judge",
    "judge_actors",
    "judge_rows",
    "judge_source",
    "judge_span",
    "judged",
    "withdraw",
]


class By(TypedDict):
    """The person who judges, their reason, and the clock; tests set it."""

    who: str
    why: str
    now: Callable[[], str]


def judge(
    folder: Path,
    verdict: Literal["same", "different", "contrary", "compatible"],
    a: Sequence[str],
    b: Sequence[str],
    **by: Unpack[By],
) -> Judgement:
    """Keep what each of `a` has to do with each of `b`.

    Args:
        folder: The case.
        verdict: They state the same, or do not; they cannot both hold, or can.
        a: Ids of occurrences, or of claims for all of their occurrences.
        b: As `a`; empty for all others of the claim that has the first of `a`.
        by: Who, why, and the clock.

    Raises:
        UsageError: An id is none of a claim or occurrence, or nothing is left to be judged.
    """
    with Ledger.open(folder, write=True) as ledger:
        one = _occurrences(ledger, a)
        other = _occurrences(ledger, b) if b else _rest(ledger, one)
        if not one or not other or one.keys() & other.keys():
            raise UsageError("nothing to judge: name two different passages or claims")
        articles = ledger.articles(o.passage.article for o in (*one.values(), *other.values()))
        sides = (_anchors(side.values(), articles) for side in (one, other))
        return _keep(ledger, verdict, *sides, **by)


def judge_actors(
    folder: Path,
    verdict: Literal["same", "different"],
    a: str,
    b: str,
    **by: Unpack[By],
) -> Judgement:
    """Keep that two actors are one, or that they are two.

    Args:
        folder: The case.
        verdict: "same" or "different".
        a: The id of an actor for all its names, one name, or the id of an entity for a name as
            its article uses it.
        b: As `a`. Where it is one of the names of the actor `a`, the others of its names are judged.
        by: Who, why, and the clock.

    Raises:
        UsageError: The case has no such actor, name or entity, or both are the same.
    """
    with Ledger.open(folder, write=True) as ledger:
        one, other = _names(ledger, a), _names(ledger, b)
        one, other = one - other or one, other - one or other
        if one == other:
            raise UsageError(f"{a} and {b} are the same; name two different actors or names")
        return _keep(ledger, verdict, tuple(sorted(one)), tuple(sorted(other)), **by)


def judge_rows(
    folder: Path, verdict: Literal["stands", "rejected"], ids: Sequence[str], **by: Unpack[By]
) -> Judgement:
    """Keep that rows or passages are no claims, or are claims and right as they were read.

    Raises:
        UsageError: An id is none of an occurrence or row.
    """
    with Ledger.open(folder, write=True) as ledger:
        return _keep(ledger, verdict, tuple(_passage(ledger, i)[0] for i in ids), (), **by)


def judge_span(folder: Path, passage: str, words: str, **by: Unpack[By]) -> Judgement:
    """Keep what a passage should be.

    Args:
        folder: The case.
        passage: The id of an occurrence or row.
        words: The words that it should be, as they stand in the article; the place nearest to the
            passage is taken.
        by: Who, why, and the clock.

    Raises:
        UsageError: The article does not hold these words, or they are the passage as it is.
    """
    with Ledger.open(folder, write=True) as ledger:
        anchor, reading = _passage(ledger, passage)
        right = _words(reading.article, words, near=anchor.span)
        if right.span == anchor.span:
            raise UsageError("the passage is these words already; give the words that it should be")
        return _keep(ledger, "span", (anchor,), (right,), **by)


def judge_source(
    folder: Path,
    row: str,
    words: str | None,
    *,
    kind: SourceKind | None = None,
    **by: Unpack[By],
) -> Judgement:
    """Keep who is reported to say what a row holds.

    Args:
        folder: The case.
        row: The id of a row, or of an occurrence for the row that it is in.
        words: The words that name who, as they stand in the article, those nearest to the row;
            None where the outlet says it itself.
        kind: What kind of source that is; told from the name if not said.
        by: Who, why, and the clock.

    Raises:
        UsageError: The article does not hold these words.
    """
    with Ledger.open(folder, write=True) as ledger:
        anchor, reading = _passage(ledger, row)
        held = _row_of(reading, anchor)
        content = held.content[0]
        own = anchor_at(reading.article, content, held.id)
        speaker = Speaker("outlet", None)
        if words is not None:
            named = _words(reading.article, words, near=content)
            speaker = Speaker(kind or _kind_of(reading, named.span), named)
        return _keep(ledger, "source", (own,), (speaker,), **by)


def withdraw(folder: Path, judgement: str, **by: Unpack[By]) -> Judgement:
    """Keep that an older judgement no longer holds.

    Raises:
        UsageError: The case has no such judgement.
    """
    with Ledger.open(folder, write=True) as ledger:
        if judgement not in {known.id for known in ledger.judgements()}:
            raise UsageError(f'{judgement} is no judgement here; "stemmata judge --list" has them')
        return _keep(ledger, "withdrawn", (), (), withdraws=judgement, **by)


def judged(folder: Path) -> list[Standing]:
    """All judgements of a case, oldest first, and what has become of them.

    Raises:
        UsageError: The folder is no case.
    """
    with Ledger.open(folder) as ledger:
        return standing(ledger)


def is_waiting(folder: Path) -> bool:
    """Whether a judgement waits for the next linking to count."""
    with Ledger.open(folder) as ledger:
        return bool(ledger.uncounted())


def _keep(
    ledger: Ledger,
    verdict: Verdict,
    a: tuple[Subject, ...],
    b: tuple[Subject, ...],
    *,
    withdraws: str | None = None,
    **by: Unpack[By],
) -> Judgement:
    at_utc = by["now"]()
    with ledger.transaction():
        made = ledger.keep_judgement(
            verdict, a, b, withdraws=withdraws, who=by["who"], why=by["why"], at_utc=at_utc
        )
        recount(ledger, at_utc=at_utc)
        return made


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


def _anchors(
    occurrences: Iterable[Occurrence], articles: Mapping[str, Article]
) -> tuple[Subject, ...]:
    return tuple(anchor_at(articles[o.passage.article], o.passage.span, o.id) for o in occurrences)


def _names(ledger: Ledger, name: str) -> set[Named]:
    """The names that an actor's id, an entity's id or a name stands for."""
    if name.startswith("ent:"):
        found = {Named(e.type, e.name, article) for article, e in ledger.entities(ids={name})}
    elif name.startswith("act:"):
        held = ledger.entities_of_actor(name)
        found = {Named(e.type, e.name) for _, e in held}
    else:
        found = {Named(e.type, e.name) for _, e in ledger.entities(names={name})}
    if not found:
        raise UsageError(
            f"{name} is no actor, entity or name here; expected an id such as act:… or a name as "
            "articles of the case write it"
        )
    return found


def _passage(ledger: Ledger, id_: str) -> tuple[Anchor, Reading]:
    """The passage of an occurrence or row, and the reading that it is in."""
    claim = ledger.claim_of(id_)
    places = [o.passage for o in claim.occurrences if o.id == id_] if claim else []
    article = places[0].article if places else ledger.article_stating(id_)
    if article is None:
        raise UsageError(
            f"{id_} is no occurrence or row here; expected an id such as occ:… or att:…"
        )
    (reading,) = ledger.readings(articles=[article])
    stated = {row.id: row.content[0] for row in reading.attributions}
    if not places and id_ not in stated:  # rejected, or said twice in its article
        stated = {p.id: p.passage.span for p in propositions(reading)}
    span = places[0].span if places else stated.get(id_)
    if span is None:
        raise UsageError(f"{id_} is not read any more; link the case, and judge what is there now")
    return anchor_at(reading.article, span, id_), reading


def _row(reading: Reading, id_: str) -> Attribution:
    return next(row for row in reading.attributions if row.id == id_)


def _row_of(reading: Reading, anchor: Anchor) -> Attribution:
    """The row that a passage is in."""
    if anchor.id.startswith("att:"):
        return _row(reading, anchor.id)
    holding = [r for r in reading.attributions if any(c.overlaps(anchor.span) for c in r.content)]
    return min(holding, key=lambda r: sum(c.end - c.start for c in r.content))


def _words(article: Article, words: str, *, near: Span) -> Anchor:
    """The words in the article, where they stand nearest to a place."""
    wanted = words.strip()
    starts, at = [], article.text.find(wanted) if wanted else -1
    while at >= 0:
        starts.append(at)
        at = article.text.find(wanted, at + 1)
    if not starts:
        raise UsageError(
            f"“{wanted[:80]}” does not stand in the article; expected its own words, sign for sign"
        )
    best = min(starts, key=lambda start: (abs(start - near.start), start))
    return anchor_at(article, Span(best, best + len(wanted)), "")


KINDS: Mapping[str, SourceKind] = {
    "person": "named_person",
    "organization": "named_organization",
    "document": "document",
    "group": "unnamed_group",
}


def _kind_of(reading: Reading, span: Span) -> SourceKind:
    """The kind of the last name in the words that name a source; without a name, somebody unnamed."""
    kinds = [KINDS.get(m.type) for m in reading.mentions if m.span.overlaps(span)]
    return next((kind for kind in reversed(kinds) if kind), "unnamed_person")
