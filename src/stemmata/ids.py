"""Ids: digests of what a thing is, never of when or where it was seen.

Must not import anything of Stemmata.
"""

import hashlib
import json

__all__ = ["digest_of", "id_of"]

ID_HEX_DIGITS = 24  # 96 bits: the chance that any two of 10^9 things collide is below 10^-10


def digest_of(payload: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(payload).hexdigest()


def id_of(kind: str, *fields: object) -> str:
    """The id of a thing of one kind, from the fields that make it what it is.

    The fields are digested as one JSON array, so that they cannot run into each other.

    Args:
        kind: Short prefix that tells a reader what the id names, such as ``art``.
        fields: Strings, numbers, None, and (nested) lists or tuples of them.

    Returns:
        ``kind:`` and the first ID_HEX_DIGITS hexadecimal digits of the array's SHA-256.
    """
    array = json.dumps([kind, *fields], ensure_ascii=True, separators=(",", ":"))
    return f"{kind}:{digest_of(array.encode())[:ID_HEX_DIGITS]}"
