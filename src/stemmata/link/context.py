"""What tracing looks at of an article, as one digest: its reading, its copies, and theirs."""

from collections.abc import Mapping
from functools import cache

from stemmata.link.crossing import Crossings
from stemmata.link.recall import Recall
from stemmata.model import Reading

__all__ = ["Context"]


class Context:
    """The digests of articles, and the `recall` of what was traced in them."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        crossings: Crossings,
        all_rest_on: tuple[object, ...],
        recall: Recall,
    ) -> None:
        """`all_rest_on` is what every trace depends on, as the names of outlets."""
        self.recall = recall
        self._readings, self._crossings = readings, crossings
        self._shared = recall.key(*all_rest_on)
        self._key = cache(self._keyed)
        self._copied = cache(self._with_copies)
        self.of = cache(self._around)

    def _keyed(self, article: str) -> bytes:
        return self.recall.key(self._readings.get(article))

    def _around(self, article: str) -> bytes:
        """All that the trace of a passage of an article can depend on beside the passage.

        To whom the nameless sources of an original spoke, the articles may tell that share text with it.
        """
        return self.recall.key(
            self._shared, self._copied(article), *map(self._copied, self._others(article))
        )

    def _with_copies(self, article: str) -> bytes:
        """An article, its copies, and the articles on their other sides."""
        copies = self._crossings.touching(article)
        return self.recall.key(self._key(article), copies, *map(self._key, self._others(article)))

    def _others(self, article: str) -> list[str]:
        """The articles that share text with one, in order of its copies."""
        copies = self._crossings.touching(article)
        others = (copy.b if copy.a.article == article else copy.a for copy in copies)
        return list(dict.fromkeys(other.article for other in others))
