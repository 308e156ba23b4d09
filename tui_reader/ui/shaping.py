"""What the user shapes while the reader runs: themes, keys, signs, plain mode; from files that may change on the disk."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import constants, events, on
from textual.binding import BindingType
from textual.filter import Monochrome, NoColor
from textual.message import Message

from tui_reader import preferences, signs
from tui_reader.commands import with_keys
from tui_reader.launch import Launch
from tui_reader.palettes import COLOURLESS
from tui_reader.settings import MAX_WIDTH, MIN_WIDTH
from tui_reader.ui.bindings import bindings, keyed
from tui_reader.ui.chords import Chords
from tui_reader.ui.keyboard import KeysInTurn
from tui_reader.ui.phrases import settings_mistaken
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.terminal import TerminalDriver
from tui_reader.ui.themes import FOR_COLOURS, THEMES, colours_of, theme_of
from tui_reader.ui.watching import Watch


class FilesChanged(Message):
    """Settings or themes on the disk have changed."""


class Shaping(KeysInTurn):
    """An app that looks and is used as its user wants it; `recalled` is what was chosen in it before."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("theme", "plain")]

    def __init__(self, launch: Launch, recalled: Mapping[str, str]) -> None:
        super().__init__(driver_class=TerminalDriver)
        self._launch = launch
        self._recalled = recalled
        self._watch = Watch(
            partial(preferences.stamps, launch.places), lambda: self.post_message(FilesChanged())
        )
        self._colours = colours_of(self.console.color_system, no_color=self.no_color)
        if self._colours == "none":
            self._filters = [*(each for each in self._filters if not isinstance(each, Monochrome)), NoColor()]
        self._themes = (*THEMES, *map(theme_of, launch.palettes))
        for theme in (*self._themes, *filter(None, FOR_COLOURS.values())):
            self.register_theme(theme)
        self._chords = Chords(self)
        self._use_keys()
        self._plain = launch.settings.plain or recalled.get("plain") == "yes"
        self._show_as_set()
        self.theme = self._first_theme()

    def say(self, text: str) -> None:
        """Say something in the bottom line."""
        raise NotImplementedError

    async def keep(self, chosen: Mapping[str, str]) -> None:
        """Have the next start know what was chosen."""
        raise NotImplementedError

    async def deliver(self, event: events.Key | events.Paste) -> None:
        """Put the two keys of a chord together before anything else gets them."""
        if not isinstance(event, events.Key) or not await self._chords.take(event.key):
            await super().deliver(event)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheet anew; while there is no screen yet, it is enough that it will be read with these colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Look at the settings and themes on the disk from time to time; in plain mode show the terminal's cursor."""
        self._watch.start()
        self._show_caret()

    def on_unmount(self) -> None:
        """Look no more."""
        self._watch.stop()

    @on(FilesChanged)
    async def _read_again(self) -> None:
        """Read settings and themes again; with a mistake in the settings, or in the theme in use, all stays as it was."""
        places = self._launch.places
        found = await asyncio.to_thread(preferences.read, places)
        if found.hinder(places, self.theme):
            self.say(f"Unchanged: {settings_mistaken(found.problems, kept=True)}")
            return
        self._use(found)
        left_out = settings_mistaken(found.problems)
        self.say(f"Settings read again; {left_out}" if left_out else "Settings read again")

    def _use(self, found: preferences.Preferences) -> None:
        """Take other settings and themes into use; library, mouse and sizes are for the next start."""
        old, new, drawn = self._launch.settings, found.settings, signs.now()
        shown = self.theme
        self.theme = THEMES[0].name
        for theme in self._themes[len(THEMES) :]:
            self.unregister_theme(theme.name)
        self._themes = (*THEMES, *map(theme_of, found.palettes))
        for theme in self._themes:
            self.register_theme(theme)
        self._launch = self._launch._replace(settings=new, palettes=found.palettes)
        if new.theme != old.theme:
            shown = new.theme or self._first_theme()
        self.theme = self._fit(shown)
        self._use_keys()
        if new.plain != old.plain:
            self._plain = new.plain
        self._show_as_set()
        if signs.now() is not drawn:
            self.mutate_reactive(Shaping.theme)  # everything that is drawn looks at it
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                width = new.width if new.width != old.width else None
                screen.settings_changed(width, indented=new.paragraphs == "indent")

    def _use_keys(self) -> None:
        keys = self._launch.settings.keys
        self.commands = with_keys(keys)
        self._chords.use(self.commands)
        self.set_keymap(dict(keys))

    def _show_as_set(self) -> None:
        """Take signs and motion as they are chosen; nothing is drawn and nothing slides in plain mode."""
        settings = self._launch.settings
        signs.use(settings.signs, plain=self._plain)
        self.set_class(signs.now() is not signs.UNICODE, "-ascii")
        self.set_class(self._plain, "-plain")
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.motion and not self._plain else "none"
        self._show_caret()

    def _show_caret(self) -> None:
        """Have the terminal's cursor seen in plain mode, because screen readers look for it."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.show_caret(shown=self._plain)

    async def action_theme(self) -> None:
        """The next theme."""
        if self._colours == "none":
            self.say("This terminal shows no colours, or NO_COLOR is set: there is one theme")
            return
        names = [theme.name for theme in self._themes]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        self.say(f"Colours: {self.theme}")
        await self.keep({"theme": self.theme})

    async def action_plain(self) -> None:
        """Plain mode, or what is drawn again."""
        self._plain = not self._plain
        self._show_as_set()
        self.mutate_reactive(Shaping.theme)
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.settings_changed(None, indented=self._launch.settings.paragraphs == "indent")
        await self.keep({"plain": "yes" if self._plain else "no"})
        begun = keyed(self, "Plain mode: nothing is drawn; {plain} ends it")
        self.say(begun if self._plain else "Plain mode has ended")

    def first_width(self) -> int:
        """How wide a column a new room has, in cells."""
        kept = self._recalled.get("width", "")
        width = int(kept) if kept.isdecimal() else self._launch.settings.width
        return min(max(width, MIN_WIDTH), MAX_WIDTH)

    def _first_theme(self) -> str:
        best = FOR_COLOURS[self._colours]
        return (
            best.name if best else self._fit(self._launch.settings.theme or self._recalled.get("theme", ""))
        )

    def _fit(self, wanted: str) -> str:
        """The theme of this name, where there is one and it has colours that can be shown."""
        if self._colours == "none":
            return COLOURLESS.name
        return wanted if wanted in {theme.name for theme in self._themes} else THEMES[0].name
