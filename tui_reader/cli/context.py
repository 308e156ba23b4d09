"""What a command works with: the places, the settings, the chosen library and the shelf, each made when asked for."""

import contextlib
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui_reader import signs
from tui_reader.cli import output
from tui_reader.paths import LIBRARY_VARIABLE, Places, absolute, places, sample_library
from tui_reader.settings import Settings, SettingsProblem

if TYPE_CHECKING:
    from tui_reader.analyses import Analyses
    from tui_reader.analysis.model import Analysis
    from tui_reader.article.model import Article
    from tui_reader.library import Library
    from tui_reader.palettes import Palette
    from tui_reader.shelf.database import Database

Answer = TypeVar("Answer")


class Context:
    """One call of the command line; `given` is what `--library` named."""

    def __init__(self, given: Path | None, environment: Mapping[str, str] = os.environ) -> None:
        self.given = given
        self.environment = environment
        self.places: Places = places(environment)
        self.settings = Settings()
        self.palettes: tuple[Palette, ...] = ()
        self.problems: tuple[SettingsProblem, ...] = ()
        self.finished = ""
        self.load_settings()
        self._closing = contextlib.ExitStack()

    def load_settings(self) -> None:
        """Read the settings file and the user's themes, and remember what is wrong in them."""
        from tui_reader import preferences  # noqa: PLC0415  --version needs none of it

        found = preferences.read(self.places)
        self.settings, self.palettes, self.problems = found.settings, found.palettes, found.problems
        signs.use(self.settings.signs, plain=self.settings.plain)

    @cached_property
    def shelf(self) -> "Database":
        """The user's shelf.

        Raises:
            ShelfError: it cannot be opened.
        """
        from tui_reader.shelf.database import Database  # noqa: PLC0415  few commands need it

        database = Database(self.places.shelf)
        self._closing.callback(database.close)
        if database.finished:
            output.say(f"tui-reader: {database.finished}")
            self.finished = database.finished
        return database

    def save_shelf(self) -> str:
        """Save what can be read of a damaged shelf, and go on with that; a sentence says what was saved.

        Raises:
            ShelfError: it cannot be saved now.
        """
        from tui_reader.shelf.database import Database  # noqa: PLC0415  the same

        self.close()
        for opened in ("shelf", "root", "last_library"):
            self.__dict__.pop(opened, None)
        shelf, said = Database.saved(self.places.shelf)
        shelf.close()
        return said

    @cached_property
    def root(self) -> Path:
        """The chosen library's folder: the given one, else the environment's, the settings', the last one, the samples.

        The last one is passed over when its folder has gone; the others are the user's words and are taken
        as they are. Nothing is created for asking.

        Raises:
            ShelfError: the last library is asked for, and the shelf cannot be read.
        """
        if self._named:
            return absolute(self._named)
        last = self.last_library
        return last if last and last.is_dir() else absolute(sample_library())

    @property
    def _named(self) -> Path | None:
        """The library that the user has named, in the call, the environment or the settings."""
        named = self.environment.get(LIBRARY_VARIABLE)
        return self.given or (Path(named) if named else None) or self.settings.library

    @property
    def instead(self) -> str:
        """A sentence for when the samples stand in for the library used last, which has gone; else empty.

        Raises:
            ShelfError: as for `root`.
        """
        last = None if self._named else self.last_library
        return "" if last is None or last.is_dir() else f"{last} is gone; this is the sample library"

    @cached_property
    def last_library(self) -> Path | None:
        """The folder of the library that the reader had open last, which may have gone; None at a first start.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        if not self.has_shelf:
            return None
        from tui_reader.shelf import state  # noqa: PLC0415  the same

        last = state.recall(self.shelf).get("library")
        return Path(last) if last else None

    @property
    def root_or_samples(self) -> Path:
        """The chosen library's folder, or the samples' where the shelf cannot be read."""
        try:
            return self.root
        except Exception as error:
            from tui_reader.shelf.database import ShelfError  # noqa: PLC0415  the same

            if isinstance(error, ShelfError):
                return absolute(sample_library())
            raise

    @property
    def has_shelf(self) -> bool:
        """Whether there is a shelf, as far as that can be seen: one in a folder that cannot be opened is there."""
        try:
            return self.places.shelf.exists()
        except OSError:
            return True

    @cached_property
    def library(self) -> "Library":
        """The chosen library, opened; without the user's marks, and a sentence, where the shelf cannot be opened.

        Raises:
            LibraryError: it is no folder.
            ShelfError: only the shelf knows which library was chosen, and cannot be read.
        """
        from tui_reader.shelf.database import ShelfError  # noqa: PLC0415  the same

        root = self.root
        if instead := self.instead:
            output.say(f"tui-reader: {instead}")
        try:
            return self._opened(root, self.shelf)
        except ShelfError as error:
            return self._without_marks(root, error)

    def library_at(self, root: Path) -> "Library":
        """The library in a folder, whichever was chosen.

        Raises:
            LibraryError: it is no folder.
            ShelfError: the shelf cannot be opened.
        """
        return self._opened(root, self.shelf)

    def of_library(self, answer: "Callable[[Library], Answer]") -> Answer:
        """What the chosen library answers; without the user's marks, and a sentence, where these cannot be read.

        Raises:
            LibraryError, ShelfError: as for `library`, and as the answer does.
        """
        from tui_reader.shelf.database import ShelfError  # noqa: PLC0415  the same

        library = self.library
        try:
            return answer(library)
        except ShelfError as error:
            if library.shelf.is_in_memory:
                raise
            return answer(self._without_marks(library.root, error))

    def _without_marks(self, root: Path, error: Exception) -> "Library":
        from tui_reader.shelf.database import Database  # noqa: PLC0415  the same

        output.say(f"tui-reader: your marks are left out: {error}")
        shelf = Database.in_memory()
        self._closing.callback(shelf.close)
        return self._opened(root, shelf)

    def _opened(self, root: Path, shelf: "Database") -> "Library":
        from tui_reader.library import Library  # noqa: PLC0415  the same

        library = Library(root, self.places, shelf, self.settings.limits)
        self._closing.callback(library.close)
        return library

    @cached_property
    def _analyses(self) -> "Analyses":
        from tui_reader.analyses import Analyses  # noqa: PLC0415  the same
        from tui_reader.shelf.database import ShelfError  # noqa: PLC0415  the same

        limits = self.settings.limits
        if not self.has_shelf:
            return Analyses(None, limits)
        try:
            return Analyses(self.shelf, limits)
        except ShelfError as error:
            output.say(f"tui-reader: what you put right is left out: {error}")
            return Analyses(None, limits)

    def analyze(self, article: "Article") -> "Analysis":
        """Names and quotes of a story, with what the user put right, as far as the shelf can be read."""
        return self._analyses.of(article)

    def close(self) -> None:
        """Close what was opened."""
        self._closing.close()
