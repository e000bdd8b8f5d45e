"""Attributions to propositions: the smallest passages that each state one thing.

One sentence often states several: "an air strike hit the market killing 12, residents said". Rules on
form only; must not compare one article with another.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from stemmata.link.answers import answered, confirmed
from stemmata.link.blame import accused
from stemmata.link.conjoined import conjoined
from stemmata.link.events import Event, Scene
from stemmata.link.figures import Figure, figures, numbers
from stemmata.link.recall import Recall
from stemmata.link.words import senses, stems
from stemmata.model import Article, Attribution, Occurrence, Passage, Reading, Span, Stance

__all__ = ["Proposition", "propositions", "recalled"]

SHORTEST_WORDS = 3
"""A piece of fewer words says nothing alone and stays with its neighbour, unless it holds a figure."""

FEWEST_WORDS = 2
"""A whole content of fewer words that carry meaning states nothing that could be compared."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Lt|Gen|Col|Maj|Capt|Sgt|Brig|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|U\.S|[A-Z])$"
)
_CLAUSE = re.compile(
    r"[;:]\s+|,?\s+(?=(?:while|whereas|but|although|though|adding that|adding|saying that|saying|noting that"
    r"|and that|and said|as well as that)\s)"
    r"|,?\s+(?=(?:killing|leaving|wounding|injuring|causing|destroying|claiming the lives|leading to|forcing"
    r"|among them)\b)"
    r"|,\s+(?=(?:and|which|who|where|when|with)\b)",
    re.IGNORECASE,
)
_OF_AN_ACT = re.compile(
    r"\s+(?=(?:that|which)\s+(?:ha[sd] |have )?(?:killed|left|wounded|injured|claimed)\b)",
    re.IGNORECASE,
)
_LONGEST_DEED = 400  # code points before an act in which whoever did it is named
_NO_CUT_BEFORE = re.compile(
    r"(?:^|\s)(?:not|than|for|of|by|in|was|were|is|are|reported)$", re.IGNORECASE
)
_TRAILING = re.compile(r"\s+(?:and|or|but)\W*$")
_CALLED_FALSE = (
    r"(?:that\s+)?it\s+(?:is|was)\s+(?:false|untrue|a\s+lie|not\s+(?:true|the\s+case))\s+that\s+"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|that|while|whereas|although|though|adding|saying|noting|said)\s+"
    rf"|{_CALLED_FALSE})+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A passage that states one thing, and what linking compares of it.

    `id` is that of the occurrence that it makes. `sentence` is the whole sentence of the content around
    it, `words` the passage's own. `numbers` are all in it, `names` the keys of those whom it names,
    `senses` what its words mean, and `source` what the words for whoever says it do.
    `event` is what it speaks of, `accused` who did it according to the passage.
    """

    id: str
    passage: Passage
    attribution: Attribution
    sentence: Span
    stance: Stance
    words: str
    figures: tuple[Figure, ...]
    numbers: frozenset[int]
    names: frozenset[str]
    senses: frozenset[str]
    source: frozenset[str]
    event: Event
    accused: frozenset[str]
    negated: bool

    def put_right(self, article: Article, attribution: Attribution, span: Span) -> "Proposition":
        """It as a person put its row or its bounds right; what it was compared by stays the machine's."""
        words = article.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        passage = Passage(article.id, Span(start, start + len(words.strip())))
        return replace(
            self,
            id=Occurrence.id_for(attribution.id, passage.span),
            passage=passage,
            attribution=attribution,
            stance=_stance(attribution),
            words=words.strip(),
        )


