"""What forms judge: each act keeps one judgement and says which page is shown afterwards."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args
from urllib.parse import unquote

from stemmata.errors import UsageError
from stemmata.model import SourceKind
from stemmata.pipeline import judge
from stemmata.pipeline.judge import By
from stemmata.web.asking import Told, utc_now

__all__ = ["JUDGING", "REVIEWED"]

FIELD_LIMIT = 2_000
"""Code points of a name, a reason or a passage that a person types."""

ID = re.compile(r"\b(?:act|att|clm|ent|jdg|occ):\w+")
OWN_PATH = re.compile(r"/(?:[\w:.#?=&%-][\w:.#?=&%/-]*)?")
"""A path of the workbench; "//" would lead to another machine."""

REVIEWED, UNDONE = "compared in the review", "undone in the review"
"""Reasons that stand where the review's form gives none."""

NAMES: dict[str, Literal["same", "different"]] = {"one": "same", "two": "different"}


def split(told: Told) -> str:
    """The passage does not state what the rest of its claim states."""
    judge.judge(told.folder, "different", [_id(told.form, "a")], (), **_by(told.form))
    return _back(told.form)


def same(told: Told) -> str:
    """Two claims state the same."""
    a, b = _id(told.form, "a"), _id(told.form, "b")
    judge.judge(told.folder, "same", [a], [b], **_by(told.form))
    return _back(told.form)


def contrary(told: Told) -> str:
    """Two claims cannot both hold, or can."""
    a, b = _id(told.form, "a"), _id(told.form, "b")
    verdict: Literal["contrary", "compatible"] = (
        "contrary" if told.form.get("verdict") == "contrary" else "compatible"
    )
    judge.judge(told.folder, verdict, [a], [b], **_by(told.form))
    return _back(told.form)


def actors(told: Told) -> str:
    """Two actors, or two names of one, are one or are two."""
    form = told.form
    verdict: Literal["same", "different"] = "same" if form.get("verdict") == "same" else "different"
    a, b = (_text(form, field, "the actor's id, or one of its names") for field in ("a", "b"))
    judge.judge_actors(told.folder, verdict, a, b, **_by(form))
    return _back(form)


def row(told: Told) -> str:
    """A row is no claim, or is one, as it was read."""
    verdict: Literal["stands", "rejected"] = (
        "stands" if told.form.get("verdict") == "stands" else "rejected"
    )
    judge.judge_rows(told.folder, verdict, [_id(told.form, "a")], **_by(told.form))
    return _back(told.form)


def span(told: Told) -> str:
    """A passage should have other words."""
    words = _text(told.form, "words", "the words that the passage should be")
    judge.judge_span(told.folder, _id(told.form, "a"), words, **_by(told.form))
    return _back(told.form)


def source(told: Told) -> str:
    """Somebody else is reported to say it; where no words name them, the outlet itself."""
    form = told.form
    words, kind = form.get("words", "").strip(), form.get("kind", "")
    judge.judge_source(
        told.folder,
        _id(form, "a"),
        words or None,
        kind=_kind(kind) if kind else None,
        **_by(form),
    )
    return _back(form)


def withdraw(told: Told) -> str:
    """A judgement no longer holds."""
    judge.withdraw(told.folder, _id(told.form, "a"), **_by(told.form))
    return _back(told.form)


def pair(told: Told) -> str:
    """What the review asks: `pair` is the verdict and the ids that it is about."""
    verdict, *ids = told.form.get("pair", "").split() or [""]
    by = _by(told.form, why=UNDONE if verdict == "withdraw" else REVIEWED)
    expected = "expected a verdict and the ids that it is about; send the form again"
    if verdict in ("one", "two") and len(ids) == len(NAMES):
        a, b = map(unquote, ids)
        judge.judge_actors(told.folder, NAMES[verdict], a, b, **by)
        return "/review#names-title"
    if not all(map(ID.fullmatch, ids)):
        raise UsageError(expected)
    match verdict, ids:
        case "same" | "different" | "contrary" | "compatible", [a, b]:
            judge.judge(told.folder, verdict, [a], [b], **by)
        case "split", [a]:
            judge.judge(told.folder, "different", [a], (), **by)
        case "stands" | "rejected", [a]:
            judge.judge_rows(told.folder, verdict, [a], **by)
        case "withdraw", [a]:
            judge.withdraw(told.folder, a, **by)
        case _:
            raise UsageError(expected)
    return "/review#next"


JUDGING: dict[str, Callable[[Told], str]] = {
    "/judgements/actors": actors,
    "/judgements/contrary": contrary,
    "/judgements/row": row,
    "/judgements/same": same,
    "/judgements/source": source,
    "/judgements/span": span,
    "/judgements/split": split,
    "/judgements/withdraw": withdraw,
    "/review": pair,
}
"""Each act of judging at the path that its forms are sent to."""


def _by(form: Mapping[str, str], *, why: str = "") -> By:
    """Who judges, and the reason."""
    who, reason = form.get("who", "").strip(), form.get("why", "").strip() or why
    if not who or not reason or max(len(who), len(reason)) > FIELD_LIMIT:
        raise UsageError(f"say who judges and why, each in at most {FIELD_LIMIT:,} characters")
    return By(who=who, why=reason, now=utc_now)


def _id(form: Mapping[str, str], field: str) -> str:
    """The id in a field; where the address of its page was pasted, the one in there."""
    given = form.get(field, "")
    found = ID.search(given)
    if found is None:
        raise UsageError(
            f"{given[:80]!r} is no id; expected one such as clm:… or its page's address"
        )
    return found[0]


def _text(form: Mapping[str, str], field: str, what: str) -> str:
    # Browsers send every line end of a text field as CR LF; articles have LF.
    given = form.get(field, "").strip().replace("\r\n", "\n")
    if not given or len(given) > FIELD_LIMIT:
        raise UsageError(f"expected {what}, in at most {FIELD_LIMIT:,} characters")
    return given


def _kind(given: str) -> SourceKind:
    found: SourceKind | None = next((k for k in get_args(SourceKind) if k == given), None)
    if found is None:
        known = ", ".join(get_args(SourceKind))
        raise UsageError(f"{given[:40]!r} is no kind of source; expected one of {known}")
    return found


def _back(form: Mapping[str, str]) -> str:
    back = form.get("back", "")
    return back if OWN_PATH.fullmatch(back) else "/judgements"
