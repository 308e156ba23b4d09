"""Writing bookmarks into a file: in which format, and where."""

import asyncio
import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.screen import Screen

from tui_reader.article.text import label
from tui_reader.export import files
from tui_reader.export.formats import Format, document
from tui_reader.paint.dates import count
from tui_reader.paths import absolute
from tui_reader.shelf.bookmarks import Bookmark
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
        if not self.listed():
            self.say("There is nothing to write")
            return
        self.app.push_screen(ChooserScreen[_Form]("Write the bookmarks as…", _FORMS), self._ask_where)

    async def _ask_where(self, form: _Form | None) -> None:
        if form is not None:
            name = await asyncio.to_thread(_free_name, form.format)
            self.app.push_screen(PromptScreen("Write them to this file", name), partial(self._write, form))

    async def _write(self, form: _Form, name: str | None) -> None:
        if name is None or not name.strip():
            return
        self.say(await asyncio.to_thread(_written, name.strip(), self.listed(), form))


def _free_name(form: Format) -> str:
    """A name of today's date that no file of the current folder has."""
    stem = f"bookmarks-{datetime.datetime.now().astimezone().date().isoformat()}"
    name, number = f"{stem}.{form}", 1
    while Path(name).exists():
        number += 1
        name = f"{stem}-{number}.{form}"
    return name


def _written(name: str, marks: list[Bookmark], form: _Form) -> str:
    """Write the file; returns what to say."""
    path = absolute(Path(name))
    try:
        files.write(path, document(marks, form.format, form.by))
    except files.FileThereError:
        return f"{label(path.name)} is there already, and was left as it is; give another name"
    except files.FileError as error:
        return str(error)
    return f"Wrote {count(len(marks), 'bookmark', 'bookmarks')} to {label(path.name)} in {label(str(path.parent))}"
