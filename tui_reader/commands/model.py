"""What a command is: its id, its keys, its words, where it works."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Place = Literal[
    "anywhere", "list", "hits", "story", "cast", "search", "find", "bookmarks", "searches", "note", "tour"
]
Need = Literal[
    "", "after", "before", "beside", "change", "correctable", "found", "library", "lines", "link", "link in sight", "lit",
    "match", "member", "names", "others", "panes", "person", "quotes", "row", "saved", "selection", "sight",
    "somebody", "something open", "story", "voices",
]  # fmt: skip
PLACES: Mapping[Place, str] = {
    "list": "in the list",
    "story": "in the story",
    "cast": "in the cast",
    "search": "in the search",
    "bookmarks": "in the bookmarks",
    "searches": "in the saved searches",
    "note": "in a note",
    "tour": "in the tour",
}
"""What people call the places that commands are only for."""
GROUPS = ("Reading", "Names and quotes", "Finding", "Marks", "Screen")


class Command(NamedTuple):
    """Something the user can do.

    `id` never changes; `keys` are Textual's key names, parted by commas, those of a chord by a blank; `title` is two or three words
    for footer and palette, `help` one sentence. `place` is where the keys work, `action` what the screen
    runs; `footer` names the panes in which it is shown at the bottom, "hits" for a list that a search has
    found and "find" for finding words in a story. `palette` is False for what only makes sense as a key. What a command
    `needs` for doing something is looked for by the screen, which otherwise says what is missing.
    """

    id: str
    keys: str
    title: str
    help: str
    group: str
    place: Place = "anywhere"
    action: str = ""
    footer: tuple[Place, ...] = ()
    palette: bool = True
    needs: Need = ""

    @property
    def run(self) -> str:
        """The action's name: the given one, or the id with underscores."""
        return self.action or self.id.replace("-", "_")
