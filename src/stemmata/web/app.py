"""The workbench as an ASGI application: one table of pages, one of files."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from stemmata.errors import StemmataError, UsageError
from stemmata.ledger import Ledger
from stemmata.web.asking import Asked, Moved, NotHere, Page
from stemmata.web.guard import LOOPBACK, Guard
from stemmata.web.pages.article import article, row
from stemmata.web.pages.articles import articles
from stemmata.web.pages.captured import FRAME_HEADERS, captured, frame
from stemmata.web.pages.changes import change, changes
from stemmata.web.pages.claims import claim, claims
from stemmata.web.pages.overview import overview
from stemmata.web.pages.rejected import rejected
from stemmata.web.pages.search import search
from stemmata.web.templates import filled, static

__all__ = ["PAGES", "create_app"]

PAGES: dict[str, Callable[[Asked], Page | Moved]] = {
    "/": overview,
    "/articles": articles,
    "/articles/{article}": article,
    "/articles/{article}/rows/{row}": row,
    "/articles/{article}/captured": captured,
    "/articles/{article}/since/{before}": change,
    "/changes": changes,
    "/claims": claims,
    "/claims/{claim}": claim,
    "/rejected": rejected,
    "/search": search,
}
"""Each page at its path; with `.json` behind it, the same as JSON."""

FRAME = "/articles/{article}/captured/page"
"""The captured page itself, for a sandboxed frame."""

FILES = {
    "/look.css": ("text/css", ("report/page.css", "report/stemma.css", "web/look.css")),
    "/comfort.js": ("text/javascript", ("web/comfort.js",)),
    "/icon.svg": ("image/svg+xml", ("web/icon.svg",)),
}
"""What makes pages comfortable: a media type, and files one after another."""

ROWS_LIT = 300
"""Rows of an article that light up together with their words; few articles have a tenth of them."""

T = TypeVar("T")


def create_app(
    folder: Path,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    token: str | None = None,
) -> Starlette:
    """The workbench of one case.

    Args:
        folder: The case.
        hosts: Names that it may be asked under; None for any.
        token: What every path begins with; not None where others than this machine can ask.
    """
    answers = _Answers(folder)
    # `.json` first, or the name in a path would take it in.
    routes = [Route(_json_path(path), answers.json(page)) for path, page in PAGES.items()]
    routes += [Route(path, answers.html(page)) for path, page in PAGES.items()]
    routes += [Route(path, _file(*file)) for path, file in FILES.items()]
    routes += [Route(FRAME, answers.frame), Route("/rows.css", _rows_css)]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={404: _no_such_page, 405: _no_such_page},
    )


def _json_path(path: str) -> str:
    return ("/overview" if path == "/" else path) + ".json"


@dataclass(frozen=True, slots=True)
class _Answers:
    """Endpoints. Each request opens the ledger for itself: a millisecond, and no lock between threads."""

    folder: Path

    def html(self, page: Callable[[Asked], Page | Moved]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            shown = self._asked(page, request)
            if isinstance(shown, _Trouble):
                return _sorry(request, shown)
            if isinstance(shown, Moved):
                return RedirectResponse(request.scope["root_path"] + shown.path)
            return HTMLResponse(_filled(request, shown.TEMPLATE, page=shown))

        return endpoint

    def json(self, page: Callable[[Asked], Page | Moved]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            shown = self._asked(page, request)
            if isinstance(shown, _Trouble):
                return _ascii({"error": shown.message}, shown.status)
            return _ascii(shown.to_object())

        return endpoint

    def frame(self, request: Request) -> Response:
        """The captured page, harmless."""
        shown = self._asked(frame, request)
        if isinstance(shown, _Trouble):
            return _sorry(request, shown)
        return HTMLResponse(shown, headers=FRAME_HEADERS)

    def _asked(self, page: Callable[[Asked], T], request: Request) -> "T | _Trouble":
        try:
            with Ledger.open(self.folder) as ledger:
                return page(Asked(self.folder, ledger, request.path_params, request.query_params))
        except NotHere as missing:
            return _Trouble(404, "Not in this case", str(missing))
        except UsageError as error:
            return _Trouble(400, "This cannot be shown", str(error))
        except StemmataError as error:
            return _Trouble(500, "The case cannot be read", str(error))


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why there is no page."""

    status: int
    title: str
    message: str


def _filled(request: Request, template: str, **values: object) -> str:
    root, path = request.scope["root_path"], request.url.path
    here = path.removeprefix(root)
    json_url = _json_path(here) + (f"?{request.url.query}" if request.url.query else "")
    return filled(
        template,
        root=root,
        here=here,
        json_url=json_url,
        q=request.query_params.get("q", ""),
        **values,
    )


def _sorry(request: Request, trouble: _Trouble) -> Response:
    return HTMLResponse(_filled(request, "sorry.html", trouble=trouble), trouble.status)


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _sorry(request, _Trouble(status, "No such page", "The workbench has no page here."))


def _ascii(thing: object, status: int = 200) -> Response:
    """JSON that any code point survives in, lone surrogates too."""
    body = json.dumps(thing, ensure_ascii=True, separators=(",", ":"))
    return Response(body, status, media_type="application/json")


def _file(media_type: str, names: tuple[str, ...]) -> Callable[[Request], Response]:
    def endpoint(_: Request) -> Response:
        return Response(b"\n".join(map(static, names)), media_type=media_type)

    return endpoint


def _rows_css(request: Request) -> Response:
    """The rule that lights up a row and its words together: one selector a row."""
    given = request.query_params.get("n", "")
    rows = min(int(given), ROWS_LIT) if given.isdecimal() else 0
    listed = ",\n".join(
        f"#a1:has(.x{n}:is(:hover,:focus-within,:target)) .x{n}" for n in range(1, rows + 1)
    )
    rule = f"{listed}{{--said:var(--glow);--own:var(--glow);--ring:var(--ink)}}\n" if rows else ""
    return Response(rule, media_type="text/css")
