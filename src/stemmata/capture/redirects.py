"""Answers that only point on, kept until the page that they lead to is there."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin

from stemmata.capture.encodings import decoded
from stemmata.errors import InputError
from stemmata.model import Exchange

__all__ = ["REDIRECTS", "Redirects", "body_as_far_as_decoded", "target_of"]

REDIRECTS = (301, 302, 303, 307, 308)


class Redirects:
    """The redirects of an archive that no page was found for yet.

    Invariant: they hold at most `limit_bytes` altogether; the oldest are given up first, and `lost` counts
    them.
    """

    def __init__(self, limit_bytes: int) -> None:
        self.lost = 0
        self._limit_bytes, self._size_bytes = limit_bytes, 0
        self._waiting: deque[tuple[str, Exchange]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, exchange: Exchange, target: str) -> None:
        """Keep an answer that points to the address `target`."""
        self._waiting.append((target, exchange))
        self._size_bytes += _size_bytes(exchange)
        while self._size_bytes > self._limit_bytes:
            self._size_bytes -= _size_bytes(self._waiting.popleft()[1])
            self.lost += 1

    def to(self, url: str) -> tuple[Exchange, ...]:
        """The redirects that led to an address, the first one first; they wait no longer."""
        return tuple(self._taken(url.partition("#")[0]))

    def _taken(self, url: str) -> Iterator[Exchange]:
        leading = [exchange for target, exchange in self._waiting if target == url]
        self._waiting = deque(pair for pair in self._waiting if pair[0] != url)
        for exchange in leading:
            self._size_bytes -= _size_bytes(exchange)
            yield from self._taken(exchange.url)
            yield exchange


def _size_bytes(exchange: Exchange) -> int:
    return sum(map(len, exchange[:4]))


def target_of(url: str, status: int, location: str | None) -> str | None:
    """Where an answer of this status points instead of being one; None where it does not.

    Raises:
        InputError: To something that is no address.
    """
    if status not in REDIRECTS or not location:
        return None
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError as error:
        raise InputError(f"was redirected to {location!r}, which is no address") from error


def body_as_far_as_decoded(body: bytes, encoding: str, limit_bytes: int) -> bytes:
    """What a redirect shows those who do not follow it; as it was sent where it cannot be decoded."""
    try:
        return decoded(body, encoding, limit_bytes)
    except InputError:
        return body
