"""What stands on an article's page without being the article: bylines, datelines, captions, teasers.

By rule and by place: what is harmless to say at the end of an article ("Jane Roe is a researcher
at …") is a sentence like any other inside it. Must not judge what a sentence of the article claims.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from stemmata.extract.sentences import trimmed
from stemmata.model import Article, Span

__all__ = ["furniture"]

_HEAD_PARTS = 10  # a byline block rarely has more lines: section, names, role, two dates, share row
_TAIL_PARTS = 6
_OPENING_PARTS = 6  # a dateline opens the text, after the headline and a line or two
_RUNNING_WORDS = 8  # a part this long that ends like a sentence is text of the article
_LONGEST_PROMOTION = 320  # characters; a longer part that says "subscribe" talks about it
_SHORTEST_HEADLINE = 30  # characters; shorter first lines may be a date or a share row
_LONGEST_LINE = 160  # characters of a byline block's or signature's line
_LONGEST_EDGE = 120  # characters of a dateline
_LONGEST_FORM = 14  # parts between a poll's or form's first line and its last
_LONGEST_CAPTION = 3  # sentences before the credit
_LONGEST_TEASERS = 4  # titles of other stories between two lines of furniture that end a page

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|EST|EDT|ET|CET|BST|KSA))?)"
)
_DATE = (
    rf"(?:(?:{_DAY},?\s+)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}(?:T\S{{4,14}})?"
    rf")(?:\s*[,|–-]?\s*(?:at\s+)?{_CLOCK})*)"
)
_DATED = (
    r"(?:(?:date\s+of\s+publication|(?:first\s+|last\s+)?(?:published|updated?|posted|modified)"
    r"(?:\s+(?:on|at))?|date)\s*:?\s*)"
)
_PARTICLE = r"(?:al|el|bin|ibn|de|da|del|della|di|van|von|der|den|la|le|ter|dos|abu)"
_NAME_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)*|(?:[a-z]{1,3}[-'’])?[A-Z][\w'’]*(?:-[\w'’]+)*)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_NAME_WORD}){{1,4}}"
_HANDLE = rf"[—–-]+\s?[^@\n]{{1,60}}\(@\w{{1,20}}\)(?:\s*{_DATE})?"


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE, begins: str = "") -> re.Pattern[str]:
    """One expression out of several; `begins`, true where any of them may begin, spares a long search."""
    return re.compile(f"(?:{begins})(?:" + "|".join(f"(?:{p})" for p in patterns) + ")", flags)


_WHOLE = _any(
    r"(?:https?://|www\.)\S+",
    r"(?:#\w+[\s,]*)+",
    r"\d+(?:\W\d+)*\W*",
    r"(?:pic\.twitter\.com|t\.co)/\S+.{0,100}",
    rf"{_DATED}?{_DATE}(?:[\s|,–-]*(?:by\s+{_NAME}))?\.?",
    rf"{_DATED}{_DATE}.{{0,40}}",
    rf"{_NAME}\s*[|·•]\s*{_DATE}.{{0,40}}",
    rf"{_CLOCK}",
    r"(?:exit mobile version|advertisement|sponsored(?: content)?|skip ad(?:vertisement)?|loading\W*)",
    r"(?:share|tweet|print|e-?mail|save|comments?|facebook|twitter|whats\s?app|telegram|linkedin|reddit"
    r"|pinterest|copy link|share this(?: article| story| post)?|\d+\s+shares?|get short url|font size"
    r"|[\s|,/+·•&]|\d+)+",
    r"(?:share|tweet) (?:this|it)?\s*(?:on|to|via|with)\b.{0,60}",
    r"share\s*:.{1,80}",
    r"home\s*(?:[/>»›|]\s*.{1,80}){1,5}",
    r"\d+ (?:comments?|shares?|views?|likes|retweets|replies|min(?:ute)?s?(?: |-)read)\b.{0,30}",
    r"(?:reading time|time to read)\b.{0,30}",
    r"(?:tags?|topics|filed under|categor(?:y|ies)|keywords|labels)\s*:.{0,250}",
    r"(?:read|see|watch|listen)(?: more| also| next| now| the full\b.{0,40}| related\b.{0,40})?\s*[:»>|].{0,200}",
    r"(?:read (?:more|also|next|the (?:full|whole|rest|original))|also read|see also|more (?:on|from|about) this"
    r"|you (?:may|might) (?:also )?like|recommended(?: for you)?|related(?: (?:articles?|stories|posts?|news"
    r"|topics?|links?|video))?|most (?:read|popular|viewed)|trending(?: now)?|latest (?:news|videos?)"
    r"|don[’']t miss|editor[’']s (?:picks?|choice)|up next|in this (?:article|story)|more stories|watch live)\b.{0,80}",
    r"[\[(]?(?:related|read more|also|see also|more)\s*:.{1,200}[\])]?",
    r"(?:editorial|opinion|op-?ed|column|commentary|analysis|explainer|fact ?check|factbox|timeline|gallery|photos"
    r"|in pictures|videos?|watch|listen|podcast|live(?: updates)?|quiz|recap)\s*:(?!.*[.!]$).{1,160}",
    r"(?:sources?|references|notes|bibliography)(?: (?:include|for this article(?: include)?))?\s*:?",
    r"\(?\s*(?:source|via|credits?|h/t|image|images|photo|photos|picture|video|file photo|illustration|graphic)"
    r"(?: (?:credits?|source|by|courtesy(?: of)?))?\s*[:/].{1,120}",
    r"[—–-]+\s*(?:file )?(?:photo|image|picture)s?\s.{1,60}",
    r".{0,200}\(?\s*(?:photo|image|picture|video|graphic)(?:graph)?s?\s*(?:by|credit|courtesy)\b.{1,80}",
    r".{0,250}[(\[/](?:ap|afp|reuters|getty(?: images)?|epa|file|tass|xinhua|shutterstock|wikimedia)"
    r"(?:[\s/](?:photo|images?|pool|file|via).{0,60})?[)\]]?",
    r"\(?(?:additional |further )?(?:reporting|writing|editing|edited|compiled|written|translated) by\b.{1,200}",
    rf"{_HANDLE}",
    rf"[\"“'‘].{{5,200}}[\"”'’]?,? by {_NAME},.{{2,60}}{_DATE}:?",
)
"""A part that is one of these and nothing else is furniture wherever it stands."""

_PROMOTION = _any(
    r"\ball rights reserved\b|\(c\)\s*\d{4}|(?:^|\s)©\s?\w|\bcopyright \d{4}",
    r"\blicensed under\b|\bcreative commons\b",
    r"\b(?:re)?(?:posted|printed|published|produced) (?:here )?with (?:the )?(?:kind )?permission\b",
    r"\bthis (?:article|story|report|piece|post|essay|column|interview|excerpt)\b.{0,40}\b(?:first|originally)"
    r" (?:appeared|ran|published)\b",
    r"\bviews? (?:and opinions? )?expressed\b|\bopinions? expressed\b|\bnot necessarily (?:reflect|represent)\b",
    r"\bsubscribe (?:to|for|now|today|here)\b|\b(?:sign up|register) (?:here|now|today|for (?:our|the|free)|to (?:our|get|receive))\b|\bby signing up\b",
    r"\b(?:our|free|daily|weekly) (?:e-?mail )?newsletters?\b|\bdelivered (?:straight |right )?to your in-?box\b",
    r"\bfollow us\b|^\W*(?:please |you can )?follow (?:me|him|her|them|our|@\w+)\b|\b(?:like|find|join|visit) us (?:on|at)\b|\bfollow .{1,40} on (?:twitter|facebook|x|instagram|telegram)\b",
    r"\bclick (?:here|on (?:the|this) link|the link)\b|\b(?:learn|find out|discover) more at\b",
    r"\b(?:download|get) (?:the|our) (?:free )?app\b|\bavailable (?:now )?(?:on|at|from) amazon\b|\border (?:your|now|today)\b",
    r"\b(?:donate|donation|tip jar)\b.{0,60}\b(?:here|now|today|us|our|link|button|below)\b|\bsupport (?:our|independent) (?:work|journalism|mission)\b",
    r"\b(?:terms of (?:use|service)|privacy (?:policy|notice)|cookies?\b.{0,40}\b(?:use|policy|accept|consent))",
    r"\b(?:we|this site|our site|website) uses? cookies\b|\bopt[- ]out\b|\bunsubscribe\b",
    r"\b(?:leave|post|add) a (?:comment|reply)\b|\bcomments? (?:are|is|have been) (?:now )?(?:closed|disabled)\b|\brequired fields\b",
    r"\bthis field is for validation\b|\bstory continues below\b|\btake our poll\b|\bcompleting this poll\b|\bexercise your right to vote\b",
    r"\b(?:e-?mail|contact|write to|reach) (?:us|the (?:author|editor|writer)|him|her|them) (?:at|via|on|here)\b|\bdo you have a (?:story|tip)\b",
    r"\b(?:this|the above|the following) (?:video|image|photo|clip) (?:is|was|comes?) (?:taken )?(?:from|by|courtesy)\b",
    r"^\W*(?:please |be sure to |click here to )?(?:watch|see|listen to) (?:the|this) (?:\w+ )?"
    r"(?:video|clip|episode|interview|podcast|footage)\b",
    r"\bread (?:all )?the (?:latest|full (?:story|report|article))\b|\bread more (?:at|on|here|about)\b|\bmore (?:news|information) (?:at|here)\b",
    r"\b(?:english|news) (?:bulletin|desk)\s*$|\bour standards\s*:|\bdistributed by\b.{0,60}\bagency\b",
    r"^\W*(?:live|lives)? ?on at https?://|\bat https?://\S+\s*$",
    begins=r"^|\b(?=\w)|(?=[(©])|(?=\s©)",
)
"""Words that a page addresses to its visitor. Furniture where the part is short."""

_HEAD = _any(
    rf"(?i:by|written by|authored by|from|story by|report by|posted by|author:?)\s+{_NAME}\b.{{0,120}}",
    rf"{_NAME}(?:\s*(?:,|\||&|and|/)\s*{_NAME})*(?:\s*[,|–—-]\s*.{{2,60}})?",
    rf"(?:(?:{_NAME}|[A-Z][\w.]+)\s*[|,–—-]\s*)?{_DATE}.{{0,30}}",
    r"(?:News|World|Opinion|Analysis|Politics|Home|Commentary|Editorial|Exclusive|Video)(?:\s*[|/>»].{0,60})?",
    r".{2,40}[|»>].{2,60}",
    flags=re.NOFLAG,
)
"""Lines between the headline and the text."""

_TAIL = _any(
    rf"[—–-]?\s*{_NAME}(?:\s*(?:,|/|&|and)\s*{_NAME})*(?:\s*/.{{0,20}})?",
    r"[A-Z]{1,4}(?:\s?/\s?[A-Z]{1,4})+/?\.?|[A-Z]{2,4}/",
    rf"(?:{_NAME}|[A-Z][\w.]+)\s*/\s*(?:{_NAME}|[A-Z][\w.]+)",
    r"[—–-]\s?[A-Z][\w. ]{1,40}",
    flags=re.NOFLAG,
)
"""Signatures."""

_AUTHOR_BOX = re.compile(
    rf"(?:(?:{_NAME}|The (?:author|writer)),?\s+is\s+(?:an?|based|currently|the (?:author|founder|editor|director))\b"
    r".{0,80}?\b(?:author|writer|columnist|journalist|reporter|correspondent|editor|fellow|researcher|professor"
    r"|lecturer|analyst|contributor|director|founder|host|commentator|blogger|scholar)\b"
    r"|(?:His|Her|Their) (?:latest|new|most recent) books?\b)"
)

_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\b|,|&|\band\b)\s*")

_CREDITED = re.compile(
    rf"[(\[](?:(?i:photo|picture|image)s? (?:by )?)?{_NAME}\s?/\s?[A-Z][^()\[\]]{{1,40}}[)\]]$"
)
"""Who took a picture, and for whom, at the end of its caption: "(Jane Roe/Lim Times)"."""

_FORM_OPENS = _any(r"\b(?:take|vote in) our poll\b", r"\bexercise your right to vote\b")
_FORM_CLOSES = _any(
    r"\bprivacy policy\b",
    r"\bopt out\b",
    r"\bvalidation purposes\b",
    r"^e-?mail \*",
    r"\bthis poll\b",
)

_CLOSES_PAGE = _any(
    r"\bsubscribe\b|\bsign up\b|\bfollow us\b|\bjoin us\b",
    r"^(?:sources?|references)(?: include| for this article.*)?\s*:?$",
    r"\b(?:re)?(?:posted|printed|published) with permission\b|\blicensed under\b|\ball rights reserved\b|©",
)
"""Promotions that come after the last words of an article, unlike a "read more" set into it."""

_DASH = r"\s?(?:[—–]{1,2}\s?|-{1,2}\s)"
_AGENCY = r"[(\[][A-Z][\w .&/-]{1,30}[)\]]"
_PLACE = r"[A-Z][A-Z.’']++(?:[ -][A-Z][A-Z.’']++){0,3}"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:,?\s+[A-Z][\w.’'-]+){{0,3}}(?:,?\s+{_MONTH}\s+\d{{1,2}})?\s*(?:{_AGENCY}\s*)?{_DASH}"
    rf"|{_PLACE}(?:,?\s+[A-Z][\w.’'-]+){{0,2}}\s+{_AGENCY}\s*:?\s+"
    rf"|[A-Z][\w.’'-]+(?:[ ,]+[A-Z][\w.’'-]+){{0,3}}(?:,?\s+{_MONTH}\s+\d{{1,2}})?\s*{_AGENCY}\s*(?:{_DASH}|:\s))"
    r"(?=\S)"
)
_FIELD_PREFIX = re.compile(r"(?:title|headline|author|source|date|published)\s*:\s+(?=\S)")
"""The name of a field that a scraper left before its value; capitalised, it would be a label's text."""
_DATE_PREFIX = re.compile(
    rf"(?i:{_DATED})?{_DATE}\)?(?:\s*\((?i:{_DATED})(?:(?:{_CLOCK}|\d{{4}})\s+)?{_DATE}\))?(?:\s*Get short URL(?:\s+\d+)*)?"
    rf"(?:\s*[|–—:-]\s*|\s+)(?:by\s+{_NAME}\s+)?(?=\S)"
)
_POSTED_SUFFIX = re.compile(rf"(?:pic\.twitter\.com/\S+|https?://t\.co/\S+|{_HANDLE}\s*$).*$")
_LINK_SUFFIX = re.compile(r"\s(?:https?://\S+|www\.\S+)\s*$")


