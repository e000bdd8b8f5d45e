"""Standing: what has become of what people judged, in the current readings.

A passage that was judged is known by its words and those around it, a name by itself. Where an article is
read anew, or its page is cleaned anew, the passage nearest to them takes its place; where there is none,
it is lost and said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from stemmata.ledger import Anchor, Judgement, Ledger, Named, Speaker, Subject
from stemmata.ledger.anchors import ALIKE, place_of, share
from stemmata.link.entities import Bearer
from stemmata.link.networks import letters_of
from stemmata.link.propositions import propositions
from stemmata.link.verdicts import Pair, Verdicts
from stemmata.model import Reading, Span

__all__ = ["Key", "Standing", "State", "judged_actors", "standing", "verdicts"]

State = Literal["in force", "retired", "withdrawn", "lost"]

About = Literal["same", "contrary", "actor", "row", "span", "source"]


class Place(NamedTuple):
    """Where a judged passage is now: the id of its occurrence or row, empty for mere words."""

    article: str
    id: str
    span: Span


class Key(NamedTuple):
    """What one judgement decides: about two passages or names, or about `a` alone."""

    about: About
    a: Place | Bearer
    b: Place | Bearer | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of a judgement.

    `decides` is what it decides, no newer one being about that; `places` are all its passages, `lost` its
    passages and names that the current readings no longer have.
    """

    judgement: Judgement
    state: State
    decides: tuple[Key, ...]
    places: tuple[Place, ...]
    lost: tuple[Subject, ...]


Found = Mapping[Subject, tuple[Place, ...] | tuple[Bearer, ...]]
"""What a subject is in the current readings; nothing where it is lost."""


def standing(
    ledger: Ledger, *, articles: Collection[str] | None = None, without: Collection[str] = ()
) -> list[Standing]:
    """What has become of each judgement in the current readings, in the order in which they were made.

    With `articles`, only those on passages of these, and those on names. All is as if nobody had made the
    judgements of the ids in `without`.
    """
    judgements = [j for j in ledger.judgements() if j.id not in without]
    if articles is not None:
        pages = {other for article in articles for other in ledger.same_page(article)}
        judgements = [
            j
            for j in judgements
            if any(x.article in pages for x in j.anchors) or j.names or j.withdraws
        ]
    subjects = {one.id: _subjects(one) for one in judgements}
    moved = (one.anchors for one in judgements if one.verdict == "span")
    found = _found(ledger, {x for listed in subjects.values() for x in listed}, moved)
    withdrawn = {one.withdraws for one in judgements}
    keys = {one.id: tuple(_keys(one, found)) for one in judgements}
    decided: dict[Key, str] = {}
    for one in judgements:
        for key in keys[one.id] if one.id not in withdrawn else ():
            if one.verdict == "stands":  # as it was read: what was put right before no longer is
                decided = {k: v for k, v in decided.items() if k[1:] != key[1:]}
            decided.pop(key, None)
            decided[key] = one.id  # behind all older ones
    held: dict[str, list[Key]] = defaultdict(list)
    for key, judgement in decided.items():
        held[judgement].append(key)
    return [
        Standing(
            one,
            _state(one, withdrawn, keys[one.id], held[one.id]),
            tuple(held[one.id]),
            tuple(p for x in subjects[one.id] for p in found[x] if isinstance(p, Place)),
            tuple(x for x in subjects[one.id] if not found[x]),
        )
        for one in judgements
    ]


def _subjects(one: Judgement) -> tuple[Anchor | Named, ...]:
    """What has to be found again."""
    listed = (x.words if isinstance(x, Speaker) else x for x in (*one.a, *one.b))
    return tuple(x for x in listed if x is not None)


def _state(
    one: Judgement, withdrawn: Iterable[str | None], keys: tuple[Key, ...], held: list[Key]
) -> State:
    if one.id in withdrawn:
        return "withdrawn"
    if held or one.verdict == "withdrawn":
        return "in force"
    return "retired" if keys else "lost"


def _keys(one: Judgement, found: Found) -> Iterator[Key]:
    """What a judgement decides if no newer one does."""
    if one.verdict in ("same", "different", "contrary", "compatible"):
        about: About = "contrary" if one.verdict in ("contrary", "compatible") else "same"
        for x in one.a:
            kind = "actor" if isinstance(x, Named) else about
            for y in one.b:
                pairs = ((a, b) for a in found[_subject(x)] for b in found[_subject(y)] if a != b)
                yield from (Key(kind, min(a, b), max(a, b)) for a, b in pairs)
        return
    kinds: dict[str, About] = {"span": "span", "source": "source"}
    if all(found[x] for x in _subjects(one)):
        for x in one.a:
            yield from (Key(kinds.get(one.verdict, "row"), a) for a in found[_subject(x)])


def _subject(x: Subject) -> Anchor | Named:
    if isinstance(x, Speaker):
        raise ValueError(f"{x.kind}: a speaker stands only beside a row")
    return x


