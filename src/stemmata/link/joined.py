"""Which numbered items belong together, directly or through others."""

__all__ = ["Joined"]


class Joined:
    """Items 0 to `count` less one, each alone until it is joined with others (disjoint sets)."""

    def __init__(self, count: int) -> None:
        self._towards = list(range(count))

    def join(self, i: int, j: int) -> None:
        """Bring two items together, with all that each is joined with."""
        one, two = sorted((self.first(i), self.first(j)))
        self._towards[two] = one

    def first(self, i: int) -> int:
        """The smallest number of those that an item is joined with, which stands for all of them."""
        while self._towards[i] != i:
            self._towards[i] = self._towards[self._towards[i]]
            i = self._towards[i]
        return i

    def firsts(self) -> list[int]:
        """The `first` of each item, in order."""
        return list(map(self.first, range(len(self._towards))))
