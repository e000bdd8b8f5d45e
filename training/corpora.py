"""The corpora as examples: one text with whatever its corpus annotates.

The folder is $STEMMATA_SHARED/data (see training/README.md for where each corpus is published).
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from evals.gum_sources import documents, name_span
from stemmata.ids import digest_of
from stemmata.model import EntityType

__all__ = ["DATA", "TYPES", "Example", "Roles", "corpus"]

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_SHARED", ROOT.parent / "shared")) / "data"
LABELS = Path(__file__).resolve().parent / "labels"

ROLES = ("source", "cue", "content")
TYPES: tuple[str, ...] = get_args(EntityType)
Pieces = list[tuple[int, int]]
Roles = dict[str, Pieces]


@dataclass(frozen=True)
class Example:
    """One text and its labels; None where the corpus does not annotate a task at all.

    `mentions` are (start, end, type); the type "?" marks words whose type is not one of ours or not
    known, and `types` names the types that the corpus annotates wherever they occur. `kinds` are
    (start, end, kind) of whole sentences. `unsure` ranges carry no roles.
    """

    name: str
    text: str
    attributions: list[Roles] | None = None
    unsure: Pieces = field(default_factory=list)
    mentions: list[tuple[int, int, str]] | None = None
    types: frozenset[str] = frozenset()
    kinds: list[tuple[int, int, str]] = field(default_factory=list)


def corpus(name: str, split: str) -> list[Example]:
    """The examples of one corpus and split ("train" or "dev")."""
    return list(_READERS[name](split))


def polnear_files(split: str) -> Iterator[tuple[str, str, list[Path]]]:
    """(text file's name, text, annotation files in name order) of each PolNeAR article."""
    folder = DATA / "polnear" / split
    by_article = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        by_article[path.stem.rsplit("_", 1)[0]].append(path)
    for path in sorted((folder / "text").iterdir()):
        text = path.open(encoding="utf-8", newline="").read()
        yield path.name, text, by_article[path.name.removesuffix(".txt")]


def _polnear(split: str) -> Iterator[Example]:
    kinds = _kind_labels("kinds-polnear.jsonl") if split == "train" else {}
    for name, text, annotations in polnear_files(split):
        # Every annotator's version teaches; the dev scores take the first, as acceptance does.
        for path in annotations if split == "train" else annotations[:1]:
            attributions, unsure = _brat(path)
            yield Example(name, text, attributions, unsure, kinds=kinds.get(name, []))


def _brat(path: Path) -> tuple[list[Roles], Pieces]:
    spans: dict[str, Pieces] = {}
    events: list[str] = []
    unsure: Pieces = []
    for line in path.open(encoding="utf-8"):
        key, _, rest = line.rstrip("\n").partition("\t")
        if re.fullmatch(r"T\d+", key):
            label, _, places = rest.partition("\t")[0].partition(" ")
            spans[key] = sorted(_pair(place) for place in places.split(";"))
            if label == "Discard":
                unsure += spans[key]
        elif re.fullmatch(r"E\d+", key):
            events.append(rest)
    return [_roles(event, spans) for event in events], unsure


def _roles(event: str, spans: dict[str, Pieces]) -> Roles:
    roles: Roles = {role: [] for role in ROLES}
    for part in event.split():
        role, _, target = part.partition(":")
        role = re.sub(r"\d+$", "", role).lower()
        if role in roles:
            roles[role] += spans[target]
    return {role: sorted(places) for role, places in roles.items()}


def _pair(place: str) -> tuple[int, int]:
    start, end = place.split()
    return int(start), int(end)


def _kind_labels(file: str) -> dict[str, list[tuple[int, int, str]]]:
    """Sentence kinds by article, from our own stand-off labels."""
    found = defaultdict(list)
    path = LABELS / file
    for line in path.open(encoding="utf-8") if path.exists() else ():
        row = json.loads(line)
        kind = "furniture" if row["voice"] == "furniture" else row["kind"]
        if row["voice"] in ("outlet", "furniture") and kind:
            found[row["id"]].append((row["start"], row["end"], kind))
    return dict(found)


def _tehran(split: str) -> Iterator[Example]:
    kinds = _kind_labels("kinds-tehran-times.jsonl")
    with (DATA / "corpora" / "tehran-times.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] in kinds and (_held_out(row["id"], 5) == (split == "dev")):
                yield Example(row["id"], row["text"], kinds=kinds[row["id"]])


def _tehran_texts(split: str) -> Iterator[Example]:
    """All articles, with no label at all; there is no dev part of them."""
    with (DATA / "corpora" / "tehran-times.jsonl").open(encoding="utf-8") as file:
        for line in file if split == "train" else ():
            row = json.loads(line)
            yield Example(row["id"], row["text"])


def _held_out(name: str, one_in: int) -> bool:
    """Whether a document without an official split belongs to our dev part, by its digest."""
    return int(digest_of(name.encode())[:8], 16) % one_in == 0


_UNER = {"PER": "person", "ORG": "organization", "LOC": "place"}


def _uner(split: str) -> Iterator[Example]:
    name, offset = "", 0
    parts: list[str] = []
    mentions: list[tuple[int, int, str]] = []
    for block in (DATA / "uner-ewt" / f"{split}.iob2").read_text("utf-8").split("\n\n"):
        head = [line for line in block.splitlines() if line.startswith("# ")]
        rows = [line.split("\t") for line in block.splitlines() if line and line[0].isdigit()]
        if not rows:
            continue
        text = next(line[9:] for line in head if line.startswith("# text = "))
        new = [line.split(" = ")[1] for line in head if line.startswith("# newdoc id")]
        if new and parts:
            yield Example(
                name, "\n".join(parts), mentions=mentions, types=frozenset(_UNER.values())
            )
            parts, mentions, offset = [], [], 0
        name = new[0] if new else name
        words = [row[1] for row in rows]
        tags = ["B-?" if row[2][2:] in ("OTH", "O") else row[2] for row in rows]
        tags = [f"{t[:2]}{_UNER.get(t[2:], '?')}" if t != "O" else t for t in tags]
        mentions += [(s + offset, e + offset, k) for s, e, k in _from_tags(text, words, tags)]
        parts.append(text)
        offset += len(text) + 1
    yield Example(name, "\n".join(parts), mentions=mentions, types=frozenset(_UNER.values()))


def _from_tags(text: str, words: list[str], tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans of BIO tags over words that occur in the text in order."""
    found: list[tuple[int, int, str]] = []
    at, open_type = 0, None
    for word, tag in zip(words, tags, strict=True):
        start = text.find(word, at)
        if start < 0:  # a word that the corpus normalised
            continue
        at = start + len(word)
        if tag == "O":
            open_type = None
        elif tag[0] == "I" and open_type == tag[2:]:
            found[-1] = (found[-1][0], at, open_type)
        else:
            open_type = tag[2:]
            found.append((start, at, open_type))
    return found


_CROSSNER = {
    "person": "person", "politician": "person", "scientist": "person", "writer": "person",
    "musicalartist": "person", "researcher": "person", "organisation": "organization",
    "politicalparty": "organization", "university": "organization", "band": "organization",
    "location": "place", "country": "place", "event": "event", "election": "event",
    "conference": "event",
}  # fmt: skip
_CROSSNER_TYPES = frozenset({"person", "organization", "place", "event"})


def _crossner(split: str) -> Iterator[Example]:
    """Politics dev is the yardstick; the other domains teach with both of their splits."""
    for folder in sorted((DATA / "crossner").iterdir()):
        politics = folder.name == "politics"
        splits = [split] if politics else ["train", "dev"] if split == "train" else []
        for part in splits:
            path = folder / f"{part}.txt"
            yield from _columns(path, folder.name, "\t", _CROSSNER, _CROSSNER_TYPES)


_WNUT = {"person": "person", "location": "place", "corporation": "organization"}


def _wnut(split: str) -> Iterator[Example]:
    path = DATA / "wnut17" / f"{split}.conll"
    yield from _columns(path, "wnut17", "\t", _WNUT, frozenset(_WNUT.values()))


def _columns(
    path: Path, name: str, between: str, types: dict[str, str], known: frozenset[str]
) -> Iterator[Example]:
    for i, block in enumerate(path.read_text("utf-8").split("\n\n")):
        rows = [line.split(between) for line in block.splitlines() if between in line]
        if not rows:
            continue
        words = [row[0] for row in rows]
        tags = [
            row[-1] if row[-1] == "O" else f"{row[-1][:2]}{types.get(row[-1][2:], '?')}"
            for row in rows
        ]
        text = _untokenized(words)
        yield Example(
            f"{name}-{path.stem}-{i}", text, mentions=_from_tags(text, words, tags), types=known
        )


def _untokenized(words: list[str]) -> str:
    """Words as they would stand in running text."""
    text = " ".join(words)
    text = re.sub(r" (?=[.,;:!?%)\]’]|['’]s\b|n['’]t\b)", "", text)
    return re.sub(r"(?<=[(\[$£€]) ", "", text)


_RE3D = {
    "Person": "person", "Organisation": "organization", "Location": "place",
    "Nationality": "group", "Temporal": "time", "Quantity": "quantity", "Money": "quantity",
    "Weapon": "weapon", "MilitaryPlatform": "weapon", "DocumentReference": "document",
    "Frequency": "time",
}  # fmt: skip
_NON_COMMERCIAL = "BBC Online"
_NAMES = ("person", "organization", "place")
_NOT_NAMES = frozenset(
    "He I She We They It You His Their Our Minister Prime President Secretary Foreign Defence Defense "
    "General Ambassador Gen. Lt. Col. Maj. Capt. Mr Mrs Ms Dr Mr. Mrs. Dr. Representative Commander Army "
    "Navy Officer Special U.S. UK US United West Russia Turkey Syria Iraq Iran Australia Jordan "
    "Ukraine".split()
)


def _re3d(split: str) -> Iterator[Example]:
    """A quarter of the documents, and all of the non-commercial ones, are the yardstick."""
    for folder in sorted((DATA / "re3d").iterdir()):
        mentions = defaultdict(list)
        for line in (folder / "entities.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            mentions[row["documentId"]].append((row["begin"], row["end"], row))
        for line in (folder / "documents.jsonl").open(encoding="utf-8"):
            document = json.loads(line)
            text, name = document["text"], document["_id"]
            dev = folder.name == _NON_COMMERCIAL or _held_out(name, 4)
            if dev != (split == "dev"):
                continue
            found = [
                _as_name(text, s, e, _RE3D.get(row["type"], "?"))
                for s, e, row in mentions[name]
                if text[s:e] == row["value"] and s < e
            ]
            yield Example(name, text, mentions=_flat(found), types=frozenset(_RE3D.values()))


def _as_name(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    """A mention by the other corpora's narrower convention, where it can be made to fit.

    re3d counts "the army", "reporters" and "Iraqis" as organisations and "Prime Minister" as a person;
    such words are taken as unknown, as are names with titles and states as actors; names lose their article.
    """
    if kind not in _NAMES:
        return start, end, kind
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    words = text[start:end].split()
    named = all(w[0].isupper() or w in ("of", "and", "for", "the", "in") for w in words)
    plural = len(words) == 1 and words[0].endswith("s") and not words[0].isupper()
    other = kind != "place" and not _NOT_NAMES.isdisjoint(words)
    return (start, end, kind) if named and words and not plural and not other else (start, end, "?")


def _flat(mentions: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest of mentions that overlap, in text order."""
    kept: list[tuple[int, int, str]] = []
    for s, e, kind in sorted(mentions, key=lambda m: (m[0] - m[1], m[0])):
        if all(e <= a or b <= s for a, b, _ in kept):
            kept.append((s, e, kind))
    return sorted(kept)


_GUM_GENRES = frozenset("news interview bio voyage academic court".split())
"""Genres whose terms allow weights; the others are non-commercial or unclear."""


def _gum(split: str) -> Iterator[Example]:
    """Names by the narrow convention: the run of proper nouns around a mention's head.

    A proper noun outside such a run may be of any type: GUM does not say which mentions are names.
    """
    for document in documents(DATA / "gum" / "dep" / split):
        if document.name.split("_")[1] not in _GUM_GENRES:
            continue
        mentions = []
        for tokens, phrases in document.sentences:
            mentions += [
                _as_name(document.text, name.start, name.end, phrase.type)
                for phrase in phrases
                if (name := name_span(tokens, phrase))
            ]
            mentions += [(t.start, t.end, "?") for t in tokens if t.pos == "PROPN"]
        yield Example(
            document.name, document.text, mentions=_flat(mentions), types=frozenset(_NAMES)
        )


_READERS = {
    "gum": _gum,
    "polnear": _polnear,
    "tehran-times": _tehran,
    "tehran-times-texts": _tehran_texts,
    "uner-ewt": _uner,
    "crossner": _crossner,
    "wnut17": _wnut,
    "re3d": _re3d,
}
