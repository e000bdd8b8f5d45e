"""Where the sentences of a text begin and end, by rule.

Made for pages as they come: no paragraph marks, no commas, quotations over several lines. Must not
judge what a sentence says, and takes time linear in the text's length whatever the text is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from stemmata.extract.wordlists import word_set
from stemmata.model import Span

__all__ = ["MAX_SENTENCE_CHARS", "sentences", "trimmed"]

MAX_SENTENCE_CHARS = 1200
"""Longer sentences are cut. About one window of the encoder; news sentences rarely pass 600."""

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_END = re.compile(
    r"[.!?…。！？؟۔]+(?:[ \u00a0]\.)*"  # the mark itself, or an ellipsis set with spaces
    r"[\"'”’»›)\]}*]*(?:\[\d{1,3}\])*"  # closing quotation marks, brackets, a note's number
    r"(?:[ \u00a0][”»)\]](?!\w))*"  # a closing mark that a space has come before
)
_OPENING = "\"'“”‘’«»‹›([{—–-*¿¡„‚ \u00a0\t"
_UNSPACED_MARKS = "。！？"  # scripts that write no space between sentences
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LAST_WORD = re.compile(r"[\w&'’.-]{1,24}$")
_WORD_CHARS = 24  # how far back an abbreviation can begin

_TITLES = word_set(
    "mr mrs ms mx dr prof gen lt col sgt capt cpt maj brig cmdr adm sen rep reps sens gov pres hon "
    "rev st fr msgr messrs mt ft vs v amb atty supt det insp cpl pvt ald sec e.g i.e cf ca viz"
)
"""Never the end of a sentence."""

_NUMBERED = word_set("no nos prop art arts fig figs p pp vol ch sect para paras approx")
"""Not the end where a number follows; "no" is a whole sentence elsewhere."""

_MONTHS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")

_EITHER_WAY = word_set(
    "inc corp co ltd llc plc bros jr sr etc al ph.d esq dept dist univ assn intl natl govt "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa penn tenn tex va vt wash wis wyo ave blvd rd mon tue tues wed thu thur thurs "
    "fri sat"
)
"""The end only where a word follows that likes to open a sentence."""

_OPENERS = word_set(
    "the a an he she it they we i you but and or yet so in on at by to from with without of this "
    "that these those there here when where while if as for after before since until during "
    "however meanwhile his her its their our my your not no nor then now also although though "
    "because despite even according some many most several all both each one two what why how who "
    "such other others another earlier later last still only just asked moreover instead among "
    "between under over"
)

_SAYING_AFTER_QUOTE = re.compile(
    r"(?:(?:the|an?)\s+)?(?:[^\W\d_][\w'’-]*\s+){1,4}"
    r"(?:said|says|asked|asks|wrote|writes|told|added|cried|shouted|replied|joked|quipped|tweeted)\b",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?:[A-Z][^\W\d_]{2,}|A|I|It|He|We|In|On|At|As|If|By)[ ,]")

_WRAP_COLUMNS = (40, 120)  # narrower is a list or a poem, wider is one paragraph a line
_WRAP_MIN_LINES = 6
_WRAP_LEAST = 0.7  # share of the column from which a line can be full


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order.

    They do not overlap, neither begin nor end with white space, and cover every code point that is
    not white space. A line break ends a sentence unless the text is plainly wrapped at a column.
    """
    return list(_sentences(text))


@lru_cache(maxsize=4)  # five steps of extraction ask for the sentences of one article
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(
        piece
        for block in _blocks(text)
        for sentence in _split(text, block)
        for piece in _cut(text, sentence)
    )


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The part of a range left when white space is taken off its ends; None where nothing is."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _blocks(text: str) -> Iterator[Span]:
    """Lines, joined where the break between them is only a wrapped line."""
    lines = list(_lines(text))
    soft = _soft_breaks(text, lines)
    start = 0
    for i, line in enumerate(lines):
        if i in soft:
            continue
        if (block := trimmed(text, lines[start].start, line.end)) is not None:
            yield block
        start = i + 1


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, len(text))


