"""Names that can be stored and printed, whatever bytes a file is called by."""

from dataclasses import replace

from stemmata.model import Captured, Rejected

__all__ = ["named"]


def named(item: Captured | Rejected) -> Captured | Rejected:
    """The same item under names that are valid Unicode: half a character is written as its code.

    Python gives a file name's undecodable bytes as lone surrogates, and JSON rows may hold some.
    Neither UTF-8 nor a database takes them.
    """
    if isinstance(item, Rejected):
        return replace(item, item=_valid(item.item), reason=_valid(item.reason))
    return _renamed(item)


def _renamed(item: Captured) -> Captured:
    seen = item.sighting
    seen = replace(
        seen,
        path=_valid(seen.path),
        url=seen.url and _valid(seen.url),
        item=seen.item and _valid(seen.item),
    )
    assets = tuple(_renamed(asset) for asset in item.assets)
    return replace(item, path=_valid(item.path), sighting=seen, assets=assets)


def _valid(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