def propositions(reading: Reading) -> tuple[Proposition, ...]:
    """What an article's attributions state, in text order; wishes, plans and silence state nothing.

    A denial of "the allegations" states what it answers, as far as it is compared, and so does who
    confirms "the death toll".
    """
    article, scene = reading.article, Scene(reading)
    stances, who = _stances(reading), _sayers(reading)
    sources = {span for attribution in reading.attributions for span in attribution.source}
    found = [
        _proposition(
            article,
            scene,
            attribution,
            stances[attribution.id],
            who[attribution.id],
            sentence,
            piece,
        )
        for attribution in reading.attributions
        if attribution.attitude != "intention" and not _is_silence(article, attribution)
        for content in attribution.content
        if content not in sources  # "citing the mayor" says who, not what
        for sentence in _sentences(article.text, content)
        for piece in _clauses(article.text, sentence)
        if _states(article.text[piece.start : piece.end])
    ]
    found = _in_order({p.id: p for p in found})
    answers = [
        _answer(statement, attribution, stances[attribution.id])
        for attribution in reading.attributions
        for answer in [answered if stances[attribution.id] == "denies" else confirmed]
        if (statement := answer(attribution, article.text, found))
    ]
    own = {p.attribution.id for p in answers}
    kept = [p for p in found if p.attribution.id not in own]
    return tuple(_in_order({p.id: p for p in (*kept, *answers)}))


_SILENT = re.compile(
    r"^(?:(?:(?:did|does|do|has|have|had|could|can|would)(?:\s+not|n['’]?t)|(?:is|are|was|were)\s+unable\s+to"
    r"|declin\w+\s+to|refus\w+\s+to|fail\w+\s+to)\s+(?:\w+ly\s+|yet\s+)?"
    r"(?:sa(?:y|id)|specif\w+|mention\w*|acknowledg\w+|confirm\w*|indicat\w+|comment\w*|document\w*"
    r"|elaborat\w+|identif\w+|disclos\w+|explain\w*|giv\w+)"
    r"|(?:(?:has|have|had)\s+)?(?:ma(?:de|kes?)|g[ai]ve[sn]?)\s+no\s)",
    re.IGNORECASE,
)
"""Of cues, those that tell what is not said: "did not say", "made no mention of"."""


def _is_silence(article: Article, attribution: Attribution) -> bool:
    cue = " ".join(article.text[s.start : s.end] for s in attribution.cue)
    return _SILENT.match(cue) is not None


def _in_order(found: Mapping[str, Proposition]) -> list[Proposition]:
    return sorted(found.values(), key=lambda p: (p.passage.span, p.id))


def _answer(statement: Proposition, row: Attribution, stance: Stance) -> Proposition:
    """What a row states that answers a statement: the same, from whoever answers."""
    content = row.content[0]
    return replace(
        statement,
        id=Occurrence.id_for(row.id, content),
        passage=statement.passage._replace(span=content),
        attribution=row,
        stance=stance,
    )


def recalled(reading: Reading, key: bytes, recall: Recall) -> tuple[Proposition, ...]:
    """As `propositions`, worked out once for each reading; `key` is its digest."""
    found = recall(tuple[Proposition, ...], lambda: (key,), lambda: propositions(reading))
    rows = {row.id: row for row in reading.attributions}
    return tuple(replace(p, attribution=rows[p.attribution.id]) for p in found)


def _proposition(
    article: Article,
    scene: Scene,
    attribution: Attribution,
    stance: Stance,
    source: frozenset[str],
    sentence: Span,
    piece: Span,
) -> Proposition:
    text = article.text[piece.start : piece.end]
    counts = (
        f._replace(start=f.start + sentence.start, end=f.end + sentence.start)
        for f in figures(article.text[sentence.start : sentence.end])
    )
    return Proposition(
        Occurrence.id_for(attribution.id, piece),
        Passage(article.id, piece),
        attribution,
        sentence,
        stance,
        text,
        tuple(f for f in counts if piece.start <= f.start and f.end <= piece.end),
        numbers(text),
        scene.named(piece),
        frozenset(senses(text)),
        source,
        scene.event(sentence),
        accused(article.text[_introduced(attribution, piece) : piece.end]),
        bool(_NEGATION.search(_ASIDE.sub("", text))),
    )


def _sayers(reading: Reading) -> dict[str, frozenset[str]]:
    """What the words for whoever says each attribution mean: its source, and the entity that this is."""
    known = {entity.id: entity for entity in reading.entities}
    found = {}
    for one in reading.attributions:
        words = list(reading.article.quote(one.source))
        if entity := known.get(one.source_entity or ""):
            words += [entity.name, entity.description or ""]
        found[one.id] = frozenset(senses(" ".join(words))) - _ANYBODY
    return found