def _soft_breaks(text: str, lines: list[Span]) -> frozenset[int]:
    """Indices of lines whose break comes from wrapping: the next word would not have fitted.

    Letters differ in width, so a long line that goes on in lower case counts too.

    Empty unless the text as a whole looks wrapped: many lines, none too long, and the lines that
    follow a full one mostly begin in lower case.
    """
    widths = [end - start for start, end in lines if start < end]
    column = max(widths, default=0)
    if len(widths) < _WRAP_MIN_LINES or not _WRAP_COLUMNS[0] <= column <= _WRAP_COLUMNS[1]:
        return frozenset()
    soft, lower = [], 0
    for i, (line, following) in enumerate(pairwise(lines)):
        words = text[following.start : following.end].split(None, 1)
        if line.start == line.end or not words:
            continue
        size = line.end - line.start
        goes_on = words[0][0].islower() and size > _WRAP_LEAST * column
        if goes_on or size + 1 + len(words[0]) > column:
            soft.append(i)
            lower += words[0][0].islower()
    return frozenset(soft) if 2 * lower > len(soft) else frozenset()


def _split(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for found in _END.finditer(text, block.start, block.end):
        if _ends_here(text, found, Span(start, block.end)):
            sentence = trimmed(text, start, found.end())
            if sentence is not None:
                yield sentence
            start = found.end()
    rest = trimmed(text, start, block.end)
    if rest is not None:
        yield rest


def _ends_here(text: str, found: re.Match[str], rest: Span) -> bool:
    """Whether the mark found ends the sentence that begins with `rest`, the rest of a block."""
    at, after = found.start(), found.end()
    if after == rest.end:
        return True
    if not text[after].isspace():
        return text[at] in _UNSPACED_MARKS or _is_glued(text, found)
    follows = _after_opening(text, after, rest.end)
    if follows == rest.end:
        return False  # only punctuation is left: it stays with this sentence
    if text[follows].islower():
        return False
    quoted = any(mark in "\"”»'’" for mark in found.group())
    if quoted and text[at] in "?!" and _SAYING_AFTER_QUOTE.match(text, follows, rest.end):
        return False
    if found.group() == ".":
        return not _is_abbreviation(text, at, follows, rest)
    return True


def _is_glued(text: str, found: re.Match[str]) -> bool:
    """Whether a space was lost after the mark: "… in March.The mayor", but not "News.Example"."""
    before = _LAST_WORD.search(text, max(0, found.start() - _WORD_CHARS), found.start())
    after = _GLUED.match(text, found.end())
    if before is None or after is None or not before.group()[-2:].islower():
        return False
    return before.group().islower() or after.group()[:-1].lower() in _OPENERS


def _after_opening(text: str, at: int, end: int) -> int:
    while at < end and (text[at] in _OPENING or text[at].isspace()):
        at += 1
    return at


def _is_abbreviation(text: str, at: int, follows: int, rest: Span) -> bool:
    """Whether the full stop at `at` belongs to its word and the sentence goes on at `follows`."""
    found = _LAST_WORD.search(text, max(rest.start, at - _WORD_CHARS), at)
    if found is None:
        return False
    written = found.group().strip("'’-")
    word = written.lower()
    next_word = _NEXT_WORD.match(text, follows, rest.end)
    opens = next_word is not None and next_word.group().lower() in _OPENERS
    if written.isdigit():
        return (
            not text[rest.start : found.start()].strip() and len(written) <= 2
        )  # the number of a list's item
    if word in _TITLES:
        return True
    if word in _NUMBERED or word in _MONTHS:
        return text[follows].isdigit()
    if (word in _EITHER_WAY and written[:1].isupper()) or word in ("etc", "al", "ph.d"):
        return not opens
    initial = len(written) == 1 and written.isalpha() and written.isupper()
    dotted = "." in written and all(len(part) <= 2 for part in written.split("."))
    return (initial or dotted) and not opens


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence itself, or pieces of it of at most MAX_SENTENCE_CHARS."""
    start, end = sentence
    while end - start > MAX_SENTENCE_CHARS:
        cut = _cutting_place(text, start)
        if (piece := trimmed(text, start, cut)) is not None:
            yield piece
        start = cut
    if (piece := trimmed(text, start, end)) is not None:
        yield piece


def _cutting_place(text: str, start: int) -> int:
    """After a semicolon, else a comma, else a word, in the second half of the bound; else anywhere."""
    half, bound = start + MAX_SENTENCE_CHARS // 2, start + MAX_SENTENCE_CHARS
    for mark in (";", ":", ",", ""):
        for at in range(bound - 1, half, -1):
            if text[at].isspace() and text[at - len(mark) : at] == mark:
                return at
    return bound
