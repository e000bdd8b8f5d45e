"""Passages that were judged, found again by their words and those around them."""

from collections.abc import Iterable
from itertools import takewhile

from stemmata.ledger.judgements import Anchor
from stemmata.model import Article, Span

__all__ = ["ALIKE", "anchor_at", "place_of", "share"]

AROUND = 60
"""Code points kept on each side of a passage: about ten words, enough to tell two places apart."""

ALIKE = 0.5
"""Least share of two spans' union that both cover for them to be one passage read in two ways."""


def anchor_at(article: Article, span: Span, id_: str) -> Anchor:
    """The passage as it is kept, with the words around it."""
    (start, end), text = span, article.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(article.id, Span(start, end), text[start:end], before, after, id_)


def place_of(anchor: Anchor, text: str) -> Span | None:
    """Where the words stand: in their place, or where most around them is the same; None if nowhere."""
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


def share(a: Span, b: Span) -> float:
    """The part of what two spans cover together that both cover."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))


def _alike(a: Iterable[str], b: Iterable[str]) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