_ANYBODY = frozenset(senses("source official people"))
"""What can be said of whoever says anything."""


def _introduced(attribution: Attribution, piece: Span) -> int:
    """Where a piece begins with the cue right before it: "blamed" tells what "the army" is to it."""
    before = [cue.start for cue in attribution.cue if 0 <= piece.start - cue.end <= _A_SPACE]
    return min(before, default=piece.start)


_A_SPACE = 1

_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|denied|denies|deny|n[o']t)\b", re.IGNORECASE
)

_ASIDE = re.compile(r"(?<=\w),\s+(?:which|who|whose|where|as|an?|the)\b.*$", re.DOTALL)
"""What a sentence adds at its end; a negation in it is not that of what is stated."""

_FALSE = re.compile(_CALLED_FALSE, re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:no truth (?:in|to|behind)|not true|untrue|false|baseless|unfounded|groundless|fabricat\w+"
    r"|dismiss\w*|reject\w*|den(?:y|ies|ied|ying|ial)|refut\w+|rebut\w*)\b",
    re.IGNORECASE,
)


def _stances(reading: Reading) -> dict[str, Stance]:
    """How each attribution of an article stands to its content.

    "There was no truth in reports that ..." denies what the nameless reports inside it say; "it is false
    that ..." denies the rest of what is said.
    """
    known = {a.id: a for a in reading.attributions}
    found = {a.id: _stance(a) for a in reading.attributions}
    for one in reading.attributions:
        called_false = _FALSE.match(reading.article.text, one.content[0].start)
        if one.voice == "source" and called_false:
            found[one.id] = "denies"
    for one in reading.attributions:
        outer = known.get(one.within or "")
        if outer is None or one.source or not one.cue:
            continue
        start = min(s.start for s in (*outer.cue, *outer.content))
        said = reading.article.text[start : min(s.start for s in one.cue)]
        if outer.polarity == "denied" or _DENIAL.search(said):
            found[one.id] = "denies"
            if outer.voice == "source" and _size(one) > _size(outer) / 2:
                found[outer.id] = "denies"
    return found


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _stance(attribution: Attribution) -> Stance:
    if attribution.voice == "outlet":
        return "asserts"
    return "denies" if attribution.polarity == "denied" else "reports"


def _sentences(text: str, content: Span) -> Iterator[Span]:
    start = content.start
    for found in _SENTENCE_END.finditer(text, *content):
        if not _TITLE_BEFORE.search(text, start, found.start()):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, content.end)


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence's clauses; those too short to stand alone stay with the one before."""
    cuts = [sentence.start]
    for found in _CLAUSE.finditer(text, *sentence):
        if not _NO_CUT_BEFORE.search(text, cuts[-1], found.start()):
            cuts.append(found.end())
    # "X is behind the attack that killed 12": who did it and the toll are two things.
    cuts.extend(
        found.end()
        for found in _OF_AN_ACT.finditer(text, *sentence)
        if accused(text[max(sentence.start, found.start() - _LONGEST_DEED) : found.start()])
    )
    cuts.extend(conjoined(text, *sentence))
    cuts = [*sorted(set(cuts)), sentence.end]
    kept = [cuts[0]]
    for at, following in pairwise(cuts[1:]):
        # The next one first: where many are too short, what is kept so far is long.
        if _stands_alone(text[at:following]) and _stands_alone(text[kept[-1] : at]):
            kept.append(at)
    kept.append(sentence.end)
    for start, end in pairwise(kept):
        yield from _trimmed(text, start, end)


def _states(words: str) -> bool:
    """Whether a passage has words or a figure to state anything with; "this" has not."""
    return len(stems(words)) >= FEWEST_WORDS or bool(figures(words))


def _stands_alone(words: str) -> bool:
    return len(stems(words)) >= SHORTEST_WORDS or bool(figures(words))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The range without white space, marks and connecting words at its ends, if anything is left."""
    if found := _LEADING.match(text[start:end]):
        start += found.end()
    if left_over := _TRAILING.search(text[start:end]):
        end = start + left_over.start()
    while start < end and (text[start].isspace() or text[start] in ",;:.-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.-–—"):
        end -= 1
    if start < end:
        yield Span(start, end)
