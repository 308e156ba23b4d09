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

_KEPT, _KEPT_LETTERS = 64, 10_000_000
"""The most stories, and the code points of all of them; the last one is kept whatever its length."""
_LIMITS = Limits()


class Analyses:
    """Names and quotes of the stories looked at last, with what the user put right on the shelf."""

    def __init__(self, shelf: Database | None, limits: Limits = _LIMITS) -> None:
        self.limits = limits
        self._shelf = shelf
        self._kept: OrderedDict[str, tuple[int, Analysis]] = OrderedDict()
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
            _, found = self._kept.get(article.content_hash, (0, None))
        if found is None:
            found = analyze(article.text)
            with self._lock:
                self._kept[article.content_hash] = len(article.text), found
                while len(self._kept) > _KEPT or (len(self._kept) > 1 and self._letters() > _KEPT_LETTERS):
                    self._kept.popitem(last=False)
        return found

    def _letters(self) -> int:
        return sum(letters for letters, _ in self._kept.values())
