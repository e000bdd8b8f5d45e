"""One claim as a self-contained HTML page: its stemma drawn, and every passage in words."""

from collections.abc import Iterator, Mapping, Sequence

from stemmata.model import Claim, Exhibit, Occurrence, Passage
from stemmata.report.claims import STEPS
from stemmata.report.page import filled, part
from stemmata.report.stemma import stemma

__all__ = ["render"]


def render(
    claim: Claim, exhibits: Mapping[str, Exhibit], against: Sequence[str], *, generator: str
) -> str:
    """The claim as one HTML page that needs no other file.

    Args:
        claim: What is shown.
        exhibits: The articles of its passages, of their evidence and of what they are copies of, by id.
        against: The words of the claims that contradict it.
        generator: What made the page, such as ``stemmata 0.1.0``.
    """
    return filled(
        "claim.html",
        style=part("page.css") + part("dossier.css") + part("stemma.css"),
        claim=claim,
        drawn=stemma(claim, {i: e.reading.article for i, e in exhibits.items()}),
        href=lambda node: f"#{node.occurrence.id}",
        steps={o.id: tuple(_steps(o, exhibits)) for o in claim.occurrences},
        exhibits=exhibits,
        against=against,
        generator=generator,
    )


def _steps(
    occurrence: Occurrence, exhibits: Mapping[str, Exhibit]
) -> Iterator[tuple[str, str, str]]:
    """How it had the claim, from whom, and the words that show it."""
    if occurrence.copied_from:
        yield STEPS["copy"], _outlet(occurrence.copied_from, exhibits), ""
    for step in occurrence.steps:
        if step.kind == "copy" and step.to == occurrence.copied_from:
            continue
        to = _outlet(step.to, exhibits) if step.kind == "copy" else step.to
        yield STEPS[step.kind], to, _words(step.evidence, exhibits)


def _outlet(article: str, exhibits: Mapping[str, Exhibit]) -> str:
    return exhibits[article].reading.article.outlet or "no outlet named"


def _words(evidence: Passage | None, exhibits: Mapping[str, Exhibit]) -> str:
    if evidence is None:
        return ""
    return exhibits[evidence.article].reading.article.quote((evidence.span,))[0]
