"""What linking worked out before, taken again where nothing that it rests on has changed.

Each part is kept under the digest of all that it was worked out from, the rules of this package included,
so that what is taken again is what would be worked out anew. Nothing needs to be kept: without it, linking
takes longer and makes the same.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

import msgspec

__all__ = ["FORGETFUL", "Memory", "Recall", "digest"]

T = TypeVar("T")
DIGEST_BYTES = 20


class Memory(Protocol):
    """Where values lie under keys."""

    def get(self, key: bytes, /) -> bytes | None:
        """The value, None where there is none."""

    def put(self, key: bytes, value: bytes, /) -> None:
        """Keep a value."""


class Recall:
    """Works things out once. `about` is what all of them rest on, beside the rules."""

    def __init__(self, memory: Memory | None = None, *about: object) -> None:
        self._memory = memory
        self._about = digest(_rules(), *about) if memory is not None else b""

    def key(self, *what: object) -> bytes:
        """A short name for what much rests on; empty where nothing is kept."""
        return digest(*what) if self._memory is not None else b""

    def __call__(
        self, kind: type[T], rests_on: Callable[[], tuple[object, ...]], make: Callable[[], T]
    ) -> T:
        """What `make` makes, or made before from the same.

        Args:
            kind: Its type, whose name is part of what it is kept under.
            rests_on: All that it depends on.
            make: Works it out.
        """
        if self._memory is None:
            return make()
        key = digest(self._about, str(kind), *rests_on())
        kept = self._memory.get(key)
        if kept is not None:
            return msgspec.msgpack.decode(kept, type=kind)
        made = make()
        with suppress(UnicodeEncodeError):  # MessagePack has no lone surrogates: made each time
            self._memory.put(key, msgspec.msgpack.encode(made))
        return made


FORGETFUL = Recall()
"""Works everything out anew."""


def digest(*fields: object) -> bytes:
    """The digest of values, dataclasses and named tuples among them."""
    try:
        packed = msgspec.msgpack.encode(fields)
    except UnicodeEncodeError:  # lone surrogates, which JSON can escape; no MessagePack begins so
        packed = json.dumps(msgspec.to_builtins(fields)).encode()
    return blake2b(packed, digest_size=DIGEST_BYTES).digest()


@cache
def _rules() -> bytes:
    """The digest of this package's code and tables, and of how days are read."""
    found = blake2b(digest_size=DIGEST_BYTES)
    days = resources.files("stemmata") / "days.py"
    for file in (days, *_files(resources.files("stemmata.link"))):
        content = file.read_bytes()
        found.update(digest(file.name, len(content)) + content)
    return found.digest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith((".py", ".jsonl", ".csv")):
            yield entry
