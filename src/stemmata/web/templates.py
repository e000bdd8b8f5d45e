"""Pages filled into templates: the report's environment with the workbench's own templates."""

import re
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from stemmata.ledger import words_of
from stemmata.report.page import environment
from stemmata.report.stemma import Node, Stemma, svg
from stemmata.web.chart import Calendar, month_name

__all__ = ["filled", "static"]

NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What no HTML page can hold; shown as U+FFFD."""


def filled(template: str, **values: object) -> str:
    """A template filled in."""
    return NO_TEXT.sub("\ufffd", _environment().get_template(template).render(**values))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    shared = environment()
    own = PackageLoader("stemmata.web", "templates")
    made = shared.overlay(loader=ChoiceLoader([own, shared.loader] if shared.loader else [own]))
    made.filters = shared.filters | {
        "bare": _bare,
        "charted": _charted,
        "drawn": _drawn,
        "judged_words": words_of,
        "month": month_name,
        "part": _part,
        "query": _query,
    }
    return made


def _bare(words: str) -> str:
    """Quoted words without quotation marks of their own, to be set in ours."""
    return words.strip("“”„\"'‘’«», ") or words


def _part(name: str) -> str:
    """A name as one part of a path."""
    return quote(name.encode("utf-8", "surrogatepass"), safe=":")


def _query(values: dict[str, str | None]) -> str:
    """What of this is given, as a query."""
    given = {name: value for name, value in values.items() if value is not None and value != ""}
    return urlencode(given, errors="surrogatepass")


def _drawn(stemma: Stemma, root: str) -> Markup:
    """A stemma whose nodes lead to their passages."""

    def href(node: Node) -> str:
        article, row = _part(node.occurrence.passage.article), _part(node.occurrence.attribution)
        return f"{root}/articles/{article}/rows/{row}"

    return Markup(svg(stemma, href))


@lru_cache(maxsize=8)
def static(name: str) -> bytes:
    """A style or script that ships with the package."""
    package, _, file = name.partition("/")
    folder = {"report": ("stemmata.report", "templates"), "web": ("stemmata.web", "static")}[
        package
    ]
    return files(folder[0]).joinpath(folder[1], file).read_bytes()


@lru_cache(maxsize=2)
def _charted(chart: Calendar, root: str) -> Markup:
    """The articles by outlet and month, drawn: hundreds of circles, the same until articles come."""
    return Markup(_environment().get_template("calendar.svg").render(chart=chart, root=root))
