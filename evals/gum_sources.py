"""How well short names and pronouns in source position find their entity, on GUM.

    python -m evals.gum_sources [train|dev] [--verbose]

Every subject of a speech verb is made a source, and the named mentions are the annotated ones, so
that nothing is measured but `stemmata.extract.resolve`.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evals.measure import Score, corpus_folder
from stemmata.extract.draft import Draft, Named
from stemmata.extract.resolve import resolve
from stemmata.model import Article, EntityType, Span

SPEECH = frozenset(
    "say tell report claim add note state explain argue announce ask write warn insist admit believe "
    "suggest declare acknowledge confirm deny describe reveal reply respond conclude observe recall "
    "remark mention comment estimate predict stress emphasize maintain assert allege continue agree "
    "point think find show indicate".split()
)
TYPES: dict[str, EntityType] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
}
GENRES = frozenset(
    "news interview speech bio voyage academic court vlog conversation textbook fiction whow essay "
    "letter podcast".split()
)
Form = Literal["pronoun", "short name", "description"]


@dataclass
class Token:
    """One word of GUM: where it stands in the text, and its place in the tree."""

    start: int
    end: int
    lemma: str
    pos: str
    head: int
    relation: str


@dataclass
class Phrase:
    """One annotated mention: token indices in its sentence, and the chain that it belongs to."""

    chain: int
    type: str
    first: int
    last: int
    heads: tuple[int, ...]


@dataclass
class Document:
    """One GUM document with its text rebuilt."""

    name: str
    text: str = ""
    sentences: list[tuple[list[Token], list[Phrase]]] = field(default_factory=list)


@dataclass
class Tally:
    """Answers of one form. `answerable` are those whose chain is named somewhere in the document."""

    answerable: int = 0
    right: int = 0
    wrong: int = 0
    unnamed: int = 0
    invented: int = 0

    @property
    def given(self) -> int:
        """How many answers named someone."""
        return self.right + self.wrong + self.invented

    @property
    def accuracy(self) -> float:
        """Right answers among those that can be answered."""
        return self.right / max(1, self.answerable)

    @property
    def precision(self) -> float:
        """Right answers among those given."""
        return self.right / max(1, self.given)

    @property
    def left_open(self) -> float:
        """Of those that nobody could answer, the share that got no answer."""
        return 1 - self.invented / max(1, self.unnamed)

    def line(self) -> str:
        """The counts as one line for people."""
        coverage = (self.right + self.wrong) / max(1, self.answerable)
        return (
            f"accuracy {self.accuracy:.3f} of {self.answerable} answerable, coverage {coverage:.3f}, "
            f"precision {self.precision:.3f} of {self.given} given; "
            f"left open {self.left_open:.3f} of {self.unnamed} never named"
        )


def documents(folder: Path) -> Iterator[Document]:
    """The documents of one split."""
    for path in sorted(folder.glob("*.conllu")):
        if path.stem.split("_")[1] in GENRES:
            yield document(path)


def document(path: Path) -> Document:
    """Read one CoNLL-U file. Paragraphs become lines."""
    found = Document(path.stem)
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if any(line[:1].isdigit() for line in lines):
            paragraph = any(line.startswith("# newpar") for line in lines)
            if found.text:
                found.text = found.text.rstrip(" ") + ("\n" if paragraph else " ")
            read_sentence(found, [line.split("\t") for line in lines if line[:1].isdigit()])
    return found


def read_sentence(found: Document, rows: list[list[str]]) -> None:
    """Append one sentence to the document: its words to the text, its tokens and mentions."""
    tokens: list[Token] = []
    phrases: list[Phrase] = []
    opened: dict[int, list[Phrase]] = defaultdict(list)
    inside = 0  # words of a contraction still to come: its text is already written
    whole_end = len(found.text)
    for row in rows:
        if "." in row[0]:
            continue
        space = "" if "SpaceAfter=No" in row[9] else " "
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside, whole = last - first + 1, row[1]
            start = cursor = len(found.text)
            whole_end = start + len(whole)
            found.text += whole + space
            continue
        if inside:
            end = min(cursor + len(row[1]), whole_end) if inside > 1 else whole_end
            start, cursor, inside = cursor, end, inside - 1
        else:
            start = len(found.text)
            found.text += row[1] + space
            end = start + len(row[1])
        tokens.append(Token(start, end, row[2], row[3], int(row[6]) - 1, row[7]))
        read_phrases(row[9], len(tokens) - 1, phrases, opened)
    found.sentences.append((tokens, phrases))


def read_phrases(
    misc: str, at: int, phrases: list[Phrase], opened: dict[int, list[Phrase]]
) -> None:
    """Open and close the mentions that the Entity= field of one token names."""
    entity = re.search(r"Entity=([^|]+)", misc)
    for part in re.findall(r"\([^()]+\)?|\d+\)", entity[1] if entity else ""):
        fields = part.strip("()").split("-")
        chain = int(fields[0])
        if part[0] == "(":
            heads = tuple(at + int(k) - 1 for k in fields[5].split(",")) if len(fields) > 5 else ()
            phrase = Phrase(chain, fields[1], at, at, heads)
            phrases.append(phrase)
            opened[chain].append(phrase)
        if part[-1] == ")" and opened[chain]:
            opened[chain].pop().last = at


def name_span(tokens: list[Token], phrase: Phrase) -> Span | None:
    """The run of proper nouns around the head of a mention: what a name finder would mark."""
    if phrase.type not in TYPES or not phrase.heads:
        return None
    low = high = phrase.heads[0]
    if not phrase.first <= low <= phrase.last or tokens[low].pos != "PROPN":
        return None
    while low > phrase.first and tokens[low - 1].pos == "PROPN":
        low -= 1
    while high < phrase.last and tokens[high + 1].pos == "PROPN":
        high += 1
    return Span(tokens[low].start, tokens[high].end)


def subtree(tokens: list[Token], top: int) -> Span:
    """From the first to the last word that hangs on one word."""
    inside = {top}
    for _ in tokens:
        more = {k for k, token in enumerate(tokens) if token.head in inside} - inside
        if not more:
            break
        inside |= more
    return Span(min(tokens[k].start for k in inside), max(tokens[k].end for k in inside))


def sources(found: Document) -> Iterator[tuple[Draft, Phrase, Form | None]]:
    """Each subject of a speech verb as a draft, with the mention it is and its form."""
    named_before: set[int] = set()
    for tokens, phrases in found.sentences:
        for at, token in enumerate(tokens):
            if token.relation.split(":")[0] != "nsubj" or token.head < 0:
                continue
            verb = tokens[token.head]
            phrase = next((p for p in phrases if at in p.heads), None)
            if verb.pos != "VERB" or verb.lemma not in SPEECH or phrase is None:
                continue
            form = form_of(tokens, phrase, at, phrase.chain in named_before)
            content = [
                subtree(tokens, k)
                for k, other in enumerate(tokens)
                if other.head == token.head and other.relation in ("ccomp", "parataxis", "obj")
            ]
            source = Span(tokens[phrase.first].start, tokens[phrase.last].end)
            cue = Span(verb.start, verb.end)
            after = Span(max(source.end, cue.end), tokens[-1].end)
            content = [c for c in (*content, after) if c.start < c.end]
            content = [c for c in content if not c.overlaps(source) and not c.overlaps(cue)]
            if content:
                yield Draft((source,), (cue,), tuple(content[:1]), 1.0), phrase, form
        named_before |= {p.chain for p in phrases if name_span(tokens, p)}


def form_of(tokens: list[Token], phrase: Phrase, at: int, named_before: bool) -> Form | None:
    """What kind of reference a subject is; None for a full name, and for `I`, `you` and the like."""
    if tokens[at].pos == "PRON":
        third = tokens[at].lemma.lower() in ("he", "she", "it", "they", "who")
        return "pronoun" if third else None
    if tokens[at].pos == "PROPN":
        span = name_span(tokens, phrase)
        single = span is not None and phrase.last - phrase.first <= 1
        return "short name" if single and named_before else None
    definite = tokens[phrase.first].lemma.lower() == "the"
    return "description" if definite and phrase.last - phrase.first <= 3 else None


def count(found: Document, tallies: dict[Form, Tally], *, verbose: bool = False) -> None:
    """Resolve one document and count its answers."""
    article = Article("art:" + found.name, "cap:" + found.name, found.text)
    named, chain_at = [], {}
    for tokens, phrases in found.sentences:
        for phrase in phrases:
            span = name_span(tokens, phrase)
            if span and span not in chain_at:
                chain_at[span] = phrase.chain
                named.append(Named(span, TYPES[phrase.type], 1.0))
    asked = sorted(sources(found), key=lambda row: row[0].source[0].start)
    answer = resolve(article, named, [draft for draft, _, _ in asked])
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for mention in answer.mentions:
        if mention.entity and mention.span in chain_at:
            votes[mention.entity][chain_at[mention.span]] += 1
    named_chains = set(chain_at.values())
    for (draft, phrase, form), (entity, _) in zip(asked, answer.sources, strict=True):
        if form is None:
            continue
        tally = tallies[form]
        got = votes[entity].most_common(1)[0][0] if entity and votes[entity] else None
        if phrase.chain not in named_chains:
            tally.unnamed += 1
            tally.invented += got is not None
        else:
            tally.answerable += 1
            tally.right += got == phrase.chain
            tally.wrong += got is not None and got != phrase.chain
        if verbose and (got is not None or phrase.chain in named_chains) and got != phrase.chain:
            explain(found, draft, phrase, form, entity, answer.entities)


def explain(
    found: Document, draft: Draft, phrase: Phrase, form: Form, entity: str | None, known: object
) -> None:
    """Print one wrong answer with its surroundings."""
    start, end = draft.source[0]
    before = found.text[max(0, start - 350) : start].replace("\n", " / ")
    names = {e.id: e.name for e in known} if isinstance(known, tuple) else {}
    wanted = [
        found.text[s.start : s.end]
        for tokens, phrases in found.sentences
        for p in phrases
        if p.chain == phrase.chain and (s := name_span(tokens, p))
    ]
    print(f"\n[{form}] {found.name}: wanted {wanted[:1]}, got {names.get(entity or '')}")
    print(f"  …{before}[[{found.text[start:end]}]]{found.text[end : end + 60]!r}")


def run(split: str, *, verbose: bool = False) -> dict[Form, Tally]:
    """Count the answers on one split of GUM."""
    folder = corpus_folder("gum") / "dep" / split
    forms: tuple[Form, ...] = ("pronoun", "short name", "description")
    tallies: dict[Form, Tally] = {form: Tally() for form in forms}
    for found in documents(folder):
        count(found, tallies, verbose=verbose)
    return tallies


def measure() -> Iterator[Score]:
    """Accuracy and precision on dev. Nothing was tuned there: weights come from train."""
    tallies = run("dev")
    for form in ("pronoun", "short name"):
        tally = tallies[form]
        yield Score(f"GUM dev, {form}s of speakers resolved: accuracy", tally.accuracy)
        yield Score(f"GUM dev, {form}s of speakers resolved: precision", tally.precision)
    yield Score("GUM dev, speakers never named: left open", tallies["pronoun"].left_open)


def main() -> None:
    """Print the counts of one split."""
    split = next((a for a in sys.argv[1:] if not a.startswith("-")), "dev")
    for form, tally in run(split, verbose="--verbose" in sys.argv).items():
        print(f"{form:<12} {tally.line()}")


if __name__ == "__main__":
    main()