def furniture(article: Article, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The furniture of an article, in order: whole parts, or what stands before or after one's words.

    Args:
        article: The article.
        parts: Its sentences, in order.

    Returns:
        Spans inside the parts, without white space at their ends, not overlapping.
    """
    whole = _whole_parts(article, parts)
    return tuple(
        span
        for i, part in enumerate(parts)
        for span in ([part] if i in whole else _edges(article.text, part, opens=i < _OPENING_PARTS))
    )


def _whole_parts(article: Article, parts: Sequence[Span]) -> frozenset[int]:
    text = article.text
    words = [text[start:end] for start, end in parts]
    alone = [_stands_alone(text, part) for part in parts]
    running = [_is_running(word) for word in words]
    head = _head_end(running)
    tail = max(_tail_start(running), len(parts) - _TAIL_PARTS)
    names = set(article.byline)
    found = set[int]()
    for i, word in enumerate(words):
        if _is_headline(article, parts[i], first=i == 0):
            continue
        if (
            _is_promotion(word)
            or _is_byline(word, names)
            or (1 <= i < head and alone[i] and _is_heading(word))
            or (i >= tail and i > 1 and _is_signature(word))
        ):
            found.add(i)
    found |= _forms(words) | _captions(text, parts)
    return frozenset(found | _teasers(words, found, alone))


def _is_headline(article: Article, part: Span, *, first: bool) -> bool:
    """Whether the part is the headline, known or by its place ("WATCH: Crowds gather in Ardesh")."""
    if article.headline is not None:
        return part.overlaps(article.headline)
    return first and part.end - part.start > _SHORTEST_HEADLINE


def _is_promotion(word: str) -> bool:
    return len(word) <= _LONGEST_PROMOTION and bool(
        _WHOLE.fullmatch(word) or _PROMOTION.search(word)
    )


def _is_byline(word: str, names: AbstractSet[str]) -> bool:
    """Whether a part is nothing but the article's authors."""
    return bool(names) and all(name in names for name in _BETWEEN_NAMES.split(word))


def _is_heading(word: str) -> bool:
    return len(word) <= _LONGEST_LINE and not word.isupper() and bool(_HEAD.fullmatch(word))


def _is_signature(word: str) -> bool:
    if len(word) <= _LONGEST_LINE and _TAIL.fullmatch(word):
        return True
    return len(word) <= _LONGEST_PROMOTION and bool(_AUTHOR_BOX.match(word))


def _is_running(word: str) -> bool:
    return word.count(" ") + 1 >= _RUNNING_WORDS and word.rstrip("\"'”’)]»")[-1:] in ".!?…"


def _head_end(running: Sequence[bool]) -> int:
    """How many parts stand before the text: the headline, and those before a part like a sentence."""
    return next((i for i, is_text in enumerate(running[:_HEAD_PARTS]) if i and is_text), 0)


def _tail_start(running: Sequence[bool]) -> int:
    """The first part after the last that reads like a sentence, less two that may be an author's box."""
    last = max((i for i, is_text in enumerate(running) if is_text), default=-1)
    return last + 1 - 2


def _stands_alone(text: str, part: Span) -> bool:
    """Whether nothing else is on the part's line or lines."""
    before = text[max(0, part.start - 1) : part.start]
    after = text[part.end : part.end + 1]
    spaced = text[max(0, part.start - 40) : part.start].rstrip(" \t\u00a0")
    followed = text[part.end : part.end + 40].lstrip(" \t\u00a0")
    return (not before or spaced[-1:] in "\n\r") and (not after or followed[:1] in "\n\r")


def _captions(text: str, parts: Sequence[Span]) -> set[int]:
    """The sentences of a paragraph that ends with who took its picture."""
    found = set[int]()
    for i, part in enumerate(parts):
        if not _CREDITED.search(text, *part):
            continue
        first = i
        while (
            first
            and i - first < _LONGEST_CAPTION
            and _one_line(text, *parts[first - 1 : first + 1])
        ):
            first -= 1
        found.update(range(first, i + 1))
    return found


def _one_line(text: str, before: Span, after: Span) -> bool:
    return not any(mark in text[before.end : after.start] for mark in "\n\r")


def _forms(words: Sequence[str]) -> set[int]:
    """Parts from a poll's or form's first line to its last."""
    found = set[int]()
    for i, word in enumerate(words):
        if _FORM_OPENS.search(word):
            reach = range(i, min(len(words), i + _LONGEST_FORM))
            closing = [at for at in reach if at > i and _FORM_CLOSES.search(words[at])]
            found.update(range(i, max(closing, default=i) + 1))
    return found


def _teasers(words: Sequence[str], found: set[int], alone: Sequence[bool]) -> set[int]:
    """Titles of other stories: lines around a promotion that comes after the article's last words."""
    teasers = set[int]()
    earlier: int | None = None
    for i in sorted(found):
        between = range(i if earlier is None else earlier + 1, i)
        earlier = i
        if not _CLOSES_PAGE.search(words[i]):
            continue
        if len(between) <= _LONGEST_TEASERS and all(alone[at] for at in between):
            teasers.update(between)
        if len(words) - i - 1 <= _LONGEST_TEASERS and 2 * i > len(words):
            teasers.update(range(i + 1, len(words)))
    return teasers


def _edges(text: str, part: Span, *, opens: bool) -> Iterator[Span]:
    """What stands before or after the words of a part: a date, a dateline, a post's handle, a link."""
    start, end = part
    for prefix in (_FIELD_PREFIX, _DATE_PREFIX, _DATELINE) if opens else ():
        if (found := prefix.match(text, start, min(end, start + _LONGEST_EDGE))) is not None:
            start = found.end()
    if start > part.start and (span := trimmed(text, part.start, start)) is not None:
        yield span
    for suffix in (_POSTED_SUFFIX, _LINK_SUFFIX):
        found = suffix.search(text, start, end)
        if found is not None and (span := trimmed(text, found.start(), end)) is not None:
            yield span
            return
