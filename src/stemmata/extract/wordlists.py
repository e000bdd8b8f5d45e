"""Word lists as they are written in the modules that use them."""

__all__ = ["word_set"]


def word_set(listed: str) -> frozenset[str]:
    """The words of a string, parted by white space."""
    return frozenset(listed.split())
