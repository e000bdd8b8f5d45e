"""Whether a name is the outlet's own."""

import re

__all__ = ["is_outlet"]

_LONG_OUTLET, _EDITION = 6, 2  # letters: a name this long may lack an edition of this many


def is_outlet(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's; site names may add an edition: "Dawnpost EN", "dawnpost.net"."""
    letters, wanted = _letters(name), _letters(outlet)
    edition = wanted.removeprefix(letters) if len(letters) >= _LONG_OUTLET else wanted
    return letters == wanted or len(edition) <= _EDITION


def _letters(name: str) -> str:
    lower = re.sub(r"^the\s+|^www\.|\.(?:com|org|net)\b.*$", "", name.lower())
    return "".join(c for c in lower if c.isalnum())
