"""The Python API. Imports the stages only when something is read."""

from os import PathLike, fspath
from typing import Any

from stemmata.model import Reading, Rejected
from stemmata.settings import Settings

__all__ = ["read"]


def read(*paths: str | PathLike[str], **settings: Any) -> list[Reading | Rejected]:
    """Read articles from files and folders.

    Args:
        paths: `.txt`, `.html`, `.jsonl`, `.warc`, `.warc.gz` files and folders of these.
        settings: Any field of `settings.Settings`, such as ``language="en"``.

    Returns:
        One `Reading` per article and one `Rejected` per item that could not be read, in input order.

    Raises:
        WeightsError: The weights are missing or damaged.
        TypeError: An unknown setting.
    """
    from stemmata.pipeline import Reader

    return list(Reader(Settings(**settings)).read(fspath(p) for p in paths))
