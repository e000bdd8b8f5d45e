"""Claims on a terminal: in a few lines each, or one as a tree of who had it from whom."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from stemmata.model import Article, Claim, Occurrence, Passage, Titled
from stemmata.report import words
from stemmata.report.quoting import shorten
from stemmata.report.sheet import Sheet

__all__ = ["SAME_WORDS", "STEPS", "ClaimSheet"]

WORDS_LIMIT = 300
"""Code points shown of a claim or passage: three lines."""

MOST_NAMED = 8
"""Outlets and origins named of a claim; more are counted."""


class ClaimSheet(Sheet):
    """A terminal with claims on it."""

    def claim(self, claim: Claim, titles: Mapping[str, Titled], texts: Mapping[str, str]) -> None:
        """A claim in a few lines.

        Args:
            claim: What is shown.
            titles: Its articles by id.
            texts: The words of the claims that it contradicts, by id.
        """
        self.print(shorten(claim.text, WORDS_LIMIT), "bold", indent=0)
        outlets = [titles[o.passage.article].outlet for o in claim.occurrences]
        carried = words.counted(len(claim.occurrences), "occurrence")
        seen = _first_seen(claim, titles)
        named = _named(Counter(outlet or words.NO_OUTLET for outlet in outlets))
        self.print(f"{carried}{words.in_outlets(outlets)}: {named}{seen}")
        if denied := sum(o.stance == "denies" for o in claim.occurrences):
            self.print(f"{denied} of them {'denies' if denied == 1 else 'deny'} it")
        self.print(f"{origins_line(claim)}{': ' if claim.origins else ''}{_origins(claim)}")
        if claim.circular:
            self.print("circular: an outlet rests on its own word or its own network here")
        for other in claim.contradicts:
            self.print(f"against: {shorten(texts.get(other, other), WORDS_LIMIT)} ({other})")
        self.print(claim.id, "dim")
        self.console.print()

    def stemma(
        self, claim: Claim, titles: Mapping[str, Titled], articles: Mapping[str, Article]
    ) -> None:
        """How a claim travelled, oldest first; what was had from an occurrence stands under it.

        Args:
            claim: What is shown.
            titles: Its articles, and those that they are copies of, by id.
            articles: The articles of its passages and of their evidence, by id.
        """
        parents = _parents(claim, titles)

        def show(above: str | None, depth: int) -> None:
            for occurrence in claim.occurrences:
                if parents[occurrence.id] == above:
                    self._occurrence(occurrence, titles, articles, depth)
                    show(occurrence.id, depth + 1)

        show(None, 0)

    def _occurrence(
        self,
        o: Occurrence,
        titles: Mapping[str, Titled],
        articles: Mapping[str, Article],
        depth: int,
    ) -> None:
        title = titles[o.passage.article]
        indent, sign = 4 * min(depth, DEEPEST), "↳ " if depth else ""
        day = title.day or title.published or "no date"
        head = f"{day} · {title.outlet or words.NO_OUTLET} · {o.stance}"
        self.print(f"{sign}{head}", "bold", indent)
        self.print(f"“{_quoted(o.passage, articles)}”", indent=indent + 4)
        if o.copied_from:
            original = titles[o.copied_from]
            outlet = original.outlet or words.NO_OUTLET
            self.print(f"{STEPS['copy']} {outlet}, {original.name}", indent=indent + 4)
        for step in o.steps:
            if step.kind == "copy" and step.to == o.copied_from:
                continue
            to = titles[step.to].outlet or step.to if step.to in titles else step.to
            evidence = None if step.evidence == o.passage else step.evidence  # it stands above
            shown = f": “{_quoted(evidence, articles)}”" if evidence else ""
            how = SAME_WORDS if step.kind == "copy" else STEPS[step.kind]
            self.print(f"{how} {to}{shown}", indent=indent + 4)
        if o.circular:
            self.print("circular: nothing but its outlet's own word or network", indent=indent + 4)
        self.print(f"{title.name} · {o.id}", "dim", indent + 4)


STEPS: dict[str, str] = {
    "copy": "copy of",
    "credit": "credits",
    "relay": "relays",
    "own voice": "in the own voice of",
    "own source": "from a source of",
}
"""How a step leads on, before the name of whom it leads to."""

SAME_WORDS = "the same words in"
"""Before an outlet whose article tells more of a passage than its own, but is not what it was copied from."""

DEEPEST = 6
"""Levels that are set further and further in; a terminal has 80 columns."""


def _quoted(passage: Passage, articles: Mapping[str, Article]) -> str:
    (quoted,) = articles[passage.article].quote((passage.span,))
    return shorten(quoted, WORDS_LIMIT)


def _parents(claim: Claim, titles: Mapping[str, Titled]) -> dict[str, str | None]:
    """The occurrence that each was copied from, or that an earlier one of its source's outlet is.

    Within a day the order is open, so that an original may come after its copy.
    """
    in_article: dict[str, list[Occurrence]] = defaultdict(list)
    for o in claim.occurrences:
        in_article[o.passage.article].append(o)
    parents: dict[str, str | None] = {}
    first_of: dict[str, str] = {}
    for o in claim.occurrences:
        named = (first_of.get(s.to.casefold()) for s in o.steps if s.kind in ("credit", "relay"))
        copied = (i for i in in_article.get(o.copied_from or "", ()) if i is not o)
        original = max(copied, key=o.likeness, default=None)
        parent = original.id if original else next(filter(None, named), None)
        parents[o.id] = None if o.id in _upwards(parent, parents) else parent
        first_of.setdefault((titles[o.passage.article].outlet or "").casefold(), o.id)
    return parents


def _upwards(start: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while start is not None:
        yield start
        start = parents.get(start)


def origins_line(claim: Claim) -> str:
    """How many origins a claim has, and how sure that is."""
    low, high = claim.origins_range
    number = words.counted(len(claim.origins), "origin")
    return number if low == high else f"{number} ({low} if unsourced reports took it over)"


def _origins(claim: Claim) -> str:
    return _named(Counter(f"{o.name}{' (circular)' if o.circular else ''}" for o in claim.origins))


def _first_seen(claim: Claim, titles: Mapping[str, Titled]) -> str:
    """The day on which a claim was first seen, and how many outlets share it: a day is coarse."""
    if not claim.first_seen:
        return ""
    articles = [titles[o.passage.article] for o in claim.occurrences if o.stance != "denies"]
    first = {a.outlet for a in articles if a.day == claim.first_seen}
    tied = f" by {words.counted(len(first), 'outlet')} at once" if len(first) > 1 else ""
    return f", first seen {claim.first_seen}{tied}"


def _named(counts: Counter[str]) -> str:
    """Names, the most frequent first, with how often where that is more than once."""
    shown = [f"{name} ×{n}" if n > 1 else name for name, n in counts.most_common(MOST_NAMED)]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
