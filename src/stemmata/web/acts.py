"""What forms do: each act says which page is shown afterwards."""

import os
from collections.abc import Callable
from pathlib import Path

from stemmata.errors import UsageError
from stemmata.web.asking import Told, utc_now
from stemmata.web.judging import JUDGING

__all__ = ["ACTS", "link_case"]


def add_again(told: Told) -> str:
    """An upload that stopped: try it again, or put it aside."""
    number = told.form.get("upload", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise UsageError(f"{number[:40]!r} is no upload; load the page again")
    act = told.adder.drop if told.form.get("do") == "drop" else told.adder.again
    act(int(number))
    return "/adding"


def link(told: Told) -> str:
    """Link the case."""
    told.linker.start()
    return "/linking"


ACTS: dict[str, Callable[[Told], str]] = {
    "/adding/again": add_again,
    "/linking": link,
    **JUDGING,
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
