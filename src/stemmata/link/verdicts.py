"""What people decided, as linking obeys it: the machine goes first, then verdicts edit what it made.

A verdict changes the groups that its passages are in and no other, so that counts can follow at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.link.propositions import Proposition
from stemmata.link.same import groups
from stemmata.model import Attribution, Reading, Span

__all__ = ["NO_VERDICTS", "Pair", "Verdicts", "as_judged", "regrouped"]

Pair = tuple[str, str]
"""The ids of two occurrences, the smaller first."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts in force, by the ids that passages have as the machine read them.

    `same`: whether two state the same. `contrary`: whether two cannot both hold. `dropped`: passages that
    state nothing. `moved`: passages with other bounds. `parties`: whether two names, by their letters, are
    of one actor.
    """

    same: Mapping[Pair, bool] = field(default_factory=dict)
    contrary: Mapping[Pair, bool] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    moved: Mapping[str, Span] = field(default_factory=dict)
    parties: Mapping[Pair, bool] = field(default_factory=dict)


NO_VERDICTS = Verdicts()


def as_judged(
    stated: Sequence[Proposition], right: Reading, verdicts: Verdicts
) -> list[Proposition | None]:
    """What an article's passages are once people judged them: as they were, moved, or None for rejected.

    Args:
        stated: The passages as the machine read them.
        right: The reading with the rows as people put them right.
        verdicts: What they decided about passages.
    """
    rows = {row.id: row for row in right.attributions}
    found: list[Proposition | None] = []
    for p in stated:
        row, span = rows.get(p.attribution.id), verdicts.moved.get(p.id, p.passage.span)
        if row is None or p.id in verdicts.dropped:
            found.append(None)
            continue
        if row is not p.attribution and p.id not in verdicts.moved:
            inside = _inside(span, stated, p, row)
            if inside is None:
                found.append(None)
                continue
            span = inside
        unchanged = row == p.attribution and span == p.passage.span
        found.append(p if unchanged else p.put_right(right.article, row, span))
    return found


def _inside(
    span: Span, stated: Sequence[Proposition], p: Proposition, row: Attribution
) -> Span | None:
    """The part of a passage that its row's content still holds; the outer ones go as far as it now goes."""
    old = next(
        (c for c in p.attribution.content if c.start <= span.start and span.end <= c.end), span
    )
    if old in row.content:
        return span
    new = max(row.content, key=lambda c: min(c.end, old.end) - max(c.start, old.start))
    beside = [q.passage.span for q in stated if q.attribution is p.attribution]
    beside = [s for s in beside if old.start <= s.start and s.end <= old.end]
    start = new.start if span.start == min(s.start for s in beside) else max(span.start, new.start)
    end = new.end if span.end == max(s.end for s in beside) else min(span.end, new.end)
    return Span(start, end) if start < end else None


def regrouped(
    machine: Sequence[Sequence[int]],
    judged: Mapping[tuple[int, int], bool],
    weigh: Callable[[Sequence[int]], Mapping[tuple[int, int], float]],
) -> tuple[list[list[int]], dict[tuple[int, int], float]]:
    """The machine's groups, those with judged pairs grouped anew among themselves.

    Args:
        machine: Groups of numbered passages.
        judged: Of two passages, the smaller number first, whether a person found them to state the same.
        weigh: The odds of all pairs of some passages; nothing else in the case counts.

    Returns:
        All passages in groups, in order; and the odds of the pairs that were grouped anew.
    """
    place = {i: at for at, group in enumerate(machine) for i in group}
    joined = {at: {at} for at in range(len(machine))}
    pairs = {pair: same for pair, same in judged.items() if pair[0] in place and pair[1] in place}
    for i, j in pairs:
        one, other = joined[place[i]], joined[place[j]]
        if one is not other:
            one |= other
            joined.update(dict.fromkeys(other, one))
    touched = {min(joined[place[i]]) for i, _ in pairs}
    apart = {at for first in touched for at in joined[first]}
    found = [list(group) for at, group in enumerate(machine) if at not in apart]
    odds: dict[tuple[int, int], float] = {}
    for first in sorted(touched):
        members = sorted(i for at in joined[first] for i in machine[at])
        number = {i: n for n, i in enumerate(members)}
        odds |= weigh(members)
        odds |= {p: SURE if same else -SURE for p, same in pairs.items() if p[0] in number}
        own = {
            (number[i], number[j]): v for (i, j), v in odds.items() if i in number and j in number
        }
        found += [[members[n] for n in group] for group in groups(len(members), own)]
    return sorted(found), odds


SURE = 1e6
"""Log-odds that nothing outweighs."""
