"""Folders: the files below a path, in sorted order, never outside the folder that was named."""

import os
from collections.abc import Iterator
from pathlib import Path

from stemmata.capture.saved_pages import is_assets_folder
from stemmata.model import Rejected

__all__ = ["files_of"]


def files_of(path: str) -> Iterator[str | Rejected]:
    """The path itself, or, where it is a folder, the files below it.

    Hidden files and folders (".git", ".DS_Store") are left out. A symbolic link is followed only
    where it stays inside the folder. The pictures and styles saved beside a page are kept with it.
    """
    if not os.path.isdir(path):
        yield path
        return
    empty = True
    for file in _below(path):
        empty = False
        yield file
    if empty:
        yield Rejected(
            path, "capture", "is a folder without any file to read; name a folder that holds some"
        )


def _below(root: str) -> Iterator[str | Rejected]:
    inside = os.path.realpath(root)
    entered = {inside}
    waiting = [root]  # a stack: the next path to look at is the last
    while waiting:
        path = waiting.pop()
        target = os.path.realpath(path)
        if path != root and os.path.islink(path) and not Path(target).is_relative_to(inside):
            yield Rejected(
                path,
                "capture",
                f"is a symbolic link that leads outside the folder, to {target}; "
                "name that path itself if it is to be read",
            )
        elif not os.path.isdir(path):
            yield path
        elif path == root or target not in entered:  # a link back up would go round for ever
            entered.add(target)
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield Rejected(
                    path, "capture", f"cannot be listed ({error.strerror}); check its permissions"
                )
                continue
            present = frozenset(names)
            below = [os.path.join(path, name) for name in names if not name.startswith(".")]
            waiting += [item for item in below if not _belongs_to_page(item, present)]


def _belongs_to_page(path: str, names: frozenset[str]) -> bool:
    return os.path.isdir(path) and not os.path.islink(path) and is_assets_folder(path, names)
