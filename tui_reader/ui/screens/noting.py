"""The commands that write a note and tags: on what is lit or selected, or else on the story."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from tui_reader.article.text import label
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.tags import all_tags_of
from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.taking import Taking
from tui_reader.ui.shelving import Target


class Noting(Taking):
    """Notes and tags; what has no bookmark gets one with them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("note", "tag")]

    async def action_note(self) -> None:
        """Write a note."""
        from tui_reader.ui.screens.note import NoteScreen  # noqa: PLC0415  not needed for the first frame

        target = await self._target()
        if target is not None:
            known = await self._known(target)
            screen = NoteScreen(
                f"A note on {label(target.name)}",
                known.note if known else "",
                partial(self._shelving.note_at_once, target),
            )
            self.app.push_screen(screen, partial(self._note, target))

    async def _note(self, target: Target, note: str | None) -> None:
        if note is not None:
            await self._change(self._shelving.annotate(target, note=note))

    async def action_tag(self) -> None:
        """Change the tags."""
        from tui_reader.ui.screens.prompt import PromptScreen  # noqa: PLC0415  the same

        target = await self._target()
        if target is not None:
            known = await self._known(target)
            question = f"Tags of {label(target.name)}, parted by commas"
            prompt = PromptScreen(question, ", ".join(known.tags) if known else "")
            self.app.push_screen(prompt, partial(self._tag, target))

    async def _tag(self, target: Target, text: str | None) -> None:
        if text is None:
            return
        try:
            tags = all_tags_of(text)
        except ValueError as error:
            self.answer(label(str(error)))
            return
        await self._change(self._shelving.annotate(target, tags=tags))

    async def _known(self, target: Target) -> Bookmark | None:
        return await self._shelve(self._shelving.bookmark_at(target))
