"""What the articles of a case state, numbered, as the machine read it and as people put it right."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from stemmata.link.compare import Embed, compare
from stemmata.link.propositions import Proposition, recalled
from stemmata.link.recall import FORGETFUL, Recall
from stemmata.link.same import Weights
from stemmata.link.verdicts import Verdicts, as_judged
from stemmata.model import Reading

__all__ = ["Case", "sentence_of"]


class Case:
    """What some articles state, in an order that does not depend on when they came."""

    def __init__(
        self,
        readings: Iterable[Reading],
        corrected: Callable[[Reading], Reading],
        verdicts: Verdicts,
        weights: Weights,
        recall: Recall = FORGETFUL,
    ) -> None:
        ordered = sorted(readings, key=lambda reading: reading.article.id)
        self.keys = [recall.key(reading) for reading in ordered]
        self.stated = [recalled(*read, recall) for read in zip(ordered, self.keys, strict=True)]
        self.around = [
            [sentence_of(r, p) for p in ps] for r, ps in zip(ordered, self.stated, strict=True)
        ]
        self.days = [_day(reading) for reading in ordered]
        self.everything = [p for ps in self.stated for p in ps]
        right = [corrected(reading) for reading in ordered]
        self.right = [
            p
            for read, ps in zip(right, self.stated, strict=True)
            for p in as_judged(ps, read, verdicts)
        ]
        self.readings = {reading.article.id: reading for reading in right}
        self.verdicts, self.recall = verdicts, recall
        self._weights = weights
        self._article = [a for a, ps in enumerate(self.stated) for _ in ps]

    def odds(self, groups: Sequence[Sequence[int]], embed: Embed) -> dict[tuple[int, int], float]:
        """The odds of the pairs inside of groups, whatever else is in the case."""
        group = {i: at for at, members in enumerate(groups) for i in members}
        if not group:
            return {}
        at = sorted({self._article[i] for i in group})
        there = set(at)
        numbers = [i for i, a in enumerate(self._article) if a in there]
        weighed = compare(
            [self.stated[a] for a in at],
            [self.around[a] for a in at],
            [self.days[a] for a in at],
            embed,
            self._weights,
            groups=[group.get(i) for i in numbers],
        )
        return {
            (numbers[i], numbers[j]): odds
            for pairs in weighed
            for i, j, odds in zip(pairs.first, pairs.second, pairs.odds, strict=True)
        }

    def day(self, i: int) -> int:
        """The day of a proposition's article."""
        return self.days[self._article[i]] or 0


def sentence_of(reading: Reading, stated: Proposition) -> str:
    """The words of the sentence around a passage."""
    return reading.article.text[stated.sentence.start : stated.sentence.end]


def _day(reading: Reading) -> int | None:
    day = reading.article.day
    return date.fromisoformat(day).toordinal() if day else None
