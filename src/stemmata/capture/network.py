"""One request over the network, to an address that was checked.

A host name is resolved once, every address that it has is checked, and the connection goes to one of
them: a name that means something else a moment later leads nowhere. Proxies are not used.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from stemmata.capture.payload import size_reason
from stemmata.errors import InputError

__all__ = ["Answer", "Timeouts", "ask", "public", "split"]

PORTS = {"http": 80, "https": 443}
PIECE_BYTES = 65_536
HOST = re.compile(r"[\w.:%-]+", re.ASCII)
TARGET_SAFE = "!$%&'()*+,/:;=?@~"

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given out
IPV4_IN_IPV6 = (  # the last 32 bits are where such a packet comes out
    ipaddress.IPv6Network("::ffff:0:0/96"),
    ipaddress.IPv6Network("64:ff9b::/96"),
)
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
CLOUD_IPV4 = (  # public by number, but answered by the machine that a program runs on
    ipaddress.IPv4Network("168.63.129.16/32"),  # Azure's metadata
    ipaddress.IPv4Network("192.0.0.0/24"),  # Oracle's, among protocol assignments
)


class Timeouts(NamedTuple):
    """How long a server may take: to be reached, between two bytes, and in all."""

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what came: the head as sent, and the body as far as it was read."""

    url: str
    request: bytes
    head: bytes
    status: int
    headers: Message
    body: bytes


def public(address: str) -> bool:
    """Whether a numeric address lies in the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in network for network in IPV4_IN_IPV6):
            return public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found in SIX_TO_FOUR:
            return public(str(found.sixtofour))
        return found in GLOBAL_UNICAST and found.is_global and not found.is_multicast
    reserved = found.is_multicast or found.is_reserved or any(found in net for net in CLOUD_IPV4)
    return found.is_global and not reserved


def ask(
    url: str,
    *,
    headers: dict[str, str],
    limit_bytes: int,
    timeouts: Timeouts,
    allow_private: bool = False,
    body: bytes | None = None,
) -> Answer:
    """GET one address, or POST a body to it, without following where the answer points.

    Raises:
        InputError: There is no answer, or it may not be asked for, or it is too large.
    """
    parts = split(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    method = "GET" if body is None else "POST"
    lines = [f"{method} {_target(parts)} HTTP/1.1", f"Host: {_host_field(parts)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    request = "\r\n".join([*lines, "Connection: close", "", ""]).encode("ascii") + (body or b"")
    with (
        _said_plainly(host),
        _connected(host, port, parts.scheme, timeouts, allow_private) as connection,
    ):
        connection.sendall(request)
        return _answer(url, request, _Wire(connection, timeouts), limit_bytes)


def split(url: str) -> SplitResult:
    """The parts of a web address; InputError where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(f"is no address ({error}); check its spelling") from error
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        raise InputError("is no address on the web; expected http:// or https:// and a host name")
    if parts.username is not None:
        raise InputError(
            "holds a user name or password, which would be archived; leave them out of the address"
        )
    return parts


def _target(parts: SplitResult) -> str:
    target = quote(parts.path, safe=TARGET_SAFE, errors="replace") or "/"
    return target + (
        f"?{quote(parts.query, safe=TARGET_SAFE, errors='replace')}" * bool(parts.query)
    )


def _host_field(parts: SplitResult) -> str:
    host = _ascii(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port is None else f"{host}:{parts.port}"


def _ascii(host: str) -> str:
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not HOST.fullmatch(name):
        raise InputError(f"has the host name {host!r}, which cannot be; check its spelling")
    return name


@contextmanager
def _connected(
    host: str, port: int, scheme: str, timeouts: Timeouts, allow_private: bool
) -> Iterator[socket.socket]:
    name = _ascii(host)
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    if not allow_private:
        for *_, address in found:
            if not public(str(address[0])):
                raise InputError(
                    f"leads to {address[0]}, which is no public address; nothing inside a private "
                    "network is fetched without --allow-private"
                )
    with _first_open(found, timeouts.connect_s) as connection:
        if scheme == "http":
            yield connection
        else:
            secure = ssl.create_default_context()
            with secure.wrap_socket(connection, server_hostname=name) as wrapped:
                yield wrapped


def _first_open(
    found: Sequence[tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]],
    connect_s: float,
) -> socket.socket:
    """A connection to the first of the checked addresses that takes one."""
    failure = OSError("the host name has no address")
    for family, kind, protocol, _, address in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(connect_s)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


class _Wire(io.RawIOBase):
    """A connection to read from, which gives up when time is up."""

    def __init__(self, connection: socket.socket, timeouts: Timeouts) -> None:
        self._connection, self._timeouts = connection, timeouts
        self._until = time.monotonic() + timeouts.total_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"not finished after {self._timeouts.total_s:g} s")
        self._connection.settimeout(min(left, self._timeouts.read_s))
        return self._connection.recv_into(buffer)


class _Head(io.BufferedReader):
    """Remembers the lines that are read: the head of the last answer, as it was sent."""

    def __init__(self, wire: _Wire) -> None:
        super().__init__(wire, PIECE_BYTES)
        self.lines: list[bytes] = []

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if line.startswith(b"HTTP/"):  # an answer such as 100 Continue came before
            self.lines.clear()
        self.lines.append(line)
        return line

    def makefile(self, mode: str) -> "_Head":  # noqa: ARG002 (what http.client asks a socket for)
        return self


def _answer(url: str, request: bytes, wire: _Wire, limit_bytes: int) -> Answer:
    reader = _Head(wire)
    response = http.client.HTTPResponse(reader, method="GET")  # type: ignore[arg-type]
    response.begin()
    head = b"".join(reader.lines).rstrip(b"\r\n") + b"\r\n"
    body = bytearray()
    while piece := response.read(PIECE_BYTES):
        body += piece
        if len(body) > limit_bytes:
            raise InputError(size_reason(None, limit_bytes))
    if response.length:
        raise InputError(f"broke off {response.length:,} bytes before its end; fetch it again")
    return Answer(url, request, head, response.status, response.headers, bytes(body))


@contextmanager
def _said_plainly(host: str) -> Iterator[None]:
    """What goes wrong on the way, as a message."""
    try:
        yield
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"gave no answer ({host}: {why}); try again later") from error
