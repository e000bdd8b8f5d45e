"""Claims as one self-contained HTML page: the stemma of each drawn, and every passage in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemmata.model import Claim, Exhibit, Occurrence, Passage
from stemmata.report import words
from stemmata.report.claims import SAME_WORDS, STEPS
from stemmata.report.page import filled, part
from stemmata.report.quoting import around
from stemmata.report.stemma import Stemma, stemma

__all__ = ["Against", "render"]

Against = Sequence[str]
"""The words of the claims that contradict one."""

Exhibits = Mapping[str, Exhibit]

AROUND_LIMIT = 160
"""Code points shown on either side of a passage: with them "the attack on the regime" can be understood."""


class Step(NamedTuple):
    """How an occurrence had the claim, from whom, and the words that show it."""

    how: str
    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One claim; `number` makes its anchors unique, `steps` and `around` are by the occurrence's id.

    `around` is what stands before and after a passage in its sentence.
    """

    number: int
    claim: Claim
    against: Against
    drawn: Stemma
    steps: Mapping[str, tuple[Step, ...]]
    around: Mapping[str, tuple[str, str]]


def render(claims: Sequence[tuple[Claim, Against]], exhibits: Exhibits, *, generator: str) -> str:
    """The claims as one HTML page that needs no other file.

    Args:
        claims: What is shown, in this order; with more than one, a table of contents.
        exhibits: The articles of their passages, of their evidence and of what they are copies of, by id.
        generator: What made the page, such as ``stemmata 0.1.0``.
    """
    return filled(
        "claim.html",
        style=part("page.css") + part("dossier.css") + part("stemma.css"),
        chapters=tuple(
            _chapter(number, claim, against, exhibits)
            for number, (claim, against) in enumerate(claims, start=1)
        ),
        href=lambda node: f"#{node.occurrence.id}",
        exhibits=exhibits,
        generator=generator,
    )


def _chapter(number: int, claim: Claim, against: Against, exhibits: Exhibits) -> Chapter:
    drawn = stemma(claim, {i: e.reading.article for i, e in exhibits.items()})
    steps = {o.id: tuple(_steps(o, exhibits)) for o in claim.occurrences}
    near = {o.id: _around(o.passage, exhibits) for o in claim.occurrences}
    return Chapter(number, claim, against, drawn, steps, near)


def _around(passage: Passage, exhibits: Exhibits) -> tuple[str, str]:
    text = exhibits[passage.article].reading.article.text
    return around(text, *passage.span, AROUND_LIMIT)


def _steps(occurrence: Occurrence, exhibits: Exhibits) -> Iterator[Step]:
    if occurrence.copied_from:
        yield Step(STEPS["copy"], _named(occurrence.copied_from, exhibits), "")
    for step in occurrence.steps:
        if step.kind == "copy" and step.to == occurrence.copied_from:
            continue
        copy = step.kind == "copy"
        to = _named(step.to, exhibits) if copy else step.to
        # Its own words stand above already.
        shown = None if step.evidence == occurrence.passage else step.evidence
        yield Step(SAME_WORDS if copy else STEPS[step.kind], to, _words(shown, exhibits))


def _named(article: str, exhibits: Exhibits) -> str:
    """An article by its outlet and day."""
    found = exhibits[article].reading.article
    day = found.day or found.published or "no date"
    return f"{found.outlet or words.NO_OUTLET}, {day}"


def _words(evidence: Passage | None, exhibits: Exhibits) -> str:
    if evidence is None:
        return ""
    return exhibits[evidence.article].reading.article.quote((evidence.span,))[0]
