"""The workbench as an ASGI application: one table of pages, one of files."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from anyio.to_thread import current_default_thread_limiter, run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from stemmata.errors import StemmataError, UsageError
from stemmata.web.acts import ACTS, link_case
from stemmata.web.adder import AddCase, Adder, add_with_weights
from stemmata.web.asking import Asked, Download, Moved, NotHere, Page, Told, Trouble, utc_now
from stemmata.web.counted import Counted
from stemmata.web.guard import ALWAYS, LOOPBACK, Guard
from stemmata.web.linker import LinkCase, Linker
from stemmata.web.openapi import description, json_path
from stemmata.web.pages.accusations import accusations, accusations_table
from stemmata.web.pages.actor import actor
from stemmata.web.pages.actors import actors, actors_table
from stemmata.web.pages.adding import adding
from stemmata.web.pages.article import article, row
from stemmata.web.pages.articles import articles
from stemmata.web.pages.away import (
    article_dossier,
    article_table,
    articles_table,
    changes_table,
    claim_dossier,
    claims_table,
    judgements_table,
    rejected_table,
    search_table,
    selection_dossier,
    selection_table,
)
from stemmata.web.pages.captured import FRAME_HEADERS, captured, frame
from stemmata.web.pages.changes import change, changes
from stemmata.web.pages.claims import claim, claims
from stemmata.web.pages.judgements import judgements
from stemmata.web.pages.linking import linking
from stemmata.web.pages.overview import overview
from stemmata.web.pages.rejected import rejected
from stemmata.web.pages.review import review
from stemmata.web.pages.search import search
from stemmata.web.pages.selection import selection
from stemmata.web.readers import Readers
from stemmata.web.templates import filled, static
from stemmata.web.upload import Form, handed_over, uploaded

__all__ = ["PAGES", "create_app"]

PAGES: dict[str, Callable[[Asked], Page | Moved]] = {
    "/": overview,
    "/accusations": accusations,
    "/actors": actors,
    "/actors/{actor}": actor,
    "/adding": adding,
    "/articles": articles,
    "/articles/{article}": article,
    "/articles/{article}/rows/{row}": row,
    "/articles/{article}/captured": captured,
    "/articles/{article}/since/{before}": change,
    "/changes": changes,
    "/claims": claims,
    "/claims/selection": selection,
    "/claims/{claim}": claim,
    "/judgements": judgements,
    "/linking": linking,
    "/rejected": rejected,
    "/review": review,
    "/search": search,
}
"""Each page at its path; with `.json` behind it, the same as JSON."""

DOWNLOADS: dict[str, Callable[[Asked], Download]] = {
    "/accusations.csv": accusations_table,
    "/actors.csv": actors_table,
    "/articles.csv": articles_table,
    "/changes.csv": changes_table,
    "/judgements.csv": judgements_table,
    "/rejected.csv": rejected_table,
    "/search.csv": search_table,
    "/articles/{article}.csv": article_table,
    "/articles/{article}/dossier": article_dossier,
    "/claims.csv": claims_table,
    "/claims/selection.csv": selection_table,
    "/claims/selection/dossier": selection_dossier,
    "/claims/{claim}/dossier": claim_dossier,
}
"""Each file to take away at its path."""

FORM = "application/x-www-form-urlencoded"
FORM_BYTES, FORM_FIELDS = 65_536, 10
"""Most of a form that is read: ours have a handful of short fields."""

FRAME = "/articles/{article}/captured/page"
"""The captured page itself, for a sandboxed frame."""

FILES = {
    "/look.css": ("text/css", ("report/page.css", "report/stemma.css", "web/look.css")),
    "/adding.js": ("text/javascript", ("web/adding.js",)),
    "/comfort.js": ("text/javascript", ("web/comfort.js",)),
    "/icon.svg": ("image/svg+xml", ("web/icon.svg",)),
}
"""What makes pages comfortable: a media type, and files one after another."""

ROWS_LIT = 300
"""Rows of an article that light up together with their words; few articles have a tenth of them."""

PAGES_AT_ONCE, SLOW_AT_ONCE = 1, 2
"""Pages are made one after another: Python runs one at a time, and each call of SQLite would wait for the
others' turns. What may take seconds, files to take away and acts, does not stand in their line.
"""

T = TypeVar("T")


def create_app(
    folder: Path,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    token: str | None = None,
    link: LinkCase = link_case,
    fetching: bool = False,
    add: AddCase | None = None,
) -> Starlette:
    """The workbench of one case.

    Args:
        folder: The case.
        hosts: Names that it may be asked under; None for any.
        token: What every path begins with; not None where others than this machine can ask.
        link: What links the case.
        fetching: Whether addresses that are handed over are fetched.
        add: What adds to the case; by default, as `stemmata add` does.
    """
    add = add or add_with_weights(now=utc_now, fetching=fetching)
    counted, readers = Counted(), Readers(folder)
    adder = Adder(folder, add, may_fetch=fetching, changed=counted.forget)
    slow = CapacityLimiter(SLOW_AT_ONCE)
    answers = _Answers(folder, readers, Linker(folder, link), adder, counted, slow)
    # `.json` and `.csv` first, or the name in a path would take it in.
    routes = [Route(json_path(path), answers.json(page)) for path, page in PAGES.items()]
    routes += [Route(path, answers.file(made)) for path, made in DOWNLOADS.items()]
    routes += [Route(path, answers.html(page, path)) for path, page in PAGES.items()]
    routes += [Route(path, answers.act(act), methods=["POST"]) for path, act in ACTS.items()]
    routes.append(Route("/adding", answers.take, methods=["POST"]))
    routes += [Route(path, _file(*file)) for path, file in FILES.items()]
    routes += [Route(FRAME, answers.frame), Route("/rows.css", _rows_css)]
    routes.append(Route("/openapi.json", _openapi))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
        yield
        readers.close()

    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={404: _no_such_page, 405: _no_such_page, 500: _fault},
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """Endpoints. Each request asks one moment of the ledger."""

    folder: Path
    readers: Readers
    linker: Linker
    adder: Adder
    counted: Counted
    slow: CapacityLimiter

    def html(
        self, page: Callable[[Asked], Page | Moved], path: str
    ) -> Callable[[Request], Response]:
        has_table = f"{path}.csv" in DOWNLOADS

        def endpoint(request: Request) -> Response:
            shown = self._asked(page, request)
            if isinstance(shown, Trouble):
                return _sorry(request, shown)
            if isinstance(shown, Moved):
                return RedirectResponse(request.scope["root_path"] + shown.path)
            return HTMLResponse(_filled(request, shown.TEMPLATE, has_table=has_table, page=shown))

        return endpoint

    def json(self, page: Callable[[Asked], Page | Moved]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            shown = self._asked(page, request)
            if isinstance(shown, Trouble):
                return _ascii({"error": shown.message}, shown.status)
            return _ascii(shown.to_object())

        return endpoint

    def file(self, made: Callable[[Asked], Download]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            found = await run_sync(self._asked, made, request, limiter=self.slow)
            if isinstance(found, Trouble):
                return _sorry(request, found)
            # Saved, not shown: a dossier has a style of its own, which our policy would refuse.
            headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
            return Response(found.body, media_type=found.media_type, headers=headers)

        return endpoint

    def act(self, act: Callable[[Told], str]) -> Callable[[Request], Awaitable[Response]]:
        def done(form: Mapping[str, str]) -> "str | Trouble":
            went = _tried(lambda: act(Told(self.folder, form, self.linker, self.adder)))
            self.counted.forget()  # what was judged here counts at once
            return went

        async def endpoint(request: Request) -> Response:
            form = await _form(request)
            if isinstance(form, Trouble):
                return _sorry(request, form)
            went = await run_sync(done, form, limiter=self.slow)
            if isinstance(went, Trouble):
                return _sorry(request, went)
            return RedirectResponse(request.scope["root_path"] + went, 303)

        return endpoint

    async def take(self, request: Request) -> Response:
        """What is handed over, kept aside until it is added."""
        kept = TemporaryDirectory(prefix="stemmata-")
        form = await uploaded(request, Path(kept.name))

        def taken(form: Form) -> None:
            handed = handed_over(form, may_fetch=self.adder.may_fetch)
            self.adder.take(handed, kept)

        went = form if isinstance(form, Trouble) else _tried(lambda: taken(form))
        if isinstance(went, Trouble):
            kept.cleanup()
            return _sorry(request, went)
        return RedirectResponse(request.scope["root_path"] + "/adding", 303)

    def frame(self, request: Request) -> Response:
        """The captured page, harmless."""
        shown = self._asked(frame, request)
        if isinstance(shown, Trouble):
            return _sorry(request, shown)
        return HTMLResponse(shown, headers=FRAME_HEADERS)

    def _asked(self, page: Callable[[Asked], T], request: Request) -> "T | Trouble":
        def made() -> T:
            with self.readers.moment() as ledger:
                path, query = request.path_params, request.query_params
                here = self.linker, self.adder, self.counted
                chosen = query.getlist("claim")
                return page(Asked(self.folder, ledger, path, query, *here, chosen))

        return _tried(made)


def _tried(make: Callable[[], T]) -> "T | Trouble":
    try:
        return make()
    except NotHere as missing:
        return Trouble(404, "Not in this case", str(missing))
    except UsageError as error:
        return Trouble(400, "This cannot be done", str(error))
    except StemmataError as error:
        return Trouble(500, "The case cannot be read", str(error))


async def _form(request: Request) -> "Mapping[str, str] | Trouble":
    """The fields of a form; no more of it is read than one of ours could hold."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return Trouble(415, "This is no form", f"Expected {FORM}.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM_BYTES:
            return Trouble(413, "This form is too long", f"Expected {FORM_BYTES:,} bytes at most.")
    try:
        return dict(parse_qsl(body.decode("ascii", "replace"), max_num_fields=FORM_FIELDS))
    except ValueError:
        return Trouble(400, "This is no form of ours", f"Expected {FORM_FIELDS} fields at most.")


