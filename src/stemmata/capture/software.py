"""How Stemmata names itself, to servers and in archives."""

import sys

__all__ = ["software"]


def software() -> str:
    """Name and version."""
    # Not imported: the package as a whole stands above this stage, and is always loaded before it.
    version: str = sys.modules["stemmata"].__version__
    return f"Stemmata/{version}"
