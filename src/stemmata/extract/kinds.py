"""What a sentence in the outlet's own voice is: a claim that could be checked, or something else.

Signs in the words (`_SIGNS`) and, where there is one, the model's opinion are added up in `weigh`;
that is the one place where they meet. Must not decide whose words a sentence holds.

Source:
    The weights were set by hand from what the signs mean. A regression with the same signs, fitted
    on the other articles of the voice gold each time, finds claims no better (F1 0.90 for both).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from stemmata.extract.draft import KINDS, KindScores
from stemmata.extract.wordlists import word_set

__all__ = ["has_clause", "weigh"]

_MODEL_WEIGHT = 1.0  # the model's log-probabilities count as much as the signs'
_LEAST = 0.01  # lowest probability of the model that is believed: it never rules a kind out

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[?!;:,—–]")
_LONGEST_READ = 400  # tokens; what a sentence is shows at its beginning and end

_BE = word_set("is are was were am be been being 's 're 'm isn't aren't wasn't weren't ain't")
_FINITE = word_set(
    "is are was were am isn't aren't wasn't weren't has have had hasn't haven't hadn't do does did "
    "don't doesn't didn't can cannot can't could couldn't will won't would wouldn't shall may might "
    "must should shouldn't ought it's he's she's that's there's here's what's who's they're we're "
    "you're i'm they've we've you've i've i'd we'd they'd he'd she'd i'll we'll they'll he'll she'll "
    "it'll you'll let's became came went took gave made saw knew told left lost won fell rose began "
    "broke brought built bought caught chose drew drove ate fought found flew got grew held kept led "
    "lay met paid ran sent shot sat slept sold spoke spent stood stole struck swore taught thought "
    "threw understood wore wrote fled hid bore beat hit cut put set says say comes come remains "
    "remain seems seem means mean makes make takes take gives give shows show follows follow wants "
    "want needs need knows know keeps keep goes go gets get includes include lies continues continue "
    "begins appears appear becomes become leads lead helps brings bring works live lives stands "
    "represents faces face calls call allows allow plays holds hold uses use causes"
)
"""Words that are nearly always a finite verb of some clause."""

_PAST = word_set(
    "was were had did became came went took gave made saw knew left lost won fell rose began broke "
    "brought built bought caught chose drew drove ate fought found flew got grew held kept led met "
    "paid ran sent shot sat slept sold spoke spent stood stole struck taught threw wore fled hid beat"
)
_SUBORDINATORS = word_set(
    "if when while although though because since after before as once unless until despite whereas "
    "whenever even with in on at by for from given apart following during under amid among through"
)
_FIRST_PERSON = word_set(
    "i me my mine myself i'm i've i'd i'll we us our ours ourselves we're we've we'll"
)
_SECOND_PERSON = word_set("you your yours yourself you're you've you'll you'd yourselves")
_FUTURE = word_set(
    "will won't shall would wouldn't could may might i'll we'll they'll he'll she'll it'll you'll"
)
_DUTY = word_set("must should shouldn't ought")
_WH = word_set("what why how who whom whose when where which")
_INVERTED = word_set(
    "is are was were do does did has have had can could will would should must may might isn't aren't "
    "don't doesn't didn't won't can't"
)
_IMPERATIVES = word_set(
    "look remember let stop don't imagine consider think ask tell please join stand pray wake "
    "forget beware listen wait note notice behold repent remind demand call help keep stay never do"
)
_VALUED = word_set(
    "good great bad terrible awful horrible horrific wonderful excellent brilliant stupid dumb silly "
    "foolish idiotic absurd ridiculous ludicrous laughable insane crazy mad odd strange weird bizarre "
    "ironic funny sad tragic unfortunate shameful disgraceful despicable disgusting appalling shocking "
    "outrageous offensive obscene vile evil wicked cruel immoral corrupt dishonest hypocritical cynical "
    "naive ignorant arrogant weak pathetic cowardly brave heroic noble courageous admirable impressive "
    "remarkable extraordinary amazing incredible unbelievable stunning wrong right fair unfair just "
    "unjust reasonable unreasonable sensible senseless rational irrational logical illogical "
    "obvious clear evident plain apparent undeniable unquestionable inevitable "
    "difficult hard easy simple important crucial vital critical essential necessary significant "
    "meaningless useless worthless pointless futile hopeless troubling troublesome worrying disturbing "
    "alarming dangerous frightening scary chilling ominous telling revealing interesting fascinating "
    "curious intriguing welcome refreshing encouraging promising disappointing frustrating annoying "
    "toxic poisonous delusional deranged unhinged radical extreme extremist fanatical hysterical "
    "unacceptable intolerable inexcusable indefensible unprecedented serious grave dire bleak grim "
    "beautiful ugly lovely fantastic perfect ideal better worse worst best greatest finest "
    "inauthentic fake phony genuine sincere true false deep unscientific unaware blissfully "
    "oblivious clueless incompetent powerful toothless doomed lucky proud ashamed"
)
_VALUE_NOUNS = word_set(
    "disaster shame disgrace joke farce tragedy nonsense insanity madness hypocrisy folly mess chaos "
    "travesty outrage absurdity miracle nightmare stupidity ignorance contempt irony mockery scandal "
    "betrayal cowardice arrogance wisdom courage greatness glory genius fool fools idiot idiots clown "
    "hero heroes villain tyrant monster monsters evil insult embarrassment catastrophe fantasy fantasies "
    "illusion delusion myth charade circus denial appeasement problem lesson truth blessing curse "
    "sin virtue soul destiny dignity spirit hope faith dream"
)
_STANCE = word_set(
    "obviously sadly unfortunately frankly indeed surely undoubtedly certainly truly simply absolutely "
    "utterly totally completely hardly merely perhaps maybe alas ironically thankfully hopefully "
    "apparently evidently presumably arguably honestly literally somehow really pretty quite rather "
    "sooner darn damn hell heck nothing nobody anyone anybody everyone everything somebody"
)
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december yesterday today tonight ago year years month months "
    "week weeks morning evening afternoon century decade decades recently earlier previously since"
)
_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds "
    "thousand thousands million millions billion billions percent half third majority per"
)
_PLANS = word_set(
    "scheduled planned plans plan expected set due announced slated agreed appointed conference meeting"
)
_COMING = (
    "going to",
    "about to",
    "likely to",
    "bound to",
    "only a matter of time",
    "in the (?:coming|near)",
)
_COMMENTING = (
    "as if",
    "nothing but",
    "no wonder",
    "the (?:problem|point|fact|truth|reason|lesson|question|irony|answer) is",
    "of course",
    "no sane",
    "far from",
    "in any case",
    "so much for",
    "case of",
    "kind of",
    "sort of",
    "those who",
    "anyone who",
)
_ABOUT_THE_TEXT = (
    "remains to be seen",
    "in this (?:article|piece|post|column|series)",
    "as (?:noted|mentioned|discussed) (?:above|earlier|before)",
    "more on (?:this|that) (?:later|below)",
    "read on",
    "to be continued",
    "more to (?:add|say)",
    "my (?:new |latest )?book",
)
_CONNECTIVES = word_set("and but so yet or now ,")
_BEFORE_PARTICIPLE = word_set("the a an this that these those its his her their our of and") | {""}
_LINKING = _BE | word_set("seems seem remains remain looks sounds")
_NOT_PARTICIPLE = word_set(
    "need indeed exceed proceed succeed feed seed speed breed bleed hundred red bed"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence taken apart.

    `words` are in lower case, `written` as on the page; `main` is the index where the main clause
    begins, `verb` that of its first verb (None where there is none that can be told without a
    parser); `ending` is the last mark, `headline` whether it heads an article.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    main: int
    verb: int | None
    ending: str
    headline: bool

    @classmethod
    def of(cls, text: str, *, headline: bool = False) -> "_Sentence":
        written = tuple(_TOKEN.findall(text)[:_LONGEST_READ])
        words = tuple(word.lower().replace("’", "'") for word in written)
        main = _main_clause(words)
        verb = next((i for i in range(main, len(words)) if _is_finite(words, i)), None)
        ending = text.rstrip("\"'”’»)]} \u00a0")[-1:]
        return cls(words, written, main, verb, ending, headline)

    def count(self, listed: frozenset[str]) -> int:
        return sum(word in listed for word in self.words)

    @property
    def opening(self) -> str:
        return self.words[self.main] if self.main < len(self.words) else ""

    @property
    def verb_word(self) -> str:
        return self.words[self.verb] if self.verb is not None else ""

    def after_verb(self, steps: int) -> tuple[str, ...]:
        return self.words[self.verb + 1 : self.verb + 1 + steps] if self.verb is not None else ()

    @property
    def size(self) -> int:
        return sum(word[0].isalnum() for word in self.words)


def _main_clause(words: tuple[str, ...]) -> int:
    """Where the main clause begins: after an opening "If …," or "In May,", else after "And"."""
    start = 0
    while start < len(words) and words[start] in _CONNECTIVES:
        start += 1
    if start < len(words) and words[start] in _SUBORDINATORS and "," in words[start:]:
        return words.index(",", start) + 1
    return start


def _is_finite(words: tuple[str, ...], at: int) -> bool:
    word = words[at]
    if word in _FINITE:
        return True
    if not _looks_past(word):
        return False
    before = words[at - 1] if at else ""
    return before not in _BE and before not in _BEFORE_PARTICIPLE


def _looks_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_PARTICIPLE


def _names(s: _Sentence) -> int:
    """Words written like names inside the sentence; none where every word is, as in a headline."""
    capital = sum(word[0].isupper() for word in s.written[1:])
    lower = sum(word[0].islower() for word in s.written[1:])
    return capital if lower > capital else 0


def _first_person(s: _Sentence) -> int:
    return sum(
        word in _FIRST_PERSON and written != "US"
        for word, written in zip(s.words, s.written, strict=True)
    )


def _values(s: _Sentence, listed: frozenset[str]) -> bool:
    """Whether the main clause calls its subject good, bad, strange, a disgrace and the like."""
    after = s.after_verb(7)
    links = s.verb_word in _LINKING or s.verb_word.endswith(("'s", "'re")) or after[:1] == ("be",)
    return links and any(word in listed for word in after)


def _numbers(s: _Sentence) -> int:
    return s.count(_NUMBERS) + sum(word[0].isdigit() for word in s.words)


def _is_past(s: _Sentence) -> bool:
    return s.verb_word in _PAST or _looks_past(s.verb_word)


def _asks(s: _Sentence) -> bool:
    """A question without its mark: "What more can be said", but not "What is clear is that …"."""
    follow = s.words[s.main + 1 : s.main + 3]
    if s.opening == "what" and follow[:1] and follow[0] in _BE:
        return False
    return s.opening in _WH and any(word in _INVERTED for word in follow)


def _has_to(s: _Sentence) -> bool:
    return s.verb_word in ("need", "needs", "have", "has") and s.after_verb(1) == ("to",)


def _is_bare(s: _Sentence) -> bool:
    """Nothing in it that evidence could be sought for: no time, number, name, event."""
    return not (
        _numbers(s)
        or s.count(_TIMES)
        or _is_past(s)
        or _names(s)
        or any(test(s) for test in (_passive, _perfect, _progressive))
    )


def _is_open(s: _Sentence) -> bool:
    return s.ending not in (*".!?…:;",)


def _says(*phrases: str) -> Callable[[_Sentence], bool]:
    pattern = re.compile(r"\b(?:" + "|".join(phrases) + r")\b")
    return lambda s: bool(pattern.search(" ".join(s.words)))


_passive = _says(r"(?:was|were|been|being|is|are) (?:\w+ly )?\w+(?:ed|en)")
_perfect = _says(r"(?:has|have) (?:\w+ly |also |already |been )?\w+(?:ed|en)")
_progressive = _says(r"(?:is|are) (?:\w+ly )?\w+ing")


class _Sign(NamedTuple):
    """A reason to take a sentence for one kind: `weight` (in log odds) times what `holds` counts."""

    kind: str
    weight: float
    holds: Callable[[_Sentence], float]


_SIGNS = (
    _Sign("question", 8.0, lambda s: s.ending in ("?", "؟")),
    _Sign("question", 4.5, _asks),
    # You, do this; this must be done.
    _Sign("exhortation", 5.5, lambda s: s.opening in _IMPERATIVES and not _is_past(s)),
    _Sign("exhortation", 4.5, lambda s: s.verb_word in _DUTY and "have" not in s.after_verb(2)),
    _Sign("exhortation", 4.2, _has_to),
    _Sign("exhortation", 0.5, lambda s: s.count(_DUTY) > 0),
    # What will be. What would have been is about the past; an announced plan is a fact of today.
    _Sign("prediction", 3.0, lambda s: s.verb_word in _FUTURE and "have" not in s.after_verb(3)),
    _Sign("prediction", 1.5, _says(*_COMING)),
    _Sign("prediction", 0.7, lambda s: s.count(_FUTURE) > 0),
    _Sign("claim", 0.7, lambda s: s.count(_PLANS) > 0),
    # Evaluation, and the writer or reader stepping in.
    _Sign("opinion", 1.5, lambda s: _values(s, _VALUED)),
    _Sign("opinion", 1.5, lambda s: _values(s, _VALUE_NOUNS)),
    _Sign("opinion", 0.5, lambda s: min(2, s.count(_VALUED) + s.count(_VALUE_NOUNS))),
    _Sign("opinion", 0.7, lambda s: min(2, _first_person(s))),
    _Sign("opinion", 1.4, lambda s: s.count(_SECOND_PERSON) > 0),
    _Sign("opinion", 0.9, lambda s: min(2, s.count(_STANCE))),
    _Sign("opinion", 1.2, _says(*_COMMENTING)),
    # Interjections and generalities; a headline is short, bare and loud for other reasons.
    _Sign("opinion", 2.5, lambda s: s.ending == "!" and not s.headline),
    _Sign("opinion", 0.7, lambda s: s.verb is None and not s.headline),
    _Sign("opinion", 0.7, lambda s: s.size <= 6 and not s.headline),
    _Sign("opinion", 0.7, lambda s: _is_bare(s) and not s.headline),
    # Something that happened, at a time, to someone, so many times.
    _Sign("claim", 1.1, lambda s: min(2, _numbers(s))),
    _Sign("claim", 0.7, lambda s: min(2, s.count(_TIMES))),
    _Sign("claim", 0.15, lambda s: min(4, _names(s))),
    _Sign("claim", 0.8, _is_past),
    _Sign("claim", 0.7, _passive),
    _Sign("claim", 0.9, _perfect),
    _Sign("claim", 0.4, _progressive),
    _Sign("claim", 0.6, lambda s: s.size >= 20),
    # A subheading; what leads up to a list or a quotation; a remark about the text itself.
    _Sign(
        "other",
        4.5,
        lambda s: s.size <= 5 and _is_open(s) and not s.headline,
    ),
    _Sign(
        "other", 7.5, lambda s: s.verb is None and s.size <= 9 and _is_open(s) and not s.headline
    ),
    _Sign("other", 4.5, lambda s: s.size <= 6 and s.ending == ":"),
    _Sign("other", 4.0, _says(*_ABOUT_THE_TEXT)),
)

_BEFORE = {
    "claim": 1.4,
    "opinion": 0.6,
    "prediction": -1.0,
    "exhortation": -2.0,
    "question": -2.0,
    "furniture": -4.0,
    "other": -1.0,
}
"""How likely each kind is before anything is read, in log odds."""


def weigh(text: str, model: KindScores | None = None, *, headline: bool = False) -> KindScores:
    """The probability of each kind for one sentence in the outlet's voice, in the order of KINDS.

    Args:
        text: The sentence, or the part of it that is in the outlet's voice.
        model: The model's probabilities for the same words, if there are any.
        headline: Whether it is the article's headline.
    """
    sentence = _Sentence.of(text, headline=headline)
    odds = dict(_BEFORE)
    for sign in _SIGNS:
        odds[sign.kind] += sign.weight * sign.holds(sentence)
    if model is not None:
        for kind, probability in zip(KINDS, model, strict=True):
            odds[kind] += _MODEL_WEIGHT * math.log(max(probability, _LEAST))
    highest = max(odds.values())
    shares = [math.exp(odds[kind] - highest) for kind in KINDS]
    return tuple(share / sum(shares) for share in shares)


def has_clause(text: str) -> bool:
    """Whether the words hold a main clause of their own, as far as can be told without a parser."""
    return _Sentence.of(text).verb is not None
