"""The analyses of the stories looked at last, as the user has put them right."""

import threading
from collections import OrderedDict
from contextlib import suppress

from tui_reader.analysis.corrections import corrected
from tui_reader.analysis.model import Analysis
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article
from tui_reader.shelf import corrections
from tui_reader.shelf.database import Database, ShelfError

_KEPT = 64
_LIMITS = Limits()


class Analyses:
    """Names and quotes of the stories looked at last, with what the user put right on the shelf."""

    def __init__(self, shelf: Database | None, limits: Limits = _LIMITS) -> None:
        self.limits = limits
        self._shelf = shelf
        self._kept: OrderedDict[str, Analysis] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, article: Article) -> Analysis:
        """The analysis, made now when it is not at hand; without corrections where the shelf cannot be read."""
        kept: list[corrections.KeptCorrection] = []
        if self._shelf is not None:
            with suppress(ShelfError):
                kept = corrections.of_story(self._shelf, article)
        return corrected(article.text, self._as_found(article), (each.correction for each in kept))

    def _as_found(self, article: Article) -> Analysis:
        """The analysis by the rules alone."""
        if article.size > self.limits.named:
            return Analysis(large=True)
        from tui_reader.analysis.pipeline import analyze  # noqa: PLC0415  word lists are loaded when they are needed

        with self._lock:
            found = self._kept.get(article.content_hash)
        if found is None:
            found = analyze(article.text)
            with self._lock:
                self._kept[article.content_hash] = found
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return found
