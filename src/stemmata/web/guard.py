"""Who may ask, and what browsers may do with the answers.

Rebinding a name to this machine is caught by the Host header, requests forged by other sites by Origin
and Sec-Fetch-Site. Beyond loopback, every path begins with a secret.
"""

import secrets
import time
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ALWAYS", "LOOPBACK", "Guard"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that only this machine reaches."""

ASKING = ("GET", "HEAD")
OWN_SITE = ("same-origin", "none")  # "none": typed, bookmarked, opened from a terminal

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
    "X-DNS-Prefetch-Control": "off",
    "Cache-Control": "no-store",
}
"""Headers of every answer that does not set them itself."""


class Guard:
    """Lets through what comes from this machine's own pages, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None, token: str | None) -> None:
        """Guard an application.

        Args:
            app: What is guarded.
            hosts: Names that it is asked under; None for any, which needs a token.
            token: The first part of every path, or None for none.
        """
        self._app, self._hosts, self._token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        began = time.perf_counter()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Server-Timing"] = f"page;dur={(time.perf_counter() - began) * 1e3:.1f}"
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        app = self._app if refused is None else refused
        if self._token is not None and refused is None:
            scope = {**scope, "root_path": f"/{self._token}"}
        await app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return PlainTextResponse("This workbench does not answer to that name.", 421)
        if self._token is not None and not _begins_with(scope["path"], self._token):
            return PlainTextResponse("Open the whole address that the terminal shows.", 404)
        if scope["method"] not in ASKING and not _is_own(headers, host):
            return PlainTextResponse("Another site sent this form; nothing was done.", 403)
        return None


def _name(host: str) -> str | None:
    """The host without its port."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _begins_with(path: str, token: str) -> bool:
    first = path.removeprefix("/").partition("/")[0]
    return secrets.compare_digest(first.encode("utf-8", "replace"), token.encode())


def _is_own(headers: Headers, host: str) -> bool:
    """Whether one of our pages sent this: browsers say so in one of two headers."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") in OWN_SITE
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False
