"""Writing bookmarks, or quotes that were found, into a file: in which format, and where."""

import asyncio
import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from tui_reader.article.text import label
from tui_reader.export import files
from tui_reader.export.formats import Format, document
from tui_reader.library import LibraryError
from tui_reader.paint.dates import count
from tui_reader.paths import absolute
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.database import ShelfError
from tui_reader.shelf.groups import Grouping
from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.chooser import Choice, ChooserScreen
from tui_reader.ui.screens.prompt import PromptScreen


class _Form(NamedTuple):
    format: Format
    by: Grouping = "story"


_FORMS = (
    Choice("Markdown, by story", _Form("md"), "to read"),
    Choice("Markdown, by person", _Form("md", "person"), "to read"),
    Choice("Markdown, by tag", _Form("md", "tag"), "to read"),
    Choice("Markdown, by date", _Form("md", "date"), "to read"),
    Choice("CSV", _Form("csv"), "for a spreadsheet"),
    Choice("JSON Lines", _Form("jsonl"), "for tui-reader bookmarks --import"),
)


class Exporting(Screen[Bookmark | None]):
    """A screen with bookmarks that can be written into a file."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("export-bookmarks")]

    def listed(self) -> list[Bookmark]:
        """The bookmarks to write."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Tell the user something."""
        raise NotImplementedError

    def action_export_bookmarks(self) -> None:
        """Ask in which format to write, and where."""
        Export(self.app, self.listed, self.say, ("bookmark", "bookmarks")).begin()


class Export:
    """Asks in which format something is written into a file, and where; then writes it, and says so.

    `listed` (called in a thread) are the bookmarks to write, or what is written as bookmarks are; `nouns` call one and many.
    """

    def __init__(
        self,
        app: App[None],
        listed: Callable[[], list[Bookmark]],
        say: Callable[[str], None],
        nouns: tuple[str, str],
    ) -> None:
        self._app = app
        self._listed = listed
        self._say = say
        self._nouns = nouns

    def begin(self) -> None:
        """Ask for the format."""
        self._app.push_screen(
            ChooserScreen[_Form](f"Write the {self._nouns[1]} as…", _FORMS), self._ask_where
        )

    async def _ask_where(self, form: _Form | None) -> None:
        if form is not None:
            name = await asyncio.to_thread(_free_name, self._nouns[1], form.format)
            self._app.push_screen(PromptScreen("Write them to this file", name), partial(self._write, form))

    async def _write(self, form: _Form, name: str | None) -> None:
        if name is not None and name.strip():
            self._say(await asyncio.to_thread(self._written, name.strip(), form))

    def _written(self, name: str, form: _Form) -> str:
        """Write the file; returns what to say."""
        path = absolute(Path(name))
        try:
            marks = self._listed()
            files.write(path, document(marks, form.format, form.by, heading=self._nouns[1].capitalize()))
        except files.FileThereError:
            return f"{label(path.name)} is there already, and was left as it is; give another name"
        except (files.FileError, LibraryError, ShelfError) as error:
            return label(str(error))
        return f"Wrote {count(len(marks), *self._nouns)} to {label(path.name)} in {label(str(path.parent))}"


def _free_name(stem: str, form: Format) -> str:
    """A name of today's date that no file of the current folder has."""
    stem = f"{stem}-{datetime.datetime.now().astimezone().date().isoformat()}"
    name, number = f"{stem}.{form}", 1
    while Path(name).exists():
        number += 1
        name = f"{stem}-{number}.{form}"
    return name