def _filled(request: Request, template: str, *, has_table: bool = False, **values: object) -> str:
    root, path = request.scope["root_path"], request.url.path
    here = path.removeprefix(root)
    query = f"?{request.url.query}" if request.url.query else ""
    return filled(
        template,
        root=root,
        here=here,
        json_url=json_path(here) + query,
        csv_url=f"{here}.csv{query}" if has_table else "",
        q=request.query_params.get("q", ""),
        **values,
    )


def _sorry(request: Request, trouble: Trouble) -> Response:
    return HTMLResponse(_filled(request, "sorry.html", trouble=trouble), trouble.status)


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _sorry(request, Trouble(status, "No such page", "The workbench has no page here."))


def _fault(_request: Request, _error: Exception) -> Response:
    """A fault of ours: the terminal shows it. This answer does not pass the guard."""
    said = "This is a fault of Stemmata; the terminal that serves this page shows it.\n"
    return PlainTextResponse(said, 500, headers=ALWAYS)


def _ascii(thing: object, status: int = 200) -> Response:
    """JSON that any code point survives in, lone surrogates too."""
    body = json.dumps(thing, ensure_ascii=True, separators=(",", ":"))
    return Response(body, status, media_type="application/json")


def _openapi(request: Request) -> Response:
    """What can be asked for as JSON, for programs."""
    return _ascii(description(PAGES, root=request.scope["root_path"]))


def _file(media_type: str, names: tuple[str, ...]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_: Request) -> Response:
        return Response(b"\n".join(map(static, names)), media_type=media_type)

    return endpoint


async def _rows_css(request: Request) -> Response:
    """The rule that lights up a row and its words together: one selector a row."""
    given = request.query_params.get("n", "")
    rows = min(int(given), ROWS_LIT) if given.isdecimal() else 0
    listed = ",\n".join(
        f"#a1:has(.x{n}:is(:hover,:focus-within,:target)) .x{n}" for n in range(1, rows + 1)
    )
    rule = f"{listed}{{--said:var(--glow);--own:var(--glow);--ring:var(--ink)}}\n" if rows else ""
    return Response(rule, media_type="text/css")
