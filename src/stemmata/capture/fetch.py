"""Pages from the web, politely: only what was asked for, one at a time, and only where one may.

Used only with --fetch. Never reaches into a private network unless told to (`network`).
"""

import time
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from stemmata.capture.encodings import decoded
from stemmata.capture.network import Answer, Timeouts, ask, split
from stemmata.capture.payload import HTML_TYPES, LIMIT_BYTES, charset_of, check, looks_like_html
from stemmata.capture.redirects import body_as_far_as_decoded, target_of
from stemmata.capture.software import software
from stemmata.errors import InputError, UsageError
from stemmata.model import Capture, Captured, Exchange, Given, Rejected, Sighting

__all__ = ["Fetcher"]

MOST_REDIRECTS = 10  # where browsers stop at 20, and no honest page needs 5
ROBOTS_BYTES = 5_000_000  # RFC 9309, 2.5: at least 500 KiB must be read
ALL_FORBIDDEN = ("User-agent: *", "Disallow: /")
MOST_DELAY_S = 30.0  # what a site's Crawl-delay may ask for; beyond, a list would take days


class Fetcher:
    """Fetches one page after the other: never two at once, and with a rest between two of one host."""

    def __init__(
        self,
        *,
        now: Callable[[], str],
        contact: str | None = None,
        allow_private: bool = False,
        delay_s: float = 1.0,
        limit_bytes: int = LIMIT_BYTES,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 (frozen)
    ) -> None:
        """Nothing is fetched yet.

        Args:
            now: The clock, as ISO in UTC.
            contact: An address that a site's owner can turn to, sent with each request.
            allow_private: Whether addresses outside the public internet may be fetched.
            delay_s: The rest between two requests to one host; a longer Crawl-delay is kept.
            limit_bytes: Most bytes of one page, compressed and not.
            timeouts: How long a server may take.
        """
        if contact is not None and not (contact.isascii() and contact.isprintable()):
            raise UsageError(f"the contact is {contact!r}; expected a mail or web address in ASCII")
        self.user_agent = software() + (f" (+{contact})" if contact else "")
        self._now, self._allow_private, self._delay_s = now, allow_private, delay_s
        self._limit_bytes, self._timeouts = limit_bytes, timeouts
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str) -> Captured | Rejected:
        """The page at an address, with what was asked and answered on the way to it."""
        try:
            return self._page(url)
        except InputError as error:
            return Rejected(url, "capture", str(error))

    def _page(self, url: str) -> Captured:
        exchanges: list[Exchange] = []
        at = url.partition("#")[0].strip()
        while True:
            self._check_robots(at)
            seen_utc = self._now()
            answer = self._get(at, self._limit_bytes)
            target = _redirect(answer)
            if target is None:
                exchanges.append(Exchange(at, answer.request, answer.head))
                break
            body = body_as_far_as_decoded(answer.body, _encoding(answer), self._limit_bytes)
            exchanges.append(Exchange(at, answer.request, answer.head, body, seen_utc))
            if len(exchanges) > MOST_REDIRECTS:
                raise InputError(
                    f"was redirected more than {MOST_REDIRECTS} times, last to {target}"
                )
            at = target
        payload = _payload(answer, self._limit_bytes)
        return Captured(
            path=url,
            capture=Capture.of(payload, "text/html"),
            sighting=Sighting(url, at, seen_utc),
            payload=payload,
            given=Given(charset=charset_of(answer.headers.get("Content-Type", ""))),
            exchanges=tuple(exchanges),
        )

    def _get(self, url: str, limit_bytes: int) -> Answer:
        """One request, after a rest since the last one to this host."""
        host, site = split(url).netloc.lower(), _site(url)
        robots = self._robots.get(site)
        asked_s = robots.crawl_delay(self.user_agent) if robots else None
        delay_s = max(self._delay_s, min(float(asked_s or 0), MOST_DELAY_S))
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + delay_s - time.monotonic()))
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml",
            "Accept-Encoding": "gzip",
        }
        try:
            return ask(
                url,
                headers=headers,
                limit_bytes=limit_bytes,
                timeouts=self._timeouts,
                allow_private=self._allow_private,
            )
        finally:
            self._asked[host] = time.monotonic()

    def _check_robots(self, url: str) -> None:
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = self._robots_of(site)
        robots = self._robots[site]
        if not robots.can_fetch(self.user_agent, url):
            raise InputError(
                f"may not be fetched: {site}/robots.txt forbids it or is out of order; "
                "save the page in a browser and name the file"
            )

    def _robots_of(self, site: str) -> RobotFileParser:
        """The rules of a site: all is allowed where it has none, nothing where they are out of order."""
        rules = RobotFileParser()
        at = f"{site}/robots.txt"
        try:
            for _ in range(MOST_REDIRECTS):
                answer = self._get(at, ROBOTS_BYTES)
                target = _redirect(answer)
                if target is None:
                    break
                at = target
        except InputError:
            rules.parse([])  # not to be reached; nor will the page be
            return rules
        if answer.status >= 500:  # RFC 9309, 2.3.1.4
            rules.parse(ALL_FORBIDDEN)
        elif answer.status >= 300:
            rules.parse([])
        else:
            body = decoded(answer.body, _encoding(answer), ROBOTS_BYTES)
            rules.parse(body.decode("utf-8", "replace").splitlines())
        return rules


def _site(url: str) -> str:
    parts = split(url)
    return f"{parts.scheme}://{parts.netloc}"


def _redirect(answer: Answer) -> str | None:
    """Where an answer points instead of being one."""
    return target_of(answer.url, answer.status, answer.headers.get("Location"))


def _encoding(answer: Answer) -> str:
    return str(answer.headers.get("Content-Encoding", "")).strip().lower()


def _payload(answer: Answer, limit_bytes: int) -> bytes:
    if not 200 <= answer.status < 300:
        first = answer.head.splitlines()[0].decode("latin-1")
        raise InputError(f"was answered with {first!r}; expected a page (200)")
    content_type = answer.headers.get("Content-Type", "").lower()
    payload = decoded(answer.body, _encoding(answer), limit_bytes)
    if not content_type.startswith(HTML_TYPES) and (content_type or not looks_like_html(payload)):
        raise InputError(
            f"is no HTML page but {content_type or 'of no stated type'}; save it and name the file"
        )
    check(payload, "text/html")
    return payload
