"""How Stemmata names itself, to servers and in archives."""

__all__ = ["software"]


def software() -> str:
    """Name and version."""
    from stemmata import __version__  # not known yet while the package is loading

    return f"Stemmata/{__version__}"
