"""What has to be closed, and is at the end of a `with` statement.

Must not import anything of Stemmata.
"""

from typing import Self

__all__ = ["Closing"]


class Closing:
    """Something that holds files; a `with` statement lets go of them, whatever happens inside."""

    def close(self) -> None:
        """Let go of them."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
