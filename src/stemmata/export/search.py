"""Where the private names of a case stand in the texts of one article."""

import re
from collections.abc import Iterable
from itertools import pairwise

from stemmata.export.cuts import Cut, Cuts
from stemmata.export.names import NOT_NAMES, Name, PrivateNames, words_of
from stemmata.model import Reading, Span

__all__ = ["Search"]

SHORTEST_WORD = 3  # letters of a word that is replaced alone: "Al" and "de" stand in many names
UNCLEAR = "[person]"
"""Stands for a word that several private persons of an article bear."""

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s.'’-]{0,3}")  # what may stand between two words of one name


class Search:
    """Finds names: whole ones of the whole case, single words of those whom this article names."""

    def __init__(self, reading: Reading, names: PrivateNames) -> None:
        self._reading = reading
        self._labels = {e.id: label for e in reading.entities if (label := names.label_of(e))}
        self._whole = names.whole
        self._single: dict[str, str] = {}
        for entity in reading.entities:
            if label := self._labels.get(entity.id):
                for name in map(words_of, (entity.name, *entity.aliases)):
                    self._add_single(name, label)

    def rewritten(self, words: str, *, keep: bool = False) -> str:
        """Some words without the private names; `keep` keeps the single words of names."""
        kept = [Span(0, len(words))] if keep else []
        return Cuts(self._cuts(words, kept, {})).rewritten(words)

    def in_text(self) -> list[Cut]:
        """Where private names stand in the article's text."""
        kept, own = [], {}
        for mention in self._reading.mentions:
            label = self._labels.get(mention.entity or "")
            if label:
                own.update(dict.fromkeys(range(*mention.span), label))
            elif mention.type == "place" or (mention.type == "person" and mention.entity):
                kept.append(mention.span)
        return self._cuts(self._reading.article.text, kept, own)

    def _add_single(self, name: Name, label: str) -> None:
        for word in name:
            if word not in NOT_NAMES and (len(word) >= SHORTEST_WORD or len(name) == 1):
                same = self._single.setdefault(word, label) == label
                self._single[word] = label if same else UNCLEAR

    def _cuts(self, text: str, kept: Iterable[Span], own: dict[int, str]) -> list[Cut]:
        """The stretches to replace.

        Args:
            text: Where to look.
            kept: Where single words of names stay.
            own: What stands in place of a name, at each code point of a private person's mentions.
        """
        words = [Span(*found.span()) for found in _WORD.finditer(text)]
        stays = {at for span in kept for at in range(*span)}
        found: list[Cut] = []
        number = 0
        while number < len(words):
            start = words[number].start
            length, label = self._whole_at(text, words[number : number + self._whole.longest])
            if not label and start not in stays:
                label = self._single_at(text[start : words[number].end], own.get(start))
            if label:
                _add(found, Cut(start, words[number + length - 1].end, label), text)
            number += length
        return found

    def _whole_at(self, text: str, words: list[Span]) -> tuple[int, str | None]:
        """The longest whole name that these words begin with: how many words, what stands for it."""
        folded = [text[start:end].casefold() for start, end in words]
        for name, label in self._whole.beginning_with(folded[0]):
            size = len(name)
            last_fits = folded[size - 1 : size] in ([name[-1]], [f"{name[-1]}s"])
            if (
                last_fits
                and tuple(folded[: size - 1]) == name[:-1]
                and _are_joined(text, words[:size])
            ):
                return size, label
        return 1, None

    def _single_at(self, word: str, own: str | None) -> str | None:
        """What stands for a single word; only a capitalised one is taken for a name."""
        folded = word.casefold()
        if not word[0].isupper() or folded in NOT_NAMES:
            return None
        return own or self._single.get(folded) or self._single.get(folded.removesuffix("s"))


def _are_joined(text: str, words: list[Span]) -> bool:
    gaps = pairwise(words)
    return all(_JOINT.fullmatch(text, left.end, right.start) for left, right in gaps)


def _add(found: list[Cut], cut: Cut, text: str) -> None:
    """Add a stretch, joined with the one before where both are words of one name."""
    last = found[-1] if found else None
    if last and last.label == cut.label and _JOINT.fullmatch(text, last.end, cut.start):
        found[-1] = Cut(last.start, cut.end, cut.label)
    else:
        found.append(cut)
