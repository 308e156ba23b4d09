"""What a command is: its id, its keys, its words, where it works."""

from typing import Literal, NamedTuple

Place = Literal[
    "anywhere", "list", "hits", "story", "cast", "search", "find", "bookmarks", "searches", "note", "tour"
]
GROUPS = ("Reading", "Names and quotes", "Finding", "Marks", "Screen")


class Command(NamedTuple):
    """Something the user can do.

    `id` never changes; `keys` are Textual's key names, parted by commas, those of a chord by a blank; `title` is two or three words
    for footer and palette, `help` one sentence. `place` is where the keys work, `action` what the screen
    runs; `footer` names the panes in which it is shown at the bottom, "hits" for a list that a search has
    found and "find" for finding words in a story. `palette` is False for what only makes sense as a key.
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

    @property
    def run(self) -> str:
        """The action's name: the given one, or the id with underscores."""
        return self.action or self.id.replace("-", "_")