def verdicts(judged: Iterable[Standing]) -> Verdicts:
    """What linking has to obey."""
    same: dict[Pair, bool] = {}
    contrary: dict[Pair, bool] = {}
    dropped: set[str] = set()
    moved: dict[str, Span] = {}
    judged = list(judged)
    for one in judged:
        verdict = one.judgement.verdict
        for key in one.decides:
            if isinstance(key.a, Place) and isinstance(key.b, Place):
                pair = min(key.a.id, key.b.id), max(key.a.id, key.b.id)
                if key.about == "same":
                    same[pair] = verdict == "same"
                else:
                    contrary[pair] = verdict == "contrary"
            elif isinstance(key.a, Place) and verdict == "rejected":
                dropped.add(key.a.id)
            elif isinstance(key.a, Place) and verdict == "span":
                words = (p for p in one.places if not p.id and p.article == key.a.article)
                moved.update((key.a.id, p.span) for p in words)
    return Verdicts(same, contrary, frozenset(dropped), moved, _parties(judged_actors(judged)))


def _parties(decided: Mapping[tuple[Bearer, Bearer], bool]) -> dict[Pair, bool]:
    """Whether two names, by their letters, are of one party, the newest judgement last.

    A name as one article uses it is no party.
    """
    found: dict[Pair, bool] = {}
    for (a, b), same in decided.items():
        one, two = sorted((letters_of(a[1]), letters_of(b[1])))
        if not a[2] and not b[2] and one != two:
            found.pop((one, two), None)
            found[one, two] = same
    return found


def judged_actors(judged: Iterable[Standing]) -> dict[tuple[Bearer, Bearer], bool]:
    """Whether two names are of one actor, the newest judgement last."""
    return {
        (key.a, key.b): one.judgement.verdict == "same"
        for one in judged
        for key in one.decides
        if key.about == "actor"
        and not isinstance(key.a, Place)
        and not isinstance(key.b, Place | None)
    }


def _found(
    ledger: Ledger, subjects: Iterable[Anchor | Named], moved: Iterable[tuple[Anchor, ...]]
) -> Found:
    listed = list(subjects)
    anchors = [x for x in listed if isinstance(x, Anchor)]
    pages = {article: ledger.same_page(article) for article in {x.article for x in anchors}}
    wanted = {article for page in pages.values() for article in page}
    read = {r.article.id: _Read(r) for r in ledger.readings(articles=wanted)} if wanted else {}

    def places(x: Anchor) -> tuple[Place, ...]:
        """One in each article that was made of the page; usually there is one."""
        readings = (read[article] for article in pages[x.article] if article in read)
        return tuple(place for reading in readings if (place := reading.nearest(x)))

    for old, new in moved:
        for place in places(old):
            read[place.article].move(place, [p.span for p in places(new)])
    found: dict[Subject, tuple[Place, ...] | tuple[Bearer, ...]] = {x: places(x) for x in anchors}
    return found | _names(ledger, [x for x in listed if isinstance(x, Named)])


class _Read:
    """A reading in which judged passages are looked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._stated: list[tuple[str, Span]] | None = None
        self._moved: list[tuple[Span, Place]] = []

    def move(self, place: Place, spans: Iterable[Span]) -> None:
        """From now on, a passage that a person gave these bounds is known by them too."""
        self._moved += [(span, place) for span in spans]

    def nearest(self, anchor: Anchor) -> Place | None:
        """The passage or row that was judged, or is read in its place; of mere words, their own place."""
        article = self._reading.article
        span = place_of(anchor, article.text)
        if span is None:
            return None
        if not anchor.id:
            return Place(article.id, "", span)
        passages = self._passages(anchor.id)
        best = max(((share(span, at), id_, at) for id_, at in passages), default=(0.0, "", span))
        kept = next((Place(article.id, *p) for p in passages if p[0] == anchor.id), None)
        kept = kept or next((place for at, place in self._moved if at == span), None)
        return kept or (Place(article.id, best[1], best[2]) if best[0] >= ALIKE else None)

    def _passages(self, like: str) -> list[tuple[str, Span]]:
        if like.startswith("att:"):
            return [(row.id, at) for row in self._reading.attributions for at in row.content]
        if self._stated is None:
            self._stated = [(p.id, p.passage.span) for p in propositions(self._reading)]
        return self._stated


def _names(ledger: Ledger, names: Iterable[Named]) -> dict[Subject, tuple[Bearer, ...]]:
    """The names that entities still go by; in an article cleaned anew, in that one."""
    wanted = list(names)
    there: dict[tuple[str, str], set[str]] = defaultdict(set)
    if wanted:
        for article, entity in ledger.entities(names={x.name for x in wanted}):
            there[entity.type, entity.name].add(article)
    found: dict[Subject, tuple[Bearer, ...]] = {}
    for x in wanted:
        bearing = there[x.type, x.name]
        of = bearing.intersection(ledger.same_page(x.article)) if x.article else bearing and {""}
        found[x] = tuple((x.type, x.name, article) for article in sorted(of))
    return found
