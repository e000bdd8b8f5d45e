"""What forms do: each act says which page is shown afterwards."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from stemmata.errors import UsageError
from stemmata.ledger import Verdict
from stemmata.pipeline import judge
from stemmata.web.asking import Told, utc_now

__all__ = ["ACTS", "link_case"]

FIELD_LIMIT = 2_000
"""Code points of a name or a reason that a person types."""

ID = re.compile(r"\b(?:clm|occ|jdg):\w+")
OWN_PATH = re.compile(r"/(?:[\w:.#?=&%-][\w:.#?=&%/-]*)?")
"""A path of the workbench; "//" would lead to another machine."""

REVIEWED = "compared in the review"


def split(told: Told) -> str:
    """The passage does not state what the rest of its claim states."""
    _judge(told, "different", [_id(told.form, "a")], ())
    return _back(told.form)


def same(told: Told) -> str:
    """Two claims state the same."""
    _judge(told, "same", [_id(told.form, "a")], [_id(told.form, "b")])
    return _back(told.form)


def pair(told: Told) -> str:
    """Two passages state the same, or do not: `pair` is the verdict and both ids."""
    verdict, *ids = told.form.get("pair", "").split()
    if len(ids) != 2 or not all(map(ID.fullmatch, ids)):
        raise UsageError("expected a verdict and the ids of two passages; send the form again")
    _judge(told, "same" if verdict == "same" else "different", ids[:1], ids[1:], why=REVIEWED)
    return "/review#next"


def withdraw(told: Told) -> str:
    """A judgement no longer holds."""
    who, why = _person(told.form)
    judge.withdraw(told.folder, _id(told.form, "a"), who=who, why=why, now=utc_now)
    return _back(told.form)


def link(told: Told) -> str:
    """Link the case."""
    told.linker.start()
    return "/linking"


ACTS: dict[str, Callable[[Told], str]] = {
    "/judgements/same": same,
    "/judgements/split": split,
    "/judgements/withdraw": withdraw,
    "/linking": link,
    "/review": pair,
}
"""Each act at the path that its forms are sent to."""


def link_case(folder: Path, say: Callable[[str], None]) -> None:
    """Link a case with the weights that ship."""
    from stemmata.encoder.embedder import Embedder
    from stemmata.encoder.weights import find_weights
    from stemmata.pipeline import link as linking

    def embedder() -> Embedder:
        return Embedder(find_weights(), threads=os.cpu_count() or 1)

    linking.link(folder, embedder, now=utc_now, say=say)


def _judge(
    told: Told, verdict: Verdict, a: Sequence[str], b: Sequence[str], *, why: str = ""
) -> None:
    who, reason = _person(told.form, why=why)
    judge.judge(told.folder, verdict, a, b, who=who, why=reason, now=utc_now)


def _person(form: Mapping[str, str], *, why: str = "") -> tuple[str, str]:
    """Who judges, and the reason."""
    found = form.get("who", "").strip(), form.get("why", "").strip() or why
    if not all(found) or max(map(len, found)) > FIELD_LIMIT:
        raise UsageError(f"say who judges and why, each in at most {FIELD_LIMIT:,} characters")
    return found


def _id(form: Mapping[str, str], field: str) -> str:
    """The id in a field; where the address of its page was pasted, the one in there."""
    given = form.get(field, "")
    found = ID.search(given)
    if found is None:
        raise UsageError(
            f"{given[:80]!r} is no id; expected one such as clm:… or its page's address"
        )
    return found[0]


def _back(form: Mapping[str, str]) -> str:
    back = form.get("back", "")
    return back if OWN_PATH.fullmatch(back) else "/judgements"
