"""The commands that open the links of a story."""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import BindingType

from tui_reader import foreground
from tui_reader.article.links import may_open
from tui_reader.paint.dates import count
from tui_reader.paint.hints import links_of
from tui_reader.ui.bindings import bindings, key_of
from tui_reader.ui.screens.room import Room
from tui_reader.ui.widgets.story_links import StoryWithLinks


class Linking(Room):
    """Opens a link that was chosen from a list, by its letter or with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("open-link")]

    def action_open_link(self) -> None:
        """Open the story's only link, or ask which one."""
        article = self._reading.article
        links = links_of(article) if article else []
        if article is None or not links:
            return
        if len(links) == 1:
            self._open_in_browser(links[0].target)
            return
        from tui_reader.ui.screens.chooser import Choice, ChooserScreen  # noqa: PLC0415  not needed for the first frame

        names = [article.text[link.start : link.end] for link in links]
        choices = [
            Choice(name, link.target, link.target if link.target != name else "")
            for name, link in zip(names, links, strict=True)
        ]
        chooser = ChooserScreen[str]("Which link?", choices)
        self.app.push_screen(chooser, self._open_in_browser)

    def action_link_hints(self) -> None:
        """Give letters to the links in sight."""
        self._panes.go_to("story")
        self._reading.story.action_link_hints()

    @on(StoryWithLinks.HintsChanged)
    def _hints_changed(self, message: StoryWithLinks.HintsChanged) -> None:
        """Say where the only link left leads; or how many there are, and as far as there is room, where they lead."""
        leave = key_of(self.app, "out"), "leaves"
        if not message.hints:
            self._status.ask("")
        elif len(message.hints) == 1:
            (hint,) = message.hints
            self._status.ask(f"{hint.letters} opens {hint.link.target}", [leave])
        else:
            addresses = [(hint.letters, hint.link.target) for hint in message.hints]
            links = count(len(message.hints), "link", "links")
            begun = f" under {message.typed}" if message.typed else " in sight"
            self._status.ask(f"{links}{begun}: type the letter of one", [leave, *addresses])

    @on(StoryWithLinks.LinkChosen)
    def _link_chosen(self, message: StoryWithLinks.LinkChosen) -> None:
        self._open_in_browser(message.target)

    def _open_in_browser(self, target: str | None) -> None:
        if target is not None and may_open(target):
            self.run_worker(self._show_page(target))

    async def _show_page(self, target: str) -> None:
        """Open a page; a browser that draws in the terminal has it meanwhile, any other runs beside the reader."""
        from tui_reader import browser  # noqa: PLC0415  few readers open links

        words = browser.in_terminal(target)
        opened = self._in_terminal(words) if words else await asyncio.to_thread(browser.open_page, target)
        self.answer(f"Opened {target}" if opened else f"No browser could be started; the link is {target}")

    def _in_terminal(self, words: list[str]) -> bool:
        """Hand the terminal over to a browser, and take it back."""
        try:
            with self.app.suspend():  # an error that left here would leave the terminal to the shell for ever
                return _ended_well(words)
        except SuspendNotSupported:
            return False


def _ended_well(words: list[str]) -> bool:
    """Whether a program could be run, and ended well."""
    try:
        return foreground.run(words) == 0
    except (OSError, ValueError):
        return False
