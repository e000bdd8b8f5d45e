"""The JSON interface described as OpenAPI 3.1: from the table of pages, and what each says it answers.

A page's function names its class, and the class's `to_object` the shape of its JSON. Only the queries are
listed here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_type_hints

import msgspec

from stemmata import __version__
from stemmata.web.asking import Asked, Moved, Page
from stemmata.web.pages.search import VOICES

__all__ = ["QUERIES", "description"]

NUMBER = {"type": "integer", "minimum": 1}
WORDS = {"type": "string"}
DAY = {"type": "string", "pattern": r"^(\d{4}(-\d\d){0,2})?$"}


def _one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": ["", *values]}


QUERIES: dict[str, dict[str, dict[str, Any]]] = {
    "/accusations": {
        **dict.fromkeys(("accused", "accuser", "outlet", "persons"), WORDS),
        "holder": _one_of("actor", "outlet", "unnamed"),
        "page": NUMBER,
    },
    "/actors": {
        "text": WORDS,
        "type": _one_of("person", "organization", "place", "group"),
        "by": _one_of("said", "named", "accused", "accuses"),
        "page": NUMBER,
    },
    "/actors/{actor}": {"show": _one_of("said", "named"), "page": NUMBER},
    "/adding": {"every": WORDS},
    "/articles": {"outlet": WORDS, "month": WORDS, "page": NUMBER},
    "/articles/{article}": dict.fromkeys(("back", "fix"), WORDS),
    "/articles/{article}/captured": {"row": WORDS},
    "/claims": {
        **dict.fromkeys(("text", "entity", "outlet", "circular", "contradicted"), WORDS),
        "page": NUMBER,
    },
    "/claims/selection": {"claim": {"type": "array", "items": WORDS, "maxItems": 100}},
    "/search": {
        **dict.fromkeys(("q", "outlet", "entity"), WORDS),
        **dict.fromkeys(("since", "until"), DAY),
        "voice": _one_of(*VOICES),
        "page": NUMBER,
    },
}
"""What the query of a page may hold, as JSON Schema; all of it may be left out."""

ERROR = {
    "type": "object",
    "properties": {"error": {"type": "string"}},
    "required": ["error"],
}
REFERENCE = "#/components/schemas/{name}"

Pages = Mapping[str, Callable[[Asked], Page | Moved]]


def description(pages: Pages, *, root: str = "") -> dict[str, Any]:
    """The description of all pages.

    Args:
        pages: By path, as in `app.PAGES`.
        root: What every path begins with.
    """
    answers = [_answer(page) for page in pages.values()]
    schemas, components = msgspec.json.schema_components(answers, ref_template=REFERENCE)
    operations = zip(pages.items(), schemas, strict=True)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Stemmata: the workbench of a case", "version": __version__},
        "servers": [{"url": root or "/"}],
        "paths": {
            json_path(path): {"get": _operation(path, page, schema)}
            for (path, page), schema in operations
        },
        "components": {"schemas": {**components, "Error": ERROR}},
    }


def json_path(path: str) -> str:
    """Where the JSON of a page is."""
    return ("/overview" if path == "/" else path) + ".json"


def _answer(page: Callable[[Asked], Page | Moved]) -> Any:
    """What a page answers, as a type."""
    shown = get_type_hints(page)["return"]
    return get_type_hints(shown.to_object)["return"]


def _operation(
    path: str, page: Callable[[Asked], Page | Moved], schema: dict[str, Any]
) -> dict[str, Any]:
    refused = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    found = {"content": {"application/json": {"schema": schema}}}
    named = re.findall(r"\{(\w+)\}", path)
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in named
    ]
    query = QUERIES.get(path, {})
    parameters += [{"name": name, "in": "query", "schema": query[name]} for name in sorted(query)]
    responses: dict[str, Any] = {"200": {"description": "What the page shows.", **found}}
    if query:
        responses["400"] = {"description": "The query asks for what there is not.", **refused}
    if named:
        responses["404"] = {"description": "The case has no such thing.", **refused}
    return {
        "summary": (page.__doc__ or "").partition("\n")[0],
        "operationId": page.__name__,
        "parameters": parameters,
        "responses": responses,
    }
